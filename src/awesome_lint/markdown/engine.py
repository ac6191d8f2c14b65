"""mistletoe's parser of blocks, imported fast.

mistletoe 1.x walks all 1.1 million code points on import to collect the punctuation among them, which takes nine
tenths of the time. Here the walk is cut short, and `Punctuation` stands in for the set that it fills. What the
package imports for its users, renderers and with them urllib, waits until somebody asks the package for it.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from types import ModuleType
from unicodedata import category


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
    last = sys.maxunicode
    sys.maxunicode = 127
    try:
        import mistletoe.core_tokens
    finally:
        sys.maxunicode = last
    mistletoe.core_tokens.punctuation = Punctuation()  # type: ignore[assignment]


_load()

# In this order each finds those that it needs, and nothing asks the package for more.
# isort: off
import mistletoe.core_tokens as core_tokens  # noqa: E402
import mistletoe.token  # noqa: E402, F401
import mistletoe.span_token as span_token  # noqa: E402
import mistletoe.block_tokenizer as block_tokenizer  # noqa: E402
import mistletoe.block_token as block_token  # noqa: E402
# isort: on

__all__ = ["Punctuation", "block_token", "block_tokenizer", "core_tokens", "span_token"]
