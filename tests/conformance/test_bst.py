"""Styles as we run them give the `.bbl` that the program `bibtex` writes, byte for byte.

Eleven styles over two files; the same functions over strings of all kinds; real files with all that people write; every
style of TeX's tree. Without TeX these tests skip; with SYNBIB_REQUIRE_TEX=1, as in CI, they fail instead.
"""

import os
import random
import subprocess
from pathlib import Path

import pytest
from bst import EXPLAINED, EXPLAINED_FILES, compared, every_style

from synbib.library import Library, read, read_text

STYLES = (
    "plain",
    "plainnat",
    "abbrvnat",
    "alpha",
    "apalike",
    "ieeetr",
    "unsrt",
    "acm",
    "siam",
    "IEEEtran",
    "gbt7714-numerical",
)


@pytest.fixture(scope="module", autouse=True)
def program(tex: None) -> None:
    """BibTeX, and all of the styles."""
    missing = [style for style in STYLES if not found(f"{style}.bst")]
    if missing:
        message = f"TeX is there, but not {', '.join(missing)}"
        insist = os.environ.get("SYNBIB_REQUIRE_TEX", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)(message)


def found(file: str) -> str:
    """Where TeX has a file, empty if nowhere."""
    asked = subprocess.run(
        ["kpsewhich", file], stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    return asked.stdout.strip()


@pytest.fixture(scope="module")
def xampl() -> Library:
    """The entries that BibTeX itself comes with: each type, with all fields and with the fewest."""
    return read(found("xampl.bib"))


@pytest.mark.parametrize("style", STYLES)
def test_the_entries_of_bibtex_itself_are_listed_as_by_bibtex(style: str, xampl: Library) -> None:
    outcome = compared(style, xampl)
    assert outcome.equal, outcome.error or outcome.diff
    assert outcome.theirs.count(r"\bibitem") > 30


@pytest.mark.parametrize("style", STYLES)
def test_our_own_store_is_listed_as_by_bibtex(style: str, refs_bib: Path) -> None:
    outcome = compared(style, read(refs_bib))
    assert outcome.equal, outcome.error or outcome.diff


@pytest.mark.parametrize("style", STYLES)
def test_the_entries_of_a_paper_are_listed_as_by_bibtex(style: str, shared: Path) -> None:
    outcome = compared(style, read(shared / "acl" / "references.bib"))
    assert outcome.equal, outcome.error or outcome.diff
    assert outcome.theirs.count(r"\bibitem") == 97


@pytest.mark.parametrize("style", ["plain", "alpha", "apalike", "IEEEtran"])
@pytest.mark.parametrize("count", [1, 5, 20])
def test_what_is_cited_comes_with_what_it_refers_to(style: str, count: int, xampl: Library) -> None:
    keys = random.Random(count).sample(list(xampl), count)
    outcome = compared(style, xampl, keys)
    assert outcome.equal, f"{keys}: {outcome.error or outcome.diff}"


def wild(shared: Path, most: int) -> list[Path]:
    """Files of people's own repositories, up to a size in bytes."""
    files = sorted((shared / "bib" / "wild").glob("*.bib"))
    return [f for f in files if f.stat().st_size < most and f.name not in EXPLAINED_FILES]


@pytest.mark.parametrize("style", ["plainnat", "gbt7714-numerical"])
def test_what_people_write_is_listed_as_by_bibtex(style: str, shared: Path) -> None:
    outcomes = [compared(style, read(file)) for file in wild(shared, 20_000)]
    assert [outcome.file for outcome in outcomes if not outcome.equal] == []
    assert len(outcomes) > 10


@pytest.mark.slow
def test_every_style_of_tex_lists_as_by_bibtex(xampl: Library) -> None:
    outcomes = [compared(style, xampl) for style in every_style()]
    different = {outcome.style for outcome in outcomes if not outcome.equal}
    assert different <= EXPLAINED.keys()
    assert len(outcomes) > 100


# --- functions ------------------------------------------------------------------------------------------------

PIECES = (
    *("a", "B", "z", "1", " ", "  ", "~", "-", ",", ":", ": ", ".", "!", "$", "'", "é", "É", "中"),
    *(" and ", " AND ", " von ", "de", r"\foo ", "\\", "{", "}", "{ab}", r"{\'e}", r"{\'E}"),
    *(r"{\oe", r"{\OE ", r"{\i}", r"{\ss }", r"{\x", r"{\aa}b", r"{\L"),
)
FORMATS = (
    *("{ff }{vv }{ll}{, jj}", "{f.~}{vv~}{ll}{, jj}", "{vv~}{ll}{, jj}{, f.}", "{v{}}{l{}}"),
    *("{f{.}}", "{f. }{l.}", "{ff~~}{ll~}", "x{ff }y{ll}", "{l{-}~}", "{{a}ff{b}c}", "{, }{ff}"),
    *("{f~}{v~}{l~}{j~}", "{xx}", "{ff", "ff}", "{fl}", "{ff{~}{x}~}"),
)


def text(chance: random.Random, *, of_names: bool = False) -> str:
    """A string of all that is special to BibTeX.

    Names have balanced braces and no comma before the first word: what BibTeX makes of others depends on what it has
    read before.
    """
    while True:
        made = "".join(chance.choices(PIECES, k=chance.randrange(10)))
        if not of_names or (balanced(made) and not any(map(begins_with_comma, names(made)))):
            return made


def names(made: str) -> list[str]:
    return made.replace(" AND ", " and ").split(" and ")


def begins_with_comma(name: str) -> bool:
    return name.lstrip(" ~-").startswith(",")


def balanced(made: str) -> bool:
    depth = 0
    for char in made:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def calls(chance: random.Random) -> list[str]:
    """One call of each function."""
    number, length = chance.randrange(-6, 9), chance.randrange(-3, 9)
    given = f'"{text(chance)}"'
    return [
        f"{given} purify$",
        f'{given} "{chance.choice("ultULT")}" change.case$',
        f"{given} width$ int.to.str$",
        f"{given} text.length$ int.to.str$",
        f"{given} #{number} text.prefix$",
        f"{given} #{number} #{length} substring$",
        f"{given} add.period$",
        f"{given} num.names$ int.to.str$",
        f"{given} empty$ int.to.str$",
        f'"{text(chance)} {"x" * 60} {text(chance)} y" write$ " {text(chance)} "',
        *(
            f'"{text(chance, of_names=True)}" #{chance.randrange(1, 3)} "{form}" format.name$'
            for form in chance.choices(FORMATS, k=4)
        ),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_functions_give_what_those_of_bibtex_give(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    lines = [call for _ in range(300) for call in calls(chance)]
    style = tmp_path / "functions.bst"
    body = "\n".join(f'{call} "|" * write$ newline$' for call in lines)
    style.write_text(
        f"ENTRY {{ }} {{ }} {{ }}\nREAD\nFUNCTION {{f}} {{\n{body}\n}}\nEXECUTE {{f}}\n", "utf-8"
    )
    outcome = compared(style, read_text("@a{k, }"), folder=tmp_path)
    assert outcome.equal, outcome.error or outcome.diff
    assert outcome.theirs.count("|") >= len(lines)
