"""The list style as plain values, as `init --dry-run --output-format json` prints it."""

from __future__ import annotations

from awesome_lint.style.infer import PINNABLE
from awesome_lint.style.list_style import Form, KindStyle, ListStyle


def describe(list_style: ListStyle) -> dict[str, object]:
    """`{"style": …, "kinds": […]}`: the main kind of entry, and every kind with its count. A part that the kind
    does not have is None, one without a form of the list `"mixed"`."""
    kinds = [_describe_kind(style) for style in list_style.kinds]
    return {"style": kinds[0] if kinds else _describe_kind(KindStyle("", 0, {})), "kinds": kinds}


def _describe_kind(style: KindStyle) -> dict[str, object]:
    described: dict[str, object] = {"kind": style.kind, "count": style.count}
    for name in PINNABLE:
        described[name] = _describe_value(style.part(name))
    described["link_labels"] = _labels(style, "link_label:")
    fields = _labels(style, "field_label:") or {}
    columns = style.part("columns").value
    described["field_labels"] = {**fields, "columns": columns} if columns is not None else fields or None
    described["badges"] = _describe_value(style.part("badges"))
    return described


def _describe_value(form: Form[object]) -> object:
    return "mixed" if form.value is None and form.mixed else form.value


def _labels(style: KindStyle, prefix: str) -> dict[str, object] | None:
    labels = {
        name.removeprefix(prefix): value
        for name, form in sorted(style.parts.items())
        if name.startswith(prefix) and (value := _describe_value(form)) is not None
    }
    return labels or None
