"""AW004 license-section."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.findings import Finding
from awesome_lint.rules.base import Example, Rule

LICENSE = ("license", "licence")


class LicenseSection(Rule):
    """A section for the licence of the list.

    ## What it does

    A heading in Markdown, of any level, whose text is “License” or “Licence”.

    ## Why it matters

    The guidelines ask for a licence file, which GitHub shows next to the page, and for no section about it.

    ## Fix

    None: only you can see whether the text of the section is in a file already.
    """

    code = "AW004"
    name = "license-section"
    summary = "a section for the licence, which belongs in a file of its own"
    aliases = ("awesome-license",)
    examples = (
        Example(
            title="A section at the end",
            before="# Awesome Reeds\n\n## Plants\n\n## License\n\nCC0\n",
            lines=(5,),
        ),
        Example(title="The other spelling", before="# Awesome Reeds\n\n### LICENCE\n", lines=(3,)),
    )
    valid = (
        "# Awesome Licences\n\n## Choosing a License\n\n## Licenses\n",
        "# Awesome Reeds\n\nLicense: CC0\n\n```\n## License\n```\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such heading."""
        for section in context.listing.sections:
            heading = section.heading
            if heading is not None and heading.form != "html" and section.title.casefold() in LICENSE:
                yield self.finding(
                    heading.span,
                    "The licence has a section here; move it to a file LICENSE and remove the section",
                )
