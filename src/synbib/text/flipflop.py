"""Flip-flop formatting: italics within italics are upright again.

Source: citeproc-js's "rich text": italics, bold and small capitals of a text turn off the same formatting around them.
Those of a style mean what they say, wherever they stand. What a style asks to be normal needs saying only inside what
is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.text.marks import (
    BASELINE,
    BOLD,
    BY_CLOSE,
    FLIP,
    FULL_SIZE,
    ITALIC,
    LIGHT,
    MARK,
    MEDIUM,
    NO_DECORATION,
    OBLIQUE,
    PLAIN_LINE,
    SMALL_CAPS,
    SPANS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    UPRIGHT,
    Node,
    Span,
    link,
    to_nodes,
)

__all__ = ["flip_flop", "flipping", "without_normal"]

# What goes on, and what turns it off again.
_OFF: Final = {ITALIC: UPRIGHT, OBLIQUE: UPRIGHT, BOLD: MEDIUM, SMALL_CAPS: FULL_SIZE}
_ALSO_OFF: Final = {
    LIGHT: MEDIUM,
    UNDERLINE: PLAIN_LINE,
    SUPERSCRIPT: BASELINE,
    SUBSCRIPT: BASELINE,
}
_BY_OPEN: Final[dict[str, tuple[Span, Span, bool]]] = {
    **{on.open: (on, off, True) for on, off in _OFF.items()},
    **{on.open: (on, off, False) for on, off in _ALSO_OFF.items()},
    **{off.open: (off, off, True) for off in (*_OFF.values(), *_ALSO_OFF.values())},
}
_CLOSING: Final = frozenset(span.close for pair in (_OFF | _ALSO_OFF).items() for span in pair)
_CLOSE_OF: Final = {span.open: span.close for span in BY_CLOSE.values()}
_NORMAL: Final = (
    NO_DECORATION.open,
    *dict.fromkeys(off.open for off in (*_OFF.values(), *_ALSO_OFF.values())),
)
_FLIPPING: Final = lazily.pattern(f"[{''.join(span.open for span in _OFF)}]")


def flipping(marked: str) -> str:
    """Return ``marked`` with its formatting such that it turns off the same formatting around it."""
    return marked if marked.isascii() else _FLIPPING.sub(rf"\g<0>{FLIP}", marked)


def flip_flop(marked: str) -> str:
    """Return ``marked`` with formatting that is `flipping` turned off where the same is on."""
    if FLIP not in marked and not any(normal in marked for normal in _NORMAL):
        return marked
    state: dict[Span, Span | None] = {}
    stack: list[tuple[str, str, Span, Span | None]] = []
    undecorated: list[dict[Span, Span | None]] = []
    out: list[str] = []
    end = 0
    for mark in MARK.finditer(marked):
        char = mark[0]
        out.append(marked[end : mark.start()])
        end = mark.end()
        if char in _BY_OPEN:
            span, off, flips = _BY_OPEN[char]
            before = state.get(off)
            if span is off:
                emitted = off if before is not None and before is not off else None
                after = off if before is not None else None
            elif flips and before is span and marked[end : end + 1] == FLIP:
                emitted, after = off, None
            else:
                emitted, after = span, span
            out.append(emitted.open if emitted else "")
            stack.append((_CLOSE_OF[char], emitted.close if emitted else "", off, before))
            state[off] = after
        elif char == NO_DECORATION.open:
            offs = [off for off, on in state.items() if on is not None and on is not off]
            out.append("".join(off.open for off in offs))
            stack.append(
                (
                    NO_DECORATION.close,
                    "".join(off.close for off in reversed(offs)),
                    NO_DECORATION,
                    None,
                )
            )
            undecorated.append(dict(state))
            state.update(dict.fromkeys(offs))
        elif char == NO_DECORATION.close and stack and stack[-1][0] == char:
            out.append(stack.pop()[1])
            state = undecorated.pop()
        elif char in _CLOSING and stack and stack[-1][0] == char:
            _, close, off, before = stack.pop()
            out.append(close)
            state[off] = before
        elif char != FLIP:
            out.append(char)
    out.append(marked[end:])
    return "".join(out)


_BY_NAME: Final = {span.name: span for span in SPANS}
_TURNED_OFF: Final = {
    off.name: frozenset(on.name for on, o in (_OFF | _ALSO_OFF).items() if o is off)
    for off in (*_OFF.values(), *_ALSO_OFF.values())
}

# A stretch of text and the spans around it, the outermost first.
_Run = tuple[str, tuple[str, ...]]


_TWICE: Final = lazily.pattern(
    "|".join(f"{span.open}[^{span.close}]*{span.open}" for span in (*_OFF, *_ALSO_OFF))
)


def without_normal(marked: str) -> str:
    """Return ``marked`` for formats that cannot say "upright", nor the same twice.

    What is around upright text ends there and begins anew.
    """
    if not any(normal in marked for normal in _NORMAL) and _TWICE.search(marked) is None:
        return marked
    return _write(to_nodes(marked), ())


def _write(nodes: tuple[Node | str, ...], around: tuple[str, ...]) -> str:
    out = ""
    active: tuple[str, ...] = ()
    for text, spans in _runs(nodes, around):
        common = 0
        while active[common : common + 1] == spans[common : common + 1] != ():
            common += 1
        out += "".join(_BY_NAME[name].close for name in reversed(active[common:]))
        out += "".join(_BY_NAME[name].open for name in spans[common:]) + text
        active = spans
    return out + "".join(_BY_NAME[name].close for name in reversed(active))


def _runs(nodes: tuple[Node | str, ...], around: tuple[str, ...]) -> Iterator[_Run]:
    for node in nodes:
        if isinstance(node, str):
            yield node, around
        elif node.name == "link":
            # Links hold their text whole: what is formatted around them is formatted inside.
            yield link(node.url, _write(node.children, around)), ()
        elif (off := _TURNED_OFF.get(node.name)) is not None:
            yield from _runs(node.children, tuple(name for name in around if name not in off))
        else:
            further = () if node.name in around else (node.name,)
            yield from _runs(node.children, (*around, *further))
