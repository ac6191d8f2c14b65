"""AW010 ci-badge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.findings import Finding
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule

_CI = lazy(
    r"https?://(?:[\w-]+\.)*(?:travis-ci\.(?:org|com)|circleci\.com)/"
    r"|https?://img\.shields\.io/(?:travis|circleci|github/actions|github/workflow)\b"
    r"|https?://github\.com/[^/\s]+/[^/\s]+/(?:actions/)?workflows/\S*badge\.svg",
    re.IGNORECASE,
)


class CiBadge(Rule):
    """A badge that shows whether the checks of the list itself pass.

    ## What it does

    Badges of Travis CI, CircleCI and GitHub Actions that are images in Markdown, outside lists, tables and entries:
    there they are the badges of the listed projects.

    ## Why it matters

    Readers look for entries; whether the checks of the list pass does not help them.

    ## Fix

    None.
    """

    code = "AW010"
    name = "ci-badge"
    summary = "a badge of the list's own builds"
    aliases = ("awesome-no-ci-badge",)
    examples = (
        Example(
            title="Badges below the heading",
            before="# Awesome Reeds\n\n![build](https://travis-ci.org/shore/reeds.svg)\n"
            "[![lint](https://github.com/shore/reeds/actions/workflows/lint.yml/badge.svg)](https://example.org)\n",
            lines=(3, 4),
        ),
    )
    valid = (
        "# Awesome CI\n\n- [Travis](https://travis-ci.org/) - Builds.\n\n![stars](https://img.shields.io/github/stars/shore/reeds)\n",
        "- [Reed](https://example.org) ![ok](https://github.com/shore/reed/actions/workflows/ci.yml/badge.svg) - Reads.\n",
        "- [Tern](https://example.org) ![ok](https://travis-ci.org/shore/tern.svg) - Watches.\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such image."""
        listed = [
            block.span
            for block in tree.walk_blocks(context.listing.tree)
            if isinstance(block, tree.List | tree.Table)
        ]
        listed += [entry.span for entry in context.listing.entries]
        for link in context.listing.links:
            if not isinstance(link, tree.Image) or link.form is tree.LinkForm.HTML or not _CI.match(link.url):
                continue
            if not any(span.covers(link.span) for span in listed):
                yield self.finding(
                    link.span,
                    "This badge shows the builds of the list itself, which do not help its readers; remove it",
                )
