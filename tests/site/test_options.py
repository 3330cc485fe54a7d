"""How a site looks: what of the settings is of the form that is wanted, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synbib.errors import SynbibError
from synbib.site import SiteOptions

Pages = dict[str, bytes]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://roe.github.io", "https://roe.github.io/"),
        ("https://roe.github.io/papers//", "https://roe.github.io/papers/"),
        ("http://localhost:8000/a", "http://localhost:8000/a/"),
    ],
)
def test_an_address_ends_with_a_slash(url: str, address: str) -> None:
    assert SiteOptions().set(url=url).url == address


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"url": "javascript:alert(1)"}, "url: 'javascript:alert(1)' is not the address of a site"),
        ({"url": "example.org"}, "url: 'example.org' is not the address of a site"),
        ({"url": 'https://e.org/"><script>'}, "is not the address of a site"),
        ({"url": "https://[e.org/"}, "is not the address of a site"),
        ({"url": "https://e.org/a\x01b"}, "is not the address of a site"),
        ({"title": " "}, "title: it is empty"),
        ({"url": "https://e.org/?a=1"}, "has a ? or a #"),
        ({"accent": "red; } body { display: none"}, "accent: 'red; } body { display: none' is not a colour"),
        ({"accent_dark": "blue"}, "accent-dark: 'blue' is not a colour; write e.g. #1a5fb4"),
        ({"feed_size": 0}, "feed-size: give 1 or more"),
        ({"logo": "logo.html"}, "logo: 'logo.html' must end with .svg or"),
    ],
)  # fmt: skip
def test_what_is_not_of_its_form_is_told_of(given: dict[str, Any], message: str) -> None:
    with pytest.raises(SynbibError) as error:
        SiteOptions().set(**given)
    assert message in str(error.value)


def test_what_is_not_given_stays_as_it_is() -> None:
    options = SiteOptions().set(title="T", styles=("acl",))
    assert options.set(title=None, styles=(), url=None) == options


def test_settings_have_hyphens_in_their_names() -> None:
    settings = {"accent-dark": "#abcdef", "feed-size": 5, "styles": ["acl"], "output": "public"}
    assert SiteOptions.of(settings) == SiteOptions().set(
        accent_dark="#abcdef", feed_size=5, styles=("acl",)
    )


@pytest.mark.parametrize(
    ("colours", "css"),
    [
        ({"accent": "#1a5fb4"}, "light-dark(#1a5fb4, #1a5fb4);\n  --on-accent: light-dark(#ffffff, #ffffff)"),
        ({"accent": "#123", "accent_dark": "#8fbcff"}, "light-dark(#123, #8fbcff);\n  --on-accent: light-dark(#ffffff, #000000)"),
        ({"accent_dark": "#FFFF00"}, "light-dark(#FFFF00, #FFFF00);\n  --on-accent: light-dark(#000000, #000000)"),
    ],
)  # fmt: skip
def test_what_stands_on_a_colour_can_be_read(
    make_site: Callable[..., Pages], colours: dict[str, str], css: str
) -> None:
    files = make_site("@misc{a, title = {A}}", **colours)
    assert files["assets/colours.css"].decode() == f":root {{\n  --accent: {css};\n}}\n"
    assert b'href="assets/colours.css"' in files["index.html"]
