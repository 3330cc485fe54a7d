"""What the metadata of a Markdown document says of its citations, by pandoc's names.

Source: the pandoc manual, *Metadata blocks* and *Citation rendering*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from synbib import lazily
from synbib.documents.citing import Citing
from synbib.documents.markdown import find
from synbib.documents.prose import METADATA
from synbib.formats.csl_yaml import as_item
from synbib.formats.data import as_yaml

__all__ = ["Metadata", "as_flag", "metadata_of", "read_metadata", "said_in"]

_YES: Final = frozenset(("true", "yes", "on", "y"))
_NO: Final = frozenset(("false", "no", "off", "n"))


@lazily.dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of its citations.

    Attributes:
        bibliography: The files with the entries, as they are named.
        references: Items of CSL-JSON that stand in the metadata itself.
        csl: The style; ``""`` if it names none.
        lang: The language tag of the document.
        nocite: What is in the bibliography and is not cited.
        link_citations: Whether citations link to their references.
        notes_after_punctuation: Whether notes follow the punctuation after them; None if it does not say.
        reference_section_title: The heading of the bibliography.
        suppress_bibliography: Whether there is to be none.
    """

    bibliography: tuple[str, ...] = ()
    references: tuple[Mapping[str, Any], ...] = ()
    csl: str = ""
    lang: str = ""
    nocite: Citing = field(default_factory=Citing)
    link_citations: bool = False
    notes_after_punctuation: bool | None = None
    reference_section_title: str = ""
    suppress_bibliography: bool = False


def read_metadata(text: str, name: str) -> Metadata:
    """Return what the metadata at the beginning of a Markdown document says.

    Args:
        text: The document.
        name: Its name in messages.

    Raises:
        FormatError: The metadata is not YAML.
    """
    return metadata_of(said_in(text, name))


def said_in(text: str, name: str) -> Mapping[str, Any]:
    """Return the names and the values of the metadata at the beginning of a Markdown document.

    Args:
        text: The document.
        name: Its name in messages.

    Raises:
        FormatError: The metadata is not YAML.
    """
    found = METADATA.match(text)
    if found is None:
        return {}
    first_line = text.count("\n", 0, found.start("yaml")) + 1
    said = as_yaml(found["yaml"], name, first_line)
    if not isinstance(said, dict):
        return {}
    references = said.get("references")
    if isinstance(references, list):
        said["references"] = [as_item(each) for each in references if isinstance(each, dict)]
    return said


def metadata_of(said: Mapping[str, Any]) -> Metadata:
    """Return what some metadata says.

    Args:
        said: Its names and their values; texts may stand for numbers and truth values.
    """
    references = said.get("references")
    return Metadata(
        tuple(_texts(said.get("bibliography"))),
        tuple(
            {**each, "id": each["id"]}
            for each in (references if isinstance(references, list) else [])
            if isinstance(each, dict) and isinstance(each.get("id"), str)
        ),
        _text(said.get("csl") or said.get("citation-style")),
        _text(said.get("lang")),
        find("\n".join(_texts(said.get("nocite")))),
        as_flag(said.get("link-citations")) or False,
        as_flag(said.get("notes-after-punctuation")),
        _text(said.get("reference-section-title")),
        as_flag(said.get("suppress-bibliography")) or False,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [
        text for each in (value if isinstance(value, list) else [value]) if (text := _text(each))
    ]


def as_flag(value: object) -> bool | None:
    """Return what a word of YAML says; None if it is neither a yes nor a no."""
    if isinstance(value, bool):
        return value
    word = _text(value).lower()
    return True if word in _YES else False if word in _NO else None
