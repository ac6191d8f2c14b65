"""Compares a version with the setting `required-version`."""

from __future__ import annotations

from awesome_lint.lazy_re import lazy

_CONDITION = lazy(r"\s*(==|!=|>=|<=|>|<)?\s*v?(\d+(?:\.\d+)*)\s*")


def fits(version: str, required: str) -> bool:
    """Whether a version fits all conditions, such as `>=0.2,<1`; a version alone must be equal. ValueError for a
    condition of another form."""
    own = _numbers(version)
    return all(_fits(own, condition) for condition in required.split(","))


def _fits(own: tuple[int, ...], condition: str) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise ValueError(condition)
    other = _numbers(match[2])
    results = {
        "==": own == other,
        "!=": own != other,
        ">=": own >= other,
        "<=": own <= other,
        ">": own > other,
        "<": own < other,
    }
    return results[match[1] or "=="]


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a release without zeros at the end: 1.0 and 1 are the same version."""
    numbers = [int(part) for part in version.split(".") if part.isdigit()]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
