"""The notes of a style, among the footnotes that the page has itself: one list with one numbering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from synbib import lazily

__all__ = ["footnote", "notes_start", "with_notes"]

# As the extension `footnotes` of Python-Markdown writes them.
_OPENING: Final = '<div class="footnote">\n<hr />\n<ol>\n'
_CLOSING: Final = "</ol>\n</div>"
_LIST: Final = lazily.pattern(r'<div class="footnote">\s*<hr ?/?>\s*<ol>\s*')
_ITEM: Final = lazily.pattern(r'(?=<li id="fn[^"]*">)')
_ITEM_ID: Final = lazily.pattern(r'<li id="([^"]*)">')
_REFERENCE: Final = lazily.pattern(
    r'(?P<before><a class="footnote-ref" href="#(?P<id>fn[^"]*)"[^>]*>)[^<]*(?P<after></a>)'
)
_BACK: Final = lazily.pattern(r'(title="Jump back to footnote )\d+')


def footnote(number: int, text: str) -> tuple[str, str]:
    """Return a note: what stands in the text for it, and what stands in the list."""
    name = f"synbib-{number}"
    mark = f'<sup id="fnref:{name}"><a class="footnote-ref" href="#fn:{name}">{number}</a></sup>'
    back = (
        f'<a class="footnote-backref" href="#fnref:{name}" '
        f'title="Jump back to footnote {number} in the text">&#8617;</a>'
    )
    return mark, f'<li id="fn:{name}">\n<p>{text}&#160;{back}</p>\n</li>\n'


def notes_start(page: str) -> int:
    """Where the footnotes of a page begin, in characters; its end if it has none."""
    *_, last = [len(page), *(found.start() for found in _LIST.finditer(page))]
    return last


def with_notes(page: str, notes: Sequence[str]) -> str:
    """Return a page with notes, in the order in which these and its own footnotes are cited.

    Args:
        page: The page, with the marks of the notes.
        notes: The notes, as `footnote` writes them.
    """
    start = notes_start(page)
    opening = _LIST.match(page, start)
    end = page.find(_CLOSING, start) if opening else -1
    if opening is None or end < 0:
        before, items, after = page, [], ""
        if before and not before.endswith("\n"):
            before += "\n"
    else:
        before, after = page[:start], page[end + len(_CLOSING) :]
        items = [item for item in _ITEM.split(page[opening.end() : end]) if item]
    by_id = {
        found[1]: item for item in (*items, *notes) if (found := _ITEM_ID.match(item)) is not None
    }
    cited = [found["id"] for found in _REFERENCE.finditer(f"{before}{''.join(items)}{after}")]
    order = [name for name in dict.fromkeys((*cited, *by_id)) if name in by_id]
    numbers = {name: number for number, name in enumerate(order, 1)}

    def numbered(text: str) -> str:
        return _REFERENCE.sub(
            lambda found: (
                f"{found['before']}{numbers[found['id']]}{found['after']}"
                if found["id"] in numbers
                else found[0]
            ),
            text,
        )

    listed = "".join(
        numbered(_BACK.sub(rf"\g<1>{number}", by_id[name])) for name, number in numbers.items()
    )
    return f"{numbered(before)}{_OPENING}{listed}{_CLOSING}{numbered(after)}"
