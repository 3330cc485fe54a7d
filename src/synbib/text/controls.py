r"""Characters that are not content, or change how what is around them reads: the one place that knows them.

| characters | in a record of others | in rich text | in what a file or a pipe gets | on a terminal | in a message |
|---|---|---|---|---|---|
| C0 but tab and line breaks, DEL, C1 | are left out | leave it | are left out | `\x1b` | `\x1b` |
| U+202A to U+202E, U+2066 to U+2069: directions of what follows | are left out | stay | stay | `\u202e` | `\u202e` |
| what is not seen: `without_hidden` names it | is left out | stays | stays | stays | stays |
| line breaks, U+2028, U+2029 | become blanks | stay | stay | stay | `\n` |
| halves of surrogate pairs, as in names of files | are left out | – | – | `\udcff` | `\udcff` |
| U+200E, U+200F: marks of direction | stay | stay | stay | stay | stay |

A terminal obeys the first. The second can make a line read as another than it is; they are content, as Hebrew and
Arabic may need them, and a text with them in a file is what its author wrote. What is not seen can make a title another
than the one that it reads as, and carry a text that only a machine reads. The last are harmless, and needed more often.

Sources: ISO 6429 (C0 and C1), Unicode Standard Annex 9 (the bidirectional algorithm), CVE-2021-42574; the Unicode
Standard §23.2 (joiners), §23.4 (variation selectors) and §23.9 (tags), Unicode Technical Standard 51 §C.1 (flags).
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["BIDI", "CONTROLS", "one_line", "visible", "without_controls", "without_hidden"]

# As sets of a regular expression name them.
CONTROLS: Final = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"
BIDI: Final = "\\u202a-\\u202e\\u2066-\\u2069"

_CONTROL: Final = lazily.pattern(f"\\r\\n?|[{CONTROLS}]")
# Those among them that keep words apart.
_BLANK: Final = frozenset("\v\f\x1c\x1d\x1e\x1f\x85")
# Of blocks: letters that a joiner shapes, as Persian's, India's and those of emoji, and what is written like them.
_JOINED: Final = "\\u0590-\\u1dff\\u2100-\\u2bff\\u3000-\\ud7ff\\uf900-\\ufe0f\\ufe70-\\ufefc\\U00010000-\\U000dffff"
_SELECTORS: Final = "\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef"
_HIDDEN: Final = lazily.pattern(
    rf"""
      (?P<flag> \U0001f3f4 [\U000e0030-\U000e0039\U000e0061-\U000e007a]{{3,6}}+ \U000e007f )
    | [{BIDI}\ud800-\udfff]
    | [\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]
    | [\U000e0000-\U000e007f]                                # tags
    | (?<![{_JOINED}]) [\u200c\u200d]                        # joiners of nothing
    | (?: (?<=[\sA-Za-z{_SELECTORS}]) | \A ) [{_SELECTORS}]  # selectors of no other form
    """,
    re.VERBOSE,
)
_SHOWN: Final = lazily.pattern(f"(?!\\r\\n)[{CONTROLS}{BIDI}\\ud800-\\udfff]")
_IN_A_LINE: Final = lazily.pattern(f"[\\n\\u2028\\u2029{CONTROLS}{BIDI}\\ud800-\\udfff]")


def without_controls(text: str) -> str:
    """Return ``text`` without the characters that are not content; each line break is a line feed then."""
    # Most text is one line, and most else is lines: to ask so is quicker than to search.
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _CONTROL.sub(_content, text)


def _content(found: re.Match[str]) -> str:
    if found[0][0] == "\r":
        return "\n"
    return " " if found[0] in _BLANK else ""


def without_hidden(text: str) -> str:
    """Return a text of somebody else without what is not seen in it, or makes it read as another.

    These are: what turns the direction of text around; blanks without a width, invisible operators, soft hyphens and
    byte order marks; tags, but those of flags; joiners, but after a letter or an emoji that they shape; selectors of a
    variation, but one after what has such; annotations, halves of surrogate pairs and what Unicode keeps from being
    characters.
    """
    return text if text.isascii() else _HIDDEN.sub(lambda found: found["flag"] or "", text)


def visible(text: str) -> str:
    """Return ``text`` as a terminal may show it: what it would obey, and what would mislead its reader, is escaped."""
    return text if text.isprintable() else _SHOWN.sub(_escaped, text)


def one_line(text: str) -> str:
    """Return ``text`` as a message shows it: as `visible` does, and on one line."""
    return text if text.isprintable() else _IN_A_LINE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape", "surrogatepass").decode("ascii")
