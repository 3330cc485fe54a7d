"""The text of a document, in the lines and the units of an editor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from synbib.lsp.text import Text

TEXTS = st.text(alphabet="ab é😀\r\n\x0b\u2028", max_size=20)


def test_lines_end_where_the_protocol_says() -> None:
    assert Text("a\nb\r\nc\rd\x0be\u2028f\x85g").lines == [
        "a\n",
        "b\r\n",
        "c\r",
        "d\x0be\u2028f\x85g",
    ]
    assert Text("a\n").lines == ["a\n", ""]
    assert Text("").lines == [""]


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)])
def test_a_position_counts_units_of_the_encoding(encoding: str, units: int) -> None:
    text = Text("aé😀b", encoding)
    assert text.position(3) == Position(0, units)
    assert text.offset(Position(0, units)) == 3


def test_a_position_beyond_a_line_or_the_text_is_its_end() -> None:
    text = Text("ab\r\ncd")
    assert text.offset(Position(0, 99)) == 2
    assert text.offset(Position(99, 0)) == 6
    assert text.whole == Range(Position(0, 0), Position(1, 2))


@given(TEXTS, st.data())
def test_a_change_is_as_if_the_text_had_been_so(source: str, data: st.DataObject) -> None:
    text = Text(source)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    new = data.draw(TEXTS)
    place = text.range(start, end)
    first, last = text.offset(place.start), text.offset(place.end)
    changed = text.changed(place, new, 2)
    assert changed.text == source[:first] + new + source[last:]
    assert changed.lines == Text(changed.text).lines
    assert changed.version == 2


@given(TEXTS, TEXTS)
def test_edits_make_one_text_of_the_other(source: str, new: str) -> None:
    text = Text(source)
    done = source
    for edit in reversed(text.edits(new)):
        start, end = text.offset(edit.range.start), text.offset(edit.range.end)
        done = done[:start] + edit.new_text + done[end:]
    assert done == new


def test_edits_are_no_larger_than_they_need_to_be() -> None:
    [edit] = Text("one\ntwo three\nfour\n").edits("one\ntwo 3\nfour\n")
    assert (edit.range, edit.new_text) == (Range(Position(1, 4), Position(1, 9)), "3")
    assert Text("same\n").edits("same\n") == []


def test_a_line_is_found_by_any_position_of_it_and_the_last_one_by_those_beyond() -> None:
    text = Text("one\r\ntwo")
    places = [text.line(Position(*each)) for each in ((0, 0), (0, 99), (1, 1), (9, 9))]
    assert places == [(0, 5), (0, 5), (5, 8), (5, 8)]
