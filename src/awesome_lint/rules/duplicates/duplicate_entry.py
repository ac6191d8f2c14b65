"""DU001: one work that is listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.arxiv_links import linked_versions
from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import Distance, Duplicate, find_duplicates
from awesome_lint.analysis.entry_keys import EntryKeys
from awesome_lint.analysis.id_conflicts import find_id_conflicts
from awesome_lint.bibliography import hosts
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.duplicates._merging import choose_kept_entry, removal_edit

_FULL_TITLE = 4
"""Words from which on a title is a work's and not the name of a person, a place or a tool."""
_SURVEYS = lazy(r"(?i)\b(?:surveys?|overviews?|reviews?)\b")
_FEW = 2
"""Works under two topics up to which the list repeats them by mistake."""
_TOPICS = Habit("topics", 0, "{count} entries repeat a work of another section")
_EXCLUSIVE = Habit("times", 10, "{count} entries repeat a work of another section")


class DuplicateEntry(Rule):
    """One work that is listed more than once.

    ## What it does

    Two entries of one work: with the same arXiv id in any form, DOI, OpenReview id or URL, or with the same title.

    In one list under one heading this is an error, or advice where the entries have two venues or years, and other
    authors or one pinned version: a paper and its later publication. Under two headings that exclude each other (`2023`
    and `2024`, `CVPR 2023` and `ICCV 2023`) it is a warning. Under two topics it may be intended: a warning where the
    list has one or two such works, the entries agree, and their links or the spelling of their titles differ. It is else
    advice, also where a talk links the paper of another section, and one advice for the file where more than 5 % of the
    entries, or more than 20, are such. Another table, or a topic in bold, counts as another heading.

    Courses, books and talks that share a title and no link are advice under one heading, and else not reported. Entries
    that share an id under two titles are reported by AX004, and so are entries that share a title and have two ids.

    ## Why it matters

    Two copies come to disagree, and readers count a work twice.

    ## Fix

    Safe where the copy has the same text and nothing separates the two lists: the later copy is removed. Unsafe
    where both are under one heading and one has all links and words of the other: the other is removed. Else none:
    where titles, venues or links differ, a person decides.
    """

    code = "DU001"
    name = "duplicate-entry"
    summary = "One work that is listed twice"
    fix = Safety.UNSAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.COPIES, Removal.DATES})
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
            title="different entries: the one with more fields stays",
        ),
        Example(
            "# List\n\n## Looms\n\n- [Weaving Old Patterns by Punched Cards](https://arxiv.org/abs/2402.01234), "
            "Ann Jones, Lu Li\n\n## Cards\n\n- [Punched Cards for Weaving New Patterns](https://arxiv.org/abs/2402.01234), "
            "Ann Jones, Lu Li\n",
            (9,),
            title="one work under two titles",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards - ARXIV - 2024](https://arxiv.org/abs/2402.01234)\n"
            "- [Weaving Patterns by Punched Cards - CVPR - 2025](https://arxiv.org/abs/2402.01234)\n",
            (4,),
            title="one title with two venues after it",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/pdf/2402.01234v2) CVPR 2024\n"
            "- [Weaving Patterns by Punched Cards](https://arxiv.org/pdf/2402.01234) IJCV 2025\n",
            (4,),
            title="a paper and its later publication (advice)",
        ),
        Example(
            "# List\n\n- [Weaving Old Patterns by Punched Cards](https://papers.example/1.pdf). Ann Jones, Lu Li. CVPR 2024\n"
            "- [Weaving Old Patterns by Punched Cards](https://papers.example/2.pdf). Ines Braun, Omar Diaz. CVPR 2024\n",
            (4,),
            title="a title that was copied from the entry above",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://doi.org/10.5555/1234567) AAAI 2020\n"
            "- [Weaving Patterns by Punched Cards](https://ieeexplore.ieee.org/document/9354538) TMM 2021\n",
            (4,),
            title="one title, two venues and two papers (advice)",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (2025)\n"
            "- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (2024)\n",
            (4,),
            title="two dates, of which nobody knows the right one (no fix)",
        ),
    )
    valid = (
        "# List\n\n- [Weaving Patterns, Part 1](https://arxiv.org/abs/2402.01234)\n"
        "- [Weaving Patterns, Part 2](https://arxiv.org/abs/2402.01235)\n",
        # A book and the talk on it.
        "# List\n\n## Books\n\n- [Become a Weaver of Fine Silk](https://press.example.org/silk)\n\n"
        "## Talks\n\n- [Become a Weaver of Fine Silk](https://www.youtube.com/watch?v=aBcDeFgHiJk)\n",
        # Two parts of one tool.
        "# List\n\n- [Loom for Cards](https://github.com/jacquard/loom)\n"
        "- [Loom for Cards, Reader](https://github.com/jacquard/loom#reader)\n",
        "# List\n\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n\n"
        "<!--\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n-->\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each later entry; one for the file where the list has the habit of repeating works."""
        known = context.cached(find_duplicates)
        doubtful = context.cached(find_id_conflicts).doubtful_entries
        topics = sum(pair.distance is Distance.OTHER_SECTION for pair in known.pairs)
        for pair in known.pairs:
            if pair.different_ids and doubtful.isdisjoint((pair.first.entry.span, pair.second.entry.span)):
                continue  # AX004 reports them
            if pair.distance is Distance.SAME_LIST:
                yield self._finding_in_one_list(context, pair)
            elif _are_under_two_titles(pair, context.text):
                # A work may be listed under two topics, but not under two titles.
                yield self._report(pair, _severity_of(pair, any_title=True))
            elif pair.distance is Distance.EXCLUSIVE_SECTIONS:
                yield self._report(pair, _severity_of(pair, any_title=True), habit=_EXCLUSIVE)
            else:
                meant = topics > _FEW or _is_cross_listed(pair) or _are_two_publications(pair)
                severity = Severity.ADVICE if meant else _severity_of(pair)
                yield self._report(pair, severity, habit=_TOPICS if known.is_habit else None)

    def _finding_in_one_list(self, context: Context, pair: Duplicate) -> Finding:
        """The finding for two entries under one heading, with a fix if one of them can be removed."""
        # One of the two is a highlight of the list where only one is quoted.
        if (
            pair.different_names
            or pair.uncertain
            or _are_two_publications(pair)
            or _are_two_resources(pair)
            or _have_other_values(pair)
            or pair.first.in_quote != pair.second.in_quote
        ):
            return self._report(pair, Severity.ADVICE)
        if pair.identical:
            edit = removal_edit(context, pair.second)
            return self._report(pair, Severity.ERROR, " and the same text", edit=edit, safety=Safety.SAFE)
        if pair.have_different_titles or pair.by_title:
            # One of the titles may be a copy of the other entry's: a person decides which entry is wrong.
            return self._report(pair, Severity.ERROR)
        choice = choose_kept_entry(context, pair)
        keep = "" if choice.loses_text else f"; keep line {choice.kept.line}: {choice.reason}"
        return self._report(pair, Severity.ERROR, keep, edit=choice.edit)

    def _report(
        self,
        pair: Duplicate,
        severity: Severity,
        more: str = "",
        *,
        edit: Edit | None = None,
        safety: Safety | None = None,
        habit: Habit | None = None,
    ) -> Finding:
        """The finding at the later entry; its mirror is the message at the earlier one."""
        first, second = pair.first, pair.second
        where = "" if pair.distance is Distance.SAME_LIST else " in another section"
        under = f" under “{first.section.title}”" if where and first.section.title else ""
        what = f"same {pair.shared_key}"
        if pair.shared_key == "title" and _have_other_dois(pair):
            what += ", but two DOIs: correct the title or the link that is wrong, or remove one"
        if pair.have_different_titles:
            what += " under another title, unless one of the links is wrong"
        return self.finding(
            _title_span(second),
            f"Duplicate of line {first.line}{where}: {what}{more}",
            severity=severity,
            related=[Related(_title_span(first), f"“{first.short_title}”{under}")],
            edits=[edit] if edit is not None else (),
            safety=safety,
            habit=habit,
            mirror=f"Duplicate of line {second.line}{where}: {what}",
        )


def _have_other_dois(pair: Duplicate) -> bool:
    """Whether both entries link a DOI, and not the same one."""
    one, other = (
        {page for page in keys.paper_pages if page.startswith("doi:")} for keys in (pair.first, pair.second)
    )
    return bool(one) and bool(other) and one.isdisjoint(other)


def _are_under_two_titles(pair: Duplicate, text: str) -> bool:
    """Whether both entries have full titles that differ, and neither title occurs in the text of the other entry (`T5:
    "Title"`)."""
    first, second = pair.first, pair.second
    if not (pair.have_different_titles and first.has_full_title and second.has_full_title):
        return False
    one, other = (letters_and_digits(text[slice(*keys.entry.span)]) for keys in (first, second))
    return letters_and_digits(first.title) not in other and letters_and_digits(second.title) not in one


def _are_two_publications(pair: Duplicate) -> bool:
    """Whether the entries are a paper and its later publication: they have two venues or years, and other authors or
    other versions in their links; or two venues and two years, and no link in common."""
    first, second = pair.first.published_venue, pair.second.published_venue
    if first is None or second is None or (first.name, first.year) == (second.name, second.year):
        return False
    years = {first.year, second.year} - {None}
    if pair.by_title and first.name != second.name and len(years) == 2:
        urls = [{link.url for link in keys.entry.links} for keys in (pair.first, pair.second)]
        if urls[0].isdisjoint(urls[1]):
            return True
    authors = pair.first.surnames, pair.second.surnames
    versions = [set(linked_versions(keys.entry.links)) for keys in (pair.first, pair.second)]
    return (all(authors) and authors[0] != authors[1]) or versions[0] != versions[1]


def _are_two_resources(pair: Duplicate) -> bool:
    """Whether the entries are two data sets or tools of one paper: they have names that differ, no full titles, and each
    has a link that the other lacks."""
    first, second = pair.first, pair.second
    if not pair.have_different_titles or any(
        keys.has_full_title and " " in keys.title for keys in (first, second)
    ):
        return False
    one, other = ({link.url for link in keys.entry.links} for keys in (first, second))
    return bool(one - other) and bool(other - one)


def _have_other_values(pair: Duplicate) -> bool:
    """Whether the entries have at least two labels in common, and no value under them: the paper is listed for two things
    in it."""
    first, second = (
        {field.label.casefold(): field.values for field in keys.entry.labelled_fields}
        for keys in (pair.first, pair.second)
    )
    shared = first.keys() & second.keys()
    return len(shared) > 1 and all(set(first[label]).isdisjoint(second[label]) for label in shared)


def _is_cross_listed(pair: Duplicate) -> bool:
    """Whether two entries under two topics are probably intended: they have the same title and links, one is in a
    section of surveys, or one is a talk or a tool that links the paper of the other."""
    first, second = pair.first, pair.second
    if (_SURVEYS.search(first.section.title) is None) != (_SURVEYS.search(second.section.title) is None):
        return True
    links = [{link.url for link in keys.entry.links} for keys in (first, second)]
    if first.title == second.title and links[0] == links[1]:
        return True
    pages = [keys.entry.title.link for keys in (first, second) if keys.entry.title is not None]
    papers = [page is not None and hosts.page_kind(page.url) == "paper" for page in pages]
    return all(page is not None for page in pages) and papers.count(True) == 1


def _severity_of(pair: Duplicate, *, any_title: bool = False) -> Severity:
    """A warning if two entries of different lists are certainly one work: both have its full title, and nothing differs
    (with `any_title`, except the title). Else advice."""
    first, second = pair.first, pair.second
    differ = pair.different_names or (pair.have_different_titles and not any_title)
    differ = differ or first.in_quote != second.in_quote
    short = min(first.word_count, second.word_count) < _FULL_TITLE
    other_kind = first.is_resource or second.is_resource or first.entry.layout is not second.entry.layout
    return Severity.ADVICE if differ or pair.uncertain or short or other_kind else Severity.WARNING


def _title_span(keys: EntryKeys) -> Span:
    """The entry's title with its markup."""
    title = keys.entry.title
    return title.outer if title is not None else keys.entry.span
