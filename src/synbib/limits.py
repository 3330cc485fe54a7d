"""How much of anything there may be, so that time and memory stay in proportion to what is read.

What people and their programs write stays far below; what goes beyond is refused, with an error that names the limit.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "DEEPEST_BST",
    "DEEPEST_BST_CALL",
    "DEEPEST_EXPANSION",
    "DEEPEST_ITEM",
    "DEEPEST_REFERENCE",
    "DEEPEST_SETTING",
    "DEEPEST_STYLE",
    "DEEPEST_YAML",
    "EXPANSION",
    "GROWTH",
    "LARGEST_STYLE_NUMBER",
    "LARGEST_TEMPLATE_NUMBER",
    "LEAST_EXPANSION",
    "LEAST_GROWTH",
    "LONGEST_ANSWER",
    "LONGEST_ASKED",
    "LONGEST_ASKING",
    "LONGEST_BBL",
    "LONGEST_BST_STRING",
    "LONGEST_CITATION_CFF",
    "LONGEST_ENTRY_STRING",
    "LONGEST_EXPRESSION",
    "LONGEST_GLOBAL_STRING",
    "LONGEST_INLINE",
    "LONGEST_ITEM",
    "LONGEST_ITEM_ID",
    "LONGEST_KEY",
    "LONGEST_MENTION",
    "LONGEST_NAME_SHOWN",
    "LONGEST_RECORD",
    "LONGEST_RECORD_TEXT",
    "LONGEST_REJECTED",
    "LONGEST_REQUEST",
    "LONGEST_RST_WORD",
    "LONGEST_SETTING",
    "LONGEST_STYLE",
    "LONGEST_STYLE_NAME",
    "LONGEST_TEMPLATE",
    "LONGEST_TEMPLATE_OUTPUT",
    "LONGEST_TEMPLATE_VALUE",
    "LONGEST_VALUE",
    "LONGEST_WAIT",
    "LONGEST_WATCHED",
    "MOST_ANSWERS_KEPT",
    "MOST_ATTEMPTS",
    "MOST_BST_STACK",
    "MOST_BST_STEPS",
    "MOST_BST_STEPS_OF_BYTE",
    "MOST_BST_WARNINGS",
    "MOST_DOCUMENTS",
    "MOST_EMPTY_LINES",
    "MOST_EXPRESSION_STATES",
    "MOST_FOUND",
    "MOST_ITEM_NAMES",
    "MOST_ITEM_VALUES",
    "MOST_KEPT",
    "MOST_OF_A_NAME",
    "MOST_REDIRECTS",
    "MOST_REFERENCES",
    "MOST_RULES",
    "MOST_SETTINGS_BYTES",
    "MOST_STYLE_ELEMENTS",
    "MOST_STYLE_PARENTS",
    "MOST_STYLE_STEPS",
    "MOST_TEMPLATE_MEMORY",
    "MOST_TEMPLATE_STEPS",
    "MOST_TRIES",
    "MOST_WATCHED",
    "MOST_XDATA",
    "WIDEST_LAYOUT",
    "YAML_GROWTH",
]

# --- BibTeX ---------------------------------------------------------------------------------------------

LONGEST_KEY: Final = 1000
"""Characters of a citation key where the reader has to look for its end."""

LONGEST_VALUE: Final = 1_000_000
"""Characters that macros and ``#`` may make of one value."""

GROWTH: Final = 20
"""How many times as long as its files a library may become by macros and by what entries inherit."""

LEAST_GROWTH: Final = 10_000_000
"""Characters that a library, however short, may grow by."""

DEEPEST_REFERENCE: Final = 100
"""References to other entries' fields (``xdata=key-field``) that lead on to each other."""

MOST_REFERENCES: Final = 1000
"""References to other entries' fields (``xdata=key-field``) after one value, those that they lead to included."""

MOST_XDATA: Final = 100
"""Entries that one entry takes data from by ``xdata``, those that these name included."""

MOST_RULES: Final = 200
"""Groups of a tree that choose their entries by a word or a search: each of them looks at all entries."""

MOST_OF_A_NAME: Final = 200
"""Groups of a tree that have one name, and so the same entries."""

# --- searches -------------------------------------------------------------------------------------------

LONGEST_EXPRESSION: Final = 500
"""Characters of a regular expression."""

MOST_EXPRESSION_STATES: Final = 500
"""Characters and choices that a regular expression stands for, each repetition by number (``a{50}``) written out."""

# --- Bibliographies that BibTeX's styles write -----------------------------------------------------------

EXPANSION: Final = 20
"""Tokens for each character of such a bibliography that TeX's macros in it may come to: REVTeX's come to one."""

LEAST_EXPANSION: Final = 1_000_000
"""Tokens that the macros of one, however short, may come to."""

DEEPEST_EXPANSION: Final = 50
"""Names, definitions and conditionals that have to be expanded for each other (``\\csname``, ``\\edef``, ``\\if``)."""

# --- CSL styles -----------------------------------------------------------------------------------------

LONGEST_STYLE: Final = 5_000_000
"""Bytes of a style: the longest public one has 250,000."""

MOST_STYLE_ELEMENTS: Final = 50_000
"""Elements of a style: the public one with the most has 3,600."""

MOST_STYLE_STEPS: Final = 30_000
"""Elements and conditions that one reference may run through, macros each time anew: Chicago's takes 2,700."""

DEEPEST_STYLE: Final = 80
"""Elements within elements of a style, macros included: no public style goes half as deep."""

MOST_STYLE_PARENTS: Final = 5
"""Dependent styles that lead on to each other: in public ones the parent is independent."""

MOST_KEPT: Final = 200
"""Files in the cache, of which most styles have two of up to half a megabyte; the oldest goes first."""

LONGEST_STYLE_NAME: Final = 1000
"""Characters of a style's name or path."""

LARGEST_STYLE_NUMBER: Final = 999_999
"""The largest number in a style's attribute: a larger one means the same."""

# --- BibTeX's styles --------------------------------------------------------------------------------------

LONGEST_ENTRY_STRING: Final = 500
"""Bytes that a style keeps in a variable of entries, its ``entry.max$``: what TeX Live sets as ``ent_str_size``."""

LONGEST_GLOBAL_STRING: Final = 200_000
"""Bytes that a style keeps in any other variable, its ``global.max$``: what TeX Live sets as ``glob_str_size``."""

DEEPEST_BST: Final = 100
"""Braces within each other in a style."""

DEEPEST_BST_CALL: Final = 200
"""Functions and blocks of a style that call each other: of TeX Live's styles one has 91, others up to 25."""

MOST_BST_STEPS: Final = 10_000_000
"""Steps that a style may take, whatever its entries: a step is one thing that a function does, or work on 16 bytes."""

MOST_BST_STEPS_OF_BYTE: Final = 500
"""Steps that it may take more for each byte of the entries' fields: gbt7714, which looks at each, takes 160."""

LONGEST_BST_STRING: Final = 1_000_000
"""Bytes of a string that a style makes."""

MOST_BST_STACK: Final = 100_000
"""Values on the stack of a style."""

MOST_BST_WARNINGS: Final = 10_000
"""Warnings of one run of a style; further ones are not told."""

LONGEST_BBL: Final = 20_000_000
"""Bytes that a style may write."""

# --- settings -------------------------------------------------------------------------------------------

MOST_SETTINGS_BYTES: Final = 1_000_000
"""Bytes of ``synbib.toml`` or ``pyproject.toml``: long ones of large projects have a tenth of it."""

DEEPEST_SETTING: Final = 50
"""Parts of a key with dots: ``[tool.synbib.fmt]`` has three."""

LONGEST_SETTING: Final = 4000
"""Characters of a text in the settings: paths of systems end at 4096 bytes, and patterns of keys have some fifty."""

WIDEST_LAYOUT: Final = 10_000
"""Columns of what ``synbib fmt`` writes, as in ``wrap`` and ``align``: each field is filled with blanks up to there."""

LONGEST_NAME_SHOWN: Final = 100
"""Characters of a name in a message that says that there is no such thing."""

# --- lists of papers ------------------------------------------------------------------------------------

LONGEST_MENTION: Final = 10_000
"""Characters of an item or a cell that may tell of a paper: of 7,800 that were looked at the longest has 1,648."""

LONGEST_RST_WORD: Final = 2000
"""Characters without a blank in reStructuredText: docutils takes time with their square. URLs have some hundreds."""

MOST_EMPTY_LINES: Final = 1000
"""Empty lines in a row in reStructuredText: docutils takes time with the square of them."""

LONGEST_INLINE: Final = 50_000
"""Characters of a paragraph that are read as Markdown at once; else line by line, and a line that is longer as text."""

MOST_FILES_BESIDE: Final = 2000
"""Markdown files of a folder that are looked at for blocks before one is converted."""

LARGEST_FILE_BESIDE: Final = 10_000_000
"""Bytes of such a file; GitHub shows 512,000 of a README."""
# --- the index of works ---------------------------------------------------------------------------------

LONGEST_RECORD: Final = 64_000_000
"""Bytes of one record of a dump or of tagged lines, and of one entry of a BibTeX file beyond 8 MB: the longest have
some megabytes."""

# --- bibliographies that are never held whole ----------------------------------------------------------

MOST_ITEM_NAMES: Final = 20_000
"""Names of one variable of an item in a job: the paper with the most authors has 15,025."""

MOST_ITEM_VALUES: Final = 200_000
"""Texts, numbers, objects and lists of an item in a job: so many names have some six each."""

LONGEST_ITEM: Final = 5_000_000
"""Characters of all texts of an item in a job: 15,025 names come to 400,000."""

LONGEST_ITEM_ID: Final = 2000
"""Characters of the id of an item in a job: the longest are addresses."""

DEEPEST_ITEM: Final = 20
"""Lists and objects within one another, in what an item has beside CSL's variables: Crossref's nest six deep."""

LONGEST_REJECTED: Final = 100_000
"""Bytes of a record that are kept of one which is refused; where it stands is kept, too."""

# --- records of other programs and of services ---------------------------------------------------------

LONGEST_CITATION_CFF: Final = 500_000
"""Bytes of a CITATION.cff: long ones, with all works that a project builds on, have a tenth of it."""

LONGEST_RECORD_TEXT: Final = 50_000
"""Characters of one text of a record, a title or a name: a long title with a formula in MathML has some thousands."""

DEEPEST_YAML: Final = 100
"""Lists and mappings of YAML within one another: a record of a work nests some ten deep."""

YAML_GROWTH: Final = 100
"""Times as many values as stand in YAML that its aliases may make of it; each alias is a few characters."""

# --- asking services ------------------------------------------------------------------------------------

LONGEST_ASKED: Final = 2000
"""Characters of what is looked up, an address or a title: the longest titles have some 500."""

LONGEST_ANSWER: Final = 10_000_000
"""Bytes of a service's answer, unpacked: a list of a hundred works has some hundred thousand."""

LONGEST_WAIT: Final = 120
"""Seconds that a service may ask us to wait before it is asked again; one that wants more is asked no further."""

LONGEST_ASKING: Final = 60
"""Seconds from the beginning of an answer to its end."""

MOST_ATTEMPTS: Final = 5
"""How often a request is sent that fails for a reason which may pass."""

MOST_REDIRECTS: Final = 5
"""Redirects that lead on to each other."""

MOST_ANSWERS_KEPT: Final = 20_000
"""Answers in the cache, of some kilobytes each; the oldest goes first."""

# --- serving --------------------------------------------------------------------------------------------

LONGEST_REQUEST: Final = 20_000_000
"""Bytes of a line that asks something: a document with 3,000 citations has some hundred thousand."""

MOST_DOCUMENTS: Final = 1000
"""Documents that one process keeps open."""

MOST_WATCHED: Final = 5000
"""Documents of an editor's folders, beside those that are open, of which it is looked what they cite."""

LONGEST_WATCHED: Final = 10_000_000
"""Bytes of such a document."""

MOST_FOUND: Final = 1000
"""Works or styles that one answer lists."""

# --- templates ------------------------------------------------------------------------------------------

LONGEST_TEMPLATE: Final = 200_000
"""Characters of a template's file: a hundred times what a long one has, and compiled within seconds."""

MOST_TEMPLATE_STEPS: Final = 1_000_000
"""Turns of loops and calls of macros in one run of a template: thirty for each of 30,000 entries."""

LONGEST_TEMPLATE_VALUE: Final = 8_000_000
"""Bytes that one value of a template may take in memory: a list of all titles of a big store takes less."""

MOST_TEMPLATE_MEMORY: Final = 400_000_000
"""Bytes that all values which a run of a template makes, reads or writes may take, counted at each use."""

LONGEST_TEMPLATE_OUTPUT: Final = 20_000_000
"""Characters that a run of a template may write: GitHub shows 512,000 of a README."""

LARGEST_TEMPLATE_NUMBER: Final = 10**9
"""The largest number that templates calculate with: a product of more would grow with each turn of a loop."""

# --- jobs -----------------------------------------------------------------------------------------------

MOST_TRIES: Final = 3
"""How often a part of a job is given to a process, where each before died over it."""
