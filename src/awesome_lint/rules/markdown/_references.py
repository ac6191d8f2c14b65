"""Reference links without their definitions, and definitions without their links."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.masking import ESCAPE, HIDDEN, LINK, MaskedBlock
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.bibliography.titles import text_similarity
from awesome_lint.bibliography.urls import url_key
from awesome_lint.edits import Span
from awesome_lint.findings import Habit, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.markdown.references import normalize_label
from awesome_lint.rules.markdown._broken import BrokenLink
from awesome_lint.structs import record

_REFERENCE = lazy(
    rf"(?<!\])(?<!\w)!?\[(?P<text>[^\[\]\n{LINK}]+)\]\[(?P<label>[^\[\]\n{HIDDEN}-{ESCAPE}]*)\](?![\[(:])"
)
_SHORTCUT = lazy(rf"(?<![\[\]\w])!?\[(?P<text>[^\[\]\n{HIDDEN}-{ESCAPE}]{{3,}})\](?![\[\](:])")
_NUMBER = lazy(r"[\d,\s]*|\^.*")
_DIGITS = lazy(r"\d+")
_MISSPELT = 0.85
"""The similarity from which two labels are one with a typing error: one letter of seven differs."""
_LEAST = 5
_SHARE = 0.8
_LOST = Habit(
    "definitions",
    0,
    "{count} references, and the file defines none of them; write `[label]: URL` lines for them",
)
_UNUSED = Habit("unused definitions", 0, "{count} definitions that no reference uses; remove them")


@record
class _Reference:
    """A reference that is no link. `is_shortcut`: it is `[label]`, which may also be ordinary text."""

    span: Span
    label: str
    is_shortcut: bool


class References:
    """The references of a document that have no definition, collected block by block, and the defects of its
    definitions."""

    def __init__(self, context: Context) -> None:
        self.listing = context.listing
        self.definitions = [
            block for block in self.listing.tree.children if isinstance(block, tree.Definition)
        ]
        self.undefined: list[_Reference] = []

    def collect(self, masked: MaskedBlock) -> None:
        """Collect the references of one block that render as text."""
        for match in _REFERENCE.finditer(masked.masked_text):
            label = normalize_label(match["label"] or match["text"])
            if _NUMBER.fullmatch(match["text"]) or label.startswith("http"):
                continue
            self.undefined.append(_Reference(masked.span(*match.span()), label, False))
        if self.definitions:
            self.undefined += (
                _Reference(masked.span(*match.span()), match["text"], True)
                for match in _SHORTCUT.finditer(masked.masked_text)
            )

    def defects(self) -> Iterator[BrokenLink]:
        """The references without a definition, and the definitions that contradict an earlier one or that no reference
        uses."""
        unused = self._unused_definitions()
        severity, habit = (Severity.WARNING, None) if self.definitions else (Severity.ERROR, _LOST)
        all_are_reported = bool(self.definitions) or self._are_definitions_missing()
        for one in self.undefined:
            similar = [each for each in unused if _is_misspelling(one.label, each.label)]
            if len(similar) == 1:
                unused.remove(similar[0])
                message = (
                    f"No link: the file has no definition of [{one.label}], only one of [{similar[0].label}], which "
                    "no reference uses; write the same label in both"
                )
                yield BrokenLink(one.span, message, severity=Severity.WARNING)
            elif all_are_reported and not one.is_shortcut:
                message = f"No link: the file has no definition of [{one.label}]; write `[{one.label}]: URL`"
                yield BrokenLink(one.span, message, severity=severity, habit=habit)
        for definition in unused:
            message = f"No reference uses the definition of [{definition.label}]; remove it"
            yield BrokenLink(definition.span, message, severity=Severity.ADVICE, habit=_UNUSED)
        yield from self._repeated_definitions()

    def _are_definitions_missing(self) -> bool:
        """Whether most links of the list are references, each with another label, so that definitions seem to
        be missing.
        """
        labels = {one.label for one in self.undefined}
        least = _SHARE * max(len(self.undefined), len(self.listing.links))
        return len(labels) >= max(_LEAST, least)

    def _unused_definitions(self) -> list[tree.Definition]:
        """The first definition of each label that no reference uses."""
        used = {normalize_label(link.reference) for link in self.listing.links if link.reference is not None}
        labels = {
            normalize_label(one.label): one for one in reversed(self.definitions) if not _is_comment(one)
        }
        return [one for label, one in reversed(labels.items()) if label not in used]

    def _repeated_definitions(self) -> Iterator[BrokenLink]:
        """The definitions of a label that has another URL in an earlier definition."""
        first: dict[str, tree.Definition] = {}
        for one in self.definitions:
            other = first.setdefault(normalize_label(one.label), one)
            if other.url != one.url and not _is_comment(one):
                message = f"Label [{one.label}] is defined twice: this definition is ignored, {other.url} is used; remove one"
                alike = url_key(other.url) == url_key(one.url)
                yield BrokenLink(one.span, message, severity=Severity.ADVICE if alike else Severity.WARNING)


def _is_comment(definition: tree.Definition) -> bool:
    """Whether a definition is a way to write a comment (`[//]: # (text)`) or a footnote."""
    is_comment = normalize_label(definition.label).startswith(("//", "comment", "^"))
    return is_comment or definition.url in ("", "#", "<>")


def _is_misspelling(label: str, other: str) -> bool:
    """Whether two labels differ only in case, spaces and punctuation, or by about one letter in seven, but in no
    number."""
    one, two = letters_and_digits(label), letters_and_digits(other)
    if not one or _DIGITS.findall(one) != _DIGITS.findall(two):
        return False
    return one == two or (one[0] == two[0] and text_similarity(one, two) >= _MISSPELT)
