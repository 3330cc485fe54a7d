"""Tagged lines: records of them, and which field a tag is."""

from io import BytesIO

import pytest

from synbib.errors import Diagnostic
from synbib.formats import tagged
from synbib.formats.data import FormatError, untold
from synbib.formats.tagged import Dialect, Table, Tagged, Value, gathered


def split(line: str) -> tuple[str, str] | None:
    """Take `AB: value` apart."""
    tag, colon, value = line.partition(": ")
    return (tag, value) if colon and len(tag) == 2 else None


MARKED = Dialect("tagged lines", "'TY: '", split, begins=frozenset({"TY"}), ends=frozenset({"ER"}))
BLANK = Dialect("tagged lines", "'TY: '", split, blank_ends=True)


def records(data: bytes, dialect: Dialect) -> list[list[tuple[str, str]]]:
    return [
        [(value.tag, value.text) for value in record.values]
        for record in tagged.tagged(BytesIO(data), "x.txt", dialect, untold)
    ]


def test_a_record_has_its_tags_in_order_with_their_lines() -> None:
    file = BytesIO(b"1.\nTY: A\nTI: One\n  two\n\n  three\nTY: B\nER: ")
    assert list(tagged.tagged(file, "x.txt", MARKED, untold)) == [
        Tagged([Value("TY", "A", 2), Value("TI", "One\ntwo\n\nthree", 3)], ended=False),
        Tagged([Value("TY", "B", 7)], ended=True),
    ]


def test_a_tag_after_a_blank_line_begins_a_record_where_blank_lines_do() -> None:
    data = b"TI: One\nAB: First.\n\nSecond.\nAU: A\n\n\nTI: Two\n"
    assert records(data, BLANK) == [
        [("TI", "One"), ("AB", "First.\n\nSecond."), ("AU", "A")],
        [("TI", "Two")],
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_in_any_way_and_at_nothing_else(end: bytes) -> None:
    data = "TY: A\nTI: One\u2028two\x0bthree\nER: ".encode().replace(b"\n", end)
    assert records(data, MARKED) == [[("TY", "A"), ("TI", "One\u2028two\x0bthree")]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_is_told_by_its_mark_or_guessed(encoding: str) -> None:
    data = "TY: A\nTI: Größe und Maß\nER: \n".encode(encoding)
    assert records(data, MARKED) == [[("TY", "A"), ("TI", "Größe und Maß")]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252"])
def test_a_file_is_read_in_blocks_without_a_seam(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(f"TY: é{number}\r\nER: \r\n" for number in range(20))
    monkeypatch.setattr(tagged, "_BLOCK", 32)
    assert records(text.encode(encoding), MARKED) == [[("TY", f"é{n}")] for n in range(20)]


def test_a_tag_outside_of_a_record_is_told() -> None:
    told: list[Diagnostic] = []
    file = BytesIO(b"TY: A\nER: \nNL: x\nTY: B\nER: \n")
    assert len(list(tagged.tagged(file, "x.txt", MARKED, told.append))) == 2
    assert [str(each) for each in told] == ["x.txt:3: 'NL' stands in no record; it is left out"]


def test_a_line_or_a_record_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagged, "LONGEST_RECORD", 100)
    monkeypatch.setattr(tagged, "_BLOCK", 32)
    with pytest.raises(FormatError, match=r"x.txt:2:1: a line of more than 100 bytes"):
        records(b"TY: A\nTI: " + b"a" * 200, MARKED)
    with pytest.raises(FormatError, match=r"x.txt:1:1: a record of more than 100 characters"):
        records(b"TY: A\n" + b"TI: aaaa\n" * 100, MARKED)


def test_a_file_without_a_record_is_refused_and_an_empty_one_has_none() -> None:
    assert records(b"\n \n", MARKED) == []
    with pytest.raises(FormatError) as refused:
        records(b"\nhello\n", MARKED)
    assert str(refused.value) == "x.txt:2:1: not tagged lines, of which a record begins with 'TY: '"


def test_a_file_that_is_cut_short_is_refused() -> None:
    with pytest.raises(FormatError) as refused:
        records(b"TY: A\nER: \nTY: B\nTI: On", MARKED)
    assert str(refused.value) == (
        "x.txt:4:1: the file ends within the record of line 3, where others end with ER; "
        "save the whole file, or add the end"
    )
    assert records(b"TY: A\n\nTY: B\n", MARKED) == [[("TY", "A")], [("TY", "B")]]


TABLE = Table(
    {
        "TI": "title",
        "T2": {"article": "journal", "inproceedings incollection": "booktitle", "": "series"},
        "JF": "journal",
        "XX": "",
    }
)


def test_a_tag_is_a_field_by_the_type_of_the_entry_both_ways() -> None:
    assert TABLE.fields("article") == {"TI": "title", "T2": "journal", "JF": "journal", "XX": ""}
    assert TABLE.tags("article") == {"title": "TI", "journal": "T2"}
    assert TABLE.tags("incollection") == {"title": "TI", "booktitle": "T2", "journal": "JF"}
    assert TABLE.tags("book") == {"title": "TI", "series": "T2", "journal": "JF"}


def test_the_order_of_the_table_counts_and_an_unknown_tag_is_kept_as_a_note() -> None:
    told: list[Diagnostic] = []
    record = Tagged(
        [Value("JF", "J", 1), Value("T2", "K", 2), Value("ZZ", "z", 3), Value("XX", "x", 4)]
    )
    assert gathered(record, TABLE, "article", "x.txt", told.append) == {
        "journal": ["K", "J"],
        "annotation": ["ZZ: z"],
    }
    assert [each.line for each in told] == [3]
