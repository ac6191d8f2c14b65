"""The version of awesome-lint, and the release that other repositories use."""

from __future__ import annotations

__version__ = "0.1.0"

SOURCE = f"awesome-lint/awesome-lint@v{__version__}"
"""The repository and tag of this release on GitHub: the hook and the workflows that `init` writes name it. The release
workflow checks it against the repository and tag that it runs for."""

HOME = f"https://github.com/{SOURCE.partition('@')[0]}"
"""The page of the repository."""


def installed_repository_ref() -> str | None:
    """The repository and tag or commit, as OWNER/NAME@REF, that has the code of this installation: `SOURCE` for a
    release from a package index, the commit for an installation from a repository on GitHub, None for one from a
    folder or an archive, which may differ from every release."""
    import json
    from importlib import metadata

    try:
        text = metadata.distribution("awesome-lint").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    if text is None:
        return SOURCE
    origin = json.loads(text)
    url, commit = origin.get("url", ""), origin.get("vcs_info", {}).get("commit_id")
    if commit is None or not url.startswith("https://github.com/"):
        return None
    return f"{url.removeprefix('https://github.com/').removesuffix('.git')}@{commit}"
