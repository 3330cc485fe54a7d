"""What publishers write before a title when a work has been taken back: ``RETRACTED: …``, ``WITHDRAWN: …``."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["told_by_title"]

_TAKEN_BACK: Final = lazily.pattern(
    r"""
    \W* (?: (?P<retracted> retracted ) | (?P<withdrawn> withdrawn | removed ) )
    (?: \s+ (?: article | paper | chapter | preprint ) )? \W* :\s*
    """,
    re.IGNORECASE | re.VERBOSE,
)


def told_by_title(title: str) -> tuple[str, str]:
    """Return a title without what says that the work was taken back; and that, ``retracted`` or ``withdrawn``."""
    found = _TAKEN_BACK.match(title)
    if found is None:
        return title, ""
    return title[found.end() :], "retracted" if found["retracted"] else "withdrawn"
