"""LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from synbib import lazily
from synbib.text.display import LINE_BREAK, split_margin, without_display
from synbib.text.marks import LINK_OPEN, scrub
from synbib.text.urls import percent_encode
from synbib.text.writers.form import BibliographyLayout, Writer
from synbib.text.writers.spans import inline_by_table

__all__ = ["LATEX_SPANS", "WRITER", "latex_bibliography", "latex_label"]

_CHARACTERS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\N{NO-BREAK SPACE}": "~",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
# Two that TeX's fonts would make one sign of: a dash, a quotation mark, a mark of Spanish.
_LIGATURES: Final = "(?<=-)-|(?<=')'|(?<=[`?!])`"
_SPECIAL: Final = lazily.pattern("[" + re.escape("".join(_CHARACTERS)) + "]|" + _LIGATURES)
LATEX_SPANS: Final[Mapping[str, tuple[str, str]]] = {
    "italic": (r"\textit{", "}"),
    "oblique": (r"\textsl{", "}"),
    "bold": (r"\textbf{", "}"),
    "small-caps": (r"\textsc{", "}"),
    "underline": (r"\underline{", "}"),
    "superscript": (r"\textsuperscript{", "}"),
    "subscript": (r"\textsubscript{", "}"),
    "code": (r"\texttt{", "}"),
    "upright": (r"\textup{", "}"),
    "medium": (r"\textmd{", "}"),
    "full-size": (r"\textup{", "}"),
}


_NO_LABEL: Final = lazily.pattern(r"[^\w:./+-]")


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda m: _CHARACTERS.get(m[0]) or f"{{}}{m[0]}", text)


def latex_label(name: str) -> str:
    """Return the name of a place as LaTeX can have it: signs that mean something to TeX become their numbers."""
    return _NO_LABEL.sub(_as_number, name)


def _link(url: str) -> tuple[str, str]:
    if url.startswith("#"):  # a place in the document
        return rf"\hyperlink{{{latex_label(url[1:])}}}{{", "}"
    # hyperref reads the target verbatim but for these characters, which a backslash keeps.
    target = re.sub(r"[%#&]", r"\\\g<0>", percent_encode(url))
    return rf"\href{{{target}}}{{", "}"


_spanned: Final = inline_by_table(_escape, LATEX_SPANS, _link)


def _inline(marked: str) -> str:
    return _spanned(without_display(marked, "\n"))


# --- The bibliography ------------------------------------------------------------------------------------------

# What \bibitem and \cite cannot have in a key.
_NOT_IN_KEYS: Final = lazily.pattern(r"[\s\\{}%#~^,]")
_NUMBER: Final = lazily.pattern(r"\d+")
_blocks: Final = inline_by_table(_escape, {**LATEX_SPANS, "block": ("\\newline\n", "")}, _link)


class _Labels(NamedTuple):
    r"""The labels of a bibliography.

    Attributes:
        form: What is shown of a label, ``#1``: the body of ``\@biblabel``, which is ``[#1]`` in the classes of LaTeX.
        options: The option of each ``\bibitem``.
        widest: The label that the margin is made for.
    """

    form: str
    options: Sequence[str]
    widest: str


# An empty label, as wide as the indent of hanging lines, two ems, less what parts a label from its entry.
_UNLABELLED: Final = r"\hspace*{1.5em}"


def _labels(margins: Sequence[str], cited_as: Sequence[str]) -> _Labels:
    """Return the labels for what stands in the margins, or for how entries are cited where nothing does."""
    if not any(margins):
        return _Labels(_UNLABELLED, [_option(label) for label in cited_as], "")
    numbers = [_NUMBER.search(margin) for margin in margins]
    around = {(m[: n.start()], m[n.end() :]) for m, n in zip(margins, numbers, strict=True) if n}
    if len(around) == 1 and [n and int(n[0]) for n in numbers] == [*range(1, len(margins) + 1)]:
        ((before, after),) = around
        form = f"{before}\0{after}"
        return _Labels(
            _inline(form).replace("\0", "#1"), [""] * len(margins), "9" * len(str(len(margins)))
        )
    if all(margin[:1] + margin[-1:] == "[]" for margin in margins):
        margins, form = [margin[1:-1] for margin in margins], "[#1]"
    else:
        form = "#1"
    widest = max((_inline(margin) for margin in margins), key=len)
    return _Labels(form, [_option(margin) or "[{}]" for margin in margins], widest)


def _option(label: str) -> str:
    written = _inline(label)
    if "]" in written:  # natbib takes only a label apart that is not in braces
        written = f"{{{written}}}"
    return f"[{written}]" if written else ""


def _as_number(char: re.Match[str]) -> str:
    return f"ux{ord(char[0]):x}"


def latex_bibliography(
    entries: Iterable[tuple[str, str]],
    layout: BibliographyLayout,
    cited_as: Mapping[str, str] | None = None,
) -> str:
    r"""Return a ``thebibliography`` environment for ``\input``; ``\cite`` and natbib's commands know its entries.

    What stands in the margin is the label: a number that LaTeX counts itself, or else what ``\bibitem`` is given.
    Where nothing stands there, no label is shown.

    Args:
        entries: ``(citation key, marked text)`` of each.
        layout: How the style wants the whole set.
        cited_as: Citation key → marked text that ``\cite`` writes in brackets, if no labels are shown; natbib takes it
            apart if it is like ``Lee et al.(2024)``. By default that is the number of the entry.
    """
    references = [(key, *split_margin(text)) for key, text in entries]
    if not references:
        return ""
    labels = _labels(
        [margin for _, margin, _ in references],
        [(cited_as or {}).get(key, "") for key, _, _ in references],
    )
    lines = [rf"\begin{{thebibliography}}{{{labels.widest}}}"]
    if labels.form == _UNLABELLED:
        indent = r"-\leftmargin" if layout.hanging_indent else "0pt"
        lines.append(rf"\setlength{{\itemindent}}{{{indent}}}")
    for (key, _, text), option in zip(references, labels.options, strict=True):
        written = _blocks(without_display(text, LINE_BREAK))
        lines.append(rf"\bibitem{option}{{{_NOT_IN_KEYS.sub(_as_number, scrub(key))}}} {written}")
    lines.append(r"\end{thebibliography}")
    if any(LINK_OPEN in text for _, _, text in references):
        # As BibTeX's styles have it: hyperref makes a link of it, and without hyperref the text is there.
        lines.insert(0, r"\providecommand{\href}[2]{#2}")
    if labels.form != "[#1]":
        form = rf"\makeatletter\renewcommand{{\@biblabel}}[1]{{{labels.form}}}\makeatother"
        lines = [r"\begingroup", form, *lines, r"\endgroup"]
    return "\n".join(lines)


WRITER: Final = Writer("latex", _inline, latex_bibliography)
