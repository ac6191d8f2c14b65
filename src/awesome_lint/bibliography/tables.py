"""The packaged tables, read when first asked for."""

from __future__ import annotations

import os.path
from functools import cache
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `data/NAME.toml`. The same object is returned each time: do not change it."""
    import tomllib

    # Beside this file, without importlib.resources: that would cost every run zipfile and tempfile.
    with open(os.path.join(os.path.dirname(__file__), "data", f"{name}.toml"), "rb") as file:
        return tomllib.load(file)
