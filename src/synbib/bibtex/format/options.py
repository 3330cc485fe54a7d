"""What can be chosen: one table, from which the command line makes its options and their help."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from synbib import lazily

__all__ = ["FormatOptions"]


def _option(default: Any, help: str, *, metavar: str = "") -> Any:
    """Return a field of the table.

    Args:
        default: The value when nothing is said; its type tells the kind of option.
        help: A line for ``--help``.
        metavar: What the value is called there.
    """
    return field(default=default, metadata={"help": help, "metavar": metavar})


@lazily.dataclass(frozen=True, slots=True, kw_only=True)
class FormatOptions:
    """How a file is formatted; the defaults lose nothing.

    A number of 0 and a list that is None turn their rule off.
    """

    # --- layout
    space: int = _option(2, "Indent fields by this many blanks.", metavar="N")
    tab: bool = _option(False, "Indent fields by a tab.")
    align: int = _option(14, "Fill names up to this width, so that all = align.", metavar="N")
    wrap: int = _option(100, "Break long values between words at this column.", metavar="N")
    blank_lines: bool = _option(True, "Put a blank line between entries.")
    trailing_commas: bool = _option(True, "Put a comma after the last field.")
    lowercase: bool = _option(True, "Write entry types and field names in lower case.")
    tidy_comments: bool = _option(
        True, "Take blanks off the ends of comment lines, and blank lines too many."
    )
    # --- order
    sort: tuple[str, ...] | None = _option(
        None,
        "Sort entries by these: key, type or any field, each with - before it for descending. Entries that others "
        "name in crossref come last, as BibTeX needs them.",
        metavar="NAMES",
    )
    sort_fields: tuple[str, ...] | None = _option(
        (), "Sort fields: these first, the others in their usual order.", metavar="NAMES"
    )
    # --- values
    curly: bool = _option(True, "Write values in braces.")
    numeric: bool = _option(False, "Write numbers without braces.")
    months: bool = _option(True, "Write months as macros: jan, feb, ...")
    page_ranges: bool = _option(True, "Write page ranges with --.")
    strip_enclosing_braces: bool = _option(False, "Make {{Value}} {Value}.")
    enclosing_braces: tuple[str, ...] | None = _option(
        None, "Put these fields in double braces, which keep their capitals.", metavar="NAMES"
    )
    remove_braces: tuple[str, ...] | None = _option(
        None,
        "Take braces out of these fields, but for those of macros and formulas.",
        metavar="NAMES",
    )
    drop_all_caps: bool = _option(False, "Make values that are ALL CAPITALS Title Case.")
    escape: bool = _option(False, "Write characters beyond ASCII as LaTeX, for 8-bit BibTeX.")
    encode_urls: bool = _option(False, "Percent-encode what cannot stand in a URL.")
    # --- what leaves something out
    remove_empty_fields: bool = _option(False, "Leave out fields with no value.")
    remove_duplicate_fields: bool = _option(
        True, "Leave out a field that stands twice with the same value."
    )
    omit: tuple[str, ...] | None = _option(None, "Leave these fields out.", metavar="NAMES")
    max_authors: int = _option(
        0, "Shorten lists of more names to so many 'and others'.", metavar="N"
    )
    strip_comments: bool = _option(False, "Leave comments out, but for JabRef's metadata.")
