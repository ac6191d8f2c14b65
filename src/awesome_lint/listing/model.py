"""The content of a README as a list: sections, tables of contents, entries and their fields.

Nothing in comments, code blocks or inline code is part of it. Spans count code points of the parsed text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.bibliography.venues import VenueMention
from awesome_lint.edits import Span
from awesome_lint.markdown import tree
from awesome_lint.structs import field, record


class Layout(StrEnum):
    """The kind of block that an entry is."""

    BULLET = "bullet"
    NUMBERED = "numbered"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    TITLE_LINE = "title-line-with-fields"
    HEADING = "heading"


class TitleForm(StrEnum):
    """The markup of a title."""

    LINK = "link"  # [Title](u)
    BOLD_LINK = "bold-link"  # **[Title](u)** or [**Title**](u)
    PLAIN = "plain"
    BOLD = "bold"
    QUOTED = "quoted"
    BOLD_QUOTED = "bold-quoted"
    ITALIC = "italic"


class Role(StrEnum):
    """The kind of page to which a link of an entry leads, inferred from its label, badge, position and URL."""

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
    """The title of an entry. `text` is its visible text with single spaces; `span` is its source without emphasis,
    link or quotation marks, and `outer` its source with them; `link` is the link that contains it, or None."""

    text: str
    span: Span
    outer: Span
    form: TitleForm
    link: tree.Link | None = None


@record
class LinkField:
    """A link or badge of an entry. `label` is its visible text or the text of its badge; `node` is the link, or the
    image of a badge without a link; `outer` includes brackets around it (`[[pdf](u)]`)."""

    role: Role
    label: str
    url: str
    node: tree.Link | tree.Image
    outer: Span
    line: int
    badge: tree.Image | None = None


@record
class DateField:
    """The date of an entry. `span` is the date alone (`May. 2025`); `outer` includes the brackets if they contain
    nothing else. `in_badge`: it is from the URL of a badge. `in_citation`: it is from a citation (`[Feng et al.,
    2024]`)."""

    date: PartialDate
    text: str
    span: Span
    outer: Span
    in_badge: bool = False
    in_citation: bool = False


@record
class VenueField:
    """The venue of an entry. `span` is the venue alone, without its year (`Neurips`); `outer` includes year,
    presentation, brackets and emphasis (`(2025, ICLR oral)`, `**CVPR2024**`)."""

    mention: VenueMention
    text: str
    span: Span
    outer: Span
    in_badge: bool = False


@record
class AuthorsField:
    """The authors of an entry, in order, without numbers, affiliation marks and full stop at the end."""

    names: tuple[str, ...]
    span: Span


@record
class LabelledField:
    """A field with a label (`Keyword: a, b`). `label` is the text before the colon; `values` are the parts after
    it."""

    label: str
    label_span: Span
    value_span: Span
    values: tuple[str, ...]


@record(eq=False)
class Entry:
    """A work or project in the list.

    `span` is from its list marker or first character to the end of its content; `lines` are its first and last line,
    from 1. `node` is its list item, paragraph, heading or row. `is_fully_parsed` is set if every character belongs to
    a field or is punctuation between fields. `kind` is the name of a group of similar entries; each group has a list
    style. `description` is the sentence after the title. `previous` is the entry before it in its section."""

    span: Span
    lines: tuple[int, int]
    section: Section
    layout: Layout
    node: tree.Item | tree.Paragraph | tree.Row | tree.HtmlBlock | tree.Heading
    title: TitleField | None
    links: list[LinkField]
    labelled_fields: list[LabelledField]
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
    is_fully_parsed: bool = False
    kind: str = ""
    previous: Entry | None = field(default=None, hidden=True)

    @property
    def badges(self) -> list[LinkField]:
        """The links of this entry that are badges."""
        return [link for link in self.links if link.badge is not None]


@record(eq=False)
class Section:
    """A heading with the text up to the next heading. The text before the first heading is a section without heading
    (None, level 0). `number` is its index in the document. `entries` are those directly under the heading."""

    heading: tree.Heading | None
    title: str
    level: int
    span: Span
    line: int
    number: int
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of the sections around this one, outermost first, and its own."""
        title = (self.title,) if self.heading is not None else ()
        return (*self.parent.path, *title) if self.parent is not None else title

    def all_entries(self) -> Iterator[Entry]:
        """The entries under the heading and its subheadings."""
        yield from self.entries
        for child in self.children:
            yield from child.all_entries()


@record
class TocItem:
    """A line of a table of contents: a link to an anchor in the same document. `depth` is the nesting depth of its list
    item, from 0; it is 0 outside Markdown lists."""

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
    """A whole README. `links` are all its links and images outside code and comments, in order. `without_links` are
    the items that seem to be works, and are no entries since they have no link."""

    text: str
    tree: tree.Document
    sections: list[Section]
    entries: list[Entry]
    tocs: list[TableOfContents]
    links: list[AnyLink]
    line_starts: tuple[int, ...]
    without_links: list[Entry]
