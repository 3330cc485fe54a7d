from collections.abc import Callable

import pytest

from synbib.bst import BstStyle, Formatted, run
from synbib.library import read_text

Runs = Callable[..., Formatted]


@pytest.fixture
def runs() -> Runs:
    """A style, given as its text, run over a BibTeX file, given as its text."""

    def run_style(style: str, bib: str = "", keys: list[str] | None = None) -> Formatted:
        source = style.encode().decode("latin-1")
        return run(BstStyle("own.bst", source), read_text(bib, "refs.bib"), keys)

    return run_style


@pytest.fixture
def executed(runs: Runs) -> Callable[[str], list[str]]:
    """What the body of a function, run once, writes: a line for each ``w``."""

    def lines(body: str) -> list[str]:
        style = (
            "ENTRY { title } { } { } INTEGERS { i } STRINGS { s t }\n"
            "FUNCTION {w} { write$ newline$ }\nREAD\n"
            f"FUNCTION {{f}} {{\n{body} }}\nEXECUTE {{f}}\n"
        )
        return runs(style).bbl.splitlines()

    return lines
