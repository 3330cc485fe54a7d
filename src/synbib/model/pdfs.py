r"""Where the PDF of an entry is: a file of the user's own, or its address at the archive that has it.

What programs write into ``file``: JabRef ``description:path:type`` with ``\:`` and ``\;`` for signs that are meant,
several with semicolons between (JabRef, *File links*); Zotero and Mendeley the same with a media type; Better BibTeX
mere paths.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.model.eprint import arxiv_id
from synbib.model.identifiers import anthology_of_doi, doi_number, find_identifier
from synbib.model.item import verbatim
from synbib.text.urls import clean_url, is_page

__all__ = ["attached_files", "pdf_url"]

# Mendeley writes a backslash as LaTeX.
_BACKSLASH: Final = "$\\backslash$"
# A sign that is meant, one that parts, or a run of others.
_PIECE: Final = lazily.pattern(r"\\(?P<meant>[:;\\])|(?P<parts>[:;])|(?P<text>[^\\:;]+|\\)")
_DRIVE: Final = lazily.pattern(r"[A-Za-z]")
# Archive → how the address of a PDF there is made of its identifier.
_AT: Final = {
    "arxiv": "https://arxiv.org/pdf/{}",
    "anthology": "https://aclanthology.org/{}.pdf",
    "openreview": "https://openreview.net/pdf?id={}",
}


def attached_files(field: str) -> tuple[str, ...]:
    """Return the paths in a ``file`` field, those first that it calls PDFs; as it has them, there or not.

    Args:
        field: The field's value as it stands in the store.
    """
    files = [_path(parts) for parts in _files(field.replace(_BACKSLASH, "\\"))]
    known = [file for file in files if file[0]]
    return tuple(path for path, is_pdf in sorted(known, key=lambda file: not file[1]))


def _files(text: str) -> list[list[str]]:
    """Return each file of a field in its parts."""
    files: list[list[list[str]]] = [[[]]]
    for found in _PIECE.finditer(text):
        if found["parts"] == ";":
            files.append([[]])
        elif found["parts"]:
            files[-1].append([])
        else:
            files[-1][-1].append(found["meant"] or found["text"])
    return [["".join(pieces) for pieces in parts] for parts in files]


def _path(parts: list[str]) -> tuple[str, bool]:
    """Return the path of a file, and whether it is a PDF; its parts are description, path and type, or a path alone."""
    if len(parts) < 3:
        path, kind = ":".join(parts), ""
    else:
        _, *inner, kind = parts
        # `:C:/x.pdf:PDF`, where nobody marked the colon of the drive.
        path = ":".join(inner)
        if _DRIVE.fullmatch(parts[0]) and len(parts) == 3 and parts[1][:1] in "/\\":
            path = f"{parts[0]}:{parts[1]}"
    path = path.strip()
    return path, "pdf" in kind.lower() or path.lower().endswith(".pdf")


def pdf_url(fields: Mapping[str, str]) -> str:
    """Return the address of an entry's PDF on the web: its ``pdf``, else at arXiv, the ACL Anthology or OpenReview.

    Returns:
        ``""`` where nothing tells it.
    """
    url = clean_url(verbatim(fields.get("pdf", "")))
    if is_page(url):
        return url
    address = clean_url(verbatim(fields.get("url", "")))
    if is_page(address) and re.search(r"\.pdf(?:[?#]|$)", address, re.IGNORECASE):
        return address
    named = find_identifier(address) if address else None
    if anthology := anthology_of_doi(doi_number(verbatim(fields.get("doi", "")))):
        named = named or ("anthology", anthology)
    if named and named[0] in _AT:
        return _AT[named[0]].format(named[1])
    identifier = arxiv_id(fields)
    return _AT["arxiv"].format(identifier) if identifier else ""
