"""A style's text → its commands, each with its place (``btxhak``; ``bibtex.web`` §§ 146-217).

The scanner is pybtex's. What is read by it and not by pybtex's parser: what is no command and what has no brace is an
error with its column, a string ends on its line, a name ends at white space or a closing brace, as BibTeX has it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from pybtex.bibtex.bst import BstParser, strip_comment
from pybtex.scanner import Literal, Pattern, PrematureEOF, PybtexSyntaxError, Token

from synbib import lazily
from synbib.bst.octets import WHITE, lower, text_of
from synbib.errors import Diagnostic, StyleError, shortened
from synbib.limits import DEEPEST_BST

__all__ = ["Block", "Command", "Name", "Source", "Value"]


class Name(NamedTuple):
    """A name in a style: of a function or a variable.

    Attributes:
        text: It, in lower case.
        at: Where it stands in the source.
        is_quoted: Whether it has a quote before it, and so stands for the function itself.
    """

    text: str
    at: int
    is_quoted: bool = False


class Value(NamedTuple):
    """A number or a string in a style."""

    value: int | str
    at: int


class Block(NamedTuple):
    """What stands between braces in a style."""

    items: tuple[Name | Value | Block, ...]
    at: int


class Command(NamedTuple):
    """A command of a style with its arguments.

    Attributes:
        name: It, in lower case, as ``function``.
        at: Where it stands in the source.
        blocks: Its arguments.
    """

    name: str
    at: int
    blocks: tuple[Block, ...]


_LINE_END: Final = lazily.pattern(r"\r?\n|\r")
_SHOWN: Final = 60  # characters of a name in a message


_HINT: Final = "correct it, or name another style"


class Source:
    """The text of a style.

    Args:
        text: It, as octets.
        name: Of its file, for messages.
    """

    def __init__(self, text: str, name: str) -> None:
        # Columns stay what they are: a comment is at the end of its line.
        self._lines = [strip_comment(line) for line in _LINE_END.split(text)]
        self.name = name
        self._commands: list[Command] | None = None

    def commands(self) -> Iterator[Command]:
        """Yield the commands.

        Raises:
            StyleError: The text is not that of a style; the message begins with file, line and column.
        """
        if self._commands is not None:
            yield from self._commands
            return
        read: list[Command] = []
        parser = _Parser("\n".join(self._lines), self)
        try:
            for command in parser.parse():
                read.append(command)
                yield command
        except PybtexSyntaxError as error:
            _, at = error.error_context_info
            ends = isinstance(error, PrematureEOF)
            message = "the file ends too early: a brace is missing" if ends else str(error.args[0])
            raise self.error(at, message) from None
        self._commands = read

    def place(self, at: int) -> tuple[int, int]:
        """Return the line and the column, in characters, of what stands at ``at``."""
        line = bisect_right(self._starts, at) - 1
        return line + 1, len(text_of(self._lines[line][: at - self._starts[line]])) + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [*accumulate((len(line) + 1 for line in self._lines[:-1]), initial=0)]

    def error(self, at: int, message: str, hint: str = _HINT) -> StyleError:
        """Return the error for what is wrong at ``at``."""
        diagnostic = self.diagnostic(at, "invalid-bst", message, hint)
        return StyleError(str(diagnostic), (diagnostic,))

    def diagnostic(self, at: int, code: str, message: str, hint: str = "") -> Diagnostic:
        """Return a finding at ``at``."""
        return Diagnostic(self.name, *self.place(at), code, message, hint)


# What begins a string or a number, and what is wrong where none follows.
_UNFINISHED: Final = {
    '"': "the string does not end on its line",
    "#": "a whole number has to follow '#'",
}


class _Parser(BstParser):  # type: ignore[misc]  # pybtex has no types
    """pybtex's scanner with the words of BibTeX's language."""

    pos: int

    WHITESPACE = Pattern(f"[{WHITE}\n\f\v]+", "white space")
    STRING = Pattern(r'"[^"\n]*"', "a string")
    INTEGER = Pattern(r"#-?[0-9]{1,10}", "a number")
    NAME = Pattern(rf"[^{WHITE}\n\f\v{{}}\"#][^{WHITE}\n\f\v}}]*", "a name")
    LBRACE = Literal("{")
    RBRACE = Literal("}")
    ENDS = Pattern(rf"(?=[{WHITE}\n\f\v}}]|\Z)", "white space or '}'")

    def __init__(self, text: str, source: Source) -> None:
        super().__init__(text, source.name)
        self.source = source

    def parse(self) -> Iterator[Command]:
        while True:
            try:
                token = self.required([self.NAME], "a command", allow_eof=True)
            except EOFError:
                return
            at = self.pos - len(token.value)
            name = token.value.upper()
            # The brace may follow at once.
            if "{" in name:
                name = name[: name.index("{")]
                self.pos = at + len(name)
            if name not in self.COMMANDS:
                known = ", ".join(self.COMMANDS)
                raise self.source.error(
                    at,
                    f"'{shortened(text_of(token.value), _SHOWN)}' is not a command of a style",
                    f"the commands are {known}",
                )
            blocks = tuple(self.block() for _ in range(self.COMMANDS[name]))
            yield Command(lower(name), at, blocks)

    def block(self, depth: int = 1) -> Block:
        """Read what stands between two braces."""
        brace = self.required([self.LBRACE])
        return self._rest_of_block(brace, depth)

    def _rest_of_block(self, brace: Token, depth: int) -> Block:
        begin = self.pos - len(brace.value)
        if depth > DEEPEST_BST:
            raise self.source.error(begin, f"more than {DEEPEST_BST} braces within each other")
        items: list[Name | Value | Block] = []
        while True:
            token = self.get_token([self.STRING, self.INTEGER, self.LBRACE, self.RBRACE, self.NAME])
            if token is None:
                raise self.source.error(self.pos, _UNFINISHED[self.text[self.pos]])
            at = self.pos - len(token.value)
            text = token.value
            if token.pattern is self.RBRACE:
                return Block(tuple(items), begin)
            if token.pattern is self.LBRACE:
                items.append(self._rest_of_block(token, depth + 1))
            elif token.pattern is self.NAME:
                quoted = text.startswith("'")
                items.append(Name(lower(text[quoted:]), at, quoted))
            else:
                if not self.ENDS.match(self.text, self.pos):
                    raise self.source.error(self.pos, f"white space or '}}' has to follow {text}")
                is_text = token.pattern is self.STRING
                items.append(Value(text[1:-1] if is_text else int(text[1:]), at))
