r"""Citations in LaTeX: the commands of LaTeX itself, natbib, biblatex, apacite and their like.

Sources: natbib §2.3 to §2.9; biblatex §3.9 and §3.14; apacite §3; multibib makes commands of the same form. A package
of one's own names its commands by *cite*, too, so that this word tells a command; what has it in its name and cites
nothing is a table. Commands that a document defines cite what their definition does with their arguments. What TeX does
not read (comments, verbatim text, ``\iffalse``, the other branch of ``\iftrue``, what follows the end) is not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing
from synbib.documents.definitions import (
    BLANKS,
    DEFINING,
    Command,
    Definition,
    braced,
    past_blanks,
    past_options,
    read_definition,
)

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
_PARAMETER: Final = lazily.pattern(r"#([1-9])")
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
    | citetext | citeindex | nocitelist | citation(?:s|style)?
    """,
    re.VERBOSE,
)
# biblatex §3.9.6: the first argument is a volume.
_OF_VOLUMES: Final = lazily.pattern(r"(?:[pPfFsStTaA]|ft|Ft)?[vV]olcites?")
_SEVERAL: Final = lazily.pattern(r"\w*[cC]ites|footcitetexts")
# What takes a file in, and how many arguments name it: a folder may stand before it (import §2).
_INCLUDING: Final = {
    **dict.fromkeys(("input", "include", "subfile", "subfileinclude", "InputIfFileExists"), 1),
    **dict.fromkeys(("import", "subimport", "inputfrom", "subinputfrom", "includefrom"), 2),
    "subincludefrom": 2,
}
# `\input chapter`, as TeX itself has it.
_BARE_FILE: Final = lazily.pattern(r"[ \t]+([^\s\\{}%\[\]]+)")
# What opens a conditional, to TeX and its successors; `\\newif` makes others.
_CONDITIONALS: Final = frozenset(
    """
    if ifcase ifcat ifcsname ifdefined ifdim ifeof iffalse iffontchar ifhbox ifhmode ifincsname ifinner ifmmode ifnum
    ifodd iftrue ifvbox ifvmode ifvoid ifx ifdraft ifluatex ifpdf ifxetex
    """.split()  # noqa: SIM905 - a table is read more easily so
)
_CONDITIONAL: Final = lazily.pattern(r"\\(?P<name>if[A-Za-z@]*+|fi|else)(?![A-Za-z@])")
_NEW_CONDITIONAL: Final = lazily.pattern(r"\\newif\s*\\(if[A-Za-z@]++)")


def find(text: str, commands: Mapping[str, Command] = {}) -> Citing:
    """Return what a LaTeX file cites.

    Args:
        text: The file.
        commands: Name → what it takes, of commands that other files define.
    """
    keys: list[CitedKey] = []
    includes: list[str] = []
    known = dict(commands)
    own: dict[str, Command] = {}
    branches = _Branches(text)
    at = 0
    while found := _NOTABLE.search(text, at):
        at = found.end()
        if found["end"]:
            break
        command = found["command"]
        if found["verbatim"]:
            at = _after(text, f"\\end{{{found['verbatim']}}}", at)
        elif found["delimiter"]:
            at = _after(text, found["delimiter"], at)
        elif command in _INCLUDING:
            includes += _file(text, at, _INCLUDING[command])
        elif command == "endinput":
            # TeX reads the line to its end.
            end = text.find("\n", at)
            text = text if end < 0 else text[:end]
        elif command and _CONDITIONAL.fullmatch(f"\\{command}") and command not in known:
            at = branches.after(command, at)
        elif command in DEFINING:
            definition = read_definition(text, at, command)
            if definition:
                at = definition.start
                if takes := _taken(definition, known):
                    known[definition.name] = own[definition.name] = takes
        elif command:
            for start, end in _cited(text, at, command, known):
                keys += _keys(text, start, end)
                at = end
    everything = any(cited.key == "*" for cited in keys)
    cited = tuple(each for each in keys if each.key != "*")
    return Citing(cited, everything, tuple(includes), own)


def _cited(
    text: str, at: int, command: str, known: Mapping[str, Command]
) -> Iterator[tuple[int, int]]:
    """Yield where each list of keys of a command begins and ends, if it cites."""
    own = known.get(command)
    if own and not own.other:
        yield from own.cited(text, at)
    elif own or _is_citing(command):
        yield from _arguments(text, at, own.other if own else command)


def _is_citing(command: str) -> bool:
    return bool(_CITING.fullmatch(command)) and not _NOT_CITING.fullmatch(command)


def _taken(definition: Definition, known: Mapping[str, Command]) -> Command | None:
    """Return what a command takes that is defined so; None if it cites none of its arguments."""
    if definition.other:
        other = known.get(definition.other)
        return other or (Command(other=definition.other) if _is_citing(definition.other) else None)
    body = definition.body
    cites: set[int] = set()
    for found in _NOTABLE.finditer(body):
        if command := found["command"]:
            for start, end in _cited(body, found.end(), command, known):
                cites |= {int(number) - 1 for number in _PARAMETER.findall(body, start, end)}
    wanted = frozenset(number for number in cites if number < len(definition.kinds))
    return Command(definition.kinds, wanted) if wanted else None


def _file(text: str, at: int, arguments: int) -> Iterator[str]:
    """Yield the file that a command takes in."""
    parts: list[str] = []
    for _ in range(arguments):
        argument = braced(text, at)
        if argument is None:
            break
        parts.append(text[argument[0] : argument[1]].strip())
        at = argument[1] + 1
    bare = _BARE_FILE.match(text, at) if arguments == 1 and not parts else None
    if bare:
        yield bare[1]
    elif len(parts) == arguments:
        yield "/".join(part.rstrip("/") for part in parts if part)


class _Branches:
    r"""The conditionals that are open where a text is read, for what TeX skips in it.

    What needs no ``\fi``, as ``\ifthenelse``, hides the conditionals around it: more is searched then, never less.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._names = _CONDITIONALS.union(_NEW_CONDITIONAL.findall(text))
        self._opened: list[str] = []

    def after(self, name: str, at: int) -> int:
        r"""Where TeX reads on after ``\if…``, ``\else`` or ``\fi``, which ends at ``at``."""
        if name == "iffalse":
            at = self._past_branch(at)
            if self._text.endswith("else", 0, at):
                self._opened.append(name)
        elif name == "fi":
            del self._opened[-1:]
        elif name != "else":
            self._opened.append(name)
        elif self._opened[-1:] == ["iftrue"]:
            self._opened.pop()
            at = self._past_branch(at)
        return at

    def _past_branch(self, at: int) -> int:
        r"""Where a branch that TeX skips ends: after its ``\else`` or ``\fi``."""
        depth = 0
        for found in _CONDITIONAL.finditer(self._text, at):
            name = found["name"]
            if name in self._names:
                depth += 1
            elif name in ("fi", "else"):
                if depth == 0:
                    return found.end()
                depth -= name == "fi"
        return len(self._text)


def _after(text: str, closing: str, at: int) -> int:
    """Where the first ``closing`` ends; the end of the text if there is none."""
    found = text.find(closing, at)
    return len(text) if found < 0 else found + len(closing)


def _arguments(text: str, at: int, command: str) -> Iterator[tuple[int, int]]:
    """Yield where each list of keys of a command begins and ends."""
    several = _SEVERAL.fullmatch(command) is not None
    of_volumes = _OF_VOLUMES.fullmatch(command) is not None
    while True:
        at = past_options(text, at, parentheses=several)
        argument = braced(text, at)
        if argument and of_volumes:
            argument = braced(text, past_options(text, argument[1] + 1))
        if not argument:
            return
        yield argument
        if not several:
            return
        at = argument[1] + 1


def _keys(text: str, start: int, end: int) -> Iterator[CitedKey]:
    """Yield the keys of a list with commas between; what is the parameter of a macro is not a key."""
    for piece in _KEY.finditer(text, start, end):
        at = past_blanks(text, piece.start(), piece.end())
        key = BLANKS.split(text[at : piece.end()], maxsplit=1)[0]
        if key and not _NO_KEY.search(key):
            yield CitedKey(key, at, at + len(key))
