"""mistletoe's parser of blocks, imported fast.

mistletoe 1.x walks all 1.1 million code points on import to collect the punctuation among them, which takes nine
tenths of the time. Here the walk is cut short, and `Punctuation` is in for the set that it fills. Its patterns
are compiled when they are first used, as ours are: most never are, since inline Markdown is read here. And what
the package imports for its users, renderers and with them urllib, waits until somebody asks the package for it.
"""

from __future__ import annotations

import html  # noqa: F401 (mistletoe imports it: it has to be there before)
import re
import sys
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from unicodedata import category

from awesome_lint.lazy_re import lazy


class Punctuation:
    """Every punctuation character as CommonMark 0.30 defines it, ASCII's and the Unicode categories P*: asked of
    the running Python when somebody wants to know."""

    def __contains__(self, character: str) -> bool:
        return category(character)[0] == "P" or character in "$+<=>^`|~"


class _Package(ModuleType):
    """The package mistletoe, whose own code runs when it is first asked for a name that it does not have yet."""

    def __getattr__(self, name: str) -> object:
        self.__class__ = ModuleType  # type: ignore[assignment]
        spec = self.__spec__
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module(self)
        return getattr(self, name)


def _load() -> None:
    spec = None if "mistletoe" in sys.modules else PathFinder.find_spec("mistletoe")
    if spec is not None:
        package = _Package("mistletoe")
        package.__spec__, package.__loader__, package.__package__ = spec, spec.loader, spec.name
        package.__file__, package.__path__ = spec.origin, spec.submodule_search_locations or []
        sys.modules["mistletoe"] = package
    if "mistletoe.core_tokens" in sys.modules:
        return
    last, compiler = sys.maxunicode, re.compile
    sys.maxunicode, re.compile = 127, lazy  # type: ignore[assignment]
    try:
        # In this order each finds those that it needs, and nothing asks the package for more.
        for name in ("core_tokens", "token", "span_token", "block_tokenizer", "block_token"):
            import_module(f"mistletoe.{name}")
    finally:
        sys.maxunicode, re.compile = last, compiler
    sys.modules["mistletoe.core_tokens"].punctuation = Punctuation()  # type: ignore[attr-defined]


_load()

from mistletoe import block_token, block_tokenizer, core_tokens, span_token  # noqa: E402

__all__ = ["Punctuation", "block_token", "block_tokenizer", "core_tokens", "span_token"]
