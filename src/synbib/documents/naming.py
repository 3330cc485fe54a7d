r"""The files of entries that a document names: ``\addbibresource{refs.bib}``, ``bibliography: refs.bib`` and the like.

Sources: BibTeXing §2, the manual of biblatex §3.8.1, the pandoc manual, *Citations*, the Typst reference,
*Bibliography*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.documents.metadata import read_metadata
from synbib.errors import SynbibError

__all__ = ["named_stores", "own_keys"]

_LATEX: Final = lazily.pattern(
    r"""
      %[^\n]*
    | \\ (?: addbibresource | addglobalbib | addsectionbib ) \s*+ (?: \[[^\[\]]*\] \s*+ )? \{ (?P<one> [^{}]*+ ) \}
    | \\ bibliography \s*+ \{ (?P<several> [^{}]*+ ) \}
    """,
    re.VERBOSE,
)
_TYPST: Final = lazily.pattern(r"\bbibliography\s*+\(((?:[^()]|\([^()]{0,2000}\)){0,2000})\)")
_TYPST_FILE: Final = lazily.pattern(r'"([^"\n]*\.bib)"')
_BIBITEM: Final = lazily.pattern(
    r"\\bibitem\s*+(?:\[(?:[^\[\]{}]|\{[^{}]*\})*\]\s*+)?\{\s*([^{}]*?)\s*\}"
)


def named_stores(text: str, syntax: str, name: str) -> tuple[str, ...]:
    """Return the BibTeX files that a document names, as it names them, with their ending.

    Args:
        text: The document.
        syntax: What it is written in.
        name: Its name in messages.
    """
    if syntax == "latex":
        return tuple(dict.fromkeys(_of_latex(text)))
    if syntax == "typst":
        calls = _TYPST.finditer(text)
        return tuple(dict.fromkeys(n for call in calls for n in _TYPST_FILE.findall(call[1])))
    if syntax == "markdown":
        try:
            named = read_metadata(text, name).bibliography
        except SynbibError:  # half written
            return ()
        return tuple(each for each in named if each.lower().endswith(".bib"))
    return ()


def _of_latex(text: str) -> Iterator[str]:
    for found in _LATEX.finditer(text):
        for each in (found["one"] or found["several"] or "").split(","):
            if bare := each.strip():
                yield bare if bare.lower().endswith(".bib") else f"{bare}.bib"


def own_keys(text: str, syntax: str, name: str) -> frozenset[str]:
    r"""Return the keys of works that a document has itself: ``\bibitem{roe2020}``, ``references`` in its metadata.

    Args:
        text: The document.
        syntax: What it is written in.
        name: Its name in messages.
    """
    if syntax == "latex":
        return frozenset(_BIBITEM.findall(text))
    if syntax == "markdown":
        try:
            return frozenset(str(item["id"]) for item in read_metadata(text, name).references)
        except SynbibError:
            return frozenset()
    return frozenset()
