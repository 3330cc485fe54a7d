"""Exchange formats: files of records that other programs write, read into `Incoming`s.

A module per format: bytes in, `synbib.incoming.Incoming`s out, and entries out into a file. `read`, `stream` and
`write` find the module by the format's name, or by what the data looks like. What a format cannot keep of an entry is
told as a `Loss`.
"""

from typing import TYPE_CHECKING

from synbib import lazily
from synbib.formats.data import FormatError, Tell
from synbib.formats.formats import (
    FORMATS,
    Format,
    format_named,
    format_of,
    format_written,
    read,
    stream,
    write,
)

if TYPE_CHECKING:
    from synbib.formats.outgoing import Loss, Outgoing

__all__ = [
    "FORMATS",
    "Format",
    "FormatError",
    "Loss",
    "Outgoing",
    "Tell",
    "format_named",
    "format_of",
    "format_written",
    "read",
    "stream",
    "write",
]

__getattr__ = lazily.names(__name__, {"outgoing": ("Loss", "Outgoing")})
