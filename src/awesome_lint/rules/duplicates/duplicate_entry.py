"""DU001: one work that stands twice in a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from awesome_lint.listing.model import Entry
from awesome_lint.model import Batch, Finding, Related, Removal, Safety, Severity, Span
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.conflicts import conflicts
from awesome_lint.rules.duplicates._merging import merge, removal
from awesome_lint.rules.repeats import Repeat, exclusive, repeats


class DuplicateEntry(Rule):
    """One work that stands more than once.

    ## What it finds

    A work that stands twice: with the same arXiv id in any form, DOI, OpenReview submission, address, or under
    the same title. Twice in one list under one heading is an error. Under different headings it is a warning,
    or where the list does so as its way (views by date, topic and venue, or "All papers" and again by topic)
    advice, once for each work. One list set apart from another under the same heading (another table, a topic in bold) counts as
    another heading.

    ## Why it matters

    Two copies come to disagree, and readers count a paper twice.

    ## The fix

    Safe where a copy stands in the same words under the same heading: the later one goes. Unsafe where two
    unlike entries stand under one heading and the one that stays can take over the other's links: the one whose
    date fits the id, or that has more fields, stays. Else none: two headings may both be meant, and where titles
    or venues differ a person decides.
    """

    code = "DU001"
    name = "duplicate-entry"
    summary = "One work that stands twice in a list"
    fix = Safety.UNSAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.COPIES, Removal.DATES})
    severity = Severity.ERROR
    pairs = True
    supersedes = ("DU002", "DU003")
    examples = (
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n\n"
            "- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n\n"
            "- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n",
            (7,),
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n\n"
            "- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n",
            title="a copy",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (Mar. 2025)\n"
            "- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (Feb. 2024) "
            "[[code](https://github.com/jacquard/loom)]\n",
            (4,),
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (Feb. 2024) "
            "[[code](https://github.com/jacquard/loom)]\n",
            title="unlike entries: the better one stays",
        ),
    )
    noop = (
        "# List\n\n- [Weaving Patterns, Part 1](https://arxiv.org/abs/2402.01234)\n"
        "- [Weaving Patterns, Part 2](https://arxiv.org/abs/2402.01235)\n",
        "# List\n\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n\n"
        "<!--\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n-->\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each later entry; where works stand under several headings as the list's way, one for
        each work."""
        known = context.once(repeats)
        places: dict[int, list[Entry]] = defaultdict(list)
        for repeat in known.found:
            places[repeat.first.number].append(repeat.second.entry)
        told: set[int] = set()
        for repeat in known.found:
            if repeat.together:
                yield self._together(context, repeat)
            elif known.habit and not exclusive(repeat.first.section, repeat.second.section):
                if repeat.first.number not in told:
                    told.add(repeat.first.number)
                    yield self._apart(repeat, Severity.ADVICE, places[repeat.first.number][1:])
            else:
                doubt = repeat.at_odds or repeat.named_apart or repeat.doubtful
                yield self._apart(repeat, Severity.ADVICE if doubt else Severity.WARNING, ())

    def _apart(self, repeat: Repeat, severity: Severity, further: Sequence[Entry]) -> Finding:
        again = "".join(f", {entry.lines[0]}" for entry in further[:2])
        more = f" (and on {again[2:]}{' and more' if len(further) > 2 else ''})" if again else ""
        return self.finding(
            _place(repeat.second.entry),
            f"{_message(repeat)}{more}",
            severity=severity,
            related=[
                Related(_place(repeat.first.entry), "stands here first"),
                *(Related(_place(entry), "and here") for entry in further),
            ],
        )

    def _together(self, context: Context, repeat: Repeat) -> Finding:
        first, second = repeat.first.entry, repeat.second.entry
        span, message = _place(second), _message(repeat)
        related = [Related(_place(first), "stands here first")]
        if repeat.named_apart or repeat.doubtful:
            return self.finding(span, message, severity=Severity.ADVICE, related=related)
        if repeat.at_odds:
            known = context.once(conflicts).blamed & {id(first), id(second)}
            severity = Severity.WARNING if known else Severity.ADVICE
            return self.finding(span, message, severity=severity, related=related)
        if repeat.identical:
            taken = removal(context, repeat.second)
            return self.finding(
                span,
                f"{message}, in the same words",
                related=related,
                edits=[taken] if taken is not None else (),
                safety=Safety.SAFE,
            )
        merger = merge(context, repeat)
        return self.finding(
            span,
            f"{message}; keep line {merger.kept.entry.lines[0]}: {merger.why}",
            related=related,
            edits=merger.edits,
        )


def _place(entry: Entry) -> Span:
    """The entry's title with its marks."""
    return entry.title.outer if entry.title is not None else entry.span


def _message(repeat: Repeat) -> str:
    first = repeat.first.entry
    renamed = "" if repeat.first.key == repeat.second.key else f", there as “{repeat.first.title}”"
    where = f" under “{first.section.title}”" if first.section.title and not repeat.together else ""
    said = (
        f"“{repeat.second.title}” stands on line {first.lines[0]} too{where}{renamed}: they share {repeat.by}"
    )
    if repeat.at_odds:
        ids = [next(iter(work.ids)) for work in (repeat.first, repeat.second)]
        said += f", but one leads to arXiv {ids[0]} and the other to {ids[1]}"
    return said
