"""What any source tells of a work becomes an entry of the store: added once, completed, never overwritten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.bibtex import Document
from synbib.incoming import (
    OTHERS,
    Date,
    Imported,
    Incoming,
    Latex,
    Person,
    from_library,
    merge_into,
)
from synbib.library import read_text
from synbib.text import from_markup, scrub

# As a reader of RIS would make it of this record:
#
#     TY  - JOUR
#     ID  - Øvrelid:2021
#     AU  - Øvrelid, Lilja
#     AU  - van der Berg, Jan, Jr.
#     A2  - World Health Organization
#     TI  - A GPT-4 Study of <i>E. coli</i> & CO<sub>2</sub>: 100% {sure}?
#     JO  - Journal of Tests & Trials
#     VL  - 12
#     IS  - 3
#     SP  - 177
#     EP  - 198
#     PY  - 2021/05/14
#     DO  - 10.1234/JTT.2021_07
#     SN  - 1234-5678
#     UR  - https://example.org/a_paper?x={1}
#     L1  - https://example.org/a.pdf
#     KW  - synthetic data
#     N1  - Read twice.
#     ER  -
RECORD = Incoming(
    {
        "title": from_markup("A GPT-4 Study of <i>E. coli</i> & CO<sub>2</sub>: 100% {sure}?"),
        "journal": "Journal of Tests & Trials",
        "volume": "12",
        "number": "3",
        "pages": "177–198",
        "issn": "1234-5678",
        "keywords": "synthetic data",
    },
    "article",
    {
        "author": (
            Person.of_parts("Øvrelid", "Lilja"),
            Person.of_parts("Berg", "Jan", "van der", "Jr."),
            OTHERS,
        ),
        "editor": (Person.of_parts("World Health Organization"),),
    },
    Date(2021, 5, 14),
    links={"paper": "https://example.org/a_paper?x={1}", "pdf": "https://example.org/a.pdf"},
    identifiers={"doi": "10.1234/JTT.2021_07"},
    groups=(("Trials", "Of 2021"),),
    key="Øvrelid:2021",
    note="Read twice.",
    source="more.ris",
    lines=(1,),
)
STORE = r"""@article{Øvrelid:2021,
  author        = {Øvrelid, Lilja and van der Berg, Jr., Jan and others},
  editor        = {{World Health Organization}},
  title         = {A {GPT-4} Study of \textit{E. coli} \& {CO}\textsubscript{2}: 100\%
                   {\textbraceleft}sure{\textbraceright}?},
  journal       = {Journal of Tests \& Trials},
  volume        = {12},
  number        = {3},
  pages         = {177--198},
  year          = {2021},
  month         = may,
  day           = {14},
  doi           = {10.1234/JTT.2021_07},
  issn          = {1234-5678},
  url           = {https://example.org/a_paper?x=%7B1%7D},
  annotation    = {Read twice.},
  keywords      = {synthetic data},
  pdf           = {https://example.org/a.pdf},
  groups        = {Of 2021},
}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Trials\;0\;1\;\;\;\;;
2 StaticGroup:Of 2021\;0\;1\;\;\;\;;
}
"""


def put(store: str, *incoming: Incoming) -> Imported:
    return merge_into(read_text(store, "refs.bib"), incoming, titled=False)


def findings(imported: Imported) -> list[str]:
    return [str(finding) for finding in imported.findings]


# --- a record that a stranger's reader made ----------------------------------------------------------------


def test_a_record_becomes_an_entry_of_a_new_store() -> None:
    imported = put("", RECORD)
    assert imported.text == STORE
    assert imported.new == ("Øvrelid:2021",)
    assert imported.groups == 2
    assert imported.mentioned == {1: ("Øvrelid:2021",)}
    assert not findings(imported)


def test_the_store_reads_back_what_the_record_says() -> None:
    entry = read_text(STORE)["Øvrelid:2021"]
    assert entry.title == "A GPT-4 Study of E. coli & CO2: 100% {sure}?"
    assert entry.csl["author"][:2] == [
        {"family": "Øvrelid", "given": "Lilja"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
    ]
    assert entry.csl["editor"] == [{"literal": "World Health Organization"}]


def test_the_same_record_again_changes_nothing() -> None:
    imported = put(STORE, RECORD)
    assert imported.text == STORE
    assert (imported.new, imported.completed, imported.groups) == ((), (), 0)
    assert imported.unchanged == ("Øvrelid:2021",)
    assert not findings(imported)


def test_two_of_one_title_that_come_in_are_two_and_are_found_again_as_two() -> None:
    other = replace(RECORD, identifiers={"doi": "10.1234/JTT.2021_08"}, lines=(30,))
    once = put("", RECORD, other)
    assert len(once.new) == 2
    assert put(once.text, RECORD, other).text == once.text


def test_an_entry_of_the_store_is_completed_and_never_overwritten() -> None:
    store = """\
@article{mine,
  title = {A {GPT-4} Study of E. coli},
  author = {Ovrelid, L.},
  journaltitle = {Another Journal},
  DOI = {10.1234/jtt.2021_07},
  date = {2021},
  location = {Oslo},
}
"""
    told = replace(RECORD, fields={**RECORD.fields, "address": "Bergen"}, groups=())
    imported = put(store, told)
    assert (
        imported.text
        == """\
@article{mine,
  title = {A {GPT-4} Study of E. coli},
  author = {Ovrelid, L.},
  journaltitle = {Another Journal},
  DOI = {10.1234/jtt.2021_07},
  date = {2021},
  location = {Oslo},
  editor = {{World Health Organization}},
  volume = {12},
  number = {3},
  pages = {177--198},
  issn = {1234-5678},
  annotation = {Read twice.},
  keywords = {synthetic data},
  pdf = {https://example.org/a.pdf},
}
"""
    )
    kept = "more.ris:1: 'A GPT-4 Study of E. coli': the"
    assert findings(imported) == [
        f"{kept} venue 'Journal of Tests & Trials' differs from the store's 'Another Journal', which is kept",
        f"{kept} link 'https://example.org/a_paper?x=%7B1%7D' differs from the store's "
        "'https://doi.org/10.1234/jtt.2021_07', which is kept",
        f"{kept} title 'A GPT-4 Study of E. coli & CO2: 100% {{sure}}?' differs from the store's "
        "'A GPT-4 Study of E. coli', which is kept",
        f"{kept} address 'Bergen' differs from the store's 'Oslo', which is kept",
    ]


# --- what is told of a work, and what it becomes -------------------------------------------------------------


@pytest.mark.parametrize(
    ("incoming", "entry_type", "fields"),
    [
        (Incoming({}), "misc", {}),
        (Incoming({}, venue="计算机学报"), "article", {"journal": "计算机学报"}),
        (Incoming({}, venue="言語処理学会年次大会"), "inproceedings", {"booktitle": "言語処理学会年次大会"}),
        (Incoming({"title": "T"}, venue="TACL"), "article", {"title": "T", "journal": "Transactions of the Association for Computational Linguistics"}),
        (Incoming({"title": "T"}, "phdthesis", venue="MIT"), "phdthesis", {"title": "T", "school": "MIT"}),
        (Incoming({}, identifiers={"arxiv": "2305.07759v3"}, venue="arXiv"), "misc", {"eprint": "2305.07759", "archiveprefix": "arXiv"}),
        (Incoming({"doi": "10.1/a_b%c"}), "misc", {"doi": "10.1/a_b%c"}),
        (Incoming({"note": "50 % & more"}), "misc", {"note": r"50 \% \& more"}),
        (Incoming({}, date=Date(2020, 12)), "misc", {"year": "2020", "month": "dec"}),
        (Incoming({}, names={"editor": [Person("Black and White", whole=True)]}), "misc", {"editor": "{Black and White}"}),
        (Incoming({}, names={"author": [Person("Ronen Eldan"), Person("Salt and Co")]}), "misc", {"author": "Ronen Eldan and {Salt and Co}"}),
        (Incoming({}, status="retracted"), "misc", {"note": "Retracted"}),
        (Incoming({"title": Latex(r"On $\alpha_1$")}), "misc", {"title": r"On $\alpha_1$"}),
        (Incoming({}, identifiers={"pmid": "123"}), "misc", {"annotation": "https://pubmed.ncbi.nlm.nih.gov/123"}),
    ],
)  # fmt: skip
def test_what_a_source_tells_becomes_an_entry(
    incoming: Incoming, entry_type: str, fields: dict[str, str]
) -> None:
    entry = incoming.entry()
    assert (entry.type, dict(entry.fields)) == (entry_type, fields)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person.of_parts("Plato"), "{Plato}"),
        (Person.of_parts("King", "Martin Luther", suffix="Jr."), "King, Jr., Martin Luther"),
        (Person.of_parts("King", suffix="Jr."), "King, Jr.,"),
        (Person.of_parts("Cruz", "Ana", "de la"), "de la Cruz, Ana"),
        (Person("And"), "{And}"),
        (Person(" "), None),
    ],
)
def test_names_come_by_their_parts(person: Person, name: str | None) -> None:
    assert Incoming({}, names={"author": [person]}).entry().fields.get("author") == name


def test_a_month_is_a_macro_and_a_note_that_reads_like_one_is_not() -> None:
    store = "@misc{a,\n  title = {On the Months},\n  year = {2020},\n}\n"
    told = Incoming({"title": "On the Months", "note": "may"}, date=Date(2020, 5))
    assert put(store, told).text == (
        "@misc{a,\n  title = {On the Months},\n  year = {2020},\n  month = may,\n  note = {may},\n}\n"
    )


def test_a_key_that_cannot_stand_in_a_file_loses_what_cannot() -> None:
    told = Incoming({"title": "T"}, key='a b,{c}="d"')
    assert put("", told).new == ("abcd",)


@pytest.mark.parametrize("key", ["roe2020", "ROE2020", "Roe"])
def test_a_key_is_another_even_where_the_store_has_it_in_another_letter_case(key: str) -> None:
    store = "@misc{Roe2020, title={On Days}, ids={roe}}\n"
    assert put(store, Incoming({"title": "On Nights"}, key=key)).new == (f"{key}a",)


def test_two_that_come_in_get_keys_that_bibtex_tells_apart() -> None:
    told = [
        Incoming({"title": title}, key=key) for title, key in (("On Days", "x"), ("On Nights", "X"))
    ]
    assert put("", *told).new == ("x", "Xa")


def test_what_the_store_has_under_another_name_is_there() -> None:
    store = "@book{a,\n  title = {A Book of Books},\n  address = {Oslo},\n  annote = {mine},\n  keyword = {x},\n}\n"
    told = Incoming(
        {"title": "A Book of Books", "location": "Oslo", "keywords": "x, y"}, "book", note="mine"
    )
    assert put(store, told).text == store.replace("{x}", "{x, y}")


def test_keywords_grow_as_the_store_divides_them() -> None:
    store = "@misc{a, title={On Days}, keywords={x;y}, year=2020}\n"
    told = Incoming({"title": "On Days", "keywords": "y, z"})
    assert put(store, told).text == store.replace("{x;y}", "{x; y; z}")
    assert put(store, Incoming({"title": "On Days", "keywords": "y"})).text == store


def test_what_differs_is_reported_with_its_place() -> None:
    told = Incoming(
        {"title": "On the Way", "volume": "3"}, date=Date(2021), source="more.ris", lines=(7,)
    )
    imported = put("@misc{a, title={On the Way}, volume=2, year=2020}\n", told)
    assert findings(imported) == [
        "more.ris:7: 'On the Way': the year '2021' differs from the store's '2020', which is kept",
        "more.ris:7: 'On the Way': the volume '3' differs from the store's '2', which is kept",
    ]
    assert imported.unchanged == ("a",)


# --- another BibTeX file --------------------------------------------------------------------------------------


def test_the_latex_of_another_bibtex_file_stays_as_it_is() -> None:
    written = {
        "title": r"{\"U}ber $x^2$ {GPT}",
        "author": r"M{\"u}ller, J.",
        "note": r"a~b \& c",
        "year": "2020",
    }
    source = read_text(
        "@misc{k, " + ", ".join(f"{name} = {{{value}}}" for name, value in written.items()) + "}"
    )
    [incoming], _ = from_library(source)
    assert incoming.is_latex
    assert (incoming.entry().key, dict(incoming.entry().fields)) == ("k", written)
    assert read_text(put("", incoming).text)["k"].fields == written


def test_what_an_entry_gains_names_others_by_the_keys_that_they_have_in_the_store() -> None:
    source = read_text(
        "@inproceedings{x, title={On the Way to Mars}, crossref={proc}}\n@proceedings{proc, title={Of 2020}}\n"
    )
    store = "@inproceedings{a, title={On the Way to Mars}}\n@proceedings{proc, title={Of 1999}}\n"
    library = read_text(put(store, *from_library(source)[0]).text)
    parent = library["a"].own_fields["crossref"]
    assert (parent == "proc", library[parent].title) == (False, "Of 2020")


@pytest.mark.parametrize(
    ("field", "has", "told"),
    [
        ("doi", "https://doi.org/10.1000/A_B", Incoming({}, identifiers={"doi": "10.1000/a_b"})),
        ("editor", "Jan van der Berg", Incoming({}, names={"editor": [Person.of_parts("Berg", "J.", "van der")]})),
        ("author", "Doe, Jane and others", Incoming({}, names={"author": [Person("Jane Doe"), Person("Ada Roe")]})),
        ("pages", "177-198", Incoming({"pages": "177–198"})),
        ("code", r"\url{http://www.github.com/a/b/}", Incoming({}, links={"code": "https://github.com/a/b"})),
        ("publisher", r"{M\"uller \& Co.}", Incoming({"publisher": "Müller & Co"})),
    ],
)  # fmt: skip
def test_the_same_said_in_another_way_is_no_difference(
    field: str, has: str, told: Incoming
) -> None:
    store = f"@misc{{a, title = {{On the Way to Mars}}, {field} = {{{has}}}}}\n"
    told = replace(told, fields={**told.fields, "title": "On the Way to Mars"})
    imported = put(store, told)
    assert (imported.text, findings(imported)) == (store, [])


# --- whatever comes in ----------------------------------------------------------------------------------------

TEXTS = st.text(st.sampled_from("aB1 -–{}%&\\$#é数\x00\n\"'~,=") | st.characters(), max_size=12)
NAMES = st.sampled_from(
    ["title", "journal", "note", "keywords", "issn", "volume", "pages", "date", "x"]
)


@given(
    st.dictionaries(NAMES, TEXTS, max_size=4),
    st.lists(TEXTS, max_size=2),
    TEXTS,
    st.dictionaries(st.sampled_from(["paper", "code", "pdf", "other"]), TEXTS, max_size=2),
    st.dictionaries(st.sampled_from(["doi", "arxiv", "hal"]), TEXTS, max_size=2),
)
def test_whatever_a_record_says_the_store_stays_whole_and_has_it_once(
    fields: dict[str, str],
    authors: list[str],
    note: str,
    links: dict[str, str],
    identifiers: dict[str, str],
) -> None:
    told = Incoming(
        {name: scrub(text) for name, text in fields.items()},
        names={"author": [Person(scrub(name)) for name in authors]},
        note=scrub(note),
        key=scrub(note),
        links=links,
        identifiers=identifiers,
    )
    once = put("", told).text
    assert not Document.parse(once).diagnostics
    assert put(once, told).text == once


RECORDS = st.builds(
    Incoming,
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(
                ["On Ways", "On Ways: And Means", "T5", "On Other Ways Than Those", ""]
            )
        },
        optional={"volume": st.sampled_from("12"), "note": st.sampled_from(["may", "x; y"])},
    ),
    st.sampled_from(["", "article", "book"]),
    st.fixed_dictionaries(
        {}, optional={"author": st.sampled_from([[Person("Doe, J.")], [Person("Roe, A."), OTHERS]])}
    ),
    st.builds(Date, st.sampled_from([None, 2020, 2021, 2024]), st.sampled_from([None, 5])),
    st.sampled_from(["", "ACL", "arXiv", "Journal of Ways"]),
    st.dictionaries(
        st.sampled_from(["paper", "code", "other"]),
        st.sampled_from(
            ["https://a.org/x", "https://doi.org/10.1000/x", "https://arxiv.org/abs/2305.07759"]
        ),
        max_size=2,
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "doi": st.sampled_from(["10.1000/x", "10.1000/Y", "10.48550/arXiv.2305.07759"]),
            "arxiv": st.sampled_from(["2305.07759", "2306.11644v2"]),
            "openreview": st.just("YicbFdNTTy"),
        },
    ),
    st.sampled_from([(), (("A",),), (("A", "B"), ("C",))]),
    st.sampled_from(["", "k"]),
    st.sampled_from(["", "oral"]),
)


@given(st.lists(RECORDS, max_size=4))
def test_the_same_records_again_change_nothing(records: list[Incoming]) -> None:
    once = put("", *records)
    again = put(once.text, *records)
    assert again.text == once.text
    assert (again.new, again.completed) == ((), ())


def test_a_store_grows_in_linear_time() -> None:
    def add(count: int) -> None:
        put("", *(replace(RECORD, key="", fields={"title": f"Work {n}"}, identifiers={"doi": f"10.1234/{n}"}) for n in range(count)))  # fmt: skip

    assert in_proportion(add, 200)
