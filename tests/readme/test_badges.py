"""Links as badges, in lists and in tables."""

from __future__ import annotations

import pytest

from synbib.errors import SynbibError
from synbib.library import Library, read_text
from synbib.model import LINK_FIELDS
from synbib.readme import Options, reference_list, table
from synbib.readme.badges import Badges

STORE = "@misc{a, title={A}, url={https://example.org/a_(b)}, code={https://github.com/o/r.js/tree/main}}"
PAPER = "[![Paper](https://img.shields.io/badge/Paper-b31b1b)](https://example.org/a_(b))"
CODE = "[![Code](https://img.shields.io/badge/Code-181717)](https://github.com/o/r.js/tree/main)"
STARS = "[![Stars](https://img.shields.io/github/stars/o/r.js?style=social)](https://github.com/o/r.js/tree/main)"


@pytest.fixture(scope="module")
def library() -> Library:
    return read_text(STORE)


def below(library: Library, **options: str) -> str:
    chosen = Options()
    for name, value in options.items():
        chosen = chosen.set(name, value)
    return reference_list(library, chosen).partition("\n\n  ")[2]


@pytest.mark.parametrize(
    ("options", "badges"),
    [
        ({"badges": "yes"}, f"{PAPER} {CODE}"),
        ({"badges": "yes", "links": "code"}, CODE),
        ({"badges": "yes", "stars": "yes"}, f"{PAPER} {CODE} {STARS}"),
        ({"stars": "yes"}, f"{PAPER} {CODE} {STARS}"),
        ({"badges": "yes", "stars": "yes", "links": "paper"}, PAPER),
        ({"badges": "paper=PDF:red", "links": "paper"},
         "[![PDF](https://img.shields.io/badge/PDF-red)](https://example.org/a_(b))"),
        # shields.io reads `-`, `_` and blanks as its own signs.
        ({"badges": "paper=arXiv [a_b-c]: 0a0, code=Git", "links": "paper"},
         r"[![arXiv [a_b-c]](https://img.shields.io/badge/arXiv%20%5Ba__b--c%5D-0a0)](https://example.org/a_(b))"),
        ({"badges": "yes", "links": ""}, ""),
        ({"badges": "no"}, "[Paper](https://example.org/a_(b))\n\n  [Code](https://github.com/o/r.js/tree/main)"),
    ],
)  # fmt: skip
def test_the_links_of_an_entry_are_badges(
    library: Library, options: dict[str, str], badges: str
) -> None:
    assert below(library, **options) == badges


def test_columns_of_links_have_badges_too(library: Library) -> None:
    options = Options().set("columns", "paper,code,slides,links").set("badges", "yes")
    assert table(library, options).split("\n")[2] == (
        f"| [A](https://example.org/a_(b)) | {CODE} | - | {PAPER} {CODE} |"
    )


def test_only_a_repository_on_github_has_stars() -> None:
    elsewhere = read_text("@misc{a, title={A}, code={https://gitlab.com/o/r}}")
    assert below(elsewhere, stars="yes") == (
        "[![Code](https://img.shields.io/badge/Code-181717)](https://gitlab.com/o/r)"
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("papr=PDF", "unknown kind of link 'papr'; did you mean paper?"),
        ("maybe", "unknown kind of link 'maybe'"),
        ("paper", "badges: 'paper' is not KIND=LABEL:COLOUR; write e.g. paper=PDF:b31b1b"),
        ("paper=PDF:#b31b1b", "badges: 'paper=PDF:#b31b1b' is not KIND=LABEL:COLOUR; write e.g. paper=PDF:b31b1b"),
    ],
)  # fmt: skip
def test_what_is_no_badge_is_an_error(value: str, message: str) -> None:
    with pytest.raises(SynbibError) as error:
        Options().set("badges", value)
    assert error.value.message == message


def test_each_kind_of_link_has_a_badge() -> None:
    assert Badges().by_kind.keys() == {"paper", *LINK_FIELDS}
