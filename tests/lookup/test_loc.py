"""The Library of Congress's records: small answers in MARCXML, and the whole entry of each."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, read_answer
from synbib.lookup.answers import AnswerError


def marc(*fields: tuple[str, dict[str, str]]) -> str:
    """Return an answer with one record: tag → the subfields by their codes."""
    data = "".join(
        f'<datafield tag="{tag[:3]}" ind1=" " ind2="{tag[3:] or " "}">'
        + "".join(
            f'<subfield code="{code[0]}">{text}</subfield>' for code, text in subfields.items()
        )
        + "</datafield>"
        for tag, subfields in fields
    )
    return (
        '<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:numberOfRecords>1</zs:numberOfRecords>'
        '<zs:records><zs:record><zs:recordData><record xmlns="http://www.loc.gov/MARC21/slim">'
        f'<controlfield tag="008">110407s2011    gw a     b    001 0 ger  </controlfield>{data}'
        "</record></zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"
    )


def test_a_book_of_editors_loses_the_punctuation_of_its_card() -> None:
    answer = marc(
        ("020", {"a": "1421402831 (hardcover)"}),
        ("020", {"a": "9781421402833 (hardcover)"}),
        ("245", {"a": "Schlaf :", "b": "eine Geschichte /", "c": "hrsg. von Ana Silva."}),
        ("250", {"a": "2nd ed."}),
        ("2641", {"a": "Berlin :", "b": "Springer,", "c": "[2011]"}),
        ("2644", {"c": "©2010"}),
        ("300", {"a": "xii, 203 pages :", "b": "ill. ;"}),
        ("490", {"a": "Studien ;", "v": "Bd. 7"}),
        ("700", {"a": "Silva, Ana,", "d": "1974-", "e": "editor."}),
        ("700", {"a": "Roe, C.", "t": "Another work."}),
        ("710", {"a": "Sleep Society.", "e": "editor"}),
    )
    assert entries("loc", answer) == [
        {
            "": "book",
            "editor": "Silva, Ana and {Sleep Society}",
            "title": "Schlaf: eine Geschichte",
            "edition": "2",
            "series": "Studien",
            "number": "7",
            "publisher": "Springer",
            "address": "Berlin",
            "year": "2011",
            "pagetotal": "203",
            "isbn": "9781421402833",
            "langid": "ngerman",
        }
    ]


@pytest.mark.parametrize(
    ("fields", "differs"),
    [
        ([("100", {"a": "Knuth, Donald Ervin,", "d": "1938-", "e": "author."})], {"author": "Knuth, Donald Ervin"}),
        ([("100", {"a": "King, Martin Luther,", "c": "Jr.,", "d": "1929-1968."})], {"author": "King, Jr., Martin Luther"}),
        ([("100", {"a": "John Paul", "b": "II,", "c": "Pope,"})], {"author": "{John Paul II}"}),
        ([("100", {"a": "Beethoven, Ludwig van,"})], {"author": "van Beethoven, Ludwig"}),
        ([("100", {"a": "Plato."})], {"author": "Plato"}),
        ([("110", {"a": "United States.", "b": "Congress."})], {"author": "{United States. Congress}"}),
        ([("100", {"a": "Tolstoy, Leo."}), ("700", {"a": "Lee, Ann,", "e": "translator."}), ("700", {"a": "Li, Bo.", "4": "trl"}), ("700", {"a": "Roe, C.,", "e": "illustrator."})],
         {"author": "Tolstoy, Leo", "translator": "Lee, Ann and Li, Bo"}),
        ([("245", {"a": "Schlaf /", "c": "edited by Ana Silva and Bo Li."}), ("700", {"a": "Silva, Ana."}), ("700", {"a": "Li, Bo,", "d": "1970-"})],
         {"editor": "Silva, Ana and Li, Bo"}),
        ([("245", {"a": "Schlaf.", "n": "Volume 2,", "p": "Traum /"})], {"title": "Schlaf: Traum", "volume": "2"}),
        ([("260", {"a": "Reading, Mass. :", "b": "Addison-Wesley Pub. Co.,", "c": "c1997."})], {"publisher": "Addison-Wesley Pub. Co.", "address": "Reading, Mass.", "year": "1997"}),
        ([("260", {"a": "[S.l. :", "b": "s.n.],", "c": "18--?]"})], {}),
        ([("440", {"a": "Studien ;", "v": "no. 7"})], {"series": "Studien", "number": "7"}),
        ([("111", {"a": "Conference on Sleep", "d": "2003 :"}), ("700", {"a": "Silva, Ana."})], {"": "proceedings", "editor": "Silva, Ana"}),
        ([("502", {"b": "M.S.", "c": "University of Chicago", "d": "2011"})], {"": "mastersthesis", "school": "University of Chicago"}),
        ([("502", {"a": "Thesis (master's)--Univ. of X."})], {"": "mastersthesis", "school": "Univ. of X"}),
        ([("856", {"u": "http://hdl.loc.gov/x"})], {"url": "http://hdl.loc.gov/x"}),
    ],
)  # fmt: skip
def test_each_field_of_a_card_says_its_part(
    fields: list[tuple[str, dict[str, str]]], differs: dict[str, str]
) -> None:
    titled = any(tag == "245" for tag, _ in fields)
    answer = marc(*([] if titled else [("245", {"a": "Schlaf."})]), *fields)
    base = {"": "book", "title": "Schlaf", "year": "2011", "langid": "ngerman"}
    assert entries("loc", answer) == [{**base, **differs}]


def test_a_serial_is_a_periodical() -> None:
    answer = marc(("245", {"a": "Sleep."}), ("022", {"a": "1234-5678"})).replace(
        "<controlfield", "<leader>01691cas a2200361 a 4500</leader><controlfield", 1
    )
    assert entries("loc", answer) == [
        {"": "periodical", "title": "Sleep", "year": "2011", "issn": "1234-5678", "langid": "ngerman"}
    ]  # fmt: skip


def test_a_thesis_has_its_school() -> None:
    answer = marc(
        ("100", {"a": "Silva, Ana."}),
        ("245", {"a": "Schlaf."}),
        ("502", {"a": "Thesis (Ph. D.)--University of Chicago, 2011."}),
    )
    (entry,) = entries("loc", answer)
    assert (entry[""], entry["school"], entry["year"]) == (
        "phdthesis",
        "University of Chicago",
        "2011",
    )


def test_a_record_in_mods_is_the_same_book() -> None:
    answer = """<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records><zs:record><zs:recordData>
    <mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><nonSort>The </nonSort><title>expert cook</title>
    <subTitle>a history</subTitle></titleInfo>
    <name type="personal"><namePart>Takats, Sean</namePart><namePart type="date">1974-</namePart>
    <role><roleTerm type="text">creator</roleTerm></role></name>
    <originInfo><place><placeTerm type="code" authority="marccountry">mdu</placeTerm></place>
    <place><placeTerm type="text">Baltimore</placeTerm></place><publisher>Johns Hopkins University Press</publisher>
    <dateIssued>2011</dateIssued><edition>2nd ed.</edition></originInfo>
    <language><languageTerm type="code">fre</languageTerm></language>
    <physicalDescription><extent>x, 203 p. : ill. ; 24 cm.</extent></physicalDescription>
    <identifier type="isbn">1421402831 (hardcover)</identifier><identifier type="isbn">9781421402833</identifier>
    <relatedItem type="series"><titleInfo><title>Studies ; 2</title></titleInfo></relatedItem></mods>
    </zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"""
    assert entries("loc", answer) == [
        {
            "": "book",
            "author": "Takats, Sean",
            "title": "The expert cook: a history",
            "edition": "2",
            "series": "Studies",
            "number": "2",
            "publisher": "Johns Hopkins University Press",
            "address": "Baltimore",
            "year": "2011",
            "pagetotal": "203",
            "isbn": "9781421402833",
            "langid": "french",
        }
    ]


def test_where_there_is_no_such_book_there_are_none() -> None:
    answer = '<r xmlns="http://www.loc.gov/zing/srw/"><numberOfRecords>0</numberOfRecords></r>'
    assert read_answer("loc", answer.encode()) == []


def test_an_error_says_what_the_service_says() -> None:
    answer = '<r xmlns="http://www.loc.gov/zing/srw/"><diagnostics><diagnostic><message>Unsupported index</message></diagnostic></diagnostics></r>'
    with pytest.raises(AnswerError, match="Unsupported index"):
        read_answer("loc", answer.encode())


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (Question("isbn", "978-1-4214-0283-3"), "bath.isbn=9781421402833"),
        (
            Question(title='The "cook"', family="Takats"),
            'dc.title="The  cook " and dc.author="Takats"',
        ),
    ],
)
def test_a_book_is_asked_for_in_cql(question: Question, query: str) -> None:
    asked = SERVICES["loc"].request(question)
    assert asked is not None
    assert asked.params["query"] == query
