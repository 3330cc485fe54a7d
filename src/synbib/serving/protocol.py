"""JSON-RPC 2.0, a request or a batch of them in a line: what a line asks, and the line that answers it.

Source: the JSON-RPC 2.0 specification, https://www.jsonrpc.org/specification.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import field
from math import isfinite
from typing import Final, NoReturn

from synbib import lazily
from synbib.errors import (
    ArgumentError,
    BibtexError,
    FileError,
    StyleError,
    SynbibError,
    UnknownKeyError,
    UnknownNameError,
)

__all__ = ["CODES", "RequestError", "answer", "refusal"]

Call = Callable[[str, object, bool], object]
"""Runs a method: its name, its parameters, whether an answer is wanted; returns the result."""

NOT_JSON: Final = -32700
NOT_A_REQUEST: Final = -32600
NO_SUCH_METHOD: Final = -32601
WRONG_PARAMS: Final = -32602
INTERNAL: Final = -32603
# Error → its code, the narrower before the wider. -32000 to -32099 are the server's own.
CODES: Final[tuple[tuple[type[Exception], int], ...]] = (
    (ArgumentError, WRONG_PARAMS),
    (UnknownKeyError, -32001),
    (UnknownNameError, -32002),
    (FileError, -32003),
    (BibtexError, -32004),
    (StyleError, -32005),
    (SynbibError, -32000),
)
_MEMBERS: Final = frozenset(("jsonrpc", "id", "method", "params"))
_DEEPEST: Final = "it is nested too deep"


@lazily.dataclass(eq=False)
class RequestError(SynbibError):
    """A request that cannot be run.

    Attributes:
        code: What is wrong, as a number of JSON-RPC.
    """

    code: int = field(default=NOT_A_REQUEST, kw_only=True)


def answer(line: bytes, call: Call, *, ascii_only: bool = False) -> bytes | None:
    """Return the line that answers a line, without its end; ``None`` where none is wanted.

    Args:
        line: A request, or an array of them, as UTF-8.
        call: What runs a method.
        ascii_only: Whether all other characters are escaped in the answer.
    """
    try:
        asked = _read(line)
    except RequestError as error:
        return _written(_failed(None, error), ascii_only=ascii_only)
    if not isinstance(asked, list) or not asked:
        answered: object = _answer(asked, call)
    else:
        answers = [_answer(each, call) for each in asked]
        answered = [each for each in answers if each is not None] or None
    return None if answered is None else _written(answered, ascii_only=ascii_only)


def refusal(message: str) -> bytes:
    """Return the line that answers what cannot be a request."""
    return _written(_failed(None, RequestError(message)), ascii_only=True)


def _read(line: bytes) -> object:
    try:
        return json.loads(line.decode(), parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        problem = _DEEPEST
    except UnicodeDecodeError as error:
        problem = f"byte {error.start + 1} is not UTF-8"
    except json.JSONDecodeError as error:
        problem = f"column {error.colno}: {error.msg}"
    except ValueError as error:  # a number with too many digits, or none that JSON has
        problem = str(error).partition(";")[0]
    raise RequestError(f"this line is not JSON: {problem}", code=NOT_JSON)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(number: str) -> float:
    """Return a number; one beyond all floats would be answered as ``Infinity``, which is not JSON."""
    value = float(number)
    if not isfinite(value):
        raise ValueError(f"{number} is too great a number")
    return value


def _answer(asked: object, call: Call) -> dict[str, object] | None:
    """Return the answer to one request, ``None`` if it is a notification: one without an id."""
    try:
        name, params = _request(asked)
    except RequestError as error:
        return _failed(_id(asked), error)
    assert isinstance(asked, Mapping)
    wants_answer = "id" in asked
    try:
        result = call(name, params, wants_answer)
    except SynbibError as error:
        failed: Exception = error
    except RecursionError:
        failed = RequestError(f"params: {_DEEPEST}", code=WRONG_PARAMS)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one request is not to end the others
        told = f"{type(error).__name__}: {error}"
        failed = RequestError(f"synbib failed: {told}; please report it", code=INTERNAL)
    else:
        answered = {"jsonrpc": "2.0", "id": _id(asked), "result": result}
        return answered if wants_answer else None
    return _failed(_id(asked), failed) if wants_answer else None


def _request(asked: object) -> tuple[str, object]:
    """Return the method and the parameters of a request.

    Raises:
        RequestError: It is none.
    """
    if not isinstance(asked, Mapping):
        raise RequestError('a request is an object, as {"id": 1, "method": "version"}')
    if unknown := asked.keys() - _MEMBERS:
        error = UnknownNameError.among("member of a request", min(unknown), _MEMBERS)
        raise RequestError(error.message)
    if asked.get("jsonrpc", "2.0") != "2.0":
        raise RequestError('jsonrpc: only "2.0" is spoken here')
    if not _may_be_id(asked.get("id")):
        raise RequestError("id: a string or a number is wanted")
    name = asked.get("method")
    if not isinstance(name, str):
        raise RequestError("method: the name of a method is wanted")
    return name, asked.get("params", {})


def _may_be_id(value: object) -> bool:
    return value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool))


def _id(asked: object) -> object:
    """Return the id of a request, ``None`` where it has none that can be used."""
    value = asked.get("id") if isinstance(asked, Mapping) else None
    return value if _may_be_id(value) else None


def _failed(request_id: object, error: Exception) -> dict[str, object]:
    code = error.code if isinstance(error, RequestError) else _code(error)
    return {
        "jsonrpc": "2.0",
        "id": request_id,
        "error": {"code": code, "message": str(error)},
    }


def _code(error: Exception) -> int:
    return next(code for kind, code in CODES if isinstance(error, kind))


def _written(value: object, *, ascii_only: bool) -> bytes:
    text = json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))
    # Half a surrogate pair, which JSON can escape, is no character of UTF-8.
    return text.encode("utf-8", "replace")
