"""A tree of Markdown as one short line, and what must hold of every tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awesome_lint.markdown import references
from awesome_lint.markdown import tree as t

_NAMES = {t.Emphasis: "em", t.Strong: "strong", t.Strike: "strike"}


def outline(node: t.Document | t.Block | t.Item | t.Inline) -> str:
    """The node in short: block and inline nodes by name, texts as they render, targets in `<>`."""
    match node:
        case t.Text(value=value):
            return value
        case t.CodeSpan(value=value):
            return f"code({value})"
        case t.Math(value=value):
            return f"math({value})"
        case t.Break(hard=hard):
            return "|hard|" if hard else "|"
        case t.Comment(value=value, closed=closed):
            return f"comment({value}{'' if closed else '…'})"
        case t.HtmlTag(name=name, closing=closing):
            return f"tag({'/' if closing else ''}{name})"
        case t.FootnoteReference(label=label):
            return f"note({label})"
        case t.Link(form=t.LinkForm() as form, url=url, title=title):
            return f"{form.value}-link[{_inside(node.children)}]<{url}>" + (f"'{title}'" if title else "")
        case t.Image(form=t.LinkForm() as form, url=url, title=title):
            return f"{form.value}-image[{_inside(node.children)}]<{url}>" + (f"'{title}'" if title else "")
        case t.Container():
            return f"{_NAMES[type(node)]}({_inside(node.children)})"
        case t.Heading(level=level, form=heading_form):
            return f"h{level}-{heading_form}({_inside(node.children)})"
        case t.Paragraph():
            return f"p({_inside(node.children)})"
        case t.HtmlBlock():
            return f"html({_inside(node.children)})"
        case t.Fence(closed=closed):
            return f"fence({'' if closed else '…'})"
        case t.IndentedCode():
            return "indented"
        case t.ThematicBreak():
            return "rule"
        case t.Definition(label=label, url=url):
            return f"definition({label})<{url}>"
        case t.Quote():
            return f"quote({_inside(node.children)})"
        case t.FootnoteDefinition(label=label):
            return f"footnote({label}: {_inside(node.children)})"
        case t.Item():
            return _inside(node.children)
        case t.List(bullet=bullet, items=items):
            return f"list{bullet}({'; '.join(outline(item) for item in items)})"
        case t.Table(header=header, rows=rows):
            return "table(" + " / ".join(_row(row) for row in [header, *rows]) + ")"
        case t.Document():
            return " ".join(outline(child) for child in node.children)
    raise AssertionError(node)


def _inside(children: Sequence[t.Block | t.Inline]) -> str:
    separator = "" if children and isinstance(children[0], t.Inline) else " "
    return separator.join(outline(child) for child in children)


def _row(row: t.Row) -> str:
    return ",".join(_inside(cell.children) for cell in row.cells)


def inlines(document: t.Document) -> Iterator[t.Inline]:
    """Every inline node of a document."""
    for block in t.walk_blocks(document):
        for children in t.inlines_in(block):
            yield from t.walk_inlines(children)


def links(document: t.Document) -> list[t.Link | t.Image]:
    """Every link and image of a document."""
    return [node for node in inlines(document) if isinstance(node, t.Link | t.Image)]


def assert_placed(text: str, document: t.Document) -> None:
    """Every mapped node is where it says: children in order inside their parents, targets that read as
    the URL, markers, cells and headings that begin as they must."""
    _assert_blocks(text, document, document.children)
    for heading in document.headings:
        assert heading.span.covers(heading.content)


def _assert_nested(parent: t.Node, children: Sequence[t.Node]) -> None:
    place = parent.span.start
    for child in children:
        assert place <= child.span.start <= child.span.end <= parent.span.end, (parent.span, child)
        place = child.span.end


def _assert_blocks(text: str, parent: t.Node, children: Sequence[t.Block]) -> None:
    _assert_nested(parent, children)
    for node in children:
        raw = text[node.span.start : node.span.end]
        match node:
            case t.Table():
                _assert_nested(node, [node.header, *node.rows])
                for row in [node.header, *node.rows]:
                    _assert_nested(row, row.cells)
                    for cell in row.cells:
                        _assert_inlines(text, cell, cell.children)
            case t.List():
                _assert_nested(node, node.items)
                for item in node.items:
                    assert text[item.marker.start : item.marker.end].endswith(node.bullet)
                    assert item.span.start == item.marker.start < item.marker.end <= item.content
                    _assert_blocks(text, item, item.children)
            case t.Quote() | t.FootnoteDefinition():
                assert raw.startswith(">" if isinstance(node, t.Quote) else "[^")
                _assert_blocks(text, node, node.children)
            case t.Paragraph() | t.Heading() | t.HtmlBlock():
                _assert_inlines(text, node, node.children)
            case t.Definition():
                assert raw.startswith("[")
                assert (
                    references.resolve_escapes_and_entities(text[node.target.start : node.target.end])
                    == node.url
                )
            case t.Fence():
                assert raw[:3] in ("```", "~~~")
                assert node.span.covers(node.content)
            case t.Comment():
                assert raw.startswith("<!--")


def _assert_inlines(text: str, parent: t.Node, children: Sequence[t.Inline]) -> None:
    _assert_nested(parent, children)
    for node in children:
        raw = text[node.span.start : node.span.end]
        if isinstance(node, t.Text):
            readings = (raw, references.resolve_escapes_and_entities(raw), references.resolve_entities(raw))
            assert node.value in readings
            assert "\n" not in raw
            assert "\r" not in raw
        elif isinstance(node, t.Link | t.Image) and node.is_exact:
            _assert_link(text, raw, node)
        if isinstance(node, t.Container):
            _assert_inlines(text, node, node.children)


def _assert_link(text: str, raw: str, node: t.Link | t.Image) -> None:
    assert node.span.covers(node.label)
    written = text[node.target.start : node.target.end]
    if node.form is t.LinkForm.HTML:
        assert raw.startswith("<")
        assert references.resolve_entities(written).strip() == node.url
    elif node.form in (t.LinkForm.BARE, t.LinkForm.AUTOLINK):
        assert node.url in (written, "mailto:" + written)
    else:
        assert raw.startswith("![" if isinstance(node, t.Image) else "[")
        assert references.resolve_escapes_and_entities(written) == node.url
