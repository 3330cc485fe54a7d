"""Blocks made plain text again: the markers go, and what stands between them stays."""

from __future__ import annotations

from collections.abc import Sequence

from synbib.readme.blocks import LINE, Block, parse

__all__ = ["without_markers"]


def without_markers(text: str, name: str = "README.md") -> str:
    """Return a Markdown file without the markers of its blocks; what stands between them stays byte for byte.

    A marker that has lines of its own takes these with it, and the one blank line that is written next to it. Where
    no other blank line keeps the block apart from the text around it, one stays.

    Args:
        text: The file, with its own line endings.
        name: Its name in messages.

    Raises:
        ReadmeError: A merge has left conflicts in the file, or markers are malformed or do not pair; a diagnostic
            for each.
    """
    for block in reversed(parse(text, name)):
        text = _without(text, block)
    return text


def _without(text: str, block: Block) -> str:
    inside = LINE.findall(block.inside)
    if block.indent is None or not inside or not _is_blank(inside[0]):
        return f"{text[: block.before]}{block.inside}{text[block.after :]}"
    above = LINE.findall(text[: block.before - len(block.indent)])
    below = LINE.findall(text[block.after :])
    newline, *inside = inside
    whole = [*above, *_apart(above, inside, newline)]
    if inside and not block.inside.endswith(("\r", "\n")) and not _is_blank(inside[-1]):
        return "".join((*whole, *below))  # the end marker ends a line of the text
    if whole and not whole[-1].endswith(("\r", "\n")):
        whole.pop()  # what the end marker is indented by
    if below and not _is_blank(below[0]):
        return "".join((*whole, *below))
    below = below[1:]
    return "".join((*reversed(_apart(below[::-1], whole[::-1], newline)), *below))


def _apart(outer: Sequence[str], inner: Sequence[str], newline: str) -> Sequence[str]:
    """Return ``inner``, which follows ``outer``, with no more than the one blank line between them that is needed."""
    if not outer or _is_blank(outer[-1]):
        return inner[1:] if inner and _is_blank(inner[0]) else inner
    return inner if inner and _is_blank(inner[0]) else [newline, *inner]


def _is_blank(line: str) -> bool:
    return not line.strip("\N{BYTE ORDER MARK} \t\r\n")
