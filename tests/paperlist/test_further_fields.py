"""Lists of proteins, causal inference and computer security: what they write is read by its form."""

import pytest

from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import read_list


def read(entry: str) -> tuple[Mention, ...]:
    found = read_list(f"# Papers\n\n{entry}\n")
    assert [unread for unread in found.unread if unread.code != "no-paper"] == []
    return found.mentions


# --- links -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doi", ["10.1038/x1", "10.1093/nar/x1", "10.1093%2Fnar%2Fx1"])
def test_a_doi_is_what_a_link_is_called_and_no_title(doi: str) -> None:
    entry = f"**Some Method for Cells.**  \nAnn Lee, Bob Roe.  \n*Nature, May 2021.*  \n[[{doi}](https://doi.org/{doi})]"
    (paper,) = read(entry)
    assert (paper.title, paper.links) == (
        "Some Method for Cells",
        {"paper": f"https://doi.org/{doi}"},
    )


def test_a_pdf_by_any_name_is_the_paper_of_a_title_without_link() -> None:
    (paper,) = read(
        "- **Some Method for Cells**. Ann Lee. *ICML 2021.* [[ML4X](https://e.org/12.pdf)]"
    )
    assert paper.links == {"paper": "https://e.org/12.pdf"}


# --- several papers in one place ---------------------------------------------------------------------------

TRAMS = (
    "**Trams of Asia**\nAnn Lee, Bob Roe\n**Trams of Europe**\nCy Poe (ETH Zurich) Dee Fox (MIT)"
)
BOTH = [
    ("Trams of Asia", ("Ann Lee", "Bob Roe")),
    ("Trams of Europe", ("Cy Poe", "Dee Fox")),
]


@pytest.mark.parametrize(
    "entry",
    [
        TRAMS,
        TRAMS.replace("\n", "  \n"),
        "| Year | Papers |\n|---|---|\n| 2021 | " + TRAMS.replace("\n", "<br>") + " |",
        "| Year | Papers |\n|---|---|\n| 2021 | " + TRAMS.replace("\n", " <br> ") + "<br> |",
    ],
)
def test_each_line_in_bold_with_people_below_begins_a_paper(entry: str) -> None:
    papers = read(f"## ICML 2021\n\n{entry}")
    assert [(paper.title, paper.authors) for paper in papers] == BOTH
    assert {(paper.venue, paper.year) for paper in papers} == {("ICML", 2021)}


def test_each_of_several_papers_in_a_paragraph_has_lines_of_its_own() -> None:
    papers = read(f"## ICML 2021\n\n{TRAMS}")
    assert [(paper.line, paper.end) for paper in papers] == [(5, 7), (7, 9)]


@pytest.mark.parametrize(
    "below",
    [
        "**Best Paper Award**\nhttps://e.org/award",
        "**ICML 2021**\nVienna",
        "**What it is about**\nWe ask how trams of Asia differ from those of other places, and we find that they do.",
        "**Its last words**",
    ],
)
def test_a_line_in_bold_that_says_more_of_a_paper_begins_none(below: str) -> None:
    item = f"- **Trams of Asia** [[pdf](https://e.org/1.pdf)]\nAnn Lee\n{below}"
    (paper,) = read(item.replace("\n", "\n  "))
    assert paper.title == "Trams of Asia"


# --- people ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "authors", "note"),
    [
        (
            "Ann Lee, University of Rome and MIT; Bob Roe, Google; and Cy Poe",
            ("Ann Lee", "Bob Roe", "Cy Poe"),
            "University of Rome and MIT; Google",
        ),
        ("Ann Lee, ETH Zurich; Bob Roe, ETH Zurich", ("Ann Lee", "Bob Roe"), "ETH Zurich"),
        ("Ann Lee, University of Rome", ("Ann Lee",), "University of Rome"),
        (
            "Ann Lee (University of Oslo (UiO)), Bob Roe (MIT) Cy Poe (UCL), Dee Fox (UCL)",
            ("Ann Lee", "Bob Roe", "Cy Poe", "Dee Fox"),
            "University of Oslo (UiO); MIT; UCL",
        ),
        ("Ann Lee, Bob Roe, …Cy Poe", ("Ann Lee", "Bob Roe", "Cy Poe", "others"), ""),
        ("MARA LIND... BORIS ROSEN", ("MARA LIND", "BORIS ROSEN", "others"), ""),
        ("Ann Lee; Deepesh Data; Cy Poe; Dee Fox", ("Ann Lee", "Deepesh Data", "Cy Poe", "Dee Fox"), ""),
        ("Ann Lee, Google", ("Ann Lee",), "Google"),
        ("Mohammed AlQuraishi", ("Mohammed AlQuraishi",), ""),
        ("García Márquez, Gabriel José; Vargas Llosa, Mario", ("García Márquez, Gabriel José", "Vargas Llosa, Mario"), ""),
        ("Ann Lee, Israel Desta, Bob Roe", ("Ann Lee", "Israel Desta", "Bob Roe"), ""),
    ],
)  # fmt: skip
def test_people_below_a_title(people: str, authors: tuple[str, ...], note: str) -> None:
    (paper,) = read(f"**Some Method for Cells.**  \n{people}.  \n[[pdf](https://e.org/1.pdf)]")
    assert (paper.authors, paper.note) == (authors, note)


# --- venues ------------------------------------------------------------------------------------------------


def test_a_heading_may_be_a_venue_of_an_acronym_and_a_word() -> None:
    (paper,) = read("## USENIX Security\n\n- [Trams of Asia](https://e.org/1.pdf). Ann Lee.")
    assert paper.venue == "USENIX Security"


def test_a_heading_that_may_be_a_topic_is_no_venue() -> None:
    (paper,) = read("## Machine Learning\n\n- [Trams of Asia](https://e.org/1.pdf). Ann Lee.")
    assert paper.venue == ""


@pytest.mark.parametrize(
    ("imprint", "venue"),
    [
        ("J. Chem. Inf. Model., July 2021", "J. Chem. Inf. Model"),
        ("Emerging topics in life sciences, May 2021", "Emerging topics in life sciences"),
        ("Proteins: Structure, Function, and Bioinformatics, 2021", "Proteins: Structure, Function, and Bioinformatics"),
        ("Preprint, May 2021", ""),
        ("Under review, May 2021", ""),
        ("University of Oslo, May 2021", ""),
    ],
)  # fmt: skip
def test_what_stands_in_italics_before_a_date_is_a_venue_in_any_words(
    imprint: str, venue: str
) -> None:
    (paper,) = read(
        f"**Some Method for Cells.**  \nAnn Lee, Bob Roe.  \n*{imprint}.*  \n[[pdf](https://e.org/1.pdf)]"
    )
    assert (paper.venue, paper.year) == (venue, 2021)


# --- references --------------------------------------------------------------------------------------------

TABLE = "| Name | Paper | Code |\n|---|---|---|\n| Kites | {} | [Python](https://github.com/a/b) |"


@pytest.mark.parametrize(
    "cell",
    [
        'Lee, Ann, and Bob Roe. "Learning to Fly Kites." In International Conference on Kites. 2020.',
        "A. Lee and B. Roe. Learning to Fly Kites. International Conference on Kites, 2020.",
        'Lee, Ann, and Bob Roe. "Learning to Fly Kites." International Conference on Kites 31 (2020): 841.',
    ],
)
def test_a_reference_without_a_link_is_what_its_row_is_about(cell: str) -> None:
    (paper,) = read(TABLE.format(cell))
    assert (paper.title, paper.venue, paper.year) == (
        "Learning to Fly Kites",
        "International Conference on Kites",
        2020,
    )
    assert len(paper.authors) == 2
    assert (paper.links, paper.note) == ({"code": "https://github.com/a/b"}, "Name: Kites")


def test_a_column_of_names_and_links_is_one_of_names_still() -> None:
    assert read(TABLE.format("[arXiv](https://arxiv.org/abs/2305.00018)"))[0].title == "Kites"


@pytest.mark.parametrize(
    "reference",
    [
        'Lee, Ann, and Bob Roe. "Learning to Fly Kites."',
        'Ann Lee, Bob Roe. "Learning to Fly Kites"',
        'Lee, Ann, and Bob Roe. "Learning to Fly Kites." (2018).',
    ],
)
def test_people_and_a_title_in_quotation_marks_are_a_reference_without_more(reference: str) -> None:
    (paper,) = read(f"- [{reference}](https://e.org/1.pdf)")
    assert (paper.title, len(paper.authors)) == ("Learning to Fly Kites", 2)


@pytest.mark.parametrize(
    ("imprint", "venue", "fields"),
    [
        ("Harv. JL & Tech. 31 (2017): 841.", "Harv. JL & Tech", {"volume": "31", "pages": "841"}),
        ("An. Acad. Bras. Ciênc., 96(4), 12-19, 2017.", "An. Acad. Bras. Ciênc", {"volume": "96", "number": "4", "pages": "12--19"}),
        ("No. w25532. National Bureau of Kites, 2017.", "National Bureau of Kites", {"number": "w25532"}),
    ],
)  # fmt: skip
def test_a_journal_in_abbreviations_that_no_table_has(
    imprint: str, venue: str, fields: dict[str, str]
) -> None:
    (paper,) = read(f'- [Lee, Ann, and Bob Roe. "Flying Kites." {imprint}](https://e.org/1.pdf)')
    assert (paper.venue, paper.year, dict(paper.fields)) == (venue, 2017, fields)


# --- presentations, workshops, years -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "venue", "year", "presented"),
    [
        ("**[NeurIPS 2022 (Oral)]** Learning to Fly Kites. *Ann Lee, Bob Roe*. {}", "NeurIPS", 2022, "Oral"),
        ("[NeurIPS 2022 (Spotlight)] Learning to Fly Kites {}", "NeurIPS", 2022, "Spotlight"),
        ("**[ICML 2023, Workshop on Kites]** Learning to Fly Kites {}", "ICML, Workshop on Kites", 2023, ""),
        ("Learning to Fly Kites, ICML Workshop on Kites 2022, Best Paper {}", "ICML Workshop on Kites", 2022, "Best Paper"),
        ("[Winner of the Best Student Paper Award, ICCV 2021] Learning to Fly Kites {}", "ICCV", 2021, "Winner of the Best Student Paper Award"),
        ("Ann Lee, Bob Roe. \"Learning to Fly Kites.\" ACM Computing Surveys, 2023. (Best Survey Award) {}", "ACM Computing Surveys", 2023, "Best Survey Award"),
        ("Learning to Fly Kites, 2021, Ann Lee {}", "", 2021, ""),
        ("**ICML 2023 Outstanding Paper**: [Learning to Fly Kites](https://e.org/1.pdf)", "ICML", 2023, "Outstanding Paper"),
        ("[Learning to Fly Kites (2017, Poster)](https://e.org/1.pdf)", "", 2017, "Poster"),
        ("[Learning to Fly Kites (Oral)](https://e.org/1.pdf), ICML 2023", "ICML", 2023, "Oral"),
        ("[Learning to Fly Kites](https://e.org/1.pdf) [VLDB 2010] [Test-of-Time Award 2020]", "VLDB", 2010, "Test-of-Time Award 2020"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_venue(
    entry: str, venue: str, year: int | None, presented: str
) -> None:
    (paper,) = read("- " + entry.format("[[paper](https://e.org/1.pdf)]"))
    assert (paper.venue, paper.year, paper.fields.get("note", "")) == (venue, year, presented)
    assert paper.title == "Learning to Fly Kites"
