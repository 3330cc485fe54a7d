"""How bash, zsh and fish ask what may stand at the cursor, and are told.

Each has a script of ours in `scripts`, which runs ``synbib`` with ``_SYNBIB_COMPLETE=SHELL_complete`` when Tab is
pressed. The first line of the answer says what the script has to do besides, a word of `_Order`; then comes a line for
each candidate, with a tab before its help.

bash gives the whole line, as it would give the words divided at colons and equals signs, which keys and options hold.
It replaces what stands after the last of these (``COMP_WORDBREAKS``), and takes what it is told as it is, so that
blanks and signs are quoted here. (bash manual, "Programmable Completion")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click

from synbib import lazily
from synbib.cli.completing import complete
from synbib.cli.typed import Answer, Candidate

__all__ = ["SHELLS", "Word", "answer", "divide", "script"]

_SCRIPTS: Final = Path(__file__).with_name("scripts")
# What the script does besides: the shell's own files, nothing, or no blank after the word.
_PATHS: Final = "paths"
_WORDS: Final = "words"
_JOINED: Final = "joined"


def script(shell: str) -> str:
    """Return the script that a shell reads."""
    return (_SCRIPTS / SHELLS[shell].script).read_text(encoding="utf-8")


def answer(request: str, arguments: Sequence[str], program: click.Command) -> str:
    """Return what a shell is told.

    Args:
        request: ``SHELL_complete``, or ``SHELL_source`` for the script.
        arguments: What the script gives.
        program: The program.
    """
    name, _, step = request.partition("_")
    if name not in SHELLS:
        return ""
    if step == "source":
        return script(name)
    return "\n".join(SHELLS[name].tell(program, arguments)) + "\n"


# --- Lines -----------------------------------------------------------------------------------------------------


class Word(NamedTuple):
    """A word of a command line.

    Attributes:
        text: The word, as the program gets it.
        quote: The quotation mark that is open at its end; ``""`` if none is.
        kept: How many characters of the text bash leaves when it puts a candidate in place of the others.
        is_redirected: Whether it is a file that is read or written by the shell.
    """

    text: str
    quote: str = ""
    kept: int = 0
    is_redirected: bool = False


# Outside of quotation marks: what bash reads at once.
_PIECE: Final = lazily.pattern(
    r"""
      (?P<blank> [ \t\n]+ )
    | (?P<redirection> [0-9]*[<>]+[&|]? )
    | \\ (?P<escaped> .? )
    | ' (?P<single> [^']* ) (?P<single_end> '? )
    | " (?P<double> (?: \\. | [^"\\] )* \\? ) (?P<double_end> "? )
    | (?P<plain> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_DOUBLE: Final = lazily.pattern(r"\\([\\\"$`\n])")


def divide(line: str, breaks: str = "") -> list[Word]:
    """Return the words of a line up to the cursor; the last is the one at the cursor, which may be empty.

    Args:
        line: The line, as a person types it for a shell.
        breaks: The characters after which bash completes: ``COMP_WORDBREAKS``.
    """
    words = [Word("")]
    is_begun = False
    for found in _PIECE.finditer(line):
        word = words[-1]
        text, quote, kept = word.text, word.quote, word.kept
        match found.lastgroup:
            case "blank":
                if is_begun:
                    words.append(Word(""))
                    is_begun = False
                continue
            case "redirection":
                if is_begun:
                    words.append(Word(""))
                words[-1] = Word("", is_redirected=True)
                is_begun = False
                continue
            case "escaped":
                text += found["escaped"]
            case "single_end":
                text, quote, kept = _quoted(word, found["single"], "'", found["single_end"])
            case "double_end":
                inside = _IN_DOUBLE.sub(r"\1", found["double"])
                text, quote, kept = _quoted(word, inside, '"', found["double_end"])
            case _:
                text += found["plain"]
                if found["plain"] in breaks:
                    kept = len(text)
        words[-1] = Word(text, quote, kept, word.is_redirected)
        is_begun = True
    return words


def _quoted(word: Word, inside: str, mark: str, end: str) -> tuple[str, str, int]:
    text = word.text + inside
    return (text, "", len(text)) if end else (text, mark, len(word.text))


# --- Shells ----------------------------------------------------------------------------------------------------


def _completed(program: click.Command, words: Sequence[str], incomplete: str) -> Answer:
    found = complete(program, words, incomplete)
    # A candidate is a line: no shell could show another.
    return found._replace(candidates=[c for c in found.candidates if c.value.isprintable()])


def _order(answer: Answer, *, joined: bool = False) -> str:
    return _PATHS if answer.paths else _JOINED if joined else _WORDS


def _with_help(candidate: Candidate, most: int = 100) -> str:
    from synbib.errors import shortened
    from synbib.text.controls import one_line

    return f"{candidate.value}\t{shortened(one_line(candidate.help), most)}"


def _bash(program: click.Command, arguments: Sequence[str]) -> Iterator[str]:
    line, breaks = arguments
    _, *words = divide(line, breaks)
    if not words:
        return
    *before, at = words
    if at.is_redirected:
        yield _PATHS
        return
    given = [word.text for word in before if not word.is_redirected]
    found = _completed(program, given, at.text)
    joined = any(candidate.goes_on for candidate in found.candidates)
    yield _order(found, joined=joined)
    for candidate in found.candidates:
        rest = candidate.value[at.kept :]
        blank = " " if joined and not candidate.goes_on and not at.quote else ""
        yield _QUOTED[at.quote](rest) + blank


_SPECIAL: Final = lazily.pattern(r"[\s\\'\"$`!&;|()<>{}\[\]*?#~^]")
_SPECIAL_IN_DOUBLE: Final = lazily.pattern(r"[\\\"$`]")
_QUOTED: Final[Mapping[str, Callable[[str], str]]] = {
    "": lambda text: _SPECIAL.sub(r"\\\g<0>", text),
    "'": lambda text: text.replace("'", "'\\''"),
    '"': lambda text: _SPECIAL_IN_DOUBLE.sub(r"\\\g<0>", text),
}


def _zsh(program: click.Command, arguments: Sequence[str]) -> Iterator[str]:
    *words, incomplete = arguments
    found = _completed(program, words, incomplete)
    yield _order(found)
    for candidate in found.candidates:
        yield f"{_JOINED if candidate.goes_on else _WORDS}\t{_with_help(candidate)}"


def _fish(program: click.Command, arguments: Sequence[str]) -> Iterator[str]:
    *words, incomplete = arguments
    found = _completed(program, words, divide(incomplete)[-1].text)
    yield _order(found)
    yield from map(_with_help, found.candidates)


class _Shell(NamedTuple):
    """A shell.

    Attributes:
        script: The name of its script, as the shell looks for it.
        tell: The program and what its script gives → the lines that it is told.
    """

    script: str
    tell: Callable[[click.Command, Sequence[str]], Iterator[str]]


SHELLS: Final[Mapping[str, _Shell]] = {
    "bash": _Shell("synbib.bash", _bash),
    "zsh": _Shell("_synbib", _zsh),
    "fish": _Shell("synbib.fish", _fish),
}
