"""What a rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from awesome_lint.facts import Facts
from awesome_lint.listing.model import Listing
from awesome_lint.settings import Settings
from awesome_lint.structs import field, record
from awesome_lint.style.model import ListStyle

T = TypeVar("T")


@record(frozen=True)
class Context:
    """All that a rule may look at. Rules open no file, no socket and no clock: today is `settings.today`."""

    listing: Listing
    list_style: ListStyle
    settings: Settings
    facts: Facts
    path: str
    siblings: frozenset[str] | None = None
    """Paths below the README's folder, with `/`, where the file is tracked by git; None: cannot tell."""
    beside: Mapping[str, str] | None = None
    """Texts of the files beside the README that the guidelines speak of (how to contribute, how to behave), by
    path from its folder; None: cannot tell."""
    memo: dict[object, object] = field(default_factory=dict, hidden=True)
    """What `once` has worked out."""

    def once(self, make: Callable[[Context], T]) -> T:
        """What `make` says of this document, worked out once for all rules that want it. `make` looks at no
        facts: they grow while the rules ask."""
        if make not in self.memo:
            self.memo[make] = make(self)
        return cast(T, self.memo[make])

    @property
    def text(self) -> str:
        """The source text that all spans count in."""
        return self.listing.text
