"""How the tool introduces itself."""

from __future__ import annotations

from importlib import metadata

from awesome_lint import __version__


def user_agent() -> str:
    """The tool, its version and its page. Hosts turn away whatever has `bot`, `link` or `check` in its name,
    so none of these words is in it."""
    return f"awesome-lint/{__version__} (+{_page()})"


def _page() -> str:
    """The project's page as its metadata gives it."""
    try:
        addresses = metadata.metadata("awesome-lint").get_all("Project-URL") or ()
    except metadata.PackageNotFoundError:
        addresses = ()
    for label, _, address in (line.partition(", ") for line in addresses):
        if label.lower() in ("homepage", "source", "repository") and address.startswith("https://"):
            return str(address)
    return "https://pypi.org/project/awesome-lint/"
