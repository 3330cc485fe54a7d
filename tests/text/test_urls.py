from __future__ import annotations

import pytest

from synbib.text.urls import clean_url, host


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://arxiv.org/abs/2402.13446", "https://arxiv.org/abs/2402.13446"),
        ("  https://e.org/a\n b ", "https://e.org/ab"),
        ("arxiv.org/abs/1", "https://arxiv.org/abs/1"),
        ("//e.org/x", "https://e.org/x"),
        ("mailto:a@e.org", "mailto:a@e.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///C:/paper.pdf", ""),
        ("see the web page", ""),
        ("", ""),
    ],
)
def test_only_urls_that_are_safe_to_follow_are_links(text: str, url: str) -> None:
    assert clean_url(text) == url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.GitHub.com/a/b", "github.com"),
        ("http://user@e.org:80/x", "e.org"),
        ("nothing", ""),
    ],
)
def test_host(url: str, expected: str) -> None:
    assert host(url) == expected
