"""biblatex's localisation keys in fields, such as ``patentus`` → what they say in English.

Source: biblatex manual §4.9.2 and `english.lbx`. A style prints the text as it stands; CSL has terms of its own for
none of these.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["GENRES", "STATES", "country", "journal_series"]

# The field `type`: theses, reports, patents, media.
GENRES: Final = {
    "audiocd": "audio CD",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "datacd": "data CD",
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "patent": "patent",
    "patentau": "Australian patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "phdthesis": "PhD thesis",
    "resreport": "research report",
    "software": "computer software",
    "techreport": "technical report",
}
# The field `pubstate`.
STATES: Final = {
    "forthcoming": "forthcoming",
    "inpreparation": "in preparation",
    "inpress": "in press",
    "prepublished": "pre-published",
    "submitted": "submitted",
}
_COUNTRIES: Final = {
    "countryau": "Australia",
    "countryde": "Germany",
    "countryep": "European Union",
    "countryeu": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}
_SERIES: Final = {"newseries": "New series", "oldseries": "Old series"}
_ORDINALS: Final = {1: "st", 2: "nd", 3: "rd"}


def country(text: str) -> str:
    """Return the country that a localisation key of a patent's ``location`` names, else ``text``."""
    return _COUNTRIES.get(text, text)


def journal_series(text: str) -> str:
    """Return a journal's ``series``: a key, or a number, of which biblatex makes an ordinal."""
    if re.fullmatch(r"\d{1,4}", text):
        number = int(text)
        ending = "th" if number % 100 in (11, 12, 13) else _ORDINALS.get(number % 10, "th")
        return f"{number}{ending} series"
    return _SERIES.get(text, text)
