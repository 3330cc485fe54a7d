"""What documents of word processors are as files: XML in a zip archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from synbib import lazily
from synbib.text.controls import without_controls

__all__ = ["TIME", "XML_START", "archive", "escaped"]

XML_START: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The earliest time that an archive can tell. It is the same for all, so that the same references are the same bytes.
TIME: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16  # Unix's permissions, where an archive has them

# XML 1.0, "Characters": what no document may hold, beside controls.
_ILLEGAL: Final = lazily.pattern("[\ud800-\udfff\ufffe\uffff]")
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """Return a text as it may stand in XML, also between quotation marks; what XML cannot hold is left out."""
    if not text.isprintable():
        text = _ILLEGAL.sub("", without_controls(text))
    return text.translate(_ENTITIES)


def archive(files: Iterable[tuple[str, bytes]], stored: Iterable[str] = ()) -> bytes:
    """Return a zip archive of files, in their order.

    Args:
        files: The name and the data of each.
        stored: The names of those that are not compressed, so that their data can be read as it is.
    """
    as_they_are = set(stored)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in files:
            member = zipfile.ZipInfo(name, TIME)
            member.external_attr = _READABLE
            member.create_system = 3  # Unix, wherever it is made
            packed = zipfile.ZIP_STORED if name in as_they_are else zipfile.ZIP_DEFLATED
            file.writestr(member, data, packed)
    return made.getvalue()
