r"""The `acl` style from the .bib file on, against what the ACL's own BibTeX style makes of the same entries.

On both sides nothing but text is compared: LaTeX is read as `synbib.latex` reads it, letter case is left out, and so is
which quotation marks, dashes and blanks stand there.
"""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path

import pytest

from synbib import read, read_text, render
from synbib.csl import Processor
from synbib.latex import decode
from synbib.text import strip

# Key → why ours differs. A row that is no longer needed fails.
_MORE = "says who published it on purpose; BibTeX's style reads no `publisher` of this type"
_ADDRESS = "an address in `howpublished` links the title, as `url` does; BibTeX's style prints the one, and links the other"
_CROSSREF = r"no citation of the parent in its place, `In \cite{…}`, which is for documents alone: it is told in full"
DIFFERENCES = {
    "": {
        "wnuczko_when_2012-2": "a name whose `@string` is not defined is reported, and kept; BibTeX prints `and and and`",
        "baldassano_decoding_2011": "as the one before",
        "Cimiano2015": "`1st edition`: CSL's editions are numbers, and `1 edition` is not English",
        "gaudreau1984": _MORE,
        "Kurzon2010": _MORE,
        "who1970factors": _MORE,
        "Neumann": _ADDRESS,
        "seipp-et-al-zenodo2020": _ADDRESS,
        "buechner-et-al-zenodo2023b": _ADDRESS,
        "HernandezLeal2017": "says the arXiv number, which is in the DOI",
        "Discart2014": "a title that ends with a colon gets no full stop after it",
        "weinstein1974pathogenic": "CSL sets no comma before the `Jr` of a name in its natural order",
        "thesis/diwang": "`month = 9` is September; BibTeX prints the number",
    },
    "more": {
        "article-crossref": _CROSSREF,
        "inbook-crossref": _CROSSREF,
        "book-crossref": _CROSSREF,
        "incollection-crossref": _CROSSREF,
        "inproceedings-crossref": _CROSSREF,
        "proceedings-full": "CSL has one type for books and proceedings; BibTeX's style parts them by punctuation",
        "phdthesis-full": "a thesis has its month, as a master's thesis has it in BibTeX's style, too",
    },
}

_FOLDED = str.maketrans("–—‘’“”\N{NO-BREAK SPACE}", "--''\"\" ")
_ARGUMENT = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"


def folded(text: str) -> str:
    text = re.sub("-+", "-", text.translate(_FOLDED)).replace('"', "''")
    return " ".join(text.split()).casefold()


def text_of(latex: str) -> str:
    """Return what a `thebibliography` prints: the target of a link is not, nor are the macros' names."""
    latex = re.sub(rf"\\href\s*{_ARGUMENT}|\\newblock\b", "", latex)
    latex = re.sub(rf"\\(?:natexlab|mbox){_ARGUMENT}", r"\1", latex)
    return folded(strip(decode(latex)))


@pytest.mark.parametrize(("folder", "equal", "entries"), [("", 84, 97), ("more", 36, 43)])
def test_bibtexs_own_style_gives_the_same_but_for_what_is_known(
    shared: Path, folder: str, equal: int, entries: int
) -> None:
    place = shared / "acl" / folder
    if not place.is_dir():
        pytest.skip("what the ACL's BibTeX style makes of entries, ../shared/acl, is not there")
    expected: dict[str, str] = json.loads((place / "expected.json").read_text("utf-8"))
    library = read(place / "references.bib")
    items = [entry.csl for entry in library.select(list(expected))]
    ours = dict(Processor("acl", items, format="text").bibliography().entries)
    assert len(expected) == entries

    different = {
        key: (theirs, folded(ours[key]))
        for key, latex in expected.items()
        if (theirs := text_of(latex)) != folded(ours[key])
    }
    known = DIFFERENCES[folder]
    new = [
        "\n".join(difflib.ndiff([f"{key}: {theirs}"], [f"{key}: {mine}"]))
        for key, (theirs, mine) in different.items()
        if key not in known
    ]
    assert not new, "differs from BibTeX's style:\n" + "\n".join(new)
    assert sorted(known.keys() - different.keys()) == [], "comes out right now"
    assert entries - len(different) == equal


@pytest.mark.parametrize(
    ("entry", "reference"),
    [
        (
            "@inbook{x, author={Ada One}, title={A Book}, volume=1, series={The Art}, publisher={ACM},"
            " edition={Second}, year=1973, type={Section}, chapter={1.2}, pages={10--119}}",
            "Ada One. 1973. A book, second edition, volume 1 of The Art, section 1.2. ACM.",
        ),
        (
            "@incollection{x, author={Ada One}, title={A Chapter}, booktitle={A Book}, publisher={ACM},"
            " edition={3}, year=1973, type={Part}, chapter=3, pages={10--19}}",
            "Ada One. 1973. A chapter. In A Book, 3rd edition, part 3, pages 10–19. ACM.",
        ),
        (
            "@inproceedings{x, author={Ada One}, title={A Paper}, booktitle={A Symposium}, year=2013,"
            " address={New York}, location={Hangzhou}, organization={SIGSAC}, publisher={ACM}}",
            "Ada One. 2013. A paper. In A Symposium, New York. SIGSAC, ACM.",
        ),
        (
            "@phdthesis{x, author={Ada One}, title={A Thesis}, school={MIT}, year=2013}",
            "Ada One. 2013. A thesis. Ph.D. thesis, MIT.",
        ),
        (
            "@misc{x, key={W3C}, title={A Recommendation}, year=2013}",
            "W3C. 2013. A recommendation.",
        ),
    ],
)
def test_an_entry_as_bibtexs_own_style_prints_it(entry: str, reference: str) -> None:
    assert render(read_text(entry), "acl", "text").strip() == reference
