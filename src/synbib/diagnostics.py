"""What can be found in files: a row for each code, with its severity, what it means, and how to mend it.

The table stands this low because every part finds something: `bibtex` while it reads, `library` in what was meant,
`readme` and `paperlist` in theirs. A finding (`synbib.errors.Diagnostic`) carries a code and what is particular to its
place; all else is here. What `synbib check` looks for beyond that which reading finds is in `synbib.library.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from synbib import lazily

__all__ = ["IGNORABLE", "PAGE", "RULES", "VERIFIED", "Rule", "Severity", "Topic"]

Severity = Literal["error", "warning", "note"]
Topic = Literal[
    "The syntax of BibTeX files",
    "What entries mean",
    "Fields and keys",
    "Citations of documents",
    "Ignored findings",
    "The form of BibTeX files",
    "Blocks of a README",
    "Lists of papers",
    "Works that are verified",
    "Files and styles",
]

# Where the table can be read; each code is a heading there.
PAGE: Final = "https://github.com/synbib/synbib/blob/main/docs/rules.md"


@lazily.dataclass(frozen=True, slots=True)
class Rule:
    """What one code stands for.

    Attributes:
        code: A short stable word, e.g. ``broken-entry``.
        severity: ``error`` where something could not be understood or is not as it has to be, ``warning`` where it is
            doubtful, ``note`` for what fails no check.
        meaning: What was found, and what synbib makes of it.
        remedy: How to mend it; empty where only the message can tell.
        topic: What it is about.
    """

    code: str
    severity: Severity
    meaning: str
    remedy: str
    topic: Topic

    @property
    def url(self) -> str:
        """Where it is explained."""
        return f"{PAGE}#{self.code}"


# Topic → code, severity, meaning and remedy of each rule.
_ROWS: Final[dict[Topic, tuple[tuple[str, Severity, str, str], ...]]] = {
    "The syntax of BibTeX files": (
        (
            "broken-entry",
            "error",
            (
                "An entry cannot be read: a brace or a quotation mark is not closed, or no comma follows its key. "
                "It is left out, and kept in the file as it is."
            ),
            "Mend the place that is named; most often a closing brace is missing.",
        ),
        (
            "unclosed-entry",
            "error",
            "The next entry, or the end of the file, comes before the brace that closes this one.",
            "Add the closing brace.",
        ),
        (
            "missing-key",
            "error",
            "An entry has fields and no citation key.",
            "Write a key after the opening brace: `@book{key, …}`.",
        ),
        (
            "not-a-field",
            "error",
            "What stands among the fields is not of the form `name = {value}`; it is skipped.",
            "Write it as a field, or delete it.",
        ),
        (
            "leftover",
            "error",
            "Text follows the end of an entry: a brace too many has closed it early, and the rest is lost.",
            "Check the braces of the entry before it.",
        ),
        (
            "stray-brace",
            "warning",
            "A comma or a closing brace follows the end of an entry. Nothing is lost by it.",
            "Delete it, or check the braces of the entry before it.",
        ),
        (
            "conflict-marker",
            "error",
            "A merge has left its marks in the file, so that both versions stand in it. Nothing of it is used.",
            "Keep what is right of both sides, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`.",
        ),
        (
            "no-bibtex",
            "error",
            "The file holds text, and nothing that begins with `@`.",
            "Name a BibTeX file. `synbib import` reads lists of papers.",
        ),
        (
            "empty-key",
            "warning",
            "An entry has an empty citation key, and nobody can cite it.",
            "Write a key after the opening brace.",
        ),
        (
            "key-with-blanks",
            "warning",
            "A citation key holds blanks. BibTeX takes none.",
            "Write the key in one word, here and where it is cited.",
        ),
        (
            "missing-comma",
            "warning",
            "A comma is missing after the key or between two fields.",
            "Add the comma.",
        ),
        ("stray-comma", "warning", "There is a comma too many between fields.", "Delete it."),
        (
            "empty-value",
            "warning",
            "A field has no value after its `=`.",
            "Write a value, `{}` for an empty one.",
        ),
        (
            "inner-quote",
            "warning",
            'A value in quotation marks holds one that ends it for BibTeX: `"He said "no""`.',
            'Write it in braces, `{"}`, or put the value in braces.',
        ),
        (
            "duplicate-field",
            "warning",
            "A field stands twice in an entry. The first one counts, as in BibTeX.",
            "Delete one of them.",
        ),
        (
            "comment-in-entry",
            "warning",
            "A `%` comment stands inside an entry. biber reads it as one, BibTeX does not.",
            "Move it out of the entry.",
        ),
        (
            "commented-entry",
            "warning",
            "A `%` stands before an entry on its line. BibTeX knows no comments between entries, and reads the entry.",
            "Delete the `@` if the entry is not to be read, else the `%`.",
        ),
        (
            "unclosed-comment",
            "warning",
            "The brace of an `@comment` is not closed.",
            "Close it.",
        ),
        (
            "encoding",
            "warning",
            "The file is not UTF-8; in which encoding it was read is said.",
            "Save it as UTF-8, or name its encoding with `--encoding` or in the settings.",
        ),
    ),
    "What entries mean": (
        (
            "undefined-macro",
            "warning",
            "A value names a macro that no `@string` defines. It stands for itself.",
            "Define it, or put the value in braces.",
        ),
        (
            "late-macro",
            "warning",
            "The `@string` stands below where its macro is used. BibTeX does not see it there.",
            "Move the `@string` up.",
        ),
        (
            "redefined-macro",
            "warning",
            "A macro is defined twice, with two values. Entries have the value that was defined last before them.",
            "Give one of them another name.",
        ),
        (
            "unknown-parent",
            "warning",
            "`crossref`, `xdata` or `entryset` names an entry that is not there.",
            "Correct the key, or add the entry.",
        ),
        (
            "crossref-circle",
            "warning",
            "`crossref` or `xdata` leads from an entry back to itself. By `crossref` nothing is inherited then.",
            "Take one of the circle out.",
        ),
        (
            "unknown-related",
            "warning",
            "`related` or `xref` names an entry that is not there.",
            "Correct the key, or add the entry.",
        ),
        (
            "too-many-parents",
            "error",
            "`xdata` leads to more entries than there [may be](limits.md). Nothing is taken from them.",
            "Name fewer.",
        ),
        (
            "unknown-xdata",
            "warning",
            "A value `xdata=key-field` leads to no value. It stays as it is written.",
            "Write `xdata=key-field`, or `xdata=key-field-2` for the second of a list.",
        ),
        (
            "too-long",
            "error",
            "Macros, or what is inherited, would make a value or an entry longer than it [may be](limits.md).",
            "Shorten what it is made of.",
        ),
        (
            "unknown-group-kind",
            "warning",
            "A group of JabRef's tree stays empty: it chooses its entries in a way that synbib does not understand.",
            "Correct its rule in JabRef, or put the entries into it by hand.",
        ),
        (
            "duplicate-key",
            "warning",
            "Two entries have one citation key. The first one counts, the other is never read.",
            "Give one of two works another key; `synbib check --merge` makes one entry of one work.",
        ),
        (
            "duplicate",
            "warning",
            "Two entries are the same work, or may be: see [Works that stand twice](store.md#works-that-stand-twice).",
            (
                "`synbib check --merge` makes one entry of those that certainly are one. Where both are to stay, write "
                "`% synbib: ignore duplicate OTHERKEY` above one of them."
            ),
        ),
        (
            "impossible-date",
            "warning",
            "A date has a month or a day that no calendar has, such as 30 February.",
            "Correct it, or leave the day out.",
        ),
        (
            "arxiv-year",
            "warning",
            (
                "The year of a preprint is not that in which arXiv gave its number. What arXiv exports has the year of "
                "the last version."
            ),
            "Write the year that the number tells, if the first version is meant.",
        ),
        (
            "unknown-latex-macro",
            "warning",
            "Nothing is known of a LaTeX macro in a field. What synbib writes has it as it stands there.",
            "Correct it, or write the character that it stands for.",
        ),
    ),
    "Fields and keys": (
        (
            "uncitable-key",
            "warning",
            "A citation key holds a character that TeX or biber reads in another way, such as `%` or `#`.",
            "Give the entry another key, here and where it is cited.",
        ),
        (
            "unused-string",
            "note",
            "No value of the file names the macro of an `@string`.",
            "Delete it, if no other file needs it.",
        ),
        (
            "unknown-type",
            "warning",
            "An entry has a type that neither BibTeX nor biblatex has. Styles take it for `@misc`.",
            "Write a type that they have.",
        ),
        (
            "missing-field",
            "warning",
            (
                "An entry lacks a field that its type has to have: by *BibTeXing* §3.1, or by the manual of biblatex "
                "§2.1.1 where it is written for that."
            ),
            "Add the field, or choose the type that fits.",
        ),
        (
            "misspelt-field",
            "warning",
            "Nothing knows a field, and its name is almost that of one that the entry lacks.",
            "Correct the name.",
        ),
        (
            "volume-and-number",
            "warning",
            "A book, or a part of one, has a volume and a number. BibTeX's styles print one of them and warn.",
            "Keep the one by which the series counts.",
        ),
        (
            "empty-field",
            "note",
            "A field holds nothing.",
            "Delete it: `--fix --select empty-field` does.",
        ),
        (
            "names-not-separated",
            "warning",
            "Names are separated by semicolons, commas or `&`. BibTeX takes them for one name.",
            "Write `and` between names; `--fix` does for semicolons.",
        ),
        (
            "malformed-name",
            "warning",
            "A name is empty, ends in a comma, or has no family name.",
            "Correct the list of names.",
        ),
        (
            "et-al-in-names",
            "warning",
            "*et al.* stands in a list of names, and is taken for a name.",
            "Write `and others`: `--fix` does.",
        ),
        (
            "others-inside",
            "warning",
            "Names follow after `and others`, which ends a list.",
            "Move `and others` to the end.",
        ),
        (
            "names-in-capitals",
            "warning",
            "All names of a list are written in capitals.",
            "Write them as names: `Roe, Ann`.",
        ),
        (
            "bare-character",
            "warning",
            (
                "A character that means something else to LaTeX is not escaped: `&`, `%`, `#`, `_`, `^` or `$`. It "
                "stops LaTeX, or the rest of the text is lost."
            ),
            "Write a backslash before it: `--fix` does.",
        ),
        (
            "html",
            "warning",
            "A text holds entities or tags of HTML, which LaTeX prints as they are.",
            "Write LaTeX or the character: `--fix` does where it can.",
        ),
        (
            "wrong-encoding",
            "warning",
            "A text was saved in a wrong encoding, such as `Ã¼` for `ü`.",
            "Correct it: `--fix` does, with the extra `mojibake`.",
        ),
        (
            "inverted-title",
            "warning",
            "A title of proceedings is turned round, as IEEE Xplore exports it: it ends with *Conference on*.",
            "Write it in its order.",
        ),
        (
            "protected-title",
            "note",
            "A whole title stands in braces of its own, so that no style can change its letter case.",
            "Put braces around names and acronyms alone.",
        ),
        (
            "bare-acronym",
            "note",
            "A word of a title has capitals inside, and no braces: styles in sentence case write it small.",
            "Put it in braces: `--fix --select bare-acronym` does.",
        ),
        (
            "doi-with-resolver",
            "warning",
            "A DOI stands with its resolver or `doi:` before it. Styles that print one print both.",
            "Write the DOI alone: `--fix` does.",
        ),
        (
            "malformed-doi",
            "warning",
            "What stands in the field `doi` is not a DOI: `10.`, the registrant's number, a slash, a name.",
            "Correct it, or move it to another field.",
        ),
        (
            "malformed-arxiv",
            "warning",
            "What stands in `eprint` is not a number that arXiv can have given, or has the archive's name before it.",
            "Correct it.",
        ),
        (
            "malformed-url",
            "warning",
            "An address has a blank or `&amp;` in it, one slash after its scheme, no host, or no known scheme.",
            "Correct it; `--fix` adds the second slash, and writes `&`.",
        ),
        (
            "url-of-the-doi",
            "note",
            "The field `url` only says the DOI again.",
            "Delete it: `--fix --select url-of-the-doi` does.",
        ),
        (
            "wrong-isbn",
            "warning",
            "The check digit of an ISBN does not fit, or it has too few or too many digits.",
            "Correct it.",
        ),
        (
            "wrong-issn",
            "warning",
            "The check digit of an ISSN does not fit, or it has too few or too many digits.",
            "Correct it.",
        ),
        (
            "wrong-orcid",
            "warning",
            "The check character of an ORCID iD does not fit.",
            "Correct it.",
        ),
        (
            "unreadable-date",
            "warning",
            "Nothing can be read of a date, a year or a month, or biber reads nothing of it, which leaves it out then.",
            "Write `2024-05-31`, or a year and a month.",
        ),
        (
            "year-out-of-range",
            "warning",
            "A year is before 1000 or more than five years to come.",
            "Correct it.",
        ),
        (
            "single-hyphen",
            "warning",
            "A range of pages has one hyphen, which LaTeX prints as a hyphen.",
            "Write two: `--fix` does.",
        ),
        (
            "malformed-pages",
            "warning",
            "Pages have *pp.* before them, which styles write themselves; or a range has one end, or runs backwards.",
            "Write `3--9`; `--fix` takes *pp.* out.",
        ),
    ),
    "Citations of documents": (
        (
            "undefined-citation",
            "error",
            "A document cites a key that no entry has: `synbib check --cited`. LaTeX prints a question mark there.",
            "Correct the key, or add the entry.",
        ),
        (
            "uncited-entry",
            "note",
            "No document cites an entry, and no entry that is cited refers to it: `synbib check --cited`.",
            "Cite it, or leave it for another document.",
        ),
    ),
    "Ignored findings": (
        (
            "invalid-ignore",
            "warning",
            "A line `% synbib: …` cannot be followed: it names no code, an unknown one, or an error.",
            "Write `% synbib: ignore CODE`, with a code of this page that is not an error.",
        ),
        (
            "unused-ignore",
            "note",
            (
                "A line `% synbib: ignore CODE` ignores nothing: its matter has been mended, or it does not "
                "stand right above its entry."
            ),
            "Delete the line, or move it to the line above the entry.",
        ),
    ),
    "The form of BibTeX files": (
        (
            "unformatted",
            "error",
            "The file is not in the form that `synbib fmt` gives it.",
            "Run `synbib fmt`.",
        ),
        (
            "not-formatted",
            "warning",
            "`synbib fmt` keeps something as it is, because it could be read in another way afterwards.",
            "Mend what `synbib check` reports there.",
        ),
    ),
    "Blocks of a README": (
        (
            "stale-block",
            "error",
            "A block is not what `synbib sync` would write now.",
            "Run `synbib sync` with the file.",
        ),
        (
            "broken-block",
            "error",
            (
                "The comments around a [block](readme-blocks.md) do not pair, or say what synbib does not know, or the "
                "block was edited by hand."
            ),
            "Correct the comment that is named. `synbib import` takes what was edited by hand into the store.",
        ),
    ),
    "Lists of papers": (
        (
            "unread-paper",
            "warning",
            "An item names a paper, and its title is not found. It is not imported.",
            "Give it a title, or add it by hand.",
        ),
        (
            "no-paper",
            "warning",
            "An item has a link, and nothing says that it is a paper. It is not imported.",
            "If it is one, add its authors, venue or date.",
        ),
        (
            "no-link",
            "warning",
            "An item has neither a link nor anything else that says that it is a paper. It is not imported.",
            "If it is one, add its link, or its authors, venue and date.",
        ),
        (
            "known-paper",
            "warning",
            "A text speaks of a paper that the store has, outside of a list.",
            "Nothing has to be done, if it is one.",
        ),
        (
            "mojibake",
            "warning",
            "A line was saved in a wrong encoding, such as `â€“` for `–`.",
            "Correct the line. With the extra `mojibake` it is read right.",
        ),
        (
            "unsafe-link",
            "warning",
            "A link could do harm, as `javascript:` does. It is left out.",
            "Correct the link.",
        ),
        (
            "shared-link",
            "warning",
            "One link stands under two titles.",
            "Correct the link under one of them.",
        ),
        (
            "same-title",
            "warning",
            "A title stands twice with another link or year, and is taken for two papers.",
            "Correct one of them if it is the same paper.",
        ),
        (
            "likely-same",
            "warning",
            "Two titles may be those of one paper.",
            "Write the same title, or the same link, in both places if it is.",
        ),
        (
            "two-values",
            "warning",
            "Two mentions of one paper contradict each other. The first one counts.",
            "Correct one of them.",
        ),
        (
            "noted",
            "note",
            "Two mentions of one paper differ in a way that does no harm.",
            "Nothing has to be done.",
        ),
        (
            "differs-from-store",
            "warning",
            "A list says something else than the store. What the store says stays.",
            "Correct whichever is wrong.",
        ),
        (
            "not-converted",
            "warning",
            "`--convert` leaves a stretch of the list as it is, because a block would lose something that it says.",
            "Put what is named into the store, or keep the stretch.",
        ),
        (
            "edit-taken",
            "note",
            "An edit inside a block of a README is in the store now.",
            "Nothing has to be done.",
        ),
        (
            "edit-not-taken",
            "warning",
            "An edit inside a block is not understood, or the store was changed in the same lines. Both stay.",
            "Make the edit in the store, and undo it in the block; or write it as the other entries are written.",
        ),
    ),
    "Works that are verified": (
        (
            "differs",
            "warning",
            "A source has the work, and says something else of its title, people, year, venue or identifiers.",
            "Correct whichever is wrong; `synbib verify --fix` takes what the source says.",
        ),
        (
            "id-of-another-work",
            "error",
            "A source has another work under the identifier of the entry: another title, by other people.",
            "Look the work up, and correct the identifier, or the entry.",
        ),
        (
            "id-does-not-exist",
            "error",
            "The identifier of the entry was never given: a source that has all of its kind lacks it.",
            "Look the work up, and correct the identifier. There may be no such work.",
        ),
        (
            "id-differs",
            "error",
            "A source has the publication under another number of its archive, or another DOI of its registrant.",
            "Take the identifier that the source has: `synbib verify --fix` does.",
        ),
        (
            "not-found",
            "error",
            "A source has all works of the venue and the year, and none of this title.",
            "Look for the work at its venue. There may be no such work.",
        ),
        (
            "unknown",
            "warning",
            "No source that was asked has the work, and none of them has to have it.",
            "Look the work up, or ask more sources: `synbib index add` brings them.",
        ),
        (
            "retracted",
            "error",
            "The work was retracted.",
            "Do not cite it, or say that it was retracted.",
        ),
        (
            "withdrawn",
            "error",
            "The work was withdrawn.",
            "Do not cite it, or say that it was withdrawn.",
        ),
        (
            "cannot-be-checked",
            "note",
            "No source has works of the entry's type, such as a web page or a thesis, and it has no identifier.",
            "Nothing has to be done.",
        ),
    ),
    "Files and styles": (
        (
            "not-utf-8",
            "error",
            "A Markdown file is not UTF-8.",
            "Save it as UTF-8.",
        ),
        (
            "invalid-style",
            "error",
            "A CSL style is not XML, or not what the schema of CSL asks for.",
            "Correct it, or name another style.",
        ),
        (
            "not-understood",
            "warning",
            "A file of another format says something that synbib does not know.",
            "Look whether it matters: the work has it as a note, or not at all where it says nothing of the work.",
        ),
        (
            "invalid-bst",
            "error",
            "A style of BibTeX's is not written as such styles are, or does more than it may.",
            "Correct it, or name another style.",
        ),
        (
            "bst-warning",
            "warning",
            "What a style of BibTeX's warns of, or BibTeX where it reads entries for it and runs it.",
            "Complete the entry. Of what the style does wrong its author may be told.",
        ),
        (
            "unknown-command",
            "warning",
            (
                "A reference that a style of BibTeX's has made has a LaTeX command that synbib does not know. "
                "What the command is given stays in the text; the command itself is left out."
            ),
            "Define it with `\\newcommand` in an `@preamble`, or write the field without it.",
        ),
        (
            "cut-character",
            "warning",
            (
                "A style of BibTeX's has cut a character of an entry in two: BibTeX counts bytes, and takes the first "
                "one for the initial of 雷. What is left of it is shown as `�`, and stops LaTeX."
            ),
            "Put the whole name into double braces, or name a style that knows such names, as `gbt7714-numerical.bst`.",
        ),
        (
            "no-reference",
            "warning",
            "A style of BibTeX's has made no reference of an entry.",
            "Look whether the style has a form for the entry's type, or name another style.",
        ),
        (
            "error",
            "error",
            "Anything else for which a command could not do its work. The message says what to do.",
            "",
        ),
    ),
}

# Code → what it stands for, in the order of the page.
RULES: Final[Mapping[str, Rule]] = {
    code: Rule(code, severity, meaning, remedy, topic)
    for topic, rows in _ROWS.items()
    for code, severity, meaning, remedy in rows
}

# The codes of `synbib verify`, of which the settings may say how much each matters.
VERIFIED: Final = frozenset(
    rule.code for rule in RULES.values() if rule.topic == "Works that are verified"
)

_CHECKED: Final[frozenset[Topic]] = frozenset(
    (
        "The syntax of BibTeX files",
        "What entries mean",
        "Fields and keys",
        "Citations of documents",
        "Ignored findings",
    )
)
# The codes that a project may have `synbib check` leave out. What could not be understood is always told.
IGNORABLE: Final = frozenset(
    rule.code for rule in RULES.values() if rule.topic in _CHECKED and rule.severity != "error"
)
