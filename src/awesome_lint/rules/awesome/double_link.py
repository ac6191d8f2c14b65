"""AW007 double-link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import urls
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Related
from awesome_lint.markdown import tree
from awesome_lint.rules.awesome._page import first_paragraph
from awesome_lint.rules.base import Example, Rule


class DoubleLink(Rule):
    """A URL that the list contains more than once.

    ## What it does

    URLs that occur in more than one place: as the first link of an item, or in a paragraph or heading outside
    lists. URLs of one place are equal, as for DU001: scheme, `www.`, a slash or `index.html` at the end, the order of
    parameters and tracking parameters do not count; the fragment counts. Further links of an item, links in tables, and
    links within the page outside lists (“back to top”) are not checked. Nothing is reported where DU001, DU003 or AX004
    gives an error or a warning.

    ## Why it matters

    An entry belongs in one section. Readers who find it twice cannot know whether it is the same.

    ## Fix

    None: decide which one to keep. To keep both, suppress the finding with
    `<!-- awesome-lint disable-line AW007 -->` or the npm tool's `<!--lint ignore double-link-->`.
    """

    code = "AW007"
    name = "double-link"
    summary = "the same URL listed more than once"
    gives_way = ("AX004", "DU001", "DU003")
    examples = (
        Example(
            title="With and without www",
            before="""
                - [Reed](https://example.org/reed) - Reads streams.
                - [Tern](https://example.org/tern) - Watches files.
                - [Reed](http://www.example.org/reed/) - Reads streams.
                """,
            lines=(1, 3),
        ),
    )
    valid = (
        """
        - [Reed](https://example.org/reed) - Reads streams; see [Tern](https://example.org/tern).
        - [Tern](https://example.org/tern) - Watches files; built on [Reed](https://example.org/reed).
        - [Sand](https://example.org/play#one) - One.
        - [Clay](https://example.org/play#two) - Two.
        """,
        """
        | name | page |
        |---|---|
        | [Reed](https://example.org/reed) | [page](https://example.org/reed) |

        [Back to top](#top)

        [Back to top](#top)

        <!-- [Tern](https://example.org/tern) --> [Tern](https://example.org/tern)
        """,
        """
        - [Reed](https://example.org/reed) - Reads streams.
        <!--lint ignore double-link-->
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each place of a URL that has several."""
        places: dict[tuple[str, str], list[tree.Link]] = defaultdict(list)
        for link in _find_links(context.listing.tree):
            places[_page_and_fragment(link.url)].append(link)
        for links in places.values():
            for number, link in enumerate(links if len(links) > 1 else ()):
                other = links[1] if number == 0 else links[0]
                message = (
                    f"This URL is listed {len(links)} times: {link.url or 'an empty one'}; keep one of them"
                )
                related = [Related(other.span, "also here")]
                yield self.finding(link.span, message, related=related, mirror=message)


def _find_links(document: tree.Document) -> Iterator[tree.Link]:
    """The links that are compared: the first link of each item, and the links of paragraphs and headings outside
    lists."""
    in_items: set[Span] = set()
    for block in tree.walk_blocks(document):
        if isinstance(block, tree.List):
            for item in block.items:
                in_items.update(child.span for child in item.children if isinstance(child, tree.Paragraph))
                paragraph = first_paragraph(item)
                link = next(_inline_links_in(paragraph.children), None) if paragraph is not None else None
                if link is not None:
                    yield link
        elif isinstance(block, tree.Heading) and block.form == "html":
            continue
        elif isinstance(block, tree.Paragraph | tree.Heading) and block.span not in in_items:
            yield from (link for link in _inline_links_in(block.children) if not link.url.startswith("#"))


def _inline_links_in(children: list[tree.Inline]) -> Iterator[tree.Link]:
    """The Markdown links that contain their URL, without reference links and HTML."""
    for node in tree.walk_inlines(children):
        if isinstance(node, tree.Link) and node.form not in (tree.LinkForm.HTML, tree.LinkForm.REFERENCE):
            yield node


def _page_and_fragment(url: str) -> tuple[str, str]:
    """The key of the page that a URL leads to, and the fragment: two parts of one page are two links."""
    return urls.url_key(url), url.partition("#")[2]
