"""Selects the rules that run on a file, their severities, and the rules whose fixes may be applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from awesome_lint.findings import Finding, Severity
from awesome_lint.rules import catalogue
from awesome_lint.rules.base import Rule
from awesome_lint.settings import COMMAND_LINE, Settings, SettingsError
from awesome_lint.settings.globs import matches_file
from awesome_lint.settings.keys import SEVERITIES
from awesome_lint.structs import record

ALL = "ALL"
_EXACT = 99
"""The specificity of a code or name: more than any prefix has."""


@record(frozen=True)
class Visibility:
    """Which findings are shown to people and fixed by `--fix`: all, except advice that was not asked for.

    `advice` is whether all advice is shown; `named` holds the codes that `--select` (or `select` in settings that
    a program made) contains in full, by code or name.
    """

    advice: bool = False
    named: frozenset[str] = frozenset()

    def shows(self, finding: Finding) -> bool:
        """Whether reports for people show the finding."""
        return finding.severity is not Severity.ADVICE or self.advice or finding.code in self.named


@record(frozen=True)
class Selection:
    """The rules that run, by code; the severities that the settings change, by code; and the codes whose
    fixes may be applied.
    """

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity]
    fixable: frozenset[str]
    visibility: Visibility = Visibility()


def specificity(word: str, rule: Rule) -> int | None:
    """How specifically `word` names the rule: 0 for ALL, the length of a prefix, a higher number for its code, name or
    alias; None if it does not name the rule. The code or name of a retired rule names its successor."""
    gone = catalogue.find_retired_rule(word)
    if gone is not None:
        return _EXACT if gone.successor == rule.code else None
    folded = word.casefold()
    if any(folded == name.casefold() for name in catalogue.rule_words(rule)):
        return _EXACT
    if folded == ALL.casefold():
        return 0
    return len(word) if _is_code_prefix(word) and rule.code.startswith(word.upper()) else None


def select_rules(settings: Settings, path: str, *, online: bool = False) -> Selection:
    """The rules that run on the file at `path`; online rules only with `online`.

    If `select` and `ignore` both name a rule, the more specific word wins, and `ignore` if both are equally
    specific; the severity `off` counts as `ignore`. SettingsError for a word that names no rule.
    """
    extended = (*settings.extend_select, *(("AW",) if settings.preset == "awesome" else ()))
    per_file = settings.per_file_ignores.items()
    for_file = [words for pattern, words in per_file if matches_file((pattern,), path, settings)]
    ignored = [*settings.ignore, *(word for words in for_file for word in words)]
    _check_rule_words(settings)
    chosen: list[Rule] = []
    severities: dict[str, Severity] = {}
    for rule in _candidate_rules((*settings.select, *extended), online=online):
        selected = _highest_specificity((*settings.select, *extended), rule)
        if selected is None and not settings.select and catalogue.is_default(rule):
            selected = 0
        level, word = _severity_setting(settings.severity, rule)
        off = (level,) if word == "off" else ()
        refused = max((*off, *_specificities(ignored, rule)), default=None)
        if selected is None or (refused is not None and refused >= selected):
            continue
        if rule.preview and not settings.preview and selected < _EXACT:
            continue
        if word not in (None, "off"):
            severities[rule.code] = Severity(word)
        chosen.append(rule)
    return Selection(
        tuple(chosen), severities, _fixable_codes(settings, chosen), _visibility_of_findings(settings, chosen)
    )


def _visibility_of_findings(settings: Settings, rules: Iterable[Rule]) -> Visibility:
    """Which findings are shown to people: with all advice if the settings say so, and with that of rules selected by
    code or name."""
    by_option = settings.origins.get("select", COMMAND_LINE) == COMMAND_LINE
    words = settings.select if by_option else ()
    named = frozenset(rule.code for rule in rules if _highest_specificity(words, rule) == _EXACT)
    return Visibility(settings.advice or settings.fail_on == Severity.ADVICE, named)


def _highest_specificity(words: Iterable[str], rule: Rule) -> int | None:
    return max(_specificities(words, rule), default=None)


def _specificities(words: Iterable[str], rule: Rule) -> Iterator[int]:
    return (level for word in words if (level := specificity(word, rule)) is not None)


def _is_code_prefix(word: str) -> bool:
    """Whether a word is a group of rules (`AX`) or the start of a code (`AX0`)."""
    return word[:2].upper() in catalogue.GROUPS and (len(word) == 2 or word[2:].isdigit())


def _candidate_rules(words: tuple[str, ...], *, online: bool = True) -> tuple[Rule, ...]:
    """The rules that a run with these words in `select` may need: those of the groups that the words name and of the
    groups that are on by default. Other groups are not imported, unless a word is the name of a rule."""
    if any(not _is_code_prefix(word) for word in words):
        return catalogue.rules(online=online)
    prefixes = {word[:2].upper() for word in words}
    return catalogue.rules(prefixes | (catalogue.GROUPS.keys() - catalogue.OFF_BY_DEFAULT), online=online)


def _severity_setting(severities: Mapping[str, str], rule: Rule) -> tuple[int, str | None]:
    """How specifically `severity` in the settings names the rule, and the severity (or `off`) that it sets; None if it
    sets none."""
    levels = [
        (level, word) for key, word in severities.items() if (level := specificity(key, rule)) is not None
    ]
    return max(levels, key=lambda pair: pair[0], default=(0, None))


def _fixable_codes(settings: Settings, rules: Iterable[Rule]) -> frozenset[str]:
    """The codes of the rules that `fixable` names, if it is set, and that `unfixable` does not name as specifically."""
    codes = set()
    for rule in rules:
        allowed = _highest_specificity(settings.fixable, rule) if settings.fixable else 0
        refused = _highest_specificity(settings.unfixable, rule)
        if allowed is not None and (refused is None or refused < allowed):
            codes.add(rule.code)
    return frozenset(codes)


def rule_words_in_settings(settings: Settings) -> Iterator[tuple[str, str]]:
    """The words in the settings that name rules, each with the key (and the file, if known) that contains it."""
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


def _check_rule_words(settings: Settings) -> None:
    """Raises SettingsError for a word that names no rule, with its place and a similar name, and for an unknown
    severity."""
    for word, place in rule_words_in_settings(settings):
        if not is_rule_word(word):
            near = catalogue.suggest_rule_word(word)
            hint = f"did you mean {near}?" if near else "`awesome-lint rule --all` lists all rules."
            raise SettingsError(f"{place} contains {word!r}, which is not a rule; {hint}")
    for word, severity in settings.severity.items():
        if severity not in SEVERITIES:
            raise SettingsError(f"the severity of {word} must be {', '.join(SEVERITIES)}, not {severity!r}.")


def is_rule_word(word: str) -> bool:
    """Whether `word` is ALL, or the code, name, alias or code prefix of a rule (also of a retired one)."""
    if word.casefold() == ALL.casefold() or catalogue.find_retired_rule(word):
        return True
    if _is_code_prefix(word):
        return any(rule.code.startswith(word.upper()) for rule in catalogue.rules_of_group(word[:2].upper()))
    return catalogue.find(word) is not None


def rules_named_by(word: str) -> tuple[Rule, ...]:
    """All rules that `word` names, including those that do not run."""
    return tuple(rule for rule in _candidate_rules((word,)) if specificity(word, rule) is not None)
