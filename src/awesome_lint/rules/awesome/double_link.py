"""AW007 double-link."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.findings import Finding, Related
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.awesome._page import first_paragraph
from awesome_lint.rules.base import Example, Rule

_SCHEME = lazy(r"https?://(?:www\.)?", re.IGNORECASE)
_INDEX = lazy(r"/index\.html?$")
_TRACKING = lazy(r"utm_\w+=", re.IGNORECASE)


class DoubleLink(Rule):
    """The same URL is listed more than once.

    ## What it does

    URLs that occur in more than one place: as the first link of an item, or anywhere in a paragraph or
    heading outside lists. Scheme, `www.`, a slash or `index.html` at the end, the order of parameters and tracking
    parameters make no difference; the part after `#` does. Further links of an item, which its description
    mentions, and links in tables do not count, nor do links within the page outside lists (“back to top”). Nothing is reported where DU001, DU003 or AX004 gives an error or a
    warning.

    ## Why it matters

    An entry belongs into one section. Readers who meet it twice cannot know whether it is the same.

    ## Fix

    None: which one stays is for you to say. Where both are wanted, `<!-- awesome-lint disable-line AW007 -->` or
    the npm tool's `<!--lint ignore double-link-->` says so.
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
        """One finding for each place of an address that has several."""
        places: dict[str, list[tree.Link]] = defaultdict(list)
        for link in _links(context.listing.tree):
            places[_folded(link.url)].append(link)
        for links in places.values():
            for number, link in enumerate(links if len(links) > 1 else ()):
                other = links[1] if number == 0 else links[0]
                message = f"This URL is listed {len(links)} times: {link.url or 'an empty one'}"
                related = [Related(other.span, "also here")]
                yield self.finding(link.span, message, related=related, mirror=message)


def _links(document: tree.Document) -> Iterator[tree.Link]:
    """The links that list something."""
    own: set[int] = set()
    for block in tree.walk_blocks(document):
        if isinstance(block, tree.List):
            for item in block.items:
                own.update(id(child) for child in item.children if isinstance(child, tree.Paragraph))
                paragraph = first_paragraph(item)
                link = next(_listed(paragraph.children), None) if paragraph is not None else None
                if link is not None:
                    yield link
        elif isinstance(block, tree.Heading) and block.form == "html":
            continue
        elif isinstance(block, tree.Paragraph | tree.Heading) and id(block) not in own:
            yield from (link for link in _listed(block.children) if not link.url.startswith("#"))


def _listed(children: list[tree.Inline]) -> Iterator[tree.Link]:
    """The links that carry their own address: in Markdown, and not by reference."""
    for node in tree.walk_inlines(children):
        if isinstance(node, tree.Link) and node.form not in (tree.LinkForm.HTML, tree.LinkForm.REFERENCE):
            yield node


def _folded(url: str) -> str:
    """The same text for all spellings of one address."""
    address, hash_mark, fragment = url.strip().partition("#")
    if _SCHEME.match(address) is None:
        return url.strip()
    address = _SCHEME.sub("", address, count=1)
    path, _, query = address.partition("?")
    host, slash, rest = path.partition("/")
    path = _INDEX.sub("/", f"{host.lower()}{slash}{rest}").rstrip("/")
    query = "&".join(sorted(part for part in query.split("&") if part and not _TRACKING.match(part)))
    return f"{path}?{query}{hash_mark}{fragment}"
