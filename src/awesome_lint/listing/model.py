"""A README as the list that it is: sections, tables of contents, entries and their fields.

Nothing in comments, fences or inline code is here. Spans count code points of the text that was parsed.
"""

from __future__ import annotations

from enum import StrEnum

from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.bibliography.venues import VenueMention
from awesome_lint.edits import Span
from awesome_lint.markdown import tree
from awesome_lint.structs import field, record


class Layout(StrEnum):
    """How an entry is set."""

    BULLET = "bullet"
    NUMBERED = "numbered"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    TITLE_LINE = "title-line-with-fields"
    HEADING = "heading"


class TitleForm(StrEnum):
    """How a title is marked."""

    LINK = "link"  # [Title](u)
    BOLD_LINK = "bold-link"  # **[Title](u)** or [**Title**](u)
    PLAIN = "plain"
    BOLD = "bold"
    QUOTED = "quoted"
    BOLD_QUOTED = "bold-quoted"
    ITALIC = "italic"


class Role(StrEnum):
    """What a link of an entry leads to, as its label, badge, place and URL tell."""

    TITLE = "title"
    PAPER = "paper"
    CODE = "code"
    PROJECT = "project"
    DATA = "data"
    ENVIRONMENT = "environment"
    VIDEO = "video"
    BLOG = "blog"
    OTHER = "other"


@record
class TitleField:
    """The title. `text` is what renders, whitespace folded; `span` the raw text of the title without marks, link or
    quotes; `outer` with them; `link` the link it is in."""

    text: str
    span: Span
    outer: Span
    form: TitleForm
    link: tree.Link | None = None


@record
class LinkField:
    """A link or badge of an entry. `label` is what a reader sees (text, or the badge's words); `node` the link
    (or, for a badge that leads nowhere, the image); `outer` includes brackets around it, as in `[[pdf](u)]`."""

    role: Role
    label: str
    url: str
    node: tree.Link | tree.Image
    outer: Span
    line: int
    badge: tree.Image | None = None


@record
class DateField:
    """A date as written. `span` is the date's own text (`May. 2025`), `outer` with its brackets when it is
    alone in them; `in_badge` when it was read from a badge's URL; `in_citation` for `[Feng et al., 2024]`."""

    date: PartialDate
    text: str
    span: Span
    outer: Span
    in_badge: bool = False
    in_citation: bool = False


@record
class VenueField:
    """A venue as written. `span` is the venue's own text without year (`Neurips`), `outer` the whole group with
    year, presentation, brackets and emphasis (`(2025, ICLR oral)`, `**CVPR2024**`)."""

    mention: VenueMention
    text: str
    span: Span
    outer: Span
    in_badge: bool = False


@record
class AuthorsField:
    """The authors as written, in order, without numbers, marks and trailing stop."""

    names: tuple[str, ...]
    span: Span


@record
class LabelledField:
    """A field that names itself: `Keyword: a, b`. `label` as written without colon; `values` the parts."""

    label: str
    label_span: Span
    value_span: Span
    values: tuple[str, ...]


@record(eq=False)
class Entry:
    """One listed work or project.

    `span` runs from its marker (or first character) to the end of its last content; `lines` are its first and
    last line, from 1. `node` is the item, paragraph or row it was read from. `nodes` are all inline nodes that
    belong to it. `understood` is true when every character belongs to a field or to known punctuation.
    `kind` groups entries of one make, for the list style (a list has several). `description` is the sentence
    after the title that general lists have. `previous` is the entry before it in its section.
    """

    span: Span
    lines: tuple[int, int]
    section: Section
    layout: Layout
    node: tree.Item | tree.Paragraph | tree.Row | tree.HtmlBlock | tree.Heading
    title: TitleField | None
    links: list[LinkField]
    labelled: list[LabelledField]
    url: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    openreview_id: str | None = None
    date: DateField | None = None
    venue: VenueField | None = None
    presentation: str | None = None
    authors: AuthorsField | None = None
    code_repo: str | None = None
    project_page: str | None = None
    keywords: tuple[str, ...] = ()
    environments: tuple[tuple[str, str], ...] = ()
    description: Span | None = None
    understood: bool = False
    kind: str = ""
    previous: Entry | None = field(default=None, hidden=True)

    @property
    def badges(self) -> list[LinkField]:
        """The links of this entry that show a picture."""
        return [link for link in self.links if link.badge is not None]


@record(eq=False)
class Section:
    """A heading and what is under it up to the next heading. The part before the first heading is a
    section without one (`heading` None, `level` 0). `entries` are those directly under this heading."""

    heading: tree.Heading | None
    title: str
    level: int
    span: Span
    line: int
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The titles from the outermost section to this one."""
        own = (self.title,) if self.heading is not None else ()
        return (*self.parent.path, *own) if self.parent is not None else own


@record
class TocItem:
    """A line of a table of contents: a link to an anchor in this file. `depth` is the nesting depth of its list item,
    from 0; it is 0 outside Markdown lists."""

    text: str
    anchor: str
    depth: int
    link: tree.Link
    line: int


@record
class TableOfContents:
    """A table of contents. `form` is "bullet", "numbered", "inline", "table" or "html". `is_generated` is set if the
    comments of a generator (doctoc and the like) are around it."""

    span: Span
    form: str
    items: list[TocItem]
    is_generated: bool = False


AnyLink = tree.Link | tree.Image


@record
class Listing:
    """A whole README. `links` are all its links and images outside code and comments, in order."""

    text: str
    tree: tree.Document
    sections: list[Section]
    entries: list[Entry]
    tocs: list[TableOfContents]
    links: list[AnyLink]
    line_starts: tuple[int, ...]
