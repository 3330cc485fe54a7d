"""The maintainers' own names, bold in every style."""

from __future__ import annotations

import re

import pytest

from synbib.errors import SynbibError
from synbib.library import Library, read_text
from synbib.readme import Options, reference_list, table, write_blocks
from synbib.readme.own_names import is_own, parse_own_name

STORE = r"""
@article{gogh2020,
  author = {van Gogh, Vincent and {\"O}zg{\"u}r, {\c C}a{\u g}lar and de la Vall{\'e}e Poussin, Charles and
    d'Alembert, Jean and Smith, Jr., John and 谭, 真 and {Open AI} and Müller, A. B.},
  title = {A {Title}}, journal = {Journal}, year = {2020}, volume = {7},
}
@book{alembert2021,
  author = {Jean-Luc d'Alembert and d'Alembert, Jean and Tan, Zhao}, editor = {Tan, Zhen and van Gogh, Vincent},
  title = {Another}, publisher = {Publisher}, year = {2021},
}
@misc{tan2022, author = {Kim, Min and Tan, Z. and others}, title = {A third}, year = {2022}}
"""
OWN = [
    "Tan, Zhen", "Vincent van Gogh", r"Özgür, {\c C}a{\u g}lar", "Charles de la Vallée Poussin",
    "d'Alembert, Jean", "Smith, Jr., John", "谭, 真", "{Open AI}", "Müller, A. B.",
]  # fmt: skip
STYLES = [
    "syndata", "acl", "apa", "ieee", "chicago-author-date", "modern-language-association", "nature",
    "vancouver-nlm", "harvard-cite-them-right", "elsevier-harvard", "american-chemical-society",
    "american-medical-association", "chicago-notes-bibliography",
]  # fmt: skip


def bibliography(style: str, own: list[str]) -> str:
    names = " ".join(
        f"own-name='{name}'" if "'" not in name else f'own-name="{name}"' for name in own
    )
    text = f"<!-- synbib:start bibliography style={style} {names} -->\n<!-- synbib:end -->"
    return write_blocks(text, read_text(STORE)).partition("\n\n")[2].rpartition("\n\n")[0]


def without_bold(text: str) -> str:
    return re.sub(r"\*\*|</?strong>", "", text)


@pytest.mark.parametrize("style", STYLES)
def test_in_every_style_the_own_names_are_bold_and_nothing_else_changes(style: str) -> None:
    bold = bibliography(style, OWN)
    assert without_bold(bold) == without_bold(bibliography(style, []))
    assert bold.count("**") + bold.count("strong>") >= 4


@pytest.mark.parametrize(
    ("style", "reference"),
    [
        ("syndata", "Kim M, **Tan Z**, et al. A third[Z]. 2022."),
        ("acl", "Min Kim, **Z. Tan**, et al. 2022. A third."),
        ("apa", "Kim, M., **Tan, Z.**, et al. (2022). *A third*."),
        ("elsevier-harvard", "Kim, M., **Tan, Z.**, et al., 2022. A third."),
    ],
)
def test_the_whole_name_is_bold_in_the_form_that_the_style_gives_it(
    style: str, reference: str
) -> None:
    library = Library.of([read_text(STORE)["tan2022"]])
    options = Options().set("style", style).set("own-name", "Tan, Zhen")
    assert reference_list(library, options) == f"- {reference}"


def test_a_name_that_a_style_does_not_turn_round_is_bold_as_a_whole() -> None:
    library = read_text(
        "@misc{tan2023, author = {Kim, Min and Tan, Z.}, title = {A fourth}, year = {2023}}"
    )
    options = Options().set("style", "modern-language-association").set("own-name", "Tan, Zhen")
    assert reference_list(library, options) == "- Kim, Min, and **Z. Tan**. “A Fourth.” 2023."


def test_each_own_name_is_bold_as_a_whole_with_its_particle() -> None:
    options = Options().set("own-name", "d'Alembert, Jean").set("own-name", "Jean-Luc d'Alembert")
    library = Library.of([read_text(STORE)["alembert2021"]])
    assert reference_list(library, options.set("style", "acl")) == (
        "- **Jean-Luc d’Alembert**, **Jean d’Alembert**, and Zhao Tan. 2021. *Another*. Publisher."
    )


def test_the_column_of_authors_has_the_own_names_in_bold() -> None:
    options = (
        Options().set("columns", "authors").set("own-name", "谭, 真").set("own-name", "Tan, Zhao")
    )
    assert table(read_text(STORE), options).split("\n")[2:] == [
        "| Vincent van Gogh, Çağlar Özgür, Charles de la Vallée Poussin et al. |",
        "| Jean-Luc d'Alembert, Jean d'Alembert, **Zhao Tan** |",
        "| Min Kim, **Z. Tan** et al. |",
    ]


@pytest.mark.parametrize(
    ("own", "name", "is_the_same"),
    [
        ("Tan, Zhen", {"family": "Tan", "given": "Zhen"}, True),
        ("Zhen Tan", {"family": "Tan", "given": "Z."}, True),
        ("Tan, Z.", {"family": "Tan", "given": "Zhen"}, True),
        ("Tan, Zhen Q.", {"family": "Tan", "given": "Zhen"}, True),
        ("Tan, Zhen", {"family": "Tan", "given": "Zhao"}, False),
        ("Tan, Zhen", {"family": "Tang", "given": "Zhen"}, False),
        ("Tan, Zhen", {"family": "Tan"}, False),
        ("Müller, Jürgen", {"family": "Muller", "given": "Jurgen"}, True),
        ("Wu, J.-J.", {"family": "Wu", "given": "Jing-Jing"}, True),
        ("Wu, J.-J.", {"family": "Wu", "given": "Jing-Wei"}, False),
        ("{Open AI}", {"literal": "Open AI"}, True),
    ],
)
def test_an_initial_stands_for_every_name_that_it_may_be(
    own: str, name: dict[str, str], is_the_same: bool
) -> None:
    assert is_own(name, [parse_own_name(own)]) is is_the_same


def test_what_is_no_name_is_an_error() -> None:
    with pytest.raises(SynbibError) as error:
        Options().set("own-name", " ")
    assert error.value.message == "own-name: ' ' is not a name; write e.g. \"Tan, Zhen\""


@pytest.mark.parametrize(
    ("entry", "reference"),
    [
        ("@book{a, author={Tan, Zhen}, title={A}, year=2000}", "**Tan, Z.** (2000). *A*."),
        ("@book{a, editor={Tan, Zhen}, title={A}, year=2000}", "**Tan, Z.** (Ed.). (2000). *A*."),
        (
            "@movie{a, director={Tan, Zhen}, title={A}, year=2000}",
            "**Tan, Z.** (Director). (2000). *A* [Video recording].",
        ),
        (
            "@book{a, author={Roe, Jane}, translator={Tan, Zhen}, title={A}, year=2000}",
            "Roe, J. (2000). *A* (**Z. Tan**, Trans.).",
        ),
        (
            "@book{a, author={Tan, Jr., Zhen}, title={A}, year=2000}",
            "**Tan, Z., Jr.** (2000). *A*.",
        ),
        ("@book{a, author={Tan, Mary}, title={A}, year=2000}", "Tan, M. (2000). *A*."),
    ],
)
def test_an_own_name_is_bold_whatever_its_role(entry: str, reference: str) -> None:
    text = "<!-- synbib:start bibliography style=apa own-name='Tan, Zhen' -->\n<!-- synbib:end -->"
    written = write_blocks(text, read_text(entry))
    assert written.partition("\n\n")[2].rpartition("\n\n")[0] == reference
