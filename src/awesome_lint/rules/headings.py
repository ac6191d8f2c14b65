"""The sections of a document as tables of contents name them."""

from __future__ import annotations

from awesome_lint.listing.outline import Register
from awesome_lint.rules.base import Context


def register(context: Context) -> Register:
    """The document's sections by anchor and words; for `Context.once`."""
    return Register(context.listing)
