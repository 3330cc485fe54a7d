"""Lists of medicine, physics, economics, biology: journals, volumes and people in the manners that these fields have."""

import pytest

from synbib.incoming.latex import of_field
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.publication import split_journal
from synbib.paperlist.phrases.reference import read_reference
from synbib.paperlist.phrases.where import split_tag, venue_of, without_year

LINK = "https://doi.org/10.1186/x1"
TITLE = "Some Method for Cells"


def listed(entry: str, name: str = "README.md") -> list[Mention]:
    return list(read_list(f"Papers\n======\n\n{entry}\n", name).mentions)


def only(entry: str, name: str = "README.md") -> Mention:
    (paper,) = listed(entry, name)
    return paper


# --- tags that begin with a year ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("2023 bioRxiv Diffusion Model", ("bioRxiv", 2023, "Diffusion Model")),
        ("2023 arxiv multimodal", ("arxiv", 2023, "multimodal")),
        ("2022 NeurIPS space -> time", ("NeurIPS", 2022, "space -> time")),
        ("2022 Genome biology", ("Genome biology", 2022, "")),
        ("2021 Cell reports methods", ("Cell reports methods", 2021, "")),
        ("2024 Nature Cities", ("Nature Cities", 2024, "")),
        ("2024 Nature Cities Image+Text", ("Nature Cities", 2024, "Image+Text")),
        ("2018 Nature Cities, Mutual Neighbors", ("Nature Cities", 2018, "Mutual Neighbors")),
        ("2025 NM", ("NM", 2025, "")),
        ("2023 scGPT tool", ("", 2023, "scGPT tool")),
        ("2016: +60 citations", None),
        ("Genome Biology 2022", None),
    ],
)
def test_a_tag_tells_venue_year_and_a_remark(tag: str, told: tuple[str, int, str] | None) -> None:
    assert split_tag(tag) == told


@pytest.mark.parametrize(
    ("tag", "venue", "note"),
    [
        ("2023 bioRxiv scTranslator", "bioRxiv", "scTranslator"),
        ("2021 Genome Research", "Genome Research", ""),
        ("2021 arXiv, 1111 citations", "arXiv", "1111 citations"),
        ("2018 Nature Cities, **Mutual Nearest Neighbors**", "Nature Cities", "Mutual Nearest Neighbors"),
        ("2020 ICLR, image and gene pretraining", "ICLR", "image and gene pretraining"),
        ("2021 Google Research", "", "Google Research"),
    ],
)  # fmt: skip
def test_what_a_tag_says_goes_into_the_entry(tag: str, venue: str, note: str) -> None:
    paper = only(f"1. [{tag}] **{TITLE}** [[paper]]({LINK})")
    assert (paper.title, paper.venue, paper.year is not None, paper.note) == (TITLE, venue, True, note)  # fmt: skip


def test_a_journal_of_research_is_not_where_people_work() -> None:
    assert only(f"- [{TITLE}]({LINK}) (Big Data Research 2021)").venue == "Big Data Research"
    assert only(f"- [{TITLE}]({LINK}) (Yahoo Research 2021)").venue == ""


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("CIDR 07", ("CIDR", 2007)),
        ("CHEOPS 22", ("CHEOPS", 2022)),
        ("aiDM 2021", ("aiDM", 2021)),
        ("Track 07", None),
    ],
)  # fmt: skip
def test_years_beside_acronyms(text: str, venue: tuple[str, int] | None) -> None:
    assert venue_of(text) == venue


def test_no_blank_is_left_where_a_year_stood() -> None:
    assert without_year("ICMLT '24: Proceedings of Learning") == "ICMLT: Proceedings of Learning"


# --- volumes, numbers of articles, abbreviated journals ----------------------------------------------------


@pytest.mark.parametrize(
    ("imprint", "venue", "year", "fields"),
    [
        ("*Frontiers in Kites, 9, 1717117, 2026*.", "Frontiers in Kites", 2026, {"volume": "9", "pages": "1717117"}),
        ("*Kites and Winds*, Volume 427, Part 2, 117043, 2024.", "Kites and Winds", 2024, {"volume": "427", "pages": "117043"}),
        ("*Journal of Winds*, 998, A46, 2024.", "Journal of Winds", 2024, {"volume": "998", "pages": "A46"}),
        ("*Journal of Winds*, 1730:465077, 2024.", "Journal of Winds", 2024, {"volume": "1730", "pages": "465077"}),
        ("*AI in Kites, 4, 11, 2025*.", "AI in Kites", 2025, {"volume": "4", "pages": "11"}),
        ("*Journal of Winds*, 112761, 2024.", "Journal of Winds", 2024, {"pages": "112761"}),
        ("*An. Acad. Bras. Ciênc.*, 96(4), e20240262, 2024.", "An. Acad. Bras. Ciênc", 2024,
         {"volume": "96", "number": "4", "pages": "e20240262"}),
        ("*J. Phys.: Conf. Ser.*, 2891, 062023, 2024.", "J. Phys.: Conf. Ser", 2024, {"volume": "2891", "pages": "062023"}),
        ("*Int. J. Inf. Tecnol.*, 2024.", "Int. J. Inf. Tecnol", 2024, {}),
        ("*Limnology and Oceanography: Methods, 2025*.", "Limnology and Oceanography: Methods", 2025, {}),
        ("*43rd Conference on Winds (CW)*, 2021.", "43rd Conference on Winds (CW)", 2021, {}),
        ("*The University of Bergen*, 2021.", "", 2021, {}),
    ],
)  # fmt: skip
def test_the_journal_after_authors_and_a_title(
    imprint: str, venue: str, year: int, fields: dict[str, str]
) -> None:
    paper = only(f"#. A\\. Lee & B. Roe. `{TITLE} <{LINK}>`_. {imprint}", "list.rst")
    assert (paper.authors, paper.venue, paper.year, paper.fields) == (
        ("A. Lee", "B. Roe"),
        venue,
        year,
        fields,
    )


@pytest.mark.parametrize(
    ("text", "before", "venue", "fields"),
    [
        ("A. Lee, B. Roe, Phys. Rev. A 86, 032324", "A. Lee, B. Roe, ", "Phys. Rev. A", {"volume": "86", "pages": "032324"}),
        ("Nature 638, 920", "", "Nature", {"volume": "638", "pages": "920"}),
        ("Ergonomics 21(8), 601–613", "", "Ergonomics", {"volume": "21", "number": "8", "pages": "601--613"}),
        ("Geosci. Model Dev., 9, 1937–1958", "", "Geosci. Model Dev", {"volume": "9", "pages": "1937--1958"}),
    ],
)  # fmt: skip
def test_a_journal_with_its_volume_is_split_off(
    text: str, before: str, venue: str, fields: dict[str, str]
) -> None:
    left, published = split_journal(text)
    assert published is not None
    assert (left, published.venue, published.fields) == (before, venue, fields)


def test_a_version_and_a_size_are_no_journal() -> None:
    assert split_journal("Llama 2, 70B") == ("Llama 2, 70B", None)


def test_a_volume_beside_a_linked_title_is_kept() -> None:
    paper = only(f"- [{TITLE}]({LINK}), A. Lee, B. Roe, Phys. Rev. A 86, 032324 (2012)")
    assert (paper.authors, paper.venue, paper.year, paper.fields) == (
        ("A. Lee", "B. Roe"),
        "Phys. Rev. A",
        2012,
        {"volume": "86", "pages": "032324"},
    )


def test_pages_that_a_list_writes_as_latex_does_stay_a_range() -> None:
    assert of_field("pages", "B1105--B1132") == "B1105--B1132"
    assert of_field("pages", "5311--5327") == "5311--5327"


# --- people ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Rasp S., Dueben P. D., Scher S., et al.", ("Rasp, S.", "Dueben, P. D.", "Scher, S.", "others")),
        ("Fleuren LM, Klausch TLT, Zwager CL, et al.", ("Fleuren, LM", "Klausch, TLT", "Zwager, CL", "others")),
        ("R. Takao & S. Ii", ("R. Takao", "S. Ii")),
        ("Z.Zhang, J.-H. Lee, L. Sun", ("Z. Zhang", "J.-H. Lee", "L. Sun")),
        ("E. Pickering, & T. Sapsis", ("E. Pickering", "T. Sapsis")),
        ("A. Lee, B. Roe, F. Ortega-culaciati, P. escapil-inchauspé",
         ("A. Lee", "B. Roe", "F. Ortega-culaciati", "P. escapil-inchauspé")),
        ("J. Latz, C. Scho\u0308nlieb", ("J. Latz", "C. Schönlieb")),
        ("Ann Lee, Bob Roe III", ("Ann Lee", "Bob Roe III")),
    ],
)  # fmt: skip
def test_names(text: str, people: tuple[str, ...]) -> None:
    assert read_people(text) == people


@pytest.mark.parametrize(
    ("entry", "authors", "venue", "year"),
    [
        (f"- [{TITLE}]({LINK}) (Athey, Imbens, 2016)", ("Athey", "Imbens"), "", 2016),
        (f"- {TITLE} (Rosenbaum and Rubin, 1983)", ("Rosenbaum", "Rubin"), "", 1983),
        (f"- {TITLE} (Abadie, Diamond & Hainmueller, JASA 2010)", ("Abadie", "Diamond", "Hainmueller"), "JASA", 2010),
        (f"- **Rasp, Pritchard, Gentine (2018)**: [{TITLE}]({LINK}). PNAS", ("Rasp", "Pritchard", "Gentine"), "PNAS", 2018),
        (f'- The paper ["{TITLE}"]({LINK}) by Dwork et al. (2012) says what is fair.', ("Dwork", "others"), "", 2012),
        (f'- In "{TITLE}", Lee and Roe (2018) measure three systems.', ("Lee", "Roe"), "", 2018),
        (f'- Card (1978), "{TITLE}", Ergonomics 21(8), 601–613', ("Card",), "Ergonomics", 1978),
        (f'- Lee, Ann J. "{TITLE}." *Econometrica* 47, no. 1 (1979): 153–61.', ("Lee, Ann J.",), "Econometrica", 1979),
        (f"- A. M. Steane, {TITLE}, Phys. Rev. Lett. 77, 793 (1996)", ("A. M. Steane",), "Phys. Rev. Lett", 1996),
        (f"- **Wong A, Roe E** (2021). {TITLE}. *JAMA*, 181(8), 1065–1070. [[PDF]]({LINK})", ("Wong, A", "Roe, E"), "JAMA", 2021),
        # Where it was held.
        (f"- [{TITLE}]({LINK}) (Turin, Italy, 2016)", (), "", 2016),
    ],
)  # fmt: skip
def test_who_wrote_it(entry: str, authors: tuple[str, ...], venue: str, year: int) -> None:
    paper = only(entry)
    assert (paper.title, paper.authors, paper.venue, paper.year) == (TITLE, authors, venue, year)


def test_a_title_with_dashes_around_its_authors() -> None:
    reference = read_reference(f"{TITLE} — Ann Lee, Bob Roe — CHI, April 2005")
    assert reference is not None
    assert (reference.title, reference.authors) == (TITLE, ("Ann Lee", "Bob Roe"))


# --- titles ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        (f"**(2019-12) {TITLE}** [[paper]({LINK})]", TITLE),
        (f"**{TITLE}** [[Nature Reviews Genetics paper]({LINK})]", TITLE),
        (
            f"**{TITLE}** Ann Lee, Bob Roe. *JACS Au, November 2023.* [[10.1021/a/b.3c00440]({LINK})]",
            TITLE,
        ),
        (f"- {TITLE} (TKDE 2026) [GitHub Lint](https://github.com/a/b)", TITLE),
        ('- The "AI+R"-tree: Some Method (MDM 2022)', 'The "AI+R"-tree: Some Method'),
        (f"- [Do Cells Talk]({LINK})? Ann Lee, Bob Roe. 2023.", "Do Cells Talk?"),
        (f"- Singer M, Roe CS. {TITLE}. JAMA. 2016;315(8):801-810. [PubMed]({LINK})", TITLE),
    ],
)
def test_what_is_the_title(entry: str, title: str) -> None:
    assert only(entry).title == title


def test_a_label_names_the_journal_of_the_paper() -> None:
    paper = only(f"**(2019-04) {TITLE}** [[Nature Reviews Genetics paper]({LINK})]")
    assert (paper.venue, paper.year, paper.month, paper.links) == (
        "Nature Reviews Genetics",
        2019,
        4,
        {"paper": LINK},
    )


def test_a_paragraph_with_a_title_and_its_links_is_an_entry_whatever_follows() -> None:
    paper = only(
        f"**{TITLE}**\n[[code](https://github.com/a/b)][[paper]({LINK})]\n"
        "This is work from a group that was at a company which was bought by another one before it was published."
    )
    assert (paper.title, paper.links) == (
        TITLE,
        {"code": "https://github.com/a/b", "paper": LINK},
    )


def test_a_heading_that_links_to_a_file_beside_the_list_is_a_paper() -> None:
    paper = only(f"### [{TITLE}](papers/cells.pdf)\n\n*Ann Lee, Bob Roe* — CACM 2021\n")
    assert (paper.title, paper.authors, paper.venue, paper.year) == (
        TITLE,
        ("Ann Lee", "Bob Roe"),
        "CACM",
        2021,
    )


# --- several papers on one line ----------------------------------------------------------------------------


def test_linked_papers_with_a_year_each() -> None:
    papers = listed(
        "- [A Theory of Fads](https://doi.org/10.1/a) (1992); [Herd Behavior](https://doi.org/10.1/b) (1993)"
    )
    assert [(paper.title, paper.year) for paper in papers] == [
        ("A Theory of Fads", 1992),
        ("Herd Behavior", 1993),
    ]


def test_references_that_semicolons_part() -> None:
    papers = listed(
        '- Imbens & Angrist (1994), "Local Effects", Econometrica 62(2), 467–475; '
        'Angrist, Imbens & Rubin (1996), "Causal Effects", JASA 91(434), 444–455'
    )
    assert [(paper.title, paper.authors, paper.venue, paper.year) for paper in papers] == [
        ("Local Effects", ("Imbens", "Angrist"), "Econometrica", 1994),
        ("Causal Effects", ("Angrist", "Imbens", "Rubin"), "JASA", 1996),
    ]
