"""Texts out of JSON and XML of which no form is sure."""

import pytest

from synbib.formats.data import as_xml
from synbib.formats.pick import string, strings, words


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"a": " x "}, "x"),
        ({"a": 7}, "7"),
        ({"a": True}, ""),
        ({"a": ["x"]}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_what_is_no_text_is_empty(data: object, text: str) -> None:
    assert string(data, "a") == text


def test_a_lone_text_is_a_list_of_one() -> None:
    assert strings({"a": "x"}, "a") == ["x"]
    assert strings({"a": ["x", None, {"b": 1}, "", 2]}, "a") == ["x", "2"]


def test_the_text_of_an_element_is_on_one_line_with_all_that_stands_in_it() -> None:
    root = as_xml(b'<r xmlns="urn:x"><t>H<sub>2</sub>O\n  is wet</t></r>')
    assert words(root, "{*}t") == "H2O is wet"
    assert words(root, "{*}none") == ""
    assert words(None, "t") == ""
