"""The months and the seasons by their names: how dates are written in BibTeX, in lists and in CSL-JSON."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from synbib.text.folding import fold

__all__ = ["MONTH", "MONTHS", "SEASON", "SEASONS", "month_number", "season_number"]

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# EDTF's numbers of the seasons, which stand in a month's place (ISO 8601-2, level 1).
SEASONS: Final = {"Spring": 21, "Summer": 22, "Autumn": 23, "Fall": 23, "Winter": 24}

_SHORT: Final = 3
# The one that is also cut after four letters.
_SEPT: Final = "Sept"


def _pattern(name: str) -> str:
    """Return the regular expression of a month, in full or short: ``Jan(?:uary)?``, ``Sep(?:t(?:ember)?)?``."""
    if name == name[:_SHORT]:
        return name
    rest = name[_SHORT:]
    if name.startswith(_SEPT):
        rest = f"{rest[0]}(?:{rest[1:]})?"
    return f"{name[:_SHORT]}(?:{rest})?"


MONTH: Final = f"(?:{'|'.join(map(_pattern, MONTHS))})"
"""The regular expression of a month's name, in full or short, without a period."""

SEASON: Final = f"(?:{'|'.join(SEASONS)})"
"""The regular expression of a season."""

_NUMBERS: Final = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
# Their names, folded, in the languages in which exports have them: French, German, Spanish, Italian, Portuguese, Dutch.
_ELSEWHERE: Final = {
    name: number
    for number, names in enumerate(
        (
            "janvier januar janner enero gennaio janeiro januari",
            "fevrier februar febrero febbraio fevereiro februari",
            "mars marz marzo marco maart",
            "avril abril aprile",
            "mai mayo maggio maio mei",
            "juin juni junio giugno junho",
            "juillet juli julio luglio julho",
            "aout agosto augustus",
            "septembre septiembre settembre setembro",
            "octobre oktober octubre ottobre outubro",
            "novembre noviembre novembro",
            "decembre dezember diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}


_SEASONS_BY_NAME: Final = {name.casefold(): number for name, number in SEASONS.items()} | {
    name: number
    for number, names in enumerate(
        (
            "printemps fruhling fruhjahr primavera lente",
            "ete sommer verano estate verao zomer",
            "automne herbst otono autunno outono herfst",
            "hiver winter invierno inverno",
        ),
        21,
    )
    for name in names.split()
}


def season_number(text: str) -> int | None:
    """Return EDTF's number of the season (21 to 24) that ``text`` names, in English or in another language."""
    return _SEASONS_BY_NAME.get(fold(text.strip().strip(".")))


@lru_cache(maxsize=1024)
def month_number(text: str) -> int | None:
    """Return the month (1 to 12) that ``text`` names.

    Args:
        text: A number; or a name, or three letters or more of its beginning, in English or else in another language.
    """
    word = fold(text.strip().strip("."))
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 3 and 1 <= int(word) <= 12 else None
    if len(word) < _SHORT:
        return None
    for name, number in _NUMBERS.items():
        if name.startswith(word):
            return number
    found = {number for name, number in _ELSEWHERE.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None
