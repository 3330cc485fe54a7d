"""Books and the series that they are volumes of: records have the names of both, and do not say which is which."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.formats.texts import stays_small
from synbib.text import strip

__all__ = ["book_and_series", "holds_proceedings", "is_series", "series_name"]

# Series, of which each volume has a title of its own.
_SERIES: Final = lazily.pattern(
    r"""
    \b (?: Lecture\sNotes | Series | Communications\sin\sComputer | IFIP\sAdvances | Studies\sin | Topics\sin
      | Springer\sProceedings | Smart\sInnovation | Monographs | Methods\sin\sMolecular | Progress\sin
      | Advances\sin\s(?:Intelligent\sSystems|Experimental\sMedicine) | LIPIcs | Leibniz\sInternational\sProceedings
      | (?:Springer)?Briefs\sin | Contributions\s(?:in|to)\s | Workshop\sProceedings\Z )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Those among them whose volumes are proceedings.
_OF_PROCEEDINGS: Final = lazily.pattern(
    r"""
    Lecture\sNotes\sin\s(?:Computer\sScience|Artificial\sIntelligence|Informatics|Networks
      |Electrical\sEngineering|of\sthe\sInstitute)
    | Lecture\sNotes\sof\sthe\sInstitute | Communications\sin\sComputer\sand\sInformation\sScience
    | IFIP\sAdvances\sin\sInformation | Springer\sProceedings\sin | Advances\sin\sIntelligent\sSystems\sand\sComputing
    | Leibniz\sInternational\sProceedings
    """,
    re.IGNORECASE | re.VERBOSE,
)


def series_name(name: str) -> str:
    """Return the name of a known series with its capitals, which indexes leave off; any other name as it is."""
    if not is_series(name):
        return name
    words = name.split()
    return " ".join(
        word if stays_small(words, at) else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


def is_series(name: str) -> bool:
    """Whether a name is that of a series of books."""
    return _SERIES.search(strip(name)) is not None


def holds_proceedings(name: str) -> bool:
    """Whether a name is that of a series whose volumes are proceedings: *Lecture Notes in Computer Science*."""
    return _OF_PROCEEDINGS.search(strip(name)) is not None


def book_and_series(names: list[str]) -> tuple[str, str]:
    """Return the title of the book and that of its series, which records have in either order."""
    if len(names) < 2:
        return (names[0] if names else ""), ""
    one, other = names[:2]
    return (other, one) if is_series(one) and not is_series(other) else (one, other)
