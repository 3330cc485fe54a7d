"""A ``.bbl`` file, read: its references as marked text, and what they are cited by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.bbl.labels import Label, read_label
from synbib.latex import decode_reporting
from synbib.latex.expand import Expander, Macro, Meaning, Primitive, written
from synbib.latex.primitives import PRIMITIVES
from synbib.text import writer
from synbib.text.flipflop import flip_flop, flipping
from synbib.text.marks import NOCASE

__all__ = ["Bbl", "Kind", "Reference", "Unknown", "read"]

_FOLDER: Final = Path(__file__).parent

_ITEM: Final = lazily.pattern(r"\\(?:bibitem|harvarditem)(?![A-Za-z@])")
# The preamble may name it in definitions.
_FIRST_ITEM: Final = lazily.pattern(rf"^[ \t]*(?={_ITEM.pattern})", re.MULTILINE)
_BEGIN: Final = lazily.pattern(r"\\begin\s*\{[a-z]*thebibliography\}")
_END: Final = lazily.pattern(r"^[ \t]*\\end\s*\{[a-z]*thebibliography\}", re.MULTILINE)

# What `decode` understands, and LaTeX, url, hyperref and natbib do not define: a style may define it itself.
_OF_STYLES_TEXT: Final = """
arXiv arxiv autocap bibfield bibfnamefont bibinfo bibnamefont bibstring blockquote burl doi enquote eprint href MR
MRhref natexlab noopsort oldstylenums printfirst singleletter switchargs textquote urlprefix xspace
"""
_OF_STYLES: Final = frozenset(_OF_STYLES_TEXT.split())


class Kind(Enum):
    """What a bibliography is cited by."""

    NUMBERS = "numbers"
    LABELS = "labels"
    AUTHORS = "authors and years"


# The commands of LaTeX, natbib and harvard that cite → what bibliographies are cited by in which they name the authors
# within the sentence.
_CITING: Final[Mapping[str, frozenset[Kind]]] = {
    **dict.fromkeys(("cite", "citealt", "citealp", "shortcite"), frozenset({Kind.AUTHORS})),
    **dict.fromkeys(("citeNP", "citeonline", "citep"), frozenset()),
    **dict.fromkeys(("citeA", "citeN", "citeasnoun", "citet"), frozenset(Kind)),
}


@lazily.dataclass(frozen=True, slots=True)
class Reference:
    """One reference.

    Attributes:
        key: Its citation key.
        number: Its number in the bibliography, from 1.
        label: What its label says.
        text: The reference as marked text, without its label.
    """

    key: str
    number: int
    label: Label
    text: str

    def sign(self, kind: Kind) -> str:
        """Return what stands for it in brackets, in a bibliography that does not cite by authors: number or label."""
        return _sign(kind, self.number, self.label)


def _sign(kind: Kind, number: int, label: Label) -> str:
    return (kind is Kind.LABELS and (label.text or label.authors)) or str(number)


@lazily.dataclass(frozen=True, slots=True)
class Unknown:
    r"""A command that nobody knows; what it was given stays in the text.

    Attributes:
        name: Its name without the backslash.
        key: The citation key of the first reference that has it.
    """

    name: str
    key: str


@lazily.dataclass(frozen=True, slots=True)
class Bbl:
    """A bibliography.

    Attributes:
        references: Its references, in the style's order.
        kind: What they are cited by.
        unknown: The commands in them that nobody knows.
        is_latex: Whether it is a bibliography as LaTeX sets one, with or without references.
    """

    references: tuple[Reference, ...]
    kind: Kind
    unknown: tuple[Unknown, ...] = ()
    is_latex: bool = True


class _Citation(str):
    """A token that stands for a citation of other references, until all labels have been read."""

    keys: tuple[str, ...]
    narrative_in: frozenset[Kind]


def read(bbl: str, *, numeric: bool = False) -> Bbl:
    r"""Return the references of a ``.bbl`` file.

    Args:
        bbl: The file.
        numeric: Whether they are cited by numbers, though their labels tell authors and years.

    Raises:
        StyleError: Its macros do not come to an end.
    """
    packages, optional = _packages()
    expander = Expander(packages, len(bbl), _OF_STYLES | optional)
    if numeric:  # where natbib cites by numbers, years have no letter
        expander.define("natexlab", Macro((), ("#1",)))
    head, items = _pieces(bbl)
    expander.begin(head)
    expander.rest()
    unknown: dict[str, str] = {}
    found: list[tuple[str, Label, list[str]]] = []
    for item in items:
        expander.unknown = {}
        expander.begin(item, prose=True)
        key, label = _head(expander)
        found.append((key, label, expander.rest()))
        for name in expander.unknown:
            unknown.setdefault(name, key)
    kind = _kind([label for _, label, _ in found])
    if numeric and kind is Kind.AUTHORS:
        kind = Kind.NUMBERS
    cited = {key: (number, label) for number, (key, label, _) in enumerate(found, 1)}
    return Bbl(
        tuple(
            Reference(key, number, label, _marked(_resolved(tokens, cited, kind)))
            for number, (key, label, tokens) in enumerate(found, 1)
        ),
        kind,
        tuple(Unknown(name, key) for name, key in unknown.items()),
        bool(found or _BEGIN.search(bbl)),
    )


def _pieces(bbl: str) -> tuple[str, list[str]]:
    r"""Return what stands before the first reference, and each reference from its ``\bibitem`` on."""
    begin = _BEGIN.search(bbl)
    start = begin.end() if begin else 0
    end = _END.search(bbl, start)
    stop = end.start() if end else len(bbl)
    first = _FIRST_ITEM.search(bbl, start, stop)
    starts = [found.start() for found in _ITEM.finditer(bbl, first.end(), stop)] if first else []
    ends = [*starts[1:], stop]
    pieces = [bbl[i:j] for i, j in zip(starts, ends, strict=False)]
    return bbl[: starts[0] if starts else stop], pieces


def _head(expander: Expander) -> tuple[str, Label]:
    r"""Read ``\bibitem[label]{key}``, or harvard's ``\harvarditem[short]{long}{year}{key}``."""

    def text_of(tokens: Sequence[str]) -> str:
        return _marked(expander.expanded(tokens))

    expander.skip_blanks()
    command = expander.token()
    given = expander.optional()
    if command == "\\harvarditem":
        authors, year = expander.argument(), expander.argument()
        label = Label(authors=text_of(given or authors), year=text_of(year))
    else:
        label = read_label(given, text_of) if given else Label()
    return written(expander.argument()).strip(), label


def _kind(labels: Sequence[Label]) -> Kind:
    labelled = [label for label in labels if label != Label()]
    if not labelled:
        return Kind.NUMBERS
    # A style that shortens a field amid a command, as some do, has spoilt a label or two.
    with_authors = sum(label.has_authors for label in labelled)
    return Kind.AUTHORS if 2 * with_authors > len(labelled) else Kind.LABELS


# --- References that cite others of the bibliography, as those of BibTeX's example file do ----------------------------


def _citer(name: str) -> Primitive:
    def read_citation(expander: Expander) -> None:
        while expander.optional() is not None:
            pass
        citation = _Citation(f"\\{name}")
        citation.keys = tuple(written(expander.argument()).replace(" ", "").split(","))
        citation.narrative_in = _CITING[name]
        expander.out.append(citation)

    return Primitive(read_citation)


def _resolved(
    tokens: Iterable[str], cited: Mapping[str, tuple[int, Label]], kind: Kind
) -> Iterator[str]:
    """Yield tokens with LaTeX in the place of citations."""
    for token in tokens:
        if isinstance(token, _Citation):
            is_narrative = kind in token.narrative_in
            texts = [_cited(key, cited, kind, is_narrative) for key in token.keys]
            # After `in\cite{key}`, as some styles have it, there is a word.
            yield f" {', '.join(texts)}"
        else:
            yield token


def _cited(key: str, cited: Mapping[str, tuple[int, Label]], kind: Kind, is_narrative: bool) -> str:
    if key not in cited:
        return f"[{key}]"
    number, label = cited[key]
    if kind is Kind.AUTHORS:
        year = f"({label.year})" if is_narrative and label.year else label.year
        found = " ".join(filter(None, (label.authors or label.text, year)))
    else:
        authors = f"{label.authors} " if is_narrative and label.authors else ""
        found = f"{authors}[{_sign(kind, number, label)}]"
    return writer("latex").inline(found)


# --- Text -----------------------------------------------------------------------------------------------------------


def _marked(tokens: Iterable[str]) -> str:
    """Return the marked text of tokens; braces protect nothing any more, as the style has done with letter case."""
    decoded = decode_reporting(written(tokens))
    text = decoded.text
    for name in decoded.unknown:  # such as the end of a formula that is cut off
        text = text.replace(f"\\{name}", "")
    return flip_flop(flipping(text.replace(NOCASE.open, "").replace(NOCASE.close, "")))


@lru_cache(maxsize=1)
def _packages() -> tuple[Mapping[str, Meaning], frozenset[str]]:
    """Return what packages define, with what cites, and the names among them that a style may define itself."""
    expander = Expander({**PRIMITIVES, **{name: _citer(name) for name in _CITING}})
    for file in ("packages.tex", "optional.tex"):
        always = frozenset(expander.meanings)
        expander.begin((_FOLDER / file).read_text("utf-8"))
        expander.rest()
    return expander.meanings, frozenset(expander.meanings.keys() - always)
