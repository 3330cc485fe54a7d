"""Citations in LaTeX: the commands of LaTeX itself, natbib, biblatex, apacite and their like.

Sources: natbib §2.3 to §2.9; biblatex §3.9 and §3.14; apacite §3; multibib makes commands of the same form. A package
of one's own names its commands by *cite*, too, so that this word tells a command; what has it in its name and cites
nothing is a table. What TeX does not read (comments, verbatim text, what follows the document's end) is not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing

__all__ = ["find"]

_NOTABLE: Final = lazily.pattern(
    r"""
      %[^\n]*                                             # a comment
    | (?P<end> \\end\s*\{document\} )
    | \\begin\s*\{ (?P<verbatim> [BLS]?[vV]erbatim\*? | lstlisting | minted | comment | filecontents\*? ) \}
    | \\(?: verb\*? | lstinline | mintinline\{\w+\} ) (?P<delimiter> [^\w\s*\[{] )
    | \\(?P<command> [A-Za-z@]{1,60}+ ) (?![A-Za-z@]) \*?
    | \\.                                                 # `\%` and `\\` begin neither a comment nor a command
    """,
    re.VERBOSE | re.DOTALL,
)
# Blanks, line ends and comments before an argument or a key.
_BLANKS: Final = lazily.pattern(r"(?:\s++|%[^\n]*(?:\n|\Z))++")
_LONGEST_ARGUMENT: Final = 10_000
_OPENING: Final = {"[": "]", "(": ")", "<": ">"}
_KEY: Final = lazily.pattern(r"(?:%[^\n]*(?:\n|\Z)|[^,%])++")
_NO_KEY: Final = lazily.pattern(r"[#\\{}]")

_CITING: Final = lazily.pattern(r"[A-Za-z]*[cC]ite[A-Za-z]*|bibentry|footnotecitation")
# Names with *cite* that cite nothing: they set something up, define or ask.
_NOT_CITING: Final = lazily.pattern(
    r"""
      (?: Declare | New | Renew | Provide | AtEvery | AtNext | [iI]f | mk | set | blx | bibcite | every ) \w*
    | new(?:command)?cites?[A-Z]?\w* (?<! newcite )
    | \w*[cC]ite \w* (?:
          [dD]elim | [sS]tyle | setup | reset | punct | [dD]ash | font | form | counter | true | false | format | prefix
        | left | right | mid | sep | open | close | color | order
      )
    | \w*citetext | citeindex | nocitelist | citation(?:s|style)?
    """,
    re.VERBOSE,
)
# biblatex §3.9.6: the first argument is a volume.
_OF_VOLUMES: Final = lazily.pattern(r"(?:[pPfFsStTaA]|ft|Ft)?[vV]olcites?")
_SEVERAL: Final = lazily.pattern(r"\w*[cC]ites")
_INCLUDING: Final = frozenset(("input", "include", "subfile"))


def find(text: str) -> Citing:
    """Return what a LaTeX file cites."""
    keys: list[CitedKey] = []
    includes: list[str] = []
    at = 0
    while found := _NOTABLE.search(text, at):
        at = found.end()
        if found["end"]:
            break
        if found["verbatim"]:
            at = _after(text, f"\\end{{{found['verbatim']}}}", at)
        elif found["delimiter"]:
            at = _after(text, found["delimiter"], at)
        elif (command := found["command"]) in _INCLUDING:
            argument = _argument(text, at)
            if argument:
                includes.append(text[argument[0] : argument[1]].strip())
        elif command and _CITING.fullmatch(command) and not _NOT_CITING.fullmatch(command):
            for start, end in _arguments(text, at, command):
                keys += _keys(text, start, end)
                at = end
    everything = any(cited.key == "*" for cited in keys)
    return Citing(tuple(each for each in keys if each.key != "*"), everything, tuple(includes))


def _after(text: str, closing: str, at: int) -> int:
    """Where the first ``closing`` ends; the end of the text if there is none."""
    found = text.find(closing, at)
    return len(text) if found < 0 else found + len(closing)


def _arguments(text: str, at: int, command: str) -> Iterator[tuple[int, int]]:
    """Yield where each list of keys of a command begins and ends."""
    several = _SEVERAL.fullmatch(command) is not None
    of_volumes = _OF_VOLUMES.fullmatch(command) is not None
    while True:
        at = _past_options(text, at, parentheses=several)
        argument = _argument(text, at)
        if argument and of_volumes:
            argument = _argument(text, _past_options(text, argument[1] + 1))
        if not argument:
            return
        yield argument
        if not several:
            return
        at = argument[1] + 1


def _past_options(text: str, at: int, *, parentheses: bool = False) -> int:
    """Where the arguments in brackets end that begin here: none, one or several."""
    while True:
        start = _past_blanks(text, at)
        opening = text[start : start + 1]
        if opening not in _OPENING or (opening == "(" and not parentheses):
            return at
        end = _closing(text, start + 1, _OPENING[opening])
        if end < 0:
            return at
        at = end + 1


def _argument(text: str, at: int) -> tuple[int, int] | None:
    """Where the inside of the braces is that begin here."""
    start = _past_blanks(text, at)
    if text[start : start + 1] != "{":
        return None
    end = _closing(text, start + 1, "}")
    return None if end < 0 else (start + 1, end)


def _closing(text: str, at: int, closing: str) -> int:
    """Where a bracket closes, outside of braces; -1 if it does not, or too far away."""
    depth = 0
    for i in range(at, min(len(text), at + _LONGEST_ARGUMENT)):
        char = text[i]
        if char == closing and depth == 0 and text[i - 1] != "\\":
            return i
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return -1
    return -1


def _keys(text: str, start: int, end: int) -> Iterator[CitedKey]:
    """Yield the keys of a list with commas between; what is the parameter of a macro is not a key."""
    for piece in _KEY.finditer(text, start, end):
        at = _past_blanks(text, piece.start(), piece.end())
        key = _BLANKS.split(text[at : piece.end()], maxsplit=1)[0]
        if key and not _NO_KEY.search(key):
            yield CitedKey(key, at, at + len(key))


def _past_blanks(text: str, at: int, end: int | None = None) -> int:
    found = _BLANKS.match(text, at, len(text) if end is None else end)
    return found.end() if found else at
