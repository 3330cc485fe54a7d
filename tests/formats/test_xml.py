"""What the readers and writers of XML share: records one at a time, and input that means harm."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.formats import FORMATS, FormatError, format_of, read, stream, write
from synbib.formats.outgoing import Loss
from synbib.formats.xml import elements, escaped, tag
from synbib.library import Entry

# Format → a document with one title in it.
DOCUMENTS = {
    "endnote-xml": "<xml><records><record><titles><title>{}</title></titles></record></records></xml>",
    "marcxml": '<collection><record><datafield tag="245"><subfield code="a">{}</subfield></datafield></record></collection>',
    "mods": '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>{}</title></titleInfo></mods></modsCollection>',
    "msbib": '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
    "<b:Source><b:Title>{}</b:Title></b:Source></b:Sources>",
}  # fmt: skip
WRITTEN = ("endnote-xml", "mods", "msbib")

every_format = pytest.mark.parametrize("form", DOCUMENTS)


def titles(form: str, data: bytes) -> list[str]:
    return [work.title for work in read(data, form, "a.xml")]


@every_format
def test_a_document_is_told_by_its_content(form: str) -> None:
    assert format_of(DOCUMENTS[form].format("T").encode()) == form


@every_format
@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252"),
        ('\n \n<?xml version="1.0"?><!-- <a> -->', "utf-8"),
    ],
)
def test_a_document_is_read_in_the_encoding_that_it_declares(
    form: str, declared: str, encoding: str
) -> None:
    document = declared + DOCUMENTS[form].format("Müller’s" if encoding != "latin-1" else "Müller")
    assert titles(form, document.encode(encoding))[0].startswith("Müller")


@every_format
def test_what_stands_for_marks_of_ours_is_left_out(form: str) -> None:
    assert titles(form, DOCUMENTS[form].format("a&#xE000;b\ue02c").encode()) == ["ab"]


BOMB = "".join(
    f'<!ENTITY {"abcdefghijk"[n + 1]} "{("&" + "abcdefghijk"[n] + ";") * 10}">' for n in range(9)
)


@every_format
@pytest.mark.parametrize(
    ("before", "title", "message"),
    [
        ("", "a\0b", "a.xml:1:.*not well-formed XML: Invalid character"),
        ("", "a&#xD800;b", "a.xml:1:.*not well-formed XML: .*invalid xmlChar value 55296"),
        ("", "a&nbsp;b", "a.xml:1:.*not well-formed XML: Entity 'nbsp' not defined"),
        ("", "<i>" * 1000, "a.xml:1:.*not well-formed XML: Excessive depth"),
        ("", "x" * 11_000_000, "a.xml:1:.*not well-formed XML: .*too long"),
        ("", "x" * 60_000, "a.xml:1:1: a text of 60,000 characters.*LONGEST_RECORD_TEXT"),
        (f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{BOMB}]>', "&j;", "a.xml:1:"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;", "a.xml:1:1: the entity &e; is one of the file's own"),
        ('<?xml version="1.0" encoding="klingon"?>', "T", "a.xml:1:.*Unsupported encoding"),
        ("\n\n", "<b>T</i>", "a.xml:3:.*Opening and ending tag mismatch"),
    ],
)  # fmt: skip
def test_what_is_no_xml_or_means_harm_is_refused(
    form: str, before: str, title: str, message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        read((before + DOCUMENTS[form].format(title)).encode(), form, "a.xml")


@every_format
@pytest.mark.parametrize("before", ['<!DOCTYPE x SYSTEM "file:///etc/passwd">', '<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd">%e;]>'])  # fmt: skip
def test_no_other_file_is_read(form: str, before: str) -> None:
    assert titles(form, (before + DOCUMENTS[form].format("T")).encode()) == ["T"]


@every_format
def test_a_document_in_another_encoding_than_it_says_is_refused(form: str) -> None:
    with pytest.raises(FormatError, match=r"a\.xml:1:"):
        read(DOCUMENTS[form].format("Müller").encode("cp1252"), form, "a.xml")


@every_format
@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body/></html>", b"{}"])
def test_a_document_of_another_kind_is_refused(form: str, data: bytes) -> None:
    with pytest.raises(FormatError, match=r"a\.xml:1:"):
        read(data, form, "a.xml")


@every_format
def test_a_document_that_is_cut_short_is_refused_but_for_its_last_character(form: str) -> None:
    document = DOCUMENTS[form].format("T").encode()
    assert titles(form, document[:-1]) == ["T"]
    for length in range(1, len(document) - 1):
        with pytest.raises(FormatError, match=r"a\.xml:1:"):
            read(document[:length], form, "a.xml")


@every_format
def test_a_prefix_that_nothing_declares_is_a_name(form: str) -> None:
    document = DOCUMENTS[form].format("T")
    bare = document.replace("<", "<q:").replace("<q:/", "</q:").replace("b:", "").replace("xmlns:b=", "c=").replace("xmlns=", "c=")  # fmt: skip
    assert titles(form, bare.encode()) == ["T"]


@every_format
def test_only_one_record_is_in_memory_with_what_is_read_after_it(form: str) -> None:
    head, record, end = _around(DOCUMENTS[form].format("T"))
    tags = frozenset({"record", "mods", "Source"})
    file = io.BytesIO((head + record * 2000 + end).encode())
    for _, element in elements(file, "a.xml", tags, frozenset(), "XML"):
        assert len(element) == 1
        assert sum(len(each) for each in element.itersiblings(preceding=True)) == 0
        assert len(list(element.itersiblings(preceding=True))) <= 1


@every_format
def test_a_record_comes_before_the_file_is_read_to_its_end(form: str) -> None:
    head, record, _ = _around(DOCUMENTS[form].format("T"))
    file = io.BytesIO((head + record * 2000).encode())
    works = stream(file, form, "a.xml")
    assert next(works).title == "T"
    with pytest.raises(FormatError, match=r"a\.xml:1:"):
        list(works)


def _around(document: str) -> tuple[str, str, str]:
    """Return what stands before the record of a document, the record, and what stands after it."""
    begin, end = next(
        (document.index(f"<{name}>"), document.index(f"</{name}>") + len(name) + 3)
        for name in ("record", "mods", "b:Source")
        if f"<{name}>" in document
    )
    return document[:begin], document[begin:end], document[end:]


# --- writing ---------------------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.text(st.sampled_from("abcdé中ß"), min_size=1, max_size=5) | st.just(r"\&"), min_size=1
).map(lambda words: f"x {' '.join(words)} x")
# Field → what it may hold; types that have it.
FIELDS = {
    "title": WORDS,
    "note": WORDS,
    "abstract": WORDS,
    "shorttitle": WORDS,
    "volume": st.integers(1, 99).map(str),
    "number": st.integers(1, 99).map(str),
    "year": st.integers(1500, 2100).map(str),
    "publisher": WORDS,
    "address": WORDS,
    "library": WORDS,
    "pubstate": WORDS,
    "code": st.just("https://e.org/a_b~c"),
    "doi": st.just("10.1000/a_b<c>"),
    "langid": st.sampled_from(["ngerman", "french", "spanish", "latin", "english"]),
    "urldate": st.sampled_from(["2020", "2020-05", "2020-05-17"]),
    "url": st.just("https://e.org/x"),
}  # fmt: skip
ENTRIES = st.builds(
    lambda kind, fields: Entry(kind, "key1", fields),
    st.sampled_from(["article", "book", "incollection", "misc", "inproceedings"]),
    st.fixed_dictionaries(
        {"title": WORDS, "url": FIELDS["url"]},
        optional={name: said for name, said in FIELDS.items() if name not in ("title", "url")},
    ),
)


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=60)
@given(entry=ENTRIES)
def test_what_is_written_is_read_again(form: str, entry: Entry) -> None:
    losses: list[Loss] = []
    (back,) = read(b"".join(write([entry], form, losses.append)), form)
    assert (back.entry().type, back.key) == (entry.type, entry.key)
    lost = {each.field for each in losses}
    assert {name: text for name, text in back.entry().fields.items() if name in entry.fields} == {
        name: text for name, text in entry.fields.items() if name not in lost
    }


@pytest.mark.parametrize("form", WRITTEN)
def test_the_end_of_a_range_of_dates_is_told_to_be_lost(form: str) -> None:
    losses: list[Loss] = []
    entry = Entry("book", "key1", {"title": "T", "date": "2020-05/2021"})
    (back,) = read(b"".join(write([entry], form, losses.append)), form)
    assert (back.date.year, back.date.month) == (2020, 5)
    assert losses == [Loss("key1", "date", "the end of the range")]


@pytest.mark.parametrize("form", WRITTEN)
def test_a_file_without_works_is_whole(form: str) -> None:
    assert read(b"".join(write([], form)), form) == []
    assert FORMATS[form].writes


def test_text_becomes_xml_without_what_xml_forbids() -> None:
    assert escaped('a<b> & "c"\x00\ud800\ufffe') == "a&lt;b&gt; &amp; &quot;c&quot;"
    assert tag("a", "b", c='"', d="") == '<a c="&quot;">b</a>'
    assert tag("a", "", "", c="d") == ""
