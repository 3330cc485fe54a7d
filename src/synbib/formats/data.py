"""Data from outside, taken apart without harm: JSON and XML, and texts with the markup that records have in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from synbib.errors import SynbibError

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["FormatError", "as_json", "as_xml"]


class FormatError(SynbibError, ValueError):
    """Data that is not what its format says, or an answer that tells of an error."""


def as_json(data: bytes, name: str = "<data>") -> Any:
    """Return what JSON holds (RFC 8259).

    Raises:
        FormatError: It is not JSON, or nests too deep.
    """
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise FormatError(f"{place}: not JSON: {error.msg}; save the whole answer") from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"{name}: not JSON: {error}") from None


def as_xml(data: bytes, name: str = "<data>") -> etree._Element:
    """Return the root of an XML document. No entity is expanded, no other file read, no connection opened.

    Raises:
        FormatError: It is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise FormatError(f"{name}:{line}:{column}: not well-formed XML: {error.msg}") from None
    return root
