"""Writes `docs/rules.md` from the table of rules and their examples: ``.venv/bin/python tests/docs/rules_page.py``, or ``make rules``."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from synbib.diagnostics import IGNORABLE, RULES
from synbib.library.rules import CHECKS

PAGE = Path(__file__).parents[2] / "docs/rules.md"

_HEAD = """\
# What is found

Each finding has a code: `synbib check` prints it in brackets, and it stands in the annotations of a pull request and in
JSON. This page says what each means and how to mend it. It is made from the table that the commands use.

An **error** could not be understood, or is not as it has to be. A **warning** tells what is doubtful, and what was taken
to be meant. A **note** fails no check. What `synbib check` reports and is not an error
[can be ignored](cli.md#ignoring-findings), and [how much it matters](cli.md#how-much-a-finding-matters) can be set.
Where an example stands, a test holds that the first entry has this finding and no other, and that the second has none.
"""
_EXAMPLES = {check.code: (check.wrong, check.right) for check in CHECKS if check.wrong}

_TAIL = """\
## Beside other checkers

One file with one instance of each rule was given to `biber --tool -V` (2.18) and to `badness lint` (0.28).
● finds it, ◐ finds some of it or another thing for it.

| | synbib | biber | badness |
|---|---|---|---|
| types that nobody knows | ● with the nearest | ● | |
| fields that nobody knows | ◐ misspelt ones, with the nearest | ● all | ● all |
| missing fields | ● of BibTeX or biblatex | ● of biblatex | ● of biblatex |
| empty fields, fields that stand twice | ● | | ● |
| keys that stand twice | ● | ● | ● |
| the same work under two keys | ● | | |
| `crossref` to nothing | ● | ● | |
| macros that are not defined; that nothing uses | ● ● | ● | ● ● |
| lists of names | ● | ◐ empty names, commas | |
| characters that break LaTeX, unknown macros | ● | | |
| HTML, wrong encodings | ● | | ◐ what is not ASCII |
| acronyms without braces | ● | | ● |
| DOI, arXiv number, ORCID iD, address | ● | | |
| ISBN, ISSN | ● | ● | |
| dates that cannot be, or cannot be read | ● | ● | |
| pages with one hyphen | ● | | |
| what documents cite and nobody has | ● | ● with a `.bcf` | |
| mended | ● | | ◐ |

What they tell and synbib does not, on purpose:

- a field that a style does not know, such as `file` or `orcid`: BibTeX and biblatex skip it, and people keep much there;
- a year in words (`in press`, `2020--2021`), and a `@misc` or `@online` without a date: both are printed as they are
  meant;
- what a child would have from a `crossref` that leads to nothing: the `crossref` is told;
- letters beyond ASCII, which every engine reads today; the capital at the beginning of a note or an edition, which is a
  matter of style; whether files that are linked exist.
"""


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    for topic, rules in groupby(RULES.values(), lambda rule: rule.topic):
        yield f"## {topic}\n"
        for rule in rules:
            ignorable = ", can be ignored" if rule.code in IGNORABLE else ""
            yield f"### `{rule.code}`\n"
            yield f"*{rule.severity.capitalize()}{ignorable}.* {rule.meaning}\n"
            if rule.remedy:
                yield f"{rule.remedy}\n"
            if rule.code in _EXAMPLES:
                wrong, right = (example.strip("\n") for example in _EXAMPLES[rule.code])
                yield f"```bibtex\n{wrong}\n```\n\nis better as\n\n```bibtex\n{right}\n```\n"
    yield _TAIL


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
