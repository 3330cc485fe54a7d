r"""Characters that are not content, and those that change how what is around them reads: the one place that knows them.

| characters | in rich text | in what is written to a file or a pipe | on a terminal | in a message |
|---|---|---|---|---|
| C0 but tab and line breaks, DEL, C1 | leave it | are left out | `\x1b` | `\x1b` |
| U+202A to U+202E, U+2066 to U+2069: embeddings, overrides, isolates | stay | stay | `\u202e` | `\u202e` |
| line breaks, U+2028, U+2029 | stay | stay | stay | `\n` |
| halves of surrogate pairs, as in names of files | – | – | `\udcff` | `\udcff` |
| U+200E, U+200F: marks of direction | stay | stay | stay | stay |

A terminal obeys the first. The second can make a line read as another than it is; they are content, as Hebrew and
Arabic may need them, and a text with them in a file is what its author wrote. The last are harmless, and needed more
often.

Sources: ISO 6429 (C0 and C1), Unicode Standard Annex 9 (the bidirectional algorithm), CVE-2021-42574.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["BIDI", "CONTROLS", "one_line", "visible", "without_controls"]

# As sets of a regular expression name them.
CONTROLS: Final = "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"
BIDI: Final = "\\u202a-\\u202e\\u2066-\\u2069"

_CONTROL: Final = lazily.pattern(f"\\r\\n?|[{CONTROLS}]")
# Those among them that keep words apart.
_BLANK: Final = frozenset("\v\f\x1c\x1d\x1e\x1f\x85")
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


def visible(text: str) -> str:
    """Return ``text`` as a terminal may show it: what it would obey, and what would mislead its reader, is escaped."""
    return text if text.isprintable() else _SHOWN.sub(_escaped, text)


def one_line(text: str) -> str:
    """Return ``text`` as a message shows it: as `visible` does, and on one line."""
    return text if text.isprintable() else _IN_A_LINE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape", "surrogatepass").decode("ascii")
