"""Reference links without their definitions, and definitions without their links."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.masking import ESCAPE, HIDDEN, LINK, MaskedBlock
from awesome_lint.bibliography.urls import url_key
from awesome_lint.edits import Span
from awesome_lint.findings import Habit, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.markdown.references import normalize_label
from awesome_lint.rules.markdown._broken import BrokenLink

_REFERENCE = lazy(
    rf"(?<!\])(?<!\w)!?\[(?P<text>[^\[\]\n{LINK}]+)\]\[(?P<label>[^\[\]\n{HIDDEN}-{ESCAPE}]*)\](?![\[(:])"
)
_NUMBER = lazy(r"[\d,\s]*|\^.*")
_LEAD = " \t*_" + ESCAPE
_LEAST = 5
_SHARE = 0.8
_LOST = Habit(
    "definitions",
    0,
    "{count} references, and the file defines none of them; write `[label]: URL` lines for them",
)
_UNUSED = Habit("unused definitions", 0, "{count} definitions that no reference uses; remove them")


class References:
    """The references of a document that have no definition, collected block by block, and the defects of its
    definitions."""

    def __init__(self, context: Context) -> None:
        self.listing = context.listing
        self.undefined: list[tuple[Span, str]] = []

    def collect(self, masked: MaskedBlock) -> None:
        """Collect the references of one block that render as text."""
        for match in _REFERENCE.finditer(masked.masked_text):
            label = normalize_label(match["label"] or match["text"])
            if _NUMBER.fullmatch(match["text"]) or label.startswith("http"):
                continue
            self.undefined.append((masked.span(*match.span()), label))

    def defects(self) -> Iterator[BrokenLink]:
        """The references without a definition, and the definitions that contradict an earlier one or that no reference
        uses."""
        definitions = [block for block in self.listing.tree.children if isinstance(block, tree.Definition)]
        severity, habit = (Severity.WARNING, None) if definitions else (Severity.ERROR, _LOST)
        if definitions or self._are_definitions_missing():
            for span, label in self.undefined:
                message = f"No link: the file has no definition of [{label}]; write `[{label}]: URL`"
                yield BrokenLink(span, message, severity=severity, habit=habit)
        yield from self._definition_defects(definitions)

    def _are_definitions_missing(self) -> bool:
        """Whether most links of the list are references, each with another label, so that definitions seem to
        be missing.
        """
        labels = {label for _, label in self.undefined}
        least = _SHARE * max(len(self.undefined), len(self.listing.links))
        return len(labels) >= max(_LEAST, least)

    def _definition_defects(self, definitions: list[tree.Definition]) -> Iterator[BrokenLink]:
        """The definitions that contradict an earlier one with their label, or that no reference uses."""
        used = {normalize_label(link.reference) for link in self.listing.links if link.reference is not None}
        first: dict[str, tree.Definition] = {}
        for one in definitions:
            label = normalize_label(one.label)
            if label.startswith(("//", "comment", "^")) or one.url in ("", "#", "<>"):
                continue  # a comment
            other = first.setdefault(label, one)
            if other.url != one.url:
                message = f"Label [{one.label}] is defined twice: this definition is ignored, {other.url} is used; remove one"
                alike = url_key(other.url) == url_key(one.url)
                yield BrokenLink(one.span, message, severity=Severity.ADVICE if alike else Severity.WARNING)
            elif label not in used and other is one:
                message = f"No reference uses the definition of [{one.label}]; remove it"
                yield BrokenLink(one.span, message, severity=Severity.ADVICE, habit=_UNUSED)
