"""The list style as plain values, as `init --dry-run --output-format json` prints it."""

from __future__ import annotations

from awesome_lint.style.infer import PINNABLE
from awesome_lint.style.list_style import Form, KindStyle, ListStyle


def list_style_object(list_style: ListStyle) -> dict[str, object]:
    """`{"style": …, "kinds": […]}`: the style of the main kind of entry, and that of every kind with its count. A part
    is None if the kind does not have it, and "mixed" if its entries have several forms."""
    kinds = [_describe_kind(style) for style in list_style.kinds]
    return {"style": kinds[0] if kinds else _describe_kind(KindStyle("", 0, {})), "kinds": kinds}


def _describe_kind(style: KindStyle) -> dict[str, object]:
    """The style of one kind of entry as plain values."""
    described: dict[str, object] = {"kind": style.kind, "count": style.count}
    for name in PINNABLE:
        described[name] = _describe_value(style.part(name))
    described["link_labels"] = _describe_labels(style, "link_label:")
    fields = _describe_labels(style, "field_label:") or {}
    columns = style.part("columns").value
    described["field_labels"] = {**fields, "columns": columns} if columns is not None else fields or None
    described["badges"] = _describe_value(style.part("badges"))
    return described


def _describe_value(form: Form[object]) -> object:
    """The form as a plain value; "mixed" if the entries have several forms."""
    return "mixed" if form.value is None and form.mixed else form.value


def _describe_labels(style: KindStyle, prefix: str) -> dict[str, object] | None:
    """The labels whose parts begin with the prefix, by the rest of the part's name; None if there are none."""
    labels = {
        name.removeprefix(prefix): value
        for name, form in sorted(style.parts.items())
        if name.startswith(prefix) and (value := _describe_value(form)) is not None
    }
    return labels or None
