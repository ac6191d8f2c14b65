"""DU001: one work that stands twice in a list."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.model import Finding, Related, Safety, Severity
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.conflicts import conflicts
from awesome_lint.rules.duplicates._merging import merge, removal
from awesome_lint.rules.repeats import Repeat, exclusive, repeats


class DuplicateEntry(Rule):
    """One work that stands more than once.

    ## What it finds

    A work that stands twice: with the same arXiv id in any form, DOI, OpenReview submission, address, or under
    the same title. Twice in one list under one heading is an error. Under different headings it is a warning,
    or advice where the list does so as its way: views by date, topic and venue, or "All papers" and again by
    topic. One list set apart from another under the same heading (another table, a topic in bold) counts as
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
    severity = Severity.ERROR
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
        """One finding for each later entry."""
        known = context.once(repeats)
        for repeat in known.found:
            yield self._of(context, repeat, known.habit)

    def _of(self, context: Context, repeat: Repeat, habit: bool) -> Finding:
        first, second = repeat.first.entry, repeat.second.entry
        renamed = "" if repeat.first.key == repeat.second.key else f", there as “{repeat.first.title}”"
        where = "" if repeat.together else f" under “{first.section.title}”" if first.section.title else ""
        message = f"“{repeat.second.title}” stands on line {first.lines[0]} too{where}{renamed}: they share {repeat.by}"
        if repeat.at_odds:
            ids = [next(iter(work.ids)) for work in (repeat.first, repeat.second)]
            message += f", but one leads to arXiv {ids[0]} and the other to {ids[1]}"
        related = [Related(first.span if first.title is None else first.title.outer, "stands here first")]
        span = second.title.outer if second.title is not None else second.span
        if repeat.named_apart or repeat.doubtful:
            return self.finding(span, f"{message}.", severity=Severity.ADVICE, related=related)
        if not repeat.together:
            usual = habit and not exclusive(first.section, second.section)
            severity = Severity.ADVICE if usual or repeat.at_odds else Severity.WARNING
            return self.finding(span, f"{message}.", severity=severity, related=related)
        if repeat.at_odds:
            known = context.once(conflicts).blamed & {id(first), id(second)}
            severity = Severity.WARNING if known else Severity.ADVICE
            return self.finding(span, f"{message}.", severity=severity, related=related)
        if repeat.identical:
            taken = removal(context, repeat.second)
            return self.finding(
                span,
                f"{message}, in the same words.",
                related=related,
                edits=[taken] if taken is not None else (),
                safety=Safety.SAFE,
            )
        merger = merge(context, repeat)
        return self.finding(
            span,
            f"{message}; keep line {merger.kept.entry.lines[0]}: {merger.why}.",
            related=related,
            edits=merger.edits,
        )
