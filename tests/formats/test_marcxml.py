"""MARCXML, the records of catalogues: small records, and the whole entry of each."""

import pytest

from synbib.formats import read

LEADER = "00864nam a2200253 c 4500"


def marc(*fields: tuple[str, dict[str, str]], leader: str = LEADER, prefix: str = "") -> str:
    """Return a record: tag, with its second indicator → the subfields by their codes, which may be numbered."""

    def element(name: str, attributes: str, text: str) -> str:
        return f"<{prefix}{name}{attributes}>{text}</{prefix}{name}>"

    data = "".join(
        element(
            "datafield",
            f' tag="{tag[:3]}" ind1=" " ind2="{tag[3:] or " "}"',
            "".join(element("subfield", f' code="{code[0]}"', text) for code, text in subfields.items()),
        )
        for tag, subfields in fields
    )  # fmt: skip
    coded = element("controlfield", ' tag="008"', "110407s2011    gw a     b    001 0 ger  ")
    return element("record", "", element("leader", "", leader) + coded + data)


def entry(*fields: tuple[str, dict[str, str]], leader: str = LEADER) -> dict[str, str]:
    return only(marc(*fields, leader=leader))


def only(record: str) -> dict[str, str]:
    (work,) = read(record.encode(), "marcxml")
    return {"": work.entry().type, **work.entry().fields}


def test_a_book_has_what_its_record_says() -> None:
    assert entry(
        ("020", {"a": "1421402831 (hardcover)"}),
        ("020", {"a": "9781421402833"}),
        ("0247", {"a": "10.1000/sleep", "2": "doi"}),
        ("0410", {"a": "ger", "h": "eng"}),
        ("050", {"a": "QP425", "b": ".S5"}),
        ("100", {"a": "Doe, Jane,", "d": "1970-", "e": "author."}),
        ("2451", {"a": "Schlaf :", "b": "eine Geschichte /", "c": "Jane Doe ; übersetzt von Bo Li."}),
        ("2463", {"a": "Sleep."}),
        ("250", {"a": "1. Aufl."}),
        ("2641", {"a": "Berlin :", "b": "Springer,", "c": "[2012]"}),
        ("2644", {"c": "©2010"}),
        ("300", {"a": "xii, 203 S. :", "b": "Ill. ;"}),
        ("490", {"a": "Studien ;", "v": "Bd. 7"}),
        ("500", {"a": "Mit Register."}),
        ("505", {"a": "Traum / Nacht."}),
        ("520", {"a": "All of it."}),
        ("588", {"a": "Viewed 2012."}),
        ("650", {"a": "Sleep", "x": "History."}),
        ("653", {"a": "Cats"}),
        ("700", {"a": "Li, Bo,", "4": "trl"}),
        ("776", {"z": "9780000000002"}),
        ("8560", {"u": "https://e.org/a.pdf", "q": "application/pdf"}),
        ("8560", {"u": "https://e.org/a"}),
        ("8562", {"u": "https://e.org/contents", "3": "Inhaltsverzeichnis"}),
        ("912", {"a": "ZDB"}),
    ) == {
        "": "book",
        "author": "Doe, Jane",
        "translator": "Li, Bo",
        "title": "Schlaf: eine Geschichte",
        "edition": "1",
        "series": "Studien",
        "number": "7",
        "publisher": "Springer",
        "address": "Berlin",
        "year": "2012",
        "pagetotal": "203",
        "isbn": "1421402831, 9781421402833",
        "doi": "10.1000/sleep",
        "library": "QP425 .S5",
        "langid": "ngerman",
        "origlanguage": "english",
        "abstract": "All of it.",
        "note": "Mit Register.",
        "keywords": "Sleep, History, Cats",
        "url": "https://e.org/a",
        "pdf": "https://e.org/a.pdf",
        "annotation": "Statement of responsibility: Jane Doe ; übersetzt von Bo Li.; Other title: Sleep; Contents: Traum / Nacht",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("leader", "fields", "differs"),
    [
        ("00864naa", [("773", {"t": "Nights / edited by C. Roe", "g": "Seite 447-73", "z": "9781421402833"})],
         {"": "incollection", "booktitle": "Nights", "pages": "447--473", "isbn": "9781421402833"}),
        ("00864nab", [("773", {"t": "Journal of Sleep", "p": "J Sleep", "x": "1532-1827", "g": "Vol. 24, no. 9 (Sept. 1993), p. 235-48"})],
         {"": "article", "journal": "Journal of Sleep", "shortjournal": "J Sleep", "issn": "1532-1827", "volume": "24", "number": "9", "pages": "235--248", "year": "1993"}),
        ("00864nma", [("773", {"g": "volume:50"}), ("773", {"t": "In situ", "g": "50 (2023)", "x": "1630-7305"})],
         {"": "article", "journal": "In situ", "issn": "1630-7305", "volume": "50", "year": "2023"}),
        ("00864naa", [("773", {"t": "Proceedings of Sleep 2003"})], {"": "inproceedings", "booktitle": "Proceedings of Sleep 2003"}),
        ("00864cas", [("022", {"a": "1234-5678"})], {"": "periodical", "issn": "1234-5678"}),
        ("00864nam", [("111", {"a": "Sleep Conference"})], {"": "proceedings", "editor": "{Sleep Conference}"}),
        ("00864nam", [("502", {"b": "M.S.", "c": "University of Chicago"})], {"": "mastersthesis", "school": "University of Chicago"}),
        ("00864nam", [("502", {"a": "Thesis (Ph. D.)--Univ. of X, 2011."})], {"": "phdthesis", "school": "Univ. of X"}),
        # Printed by a publisher.
        ("00864nam", [("502", {"b": "Diss.", "c": "Univ. of X"}), ("2641", {"a": "Berlin", "a2": "New York", "b": "de Gruyter", "c": "2012"})],
         {"": "phdthesis", "school": "Univ. of X", "publisher": "de Gruyter", "address": "Berlin; New York", "year": "2012"}),
        ("00864ngm", [("508", {"a": "Music, Jo Roe."}), ("521", {"a": "Adults."}), ("541", {"a": "Gift."})],
         {"": "video", "note": "Music, Jo Roe.; Adults."}),
        ("00864nmm", [("336", {"b": "txt"})], {"": "book"}),
        ("00864nmm", [], {"": "software"}),
        ("00864nem", [("255", {"a": "Scale 1:50,000"})], {"": "misc", "entrysubtype": "map", "scale": "Scale 1:50,000"}),
        ("00864nam", [("041", {"a": "ita", "a2": "eng"})], {"": "book", "langid": "italian", "language": "italian and english"}),
        ("00864nam", [("260", {"a": "[S.l. :", "b": "s.n.],", "c": "c1997."})], {"": "book", "year": "1997"}),
        ("00864nam", [("0247", {"a": "arXiv:2101.00001", "2": "arxiv"})], {"": "book", "eprint": "2101.00001", "archiveprefix": "arXiv"}),
        ("00864nam", [("785", {"t": "Dream."})], {"": "book", "annotation": "Continued by: Dream"}),
    ],
)  # fmt: skip
def test_leader_and_fields_tell_the_type(
    leader: str, fields: list[tuple[str, dict[str, str]]], differs: dict[str, str]
) -> None:
    base = {"title": "Schlaf", "year": "2011", "langid": "ngerman"}
    assert entry(("245", {"a": "Schlaf."}), *fields, leader=leader) == {**base, **differs}


def test_the_year_of_copyright_counts_where_no_other_is_told() -> None:
    record = marc(("245", {"a": "Schlaf."}), ("2644", {"c": "©1999"})).replace(
        "110407s2011", "110407s    "
    )
    assert only(record) == {"": "book", "title": "Schlaf", "year": "1999", "langid": "ngerman"}


@pytest.mark.parametrize(
    "wrapped",
    [
        "{}",
        '<collection xmlns="http://www.loc.gov/MARC21/slim">{}</collection>',
        '<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">{prefixed}</marc:collection>',
        # An answer whose prefixes nothing declares, and which was copied without its last character.
        "<zs:searchRetrieveResponse><zs:records><zs:record><zs:recordData>{}</zs:recordData></zs:record></zs:records>"
        "</zs:searchRetrieveResponse",
        "\n\n<?xml version='1.0'?>{}",
    ],
)  # fmt: skip
def test_a_record_stands_alone_in_a_collection_or_in_an_answer(wrapped: str) -> None:
    field = ("245", {"a": "Schlaf."})
    text = wrapped.format(marc(field), prefixed=marc(field, prefix="marc:"))
    assert [work.title for work in read(text.encode(), "marcxml")] == ["Schlaf"]
