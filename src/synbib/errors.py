"""What can go wrong, said in one line: ``file:line:column: what is wrong, and what to do``.

Every error that a user can cause is a `SynbibError`; the command line prints it and exits with 2.
A `Diagnostic` is one finding in a file; reading collects them, and only an error among them raises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import field
from typing import Final, Literal, Self

from synbib import lazily
from synbib.diagnostics import IGNORABLE, RULES, Severity
from synbib.limits import LONGEST_NAME_SHOWN

__all__ = [
    "ArgumentError",
    "BibtexError",
    "ConfigError",
    "Diagnostic",
    "FileError",
    "ReadmeError",
    "StyleError",
    "StyleWarning",
    "SynbibError",
    "UnknownKeyError",
    "UnknownNameError",
    "check_ignorable",
    "nearest",
    "shortened",
]


@lazily.dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding at a place in a file.

    Attributes:
        name: The file's name as the user gave it (``<stdin>`` for standard input); empty where there is no file.
        line: Line, from 1; 0 where the finding is about the whole file.
        column: Column in characters, from 1; 0 where only the line is known.
        code: The kind of finding, e.g. ``broken-entry``: its row is in `synbib.diagnostics.RULES`.
        message: What is wrong.
        hint: What to do about it here; may be empty.
        key: The citation key of the entry that it is about; empty where that is not known.
        length: How many characters from there it is about; 0 where that is not known.
        set_severity: How much it matters by a project's settings; empty where they do not say.
    """

    name: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    key: str = field(default="", kw_only=True)
    length: int = field(default=0, kw_only=True)
    set_severity: Severity | Literal[""] = field(default="", kw_only=True)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.set_severity or RULES[self.code].severity

    @property
    def advice(self) -> str:
        """What to do about it: here, or in general."""
        return self.hint or RULES[self.code].remedy

    def __str__(self) -> str:
        place = ":".join([self.name, *(str(n) for n in (self.line, self.column) if n)])
        where = f"{place}: " if place else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"


@lazily.dataclass(eq=False)
class SynbibError(Exception):
    """The base of every error that the user can do something about.

    Attributes:
        message: One line: what is wrong, and what to do.
        diagnostics: The findings after it, where it stands for findings in a file.
    """

    message: str
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> SynbibError:
        """Return the error that stands for ``diagnostics``, a line each."""
        found = tuple(diagnostics)
        return cls("\n".join(map(str, found)), found)

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        # Python's own way forgets the message of one that is an `OSError`, too.
        return type(self), (self.message, self.diagnostics)


class ArgumentError(SynbibError, TypeError):
    """An argument of a call that is something else than what is wanted there."""


class BibtexError(SynbibError, ValueError):
    """A BibTeX file that cannot be read, or not without losing something."""


class StyleError(SynbibError, ValueError):
    """A style that does not exist, is not valid, or has nothing for what is asked of it."""


class StyleWarning(UserWarning):
    """What a style of BibTeX's found doubtful, as a warning of Python's; the command line prints it.

    Attributes:
        diagnostic: What was found, and where.
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class ReadmeError(SynbibError, ValueError):
    """A README whose synbib blocks are malformed, or were edited by hand."""


class FileError(SynbibError, OSError):
    """A file that cannot be read or written."""


class ConfigError(SynbibError, ValueError):
    """A ``synbib.toml`` that cannot be read or holds what synbib does not know."""


class UnknownNameError(SynbibError, LookupError):
    """A key, group, style, format or column that does not exist."""

    @classmethod
    def among(cls, kind: str, name: str, known: Iterable[str], like: str | None = None) -> Self:
        """Return the error for ``name``, suggesting the nearest of the ``known`` names.

        Args:
            kind: What ``name`` should be the name of.
            name: The name, as it was typed.
            known: The names that there are.
            like: What they are compared with, if it is not the name itself.
        """
        # Nothing that is there has so long a name, and to compare it takes time in proportion to its square.
        near = nearest(like or name, known) if len(name) <= LONGEST_NAME_SHOWN else []
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        return cls(f"unknown {kind} '{shortened(name, LONGEST_NAME_SHOWN)}'{hint}")


class UnknownKeyError(UnknownNameError, KeyError):
    """A citation key that no entry and no item has."""


def check_ignorable(code: str) -> None:
    """Make sure that a project may have findings of this code left out.

    Raises:
        SynbibError: There is no such code (the nearest are suggested), or it cannot be left out.
    """
    if code not in RULES:
        raise UnknownNameError.among("code", code, IGNORABLE)
    if RULES[code].severity == "error":
        raise SynbibError(
            f"'{code}' is an error, and errors cannot be ignored; mend what it reports"
        )
    if code not in IGNORABLE:
        raise SynbibError(f"'{code}' is nothing that synbib check reports; delete it")


def shortened(text: str, most: int) -> str:
    """Return ``text`` as a message shows it: in ``most`` characters, the last an ellipsis where it was longer."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


_WORD: Final = lazily.pattern(r"[^\W_]+")
_CUTOFF: Final = 0.65
# Of more names than these only those are compared that share the most pairs of letters with what was typed.
_MOST_COMPARED: Final = 1_000


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the ``known`` names that look most like ``name``, the nearest first.

    Letter case does not count, and a name that begins with what was typed, or has all its words, is near.
    """
    import difflib

    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    folded = name.casefold()
    found = difflib.get_close_matches(
        folded, _comparable(folded, by_folded), n=most, cutoff=_CUTOFF
    )
    if len(folded) >= 3:
        found += sorted((c for c in by_folded if c.startswith(folded)), key=len)[:most]
    words = set(_WORD.findall(folded))
    if len(words) > 1:
        of_them = (
            c for c in by_folded if all(w in c for w in words) and words <= set(_WORD.findall(c))
        )
        found = sorted(of_them, key=len)[:most] + found
    return [by_folded[c] for c in dict.fromkeys(found)][:most]


def _comparable(name: str, known: Collection[str]) -> Collection[str]:
    """Return those of the ``known`` names that are worth a comparison, letter by letter, with ``name``."""
    if len(known) <= _MOST_COMPARED:
        return known
    # What `difflib` calls the ratio is at most this: twice the letters of the one that the other has, by all letters.
    others = dict.fromkeys(map(ord, set(name)))
    least = _CUTOFF / 2
    size = len(name)
    like = [
        c
        for c in known
        if size >= least * (size + len(c)) <= len(c)
        and len(c) - len(c.translate(others)) >= least * (size + len(c))
    ]
    if len(like) <= _MOST_COMPARED:
        return like
    import heapq

    pairs = {name[i : i + 2] for i in range(size - 1)}
    return heapq.nlargest(_MOST_COMPARED, like, key=lambda c: sum([pair in c for pair in pairs]))
