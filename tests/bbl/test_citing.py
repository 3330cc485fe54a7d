"""Citations as natbib sets them."""

import pytest

from synbib.bbl import Kind, cite, read
from synbib.bbl.reading import Bbl
from synbib.csl import Cite
from synbib.text import strip

NUMBERS = read("\\bibitem{a} A.\n\\bibitem{b} B.\n\\bibitem{c} C.")
LABELS = read("\\bibitem[Knu84]{a} A.\n\\bibitem[Tan24a]{b} B.\n\\bibitem[Tan24b]{c} C.")
AUTHORS = read(
    "\\bibitem[Knuth(1984)]{a} A.\n\\bibitem[Tan et~al.(2024{a})]{b} B.\n"
    "\\bibitem[Tan et~al.(2024{b})]{c} C.\n\\bibitem[Tan et~al.(2025)]{d} D.\n\\bibitem[GNU()]{e} E."
)


def cited(bbl: Bbl, *cites: Cite, narrative: bool = False) -> str:
    references = {each.key: each for each in bbl.references}
    text = strip(cite(cites, references, bbl.kind, narrative=narrative))
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("cites", "text"),
    [
        ([Cite("a")], "(Knuth, 1984)"),
        ([Cite("a"), Cite("b")], "(Knuth, 1984; Tan et al., 2024a)"),
        ([Cite("b"), Cite("c")], "(Tan et al., 2024a,b)"),
        ([Cite("b"), Cite("c"), Cite("d")], "(Tan et al., 2024a,b, 2025)"),
        ([Cite("b"), Cite("a"), Cite("c")], "(Tan et al., 2024a; Knuth, 1984; Tan et al., 2024b)"),
        ([Cite("e")], "(GNU)"),
        ([Cite("a", locator="12")], "(Knuth, 1984, p. 12)"),
        ([Cite("a", locator="3-5", prefix="see ")], "(see Knuth, 1984, pp. 3–5)"),
        (
            [Cite("a", locator="2", label="chapter", suffix=" and more")],
            "(Knuth, 1984, chap. 2 and more)",
        ),
        ([Cite("a", suffix=" and elsewhere")], "(Knuth, 1984, and elsewhere)"),
        ([Cite("b", locator="1"), Cite("c")], "(Tan et al., 2024a, p. 1; Tan et al., 2024b)"),
        ([Cite("a", suppress_author=True)], "(1984)"),
        ([Cite("a", author_only=True)], "Knuth"),
    ],
)
def test_authors_and_years(cites: list[Cite], text: str) -> None:
    assert AUTHORS.kind is Kind.AUTHORS
    assert cited(AUTHORS, *cites) == text


def test_authors_as_part_of_a_sentence() -> None:
    assert cited(AUTHORS, Cite("a"), narrative=True) == "Knuth (1984)"
    assert cited(AUTHORS, Cite("a", locator="3"), narrative=True) == "Knuth (1984, p. 3)"
    # A work without a year.
    assert cited(AUTHORS, Cite("e"), narrative=True) == "GNU"
    assert cited(AUTHORS, Cite("b"), Cite("c"), narrative=True) == "Tan et al. (2024a,b)"


@pytest.mark.parametrize(
    ("cites", "text"),
    [
        ([Cite("a")], "[1]"),
        ([Cite("c"), Cite("a")], "[3, 1]"),
        ([Cite("a", locator="12", prefix="see")], "[see 1, p. 12]"),
        ([Cite("a", suppress_author=True)], "[1]"),
    ],
)
def test_numbers(cites: list[Cite], text: str) -> None:
    assert cited(NUMBERS, *cites) == text


def test_labels() -> None:
    assert cited(LABELS, Cite("a")) == "[Knu84]"
    assert cited(LABELS, Cite("b"), Cite("c")) == "[Tan24a, Tan24b]"
    assert cited(LABELS, Cite("a", locator="§ 2", label="none")) == "[Knu84, § 2]"
