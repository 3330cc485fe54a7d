r"""Plain text → LaTeX that shows it: what means something to TeX becomes a macro.

Braces become macros as well, since BibTeX counts those after a backslash, too. What is not ASCII stays; `encode` is
for that. `decode` gives back the text, its white space folded to single blanks.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["escape"]

_MACROS: Final = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
    "`": r"{\textasciigrave}",
}
# Characters that TeX would join with the next one, and that.
_LIGATURE: Final = lazily.pattern(r"(?<=-)-|(?<=')'|(?<=,),")
_SPECIAL: Final = lazily.pattern(rf"[{re.escape(''.join(_MACROS))}]|{_LIGATURE.pattern}")


def escape(text: str) -> str:
    """Return LaTeX for plain ``text``."""
    return _SPECIAL.sub(lambda found: _MACROS.get(found[0]) or f"{{}}{found[0]}", text)
