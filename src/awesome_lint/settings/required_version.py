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


def fits(version: str, required: str) -> bool:
    """Whether a version fits all conditions, such as `>=0.2,<1`; a version alone must be equal. ValueError for a
    condition of another form."""
    conditions = [_CONDITION.fullmatch(part) for part in required.split(",")]
    if None in conditions:
        raise ValueError(required)
    own = _numbers(version)
    return all(_TESTS[part[1] or "=="](own, _numbers(part[2])) for part in conditions if part)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a release without zeros at the end: 1.0 and 1 are the same version."""
    numbers = [int(part) for part in version.split(".") if part.isdigit()]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
