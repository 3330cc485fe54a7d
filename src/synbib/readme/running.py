"""A template, run: its text is read, what it writes is bounded, and its mistakes become errors with file and line."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.files import decode_utf8, read_bytes
from synbib.limits import LONGEST_TEMPLATE, LONGEST_TEMPLATE_OUTPUT
from synbib.text.controls import without_controls

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["run", "template_text"]

_HALF: Final = lazily.pattern("[\ud800-\udfff]")
# Before the name of a class of ours, in a message of Jinja2's.
_OUR_MODULE: Final = lazily.pattern(r"\bsynbib(?:\.[a-z_]+)+\.(?=[A-Z])")


def run(environment: Environment, name: str, **values: Any) -> str:
    """Return what a template writes, without characters that are not content.

    Args:
        environment: Where it is found by its name.
        name: The template.
        values: What it is given.

    Raises:
        SynbibError: The template cannot be read or has a mistake: its file, the line, and what is wrong.
    """
    # Here, as it takes long to load.
    from jinja2 import TemplateSyntaxError

    try:
        pieces: list[str] = []
        size = 0
        for piece in environment.get_template(name).generate(**values):
            pieces.append(piece)
            size += len(piece)
            if size > LONGEST_TEMPLATE_OUTPUT:
                raise SynbibError(
                    f"{name}: this writes more than {LONGEST_TEMPLATE_OUTPUT:,} characters"
                )
    except SynbibError:
        raise
    except TemplateSyntaxError as error:
        raise SynbibError(f"{error.name or name}:{error.lineno}: {error.message}") from None
    except (
        RecursionError,
        SyntaxError,
    ) as error:  # the latter of the Python that Jinja2 makes of it
        message = (
            "this goes too deep: things within each other, or a macro or a file that calls itself"
        )
        raise SynbibError(f"{_place(error, name)}: {message}") from None
    except Exception as error:  # noqa: BLE001 - filters and operators raise of all kinds on values that they do not take
        raise SynbibError(f"{_place(error, name)}: {_first_line(error)}") from None
    text = without_controls("".join(pieces))
    if _HALF.search(text):
        raise SynbibError(
            f"{name}: this writes half a character, U+D800 to U+DFFF; write the whole"
        )
    return text


def template_text(path: str, name: str) -> str:
    """Return the text of a template.

    Args:
        path: Its file.
        name: What messages call it.

    Raises:
        SynbibError: It cannot be read, or is too long.
    """
    data = read_bytes(path, hint="give the path of a template from this folder")
    text = decode_utf8(data, name)
    if len(text) > LONGEST_TEMPLATE:
        raise SynbibError(f"{name}: this is longer than {LONGEST_TEMPLATE:,} characters; take less")
    return text


def _place(error: Exception, name: str) -> str:
    """Where in a template an error arose: Jinja2 puts its lines into the traceback."""
    suffix = Path(name).suffix
    frames = traceback.extract_tb(error.__traceback__)
    found = [f"{f.filename}:{f.lineno}" for f in frames if Path(f.filename).suffix == suffix]
    return found[-1] if found and suffix != ".py" else name


def _first_line(error: Exception) -> str:
    message = str(error).partition("\n")[0] or type(error).__name__
    return _OUR_MODULE.sub("", message)
