"""LK002 empty-link."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.markdown import tree
from awesome_lint.model import Finding, Severity
from awesome_lint.rules.base import Context, Example, Rule


class EmptyLink(Rule):
    """A link or picture without an address.

    ## What it finds

    `[text]()`, `[text](<>)` and `<a href="">`: links that lead nowhere; pictures without an address. A link to
    `#` is left alone: badges that are to do nothing are often written so. A badge outside the entries that is a
    link without an address is an advice.

    ## Why it matters

    A reader clicks and stays where they are. Mostly the address was to be filled in later.

    ## The fix

    None: only the list's author knows the address. Where there is none, take the link's brackets away.
    """

    code = "LK002"
    name = "empty-link"
    summary = "link without an address"
    severity = Severity.ERROR
    examples = (
        Example(
            title="The code was announced and never linked",
            bad="""
                # Awesome parsers

                - [Earley](https://example.org/earley) [[code]()]
                - [Packrat]( ) and [GLR](<>)
                - <a href="">CYK</a> ![star]()
                """,
            lines=(3, 4, 4, 5, 5),
        ),
    )
    noop = (
        """
        # Awesome parsers

        - `[text]()` is how a link is written.
        - [Earley](https://example.org/earley "") and [back to top](#)
        - <a name="here"></a> a place, no link
        <!-- [later]() -->

        ```
        [text]()
        ```
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each live link or picture whose address is empty."""
        for link in context.listing.links:
            if link.url.strip() or link.form is tree.LinkForm.BARE:
                continue
            if isinstance(link, tree.Image):
                yield self.finding(link.span, "This picture has no address")
            elif _is_badge(link) and not any(
                entry.span.covers(link.span) for entry in context.listing.entries
            ):
                yield self.finding(
                    link.span, "This badge is a link without an address", severity=Severity.ADVICE
                )
            else:
                yield self.finding(link.span, "This link has no address: whoever clicks on it stays here")


def _is_badge(link: tree.Link) -> bool:
    """Whether the link shows nothing but a picture."""
    return bool(link.children) and all(isinstance(child, tree.Image) for child in link.children)
