"""Where an arXiv paper appeared, according to several services, and when that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.bibliography import acl, arxiv, titles, venues
from awesome_lint.bibliography.dates import year_of_digits
from awesome_lint.bibliography.names import surnames
from awesome_lint.facts import AskPublication, Facts, Paper, Publication, Publications
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

_ACCEPTED = lazy(
    r"\b(?:accepted|to appear|published|present(?:ed|ation)|appear(?:s|ed|ing)|camera[- ]ready|"
    r"(?:conference|journal) version|in press|oral|spotlight|poster)\b",
    re.I,
)
_NOT_ACCEPTED = lazy(
    r"\b(?:submitted|resubmitted|submission|under (?:\w+ )?review|in review|not accepted|rejected|in preparation)\b",
    re.I,
)
_OTHER_PAPER = lazy(
    r"\b(?:preliminary|earlier|short(?:er)?|previous|initial)\b.{0,40}\b(?:version|draft|work|paper)\b"
    r"|\b(?:journal|conference|extended) version of (?:an?|our|the)\b|\bexten(?:sion of|ded from)\b"
    r"|\bchallenge\b|\bcompetition\b|\bthesis\b",
    re.I,
)
_WITHDRAWN = lazy(r"\b(?:withdrawn|retracted)\b(?! from)", re.I)
_CLAUSE = lazy(r";|\n|(?<=[\w)][a-z\d)])\.\s+(?=[A-Z\d])|,\s+(?=accepted\b)|\s+\|\s+", re.I)
_NUMBER_OF_PAGES = lazy(r"\b\d+ (?:pages|figures|tables)\b[^,;]*", re.I)
_YEAR = lazy(r"(?<![\d/.])(?:19|20)\d\d(?!\d)|(?<=\d\d/)20\d\d")
_URL = lazy(r"https?://\S+")
_WORD = lazy(r"[^\W\d_]+")
_VENUE_WORDS = frozenset(
    "main conference long short paper findings of the in at camera ready final version oral spotlight poster highlight "
    "track industry demo system demonstrations datasets benchmarks and proc proceedings pp early accept workshop on "
    "international st nd rd th annual meeting references".split()
)
_TRACKS = (
    ("workshop", lazy(r"workshop|\b\w+W[- ]?\d{2,4}\b|BlackboxNLP", re.I)),
    ("Findings", lazy(r"findings", re.I)),
    ("Industry Track", lazy(r"industry", re.I)),
    ("Demo", lazy(r"demo", re.I)),
    ("Datasets and Benchmarks", lazy(r"datasets? (?:and|&) benchmarks?", re.I)),
)
_DBLP = lazy(r"(?:conf|journals)/(?!corr/)(\w+)/\D*?(\d\d)[a-z]?$")
_OPENREVIEW = frozenset(("ICLR", "ICML", "NeurIPS", "COLM", "TMLR"))


@record(frozen=True)
class Appearance:
    """Where a paper appeared according to a source: the usual name of the venue, its year, and its track (None for the
    main one). `text` is from the source; `venue` is None if it contains no known venue."""

    venue: str | None
    year: int | None
    text: str
    track: str | None = None
    source: str = "arXiv"
    is_authoritative: bool = False

    @property
    def venue_with_year(self) -> str:
        """The venue with its track and year, for messages."""
        parts = [self.venue or self.text, self.track.capitalize() if self.track == "workshop" else self.track]
        return " ".join([*filter(None, parts), *([str(self.year)] if self.year and self.venue else [])])


@record(frozen=True)
class AppearanceVerdict:
    """Where a paper appeared according to all sources. `is_certain` is set if one authority or two independent
    sources agree; `sources` are those that agree."""

    appearance: Appearance
    is_certain: bool
    sources: tuple[str, ...]


def appearance_in_arxiv_record(paper: Paper) -> Appearance | None:
    """The appearance of a paper that the comment or journal reference of its arXiv record states, or None."""
    comment = paper.comment or ""
    if _WITHDRAWN.search(comment):
        return None
    in_clauses = [_appearance_in_clause(clause) for clause in _CLAUSE.split(_URL.sub("", comment))]
    in_reference = _appearance_in_clause(paper.journal_ref or "", is_accepted=True)
    stated = [each for each in (*in_clauses, in_reference) if each is not None]
    if stated:
        return stated[-1] if len(stated) > 1 and stated[0].track == "workshop" else stated[0]
    if paper.journal_ref:
        return Appearance(None, None, paper.journal_ref)
    if paper.doi and not paper.doi.startswith(arxiv.DOI_PREFIX):
        return Appearance(None, None, f"DOI {paper.doi}")
    return None


def _appearance_in_clause(clause: str, *, is_accepted: bool = False) -> Appearance | None:
    """The appearance that a clause of an arXiv comment or a journal reference states; None if it names no venue, or is
    about a submission or another paper. Without a word such as “accepted” (or `is_accepted`), a clause may only have a
    venue with its year."""
    if _NOT_ACCEPTED.search(clause) or _OTHER_PAPER.search(clause):
        return None
    accepted_word = _ACCEPTED.search(clause)
    parts = [clause] if is_accepted or accepted_word else _NUMBER_OF_PAGES.sub("", clause).split(",")
    for part in parts:
        found = [each for each in venues.find_venues(part) if _is_publication_venue(each.mention)]
        if not found:
            continue
        best = max(found, key=lambda each: (each.mention.year is not None, each.end - each.start))
        rest = part[: best.outer[0]] + part[best.outer[1] :]
        venue_only = set(map(str.lower, _WORD.findall(rest))) <= _VENUE_WORDS
        if accepted_word is None and not is_accepted and not (venue_only and best.mention.year is not None):
            continue
        year = best.mention.year
        year_match = _YEAR.search(clause, best.start) or _YEAR.search(clause)
        if year is None and year_match is not None:
            year = int(year_match[0])
        name, track = venue_name_without_track(best.mention), track_in_text(part, best.mention)
        return Appearance(name, year, clause.strip(), track)
    return None


def _is_publication_venue(mention: venues.VenueMention) -> bool:
    """Whether a venue of the table is no preprint server, blog or the like."""
    return mention.kind not in ("preprint", "other")


def venue_name_without_track(mention: venues.VenueMention) -> str:
    """The current name of a venue, without its track."""
    name = mention.name.removesuffix(" Workshop").removesuffix(" Findings")
    return venues.current_venue_name(name) or name


def track_in_text(text: str, mention: venues.VenueMention | None = None) -> str | None:
    """The track in the name of proceedings or a comment; None for the main track."""
    text_with_name = f"{mention.name if mention is not None else ''} {text}"
    return next((track for track, pattern in _TRACKS if pattern.search(text_with_name)), None)


def venue_of_proceedings(text: str) -> venues.VenueMention | None:
    """The venue in the name of proceedings, the longest one of several; None if there is none."""
    mentions = venues.find_venues(text)
    return max(mentions, key=lambda each: each.end - each.start).mention if mentions else None


# --- Several services ----------------------------------------------------------------------------------


def appearance_questions(paper: Paper, facts: Facts) -> Iterator[AskPublication]:
    """Yields the next questions about a paper: to Semantic Scholar, then to a source that it or arXiv names."""
    first = AskPublication(f"s2:ARXIV:{paper.arxiv_id}")
    yield first
    if (answer := facts.get(first)) is None:
        return
    s2 = answer if isinstance(answer, Publication) and _is_same_paper(paper, answer, by_id=True) else None
    if s2 is not None and s2.acl_id:
        yield AskPublication(f"acl:{s2.acl_id}")
        return
    if _WITHDRAWN.search(paper.comment or ""):
        return
    stated = appearance_in_arxiv_record(paper)
    venue_names = {stated.venue} if stated is not None else set()
    venue_names |= {each.venue for each in _appearances_in_semantic_scholar(s2)} if s2 is not None else set()
    if venue_names & _OPENREVIEW:
        yield AskPublication(f"forum:{paper.title}")
    doi = (paper.doi or "").split(" ")[0] or (s2.doi if s2 is not None else None)
    if doi and not doi.startswith(arxiv.DOI_PREFIX):
        yield AskPublication(f"doi:{doi.lower()}")
    elif venue_names and not venue_names <= _OPENREVIEW:
        yield AskPublication(f"works:{paper.title}")


def appearance_verdict(paper: Paper, facts: Facts) -> AppearanceVerdict | None:
    """Where a paper appeared according to all sources, or None. It is not certain if sources differ."""
    appearances = [each for each in _find_appearances(paper, facts) if each.venue is not None]
    if not appearances:
        stated = appearance_in_arxiv_record(paper)
        return AppearanceVerdict(stated, is_certain=False, sources=("arXiv",)) if stated is not None else None
    main = [each for each in appearances if each.track != "workshop"]
    if any(each.is_authoritative for each in main):
        appearances = main  # a paper of a workshop may appear at a meeting later
    strong = [each for each in appearances if each.is_authoritative and each.year is not None]
    best = (strong or [each for each in appearances if each.year is not None] or appearances)[0]
    agreeing = [each for each in appearances if each.venue == best.venue and each.year in (best.year, None)]
    others = [each for each in appearances if each.venue != best.venue or each.year not in (best.year, None)]
    # An authority decides on the track; Semantic Scholar does not know tracks.
    track_sources = strong or [each for each in agreeing if each.source != "Semantic Scholar"] or agreeing
    tracks = {each.track for each in track_sources if each.venue == best.venue}
    sources = tuple(dict.fromkeys(each.source for each in agreeing))
    dated_sources = {each.source for each in agreeing if each.year is not None}
    enough = bool(strong) or (len(sources) >= 2 and len(dated_sources) >= 2 and not others)
    conflict = any(each.is_authoritative for each in others) or (bool(others) and not strong)
    sure = enough and not conflict and len(tracks) <= 1 and best.track != "workshop" and best.year is not None
    too_early = paper.published is not None and (best.year or 9999) < paper.published.year - 1
    return AppearanceVerdict(best, is_certain=sure and not too_early, sources=sources)


def _find_appearances(paper: Paper, facts: Facts) -> Iterator[Appearance]:
    """Yields the appearances of a paper according to its arXiv record and the answers that `facts` has."""
    if _WITHDRAWN.search(paper.comment or ""):
        return
    stated = appearance_in_arxiv_record(paper)
    if stated is not None:
        yield stated
    for question in appearance_questions(paper, facts):
        answer = facts.get(question)
        records = answer.records if isinstance(answer, Publications) else (answer,)
        by_id = question.key.startswith("s2:")
        for publication in records:
            if not isinstance(publication, Publication) or not publication.accepted:
                continue
            if not _is_same_paper(paper, publication, by_id=by_id):
                continue
            if by_id:
                yield from _appearances_in_semantic_scholar(publication)
            elif (appearance := _appearance_in_record(publication, question.key)) is not None:
                yield appearance


def _appearance_in_record(record: Publication, question_key: str) -> Appearance | None:
    """Where a record says that the paper appeared; the prefix of the key of its question is the service."""
    mention = venue_of_proceedings(record.venue or "")
    if mention is None or not _is_publication_venue(mention):
        return None
    kind, _, ident = question_key.partition(":")
    service = {"acl": "ACL Anthology", "forum": "OpenReview"}.get(kind, "Crossref")
    text, name = record.venue or "", venue_name_without_track(mention)
    track = _venue_year_and_track(ident)[2] or track_in_text(text, mention)
    return Appearance(name, record.year, text, track, service, kind != "works")


def _appearances_in_semantic_scholar(s2: Publication) -> list[Appearance]:
    """The appearance of a publication according to Semantic Scholar, in a list; empty if its venue is not known. The
    venue is from its ACL id, else its venue name, else its DBLP key; the year is from the ACL id or the DBLP key."""
    venue, year, track = _venue_year_and_track(s2.acl_id or "")
    if venue is not None and s2.acl_id:
        return [Appearance(venue, year, s2.acl_id, track, "Semantic Scholar")]
    text = s2.venue or ""
    mention = venue_of_proceedings(text)
    key = _DBLP.match(s2.dblp_key or "")
    if key is not None and (mention is None or not _is_publication_venue(mention)):
        mention = venue_of_proceedings(f"{key[1].upper()} {year_of_digits(key[2])}")
    if mention is None or not _is_publication_venue(mention):
        return []
    year = year_of_digits(key[2]) if key is not None else None
    name = venue_name_without_track(mention)
    return [Appearance(name, year, text, track_in_text(text, mention), "Semantic Scholar")]


def _venue_year_and_track(acl_id: str) -> tuple[str | None, int | None, str | None]:
    """The venue, year and track in an id of the ACL Anthology since 2020; all None for other ids."""
    volume = acl.volume_of_id(acl_id)
    if volume is None:
        return None, None, None
    mention = venues.find_venue(f"{volume.conference} {volume.year}")
    track = "Findings" if volume.venue == "findings" else track_in_text(volume.part)
    return venue_name_without_track(mention) if mention is not None else None, volume.year, track


def _is_same_paper(paper: Paper, record: Publication, *, by_id: bool) -> bool:
    """Whether a record is of this paper: a similar title, and half of the shorter list of authors in both; with `by_id`
    the same arXiv id is enough."""
    if by_id and paper.arxiv_id in record.arxiv_ids:
        return True
    mine, theirs = surnames(paper.authors), surnames(record.authors)
    shared = 2 * len(mine & theirs) >= min(len(mine), len(theirs)) if mine and theirs else False
    return shared and titles.may_be_same_work(paper.title, record.title)
