"""Which rules run on a file, how severe they are there, and whose fixes may be applied."""

from __future__ import annotations

import contextlib
import os.path
from collections.abc import Iterable, Iterator, Mapping

from awesome_lint.findings import Finding, Severity
from awesome_lint.rules import catalogue
from awesome_lint.rules.base import Rule
from awesome_lint.settings import COMMAND_LINE, Settings, SettingsError, matches
from awesome_lint.structs import record

ALL = "ALL"
_WHOLE = 99  # more telling than any prefix


@record(frozen=True)
class Visibility:
    """Which findings reports for people show, and `--fix` may fix: all but advice that nobody asked for.

    `advice` is whether all advice is wanted; `named` are the codes that `--select` (or the `select` of settings that
    a program made) gives in full, by code or name.
    """

    advice: bool = False
    named: frozenset[str] = frozenset()

    def shows(self, finding: Finding) -> bool:
        """Whether the finding is shown."""
        return finding.severity is not Severity.ADVICE or self.advice or finding.code in self.named


@record(frozen=True)
class Selection:
    """The rules that run, by code; `severities` holds those that the settings change, by code; `fixable` the
    codes whose fixes may be applied."""

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity]
    fixable: frozenset[str]
    visibility: Visibility = Visibility()


def names_rule(word: str, rule: Rule) -> int | None:
    """How closely `word` names the rule: 0 for ALL, a prefix's length, most for its code, name or alias; None
    where it does not name it at all. A retired rule's code or name names its successor."""
    gone = catalogue.retired(word)
    if gone is not None:
        return _WHOLE if gone.successor == rule.code else None
    folded = word.casefold()
    if any(folded == name.casefold() for name in catalogue.names(rule)):
        return _WHOLE
    if folded == ALL.casefold():
        return 0
    return len(word) if _is_prefix(word) and rule.code.startswith(word.upper()) else None


def select(settings: Settings, path: str, *, online: bool = False) -> Selection:
    """The rules for the file at `path`; rules that need the network only where `online`.

    Of `select` and `ignore` the one that names a rule more closely wins, and `ignore` where both do so
    equally. SettingsError for a word that names no rule.
    """
    wanted = (*settings.extend_select, *(("AW",) if settings.preset == "awesome" else ()))
    ignored = (*settings.ignore, *_ignored_here(settings, path))
    _check(settings)
    chosen: list[Rule] = []
    severities: dict[str, Severity] = {}
    for rule in _candidates((*settings.select, *wanted), online=online):
        asked = _closest((*settings.select, *wanted), rule)
        if asked is None and not settings.select and catalogue.is_default(rule):
            asked = 0
        refused = _closest(ignored, rule)
        if asked is None or (refused is not None and refused >= asked):
            continue
        word = _severity(settings.severity, rule)
        if word == "off":
            continue
        if word is not None:
            severities[rule.code] = Severity(word)
        chosen.append(rule)
    return Selection(tuple(chosen), severities, _fixable(settings, chosen), _visibility(settings, chosen))


def _visibility(settings: Settings, rules: Iterable[Rule]) -> Visibility:
    by_option = settings.origins.get("select", COMMAND_LINE) == COMMAND_LINE
    words = settings.select if by_option else ()
    named = frozenset(rule.code for rule in rules if _closest(words, rule) == _WHOLE)
    return Visibility(settings.advice or settings.fail_on == Severity.ADVICE, named)


def _closest(words: Iterable[str], rule: Rule) -> int | None:
    return max((level for word in words if (level := names_rule(word, rule)) is not None), default=None)


def _is_prefix(word: str) -> bool:
    return word[:2].upper() in catalogue.GROUPS and (len(word) == 2 or word[2:].isdigit())


def _candidates(words: tuple[str, ...], *, online: bool = True) -> tuple[Rule, ...]:
    """The rules of every group that may be wanted; the others are not even imported."""
    if any(not _is_prefix(word) for word in words):
        return catalogue.rules(online=online)
    prefixes = {word[:2].upper() for word in words}
    return catalogue.rules(prefixes | (catalogue.GROUPS.keys() - catalogue.OFF_BY_DEFAULT), online=online)


def _ignored_here(settings: Settings, path: str) -> list[str]:
    if not settings.per_file_ignores:
        return []
    here = path.replace("\\", "/")
    if settings.root:
        with contextlib.suppress(ValueError):  # another drive, on Windows
            here = os.path.relpath(os.path.abspath(path), settings.root).replace("\\", "/")
    return [
        word
        for pattern, words in settings.per_file_ignores.items()
        if matches(pattern, here)
        for word in words
    ]


def _severity(severity: Mapping[str, str], rule: Rule) -> str | None:
    named = [(level, word) for key, word in severity.items() if (level := names_rule(key, rule)) is not None]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _fixable(settings: Settings, rules: Iterable[Rule]) -> frozenset[str]:
    codes = set()
    for rule in rules:
        allowed = _closest(settings.fixable, rule) if settings.fixable else 0
        refused = _closest(settings.unfixable, rule)
        if allowed is not None and (refused is None or refused < allowed):
            codes.add(rule.code)
    return frozenset(codes)


def words_of(settings: Settings) -> Iterator[tuple[str, str]]:
    """The words of the settings that name rules, each with the place that contains it."""
    keys = {
        "select": settings.select,
        "ignore": settings.ignore,
        "extend-select": settings.extend_select,
        "fixable": settings.fixable,
        "unfixable": settings.unfixable,
        "severity": settings.severity,
        "per-file-ignores": [word for words in settings.per_file_ignores.values() for word in words],
    }
    for key, words in keys.items():
        origin = settings.origins.get(key)
        for word in words:
            yield word, f"{origin}: {key}" if origin else key


def _check(settings: Settings) -> None:
    """Refuse words that name no rule, with their place and what is near."""
    for word, place in words_of(settings):
        if not known(word):
            near = catalogue.suggestion(word)
            hint = f"did you mean {near}?" if near else "`awesome-lint rule --all` lists all rules."
            raise SettingsError(f"{place} names no rule with {word!r}; {hint}")


def known(word: str) -> bool:
    """Whether `word` is ALL, a rule's code, name or alias (also a retired rule's), or a prefix that at least one
    code begins with."""
    if word.casefold() == ALL.casefold() or catalogue.retired(word):
        return True
    if _is_prefix(word):
        return any(rule.code.startswith(word.upper()) for rule in catalogue.group(word[:2].upper()))
    return catalogue.find(word) is not None


def named(word: str) -> tuple[Rule, ...]:
    """The rules that `word` names, whether they run or not."""
    return tuple(rule for rule in _candidates((word,)) if names_rule(word, rule) is not None)
