"""Several papers in one cell or one paragraph: each begins with a line that is its title, in bold.

**A Title**
A. Author, B. Author
**Another Title**
C. Author
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from synbib import lazily
from synbib.paperlist.mentions.facts import is_prose
from synbib.paperlist.mentions.titles import is_title, words
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle, lines, plain

__all__ = ["split_numbered", "split_papers"]

_FEWEST_WORDS: Final = 2
# A number before an item, of which Markdown knows nothing.
_NUMBER: Final = lazily.pattern(r"\s*(?:(?P<number>\d{1,3})、|[(（](?P<inside>\d{1,3})[)）])\s*")
# What may stand in plain type at the end of a line in bold.
_END: Final = " .,:*\xa0"


def split_papers(spans: Sequence[TextSpan]) -> Sequence[Sequence[TextSpan]]:
    """Return the spans of each paper of several; nothing if they tell of one, or of anything else.

    Args:
        spans: What stands in a cell or a paragraph.
    """
    if not any(TextStyle.BOLD in span.style for span in spans):
        return []
    told = [line for line in lines(spans) if plain(line) or any(span.image for span in line)]
    heads = [number for number, line in enumerate(told) if _is_head(line)]
    if len(heads) < 2 or heads[0] != 0 or heads[-1] + 1 == len(told):
        return []
    papers = [told[one:other] for one, other in zip(heads, [*heads[1:], len(told)], strict=True)]
    return [_joined(paper) for paper in papers] if all(map(_says_more, papers)) else []


def split_numbered(spans: Sequence[TextSpan]) -> Sequence[Sequence[TextSpan]]:
    """Return the lines of a paragraph whose lines have numbers one after the other; nothing if they have not."""
    told = [line for line in lines(spans) if plain(line)]
    numbers = [found["number"] or found["inside"] for line in told if (found := _number(line))]
    if len(numbers) < 2 or len(numbers) < len(told):
        return []
    in_order = [int(numbers[0]) + step for step in range(len(numbers))]
    return told if [*map(int, numbers)] == in_order else []


def _number(line: Sequence[TextSpan]) -> re.Match[str] | None:
    return _NUMBER.match(line[0].text)


def _is_head(line: Sequence[TextSpan]) -> bool:
    """Whether all of a line is in bold, and may be a title."""
    beside = "".join(span.text for span in line if TextStyle.BOLD not in span.style)
    text = plain(line)
    if beside.strip(_END) or words(text) < _FEWEST_WORDS or not is_title(text):
        return False
    return bool(split_presentation(text)[0])


def _says_more(paper: Sequence[Sequence[TextSpan]]) -> bool:
    """Whether the lines after a title name people, or at least are no running text."""
    if len(paper) < 2:
        return False
    text = plain(paper[1])
    return read_people(text) is not None or not is_prose(text)


def _joined(paper: Sequence[Sequence[TextSpan]]) -> Sequence[TextSpan]:
    first, *others = paper
    return [*first, *(span for line in others for span in (TextSpan(BREAK), *line))]
