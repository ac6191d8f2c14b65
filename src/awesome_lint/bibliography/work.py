"""The data of a work that an entry can state."""

from __future__ import annotations

from awesome_lint.structs import record


@record(frozen=True)
class Work:
    """A work. `year`, `month` and `day` are those of its first version; `venue` is the usual name (`CVPR`) of its
    venue, in `venue_year`; `page` is its URL outside arXiv. Unknown values are None."""

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None
    day: int | None = None
    venue: str | None = None
    venue_year: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    openreview_id: str | None = None
    page: str | None = None
    code: str | None = None
    project: str | None = None

    @property
    def publication_year(self) -> int | None:
        """The year of the venue, or else of the first version; None if both are unknown."""
        return self.venue_year or self.year
