"""The import of mistletoe: as cheap as it has to be, and without a trace for anybody else in the process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

TEXT = """# Reeds *and* **rushes**

> a quote
> - with “**quoted**” text、**强调**。end

[a]: https://example.org "title"

1. [a][a] `code` <b>tag</b> ![i](p.png)
2. \\* https://example.org ⸮__x__⸮

| a | b |
|---|:-:|
| 1 | 2 |

    code

```py
x
```
"""


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, TEXT], check=True, capture_output=True, text=True)
    return done.stdout


HOST = "print(mistletoe.markdown(sys.argv[1]), [str(kind) for kind in mistletoe.block_token._token_types]);"
OURS = "import awesome_lint.markdown; awesome_lint.markdown.parse(sys.argv[1]);"


@pytest.mark.parametrize(
    "code",
    [
        f"import sys; {OURS} import mistletoe; {HOST}",
        f"import sys, mistletoe; {OURS} {HOST}",
        f"import sys; from mistletoe import block_token; import mistletoe; {OURS} {HOST} {OURS}",
    ],
    ids=["after ours", "before ours", "both"],
)
def test_a_host_program_gets_from_mistletoe_what_it_gets_without_us(code: str) -> None:
    assert _run(code) == _run(f"import sys, mistletoe; {HOST}")


def test_a_second_thread_sees_an_unchanged_process_during_the_import() -> None:
    code = """
import re, sys, threading
seen, running, limit = [], True, sys.maxunicode
def watch():
    number = 0
    while running:
        number += 1
        seen.append((type(re.compile(f"a{number}")), sys.maxunicode))
sys.setswitchinterval(1e-5)
compiler = re.compile
thread = threading.Thread(target=watch)
thread.start()
import awesome_lint.markdown
running = False
thread.join()
assert set(seen) == {(re.Pattern, limit)}, set(seen)
assert re.compile is compiler
print(len(seen))
"""
    assert int(_run(code)) > 1


def test_the_import_leaves_the_modules_that_a_plain_import_leaves() -> None:
    code = """
import json, sys, types
import {}
ours = {{name: module for name, module in sys.modules.items() if name.split(".")[0] == "mistletoe"}}
for name, module in ours.items():
    assert type(module) is types.ModuleType and module.__spec__.name == name and module.__file__
    parent, _, child = name.rpartition(".")
    assert not parent or getattr(ours[parent], child) is module
print(json.dumps(sorted(ours)))
"""
    assert json.loads(_run(code.format("awesome_lint.markdown"))) == json.loads(
        _run(code.format("mistletoe"))
    )


def test_core_tokens_equals_the_module_of_a_plain_import() -> None:
    code = """
import importlib.util, sys, types
from awesome_lint.markdown.mistletoe_import import core_tokens as ours
spec = importlib.util.find_spec("mistletoe.core_tokens")
plain = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plain)
assert vars(ours).keys() == vars(plain).keys()
for name, value in vars(plain).items():
    other = vars(ours)[name]
    if isinstance(value, types.FunctionType):
        assert (other.__code__, other.__defaults__) == (value.__code__, value.__defaults__)
        assert other.__builtins__ is value.__builtins__ and other.__globals__ is vars(ours)
    elif name not in ("__spec__", "__loader__") and not isinstance(value, (type, types.GeneratorType)):
        assert type(other) is type(value) and other == value, name
print(len(ours.punctuation))
"""
    assert int(_run(code)) > 800
