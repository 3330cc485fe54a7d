"""Which entries a block is about, in what order, under which headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import SynbibError
from synbib.library import Library, read_text
from synbib.readme import Options, Section
from synbib.readme.outline import write
from synbib.readme.selection import select

SHORT = {
    "tan2024annotation": "tan24", "lupidi2024source2synth": "lupidi24", "chen2023phi": "chen23",
    "wang2022self": "wang22", "tan2021thesis": "tan21",
}  # fmt: skip


def chosen(*options: str) -> Options:
    found = Options()
    for option in options:
        name, _, value = option.partition("=")
        found = found.set(name, value)
    return found


def drawn(library: Library, *options: str) -> list[str]:
    """The sections as lines, a heading or the entries under it each."""

    def draw(section: Section) -> str:
        return " ".join(SHORT.get(entry.key, entry.key) for entry in section.entries)

    text = write(select(library, chosen(*options)), 1, draw)
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ([], ["# Surveys", "tan24", "# Methods", "lupidi24 chen23", "## Tuning", "wang22 tan21", "# Evaluation"]),
        # What a filter or a limit empties has no heading.
        (["filter=year<2023"], ["# Methods", "## Tuning", "wang22 tan21"]),
        (["filter=synthesis", "filter=code:none"], ["# Methods", "lupidi24 chen23"]),
        (["filter=year:1999"], []),
        (["since=2024-10"], ["# Surveys", "tan24"]),
        (["limit=2"], ["# Surveys", "tan24", "# Methods", "lupidi24"]),
        (["limit=2", "sort=year"], ["# Methods", "## Tuning", "tan21 wang22"]),
        (["group=Methods", "nested=no"], ["lupidi24 chen23"]),
        (["group=Methods"], ["lupidi24 chen23", "# Tuning", "wang22 tan21"]),
        # The order within a group; that of the file where nothing tells apart.
        (["sort=author", "group=Methods"], ["chen23 lupidi24", "# Tuning", "tan21 wang22"]),
        (["sort=-added", "headings=no"], ["tan24 chen23 lupidi24 tan21 wang22"]),
        (["newest-first=yes", "group-by=none"], ["tan24 lupidi24 chen23 wang22 tan21"]),
        (["sort=-year,author", "group-by=none"], ["lupidi24 tan24 chen23 wang22 tan21"]),
        (["sort=title", "group-by=none"], ["tan24 tan21 wang22 lupidi24 chen23"]),
        (["sort=venue", "group-by=none"], ["tan21 lupidi24 wang22 tan24 chen23"]),
        (["sort=type,-key", "group-by=none"], ["chen23 tan24 wang22 lupidi24 tan21"]),
        (["headings=no"], ["tan24 lupidi24 chen23 wang22 tan21"]),
        # Other headings than groups.
        (["group-by=year"], ["# 2024", "tan24 lupidi24", "# 2023", "chen23", "# 2022", "wang22", "# 2021", "tan21"]),
        (["group-by=year", "sort=year,title"],
         ["# 2021", "tan21", "# 2022", "wang22", "# 2023", "chen23", "# 2024", "tan24 lupidi24"]),
        (["group-by=keyword", "filter=keyword:any"],
         ["# annotation", "tan24", "# survey", "tan24", "# synthesis", "lupidi24 chen23 wang22", "# tables",
          "lupidi24", "# tuning", "wang22"]),
        (["group-by=keyword", "filter=year<2023"], ["# synthesis", "wang22", "# tuning", "wang22", "# Other", "tan21"]),
        (["group-by=type"],
         ["# Conference papers", "tan24", "# Journal articles", "chen23", "# Preprints", "lupidi24 wang22",
          "# Theses", "tan21"]),
        (["group-by=author", "filter=year:2022"],
         ["# Swaroop Mishra", "wang22", "# Yeganeh Kordi", "wang22", "# Yizhong Wang", "wang22"]),
        (["group-by=year,venue", "filter=year:2024"], ["# 2024", "## arXiv", "lupidi24", "## EMNLP", "tan24"]),
        (["group-by=year,group", "filter=year<2024"],
         ["# 2023", "## Methods", "chen23", "# 2022", "## Methods", "### Tuning", "wang22",
          "# 2021", "## Methods", "### Tuning", "tan21"]),
        (["group-by=group,year", "group=Methods"],
         ["# 2024", "lupidi24", "# 2023", "chen23", "# Tuning", "## 2022", "wang22", "## 2021", "tan21"]),
    ],
)  # fmt: skip
def test_a_selection_is(papers: Library, options: list[str], lines: list[str]) -> None:
    assert drawn(papers, *options) == lines


def test_headings_of_languages_are_their_names_and_what_has_none_comes_last() -> None:
    store = read_text(
        "@misc{a, title={A}, langid={ngerman}} @misc{b, title={B}} @misc{c, title={C}, language={Chinese}}"
    )
    assert drawn(store, "group-by=language") == ["# Chinese", "c", "# German", "a", "# Other", "b"]


LANGUAGES = """
ar=Arabic cs=Czech da=Danish de=German el=Greek en=English es=Spanish fa=Persian fi=Finnish fr=French he=Hebrew hi=Hindi
hu=Hungarian it=Italian ja=Japanese ko=Korean nb=Norwegian nl=Dutch pl=Polish pt=Portuguese ru=Russian sv=Swedish
tr=Turkish uk=Ukrainian vi=Vietnamese zh=Chinese pt-BR=Portuguese eo=eo
"""
TYPES = """
article=Journal articles
book=Books
inbook=Book chapters
incollection=Book chapters
inproceedings=Conference papers
conference=Conference papers
proceedings=Proceedings
phdthesis=Theses
mastersthesis=Theses
thesis=Theses
techreport=Reports
report=Reports
dataset=Datasets
software=Software
online=Online
patent=Patents
unpublished=Unpublished
"""


@pytest.mark.parametrize("row", LANGUAGES.split())
def test_the_heading_of_a_language(row: str) -> None:
    tag, _, heading = row.partition("=")
    store = read_text(f"@misc{{a, title={{A}}, langid={{{'ukrainian' if tag == 'uk' else tag}}}}}")
    assert drawn(store, "group-by=language") == [f"# {heading}", "a"]


@pytest.mark.parametrize("row", TYPES.strip().splitlines())
def test_the_heading_of_a_type(row: str) -> None:
    entry_type, _, heading = row.partition("=")
    store = read_text(f"@{entry_type}{{a, title={{A}}}}")
    assert drawn(store, "group-by=type") == [f"# {heading}", "a"]


def test_where_nothing_has_a_heading_there_is_none() -> None:
    store = read_text("@misc{a, title={A}} @misc{b, title={B}}")
    assert drawn(store, "group-by=year") == ["a b"]


def test_the_number_of_an_arxiv_preprint_tells_its_month_in_its_own_year_only() -> None:
    store = read_text(
        "@misc{a, year={2024}, eprint={2402.00001}, archiveprefix={arXiv}}"
        "@misc{b, year={2024}, eprint={2411.00001}, archiveprefix={arXiv}}"
        "@misc{c, year={2024}, month=mar}"
        "@inproceedings{d, year={2024}, eprint={2312.00001}, archiveprefix={arXiv}}"
        "@misc{e, title={Undated}}"
    )
    assert drawn(store, "sort=-date") == ["b c a d e"]
    assert drawn(store, "sort=date") == ["d a c b e"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("group-by", "", "group-by: there is nothing to group by; write e.g. year,venue"),
        ("group-by", "year,year", "group-by: 'year,year' says 'year' too much; delete it"),
        ("group-by", "none,year", "group-by: 'none,year' says 'none' too much; delete it"),
        ("group-by", "yaer", "unknown way to group 'yaer'; did you mean year?"),
        ("sort", " , ", "sort: there is nothing to sort by; write e.g. -year,author"),
        ("sort", "-yaer", "unknown sort key 'yaer'; did you mean year?"),
    ],
)
def test_what_cannot_be_asked_for_is_an_error(name: str, value: str, message: str) -> None:
    with pytest.raises(SynbibError) as error:
        Options().set(name, value)
    assert error.value.message == message


WAYS = st.permutations(["group", "year", "type", "venue", "keyword", "author", "language"])
SORTS = st.permutations(
    ["year", "-date", "author", "-title", "venue", "-type", "key", "-added"]
).map(lambda keys: ",".join(keys[:3]))


@given(WAYS, st.integers(1, 4), SORTS)
def test_no_heading_loses_an_entry(papers: Library, ways: list[str], depth: int, sort: str) -> None:
    options = chosen(f"group-by={','.join(ways[:depth])}", f"sort={sort}")
    assert {entry.key for entry in select(papers, options).all_entries} == set(papers)


def test_headings_that_differ_by_capitals_are_one() -> None:
    library = read_text(
        "@misc{a, publisher={Arxiv}, keywords={NLP, nlp}}@misc{b, eprint={2001.00001}, keywords={Nlp}}"
        "@misc{c, shortvenue={ARXIV}}@misc{d, shortvenue={Zoo}}@misc{e, shortvenue={ZOO}}"
    )
    assert drawn(library, "group-by=venue") == ["# arXiv", "c a b", "# Zoo", "d e"]
    assert drawn(library, "group-by=keyword") == ["# NLP", "a b", "# Other", "c d e"]
