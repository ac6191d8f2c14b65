"""A fix that changes a heading's anchor changes the links to it, or is left out: it is applied whole or not at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from urllib.parse import unquote

from awesome_lint import markdown
from awesome_lint.edits import Edit, apply_edits, is_in_spans, sort_edits
from awesome_lint.findings import Finding, Fix, Removal
from awesome_lint.listing.model import Listing
from awesome_lint.markdown import tree
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.markdown.slugs import rendered_text, slug
from awesome_lint.structs import replace


def update_heading_links(findings: Iterable[Finding], listing: Listing) -> list[Finding]:
    """The findings with fixes that also edit the links to a heading whose anchor they change. A fix for which that is
    not possible is dropped."""
    return [
        replace(finding, fix=_add_link_edits(finding.fix, listing)) if finding.fix is not None else finding
        for finding in findings
    ]


def _add_link_edits(fix: Fix, listing: Listing) -> Fix | None:
    """The fix with edits of the links to each heading whose anchor it changes; None if the heading disappears, or if
    another heading has the old or the new anchor."""
    headings = listing.tree.headings
    more: set[Edit] = set()
    for heading in _edited_headings(fix, headings):
        before = slug(rendered_text(heading.children))
        after = _slug_after(heading, fix.edits, listing.text)
        links = [] if after == before else _links_to_heading(heading, listing)
        if not links:
            continue
        # A number after an anchor counts the headings with the same text, which would be others then.
        others = {slug(rendered_text(other.children)) for other in headings if other is not heading}
        if after is None or {before, after} & others:
            return None
        more |= {Edit(link.target, f"#{after}") for link in links}
    if not more:
        return fix
    added = [edit for edit in more if not any(edit.span.overlaps(own.span) for own in fix.edits)]
    return replace(fix, edits=(*fix.edits, *sorted(added)), removes=fix.removes | {Removal.LINKS})


def _edited_headings(fix: Fix, headings: list[tree.Heading]) -> list[tree.Heading]:
    """The headings whose text a fix edits."""
    found = {}
    for edit in fix.edits:
        index = bisect_left(headings, edit.span.start, key=lambda heading: heading.span.end)
        if index < len(headings) and headings[index].span.covers(edit.span):
            found[index] = headings[index]
    return list(found.values())


def _slug_after(heading: tree.Heading, edits: Iterable[Edit], text: str) -> str | None:
    """The slug of a heading after the edits in it; None if the edited text is not a heading."""
    own = sort_edits(edit for edit in edits if heading.span.covers(edit.span))
    headings = markdown.parse(apply_edits(text, own, heading.span)).headings
    return slug(rendered_text(headings[0].children)) if headings else None


def _links_to_heading(heading: tree.Heading, listing: Listing) -> list[tree.Link]:
    """The links to the anchor that GitHub makes of a heading, outside generated blocks; none if an HTML anchor has that
    name."""
    if heading.slug in listing.tree.anchors:
        return []
    generated = generated_spans(listing.text)
    return [
        link
        for link in listing.links
        if isinstance(link, tree.Link)
        and link.url.startswith("#")
        and unquote(link.url[1:]).casefold() == heading.slug
        and not is_in_spans(link.target.start, generated)
    ]
