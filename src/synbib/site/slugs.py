"""Citation keys as names of files: safe on every file system, and in every address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from itertools import count
from typing import Final

from synbib import lazily

__all__ = ["slugs"]

_LONGEST: Final = 100
_HASH: Final = 8
_OTHER: Final = lazily.pattern(r"[^A-Za-z0-9_.-]+")
# Names of devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICE: Final = lazily.pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def slugs(keys: Iterable[str], *, exact: bool = True) -> dict[str, str]:
    """Return citation key → a name for its page, without an ending.

    Most keys are their own name. One that has other characters than letters, digits, ``_``, ``.`` and ``-`` of ASCII,
    is long, or is what no file may be called, has a hash at its end; so has one that is the name of an earlier one in
    another letter case, as some file systems know no case. A name depends on no key after it.

    Args:
        keys: The keys.
        exact: Whether two keys that differ in those characters alone never change places: a key that has some gets a
            hash. Else only one whose name is taken gets it, and names are pleasant to read.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name = _OTHER.sub("-", key).strip(".-")[:_LONGEST]
        digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        if _DEVICE.match(name):
            name = f"_{name}"
        if name and (name == key or not exact) and name.lower() not in taken:
            slug = name
        else:
            hashed = (f"{name}-{digest[: _HASH + more]}".lstrip("-") for more in count())
            slug = next(each for each in hashed if each.lower() not in taken)
        taken.add(slug.lower())
        found[key] = slug
    return found
