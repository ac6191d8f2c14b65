"""The input of a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, cast

from awesome_lint.facts import NOTHING_KNOWN, Facts, Surroundings
from awesome_lint.listing.model import Listing
from awesome_lint.settings import Settings
from awesome_lint.structs import field, record
from awesome_lint.style.plan import Plan
from awesome_lint.style.planner import Planner

T = TypeVar("T")


@record(frozen=True)
class Context:
    """The input of a rule: the listing, the settings, the path, and what is known outside the text. Rules do not read
    files, the network or the clock; the current day is `settings.today`."""

    listing: Listing
    settings: Settings
    path: str
    surroundings: Surroundings = NOTHING_KNOWN
    cache: dict[object, object] = field(default_factory=dict, hidden=True)
    """The results of `cached`, by function."""

    def cached(self, compute: Callable[[Context], T]) -> T:
        """The result of `compute(context)`, computed once per document. `compute` must not read the facts, because more
        of them arrive while the rules run."""
        if compute not in self.cache:
            self.cache[compute] = compute(self)
        return cast(T, self.cache[compute])

    @property
    def planner(self) -> Planner:
        """The `Planner` of this document, which rewrites entries in the list style."""
        return self.cached(_make_planner)

    @property
    def plans(self) -> Sequence[Plan]:
        """The planned rewrites of the entries that deviate from the list style."""
        return self.cached(_make_plans)

    @property
    def text(self) -> str:
        """The source text; the offsets of all spans refer to it."""
        return self.listing.text

    @property
    def facts(self) -> Facts:
        """The answers of lookups on the network."""
        return self.surroundings.facts

    @property
    def tracked_files(self) -> frozenset[str] | None:
        """The files that git tracks (see `Surroundings`)."""
        return self.surroundings.tracked_files

    @property
    def community_files(self) -> Mapping[str, str] | None:
        """The texts of community files (see `Surroundings`)."""
        return self.surroundings.community_files


def _make_planner(context: Context) -> Planner:
    return Planner(context.listing, context.settings.style)


def _make_plans(context: Context) -> Sequence[Plan]:
    return list(context.planner.plans())
