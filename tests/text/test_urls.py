from __future__ import annotations

import pytest

from synbib.text.urls import clean_url, host, may_be_followed, percent_encode, resolved


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
        ("java\nscript:alert(1)", ""),
        ("\x01javascript:alert(1)", ""),
        ("\x9bvbscript:x", ""),
        ("https://e.org/\x00a\x1b[2J\x85b", "https://e.org/a[2Jb"),
        ("see the web page", ""),
        ("", ""),
    ],
)
def test_only_urls_that_are_safe_to_follow_are_links(text: str, url: str) -> None:
    assert clean_url(text) == url


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://e.org", True),
        ("mailto:a@e.org", True),
        ("papers/a.pdf", True),
        ("#anchor", True),
        ("", True),
        ("javascript:alert(1)", False),
        (" java\tscript:alert(1)", False),
        ("data:text/html,x", False),
    ],
)
def test_what_may_be_followed(target: str, expected: bool) -> None:
    assert may_be_followed(target) is expected


@pytest.mark.parametrize(
    ("identifier", "url"),
    [
        ("10.1007/JHEP07(2022)115", "https://doi.org/10.1007/JHEP07(2022)115"),
        ("10.1/a#b?c d%e%3C", "https://doi.org/10.1/a%23b%3Fc%20d%25e%3C"),
    ],
)
def test_an_identifier_stays_in_the_path(identifier: str, url: str) -> None:
    assert resolved("https://doi.org/", identifier) == url


def test_what_no_url_may_hold_is_percent_encoded() -> None:
    url = 'https://e.org/a b"<>\\^`{|}\u202e\u2028/\N{LATIN SMALL LETTER E WITH ACUTE}漢'
    assert percent_encode(url) == (
        "https://e.org/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D%E2%80%AE%E2%80%A8/é漢"
    )


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
