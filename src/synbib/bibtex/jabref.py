r"""JabRef's comments, as far as an edit has to know them: records of parts, and old groups that list their entries.

Source: JabRef 5, ``MetaDataSerializer``, ``GroupSerializer`` and ``GroupsParser``. In ``@comment{jabref-meta:
grouping: …}`` (before JabRef 3.8 ``groupstree``) a group is a record ended by ``;``: its level, its kind, and its
parts. Each part is ended by ``;`` too, with ``\`` before every ``;`` and ``\`` that stands in it; and so once more in
the whole record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from synbib import lazily

__all__ = ["group_records", "parts", "placed_records", "quote", "unquote", "with_keys_renamed"]

_META: Final = lazily.pattern(
    r"\s*jabref-meta:\s*(?:grouping|groupstree):\s*(.*)", re.IGNORECASE | re.DOTALL
)
_PART: Final = lazily.pattern(r"((?:[^\\;]|\\.|\\\Z)*+)(?:;|\Z)", re.DOTALL)
_ESCAPED: Final = lazily.pattern(r"\\(.)", re.DOTALL)
# Up to JabRef 3 groups of this kind list the keys of their entries, after their name and a number.
_LISTING: Final = lazily.pattern(r"\d{1,9}\s+ExplicitGroup:")


def quote(part: str) -> str:
    r"""Return ``part`` with ``\;`` for ``;`` and ``\\`` for ``\``."""
    return re.sub(r"([\\;])", r"\\\1", part)


def unquote(part: str) -> str:
    r"""Return ``part`` with ``\;`` as ``;`` and ``\\`` as ``\``."""
    return _ESCAPED.sub(r"\1", part)


def parts(text: str) -> list[str]:
    """Return the parts of a record, as written: each is ended by ``;``."""
    return [found[1] for found in _PART.finditer(text) if found.end() > found.start()]


def group_records(comment: str) -> list[str] | None:
    """Return the records of the groups in a comment, each unquoted once; None if it is no such comment."""
    found = _META.match(comment)
    return [record for _, _, record in _records(comment, found)] if found else None


def placed_records(comment: str) -> list[tuple[int, int, str]] | None:
    """Return the same with the place in the comment where each begins and where it ends, before its ``;``."""
    found = _META.match(comment)
    return list(_records(comment, found)) if found else None


def with_keys_renamed(comment: str, renamed: Mapping[str, str]) -> str:
    """Return a comment with new keys where a group lists old ones; only the records that do are written anew.

    Args:
        comment: What stands between the delimiters.
        renamed: Old key → new key.
    """
    found = _META.match(comment)
    pieces: list[str] = []
    at = 0
    for start, end, record in _records(comment, found) if found else ():
        head = _LISTING.match(record)
        listed = parts(record[head.end() :]) if head else []
        keys = [unquote(key) for key in listed[2:]]
        if head and not renamed.keys().isdisjoint(keys):
            now = dict.fromkeys(renamed.get(key, key) for key in keys)
            written = "".join(f"{part};" for part in (*listed[:2], *map(quote, now)))
            pieces += (comment[at:start], quote(f"{head[0]}{written}"))
            at = end
    return "".join(pieces) + comment[at:]


def _records(comment: str, meta: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where each record begins and ends, and what it says."""
    for found in _PART.finditer(comment, meta.start(1)):
        start = found.end(1) - len(found[1].lstrip())
        # Old versions of JabRef broke lines in the middle of records.
        record = unquote(re.sub(r"[\r\n]+", "", found[1])).strip()
        if record:
            yield start, found.end(1), record
