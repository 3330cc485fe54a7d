"""Lines that ask, lines that answer."""

from __future__ import annotations

from synbib.errors import UnknownNameError
from synbib.serving import params
from synbib.serving.documents import Defaults, Documents
from synbib.serving.methods import METHODS, Call
from synbib.serving.protocol import NO_SUCH_METHOD, RequestError, answer
from synbib.serving.works import ReadFile

__all__ = ["Server"]


class Server:
    """Answers requests, one after the other, and keeps the documents that they are about.

    Args:
        defaults: What holds where a client does not say otherwise.
        read_file: What reads a BibTeX file.
        version: The version that it says it has.
        ascii_only: Whether answers escape all other characters.
    """

    def __init__(
        self,
        defaults: Defaults,
        read_file: ReadFile,
        *,
        version: str = "",
        ascii_only: bool = False,
    ) -> None:
        self._documents = Documents(defaults, read_file, version)
        self._ascii_only = ascii_only

    def answer(self, line: bytes) -> bytes | None:
        """Return the line that answers a line, without its end; ``None`` where none is wanted."""
        return answer(line, self._call, ascii_only=self._ascii_only)

    def _call(self, name: str, given: object, wants_answer: bool) -> object:
        method = METHODS.get(name)
        if method is None:
            error = UnknownNameError.among("method", name, METHODS)
            raise RequestError(error.message, code=NO_SUCH_METHOD)
        values = params.values_of(given, method.params)
        if not method.is_about_document:
            return method.run(self._documents, **values)
        return method.run(Call(self._documents, values.pop("document"), wants_answer), **values)
