"""The case of titles: how a field writes its words, learnt from titles that are written well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from awesome_lint.lazy_re import lazy

WORD = lazy(r"[^\W_]+(?:[’'][^\W_]+)?")
COMPOUND = lazy(r"[^\W_]+(?:-[^\W_]+|[’'][^\W_]+)*")
SMALL = frozenset(
    """
    a an the and but or nor for so yet as at by from in into of off on onto over per than through to under up
    upon versus via vs with within without against between among across along around before after during
    """.split()
)
"""Articles, conjunctions and prepositions, which title case leaves small inside a title."""
ACRONYMS = frozenset(
    """
    ai api apis asr bert cad cpu cpus ddpo dpo eeg gan gans gpu gpus grpo gui guis iot kto lora mae moe moes mri nas npu
    npus ocr ode odes ood orpo pde pdes peft ppo qa rag rlaif rlvr roi sac slam ui uis url urls vae vaes vla vlas vqa
    """.split()
)
"""Words with vowels that are acronyms in titles; those without need no table."""
_CASELESS = str.maketrans("İıſ", "iis")
_LEAST = 3
_SHARE = 0.75
_NO_VOWEL = lazy(r"(?!nth)[bcdfghjklmnpqrstvwxz]{2,5}")
_DIMENSIONS = lazy(r"[1-6]d")


class Vocabulary:
    """How often each word, and each hyphenated compound, is written in which case."""

    def __init__(self, titles: Iterable[str]) -> None:
        found: list[str] = []
        for title in titles:
            compounds = COMPOUND.findall(title)
            # A title's first word is large whatever it is.
            found += [word for word in _add_parts(compounds[:1]) if not word[1:].islower()]
            found += _add_parts(compounds[1:])
        forms: dict[str, dict[str, int]] = {}
        for word, count in Counter(found).items():
            forms.setdefault(word.casefold(), {})[word] = count
        self._usual = {
            folded: (form := max(counts, key=counts.__getitem__), counts[form], sum(counts.values()))
            for folded, counts in forms.items()
        }
        """By folded word: its commonest form, how often that is, and how often any does."""

    def spelling(self, word: str) -> str | None:
        """The case in which three titles or more, and three in four of those with the word, write it; None where
        none."""
        form, count, total = self._usual.get(word.casefold(), ("", 0, 0))
        return form if count >= _LEAST and count >= _SHARE * total else None


def _add_parts(compounds: list[str]) -> list[str]:
    """The compounds, followed by the different parts of those that consist of several words."""
    parts = [compound for compound in compounds if not compound.isalnum()]
    return compounds + [word for part in parts for word in dict.fromkeys(WORD.findall(part)) if word != part]


def fold_case(word: str) -> str:
    """`word` in lower case as a pattern that ignores case takes it: what equals an ASCII word is what such a
    pattern of that word would match."""
    return word.lower() if word.isascii() else word.translate(_CASELESS).lower()


def alphanumeric(text: str) -> str:
    """The letters and digits of a text alone, in lower case, so that texts compare as readers do."""
    return "".join(filter(str.isalnum, text.casefold()))


def has_inner_capital(word: str) -> bool:
    """Whether a capital is after the first letter (`CoT`, `SFT`, `SimpleAR`)."""
    rest = word[1:]
    return not rest.islower() and any(map(str.isupper, rest))


def title_case(title: str, vocabulary: Vocabulary, names: Iterable[str] = ()) -> str:
    """`title` in title case.

    Words are written as the vocabulary has them; a word that the initials of the title's other words spell out
    becomes an acronym; small words stay small except at the start and after a colon. Words with capitals inside
    are kept. In a title in capitals words are written as in `names` (a repository's name, say), and what may be
    a name stays: an unknown word before a colon.
    """
    shouted = title.upper() == title
    known = {name.casefold(): name for name in names} if shouted else {}
    initials = "".join(word[0] for word in WORD.findall(title)).casefold()

    def cased(match: re.Match[str]) -> str:
        compound = match[0]
        if compound.casefold() in known:
            return known[compound.casefold()]
        if shouted and not match.start() and title[match.end() :].lstrip().startswith(":"):
            return vocabulary.spelling(compound) or compound
        start = not match.start() or title[: match.start()].rstrip()[-1:] in ":?!."
        whole = vocabulary.spelling(compound) if "-" in compound else None
        if whole is not None and not start:
            return whole
        parts = compound.split("-")
        return "-".join(
            _part(part, index, start, parts, shouted, initials, vocabulary)
            for index, part in enumerate(parts)
        )

    return COMPOUND.sub(cased, title)


def _part(
    word: str, index: int, start: bool, parts: list[str], shouted: bool, initials: str, vocabulary: Vocabulary
) -> str:
    """One word of a compound."""
    folded = word.casefold()
    if _DIMENSIONS.fullmatch(word):
        return word.upper()
    if not word[:1].isalpha() or (has_inner_capital(word) and not shouted):
        return word
    learnt = vocabulary.spelling(word)
    if learnt is not None and has_inner_capital(learnt):
        return learnt
    if 2 < len(folded) <= 5 and index == len(parts) - 1 and len(parts) > 1 and folded in initials:
        return word.upper()
    if learnt is None and (acronym := _acronym(folded)) is not None:
        return acronym
    if folded in SMALL and not (start and index == 0):
        return folded
    if learnt is not None and not (start and index == 0):
        return learnt
    return folded[:1].upper() + folded[1:]


def _acronym(folded: str) -> str | None:
    """The word in capitals where it is an acronym: one of `ACRONYMS`, or without a vowel (`sft`, `mllms`)."""
    if folded in SMALL or folded not in ACRONYMS and _NO_VOWEL.fullmatch(folded) is None:
        return None
    plural = folded.endswith("s") and len(folded) > 3
    return folded[:-1].upper() + "s" if plural else folded.upper()
