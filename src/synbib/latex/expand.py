r"""TeX's macros, expanded: what a file defines is obeyed, conditionals are decided, and LaTeX for `decode` is left.

BibTeX's styles write programs: definitions, tests for what a package has defined, then references in terms of both.
This is TeX's "mouth" (The TeXbook, ch. 20) and the little of its "stomach" that defines macros (ch. 24), over tokens
that are strings: ``\name``, ``{``, ``}``, ``#1``, white space, and runs of other characters. What sets type is passed
on or passed over; what nobody knows is dropped and named, and its arguments stay as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from synbib import lazily
from synbib.errors import StyleError
from synbib.latex.decode import known
from synbib.limits import DEEPEST_EXPANSION, EXPANSION, LEAST_EXPANSION

__all__ = ["GLUE", "Expander", "Macro", "Meaning", "Primitive", "written"]

_SOURCE: Final = r"""
    \\ (?: (?P<word> [{letters}]+ ) [ \t]* (?: \n [ \t]* (?!\n) )? | (?P<symbol> . ) )
    | (?P<other> [{{}}] | \#+ [1-9]? | \s+ | [^\\{{}}%\#\s]{{1,80}} | \\ )
    | %
"""
_FLAGS: Final = re.VERBOSE | re.DOTALL
_TOKEN: Final = lazily.pattern(_SOURCE.format(letters="A-Za-z"), _FLAGS)
# Between `\makeatletter` and `\makeatother`.
_TOKEN_AT: Final = lazily.pattern(_SOURCE.format(letters="A-Za-z@"), _FLAGS)
_COMMENT: Final = lazily.pattern(r"%[^\n]*(?:\n[ \t]*)?")
_EMPTY_COMMENT: Final = lazily.pattern(r"%[ \t]*(?:\n[ \t]*|\Z)")
_PARAMETER: Final = lazily.pattern(r"#[1-9]")
_NUMBER: Final = lazily.pattern(r"[-+]?\d+")
GLUE: Final = lazily.pattern(
    r"=? [ ]? [-+]? (?: \d* [.,]? \d+ )? [ ]? (?: em | ex | mu | pt | mm | cm | in | pc | bp | sp )?",
    re.VERBOSE,
)


@lazily.dataclass(frozen=True, slots=True)
class Macro:
    """A definition.

    Attributes:
        body: Its tokens, with ``#1`` for the first argument.
        parameters: What stands after its name where it is used: ``#1``, and what delimits arguments, a character each.
        default: The first argument where no brackets give another; None if it is not optional.
    """

    body: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    default: tuple[str, ...] | None = None


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Primitive:
    r"""What TeX or LaTeX does itself.

    Attributes:
        run: Does it; what it reads comes from the expander, and so goes back to it what it leaves.
        expands: Whether it leaves tokens and does nothing else, so that it is carried out where only those matter.
        decides: Whether it is a conditional, which ``\fi`` ends.
    """

    run: Callable[[Expander], None]
    expands: bool = False
    decides: bool = False


Meaning = Macro | Primitive | str
"""What a name stands for; a string is a token that is passed on as it is."""


def written(tokens: Iterable[str]) -> str:
    """Return tokens as LaTeX."""
    pieces: list[str] = []
    after_word = False
    for token in tokens:
        if after_word and token[0].isalnum():
            pieces.append(" ")
        pieces.append(token)
        after_word = token[0] == "\\" and token[-1].isalpha()
    return "".join(pieces)


class Expander:
    r"""Expands one file, piece by piece; definitions in one piece hold in those after it.

    Args:
        meanings: Names, without the backslash, and what they stand for before anything is read: at least
            `synbib.latex.primitives.PRIMITIVES`.
        length: How many characters the file has; what it grows to is in proportion to it.
        undefined: Names that have a meaning, or that `decode` understands, and that count as not defined as long as the
            file does not define them.

    Attributes:
        meanings: Names and what they stand for.
        out: The tokens that the current piece has come to so far.
        unknown: Names that nobody knows, in order, each once.
        is_global: Whether the next definition holds beyond its group.
    """

    def __init__(
        self,
        meanings: Mapping[str, Meaning],
        length: int = 0,
        undefined: frozenset[str] = frozenset(),
    ) -> None:
        self.meanings = dict(meanings)
        self.out: list[str] = []
        self.unknown: dict[str, None] = {}
        self.is_global = False
        self._undefined = set(undefined)
        self._left = max(LEAST_EXPANSION, EXPANSION * length)
        self._depth = 0
        self._source = ""
        self._at = 0
        self._is_prose = False
        self._letters = _TOKEN
        self._waiting: list[
            str
        ] = []  # tokens that come before the source goes on, the last one first
        self._scopes: list[dict[str, Meaning | None]] = []

    # --- Reading ------------------------------------------------------------------------------------------------

    def begin(self, source: str, *, prose: bool = False) -> None:
        """Begin a piece of the file; what is left of the one before is dropped.

        Args:
            source: The piece.
            prose: Whether a ``%`` amid a line is meant: BibTeX's fields have it in addresses and in text, and a style
                ends lines with it.
        """
        self._source, self._at, self._is_prose = source, 0, prose
        self._waiting = []
        self.out = []
        while self._scopes:
            self._leave()

    def token(self) -> str | None:
        """Return the next token; None at the end of the piece.

        Raises:
            StyleError: The file's macros come to more than a file of its length can mean.
        """
        self._count(1)
        if self._waiting:
            return self._waiting.pop()
        while self._at < len(self._source):
            found = self._letters.match(self._source, self._at)
            assert found is not None  # the alternatives cover every character
            if word := found["word"] or found["symbol"]:
                self._at = found.end()
                return f"\\{word}"
            if found[0] != "%":
                self._at = found.end()
                return found[0]
            is_at_margin = self._at == 0 or self._source[self._at - 1] == "\n"
            comment = _COMMENT if is_at_margin or not self._is_prose else _EMPTY_COMMENT
            skipped = comment.match(self._source, self._at)
            self._at = skipped.end() if skipped else self._at + 1
            if skipped is None:
                return "%"
        return None

    def _count(self, tokens: int) -> None:
        self._left -= tokens
        if self._left < 0:
            raise StyleError(
                "the macros that the style writes, or those in a field or @preamble, do not come to an end"
            )

    def push(self, tokens: Iterable[str]) -> None:
        """Put tokens before what comes next."""
        self._waiting.extend(reversed(list(tokens)))

    def skip_blanks(self) -> None:
        """Pass over white space."""
        while (token := self.token()) is not None:
            if not token.isspace():
                self._waiting.append(token)
                return

    def argument(self) -> list[str]:
        """Read one argument: a group, without its braces, a control sequence, or a character."""
        self.skip_blanks()
        token = self.token()
        if token is None or token == "}":
            if token:
                self._waiting.append(token)
            return []
        if token == "{":
            return self.group()
        if token[0] not in "\\#" and len(token) > 1:
            self._waiting.append(token[1:])
            return [token[0]]
        return [token]

    def optional(self) -> list[str] | None:
        """Read an argument in brackets; None if there is none.

        Where a brace within is not closed, it ends at the first bracket.
        """
        self.skip_blanks()
        token = self.token()
        if token is None or token[0] != "[":
            if token is not None:
                self._waiting.append(token)
            return None
        for nested in (True, False):
            state = self._at, list(self._waiting)
            self._count(len(self._waiting) // 16)
            if token[1:]:
                self._waiting.append(token[1:])
            found = self._up_to_bracket(nested=nested)
            if found is not None:
                return found
            self._at, self._waiting = state
        self._waiting.append(token)
        return None

    def _up_to_bracket(self, *, nested: bool) -> list[str] | None:
        found: list[str] = []
        depth = 0
        while (token := self.token()) is not None:
            if token == "{":
                depth += nested
            elif token == "}":
                depth -= nested
            elif depth <= 0 and token[0] != "\\" and "]" in token:
                before, _, rest = token.partition("]")
                if before:
                    found.append(before)
                if rest:
                    self._waiting.append(rest)
                return found
            found.append(token)
        return None

    def group(self) -> list[str]:
        """Return the rest of a group that has been opened, up to its closing brace."""
        found: list[str] = []
        depth = 1
        while (token := self.token()) is not None:
            if token == "{":
                depth += 1
            elif token == "}":
                depth -= 1
                if not depth:
                    break
            found.append(token)
        return found

    def character(self) -> str | None:
        """Return the next token, of a run of characters the first."""
        token = self.token()
        if token is not None and len(token) > 1 and token[0] not in "\\#":
            self._waiting.append(token[1:])
            return token[0]
        return token

    # --- Expanding ----------------------------------------------------------------------------------------------

    def rest(self) -> list[str]:
        """Return what the rest of the piece comes to."""
        while (token := self.token()) is not None:
            self._obey(token)
        return self.out

    def expanded(self, tokens: Iterable[str]) -> list[str]:
        """Return what ``tokens`` come to by themselves.

        Raises:
            StyleError: What they come to does not end.
        """
        before = self._waiting, self._source, self._at, self.out
        self._waiting, self._source, self._at, self.out = [], "", 0, []
        self.push(list(tokens))
        found = self.rest()
        self._waiting, self._source, self._at, self.out = before
        return found

    def _obey(self, token: str) -> None:
        if token[0] != "\\" or len(token) == 1:
            if token == "{":
                self._scopes.append({})
            elif token == "}" and self._scopes:
                self._leave()
            self.out.append(token)
            return
        meaning = self.meanings.get(token[1:])
        if meaning is None:
            if known(token[1:]):
                self.out.append(token)
            else:
                self.unknown.setdefault(token[1:])
        elif isinstance(meaning, str):
            self._pass_on(meaning)
        else:
            self._expand(meaning)

    def _pass_on(self, token: str) -> None:
        if token in "{}":
            self._obey(token)
        else:
            self.out.append(token)

    def _expand(self, meaning: Macro | Primitive) -> None:
        if isinstance(meaning, Primitive):
            self._carry_out(meaning)
            return
        arguments = self._arguments(meaning)
        self._count(len(meaning.body))
        if not meaning.parameters:
            self.push(meaning.body)
            return
        tokens: list[str] = []
        for token in meaning.body:
            if token[0] != "#":
                tokens.append(token)
            elif token[1:2] == "#":
                tokens.append(token[1:])
            else:
                given = arguments.get(token, ())
                self._count(len(given))
                tokens += given
        self.push(tokens)

    def _carry_out(self, primitive: Primitive) -> None:
        """Do what TeX does itself, for which it may first do the same for what stands there."""
        if self._depth >= DEEPEST_EXPANSION:
            raise StyleError(
                "the macros that the style writes, or those in a field or @preamble, are nested too deep"
            )
        self._depth += 1
        primitive.run(self)
        self._depth -= 1

    def _arguments(self, macro: Macro) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        parameters = macro.parameters
        at = 0
        if macro.default is not None:
            given = self.optional()
            found["#1"] = list(macro.default) if given is None else given
            at = 1
        while at < len(parameters):
            name = parameters[at]
            if name[0] != "#":  # what has to stand there
                self._match(name)
                at += 1
                continue
            end = at + 1
            while end < len(parameters) and parameters[end][0] != "#":
                end += 1
            delimiter = parameters[at + 1 : end]
            found[name] = self.delimited(delimiter) if delimiter else self.argument()
            at = end
        return found

    def _match(self, expected: str) -> None:
        token = self.character()
        if token is not None and token != expected and not (token + expected).isspace():
            self._waiting.append(token)

    def delimited(self, delimiter: tuple[str, ...]) -> list[str]:
        """Read up to a delimiter, a character each, that is in no group; of a group alone its braces go."""
        found: list[str] = []
        depth = 0
        wanted = list(delimiter)
        while (token := self.character()) is not None:
            found.append(" " if token.isspace() else token)
            depth += (token == "{") - (token == "}")
            if not depth and found[-len(wanted) :] == wanted:
                del found[-len(wanted) :]
                break
        if len(found) > 1 and found[0] == "{" and found[-1] == "}" and _is_one_group(found):
            return found[1:-1]
        return found

    def expand_once(self, token: str) -> None:
        """Put in the place of a token what it expands to in one step."""
        meaning = self._expandable(token)
        if meaning is None:
            self._waiting.append(token)
        else:
            self._expand(meaning)

    def next_expanded(self) -> str | None:
        """Return the next token that expands no further."""
        while (token := self.token()) is not None:
            meaning = self._expandable(token)
            if meaning is None:
                return token
            self._expand(meaning)
        return None

    def _expandable(self, token: str) -> Macro | Primitive | None:
        meaning = self.meanings.get(token[1:]) if token[0] == "\\" else None
        if isinstance(meaning, Macro) or (isinstance(meaning, Primitive) and meaning.expands):
            return meaning
        return None

    # --- Names and what they stand for --------------------------------------------------------------------------

    def is_defined(self, name: str) -> bool:
        """Whether a name stands for anything."""
        return name not in self._undefined and (name in self.meanings or known(name))

    def meaning_of(self, token: str) -> Meaning | None:
        """Return what a token stands for, None if nothing has defined it."""
        if token[0] != "\\" or len(token) == 1:
            return token
        name = token[1:]
        return self.meanings.get(name, token) if self.is_defined(name) else None

    def define(self, name: str, meaning: Meaning | None) -> None:
        """Let a name stand for something, None for nothing: until the group ends, or for good if it is `is_global`."""
        if self.is_global:
            for scope in self._scopes:
                scope.pop(name, None)
        elif self._scopes:
            self._scopes[-1].setdefault(name, self.meanings.get(name))
        self.is_global = False
        self._undefined.discard(name)
        if meaning is None:
            self.meanings.pop(name, None)
        else:
            self.meanings[name] = meaning

    def _leave(self) -> None:
        for name, meaning in self._scopes.pop().items():
            if meaning is None:
                self.meanings.pop(name, None)
            else:
                self.meanings[name] = meaning

    def name(self) -> str:
        r"""Read the name that is to be defined: ``\name`` or ``{\name}``."""
        found = [token for token in self.argument() if not token.isspace()]
        return written(found).removeprefix("\\")

    def let_letters(self, *, with_at: bool) -> None:
        """Say whether ``@`` is a letter in names."""
        self._letters = _TOKEN_AT if with_at else _TOKEN

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Pass over what a pattern matches in the next characters, and return it."""
        token = self.token()
        if token is None:
            return ""
        if token[0] in "\\{}":
            self._waiting.append(token)
            return ""
        found = pattern.match(token)
        end = found.end() if found else 0
        if token[end:]:
            self._waiting.append(token[end:])
        return token[:end]

    def skip_branch(self, *, to_else: bool) -> str:
        r"""Pass over a branch of a conditional; return what ended it: ``\else``, ``\or``, ``\fi``."""
        depth = 0
        while (token := self.token()) is not None:
            name = token[1:] if token[0] == "\\" else ""
            if name == "fi":
                if not depth:
                    break
                depth -= 1
            elif not depth and to_else and name in ("else", "or"):
                return token
            elif name:
                meaning = self.meanings.get(name)
                depth += isinstance(meaning, Primitive) and meaning.decides
        return "\\fi"

    def number(self) -> int:
        """Read a number; what is not one counts as 0."""
        self.skip_blanks()
        token = self.next_expanded()
        if token is None:
            return 0
        found = _NUMBER.match(token)
        rest = token[found.end() :] if found else token
        if rest:
            self._waiting.append(rest)
        return int(found[0][:9]) if found else 0


def _is_one_group(tokens: list[str]) -> bool:
    depth = 0
    for token in tokens[:-1]:
        depth += (token == "{") - (token == "}")
        if not depth:
            return False
    return True
