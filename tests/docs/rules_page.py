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

`biber --tool -V` (2.18) and `badness lint` (0.28) were run on one file with one instance of each rule, and on 93 bibliographies
of theses and papers; of JabRef the list of its integrity checks was read. ● finds it, ◐ finds some of it or another
thing for it.

| | synbib | biber | badness | JabRef |
|---|---|---|---|---|
| types that nobody knows | ● with the nearest | ● | | |
| fields that nobody knows | ◐ misspelt ones, with the nearest | ● all | ● all | ◐ of biblatex only |
| missing fields | ● of BibTeX or biblatex | ● of biblatex | ● of biblatex | ● |
| empty fields, fields that stand twice | ● | | ● | |
| keys that stand twice | ● | ● | ● | ● |
| the same work under two keys | ● | | | ◐ the same DOI |
| `crossref` to nothing | ● | ● | | ● |
| macros that are not defined; that nothing uses | ● ● | ● | ● ● | |
| lists of names | ● | ◐ empty names, commas | | ◐ commas |
| characters that break LaTeX, unknown macros | ● in `@string` too | | | ◐ `&`, `#` |
| HTML, wrong encodings | ● | | ◐ what is not ASCII | ◐ entities |
| acronyms without braces | ● | | ● | ● |
| titles of proceedings that are turned round | ● | | | ● |
| DOI, arXiv number, ORCID iD, address | ● | | | ◐ DOI, address |
| ISBN, ISSN | ● | ● | | ● |
| dates that cannot be, or cannot be read | ● | ● | | ● |
| pages with one hyphen, with one end, with *pp.* | ● | ◐ | | ● |
| what documents cite and nobody has | ● | ● with a `.bcf` | | ◐ from `.aux` |
| mended | ● | | ◐ | ◐ |

What they tell and synbib does not, on purpose:

- a field that a style does not know, such as `file` or `orcid`: BibTeX and biblatex skip it, and people keep much there;
- a year in words (`in press`, `2020--2021`), a month in words (`Sept.`), and a `@misc` or `@online` without a date: they are
  printed as they are meant;
- what biblatex asks for and BibTeX does not, where an entry is written for BibTeX, and the other way round: the editor of
  a collection, a publisher;
- two ISBNs or ISSNs in one field, and a volume that is not a number;
- what a child would have from a `crossref` that leads to nothing: the `crossref` is told;
- acronyms in a `booktitle`, which no style writes small, and in a title that is all in capitals;
- the macros of a file that has no entries, which are for others, and macros that stand for nothing;
- letters beyond ASCII, which every engine reads today; the capital at the beginning of a note or an edition, which is a
  matter of style; whether files that are linked exist, and whether a journal stands in a list of abbreviations.

## How often a finding is right

All findings of each rule over the same bibliographies were read, 20 to 60 drawn at random where there are many: whether a careful
person would call them right.

| rules | findings | read | right |
|---|---|---|---|
| `single-hyphen` | 5068 | 60 | 60 |
| `missing-field` | 1841 | 50 | 50 |
| `unknown-parent`, `undefined-macro` (files of which one was given alone) | 1788 | 32 | 32 |
| `duplicate` | 432 | 46 | 45 |
| `duplicate-key`, `empty-key`, `duplicate-field`, `stray-brace`, `not-a-field`, `leftover` | 237 | 54 | 54 |
| `bare-character`, `html`, `wrong-encoding`, `unknown-latex-macro` | 238 | 183 | 183 |
| `names-not-separated`, `malformed-name`, `et-al-in-names`, `others-inside`, `names-in-capitals` | 86 | 86 | 86 |
| `malformed-url`, `malformed-doi`, `doi-with-resolver`, `malformed-arxiv` | 114 | 102 | 102 |
| `wrong-isbn`, `wrong-issn` | 66 | 64 | 64 |
| `inverted-title`, `misspelt-field`, `volume-and-number`, `unknown-type` | 136 | 86 | 85 |
| `unreadable-date`, `impossible-date`, `year-out-of-range`, `arxiv-year`, `malformed-pages` | 75 | 75 | 74 |
| `key-with-blanks`, `uncitable-key`, `comment-in-entry` | 27 | 27 | 27 |
| notes: `bare-acronym`, `protected-title`, `url-of-the-doi`, `unused-string`, `empty-field` | 17241 | 109 | 108 |

Wrong were a title that hides its authors (*Anonymous*), a field of one's own that is called `tpages`, a year in words (*This
volume*), and a word that was protected in part, which is mended since.
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
