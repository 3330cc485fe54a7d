"""The README of a folder: where the blocks go, and the list of papers that it may hold already."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.errors import ReadmeError, SynbibError
from synbib.files import decode_utf8, read_bytes
from synbib.project import templates
from synbib.project.step import Step
from synbib.text import markdown

__all__ = ["Readme", "find_readme"]

_DEFAULT: Final = "README.md"
_MARKDOWN: Final = (".md", ".markdown")
_TEXT: Final = (*_MARKDOWN, ".rst", ".txt", "")
# Where the blocks go if the README is not Markdown: on GitHub a second README would hide it.
_BESIDE: Final = "PAPERS.md"
# Fewer papers are mentioned rather than listed.
_A_LIST: Final = 3


@lazily.dataclass(frozen=True, slots=True)
class Readme:
    """What there is to do with the README.

    Attributes:
        target: The Markdown file that holds the blocks, or will.
        steps: What becomes of it, and of a README that is another file.
        imports: The arguments of ``synbib import`` for the list that the README holds; empty if it holds none.
    """

    target: str
    steps: tuple[Step, ...]
    imports: tuple[str, ...] = ()


def find_readme(folder: Path, kind: str) -> Readme:
    """Return what there is to do with the README of ``folder``.

    Args:
        folder: The folder, which need not be there.
        kind: ``list`` or ``table``: the block that it gets if it has none.

    Raises:
        SynbibError: It cannot be read, or ends in the middle of a code block or a comment.
        ReadmeError: Its blocks are malformed.
    """
    names = [
        path.name
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.stem.lower() == "readme" and path.suffix.lower() in _TEXT and path.is_file()
    ]
    name = min(names, key=lambda name: (not _is_markdown(name), name), default=_DEFAULT)
    text = _read(folder / name)
    if not _is_markdown(name):
        papers = _papers(text or "", name)
        kept = Step(name, "keep", _holds(papers) if papers else "blocks stand in Markdown only")
        blocks = _blocks(_BESIDE, _read(folder / _BESIDE), kind, templates.HEADING)
        return Readme(_BESIDE, (kept, blocks), (name,) if papers else ())
    if text and not _has_blocks(text, name) and (papers := _papers(text, name)):
        return Readme(name, (Step(name, "keep", _holds(papers)),), (name, "--convert"))
    return Readme(name, (_blocks(name, text, kind, folder.resolve().name),))


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(_MARKDOWN)


def _read(path: Path) -> str | None:
    return decode_utf8(read_bytes(path), path.name) if path.is_file() else None


def _holds(papers: int) -> str:
    return f"it holds a list of {papers} papers"


def _papers(text: str, name: str) -> int:
    """Return how many papers a README lists; 0 if it only mentions some, or its syntax cannot be read here."""
    from synbib.paperlist.mentions.reader import read_list

    with contextlib.suppress(SynbibError):
        papers = len(read_list(text, name).mentions)
        return papers if papers >= _A_LIST else 0
    return 0


def _has_blocks(text: str, name: str) -> bool:
    from synbib.readme import parse

    return bool(parse(text, name))


def _blocks(name: str, text: str | None, kind: str, title: str) -> Step:
    """Return what becomes of the Markdown file that is to hold the blocks."""
    added = f"## {templates.HEADING}\n\n{templates.BLOCKS[kind]}"
    if text is None:
        new = f"# {markdown.escape(title)}\n\n{added}"
        return Step(name, "create", "it holds the blocks", new.encode())
    if _has_blocks(text, name):
        return Step(name, "keep", "it holds blocks already")
    newline = "\r\n" if "\r\n" in text else "\n"
    above = text.rstrip("\r\n")
    gap = "\n" * (2 - text[len(above) :].count("\n")) if above else ""
    new = text + (gap + added).replace("\n", newline)
    with contextlib.suppress(ReadmeError):
        if _has_blocks(new, name):
            why = f"blocks under the heading {templates.HEADING}"
            return Step(name, "continue", why, new.encode())
    raise SynbibError(
        f"{name}: it ends inside a code block or a comment; end that, or put the blocks where they belong"
    )
