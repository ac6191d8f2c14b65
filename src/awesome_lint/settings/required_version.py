"""Compares a version with the setting `required-version`."""

from __future__ import annotations

import operator

from awesome_lint.lazy_re import lazy

_CONDITION = lazy(r"\s*(==|!=|>=|<=|>|<)?\s*v?(\d+(?:\.\d+)*)\s*")
_TESTS = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def satisfies(version: str, conditions_text: str) -> bool:
    """Whether a version meets all conditions, such as `>=0.2,<1`; a condition without an operator means equal.
    ValueError for an invalid condition."""
    conditions = [_CONDITION.fullmatch(part) for part in conditions_text.split(",")]
    if None in conditions:
        raise ValueError(conditions_text)
    own = _release_numbers(version)
    return all(_TESTS[part[1] or "=="](own, _release_numbers(part[2])) for part in conditions if part)


def _release_numbers(release: str) -> tuple[int, ...]:
    """The numbers of a release without zeros at the end: 1.0 and 1 are the same version."""
    numbers = [int(part) for part in release.split(".") if part.isdigit()]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
