"""mistletoe's block parser, imported in a tenth of the time, and equal to what a plain import gives.

On import, mistletoe's `core_tokens` tests each of the 1.1 million code points for punctuation, which takes 170 ms
of the 190 ms that the package takes. Here that module runs with a stand-in for `sys` whose `maxunicode` is 0;
then the punctuation is added from the ranges below. Nothing outside the module is patched: other threads and
other users of mistletoe see the same `sys`, and a `core_tokens` with the same contents.
"""

from __future__ import annotations

import builtins
import sys
from importlib.machinery import PathFinder
from types import ModuleType, SimpleNamespace
from typing import Any
from unicodedata import category, unidata_version

_CORE_TOKENS = "mistletoe.core_tokens"
_NEWEST_UNICODE = 17
"""The last version of Unicode whose punctuation the ranges hold. With a newer one, mistletoe is imported plainly."""
_RANGES = """
21-BF 37E-387 55A-61F 66A-66D 6D4-70D 7F7-85E 964-970 9FD-9FD A76-A76 AF0-AF0 C77-C84 DF4-DF4 E4F-E5B F04-F3D F85-F85
FD0-FDA 104A-104F 10FB-10FB 1360-1368 1400-1400 166E-169C 16EB-16ED 1735-1736 17D4-180A 1944-1945 1A1E-1A1F 1AA0-1AAD
1B4E-1B7F 1BFC-1C7F 1CC0-1CD3 2010-208E 2308-232A 2768-2775 27C5-27EF 2983-29FD 2CF9-2CFF 2D70-2D70 2E00-2E63
3001-303D 30A0-30A0 30FB-30FB A4FE-A4FF A60D-A60F A673-A67E A6F2-A6F7 A874-A877 A8CE-A95F A9C1-A9DF AA5C-AA5F
AADE-AAF1 ABEB-ABEB FD3E-FD3F FE10-FE6B FF01-FF65 10100-10102 1039F-103D0 1056F-1056F 10857-10857 1091F-1093F
10A50-10A7F 10AF0-10AF6 10B39-10B3F 10B99-10B9C 10D6E-10D6E 10EAD-10ED0 10F55-10F89 11047-1104D 110BB-110C1
11140-11175 111C5-111DF 11238-1123D 112A9-112A9 113D4-113D8 1144B-1145D 114C6-114C6 115C1-115D7 11641-1166C
116B9-116B9 1173C-1173E 1183B-1183B 11944-11946 119E2-119E2 11A3F-11A46 11A9A-11AA2 11B00-11B09 11BE1-11BE1
11C41-11C71 11EF7-11EF8 11F43-11F4F 11FFF-11FFF 12470-12474 12FF1-12FF2 16A6E-16A6F 16AF5-16AF5 16B37-16B44
16D6D-16D6F 16E97-16E9A 16FE2-16FE2 1BC9F-1BC9F 1DA87-1DA8B 1E5FF-1E5FF 1E95E-1E95F
"""
"""Ranges of code points that contain all punctuation; which of a range is punctuation, the running Python says."""


def _punctuation_characters() -> set[str]:
    """The characters of the Unicode categories P*."""
    ranges = (pair.split("-") for pair in _RANGES.split())
    return {
        character
        for first, last in ranges
        for character in map(chr, range(int(first, 16), int(last, 16) + 1))
        if category(character)[0] == "P"
    }


def _import_without_sys(name: str, namespace: dict[str, Any], *rest: Any) -> Any:
    """The `__import__` of `core_tokens` while it is loaded. Its second import is `sys`: that returns a stand-in, and
    from then on the module has the usual built-in names again, so the functions that it defines have them too."""
    if name != "sys":
        return __import__(name, namespace, *rest)
    namespace["__builtins__"] = vars(builtins)
    return SimpleNamespace(maxunicode=0)


def _load_core_tokens() -> ModuleType | None:
    """The module `mistletoe.core_tokens`, loaded but not yet in `sys.modules`. None if it has to be
    imported normally: its code is not in a file, or this Python has a newer Unicode than our ranges.
    """
    package = PathFinder.find_spec("mistletoe")
    locations = package.submodule_search_locations if package is not None else None
    spec = PathFinder.find_spec(_CORE_TOKENS, locations) if locations else None
    get_code = getattr(spec.loader, "get_code", None) if spec is not None else None
    if spec is None or get_code is None or int(unidata_version.split(".")[0]) > _NEWEST_UNICODE:
        return None
    module: Any = ModuleType(_CORE_TOKENS)
    module.__spec__, module.__loader__, module.__package__ = spec, spec.loader, spec.parent
    module.__file__, module.__cached__ = spec.origin, spec.cached
    module.__builtins__ = {**vars(builtins), "__import__": _import_without_sys}
    exec(get_code(_CORE_TOKENS), vars(module))  # noqa: S102
    module.sys = sys
    module.punctuation |= _punctuation_characters()
    return module  # type: ignore[no-any-return]


if "mistletoe" not in sys.modules:
    _module = _load_core_tokens()
    if _module is not None:
        # Another thread may import mistletoe at the same time: the first module is the one that all use.
        sys.modules.setdefault(_CORE_TOKENS, _module)

import mistletoe  # noqa: E402

if not hasattr(mistletoe, "core_tokens"):
    mistletoe.core_tokens = sys.modules[_CORE_TOKENS]

from mistletoe import block_token, block_tokenizer, core_tokens, span_token  # noqa: E402

__all__ = ["block_token", "block_tokenizer", "core_tokens", "span_token"]
