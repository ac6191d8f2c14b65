"""EN002 venue-name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import venues
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.bibliography.published import venue_name_without_track
from awesome_lint.bibliography.titles import text_similarity
from awesome_lint.bibliography.volumes import venue_of_page
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Role, VenueField
from awesome_lint.rules.base import Example, Rule

_LEAST_USUAL = 5
_USUAL = 0.6
"""A spelling is the list's usual one from this share of the venue's mentions on."""
_LEAST_OLD = 3
"""Mentions by a venue's earlier name, of any year, from which on a list may use it on purpose."""
_TYPO = 0.8
"""Likeness from which on two spellings are one name and a typing error."""
_URL = lazy(r"[a-z]+://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*")
_FOLDED_ABOVE = 3
_WORD_AFTER = lazy(r",?[ \t]+(?!preprint)[^\W\d_]{2}")
_BEFORE_YEAR = lazy(r"[*_]*,?[ \t]*")
_LABEL_OR_HOST = lazy(r"[*_]*[ \t]*[:：]|\.org\b")


class _VenueMentions:
    """The mentions of one venue in a list, and how they are spelt."""

    def __init__(self, fields: list[VenueField]) -> None:
        self.fields = fields
        self.spellings = Counter(venue.text for venue in fields)
        spelling, count = self.spellings.most_common(1)[0]
        enough = count >= _LEAST_USUAL and count >= _USUAL * len(fields)
        self.usual = spelling if enough else None
        """The spelling of most mentions, where enough agree."""

    def has_other_spelling(self, written: str, name: str) -> bool:
        """Whether the list also writes the venue's name, in any case, in another spelling than `written`."""
        return any(name.casefold() in other.casefold() for other in self.spellings if other != written)

    def keeps_old_name(self, last_year: int, name: str) -> bool:
        """Whether the list uses the name that the venue had until `last_year` for later years too: in most mentions, or
        because it never uses today's name. If few mentions are of later years, those of all years decide."""
        if not self.has_other_spelling("", name):
            return True
        old = [venue for venue in self.fields if venues.last_year_of_name(venue.text) == last_year]
        later = [venue for venue in self.fields if (venue.mention.year or 0) > last_year]
        both = sum((venue.mention.year or 0) > last_year for venue in old)
        if len(later) < _LEAST_USUAL and len(old) >= _LEAST_USUAL:
            return len(old) >= _USUAL * len(self.fields)
        return len(old) >= _LEAST_OLD and both >= _USUAL * len(later)

    def prefers_case(self, written: str, official: str) -> bool:
        """Whether the list writes the name in another case as a habit: in most mentions, or in capitals or consistently
        if the venue's own case does not occur."""
        mostly = self.usual not in (None, official)
        repeated = self.spellings[written] > 1 or written.isupper()
        one_way = repeated or not self.has_other_spelling(written, official)
        return mostly or (self.spellings[official] == 0 and one_way)


class VenueName(Rule):
    """A venue in another spelling than its own, or another one than the entry's link leads to.

    ## What it does

    `Neurips` for NeurIPS, `NIPS` for a year from 2018 on, `NeuIPS`: another case, a name that the venue gave up before
    that year, a typing error. More than three of them are one finding. Where a list writes another case mostly or in
    all places (`Arxiv`), that is one advice for the file, and so is `NIPS` in a list that uses the old name for later
    years, or never writes NeurIPS. A name that is as usual as the venue's own (`ACMMM`, `T-PAMI`) is valid. `NIPS` was
    the name until 2017, and words of a description are no venue. In a review, an added venue in another case is advice,
    unless an older entry writes it so.

    A conference and a year that contradict the link of the paper: `ICCV 2023` next to a link into the proceedings of
    CVPR 2023 (CVF, NeurIPS, ECVA, IJCAI, MLSys, the ACL Anthology, volumes of PMLR and JMLR, and DOIs of the ACM).

    ## Why it matters

    A search or a script takes three spellings for three venues, and a citation of another venue is wrong.

    ## Fix

    Safe: the venue's own name. Unsafe where the list writes another case or the old name by habit. None for a venue that
    contradicts the link: either may be wrong.
    """

    code = "EN002"
    name = "venue-name"
    summary = "venue in another spelling than its own, or not that of the link"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    gives_way = ("AX004",)
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="Another case, and an earlier name",
            before="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (Neurips 2023)
                - [Silt and Water](https://silt.example) (NIPS 2019)
                - [Peat in Winter](https://peat.example) (NeurIPS 2022)
                """,
            lines=(4, 5),
            after="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (NeurIPS 2023)
                - [Silt and Water](https://silt.example) (NeurIPS 2019)
                - [Peat in Winter](https://peat.example) (NeurIPS 2022)
                """,
        ),
        Example(
            title="A list that never writes the name of today, and one spelling without another (advice)",
            before="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (NIPS 2024)
                - [Loam in Motion](https://loam.example) (arxiv 2023)
                """,
            lines=(3, 4),
            after="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (NeurIPS 2024)
                - [Loam in Motion](https://loam.example) (arXiv 2023)
                """,
        ),
        Example(
            title="A list that uses the old name for later years: one advice",
            before="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (NIPS 2018)
                - [Loam in Motion](https://loam.example) (NIPS 2019)
                - [Silt and Water](https://silt.example) (NIPS 2020)
                """,
            lines=(3, 4, 5),
            after="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (NeurIPS 2018)
                - [Loam in Motion](https://loam.example) (NeurIPS 2019)
                - [Silt and Water](https://silt.example) (NeurIPS 2020)
                """,
        ),
        Example(
            title="A venue and a year that the links contradict",
            before="""
                # Awesome soil

                - [Clay at Rest](https://openaccess.thecvf.com/content/CVPR2023/html/Ames_Clay_CVPR_2023_paper.html) (ICCV 2023)
                - [Loam in Motion](https://aclanthology.org/2022.emnlp-main.12) (EMNLP 2023)
                - [Silt and Water](https://proceedings.mlr.press/v97/cole19a.html) (ICML 2018)
                - [Peat in Winter](http://www.jmlr.org/papers/volume19/17-777/17-777.pdf) (JMLR 2019)
                """,
            lines=(3, 4, 5, 6),
        ),
    )
    valid = (
        # Findings, workshops, a joint conference, a journal, and both publications of a paper.
        """
        # Awesome soil

        - [Clay at Rest](https://aclanthology.org/2022.findings-acl.12) (ACL 2022)
        - [Loam in Motion](https://openaccess.thecvf.com/content/CVPR2023W/S/html/Bohr_Loam_CVPRW_2023_paper.html) (CVPR 2023)
        - [Silt and Water](https://aclanthology.org/D19-1234) (IJCNLP 2019)
        - [Silt and Loam](https://aclanthology.org/D19-1235) (EMNLP-IJCNLP 2019)
        - [Peat in Winter](https://openaccess.thecvf.com/content/ICCV2021/html/Cole_Peat_ICCV_2021_paper.html) (TPAMI 2022)
        - [Dust and Wind](https://jmlr.org/papers/v21/19-123.html) (ICML 2019)
        - [Sand under Load](https://papers.nips.cc/paper_files/paper/2022/hash/12-Abstract-Conference.html), CVPR 2023, NeurIPS 2022
        """,
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (NIPS 2015)
        - [Loam in Motion](https://loam.example) (NIPS 2017)
        - [Silt and Water](https://silt.example) (NeurIPS 2018)
        """,
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (ACMMM 2023)
        - [Loam in Motion](https://loam.example) (IEEE TPAMI 2021)
        - [Neurips as a word](https://silt.example) - How neurips came to be.
        """,
        """
        # Awesome soil

        - [SoilScan](https://soil.example) - Finds papers about soil on Twitter, Arxiv, Scholar and the like.
        - [Clay Talks](https://clay.example) (SIGdial 2007)
        - [Loam Talks](https://loam.example) (SIGDIAL 2019)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Findings in the order of venues as they first appear."""
        by_name: dict[str, list[VenueField]] = {}
        for entry in context.listing.entries:
            venue = entry.venue
            if venue is not None and _is_mention(venue, context.text):
                today = context.settings.today.year
                name = (
                    venues.correct_venue_name(venue.text, today)
                    if venues.last_year_of_name(venue.text)
                    else None
                )
                by_name.setdefault(name or venue.mention.name, []).append(venue)
        for fields in by_name.values():
            mentions = _VenueMentions(fields)
            for venue in fields:
                right = venues.correct_venue_name(venue.text, venue.mention.year)
                if right is not None:
                    yield from self._check_venue(venue, right, mentions)
        yield from self._check_links(context)

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """Findings for added venues in another case than their own that no older entry has: one mention is no habit."""
        entries = context.listing.entries
        older = {entry.venue.text for entry in entries if entry.venue and entry.span not in added_spans}
        for entry in entries:
            venue = entry.venue
            if venue is None or entry.span not in added_spans or not _is_mention(venue, context.text):
                continue
            right = venues.correct_venue_name(venue.text, venue.mention.year)
            if right is not None and venue.text.casefold() == right.casefold() and venue.text not in older:
                message = f"“{venue.text}” differs in case from the venue's own name; write {right}"
                yield self._advice_finding(venue, right, message)

    def _check_venue(self, venue: VenueField, official: str, mentions: _VenueMentions) -> Iterator[Finding]:
        """The finding for a mention of a venue that is not written as its `official` name, if there is anything to
        report."""
        written = venue.text
        same = written.casefold() == official.casefold()
        last_year = venues.last_year_of_name(written)
        if last_year is not None:
            message = f"“{written}” has another name since {last_year + 1}; write {official}"
            if mentions.keeps_old_name(last_year, venue.mention.name):
                yield self._advice_finding(venue, official, message, f"until {last_year}")
            elif venue.mention.year is not None:
                yield self._misspelt_finding(venue, official, message)
        elif same and mentions.prefers_case(written, official):
            message = f"This list writes {written} for {official}; use the venue's own spelling"
            yield self._advice_finding(venue, official, message)
        elif same:
            message = f"“{written}” differs in case from the venue's own name; write {official}"
            yield self._misspelt_finding(venue, official, message)
        elif _is_typo(written, official):
            yield self._misspelt_finding(venue, official, f"“{written}” is misspelt; write {official}")

    def _check_links(self, context: Context) -> Iterator[Finding]:
        """Findings for conferences and years that contradict the proceedings that the entry links."""
        for entry in context.listing.entries:
            venue = entry.venue
            stated_year = _year_of_venue(entry, context.text)
            if venue is None or stated_year is None:
                continue
            # The journal version of a paper of a conference has a page and a year of its own.
            pages = [
                (link, page)
                for link in entry.links
                if link.role in (Role.TITLE, Role.PAPER)
                and (page := venue_of_page(link.url)) is not None
                and _kind_of_venue(page[0]) == venue.mention.kind
            ]
            if not pages:
                continue
            stated = _conferences_of(entry, context.text)
            is_joint = any(not venues.JOINT_CONFERENCES.isdisjoint(name.split("-")) for name, _ in stated)
            if not is_joint and stated.isdisjoint(page for _, page in pages):
                link, (name, year) = pages[0]
                message = (
                    f"“{venue.mention.source_text} {stated_year}” does not match the entry's link, which leads to the "
                    f"proceedings of {name} {year}; correct the one that is wrong"
                )
                yield self.finding(
                    venue.outer, message, related=[Related(link.node.span, f"a page of {name} {year}")]
                )

    def _misspelt_finding(self, venue: VenueField, official: str, message: str) -> Finding:
        habit = Habit(
            "misspelt", _FOLDED_ABOVE, f"{{count}} venues are not in their own spelling; the first: {message}"
        )
        return self.finding(venue.span, message, edits=[Edit(venue.span, official)], habit=habit)

    def _advice_finding(self, venue: VenueField, official: str, message: str, habit: str = "") -> Finding:
        return self.finding(
            venue.span,
            message,
            severity=Severity.ADVICE,
            edits=[Edit(venue.span, official)],
            safety=Safety.UNSAFE,
            habit=Habit(habit or venue.mention.name, 0, message),
        )


def _conferences_of(entry: Entry, text: str) -> set[tuple[str, int | None]]:
    """The conferences that an entry names outside its title and URLs, without tracks, each with its year."""
    start = entry.title.outer.end if entry.title is not None else entry.span.start
    parts = text[entry.span.start : start], text[start : entry.span.end]
    found = [each.mention for part in parts for each in venues.find_venues(_URL.sub(" ", part))]
    stated = {(venue_name_without_track(mention), mention.year) for mention in found}
    if entry.venue is not None:
        stated.add((venue_name_without_track(entry.venue.mention), _year_of_venue(entry, text)))
    return stated


def _kind_of_venue(venue_name: str) -> str:
    """The kind of a known venue (`conference`, `journal`)."""
    mention = venues.find_venue(venue_name)
    return mention.kind if mention is not None else ""


def _year_of_venue(entry: Entry, text: str) -> int | None:
    """The year of the entry's venue, also after its emphasis (`*NeurIPS*, 2019`); None if it has none."""
    venue, date = entry.venue, entry.date
    if venue is None:
        return None
    if venue.mention.year is not None or date is None or date.date.month is not None:
        return venue.mention.year
    between = text[venue.span.end : date.span.start]
    return date.date.year if between and _BEFORE_YEAR.fullmatch(between) is not None else None


def _is_mention(venue: VenueField, text: str) -> bool:
    """Whether a known name means a venue here: it is no badge, label or host (`arxiv: …`, `arxiv.org`), and no name
    without a year inside a sentence (`on Twitter, Arxiv, Scholar`)."""
    if not venue.mention.is_known or venue.in_badge or _LABEL_OR_HOST.match(text, venue.span.end) is not None:
        return False
    return venue.mention.year is not None or _WORD_AFTER.match(text, venue.span.end) is None


def _is_typo(written: str, official: str) -> bool:
    """Whether two spellings differ in a few letters (`NeuIPS`) or in their order (`CVRP`), and not only in case and
    punctuation (`T-PAMI`)."""
    swapped = sorted(written) == sorted(official)
    alike = swapped or official in written or text_similarity(written, official) >= _TYPO
    same_letters = letters_and_digits(written) == letters_and_digits(official)
    return alike and not same_letters and not _is_abbreviation(written, official)


def _is_abbreviation(written: str, official: str) -> bool:
    """Whether the words of a name are abbreviations of the venue's words, or the words themselves (`ACM Comput. Surv`,
    `Pattern Recognit`)."""
    words, whole = written.split(), official.split()
    return len(words) == len(whole) > 1 and all(
        one.startswith(word.rstrip(".")) for word, one in zip(words, whole, strict=True)
    )
