"""A document ⇄ bibtexparser's `Library`, and the middlewares that people have for that.

The two sides hold the same: entries with their fields in order, ``@string``, ``@preamble``, comments. As after
bibtexparser's own `parse_string`, values stand without their delimiters and macros are resolved; what could not be
read is a `ParsingFailedBlock`. Layout is ours alone: going there and back, bibtexparser's writer lays the file out.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from synbib.bibtex.careful import Problem
from synbib.bibtex.syntax import Block, Broken, Comment, Document, Entry, Junk, Preamble, StringDef
from synbib.bibtex.values import Growth
from synbib.errors import BibtexError, ConfigError

if TYPE_CHECKING:
    import bibtexparser
    from bibtexparser.middlewares.middleware import Middleware
    from bibtexparser.model import Block as TheirBlock

__all__ = ["apply_middlewares", "from_bibtexparser", "load_middleware", "to_bibtexparser"]


def to_bibtexparser(
    document: Document, parse_stack: Iterable[Middleware] | None = None
) -> bibtexparser.Library:
    """Return the document as bibtexparser's library.

    Args:
        document: What our reader read: also what bibtexparser's own would not have seen.
        parse_stack: The middlewares that values go through; bibtexparser's default ones by default, and as
            written with none.

    Raises:
        BibtexError: With the values of its macros in their place, the document would be too long.
    """
    import bibtexparser
    from bibtexparser.middlewares.parsestack import default_parse_stack

    _check_growth(document)
    library = bibtexparser.Library()
    # As its own reader does: of two entries with one key the second is there as a duplicate.
    theirs = [b for block in document.blocks for b in _theirs(block)]
    library.add(theirs, fail_on_duplicate_key=False)
    for middleware in default_parse_stack() if parse_stack is None else parse_stack:
        library = middleware.transform(library=library)
    return library


def from_bibtexparser(library: bibtexparser.Library, name: str = "<string>") -> Document:
    """Return the document that bibtexparser's library is."""
    import bibtexparser

    return Document.parse(bibtexparser.write_string(library), name)


def apply_middlewares(document: Document, names: Iterable[str]) -> Document:
    """Return the document as bibtexparser middlewares leave it.

    Args:
        document: The document.
        names: The middlewares, ``package.module:Class``, in the order in which they are applied. They are imported,
            and importing runs code: so these are names that the user has allowed.

    Raises:
        ConfigError: There is no such middleware.
    """
    middlewares = [load_middleware(name) for name in names]
    if not middlewares:
        return document
    library = to_bibtexparser(document)
    for middleware in middlewares:
        library = middleware.transform(library=library)
    return from_bibtexparser(library, document.name)


def load_middleware(name: str) -> Middleware:
    """Return the middleware that ``package.module:Class`` names.

    To import a module runs it: so this is for names that the user has allowed. What the name stands for is called
    only if it is a subclass of bibtexparser's ``Middleware``.

    Raises:
        ConfigError: It cannot be imported, or is none.
    """
    from bibtexparser.middlewares.middleware import Middleware

    module_name, _, class_name = name.partition(":")
    if not all(part.isidentifier() for part in (*module_name.split("."), class_name)):
        raise ConfigError(f"middlewares: '{name}' is not of the form package.module:Class")
    try:
        found = getattr(importlib.import_module(module_name), class_name, None)
    except ImportError as error:
        raise ConfigError(
            f"middlewares: cannot import '{module_name}': {error}; install it where synbib is installed"
        ) from None
    if found is None:
        raise ConfigError(f"middlewares: '{module_name}' has no '{class_name}'")
    if not (isinstance(found, type) and issubclass(found, Middleware)):
        raise ConfigError(f"middlewares: '{name}' is not a bibtexparser middleware")
    try:
        return found()
    except TypeError as error:
        raise ConfigError(f"middlewares: '{name}' cannot be made: {error}") from None


def _check_growth(document: Document) -> None:
    """Make sure that macros can be resolved: bibtexparser copies the value of each wherever it is used."""
    definitions = (block for block in document.blocks if isinstance(block, StringDef))
    lengths = {f.name.lower(): len(f.value) for block in definitions for f in block.fields}
    growth = Growth(len(document.text))
    for entry in document.entries if lengths else ():
        for i, (_, value) in enumerate(entry.pairs):
            if not growth.allows((entry, i), lengths.get(value.lower(), 0)):
                field = entry.fields[i]
                message = f"the value of '{field.name}' would be {growth.refused[entry, i]}"
                hint = "shorten what it is made of"
                problem = Problem(field.value_start, "too-long", message, hint)
                raise BibtexError.of([document.diagnose(problem)])


def _theirs(block: Block) -> Iterator[TheirBlock]:
    """Yield a block as bibtexparser has it; an ``@string`` with several definitions is several there."""
    from bibtexparser import model

    line, raw = block.line - 1, block.source
    match block:
        case Entry():
            position = block.document.position
            fields = [
                model.Field(f.name.lower(), f.value, position(f.start)[0] - 1) for f in block.fields
            ]
            yield model.Entry(block.type.lower(), block.key, fields, start_line=line, raw=raw)
        case StringDef():
            for definition in block.fields:
                yield model.String(definition.name, definition.value, start_line=line, raw=raw)
        case Preamble():
            yield model.Preamble(block.value, start_line=line, raw=raw)
        case Comment():
            yield model.ExplicitComment(block.text, start_line=line, raw=raw)
        case Broken():
            yield model.ParsingFailedBlock(
                error=ValueError("not readable"), start_line=line, raw=raw
            )
        case Junk() if text := block.source.strip():
            yield model.ImplicitComment(text, start_line=line, raw=raw)
