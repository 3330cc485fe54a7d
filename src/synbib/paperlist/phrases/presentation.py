"""How a work was presented, and what it won: words that lists put beside its venue and that are no part of its name.

``ICLR 2025 Oral``, ``ACL 2023 (Outstanding Paper)``, ``Best Paper Award at ICML``. A workshop, a track or the findings
of a conference are where a work was published, and stay with the venue.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from synbib import lazily

__all__ = ["split_presentation"]

_LONGEST: Final = 200
_MOST: Final = 3
# What stands around it in a venue's brackets, and between it and the venue.
_EDGES: Final = " \t\n\xa0,;:.|/&+·•–—-_*!~"
_WORDS: Final = lazily.pattern(
    r"""
    (?<! [\w'’-] ) (?<! \b [oi]n \s ) (?<! \b of \s ) (?<! \b and \s ) (?<! & \s )
    (?P<said>
      (?: (?: selected | accepted | presented ) \s+ (?: as | for ) \s+ (?: an? \s+ )?
        | (?: winner | recipient ) \s+ of \s+ (?: (?: an? | the ) \s+ )? )?
      (?:
        (?: (?: long | short | contributed | invited | lightning ) \s+ )?
        (?: orals? | spotlights? | highlight (?:s|ed)? | posters? )
        (?: \s+ (?: presentations? | papers? | talks? ) )?
        | (?: best | outstanding | distinguished | notable | award[ -]winning )
          (?: \s+ (?: student | long | short | short-long | resource | demo | theme | area | chair | industry | research
                    | full | theory | application | applied | technical | position | systems? | survey ) ){0,2}
          \s+ (?: papers? | awards? | artifacts? )
          (?: \s+ (?: awards? | prize ) )?
          (?: [\s,:-]+ (?: candidate | nomin (?:ee|ation|ated) | finalist | runner[ -]?ups? | honou?rable\s+mention
                    | winner | short-?list (?:ed)? ) )?
        | (?: [\w-]+ \s+ )? test[ -]of[ -]time (?: \s+ (?: paper | award ) ){0,2}
        | (?: honou?rable\s+mention | runner[ -]up | award \s+ (?: candidate | finalist | nominee | winner ) )
        | (?: paper \s+ )? awards?
        | (?: notable[ -]* )? top[ -]* \d{1,2} \s? % (?: \s+ (?: papers? | of\s+submissions ) )?
      )
    )
    (?! [\w'’-] | \s* & | \s+ (?: and | in | track | session ) \b )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# One of these is in all of them; most texts have none.
_HINT: Final = lazily.pattern(
    r"oral|spotlight|highlight|poster|best|outstanding|distinguished|notable|award|[ -]time|mention|runner|%",
    re.IGNORECASE,
)
# What leads from it to the venue: Oral at ICML, Best Paper of SIGMOD.
_LEADS: Final = lazily.pattern(r"\s*(?:at|in|of|by|from|@)\s+(?:the\s+)?", re.IGNORECASE)
_OPEN: Final = lazily.pattern(r"[\[(（【][\s,;:]*\Z")
_CLOSED: Final = lazily.pattern(r"[\s,;:!]*[\])）】]")


@lru_cache(maxsize=16384)
def split_presentation(text: str) -> tuple[str, str]:
    """Return a venue without what is said of a work's presentation there, and that; ``""`` where nothing is.

    Args:
        text: What stands where a venue does, plain text. Any other text may have these words for a reason of its own.
    """
    if len(text) > _LONGEST or not _HINT.search(text):
        return text, ""
    told: list[str] = []
    while len(told) < _MOST and (found := _WORDS.search(text)):
        told.append(" ".join(found["said"].split()))
        before, after = text[: found.start()], text[found.end() :]
        opened, closed = _OPEN.search(before), _CLOSED.match(after)
        if opened and closed:
            before, after = before[: opened.start()], after[closed.end() :]
        elif leads := _LEADS.match(after):
            after = after[leads.end() :]
        text = f"{before.rstrip(_EDGES)} {after.lstrip(_EDGES)}".strip(_EDGES)
    return text, ", ".join(told)
