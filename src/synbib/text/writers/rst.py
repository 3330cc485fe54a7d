r"""reStructuredText, in which inline markup neither nests nor touches a letter.

Of several formattings of a text the first of `_MARKUP` is written. An escaped blank, ``\ ``, parts markup from what
is next to it.

Source: docutils, "reStructuredText Markup Specification", "Inline markup" and "Escaping mechanism".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from synbib import lazily
from synbib.text.addresses import stands_bare, with_links
from synbib.text.runs import Run, lines_of, runs
from synbib.text.urls import percent_encode
from synbib.text.writers.form import Writer, reference_anchor
from synbib.text.writers.layouts import paragraphs

__all__ = ["WRITER"]

_MARKUP: Final = {
    "code": (":literal:`", "`"),
    "superscript": (":sup:`", "`"),
    "subscript": (":sub:`", "`"),
    "bold": ("**", "**"),
    "italic": ("*", "*"),
    "oblique": ("*", "*"),
}
_SPECIAL: Final = lazily.pattern(
    r"""
      [\\*`|]
    | _(?![^\W_]) | (?<![^\W_])_              # a reference; inside a word it means nothing
    | (?<=[A-Za-z0-9]):(?=[^\s:])             # an address
    | (?<=\w)@(?=\w)                          # an address of mail
    | :(?=:\s*$)                              # what says that a block of code follows
    """,
    re.VERBOSE,
)
# What the beginning of a line means: a list, a table, a comment, a field, an option, a rule.
_STARTS: Final = lazily.pattern(
    r"""
      [^\w\s\\*`|]
    | [\u2022\u2023\u2043]                    # bullets
    | (?: \d+ | [A-Za-z] | [ivxlcdmIVXLCDM]+ ) [.)] (?=\s|$)
    """,
    re.VERBOSE,
)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _markup(run: Run) -> tuple[str, str]:
    markup = next((_MARKUP[name] for name in _MARKUP if name in run.spans), ("", ""))
    if run.url == run.text and run.spans:  # an address in a text that is set apart
        return markup
    if run.url.startswith("#"):  # a place in the document
        return "`", f" <{_escape(run.url[1:])}_>`__"
    if run.url:
        target = re.sub("_$", r"\\_", percent_encode(run.url))
        return "`", f" <{target}>`__"
    return markup


def _line(row: Sequence[Run]) -> str:
    """Return runs as one line."""
    written = ""
    is_after_markup = False
    for i, run in enumerate(row):
        body = run.text.strip()
        before, _, after = run.text.partition(body) if body else (run.text, "", "")
        following = after or (row[i + 1].text if i + 1 < len(row) else "")
        opening, closing = _markup(run)
        if run.url == body and stands_bare(body, before or written[-1:], following):
            text, is_markup = body, False
        elif opening and body:
            inner = _escape(body).replace("<", r"\<") if run.url else _escape(body)
            text, is_markup = f"{opening}{inner}{closing}", True
        else:
            before, text, after, is_markup = "", _escape(run.text), "", False
            if not written.strip() and _STARTS.match(text.lstrip()):
                text = f"\\{text.lstrip()}"
        touches = not before and written and text and not written[-1].isspace()
        if touches and (is_markup or (is_after_markup and text[0] not in " .,;:)")):
            text = rf"\ {text}"
        written += before + text + after
        is_after_markup = is_markup and not after
    return written


def _lines(marked: str) -> list[str]:
    return [line for row in lines_of(runs(with_links(marked))) if (line := _line(row).strip())]


def _inline(marked: str) -> str:
    written = _lines(marked)
    if len(written) > 1:  # a line block
        return "\n".join(f"| {line}" for line in written)
    return "".join(written)


def _target(key: str) -> str:
    name = re.sub(r"[\\`:]", r"\\\g<0>", reference_anchor(key))
    return f".. _`{name}`:\n\n"


WRITER: Final = Writer("rst", _inline, paragraphs(_inline, _target))
