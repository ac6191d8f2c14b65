"""The plan of an entry: the parts in which it differs from how its list writes such entries, with their edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from awesome_lint.edits import Edit, Span, apply_edits, merge_adjacent_edits
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry
from awesome_lint.source import whole_lines
from awesome_lint.structs import record
from awesome_lint.style.list_style import Form

GAPS = frozenset({"between", "tag_separator", "title_gap"})
"""Parts that are between two slots."""
FRAMES = frozenset({"title", "brackets", "date_frame"})
"""Parts whose first and last edit are at the edges of a slot."""
_PIPE = lazy(r"(?<!\\)\|")


@record(frozen=True)
class PartRewrite:
    """One part of an entry that is not in the list style: its name, its span, the edits that write it, and the form
    that it gets. A `doubtful` part is reported, but not written when the whole entry is: too few entries agree, its
    section has another form, or it may be misread."""

    name: str
    span: Span
    edits: tuple[Edit, ...]
    form: Form[str]
    doubtful: bool = False

    def changes_only_spaces(self, text: str) -> bool:
        """Whether its edits of the text add and remove nothing but spaces."""
        return all(
            edit.text.replace(" ", "") == text[slice(*edit.span)].replace(" ", "") for edit in self.edits
        )


@record(frozen=True)
class Plan:
    """How an entry is rewritten in the list style; `entry` is None for a line that should be an entry."""

    entry: Entry | None
    span: Span
    parts: tuple[PartRewrite, ...]
    edits: tuple[Edit, ...]


def compatible_parts(parts: Iterable[PartRewrite]) -> tuple[list[PartRewrite], list[RankedEdit]]:
    """The parts that can be written together, and their edits. Of two parts that change the same text, the first is
    kept."""
    kept: list[PartRewrite] = []
    placed: list[RankedEdit] = []
    for part in parts:
        own = [
            each for each in _rank_edits(part) if each.edit.text or each.edit.span.start < each.edit.span.end
        ]
        if part.name in GAPS:
            own = [_without_title_stop(each, placed) for each in own]
        if own and not any(_overlap(one.edit.span, other.edit.span) for one in own for other in placed):
            kept.append(part)
            placed += own
    return kept, placed


class RankedEdit(NamedTuple):
    """An edit with its rank among edits at the same place: the end of a URL (-1), the end of a field (0), the text
    between fields (1), the start of a field (2), the text in a field (3)."""

    edit: Edit
    rank: int


def _rank_edits(part: PartRewrite) -> Iterator[RankedEdit]:
    """The edits of a part with their ranks."""
    last = len(part.edits) - 1
    for number, edit in enumerate(part.edits):
        rank = 1 if part.name in GAPS else -1 if part.name == "arxiv_link" else 3
        if last and part.name in FRAMES:
            rank = 2 if number == 0 else 0 if number == last else 3
        yield RankedEdit(edit, rank)


def _without_title_stop(gap: RankedEdit, placed: Iterable[RankedEdit]) -> RankedEdit:
    """The edit of the gap after a title, without a full stop that the edit of the title already moves."""
    span = gap.edit.span
    ends = [each.edit.span.end for each in placed if each.edit.span.start < span.start < each.edit.span.end]
    return gap._replace(edit=Edit(Span(max((span.start, *ends)), span.end), gap.edit.text))


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common, or one is empty and inside the other."""
    return one.start < other.end and other.start < one.end


def merge_in_order(placed: Iterable[RankedEdit]) -> list[Edit]:
    """The edits in the order of their places and ranks; those that touch are merged."""
    ordered = sorted(placed, key=lambda each: (each.edit.span.start, each.rank, each.edit))
    return merge_adjacent_edits(each.edit for each in ordered)


def merge_frame_edits(frame: Sequence[Edit], edits: Sequence[Edit], text: str) -> list[Edit]:
    """The edits, with all those from the first to the last edit of `frame`, which are around a field, merged into
    one."""
    start, end = frame[0].span.start, frame[-1].span.end
    inside = [edit for edit in edits if edit.span.start <= end and edit.span.end >= start]
    if not inside:
        return list(edits)
    span = Span(min(start, inside[0].span.start), max(end, inside[-1].span.end))
    whole = Edit(span, apply_edits(text, inside, span))
    return sorted([*(edit for edit in edits if edit not in inside), whole])


def align_cells(edits: Sequence[Edit], text: str) -> list[Edit]:
    """The edits of a table row, and further ones that keep each pipe in its column by changing the padding of the cell
    before it; at least one space of the padding stays."""
    growth: Counter[int] = Counter()
    for edit in edits:
        if (pipe := _PIPE.search(text, edit.span.end)) is not None:
            growth[pipe.start()] += len(edit.text) - (edit.span.end - edit.span.start)
    moves = []
    for pipe_at, change in growth.items():
        cell = text[text.rfind("|", 0, pipe_at) + 1 : pipe_at]
        padding = len(cell) - len(cell.rstrip(" "))
        start = pipe_at - min(max(change, 0), padding - 1)
        if (
            padding > 1
            and change
            and _is_in_column(text, pipe_at)
            and all(edit.span.end < start for edit in edits if edit.span.end <= pipe_at)
        ):
            moves.append(Edit(Span(start, pipe_at), " " * -change))
    return sorted([*edits, *moves])


def _is_in_column(text: str, pipe_at: int) -> bool:
    """Whether the line before or after has a pipe at the same place of the line."""
    own = whole_lines(text, Span(pipe_at, pipe_at), with_line_end=True)
    places = [at for at in (own.start - 1, own.end) if 0 <= at < len(text)]
    lines = [whole_lines(text, Span(at, at)) for at in places]
    return any(text.startswith("|", line.start + pipe_at - own.start, line.end) for line in lines)


def apply_own_edits(span: Span, placed: Iterable[RankedEdit], text: str, *, gap: bool) -> str:
    """The text of a field or, with `gap`, between two fields, after those edits that belong to it."""
    own = [each for each in placed if span.covers(each.edit.span) and (each.rank == 1) is gap]
    if not gap:
        own = [
            each
            for each in own
            if each.rank in (-1, 3)
            or (each.rank == 0 and each.edit.span.start > span.start)
            or (each.rank == 2 and each.edit.span.end < span.end)
        ]
    return apply_edits(text, merge_in_order(own), span)
