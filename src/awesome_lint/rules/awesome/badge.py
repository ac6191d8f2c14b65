"""AW001 badge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Removal, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.awesome._page import first_block, main_heading, shows_only_images
from awesome_lint.rules.base import Example, Rule

_OFFICIAL = lazy(r"https://awesome\.re/badge(?:-flat2?)?\.svg")
_HOME = lazy(
    r"https?://(?:www\.)?(?:awesome\.re|github\.com/sindresorhus/awesome)(?:/|/?#\S*)?", re.IGNORECASE
)
_BADGE_IMAGE = "https://awesome.re/badge.svg"
_HOME_URL = "https://awesome.re"
_BADGE = f" [![Awesome]({_BADGE_IMAGE})]({_HOME_URL})"


class AwesomeBadge(Rule):
    """A main heading without the Awesome badge, or with another image in its place.

    ## What it does

    A main heading without a link to https://awesome.re (or to the repository sindresorhus/awesome) that shows one
    of the three official images, `badge.svg`, `badge-flat.svg` and `badge-flat2.svg`. The badge may be before or
    after the words of the heading, in Markdown or HTML. A page that begins with a heading or block in HTML is not
    checked.

    ## Why it matters

    The badge tells readers that the list follows the guidelines, and leads them to the other lists.

    ## Fix

    Safe: the badge is added after the heading, or replaces the other image. None where the page shows the badge
    elsewhere, and where a link leads to the heading, since a badge changes its anchor.
    """

    code = "AW001"
    name = "badge"
    summary = "a main heading without the Awesome badge, or with another image in its place"
    fix = Safety.SAFE
    removes = frozenset({Removal.LINKS})
    aliases = ("awesome-badge",)
    examples = (
        Example(
            title="No badge",
            before="# Awesome Reeds\n\n> Plants of the shore.\n",
            lines=(1,),
            after="# Awesome Reeds [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n\n> Plants of the shore.\n",
        ),
        Example(
            title="Another image",
            before="# Awesome Reeds [![Awesome](badge.png)](https://awesome.re)\n",
            lines=(1,),
            after="# Awesome Reeds [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n",
        ),
        Example(
            title="The badge is elsewhere: move it",
            before="# Awesome Reeds\n\n[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n",
            lines=(1,),
        ),
        Example(
            title="Another image of the badge is elsewhere: no second one is added to the heading",
            before="# Awesome Reeds\n\n[![Awesome](https://example.org/badge.svg)](https://github.com/sindresorhus/awesome)\n",
            lines=(1,),
        ),
    )
    valid = (
        "# Awesome Reeds [![Awesome](https://awesome.re/badge-flat.svg)](https://github.com/sindresorhus/awesome#readme)\n",
        '# <a href="https://awesome.re"><img src="https://awesome.re/badge-flat2.svg" alt="Awesome"></a> Awesome Reeds\n',
        '<h1 align="center"><img src="logo.svg" alt="Awesome Reeds"></h1>\n\n## Plants\n',
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding at most."""
        heading = main_heading(context)
        if heading is None or _starts_with_image(context):
            return
        images = list(_images_with_home_link(heading.children))
        if any(_OFFICIAL.fullmatch(image.url) for image in images):
            return
        if images:
            image = images[0]
            edits = [Edit(image.target, _BADGE_IMAGE)] if image.is_exact and image.reference is None else []
            yield self.finding(
                image.target, f"This image is not the Awesome badge; write {_BADGE_IMAGE}", edits=edits
            )
            return
        yield self.finding(
            heading.span,
            f"The main heading has no Awesome badge; add{_BADGE}",
            edits=_badge_edits(heading, context),
        )


def _images_with_home_link(children: list[tree.Inline]) -> Iterator[tree.Image]:
    """The images that link to the site or repository of the list of awesome lists."""
    for node in tree.walk_inlines(children):
        if isinstance(node, tree.Link) and _HOME.fullmatch(node.url):
            yield from (child for child in node.children if isinstance(child, tree.Image))


def _badge_edits(heading: tree.Heading, context: Context) -> list[Edit]:
    """The edit that adds the badge to the heading; none if the page shows it elsewhere or links to the heading."""
    links = context.listing.links
    shown = any(isinstance(link, tree.Image) and _OFFICIAL.fullmatch(link.url) for link in links)
    shown = shown or any(_images_with_home_link([link for link in links if isinstance(link, tree.Link)]))
    linked = any(link.url == f"#{heading.slug}" for link in links)
    if heading.level != 1 or shown or linked:
        return []
    return [Edit(Span(heading.content.end, heading.content.end), _BADGE)]


def _starts_with_image(context: Context) -> bool:
    """Whether the page begins with HTML or an image: the badge may be among them."""
    first = first_block(context)
    if isinstance(first, tree.Paragraph):
        return bool(first.children) and shows_only_images(first.children[0])
    return isinstance(first, tree.HtmlBlock)
