"""BibTeX files in one form: what ``synbib fmt`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest

from synbib import lazily
from synbib.arguments import expect, expect_several, expect_text
from synbib.bibtex import Document
from synbib.bibtex.encoding import decode
from synbib.bibtex.format import FormatOptions, format_document, says_the_same
from synbib.errors import BibtexError, Diagnostic, SynbibError
from synbib.files import read_files, update
from synbib.latex import encode
from synbib.verbs.rewritten import Rewritten

__all__ = ["FormattedFile", "format_data", "format_files", "format_text"]


@lazily.dataclass(frozen=True)
class FormattedFile(Rewritten):
    """A BibTeX file as it was, and in one form.

    Attributes:
        diagnostics: What was doubtful, or kept as it was.
    """

    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def unformatted(self) -> Diagnostic | None:
        """The finding that the file was not in this form, at the first line that changes; None if it was."""
        lines = zip_longest(self.before.split("\n"), self.text.split("\n"))
        for line, (was, becomes) in enumerate(lines, 1):
            if was != becomes:
                return Diagnostic(
                    self.name, line, 1, "unformatted", "not formatted", "run synbib fmt"
                )
        return None


def format_text(
    text: str, name: str = "<string>", *, options: FormatOptions | None = None
) -> FormattedFile:
    """Return BibTeX text in one form; formatting that again changes nothing.

    Args:
        text: The text.
        name: What stands for the file in messages.
        options: What the form is: `synbib.bibtex.format.FormatOptions`.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        BibtexError: It is not BibTeX, or holds conflict markers.
        SynbibError: It would say something else than before.
    """
    expect_text(text, "text", "synbib.format_files([path]) takes files")
    return _formatted(text, name, options)


def format_data(
    data: bytes,
    name: str = "<string>",
    *,
    options: FormatOptions | None = None,
    encoding: str | None = None,
) -> FormattedFile:
    """Return a BibTeX file's bytes in one form; see `format_text`.

    Args:
        data: The bytes.
        name: What stands for the file in messages.
        options: What the form is.
        encoding: What to read it as where it neither is Unicode nor says what it is; guessed by default.
    """
    expect(data, "data", bytes, "synbib.format_text(text) takes text")
    read = decode(data, name, encoding)
    done = _formatted(read.text, name, options)
    found = (*read.diagnostics, *done.diagnostics)
    return FormattedFile(name, read.text, done.text, read.encoding, found)


def format_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    options: FormatOptions | None = None,
    encoding: str | None = None,
    write: bool = True,
    tell: Callable[[str], None] = lambda _line: None,
) -> list[FormattedFile]:
    """Bring BibTeX files into one form; each file is written whole, and none if one cannot be.

    Args:
        paths: The files.
        options: What the form is: `synbib.bibtex.format.FormatOptions`.
        encoding: What a file is read as that neither is Unicode nor says what it is; guessed by default.
        write: Whether the files are written; else what would be written is only returned.
        tell: Is given a line when another process has to be waited for.

    Returns:
        Each file, whether it changed or not.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        BibtexError: A file is not BibTeX, or holds conflict markers.
        SynbibError: A file cannot be written, or would say something else than before.
    """
    names = [os.fspath(path) for path in expect_several(paths, "paths", os.PathLike, "files", str)]

    def formatted(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[FormattedFile]]:
        done = [
            format_data(data, name, options=options, encoding=encoding)
            for name, data in read.items()
        ]
        return {each.name: each.data for each in done}, done

    if not write:
        return formatted(read_files(names))[1]
    return update(names, formatted, tell=tell).result


def _formatted(text: str, name: str, options: FormatOptions | None) -> FormattedFile:
    form = options or FormatOptions()
    expect(form, "options", FormatOptions, "write e.g. FormatOptions(wrap=80)")
    document = Document.parse(text, name)
    if document.unreadable:
        raise BibtexError.of(document.unreadable)
    formatted = format_document(document, form, encode if form.escape else None)
    if not says_the_same(document, Document.parse(formatted.text, name), form):
        raise SynbibError(
            f"{name}: formatting would change what the file says, which is a fault of synbib; "
            "nothing was written, please report it"
        )
    return FormattedFile(name, text, formatted.text, diagnostics=formatted.warnings)
