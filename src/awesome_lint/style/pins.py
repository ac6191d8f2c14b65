"""The forms that the configuration or `--style` sets: they are written whatever other entries have."""

from __future__ import annotations

from collections.abc import Mapping

from awesome_lint.style.aspect import Aspect
from awesome_lint.style.forms import BLANK, NO_BLANK

_TITLES = {
    "link": "[\0]({})",
    "bold-link": "**[\0]({})**",
    "plain": "\0",
    "bold": "**\0**",
    "italic": "*\0*",
    "quoted": '"\0"',
    "bold-quoted": '**"\0"**',
}
_BRACKETS = {"[x](u)": "[\0](\0)", "[[x](u)]": "[[\0](\0)]", "[[x]](u)": "[[\0]](\0)"}
_EVERYWHERE = ("bullet", "date", "venue", "arxiv_link")
"""Parts that are set for entries of all kinds, as labels are."""


def setting_key(aspect: Aspect) -> str:
    """The key of the configuration that sets the form of a part: `date`, `label.code`."""
    return aspect.key[1].replace("tag:", "label.") if aspect.key[0] == "label" else aspect.part


class Pins:
    """The forms that the settings require (`style`): some for all entries, the others for the main kind of entry of the
    list."""

    def __init__(self, style: Mapping[str, object], kind: str) -> None:
        self.kind = kind
        self._forms: dict[tuple[str, ...], str] = {}
        self._everywhere: dict[str, str] = {part: str(style[part]) for part in _EVERYWHERE if part in style}
        if "blank_between" in style:
            self._everywhere["blank_between"] = BLANK if style["blank_between"] else NO_BLANK
        if "bullet" in style:
            self._forms["any_marker",] = str(style["bullet"])
        if (title := str(style.get("title"))) in _TITLES:
            self._forms["title", "link" if "link" in title else "words"] = _TITLES[title]
        if (brackets := str(style.get("brackets"))) in _BRACKETS:
            self._forms["brackets",] = _BRACKETS[brackets]
        if "between" in style:
            for each in ("tag", "badge"):
                self._forms["between", each, each] = str(style["between"])
        if "lines" in style:
            self._forms["lines",] = str(style["lines"])
        labels = style.get("label")
        roles = labels.items() if isinstance(labels, Mapping) else ()
        self.labels = {f"tag:{role}": str(label) for role, label in roles}
        """The labels by the names of slots."""

    def required_form(self, aspect: Aspect, kind: str) -> str | None:
        """The form that the settings require for a part of an entry of this kind; None if they do not."""
        form = self._everywhere.get(aspect.part)
        if aspect.part == "bullet" and aspect.form.startswith("N") and kind != self.kind:
            return None
        if aspect.key[0] == "label":
            return self.labels.get(aspect.key[1])
        if form is not None or kind != self.kind:
            return form
        for length in (3, 2, 1):
            if (form := self._forms.get(aspect.key[:length])) is not None:
                return form
        return None
