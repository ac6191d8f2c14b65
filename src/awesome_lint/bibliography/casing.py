"""Writes titles in title case, with the spelling of words that most titles of a list have."""

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
"""Articles, conjunctions and prepositions, which title case leaves in lower case inside a title."""
ACRONYMS = frozenset(
    """
    ai api apis asr bert cad cpu cpus ddpo dpo eeg gan gans gpu gpus grpo gui guis iot kto lora mae moe moes mri nas npu
    npus ocr ode odes ood orpo pde pdes peft ppo qa rag rlaif rlvr roi sac slam ui uis url urls vae vaes vla vlas vqa
    """.split()
)
"""Acronyms with vowels; those without need no table."""
_CASELESS = str.maketrans("İıſ", "iis")
_MIN_TITLES = 3
_MIN_SHARE = 0.75
_NO_VOWEL = lazy(r"(?!nth)[bcdfghjklmnpqrstvwxz]{2,5}")
_DIMENSIONS = lazy(r"[1-6]d")


class Vocabulary:
    """Counts how often words and hyphenated compounds have each capitalization in the titles of a list."""

    def __init__(self, titles: Iterable[str]) -> None:
        words: list[str] = []
        for title in titles:
            compounds = COMPOUND.findall(title)
            # The first word of a title is capitalized in any case.
            words += [word for word in _with_words_of_compounds(compounds[:1]) if not word[1:].islower()]
            words += _with_words_of_compounds(compounds[1:])
        forms: dict[str, dict[str, int]] = {}
        for word, count in Counter(words).items():
            forms.setdefault(word.casefold(), {})[word] = count
        self._usual = {
            folded: (form := max(counts, key=counts.__getitem__), counts[form], sum(counts.values()))
            for folded, counts in forms.items()
        }
        """By folded word: its most frequent form, the number of that form, and the number of all forms."""

    def usual_spelling(self, word: str) -> str | None:
        """The spelling of a word in at least three titles and in at least three quarters of those with the word; None
        if there is none."""
        form, count, total = self._usual.get(word.casefold(), ("", 0, 0))
        return form if count >= _MIN_TITLES and count >= _MIN_SHARE * total else None


def _with_words_of_compounds(compounds: list[str]) -> list[str]:
    """The compounds, and after them the different words in compounds of several words (`long`, `term` of
    `long-term`)."""
    parts = [compound for compound in compounds if not compound.isalnum()]
    return compounds + [word for part in parts for word in dict.fromkeys(WORD.findall(part)) if word != part]


def fold_case(word: str) -> str:
    """The word in lower case, for comparisons that ignore case as regular expressions do."""
    return word.lower() if word.isascii() else word.translate(_CASELESS).lower()


def letters_and_digits(text: str) -> str:
    """The letters and digits of a text, in lower case, for comparisons."""
    return "".join(filter(str.isalnum, text.casefold()))


def has_inner_capital(word: str) -> bool:
    """Whether a word has a capital after its first letter (`CoT`, `SFT`, `SimpleAR`)."""
    rest = word[1:]
    return not rest.islower() and any(map(str.isupper, rest))


def title_case(title: str, vocabulary: Vocabulary, names: Iterable[str] = ()) -> str:
    """The title in title case (`Weaving by Cards`).

    Words are spelled as in the vocabulary. A word that consists of the initials of other words becomes an acronym;
    small words stay in lower case except at the start and after a colon; words with inner capitals stay. In a title
    in capitals, words are spelled as in `names` (the name of a repository), and an unknown word before a colon stays,
    since it may be a name."""
    all_caps = title.upper() == title
    spellings = {name.casefold(): name for name in names} if all_caps else {}
    initials = "".join(word[0] for word in WORD.findall(title)).casefold()

    def capitalize_compound(match: re.Match[str]) -> str:
        compound = match[0]
        if compound.casefold() in spellings:
            return spellings[compound.casefold()]
        if all_caps and not match.start() and title[match.end() :].lstrip().startswith(":"):
            return vocabulary.usual_spelling(compound) or compound
        start = not match.start() or title[: match.start()].rstrip()[-1:] in ":?!."
        whole = vocabulary.usual_spelling(compound) if "-" in compound else None
        if whole is not None and not start:
            return whole
        parts = compound.split("-")
        return "-".join(
            _capitalize_part(
                part, start and index == 0, 0 < index == len(parts) - 1, all_caps, initials, vocabulary
            )
            for index, part in enumerate(parts)
        )

    return COMPOUND.sub(capitalize_compound, title)


def _capitalize_part(
    word: str, is_first_word: bool, ends_compound: bool, all_caps: bool, initials: str, vocabulary: Vocabulary
) -> str:
    """A word, or a part of a hyphenated word, in title case. `ends_compound`: it is the last of several parts;
    `all_caps`: the title is in capitals; `initials` are those of all words of the title."""
    folded = word.casefold()
    if _DIMENSIONS.fullmatch(word):
        return word.upper()
    if not word[:1].isalpha() or (has_inner_capital(word) and not all_caps):
        return word
    spelling = vocabulary.usual_spelling(word)
    if spelling is not None and has_inner_capital(spelling):
        return spelling
    if ends_compound and 2 < len(folded) <= 5 and folded in initials:
        return word.upper()
    if spelling is None and (acronym := _acronym_form(folded)) is not None:
        return acronym
    if folded in SMALL and not is_first_word:
        return folded
    if spelling is not None and not is_first_word:
        return spelling
    return folded[:1].upper() + folded[1:]


def _acronym_form(word: str) -> str | None:
    """The word in capitals if it is in `ACRONYMS` or has no vowel (`sft`, `mllms`), else None."""
    if word in SMALL or word not in ACRONYMS and _NO_VOWEL.fullmatch(word) is None:
        return None
    plural = word.endswith("s") and len(word) > 3
    return word[:-1].upper() + "s" if plural else word.upper()
