"""Lists of biology, economics, security and other fields: what they write is read by its form."""

import pytest

from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import read_list

LINK = "https://doi.org/10.1186/x1"
LINKED = f"[Some Method for Cells]({LINK})"


def only(entry: str) -> Mention:
    (paper,) = read_list(f"# Papers\n\n{entry}\n").mentions
    return paper


# --- venues that no table has ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "venue", "year"),
    [
        (f"1. [2021 Genome Biology] **Some Method for Cells** [[paper]]({LINK})", "Genome Biology", 2021),
        (f"- {LINKED}. Ann Lee, Bob Roe. *Nature Biotechnology, February 2021.*", "Nature Biotechnology", 2021),
        (f"- Ann Lee, Bob Roe. {LINKED}. *Cell Systems*, 2021.", "Cell Systems", 2021),
        (f"- {LINKED} (2015 Political Analysis)", "Political Analysis", 2015),
        (f"- {LINKED}, Journal of Economic Perspectives 2020", "Journal of Economic Perspectives", 2020),
        (f"- {LINKED} - Quarterly Review of Biology (2020)", "Quarterly Review of Biology", 2020),
        ("- Lee A, Roe B. Some Method for Cells[J]. IEEE Network, 2021.", "IEEE Network", 2021),
        (f"- {LINKED}[J]. IEEE Network, 2021.", "IEEE Network", 2021),
        ("- 张三，李四. 一种新的学习方法研究[J]. 软件学报，2021，32(1)：1-9.", "软件学报", 2021),
        (f"1. [2021 GB] **Some Method for Cells** [[paper]]({LINK})", "GB", 2021),
        # Who wrote it, or where it is kept.
        (f"1. [2023 OpenAI] **Some Method for Cells** [[paper]]({LINK})", "", 2023),
        (f"- {LINKED}. Ann Lee. *Preprint, May 2022.* [[10.26434/chemrxiv-2022-zhd87](https://doi.org/10.26434/chemrxiv-2022-zhd87)]", "", 2022),
        (f"- {LINKED} *Qwen Team.* 2025.", "", 2025),
        (f"- {LINKED} (Yahoo Research 2011)", "", 2011),
    ],
)  # fmt: skip
def test_a_venue_is_told_by_its_form(entry: str, venue: str, year: int) -> None:
    paper = only(entry)
    assert (paper.venue, paper.year, paper.fields.get("publisher")) == (venue, year, None)


def test_a_year_after_volume_and_number_is_no_page() -> None:
    paper = only("- A. Lee and B. Roe. Some Method for Cells. Physics of Fluids, 36(6), 2024.")
    assert (paper.year, paper.fields) == (2024, {"volume": "36", "number": "6"})


# --- who wrote it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "authors", "note"),
    [
        ("*Ann Lee (OpenAI) et al. arXiv.*", ("Ann Lee", "others"), "OpenAI"),
        ("Ann Lee (MIT), Bob Roe (ETH Zurich), Cy Poe (UCL).", ("Ann Lee", "Bob Roe", "Cy Poe"), "MIT; ETH Zurich; UCL"),
        (
            "Ann Lee (University of Leeds, UK), Bob Roe (ETH Zurich) and Cy Poe (UCL), ICML 2020",
            ("Ann Lee", "Bob Roe", "Cy Poe"),
            "University of Leeds, UK; ETH Zurich; UCL",
        ),
        ("Ann Lee (Independent (www.example.org)), Bob Roe (ETH).", ("Ann Lee", "Bob Roe"), "Independent; ETH"),
        ("Bob Roe, Duen Horng (Polo) Chau. ICML 2020.", ("Bob Roe", "Duen Horng Chau"), ""),
        ("- Athey, Wager (2020)", ("Athey", "Wager"), ""),
        ("- Wager & Athey (2018)", ("Wager", "Athey"), ""),
        ("- Belloni, Chernozhukov, and Hansen (2014b)", ("Belloni", "Chernozhukov", "Hansen"), ""),
        ("- Rubin (1974)", ("Rubin",), ""),
        ("- Overview (1974)", (), "Overview"),
        ("<br>Ann Lee, Nicholas\n  Marshall, Cy Poe.", ("Ann Lee", "Nicholas Marshall", "Cy Poe"), ""),
    ],
)  # fmt: skip
def test_people_after_a_title(people: str, authors: tuple[str, ...], note: str) -> None:
    paper = only(f"- {LINKED} {people}")
    assert (paper.title, paper.authors, paper.note) == ("Some Method for Cells", authors, note)


# --- references as titles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    [
        "Lee, A., & Roe, B. (2024). Learning to Fly Kites. Journal of Kites, 12(3), 1–20.",
        'A. Lee and B. Roe, "Learning to Fly Kites," in Journal of Kites, 2024.',
        'Lee, Ann, and Bob Roe. "Learning to Fly Kites." Journal of Kites 12.3 (2024): 1-20.',
        "Lee A, Roe B. Learning to Fly Kites[J]. Journal of Kites, 2024, 12(3): 1-20.",
        "Lee A, Roe B. Learning to Fly Kites. Journal of Kites 2024;12:1-20.",
    ],
)
@pytest.mark.parametrize(
    "form", [f"- [{{}}]({LINK})", f"- **{{}}** [pdf]({LINK})", f"| Kites | [{{}}]({LINK}) |"]
)
def test_a_whole_reference_is_read_the_same_with_a_link_around_it(
    reference: str, form: str
) -> None:
    head = "| Method | Paper |\n|---|---|\n" if form.startswith("|") else ""
    paper = only(head + form.format(reference))
    assert (paper.title, paper.venue, paper.year) == (
        "Learning to Fly Kites",
        "Journal of Kites",
        2024,
    )
    assert [name[:3] for name in paper.authors] in (["Lee", "Roe"], ["A. ", "B. "], ["Lee", "Bob"])
    assert paper.links == {"paper": LINK}


@pytest.mark.parametrize(
    "entry",
    [
        f"- [Applied Regression Analysis, 1994]({LINK})",
        f"- [Applied Regression Analysis (Yahoo 1994)]({LINK})",
    ],
)
def test_a_year_at_the_end_of_a_title_is_its_date(entry: str) -> None:
    paper = only(entry)
    assert (paper.title, paper.year) == ("Applied Regression Analysis", 1994)


def test_what_stands_before_a_colon_in_an_unlinked_title_is_nobody() -> None:
    paper = only(
        "- DBMS Fitting: Why should we learn what we know? (CIDR 2020) [[paper](https://e.org/a.pdf)]"
    )
    assert (paper.title, paper.authors) == ("DBMS Fitting: Why should we learn what we know?", ())


# --- what is no paper, and what is several -----------------------------------------------------------------


def listed(cell: str) -> list[tuple[str, str, str]]:
    table = f"# P\n\n| Task | Papers |\n|---|---|\n| Trams | {cell} |\n"
    return [(one.title, one.venue, one.note) for one in read_list(table).mentions]


@pytest.mark.parametrize(
    "cell",
    [
        "[Trams of Asia](https://arxiv.org/abs/2305.00018) (ICML 2020)<br>[Trams of Europe](https://arxiv.org/abs/2305.00019)",
        "Trams of Asia, ICML 2020 [[pdf](https://e.org/1.pdf)]; Trams of Europe [[pdf](https://e.org/2.pdf)]",
        "**Trams of Asia** ICML 2020 [pdf](https://e.org/1.pdf)<br>**Trams of Europe** [pdf](https://e.org/2.pdf)",
        "**Trams of Asia** (ICML 2020)<br>Ann Lee, Bob Roe<br>**Trams of Europe**<br>Cy Poe and Dee Fox",
    ],
)
def test_a_cell_may_have_a_paper_in_each_line_or_between_semicolons(cell: str) -> None:
    assert listed(cell) == [
        ("Trams of Asia", "ICML", "Task: Trams"),
        ("Trams of Europe", "", "Task: Trams"),
    ]


def test_what_stands_beside_several_papers_is_said_of_each() -> None:
    row = (
        "| 2019 | **Trams of Asia**<br>Ann Lee, Bob Roe<br>**Trams of Europe**<br>Cy Poe, Dee Fox |"
    )
    found = read_list(f"# P\n\n## NDSS\n\n| Year | Paper |\n|---|---|\n{row}\n").mentions
    assert [(one.title, one.venue, one.year, one.authors) for one in found] == [
        ("Trams of Asia", "NDSS", 2019, ("Ann Lee", "Bob Roe")),
        ("Trams of Europe", "NDSS", 2019, ("Cy Poe", "Dee Fox")),
    ]


def test_a_second_line_that_is_no_paper_belongs_to_the_first() -> None:
    cell = "[Trams of Asia](https://arxiv.org/abs/2305.00018)<br>Ann Lee; Bob Roe [code](https://e.org/c)"
    assert listed(cell) == [("Trams of Asia", "", "Task: Trams")]


def test_the_authors_of_the_page_are_no_papers() -> None:
    found = read_list(
        "# P\n\nMaintained by [Ann Lee](https://a.example.org), [Bob Roe](https://b.example.org).\n\n"
        "- [Cy Poe](https://c.example.org), University of Leeds, 2021\n"
    )
    assert found.mentions == ()
    assert [(each.line, each.code) for each in found.unread] == [(3, "no-paper"), (5, "no-paper")]


@pytest.mark.parametrize(
    "summary", ["more", "Click to expand!", "▶ Show all papers", "Details", "点击展开"]
)
def test_a_fold_whose_summary_says_nothing_is_no_group(summary: str) -> None:
    fold = f"<details><summary>{summary}</summary>\n\n- {LINKED}\n\n</details>"
    assert only(f"## Cells\n\n{fold}").groups == ("Papers", "Cells")


def test_a_fold_with_a_name_is_a_group() -> None:
    fold = f"<details><summary>More on cells</summary>\n\n- {LINKED}\n\n</details>"
    assert only(f"## Cells\n\n{fold}").groups == ("Papers", "Cells", "More on cells")
