r"""How an entry looks in a list, as one line: text with slots for what the entry has.

```text
- **{title}**{, |authors}{? *({venue}{ |year})*}{ [[Code](|code|)]}
```

A slot is a part's name in braces. Between bars stand the texts before and after it, which show only if the entry has
the part. ``{date YYYY/MM}`` gives a part an argument; ``{code:-}`` says what stands there if the entry has none. What
stands in ``{? … }`` shows if the entry has any part in it, ``{?{code}{project}{:-}}`` a bar if it has neither; in it,
``{& }`` is a blank between two parts that are both there. A Markdown link to a slot, ``[{title}]({paper})``, is a link
only if the entry has that URL: else its text alone shows.
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
    "Between",
    "Group",
    "Linked",
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
_BETWEEN: Final = "&"
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
# The end of a link's text and the beginning of its address, and the end of that (CommonMark §6.3).
_ADDRESS: Final = lazily.pattern(r"\]\([^\s()<>]*\Z")
_ADDRESS_END: Final = lazily.pattern(r"[^\s()<>]*\)")
_BRACKET: Final = lazily.pattern(r"\\.|[\[\]]", re.DOTALL)
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
class Linked:
    """A Markdown link or image whose address has a slot; without that, its text alone, if it shows any part.

    Attributes:
        label: What is linked.
        before: What stands in the address before the slot.
        slot: What the entry has of the address.
        after: What stands in the address after the slot.
        is_image: Whether it is an image.
    """

    label: tuple[Inline, ...]
    before: str
    slot: Slot
    after: str
    is_image: bool = False


@lazily.dataclass(frozen=True, slots=True)
class Between:
    """A text of a group that shows only between two parts that are there.

    Attributes:
        text: The text.
    """

    text: str


Inline = str | Slot | Linked | Between


@lazily.dataclass(frozen=True, slots=True)
class Group:
    """What shows only if the entry has one of the parts in it.

    Attributes:
        pieces: Texts, slots, links, and what stands between two of these.
        otherwise: What stands there if the entry has none of them.
    """

    pieces: tuple[Inline, ...]
    otherwise: str = ""


Piece = Inline | Group
Template = tuple[Piece, ...]
"""Texts, slots, links and groups, in order."""


def parse_template(text: str) -> Template:
    """Return what a text says as a template.

    Raises:
        SynbibError: A brace is not closed or not opened, a slot has no name, or a group stands in another.
    """
    pieces: list[Piece] = []
    group: list[Inline] | None = None
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
            piece = _slot(token["slot"])
            if group is None and isinstance(piece, Between):
                raise SynbibError(
                    f"a form: {{{token['slot']}}} stands between two parts of a {{? … }}; put these into one"
                )
            into.append(piece)
        elif token["brace"] == "}" and group is not None:
            pieces.append(Group(_ungrouped(joined(group)), otherwise))
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
    """Return pieces with texts that stand side by side as one, no empty ones, and links found."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece != "":
            found.append(piece)
        if isinstance(piece, str) and len(found) > 2:
            _link(found)
    return tuple(found)


def _link(pieces: list[Piece]) -> None:
    """Make a link of the last pieces, if they are one: its text, a slot in its address, and the text after that."""
    last, slot, ending = pieces[-3:]
    if not (isinstance(last, str) and isinstance(slot, Slot) and isinstance(ending, str)):
        return
    address, end = _ADDRESS.search(last), _ADDRESS_END.match(ending)
    if slot.otherwise or not (address and end):
        return
    depth = 0
    for n in range(len(pieces) - 3, -1, -1):
        piece = pieces[n]
        if isinstance(piece, Group):
            return
        if not isinstance(piece, str):
            continue
        text = piece[: address.start() + 1] if n == len(pieces) - 3 else piece
        brackets = [b for b in _BRACKET.finditer(text) if len(b[0]) == 1]
        for bracket in reversed(brackets):
            depth += 1 if bracket[0] == "]" else -1
            if depth == 0:
                start = bracket.start()
                is_image = text.endswith("!", 0, start)
                inside = [text[start + 1 :], *pieces[n + 1 : -2]]
                inside[-1] = last[start + 1 if n == len(pieces) - 3 else 0 : address.start()]
                linked = Linked(
                    _ungrouped(joined(inside)),
                    last[address.start() + 2 :],
                    slot,
                    ending[: end.end() - 1],
                    is_image,
                )
                pieces[n:] = joined((piece[: start - is_image], linked, ending[end.end() :]))
                return


def _ungrouped(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    return tuple(piece for piece in pieces if not isinstance(piece, Group))


def slots_of(template: Template) -> Iterator[Slot]:
    """Yield the slots of a template, those in groups and links too."""
    for piece in template:
        if isinstance(piece, Group):
            yield from slots_of(piece.pieces)
        elif isinstance(piece, Linked):
            yield from slots_of(piece.label)
            yield piece.slot
        elif isinstance(piece, Slot):
            yield piece


def _slot(text: str) -> str | Slot | Between:
    if text == "br":
        return "\n"
    if blanks := _BLANKS.fullmatch(text):
        return " " * int(blanks[1] or 1)
    parts = list(_parted(text))
    if len(parts) == 1 and text.startswith(_BETWEEN):
        return Between(_single(text.removeprefix(_BETWEEN)))
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
    if isinstance(piece, Between):
        return f"{{{_BETWEEN}{_in_slot(piece.text)}}}"
    if isinstance(piece, Linked):
        label = "".join(_written(each, grouped=grouped) for each in piece.label)
        address = "".join(
            _written(each, grouped=grouped) for each in (piece.before, piece.slot, piece.after)
        )
        return f"{'!' if piece.is_image else ''}[{label}]({address})"
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
        return _filled_group(piece, value)
    if isinstance(piece, Linked):
        return _filled_link(piece, value)
    if isinstance(piece, Between):
        return ""
    text = value(piece.name, piece.argument)
    return f"{piece.before}{text}{piece.after}" if text else piece.otherwise


def _has_any(template: Template, value: Callable[[str, str], str]) -> bool:
    return any(value(slot.name, slot.argument) for slot in slots_of(template))


def _filled_group(group: Group, value: Callable[[str, str], str]) -> str:
    # Whether the entry has what a piece shows; None for texts.
    has = [_has_any((piece,), value) if any(slots_of((piece,))) else None for piece in group.pieces]
    if not any(has):
        return group.otherwise
    shown = []
    for n, piece in enumerate(group.pieces):
        if isinstance(piece, Between):
            after = next((h for h in has[n:] if h is not None), False)
            shown.append(piece.text if after and any(has[:n]) else "")
        else:
            shown.append(_filled(piece, value))
    return "".join(shown)


def _filled_link(link: Linked, value: Callable[[str, str], str]) -> str:
    address = _filled(link.slot, value)
    if not address and not _has_any(link.label, value):
        return ""
    label = fill(link.label, value)
    if not (address and label):
        return "" if link.is_image else label
    return f"{'!' if link.is_image else ''}[{label}]({link.before}{address}{link.after})"
