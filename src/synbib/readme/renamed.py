"""Blocks that name keys and groups, after these got other names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from synbib import lazily
from synbib.readme.blocks import checksum, parse, with_option_values

__all__ = ["with_checksums", "with_names_renamed"]

_MARK: Final = "synbib:"
_KEY: Final = lazily.pattern(r"[^\s,]+")
# What a search says of keys and groups: `key:roe2020`, `group="Survey Papers"`.
_SEARCHED: Final = lazily.pattern(
    r"""
      " (?: [^"\\] | \\. )*+ " | / (?: [^/\\] | \\. )*+ /     # a phrase and an expression say nothing of them
    | (?<![\w+]) (?<![\w+]-) (?P<field> key | groups? ) (?P<sign> [:=] )
      (?: " (?P<quoted> (?: [^"\\] | \\. )*+ ) " | (?P<plain> [^\s()|"/] [^\s()|"]* ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def with_names_renamed(
    text: str, name: str, keys: Mapping[str, str], groups: Mapping[str, str]
) -> str:
    """Return a Markdown file in whose start markers keys and groups go by their new names; all else stays.

    Args:
        text: The file.
        name: Its name in messages.
        keys: Old key → new key.
        groups: Each way to name a group that is named in another way now, in small letters → the new one.

    Raises:
        ReadmeError: A merge has left conflicts in the file, its markers are malformed or do not pair, or one cannot
            hold a name.
    """
    if _MARK not in text or not (keys or groups):
        return text

    def key_now(found: re.Match[str]) -> str:
        return keys.get(found[0], found[0])

    def now(option: str, value: str) -> str:
        match option:
            case "group":
                return groups.get(value.casefold(), value)
            case "after" | "until" | "place":
                return _KEY.sub(key_now, value)
            case "filter":
                return _SEARCHED.sub(partial(_term_now, keys=keys, groups=groups), value)
        return value

    return with_option_values(text, name, now)


def _term_now(found: re.Match[str], keys: Mapping[str, str], groups: Mapping[str, str]) -> str:
    if not found["field"]:
        return found[0]
    quoted = found["quoted"] is not None
    value = re.sub(r"\\(.)", r"\1", found["quoted"]) if quoted else found["plain"]
    if found["field"].lower() == "key":
        new = keys.get(value, value)
    else:
        new = groups.get(value.casefold(), value)
    if new == value:
        return found[0]
    bare = not quoted and re.fullmatch(r"""[^\s()|"/][^\s()|"]*""", new)
    escaped = re.sub(r'(["\\])', r"\\\1", new)
    return f"{found['field']}{found['sign']}" + (new if bare else f'"{escaped}"')


def with_checksums(before: str, text: str, name: str) -> str:
    """Return a Markdown file whose blocks have the checksums of what stands in them, where they had them before.

    Args:
        before: The file as it was.
        text: The file as it is now; it has the same blocks.
        name: Its name in messages.
    """
    if before == text or _MARK not in text:
        return text
    pieces: list[str] = []
    done = 0
    for old, new in zip(parse(before, name), parse(text, name), strict=True):
        if old.inside != new.inside and old.checksum == checksum(old.inside):
            marker = text[new.end : new.after]
            pieces += (text[done : new.end], marker.replace(old.checksum, checksum(new.inside)))
            done = new.after
    return "".join((*pieces, text[done:]))
