"""The styles that TeX comes with, over real files: nothing of TeX is left in what is rendered.

Without TeX these tests skip; with SYNBIB_REQUIRE_TEX=1, as in CI, they fail instead.
"""

from __future__ import annotations

import html
import re
import subprocess
import warnings
from pathlib import Path

import pytest

import synbib
from synbib.errors import StyleWarning

STYLES = (
    *("plain", "plainnat", "abbrvnat", "alpha", "apalike", "ieeetr", "unsrt", "acm", "siam"),
    *(
        "IEEEtran",
        "gbt7714-numerical",
        "amsplain",
        "chicago",
        "apsrev4-2",
        "apacite",
        "elsarticle-num",
    ),
)
# What a reference may have of these signs: a backslash is Markdown's own where a sign would mean something.
_STRAY = re.compile(r"\\(?![\\`*_{}\[\]()<>#+\-.!|~&:$])|[{}$]|\b(?:em|pt) plus\b|@@")


@pytest.fixture(scope="module")
def xampl() -> Path:
    """BibTeX's own example file."""
    found = subprocess.run(["kpsewhich", "xampl.bib"], capture_output=True, text=True, check=False)
    return Path(found.stdout.strip())


def rendered(path: Path, style: str, format: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", StyleWarning)
        return synbib.render(synbib.read(path), f"{style}.bst", format)  # type: ignore[arg-type]


def stray(text: str) -> list[str]:
    return [line for line in text.splitlines() if _STRAY.search(line)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.usefixtures("tex")
def test_nothing_of_tex_is_left(style: str, refs_bib: Path, xampl: Path) -> None:
    for path in (refs_bib, xampl):
        assert stray(rendered(path, style, "markdown")) == []
        assert stray(html.unescape(re.sub(r"<[^<>]*>", "", rendered(path, style, "html")))) == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.usefixtures("tex")
def test_nothing_of_tex_is_left_of_a_file_of_others(style: str, shared: Path) -> None:
    path = shared / "acl" / "references.bib"
    assert stray(rendered(path, style, "markdown")) == []
    assert stray(rendered(path, style, "text")) == []
