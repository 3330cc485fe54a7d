"""The blocks of Markdown files, brought up to date or made plain text: what ``synbib sync`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from synbib.arguments import expect, expect_several, expect_text
from synbib.errors import Diagnostic
from synbib.files import Updated, decode_utf8, read_files, update
from synbib.library import Library
from synbib.readme import Block, Options, parse, stale_blocks, without_markers, write_blocks
from synbib.verbs.rewritten import Rewritten
from synbib.verbs.syntaxes import refuse_other_than_markdown

__all__ = ["Synced", "sync_files", "sync_text", "unblock_files", "unblock_text"]

_READ_IT = "synbib.read(path) reads one"


class Synced(Rewritten):
    """A Markdown file as it was, and with its blocks up to date."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, as they were."""
        return tuple(parse(self.before, self.name))

    @cached_property
    def stale(self) -> tuple[Diagnostic, ...]:
        """A finding for each block that was not up to date, with the first lines of what differs."""
        return tuple(stale_blocks(self.name, self.before, self.text))


def sync_text(
    text: str,
    library: Library,
    name: str = "README.md",
    *,
    options: Options | None = None,
    force: bool = False,
) -> Synced:
    """Return a Markdown text with its blocks up to date; what is outside them stays as it is.

    Args:
        text: The text, with its own line endings.
        library: What the blocks are written from.
        name: What stands for the file in messages.
        options: What holds where a block does not say otherwise: `synbib.readme.Options`.
        force: Whether what was written into a block by hand is overwritten.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        ReadmeError: A block is malformed, asks for what does not exist, or holds what was written by hand; a
            diagnostic for each.
        SynbibError: The ending of ``name`` is not one of Markdown.
    """
    expect_text(text, "text", "synbib.sync_files([path], library) takes files")
    expect(library, "library", Library, _READ_IT)
    return _synced(text, library, name, options, force)


def sync_files(
    paths: Iterable[str | os.PathLike[str]],
    library: Library,
    *,
    options: Options | None = None,
    force: bool = False,
    write: bool = True,
    tell: Callable[[str], None] = lambda _line: None,
) -> list[Synced]:
    """Bring the blocks of Markdown files up to date; each file is written whole, and none if one cannot be.

    Args:
        paths: The files.
        library: What the blocks are written from.
        options: What holds where a block does not say otherwise: `synbib.readme.Options`.
        force: Whether what was written into a block by hand is overwritten.
        write: Whether the files are written; else what would be written is only returned.
        tell: Is given a line when another process has to be waited for.

    Returns:
        Each file, whether it changed or not.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        ReadmeError: See `sync_text`.
        SynbibError: A file is not Markdown, or cannot be written.
    """
    expect(library, "library", Library, _READ_IT)
    names = [os.fspath(path) for path in expect_several(paths, "paths", os.PathLike, "files", str)]

    def synced(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Synced]]:
        done = [
            _synced(decode_utf8(data, name), library, name, options, force)
            for name, data in read.items()
        ]
        return {each.name: each.data for each in done}, done

    if not write:
        return synced(read_files(names))[1]
    return update(names, synced, tell=tell).result


def _synced(text: str, library: Library, name: str, options: Options | None, force: bool) -> Synced:
    refuse_other_than_markdown(name, "sync")
    return Synced(name, text, write_blocks(text, library, name, options, force=force))


def unblock_text(text: str, name: str = "README.md") -> Rewritten:
    """Return a text without the markers of its blocks; what stands between them stays byte for byte.

    Args:
        text: The text, with its own line endings.
        name: What stands for the file in messages.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        ReadmeError: A block is malformed; a diagnostic for each.
    """
    expect_text(text, "text", "synbib.unblock_files([path]) takes files")
    return Rewritten(name, text, without_markers(text, name))


def unblock_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    write: bool = True,
    keep: Callable[[str, bytes], bool] = lambda _name, _old: False,
    tell: Callable[[str], None] = lambda _line: None,
) -> Updated[list[Rewritten]]:
    """Make the blocks of files plain text; each file is written whole, and none if one cannot be.

    Args:
        paths: The files.
        write: Whether the files are written; else what would be written is only returned.
        keep: Is asked, with its name and its content, whether a file that is replaced is to be kept beside the new one.
        tell: Is given a line when another process has to be waited for.

    Returns:
        Each file, whether it changed or not, what was replaced, and where the old files are kept.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        FileError: A file cannot be read.
        ReadmeError: See `unblock_text`.
        SynbibError: A file cannot be written.
    """
    names = [os.fspath(path) for path in expect_several(paths, "paths", os.PathLike, "files", str)]

    def unblocked(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Rewritten]]:
        done = [unblock_text(decode_utf8(data, name), name) for name, data in read.items()]
        return {each.name: each.data for each in done}, done

    if not write:
        return Updated(unblocked(read_files(names))[1], {}, {})
    return update(names, unblocked, keep=keep, tell=tell)
