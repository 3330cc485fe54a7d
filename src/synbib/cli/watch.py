"""``--watch`` of ``synbib sync``, ``process`` and ``site``: the command run again when a file changes that it reads."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from synbib import config
from synbib.cli import printing
from synbib.errors import SynbibError
from synbib.extras import needed
from synbib.files import decode_utf8, read_bytes, stamp
from synbib.folder import check_inside

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["run_again", "sources"]

_SETTINGS: Final = ("synbib.toml", "pyproject.toml")
_QUIET: Final = 100  # milliseconds without a change, after which an editor has done saving
_AT_LEAST_EVERY: Final = 1000  # milliseconds: some network drives tell of no change
_PATIENCE: Final = 2  # seconds in which a run that was interrupted is to end by itself

_State = dict[Path, tuple[int, int, int]]


def run_again(
    find: Callable[[], frozenset[Path]],
    store: str | None,
    *,
    others: Collection[str] = (),
    after: Callable[[], None] = lambda: None,
) -> None:
    """Run this command, without ``--watch``, now and whenever one of its sources changes; Ctrl-C ends that.

    Each run is a process of its own, so that nothing of an earlier one is remembered: no style, no template, no module
    of the project's. What goes wrong in it is printed by it.

    Args:
        find: Returns the sources, which the sources themselves may name.
        store: The BibTeX file, if it is not the project's.
        others: Words of the command that are for watching alone, and left out of the runs.
        after: Is called after each run.

    Raises:
        SynbibError: watchfiles is not installed, or watches no more; or the store is standard input.
    """
    if store == "-":
        raise SynbibError("--watch reads the store again and again; name a file instead of -")
    _watchfiles()
    left_out = {"--watch", *others}
    command = [sys.executable, *(word for word in sys.orig_argv[1:] if word not in left_out)]
    printing.tell("watching; Ctrl-C ends")
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            # Looked at before the run: a change during it starts another. So does what the run itself writes;
            # that one then has nothing to write.
            paths, seen = _look(find)
            _run(command)
            after()
            _wait(paths, seen)
    printing.tell("no longer watching")


def _look(find: Callable[[], frozenset[Path]]) -> tuple[frozenset[Path], _State]:
    """Return the sources and their state; settings that were read half written are read again."""
    while True:
        paths = find()
        seen = _state(paths)
        if find() == paths:
            return paths, seen


def _run(command: list[str]) -> None:
    """Run a command to its end; if this process is to end before, let that one clean up, too."""
    with subprocess.Popen(command) as process:
        try:
            process.wait()
        except KeyboardInterrupt:
            # Ctrl-C reaches it too; a signal to this process alone does not.
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.terminate()
                process.wait()
            raise
        except BaseException:
            process.terminate()
            process.wait()
            raise


def _wait(paths: Iterable[Path], seen: _State) -> None:
    """Return when the files are not as they were ``seen``."""
    watchfiles = _watchfiles()
    try:
        # Folders, as editors and synbib itself put a new file in the place of the old one.
        changes = watchfiles.watch(
            *{path.parent for path in paths if path.parent.is_dir()},
            watch_filter=None,
            step=_QUIET,
            rust_timeout=_AT_LEAST_EVERY,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
        while _state(paths) == seen:
            next(changes)
    except (OSError, RuntimeError) as error:  # RuntimeError: what watchfiles makes of the system's
        raise SynbibError(
            f"cannot watch: {error}; set WATCHFILES_FORCE_POLLING=1 to look again and again"
        ) from None


def _watchfiles() -> ModuleType:
    try:
        import watchfiles
    except ImportError:
        raise SynbibError(needed("to watch files", "watch")) from None
    return watchfiles


def sources(files: Iterable[str], store: str | None) -> frozenset[Path]:
    """Return what the blocks of ``files`` are written from, the files themselves included.

    What the settings or a block's options name may be a file, a style or a template: whatever is one is watched.
    """
    names = list(files)
    named: list[str] = []
    with contextlib.suppress(SynbibError):  # the run itself says what is wrong
        project = config.load(Path())
        named += [
            project.store,
            project.style,
            *project.style_for.values(),
            *project.styles.values(),
        ]
    for name in names:
        with contextlib.suppress(SynbibError):
            named += _values(name)
    given = [*names, *_SETTINGS, *([store] if store else [])]
    return frozenset(Path(each).absolute() for each in (*given, *filter(_is_inside, named)))


def _is_inside(name: str) -> bool:
    with contextlib.suppress(SynbibError):
        check_inside(name, "file")
        return True
    return False


def _values(name: str) -> Iterator[str]:
    """Yield the values of the options of a file's blocks; of ``article=my.csl``, the style too."""
    from synbib.readme import parse

    for block in parse(decode_utf8(read_bytes(name), name), name):
        for _, value in block.options:
            yield value
            yield value.partition("=")[2]


def _state(paths: Iterable[Path]) -> _State:
    """Return what changes of a file when it is written, for each that there is."""
    return {path: seen for path in paths if (seen := stamp(path))}
