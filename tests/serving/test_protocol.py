from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.errors import ArgumentError, FileError, StyleError, SynbibError, UnknownKeyError
from synbib.serving.protocol import answer


def call(name: str, params: object, wants_answer: bool) -> object:
    """A server with a few methods."""
    del wants_answer
    errors: dict[str, Exception] = {
        "argument": ArgumentError("cites: wrong"),
        "key": UnknownKeyError("unknown key"),
        "file": FileError("no file"),
        "style": StyleError("no style"),
        "other": SynbibError("other"),
        "fault": ValueError("of ours"),
        "deep": RecursionError(),
    }
    if name in errors:
        raise errors[name]
    return params


def asked(line: str | bytes) -> Any:
    answered = answer(line if isinstance(line, bytes) else line.encode(), call)
    return None if answered is None else json.loads(answered)


def failed(code: int, message: str, request_id: object = None) -> dict[str, object]:
    error = {"code": code, "message": message}
    return {"jsonrpc": "2.0", "id": request_id, "error": error}


def test_a_request_is_answered_under_its_id() -> None:
    assert asked('{"jsonrpc": "2.0", "id": "a", "method": "echo", "params": [1]}') == {
        "jsonrpc": "2.0",
        "id": "a",
        "result": [1],
    }
    assert asked('{"id": null, "method": "echo"}') == {"jsonrpc": "2.0", "id": None, "result": {}}


def test_a_notification_is_not_answered_even_if_it_fails() -> None:
    assert asked('{"method": "echo"}') is None
    assert asked('{"method": "other"}') is None
    assert asked('{"method": "fault"}') is None


def test_a_batch_is_answered_by_an_array() -> None:
    answers = asked(
        '[{"id": 1, "method": "echo"}, {"method": "echo"}, 7, {"id": 2, "method": "key"}]'
    )
    assert [each["id"] for each in answers] == [1, None, 2]
    assert [each.get("error", {}).get("code") for each in answers] == [None, -32600, -32001]
    assert asked('[{"method": "echo"}]') is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "column 2: Expecting property name enclosed in double quotes"),
        (b'{"id": 1} x', "column 11: Extra data"),
        (b'{"id": "\xff"}', "byte 9 is not UTF-8"),
        (b'{"id": NaN}', "NaN is not a number of JSON"),
        (b'{"id": -1e999}', "-1e999 is too great a number"),
        (b"[" * 100_000, "it is nested too deep"),
        (
            b"1" * 5000,
            "Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits",
        ),
    ],
    ids=["cut", "more", "bytes", "number", "great", "deep", "digits"],
)
def test_what_is_not_json_is_told_with_its_place(line: bytes, message: str) -> None:
    assert asked(line) == failed(-32700, f"this line is not JSON: {message}")


@pytest.mark.parametrize(
    ("line", "message", "request_id"),
    [
        ("1", 'a request is an object, as {"id": 1, "method": "version"}', None),
        ("[]", 'a request is an object, as {"id": 1, "method": "version"}', None),
        ('{"id": 1}', "method: the name of a method is wanted", 1),
        ('{"id": 1, "method": 2}', "method: the name of a method is wanted", 1),
        ('{"id": true, "method": "echo"}', "id: a string or a number is wanted", None),
        ('{"id": 1, "jsonrpc": "1.0", "method": "echo"}', 'jsonrpc: only "2.0" is spoken here', 1),
        (
            '{"id": 1, "methode": "echo"}',
            "unknown member of a request 'methode'; did you mean method?",
            1,
        ),
    ],
)
def test_what_is_not_a_request_is_told(line: str, message: str, request_id: object) -> None:
    assert asked(line) == failed(-32600, message, request_id)


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("argument", -32602, "cites: wrong"),
        ("key", -32001, "unknown key"),
        ("file", -32003, "no file"),
        ("style", -32005, "no style"),
        ("other", -32000, "other"),
        ("fault", -32603, "synbib failed: ValueError: of ours; please report it"),
        ("deep", -32602, "params: it is nested too deep"),
    ],
)
def test_each_kind_of_error_has_a_code(name: str, code: int, message: str) -> None:
    assert asked(json.dumps({"id": 1, "method": name})) == failed(code, message, 1)


def test_half_a_character_does_not_end_it() -> None:
    line = answer(b'{"id": "\\ud800", "method": "echo"}', call)
    assert line == b'{"jsonrpc":"2.0","id":"?","result":{}}'


def test_a_terminal_gets_no_character_that_it_might_obey() -> None:
    line = answer('{"id": "\x7f\u202eä", "method": "echo"}'.encode(), call, ascii_only=True)
    assert line == b'{"jsonrpc":"2.0","id":"\\u007f\\u202e\\u00e4","result":{}}'


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["jsonrpc", "id", "method", "params", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=8,
)


@given(st.one_of(st.binary(), json_values.map(lambda value: json.dumps(value).encode())))
def test_every_line_gets_one_line_of_utf_8_or_none(line: bytes) -> None:
    answered = answer(line, call)
    if answered is not None:
        assert b"\n" not in answered
        json.loads(answered.decode())
