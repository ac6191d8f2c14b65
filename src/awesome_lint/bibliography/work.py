"""The facts of a paper that an entry states."""

from __future__ import annotations

from awesome_lint.structs import record


@record(frozen=True)
class Work:
    """A paper. `year`, `month` and `day` are of its first version; `venue` is the usual name (`CVPR`) of where it
    appeared, in `venue_year`; `page` is its URL outside arXiv. What is not known is None."""

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
    def known_year(self) -> int | None:
        """The year of the venue, else that of the first version."""
        return self.venue_year or self.year
