r"""How an entry looks in a list, as one line: text with slots for what the entry has.

```text
- **{title}**{, |authors}{? *({venue}{ |year})*}{ [[Code](|code|)]}
```

A slot is a part's name in braces. Between bars stand the texts before and after it, which show only if the entry has
the part. ``{date YYYY/MM}`` gives a part an argument; ``{code:-}`` says what stands there if the entry has none. What
stands in ``{? … }`` shows if the entry has any part in it, ``{?{code}{project}{:-}}`` a bar if it has neither.
``{br}`` breaks the line, ``{sp}`` is a blank, ``{sp 4}`` are four. A backslash goes before a brace that means itself,
and within a slot before a bar, a colon or a question mark; ``\n`` breaks the line there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError

__all__ = [
    "Group",
    "Piece",
    "Slot",
    "Template",
    "fill",
    "format_template",
    "joined",
    "parse_template",
    "slots_of",
]

_GROUP: Final = "{?"
# A stretch of text, an escaped sign, a slot, or a brace that begins or ends a group.
_TOKEN: Final = lazily.pattern(
    r"""
    (?P<text> [^{}\\]+ | \\ (?![{}\\]) )
  | \\ (?P<escaped> [{}\\] )
  | (?P<group> \{\? )
  | \{ (?P<slot> (?: [^{}\\] | \\. )* ) \}
  | (?P<brace> [{}] )
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME: Final = lazily.pattern(
    r"""
    (?P<name> [a-z][a-z0-9-]* )
    (?: [ ] (?P<argument> (?: \\. | [^:\\] )+ ) )?
    (?: : (?P<otherwise> .* ) )?
    """,
    re.VERBOSE | re.DOTALL,
)
# Blanks that a field of an entry would not keep, at its ends and after another; a slot is passed over.
_LOST_BLANKS: Final = lazily.pattern(r"\{(?:[^{}\\]|\\.)*\}|(?P<lost>^ +|(?<= ) +| +$)", re.DOTALL)
_BLANKS: Final = lazily.pattern(r"sp(?: (\d{1,3}))?")


_BAR: Final = lazily.pattern(r"\\.|\|", re.DOTALL)
_ESCAPE: Final = lazily.pattern(r"\\([{}|\\n:?])")
_SPECIAL: Final = lazily.pattern(r"[{}|\\\n]")
# What would make a group of a slot, or what a group shows that has nothing.
_LEADING: Final[Mapping[bool, tuple[str, ...]]] = {False: ("?",), True: ("?", ":")}
# A brace, and a backslash before a sign that it would escape, or before what follows.
_SPECIAL_IN_TEXT: Final = lazily.pattern(r"[{}]|\\(?=[{}\\\n]|$)")


@lazily.dataclass(frozen=True, slots=True)
class Slot:
    """A place for one part of an entry.

    Attributes:
        name: The part's name.
        argument: What is said of it besides, as the form of a date.
        before: What stands before it if the entry has it.
        after: What stands after it if the entry has it.
        otherwise: What stands there if the entry has it not.
    """

    name: str
    argument: str = ""
    before: str = ""
    after: str = ""
    otherwise: str = ""


@lazily.dataclass(frozen=True, slots=True)
class Group:
    """What shows only if the entry has one of the parts in it.

    Attributes:
        pieces: Texts and slots.
        otherwise: What stands there if the entry has none of them.
    """

    pieces: tuple[str | Slot, ...]
    otherwise: str = ""


Piece = str | Slot | Group
Template = tuple[Piece, ...]
"""Texts, slots and groups, in order."""


def parse_template(text: str) -> Template:
    """Return what a text says as a template.

    Raises:
        SynbibError: A brace is not closed or not opened, a slot has no name, or a group stands in another.
    """
    pieces: list[Piece] = []
    group: list[str | Slot] | None = None
    otherwise = ""
    for token in _TOKEN.finditer(text):
        into = pieces if group is None else group
        if token["group"]:
            if group is not None:
                raise SynbibError("a form: {? … } stands in another; close that one first")
            group, otherwise = [], ""
        elif group is not None and (token["slot"] or "").startswith(":"):
            otherwise = _single(token["slot"][1:])
        elif token["slot"] is not None:
            into.append(_slot(token["slot"]))
        elif token["brace"] == "}" and group is not None:
            pieces.append(Group(_texts_joined(group), otherwise))
            group = None
        elif token["brace"]:
            raise SynbibError(
                f"a form: the brace at character {token.start() + 1} has no partner; "
                "write a backslash before it if it is meant as it is"
            )
        else:
            into.append(token["text"] or token["escaped"])
    if group is not None:
        raise SynbibError("a form: a {? is not closed; add the brace }")
    return joined(pieces)


def joined(pieces: Iterable[Piece]) -> Template:
    """Return pieces with texts that stand side by side as one, and no empty ones."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece != "":
            found.append(piece)
    return tuple(found)


def _texts_joined(pieces: Iterable[str | Slot]) -> tuple[str | Slot, ...]:
    return tuple(piece for piece in joined(pieces) if not isinstance(piece, Group))


def slots_of(template: Template) -> Iterator[Slot]:
    """Yield the slots of a template, those in groups too."""
    for piece in template:
        if isinstance(piece, Group):
            yield from slots_of(piece.pieces)
        elif isinstance(piece, Slot):
            yield piece


def _slot(text: str) -> str | Slot:
    if text == "br":
        return "\n"
    if blanks := _BLANKS.fullmatch(text):
        return " " * int(blanks[1] or 1)
    parts = list(_parted(text))
    if len(parts) > 3:
        raise SynbibError(
            f"a form: {{{text}}} has too many bars; write {{before|part|after}}, and \\| for a bar"
        )
    before, name, after = ("", *parts, "") if len(parts) == 1 else (*parts, "")[:3]
    found = _NAME.fullmatch(name)
    if not found:
        raise SynbibError(f"a form: {{{text}}} names no part; write e.g. {{title}} or {{, |venue}}")
    return Slot(
        found["name"],
        _single(found["argument"] or ""),
        _single(before),
        _single(after),
        _single(found["otherwise"] or ""),
    )


def _parted(text: str) -> Iterator[str]:
    """Yield what stands between bars that are not escaped."""
    at = 0
    for found in _BAR.finditer(text):
        if found[0] == "|":
            yield text[at : found.start()]
            at = found.end()
    yield text[at:]


def _single(text: str) -> str:
    """Return a text of a slot as it shows."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _in_slot(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)


def format_template(template: Template, *, for_field: bool = False) -> str:
    """Return a template as `parse_template` reads it.

    Args:
        template: The template.
        for_field: Whether it shall stand in a field of an entry, where blanks at its ends, and several side by side,
            would be lost.
    """
    text = "".join(map(_written, template))
    return _LOST_BLANKS.sub(_signed, text) if for_field else text


def _signed(blanks: re.Match[str]) -> str:
    if not blanks["lost"]:
        return blanks[0]
    count = len(blanks[0])
    return "{sp}" if count == 1 else f"{{sp {count}}}"


def _written(piece: Piece, *, grouped: bool = False) -> str:
    if isinstance(piece, Group):
        otherwise = f"{{:{_in_slot(piece.otherwise)}}}" if piece.otherwise else ""
        inside = "".join(_written(each, grouped=True) for each in piece.pieces)
        return f"{_GROUP}{inside}{otherwise}}}"
    if isinstance(piece, str):
        return _SPECIAL_IN_TEXT.sub(r"\\\g<0>", piece).replace("\n", "{br}")
    name = piece.name
    if piece.argument:
        argument = _in_slot(piece.argument).replace(":", "\\:")
        name = f"{name} {argument}"
    if piece.otherwise:
        name = f"{name}:{_in_slot(piece.otherwise)}"
    if not (piece.before or piece.after):
        return f"{{{name}}}"
    after = f"|{_in_slot(piece.after)}" if piece.after else ""
    before = _in_slot(piece.before)
    escape = "\\" if before.startswith(_LEADING[grouped]) else ""
    return f"{{{escape}{before}|{name}{after}}}"


def fill(template: Template, value: Callable[[str, str], str]) -> str:
    """Return what a template shows of an entry.

    Args:
        template: The template.
        value: The name of a part and its argument → what the entry has of it, Markdown; ``""`` for nothing.
    """
    return "".join(_filled(piece, value) for piece in template)


def _filled(piece: Piece, value: Callable[[str, str], str]) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Group):
        has = any(value(slot.name, slot.argument) for slot in slots_of(piece.pieces))
        return fill(piece.pieces, value) if has else piece.otherwise
    text = value(piece.name, piece.argument)
    return f"{piece.before}{text}{piece.after}" if text else piece.otherwise
