"""How much each entry of a list says about the form of a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.work import Work
from awesome_lint.formatting.entry_template import EntryTemplate
from awesome_lint.formatting.placement import InsertPosition
from awesome_lint.listing.model import Entry

Form = TypeVar("Form", bound=Hashable)

ENOUGH = 5
"""Entries of the section from which on it says which facts are shown."""
_NEAR = 2
"""At this distance in its section, in entries, an entry counts half as much as one at the place."""
_ELSEWHERE = 2
"""How many entries at the place those of all other sections count as. Measured on 1,200 entries of 20 lists: 90 % of
the forms and 86 % of the URLs are found, against 88 and 80 % where each of the others counts 0.02."""
_OF_MONTH = 60
"""How many entries at the place those of one month would count as if they were the whole list. Lists change the form
of their links with time. Measured on 2,516 links to arXiv of 86 lists: 89 % are found, 87 % without this weight."""


class EntryWeights:
    """How much each entry of a list counts for a new entry at a place: less if it is farther away in the section, and
    least in other sections."""

    def __init__(self, place: InsertPosition, work: Work, total: int) -> None:
        section = place.run[0].section.entries
        at = place.index_in_section
        self._weights = {
            entry: _NEAR / (_NEAR + abs(number + 0.5 - at)) for number, entry in enumerate(section)
        }
        self._elsewhere = _ELSEWHERE / max(1, total - len(section))
        self._month, self._of_month = _month_number(work.arxiv_id), _OF_MONTH / max(1, total)

    def sample_templates(self, templates: Sequence[EntryTemplate]) -> Sequence[EntryTemplate]:
        """The templates from this section if there are at least five, else all of them."""
        here = [template for template in templates if template.entry in self._weights]
        return here if len(here) >= ENOUGH else templates

    def weight(self, entry: Entry) -> float:
        """The weight of an entry of the list."""
        return self._weights.get(entry, self._elsewhere)

    def weight_in_time(self, entry: Entry) -> float:
        """The weight of an entry for a form that changes with time: more if its arXiv id is of about the same month as
        that of the new one."""
        weight, month = self.weight(entry), _month_number(entry.arxiv_id)
        if month is None or self._month is None:
            return weight
        return weight + self._of_month / (1 + abs(month - self._month)) ** 2


def heaviest(weighted: Iterable[tuple[Form, float]]) -> Form | None:
    """The form with the largest sum of weights; None where there are none."""
    weights: dict[Form, float] = defaultdict(float)
    for form, weight in weighted:
        weights[form] += weight
    return max(weights, key=lambda form: weights[form], default=None)


def _month_number(arxiv_id: str | None) -> int | None:
    """The submission month of an arXiv id as 12 × year + month, so that months can be subtracted; None without an
    id, or if it has no month."""
    found = arxiv.submission_month(arxiv_id) if arxiv_id is not None else None
    return 12 * found[0] + found[1] if found is not None else None
