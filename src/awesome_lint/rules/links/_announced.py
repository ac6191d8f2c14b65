"""Links whose text or badge says that the page will follow, which two rules report as advice."""

from __future__ import annotations

import re

from awesome_lint.bibliography.urls import COMING_SOON
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree, visible_text

_PROMISE = lazy(rf"(?<![^\W_])(?:{COMING_SOON}|not yet|tb[ad]|todo)(?![^\W_])|^\W*soon\W*$|[-/]soon-", re.I)


def link_text(link: tree.Link | tree.Image) -> str:
    """The words of a link, without brackets around them."""
    return visible_text(link.children).strip("[] \t")


def announces_page(link: tree.Link | tree.Image) -> bool:
    """Whether the link's text or its badge says that what it leads to will follow."""
    badges = [child.url for child in link.children if isinstance(child, tree.Image)]
    return any(map(_PROMISE.search, (link_text(link), *badges)))
