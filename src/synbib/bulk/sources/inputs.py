"""What the user names, as files: folders and patterns are taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from synbib import lazily
from synbib.bulk import storage
from synbib.errors import FileError

__all__ = ["files"]

_PATTERN: Final = lazily.pattern(r"[*?\[]")
# What stands beside a table's files: begun with a dot or an underscore, as Hadoop and Spark have it; the list of them
# in OpenAlex's snapshot; what a job notes of its parts.
_BESIDE: Final = lazily.pattern(r"[._].*|manifest(?:\.jsonl?)?|rejected\.jsonl")


def files(inputs: Sequence[str]) -> list[str]:
    """Return the files that are meant by paths, URLs, folders and patterns of a shell, each once.

    A folder stands for all files in it and below, in the order of their names. In it are left out: what begins with
    ``.`` or ``_``, and what a job wrote beside its parts, so that what it wrote is an input of the next.

    Raises:
        FileError: There is no such file, or none fits.
    """
    found: dict[str, str] = {}
    for given in inputs:
        if given == "-":
            raise FileError("-: standard input cannot be read twice, as a job does; give a file")
        for url in _meant(given):
            path = storage.path_of(url)
            if path is not None and not storage.is_file(url):
                raise FileError(f"{url}: not a file, which alone can be read twice; give one")
            found.setdefault(url if path is None else str(path.resolve()), url)
    return list(found.values())


def _meant(given: str) -> Iterator[str]:
    if storage.exists(given):
        there = _below(given) if storage.is_folder(given) else [given]
        if not there:
            raise FileError(f"{given}: no file is in this folder; give one that has some")
        yield from there
    elif _PATTERN.search(given):
        fitting = list(_fitting(given))
        if not fitting:
            raise FileError(f"{given}: no file fits this pattern; give one that some do")
        for url in fitting:
            yield from _below(url) if storage.is_folder(url) else [url]
    else:
        raise FileError(f"{given}: no such file; give the path of a file that exists")


def _below(folder: str, above: frozenset[str] = frozenset()) -> list[str]:
    """Return the files in a folder and below; a link to one that it is in itself is not followed."""
    path = storage.path_of(folder)
    own = folder if path is None else str(path.resolve())
    found: list[str] = []
    for name in storage.names(folder) if own not in above else ():
        if not _BESIDE.fullmatch(name):
            url = storage.joined(folder, name)
            found += _below(url, above | {own}) if storage.is_folder(url) else [url]
    return found


def _fitting(pattern: str) -> Iterable[str]:
    """Return what fits a pattern, a folder at a time: ``*`` and ``?`` stand for no ``/``."""
    scheme, between, rest = pattern.rpartition("://")
    at_root = f"{scheme}{between}" + ("/" if rest.startswith("/") else "")
    found = [at_root]
    for part in filter(None, re.split(r"/", rest)):
        if _PATTERN.search(part):
            found = [
                storage.joined(each, name) if each else name
                for each in found
                for name in storage.names(each or ".", part)
                if part.startswith(".") or not name.startswith(".")
            ]
        else:
            found = [
                each + part if each == at_root else storage.joined(each, part) for each in found
            ]
            found = [each for each in found if storage.exists(each)]
    return found
