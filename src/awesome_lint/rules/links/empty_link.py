"""LK002 empty-link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography.urls import is_filler, is_placeholder
from awesome_lint.findings import Finding, Habit, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.markdown import tree, visible_text
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links._announced import announces_page, link_text
from awesome_lint.rules.links._tracked_paths import tracked_paths
from awesome_lint.source import whole_lines

_MANY = 10
"""More links than this with the same text and no URL are one finding for the file."""
_BADGES = Habit("badges", 0, "{count} badges are links without a URL; add the URLs, or write ![…](…) alone")
_TEMPLATES = Habit(
    "templates", 1, "{count} lines have only links without a URL; add the URLs, or delete the lines"
)
_EVERYWHERE = Habit(
    "everywhere", 0, "{count} links have no URL; add the URLs, or remove the brackets of the links"
)
_ON_ONE_LINE = "{count} links on this line have no URL; add the URLs, or remove the brackets of the links"
_CELLS = Habit("cells", 0, "{count} cells hold a link with neither text nor URL; leave them empty")
_BLANK = Habit("blank", 1, "{count} links have neither text nor URL; write both, or remove them")
_YEAR_TO_FILL_IN = lazy(r"\b20\d?[-xX?_]+")
_EMPTY_LINKS = lazy(r"^\s*\d+[.)]|<br ?/?>|\[[^\[\]\n]*\]{1,2}\([ \t]*\)")
_WORD = lazy(r"[^\W_]|\|")
_DATES_AND_PIPES = lazy(r"\||\b20\d\d(?:[./-]\d+)*\b")
_PROMISES = Habit(
    "promised", 0, "{count} links without a URL are announced as coming soon; add the URLs once they exist"
)


class EmptyLink(Rule):
    """A link or image without a URL, or a link without a text.

    ## What it does

    - `[text]()`, `[text](<>)` and `<a href="">`, images without a URL, and links without a text or image
      (`[](https://example.org)`). Links on one line are one finding; so are more than ten in the file, and lines left over
      from a template, which have nothing but links without a URL (in a table, a date too).
    - As a warning: a sign or an `x` as the URL (`[code](x)`, `[pdf](-)`); badges in entries that are links without a URL;
      more than ten links without a URL that have the same text. Each is one finding for the file.
    - As advice: other badges, links whose text has no letter (`[---]()`), links with "Coming soon", "not yet", "TBD" or
      "TODO" in the text or in the badge, or with such words as the URL (`[code](coming-soon)`), and `[]()` alone in a cell
      of a table, which readers see as an empty cell.

    A link to `#` is left to LK003, since many badges without a link have that URL.

    ## Why it matters

    Nothing happens when a reader clicks. Usually the author meant to add the URL later. A link without a text cannot
    be clicked at all.

    ## Fix

    None: only the author of the list knows the URL. Where there is none, remove the brackets of the link.
    """

    code = "LK002"
    name = "empty-link"
    summary = "link without a URL or without a text"
    severity = Severity.ERROR
    examples = (
        Example(
            title="Code that was announced and never linked",
            before="""
                # Awesome parsers

                - [Earley](https://example.org/earley) [[code]()]
                - [Packrat]( ) and [GLR](<>)
                - <a href="">CYK</a> ![star]()
                """,
            lines=(3, 4, 4, 5, 5),
        ),
        Example(
            title="Links without a text",
            before="[](https://example.org/earley) [ ](https://example.org/cyk) [&nbsp;](https://example.org/glr)\n",
            lines=(1, 1, 1),
        ),
        Example(
            title="Lines left over from a template",
            before="**[]()**<br>\n**[]()**<br>\n**[]()**<br>\n- 202- - . [[Paper]]()\n",
            lines=(1, 2, 3, 4),
        ),
        Example(
            title="A sign instead of the URL",
            before="- [Earley](https://example.org/earley) [[code](x)] [[pdf](...)]\n- [CYK](https://example.org/cyk) [Code](-)\n",
            lines=(1, 1, 2),
        ),
        Example(
            title="A list without its URLs",
            before="".join(f"- [Parser {name}]() - Reads text.\n" for name in "ABCDEFGHIJK"),
            lines=tuple(range(1, 12)),
        ),
        Example(
            title="An announced link (advice)",
            before="# Awesome parsers\n\n- [Coming soon]()\n- [Earley](comming-soon)\n",
            lines=(3, 4),
        ),
        Example(
            title="Announced on the badge (advice)",
            before="- Earley [![](https://img.shields.io/badge/Code-Comming--soon-red)]()\n",
            lines=(1,),
        ),
        Example(
            title="Empty cells (advice)",
            before="| Title | Code |\n|---|---|\n| [Earley](https://example.org/earley) | []() |\n",
            lines=(3,),
        ),
    )
    valid = (
        """
        # Awesome parsers

        - `[text]()` is how a link is written.
        - [Earley](https://example.org/earley "") and [back to top](#)
        - <a name="here"></a> a place, no link; <a id="there" href="#there"></a> and [](#there) neither
        - [![](https://example.org/logo.png)](https://example.org) and [<img src="a.png">](https://example.org)
        <!-- [later]() -->

        ```
        [text]()
        ```
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each link or image without a URL, and each link without a text."""
        links = [link for link in context.listing.links if link.form is not tree.LinkForm.BARE]
        paths = context.cached(tracked_paths)
        empty = [
            link
            for link in links
            if not link.url.strip()
            or ((is_placeholder(link.url) or is_filler(link.url)) and link.url not in paths)
        ]
        texts = Counter(link_text(link).casefold() for link in empty)
        classified = [(link, *_classify_link(link, context, texts)) for link in empty]
        is_everywhere = sum(habit is _EVERYWHERE for *_, habit in classified) > _MANY
        left_over: set[int] = set()
        for link, message, severity, habit in classified:
            line_start = whole_lines(context.text, link.span).start
            if habit is _TEMPLATES:
                if line_start in left_over:
                    continue
                left_over.add(line_start)
            if habit is _EVERYWHERE and not is_everywhere:
                habit = Habit(f"line at {line_start}", 1, _ON_ONE_LINE)
            yield self.finding(link.span, message, severity=severity, habit=habit)
        for link in links:
            if isinstance(link, tree.Link) and _is_invisible(link):
                yield self.finding(link.span, "This link has no text, so nobody can click on it; add a text")


def _classify_link(
    link: tree.Link | tree.Image, context: Context, texts: Counter[str]
) -> tuple[str, Severity, Habit | None]:
    """The message for a link without a URL, its severity, and the habit that it is part of. `texts` are the numbers of
    such links by text."""
    text = link_text(link)
    if is_placeholder(link.url) or announces_page(link):
        return "This link has no URL yet; add it once it exists", Severity.ADVICE, _PROMISES
    if isinstance(link, tree.Image):
        return "This image has no URL; add it, or remove the image", Severity.ERROR, None
    if _is_badge(link):
        listed = any(entry.span.covers(link.span) for entry in context.listing.entries)
        message = "This badge is a link without a URL; add the URL, or write ![…](…) alone"
        return message, Severity.WARNING if listed else Severity.ADVICE, _BADGES
    if not text and _is_alone_in_cell(link, context.text):
        message = "This cell holds a link with neither text nor URL; leave it empty, or write both"
        return message, Severity.ADVICE, _CELLS
    if texts[text.casefold()] > _MANY:
        name = f"“{text}” is a link without a URL" if text else "A link has neither text nor URL"
        many = f"{name} in {{count}} places; add the URLs or remove the brackets"
        return _missing_url_message(link), Severity.WARNING, Habit(f"text {text.casefold()}", 0, many)
    if _is_left_over(link, context.text):
        line = _line_at(link, context.text)
        is_row = _YEAR_TO_FILL_IN.search(line) is not None or _is_table_row(line)
        message = "This line has only links without a URL; add the URLs, or delete the line"
        message = "This row is left over from a template; delete it, or fill it in" if is_row else message
        return message, Severity.ERROR, _TEMPLATES
    if text and not any(map(str.isalnum, text)):
        return _missing_url_message(link), Severity.ADVICE, None
    if is_filler(link.url):
        many = f"{{count}} links have “{link.url}” instead of a URL; add the URLs, or remove the brackets of the links"
        return _missing_url_message(link), Severity.WARNING, Habit(f"filler {link.url}", 3, many)
    return _missing_url_message(link), Severity.ERROR, _EVERYWHERE if text else _BLANK


def _missing_url_message(link: tree.Link) -> str:
    if not visible_text(link.children):
        return "This link has neither text nor URL; write both, or remove it"
    mark = "`<a>`" if link.form is tree.LinkForm.HTML else "the link’s brackets"
    text = link_text(link)
    defect = f"has “{link.url}” instead of a URL; write the URL" if link.url.strip() else "has no URL; add it"
    return f"The link{f' “{text}”' if text else ''} {defect}, or remove {mark}"


def _is_left_over(link: tree.Link, text: str) -> bool:
    """Whether the link, whose text is a label (`PDF`) or empty, is on a line that has only links without a URL, as a
    template leaves it."""
    label, line = link_text(link), _line_at(link, text)
    rest = _EMPTY_LINKS.sub("", _YEAR_TO_FILL_IN.sub("", line))
    if _is_table_row(line):
        rest = _DATES_AND_PIPES.sub("", rest)
    return (not label or role_of_label(label) is not None) and not _WORD.search(rest)


def _is_table_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _line_at(link: tree.Link, text: str) -> str:
    return text[slice(*whole_lines(text, link.span))]


def _is_alone_in_cell(link: tree.Link | tree.Image, text: str) -> bool:
    """Whether the link is the only text between two pipes."""
    line = whole_lines(text, link.span)
    before, after = text[line.start : link.span.start].rstrip(), text[link.span.end : line.end].lstrip()
    return before.endswith("|") and after.startswith("|")


def _is_badge(link: tree.Link) -> bool:
    """Whether the link shows only images."""
    return bool(link.children) and all(isinstance(child, tree.Image) for child in link.children)


def _is_invisible(link: tree.Link) -> bool:
    """Whether a link to another page has only whitespace as its text. `[](#x)` is an anchor."""
    url = link.url.strip()
    if not url or url[0] == "#" or link.form is tree.LinkForm.HTML:
        return False
    return all(isinstance(child, tree.Text) and not child.value.strip() for child in link.children)
