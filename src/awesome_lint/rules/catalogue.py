"""All rules, found in the folders of the groups, and how they are named.

A rule's module is named after the rule (`links/empty_link.py` holds `empty-link`), and the rules that ask the
network are in a folder of their own (`links/online/dead_link.py`), so nothing has to be registered. A group, and its
online rules, are imported only when a run needs a rule of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple

from awesome_lint.rules.base import Rule
from awesome_lint.settings.keys import most_similar

GROUPS = {
    "TX": ("text", "text"),
    "MD": ("markdown", "Markdown that does not render as it was meant"),
    "LK": ("links", "links"),
    "AX": ("arxiv", "arXiv"),
    "DU": ("duplicates", "duplicates"),
    "EN": ("entries", "entries"),
    "SE": ("sections", "sections and tables of contents"),
    "TB": ("tables", "tables"),
    "BI": ("bibtex", "BibTeX"),
    "AW": ("awesome", "the guidelines of sindresorhus/awesome"),
    "XX": ("tool", "the tool's own"),
}
"""By code prefix: the folder, and what the group is about."""


class RetiredRule(NamedTuple):
    """A rule that was removed. Its code and name remain valid and mean the rule with the code `successor`
    (or no rule); `reason` is one sentence.
    """

    code: str
    name: str
    successor: str | None
    reason: str


RETIRED = (
    RetiredRule(
        "BI002",
        "bibtex-year",
        "BI001",
        "A wrong year is one of the defects of a record that bibtex-field reports.",
    ),
    RetiredRule(
        "LK006", "link-form", None, "Both forms of a link to OpenReview, a DOI or the ACL Anthology work."
    ),
    RetiredRule(
        "MD004",
        "undefined-reference",
        "MD001",
        "A reference without its definition is one of the broken links.",
    ),
    RetiredRule(
        "SE003", "toc-text", "SE001", "SE001 compares the whole table of contents with the headings."
    ),
    RetiredRule(
        "SE008", "likely-section", None, "Words in a title do not show which section a work belongs to."
    ),
    RetiredRule("SE009", "heading-spacing", "TX004", "It is one of the places that blank-lines reports."),
)
"""The retired rules, by code. A code is never used again."""

OFF_BY_DEFAULT = frozenset({"AW"})
"""Groups of which no rule runs by default; they need no import to be left out."""


def rules_of_group(prefix: str) -> tuple[Rule, ...]:
    """The rules of one group, by code."""
    return rules((prefix,))


@cache
def _rule_modules(package: str) -> tuple[str, ...]:
    """The full names of a package's modules that contain rules; empty if there is no such package."""
    try:
        folders = import_module(package).__path__
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        return ()
    return tuple(f"{package}.{name}" for name in _module_names(folders) if not name.startswith("_"))


@cache
def _load_rule(module: str) -> Rule:
    """The rule of a module. TypeError if the module does not contain exactly one."""
    loaded = import_module(module)
    own = [
        value
        for value in vars(loaded).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module
    ]
    if len(own) != 1:
        raise TypeError(f"{module} has to hold exactly one rule, and holds {len(own)}")
    return own[0]()


def _module_names(folders: Iterable[str]) -> list[str]:
    """The names of the modules in a package's folders. pkgutil can list them too, but it imports inspect, which takes a
    tenth of a run; it is used only if the package is not a folder, as in a zip archive."""
    try:
        files = [name for folder in folders for name in os.listdir(folder)]
    except OSError:
        import pkgutil

        return [module.name for module in pkgutil.iter_modules(folders) if not module.ispkg]
    return [name.removesuffix(".py") for name in files if name.endswith(".py")]


def rules(prefixes: Iterable[str] = tuple(GROUPS), *, online: bool = True) -> tuple[Rule, ...]:
    """All rules of the groups with these prefixes (of all groups, if none are given), by code; without `online`
    only those that need no network."""
    packages = [f"{__package__}.{GROUPS[prefix][0]}" for prefix in prefixes]
    packages += [f"{package}.online" for package in packages] if online else []
    modules = [module for package in packages for module in _rule_modules(package)]
    return tuple(sorted(map(_load_rule, modules), key=lambda rule: rule.code))


def is_default(rule: Rule) -> bool:
    """Whether the rule runs when nothing is selected."""
    return rule.default and rule.code[:2] not in OFF_BY_DEFAULT


def rule_words(rule: Rule) -> tuple[str, ...]:
    """The words that name exactly this rule: its code, its name, its aliases."""
    return (rule.code, rule.name, *rule.aliases)


def find(word: str) -> Rule | None:
    """The rule with this code, name or alias, in any case; None if there is none."""
    folded = word.casefold()
    near = [word[:2].upper()] if word[:2].upper() in GROUPS and word[2:].isdigit() else list(GROUPS)
    wanted = rules(near)
    # A name before an alias: an alias may well be another rule's name.
    for candidates in (lambda rule: (rule.code, rule.name), rule_words):
        for rule in wanted:
            if folded in (name.casefold() for name in candidates(rule)):
                return rule
    return None


def find_retired_rule(word: str) -> RetiredRule | None:
    """The retired rule with this code or name, in any case; None if there is none."""
    folded = word.casefold()
    return next((rule for rule in RETIRED if folded in (rule.code.casefold(), rule.name)), None)


def retirement_message(word: str) -> str | None:
    """A message about the retired rule with this code or name: what to use instead, and why the rule was removed; None
    if no retired rule has this code or name."""
    rule = find_retired_rule(word)
    if rule is None:
        return None
    successor = find(rule.successor) if rule.successor else None
    instead = (
        f"use {successor.code} ({successor.name}) instead"
        if successor
        else "remove the code; no rule replaces it"
    )
    return f"{rule.code} ({rule.name}) is retired; {instead}. {rule.reason}"


def suggest_rule_word(word: str) -> str | None:
    """The code or name that is most similar to `word`, for "did you mean"; None if none is similar. For a code with too
    few digits, the codes with its number (`LK2`: `LK002 or LK102`)."""
    names = [name for rule in rules() for name in rule_words(rule)]
    group, number = word[:2].upper(), word[2:]
    if group in GROUPS and number.isdecimal():
        codes = [name for name in names if name.startswith(group) and name.endswith(number.zfill(2))]
        if codes:
            return " or ".join(codes)
    return most_similar(word, names)
