"""What `synbib check` holds a library to: rules as functions in a list, and what a project has them leave out.

Most findings come of reading, in `bibtex` and in `library`. A rule looks at what was read: it is a function that yields
findings, and a row in `CHECKS`. What its code means stands in `synbib.diagnostics`.
"""

from synbib.library.rules.checks import CHECKS
from synbib.library.rules.fault import Check
from synbib.library.rules.inspection import (
    Fixed,
    check_entries,
    check_library,
    fix_library,
    fixable,
    mended,
    merge_duplicates,
)
from synbib.library.rules.subject import Subject

__all__ = [
    "CHECKS",
    "Check",
    "Fixed",
    "Subject",
    "check_entries",
    "check_library",
    "fix_library",
    "fixable",
    "mended",
    "merge_duplicates",
]
