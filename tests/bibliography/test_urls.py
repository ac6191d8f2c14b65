"""Which addresses are one place, and which are malformed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.bibliography import urls


@pytest.mark.parametrize(
    ("url", "kind", "repaired"),
    [
        ("hhttps://example.org/a", "scheme", "https://example.org/a"),
        ("htttp://example.org/a", "scheme", "http://example.org/a"),
        ("ttps://example.org/a", "scheme", "https://example.org/a"),
        ("htts://example.org/a", "scheme", "https://example.org/a"),
        ("https:/github.com/o/r", "scheme", "https://github.com/o/r"),
        ("https:///github.com/o/r", "scheme", "https://github.com/o/r"),
        ("https//github.com/o/r", "scheme", "https://github.com/o/r"),
        ("https:github.com/o/r", "scheme", "https://github.com/o/r"),
        ("https: //github.com/o/r", "scheme", "https://github.com/o/r"),
        ("https://https://github.com/o/r", "doubled-scheme", "https://github.com/o/r"),
        ("https://https//github.com/o/r", "doubled-scheme", "https://github.com/o/r"),
        ("www.example.org/page", "no-scheme", "https://www.example.org/page"),
        ("github.com/o/r", "no-scheme", "https://github.com/o/r"),
        ("arxiv.org/abs/2305.18290", "no-scheme", "https://arxiv.org/abs/2305.18290"),
        ("someone-example.com", "no-scheme", "https://someone-example.com"),
        ("bit.ly/3loom", "no-scheme", "https://bit.ly/3loom"),
        ("Linkedin.com/in/ada", "no-scheme", "https://Linkedin.com/in/ada"),
        ("ada.github.io/looms/", "no-scheme", "https://ada.github.io/looms/"),
        ("www.cs.example.edu/~ada", "no-scheme", "https://www.cs.example.edu/~ada"),
        ("looms.readthedocs.io", "no-scheme", "https://looms.readthedocs.io"),
        ("github.com/o/r/blob/main/README.md", "no-scheme", "https://github.com/o/r/blob/main/README.md"),
        ("ada@example.org", "mail", "mailto:ada@example.org"),
        ("file:///home/ada/a.pdf", "local", None),
        (r"D:\papers\a.pdf", "local", None),
        ("http://example.org:99999/", "port", None),
        ("https：//example.org/a", "scheme", "https://example.org/a"),
        ("2305.18290", "bare-id", "https://arxiv.org/abs/2305.18290"),
        ("arXiv:2305.18290v2", "bare-id", "https://arxiv.org/abs/2305.18290v2"),
        ("2399.18290", "bare-id", None),
        ("https://arvix.org/abs/2305.18290", "host", "https://arxiv.org/abs/2305.18290"),
        ("http://gihub.com/o/r", "host", "http://github.com/o/r"),
        ("https://github", "host", None),
        (" https://example.org/a ", "blank", "https://example.org/a"),
        ("https://example.org/a\u200b", "blank", "https://example.org/a"),
        (" hhttps://example.org/a", "scheme", "https://example.org/a"),
        ("https://example.org/a b/c", "blank", None),
        ("https://example.org/a??b=1", "query", "https://example.org/a?b=1"),
        ("https://example.org/a?b=1?c=2", "query", "https://example.org/a?b=1&c=2"),
        ("https://ｅxample.org/a", "characters", "https://example.org/a"),
        ("https://oﬃce.org/a", "characters", "https://office.org/a"),
        ("https://", "scheme-only", None),
        ("http", "scheme-only", None),
        ("https://github.com/o/r)", "tail", "https://github.com/o/r"),
        ("https://github.com/o/r,", "tail", "https://github.com/o/r"),
        ("https://arxiv.org/pdf/https://example.org/d/1", "two-urls", "https://example.org/d/1"),
        ("https://arxiv.org/pdf/1705.05065.pdf%20http://arxiv.org/abs/1705.05065", "two-urls", None),
        ("https://arxiv.org/pdf/1705.05065.pdf%5Cnhttp://arxiv.org/abs/1705.05065", "two-urls", None),
    ],
)
def test_faults(url: str, kind: str, repaired: str | None) -> None:
    found = urls.find_url_defect(url)
    assert found is not None
    assert (found.kind, found.repaired) == (kind, repaired)
    assert found.explanation
    if repaired is not None:
        assert urls.find_url_defect(repaired) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "docs/a.md",
        "vue.js/core.md",
        "socket.io/readme.md",
        "notes.org",
        "logo@2x.png",
        "git@github.com:o/r.git",
        "https://example.org:65535/a",
        "HTTPS://Example.org/A",
        "https://en.wikipedia.org/wiki/Agent_(software)",
        "https://web.archive.org/web/2020/https://example.org/a",
        "https://translate.example.com/?u=https://example.org",
        "https://user:word@example.org:8080/a",
        "http://localhost:8000/a",
        "http://127.0.0.1/x",
        "https://münchen.example/ä?q=ü",
        "https://example.org/?a=1&a=2;b=3",
        "//cdn.example.org/a.js",
        "mailto:someone@example.org",
        "tel:+491234",
        "ftp://example.org/a",
        "javascript:void(0)",
        "#anchor",
        "",
        "./a b.md",
        "../LICENSE",
        "README.org",
        "file.ai",
        "http-status-codes.md",
        "httpbin/readme.md",
        "https-guide",
        "2024.1",
    ],
)
def test_no_faults(url: str) -> None:
    assert urls.find_url_defect(url) is None


@pytest.mark.parametrize(
    ("same", "identity"),
    [
        (
            (
                "https://arxiv.org/abs/2305.18290",
                "http://www.arxiv.org/pdf/2305.18290v3.pdf#page=2",
                "https://doi.org/10.48550/arXiv.2305.18290",
                "https://huggingface.co/papers/2305.18290",
            ),
            "arxiv:2305.18290",
        ),
        (
            (
                "https://github.com/Owner/Wan2.1",
                "http://www.github.com/owner/wan2.1.git",
                "https://github.com/owner/Wan2.1/tree/main",
                "https://github.com/owner/Wan2.1/?tab=readme-ov-file#install",
            ),
            "github:owner/wan2.1",
        ),
        (("https://openreview.net/forum?id=AbC", "https://openreview.net/pdf?id=AbC"), "openreview:AbC"),
        (("https://doi.org/10.1145/33.7", "https://dl.acm.org/doi/abs/10.1145/33.7"), "doi:10.1145/33.7"),
        (
            ("https://aclanthology.org/P19-1001.pdf", "https://www.aclweb.org/anthology/P19-1001/"),
            "acl:P19-1001",
        ),
        (
            ("https://youtu.be/abcdefghijk?si=x", "https://www.youtube.com/watch?v=abcdefghijk&t=3"),
            "youtube:abcdefghijk",
        ),
        (
            (
                "https://example.org/a/?b=1&c=2&utm_source=x",
                "http://www.Example.org:80/a/index.html?c=2&b=1&fbclid=y",
            ),
            "example.org/a?b=1&c=2",
        ),
    ],
)
def test_identity(same: tuple[str, ...], identity: str) -> None:
    assert {urls.url_key(url) for url in same} == {identity}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://github.com/o/r/tree/main/a", "https://github.com/o/r/tree/main/b"),
        ("https://github.com/o/r", "https://github.com/o/r/issues/3"),
        ("https://github.com/o/r/issues?q=label%3Aclay", "https://github.com/o/r/issues?q=label%3Aloam"),
        ("https://github.com/o/r2.1", "https://github.com/o/r2.2"),
        ("https://example.org/a#x", "https://example.org/a#y"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://openreview.net/forum?id=AbC", "https://openreview.net/forum?id=abc"),
        (
            "https://www.youtube.com/watch?v=abcdefghijk&list=PL1",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
    ],
)
def test_different_places(one: str, other: str) -> None:
    assert urls.url_key(one) != urls.url_key(other)


def test_repeated_parameters_of_badges() -> None:
    badge = "https://img.shields.io/badge/a-b?logoColor=000&style=flat&logoColor=white"
    assert urls.repeated_parameters(badge) == ("logoColor",)
    assert urls.repeated_parameters("https://example.org/?a=1&a=2") == ()


@given(st.text(alphabet="htps:/w.gihub arxvo()[]?#&=\\%20,é＠", max_size=50))
def test_a_repair_is_sound_and_final(text: str) -> None:
    urls.url_key(text)
    found = urls.find_url_defect(text)
    if found is not None and found.repaired is not None:
        assert found.repaired != text
        assert found.repaired.lower().startswith(("http://", "https://"))


@given(
    st.from_regex(
        r"https?://[a-z]{2,9}\.(?:org|com|net)(?:/[A-Za-z0-9_.~-]{0,7}[A-Za-z0-9_~-]){0,3}", fullmatch=True
    )
)
def test_sound_addresses_have_no_fault_and_a_stable_identity(url: str) -> None:
    assert urls.find_url_defect(url) is None
    assert urls.url_key(url) == urls.url_key(url.replace("http://", "https://") + "/")
