"""What is broken or meant to do harm, in the formats of indexes of literature: an error with its place, or a work."""

import time
from io import BytesIO

import pytest

from synbib.errors import Diagnostic, SynbibError
from synbib.formats import read, stream

# A record of each format, with a place for its title.
RECORDS = {
    "nbib": "PMID- 1\nTI  - {}\nAU  - Roe J\nSO  - x\n\n",
    "wos-isi": "PT J\nAU Roe, J\nTI {}\nSO Naps\nER\n\n",
    "ovid": "<1>\nTitle\n  {}\nSource\n  Naps. 2(3):4-5, 1994 Jun.\n",
    "biblioscape": "--AU-- Roe, J.\n--TI-- {}\n------\n",
    "pubmed-xml": "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>{}</ArticleTitle></Article>"
    "</MedlineCitation></PubmedArticle>",
}
TAGGED = [name for name in RECORDS if name != "pubmed-xml"]

formats = pytest.mark.parametrize("name", RECORDS)
tagged = pytest.mark.parametrize("name", TAGGED)


def title(data: bytes, name: str) -> str:
    (work,) = read(data, name, "x")
    return work.title


@tagged
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_is_told_by_the_bytes(name: str, encoding: str) -> None:
    text = RECORDS[name].format("Über Nickerchen für alle")
    assert title(text.encode(encoding), name) == "Über Nickerchen für alle"


@tagged
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_with_any_mark(name: str, end: str) -> None:
    assert title(RECORDS[name].format("Naps").replace("\n", end).encode(), name) == "Naps"


@tagged
def test_what_is_not_seen_is_left_out(name: str) -> None:
    hidden = "On\0 \ue000na\ue001ps\u202e of \U000f0000pigs"
    assert title(RECORDS[name].format(hidden).encode(), name) == "On naps of pigs"


@formats
def test_what_is_cut_off_is_an_error_or_a_work_and_no_traceback(name: str) -> None:
    whole = RECORDS[name].format("Naps of <i>E. coli</i>").encode()
    refused = []
    for end in range(len(whole)):
        try:
            read(whole[:end], name, "x")
        except SynbibError as error:
            refused.append(str(error))
    assert all(each.startswith("x:") for each in refused)


@formats
@pytest.mark.parametrize(
    "junk", [b"\xff\xff\xff", b"\0" * 50, b"<<<>>>", b"\n- -\n--\n", b"{}", b"<a/>"]
)
def test_junk_is_an_error_with_its_place(name: str, junk: bytes) -> None:
    with pytest.raises(SynbibError, match=r"\Ax:"):
        read(junk, name, "x")


@tagged
def test_a_title_that_is_too_long_is_an_error_with_its_line(name: str) -> None:
    with pytest.raises(SynbibError, match=r"x:\d+:1: a text of 100,000 characters"):
        read(RECORDS[name].format("a" * 100_000).encode(), name, "x")


@tagged
def test_tags_that_come_twice_lose_nothing_silently(name: str) -> None:
    first, _, rest = RECORDS[name].partition("{}")
    tag = first.splitlines()[-1]
    more = f"Title\n{tag}" if name == "ovid" else tag
    (work,) = read(f"{first}One\n{more}Two{rest}".encode(), name, "x")
    assert "One" in work.title
    assert "Two" in " ".join(work.entry().fields.values())


@tagged
def test_the_time_grows_with_the_size(name: str) -> None:
    def seconds(number: int) -> float:
        data = (RECORDS[name].format("Naps, <i>beds</i> & pillows") * number).encode()
        start = time.process_time()
        assert len(read(data, name, "x")) == number
        return time.process_time() - start

    seconds(50)
    # Eight times as much would take 64 times as long if it took time with the square.
    assert seconds(2000) < 24 * seconds(250) + 0.1


@pytest.mark.parametrize(
    "source",
    [
        "(2004). " + "a (pp. 1). " * 60,
        "A. Vol 1(" * 70,
        "a. 2004 " * 90,
        "[Ed.] " * 120,
        "Naps. 1(2) (pp 3-4), " * 35,
    ],
)
def test_a_source_that_nearly_fits_a_form_is_read_all_the_same(source: str) -> None:
    record = f"<1>\nTI  - Naps\nSO  - {source}\nBT  - {source}\n"
    assert title(record.encode(), "ovid") == "Naps"


@pytest.mark.parametrize(
    "inside",
    [
        '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_no_entity_is_expanded_and_no_file_read(inside: str) -> None:
    text = (
        inside + "<PubmedArticleSet>" + RECORDS["pubmed-xml"].format("&b;") + "</PubmedArticleSet>"
    )
    try:
        said = [work.title for work in read(text.encode(), "pubmed-xml", "x")]
    except SynbibError as error:
        said = [str(error)]
    assert len(said) == 1
    assert "lol" not in said[0]
    assert "root:" not in said[0]


def test_xml_that_nests_too_deep_is_an_error() -> None:
    deep = "<i>" * 100_000
    with pytest.raises(SynbibError, match=r"x:1:\d+: not well-formed XML"):
        read(RECORDS["pubmed-xml"].format(deep).encode(), "pubmed-xml", "x")


class Endless(BytesIO):
    """A file whose one line never ends."""

    def read(self, size: int | None = -1, /) -> bytes:
        return b"a" * (size or 1)


@tagged
def test_a_line_without_end_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synbib.formats.tagged.LONGEST_RECORD", 100_000)
    with pytest.raises(SynbibError, match=r"x:1:1: a line of more than 100,000 bytes"):
        list(stream(Endless(), name, "x"))


@formats
def test_a_stream_yields_a_work_before_the_next_is_read(name: str) -> None:
    one = RECORDS[name].format("One")
    cut = "PMID- 1\n" if name == "nbib" else one[: len(one) // 2]
    text = f"{one}{cut}"
    if name == "pubmed-xml":
        text = f"<PubmedArticleSet>{text}"
    told: list[Diagnostic] = []
    assert next(stream(BytesIO(text.encode()), name, "x", told.append)).title == "One"
