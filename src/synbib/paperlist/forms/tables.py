"""The form that gives the rows of a table back: what each column holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from synbib import lazily
from synbib.model import LINK_FIELDS
from synbib.paperlist.forms.infer import infer
from synbib.paperlist.forms.sighting import Sighting, Span, is_storable
from synbib.paperlist.forms.units import ASIDE, NUMBER, units_of
from synbib.paperlist.mentions.headers import Role, read_header
from synbib.readme.forms import Group, Piece, Slot, Template, joined
from synbib.readme.forms.cells import ALIGNMENTS, Alignment, aligned, cells, columns

__all__ = ["alignment", "infer_table", "tight"]

_PLAIN: Final = lazily.pattern(r"[*_`~]|<[^<>]*>|!?\[|\]\([^)]*\)")
_NO_NAME: Final = lazily.pattern(r"[^a-z0-9]+")
# What a header says that its column holds → the part that shows it.
_SHOWN: Final[Mapping[Role, str]] = {"authors": "authors", "venue": "venue", "date": "date"}
# Of so many entries a column without any text may stand for a part.
_NEARLY_ALL: Final = 0.8
# A column that shows parts in fewer rows than this share is text.
_FEW: Final = 0.2


def alignment(head: Sequence[str], rows: Sequence[str]) -> Alignment:
    """Return how most rows of a table have cells as wide as the rule below its head, with blanks to fill them."""
    if not any("  " in row for row in rows):
        return "no"
    way: Alignment
    for way in ALIGNMENTS:
        widths = columns(head, way)
        if widths and sum(aligned(row, widths) == row.rstrip() for row in rows) * 2 > len(rows):
            return way
    return "no"


def tight(row: str) -> str:
    """Return a row with one blank at both sides of each cell."""
    return "|" + "|".join(f" {row[a:b].strip()} " for a, b in cells(row)) + "|"


class _Columns:
    def __init__(self, head: Sequence[str], rows: Sequence[Sighting]) -> None:
        self._rows = list(rows)
        self._places = [cells(row.raw) for row in rows]
        count = Counter(map(len, self._places)).most_common(1)[0][0]
        self.count = count
        headers = [head[0][a:b] for a, b in cells(head[0])] if head else []
        self._headers = [_PLAIN.sub("", header).strip() for header in headers]
        names = list(map(_name, self._headers))
        self._names = [*names, *(f"column{n + 1}" for n in range(len(names), count))]

    def form(self) -> tuple[Template, tuple[Sighting, ...]]:
        """Return the form, and the rows with all their parts."""
        shown = [self._column(column) for column in range(self.count)]
        whole = [n for n, places in enumerate(self._places) if len(places) == self.count]
        sample = [self._rows[n].raw for n in whole]
        pads = [self._pads(column) for column in range(self.count)]
        opening = _most(raw[: cells(raw)[0][0]] for raw in sample)
        closing = _most(raw[cells(raw)[-1][1] :] for raw in sample)
        pieces: list[Piece] = [opening]
        for n, (template, (left, right)) in enumerate(zip(shown, pads, strict=True)):
            pieces += ["|" if n else "", *_padded(template, left, right, self._blank(n))]
        pieces.append(closing)
        return joined(pieces), tuple(self._rows)

    def _pads(self, column: int) -> tuple[str, str]:
        """Return the blanks before and after the texts of a column, as most rows have them."""
        left: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for row, places in zip(self._rows, self._places, strict=True):
            if column < len(places):
                text = row.raw[slice(*places[column])]
                if text.strip():
                    left[text[: len(text) - len(text.lstrip())]] += 1
                    right[text[len(text.rstrip()) :]] += 1
        return _most(left.elements()), _most(right.elements())

    def _blank(self, column: int) -> str | None:
        """Return what stands in most of the empty cells of a column; None if it has none."""
        texts = [
            r.raw[slice(*p[column])]
            for r, p in zip(self._rows, self._places, strict=True)
            if column < len(p)
        ]
        empty = [text for text in texts if not text.strip()]
        return _most(empty) if empty else None

    def _column(self, column: int) -> Template:
        inside: list[Sighting] = []
        empty: Counter[str] = Counter()
        for row, places in zip(self._rows, self._places, strict=True):
            if column >= len(places):
                continue
            cell = _cell(row, places[column])
            if cell.spans:
                inside.append(cell)
            else:
                empty[cell.raw] += 1
        if inside and len(inside) >= _FEW * len(self._rows):
            template = infer([units_of(cell, whole=True) for cell in inside])
            filler = empty.most_common(1)[0][0] if empty else ""
            return _or_else(template, filler)
        return self._as_text(column)

    def _by_header(self, column: int, filler: str) -> Template:
        """Return the part that a header names, for a column that says nothing yet; ``()`` if it names none.

        Where most entries have that part, the list does not mean it.
        """
        header = self._headers[column] if column < len(self._headers) else ""
        read = read_header(header)
        if read.role == "links" and read.column in {"paper", *LINK_FIELDS}:
            slot = Slot(read.column, before=f"[{header}](", after=")", otherwise=filler)
        elif read.role in _SHOWN:
            slot = Slot(_SHOWN[read.role], otherwise=filler)
        else:
            return ()
        without = sum(not row.made(slot.name) for row in self._rows)
        return (slot,) if without > _NEARLY_ALL * len(self._rows) else ()

    def _as_text(self, column: int) -> Template:
        """Let the texts of a column be parts, but for that which stands for nothing; return its slot."""
        name = f"{self._names[column]}{ASIDE[0]}"
        texts = Counter(
            row.raw[slice(*places[column])].strip()
            for row, places in zip(self._rows, self._places, strict=True)
            if column < len(places)
        )
        filler = next((t for t, _ in texts.most_common() if not any(map(str.isalnum, t))), "")
        if len(texts) == 1 and len(self._rows) > 1:
            text = next(iter(texts))
            named = () if any(map(str.isalnum, text)) else self._by_header(column, text)
            return named or (text,)
        for n, (row, places) in enumerate(zip(self._rows, self._places, strict=True)):
            if column >= len(places):
                continue
            cell = _cell(row, places[column])
            if cell.raw and cell.raw != filler and is_storable(cell.raw):
                start = row.raw.find(cell.raw, places[column][0])
                kept = [s for s in row.spans if s.end <= start or s.start >= start + len(cell.raw)]
                spans = sorted([*kept, Span(start, start + len(cell.raw), name)])
                self._rows[n] = replace(row, spans=tuple(spans))
        return (Slot(name, otherwise=filler),)


def _padded(template: Template, left: str, right: str, blank: str | None) -> Template:
    """Return a column with the blanks around its texts, which an empty cell may have not."""
    only = template[0] if len(template) == 1 else None
    if not only and blank is not None:
        return (blank,)
    if blank in (None, left + right) or not isinstance(only, Slot | Group) or only.otherwise:
        return (left, *template, right)
    if isinstance(only, Slot):
        return (
            replace(
                only, before=left + only.before, after=only.after + right, otherwise=blank or ""
            ),
        )
    return (Group(tuple(p for p in (left, *only.pieces, right) if p != ""), blank or ""),)


def _cell(row: Sighting, place: tuple[int, int]) -> Sighting:
    """Return a cell of a row as lines of their own."""
    text = row.raw[slice(*place)]
    start = place[0] + len(text) - len(text.lstrip())
    end = start + len(text.strip())
    spans = tuple(
        Span(s.start - start, s.end - start, s.name)
        for s in row.spans
        if start <= s.start and s.end <= end and s.name != NUMBER
    )
    return replace(row, raw=row.raw[start:end], spans=spans, labelled=True)


def _or_else(template: Template, filler: str) -> Template:
    """Return the form of a column that shows ``filler`` where an entry has nothing for it."""
    if not filler or not template:
        return template
    if len(template) == 1 and isinstance(template[0], Slot):
        return (replace(template[0], otherwise=filler),)
    if len(template) == 1 and isinstance(template[0], Group):
        return (replace(template[0], otherwise=filler),)
    if any(isinstance(piece, Group) for piece in template):
        return template
    flat = tuple(piece for piece in template if not isinstance(piece, Group))
    return (Group(flat, filler),)


def _most(texts: Iterable[str]) -> str:
    found = Counter(texts).most_common(1)
    return found[0][0] if found else ""


def _name(header: str) -> str:
    """Return what a column is called, as the name of a field."""
    return _NO_NAME.sub("-", header.casefold()).strip("-") or "column"


def infer_table(
    head: Sequence[str], rows: Sequence[Sighting]
) -> tuple[Template, tuple[Sighting, ...]]:
    """Return the form of a table's rows, and the rows with the texts of their columns as parts.

    Args:
        head: The lines above them.
        rows: The rows.
    """
    return _Columns(head, rows).form()
