"""A `.bst` style: where it is found."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.errors import StyleError, shortened
from synbib.files import read_bytes
from synbib.limits import LONGEST_STYLE, LONGEST_STYLE_NAME

__all__ = ["BstStyle", "installed_styles"]

_SUFFIX: Final = ".bst"
_SHOWN: Final = 60  # characters of a name in a message
_PATIENCE: Final = 60  # seconds that kpsewhich may take, also where it looks on a network drive


@lazily.dataclass(frozen=True, slots=True)
class BstStyle:
    """A style of BibTeX's.

    Attributes:
        name: The file as it was named or found, for messages.
        source: Its text; each character stands for one byte, as BibTeX knows bytes alone.
    """

    name: str
    source: str

    @classmethod
    def load(cls, name_or_path: str) -> BstStyle:
        """Return the style of a file.

        Args:
            name_or_path: A path, or a name such as ``plain.bst`` or ``plain``: in the current folder, else in TeX's
                tree, by ``kpsewhich``.

        Raises:
            StyleError: There is no such style, or no TeX to ask for it.
            FileError: It cannot be read.
        """
        path = _find(name_or_path)
        source = read_bytes(path)
        if len(source) > LONGEST_STYLE:
            raise StyleError(f"{path}: a style has at most {LONGEST_STYLE:,} bytes; name another")
        if b"\0" in source:
            raise StyleError(f"{path}: not a style but a binary file; name another")
        return cls(path, source.decode("latin-1"))


def _find(name: str) -> str:
    if not name or len(name) > LONGEST_STYLE_NAME or not name.isprintable():
        raise StyleError(
            f"{shortened(name, _SHOWN)!r} names no style: a name has 1 to {LONGEST_STYLE_NAME:,} characters, "
            "all of them printable"
        )
    file = name if name.endswith(_SUFFIX) else name + _SUFFIX
    if _is_file(file):
        return file
    if os.path.lexists(file):
        # kpsewhich would find it, too; reading from a pipe or a device may never end.
        raise StyleError(
            f"{file}: a folder, a link to nothing or a device; name the file of a style"
        )
    if "/" in name or "\\" in name:
        raise StyleError(
            f"{name}: no such style file; give its path, or the name of a style of TeX's"
        )
    return _ask_tex(file)


def installed_styles() -> list[str]:
    """Return the names of the styles that TeX's tree has, and the current folder, sorted: ``plain.bst``.

    TeX's are those in the lists of files (``ls-R``) that kpathsea keeps; none where there is no TeX.
    """
    found = {path.name for path in Path().glob(f"*{_SUFFIX}")}
    import subprocess

    listed: list[str] = []
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        listed = _kpsewhich("-all", "ls-R")
    for path in listed:
        with contextlib.suppress(OSError):
            text = Path(path).read_text("utf-8", "replace")
            found |= {name for name in _LISTED.findall(text) if name.isprintable()}
    return sorted(found)


_LISTED: Final = lazily.pattern(rf"^[^\n/:]+{re.escape(_SUFFIX)}$", re.MULTILINE)


def _is_file(file: str) -> bool:
    try:
        return Path(file).is_file()
    except OSError:  # the name is longer than the system takes
        return False


def _ask_tex(file: str) -> str:
    """Return where TeX has a style."""
    import shutil
    import subprocess

    if shutil.which("kpsewhich") is None:
        raise StyleError(
            f"{file}: no such file in this folder, and there is no TeX to look for it (kpsewhich is not installed); "
            "give the path of the style, or install TeX Live"
        )
    try:
        # After `--`, and as a name that does not begin with a hyphen, it cannot be taken for an option.
        found = _kpsewhich("-format=bst", "--", file)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StyleError(f"{file}: kpsewhich, which looks for it, failed: {error}") from None
    if not found or not _is_file(found[0]):
        raise StyleError(
            f"{file}: no such style in this folder, nor in TeX's tree; give its path, or install the package with it"
        )
    return found[0]


def _kpsewhich(*arguments: str) -> list[str]:
    """Return the paths that kpathsea answers with; none where there is no TeX.

    Raises:
        OSError: The program cannot be run.
        subprocess.TimeoutExpired: It does not come to an end.
    """
    import shutil
    import subprocess

    program = shutil.which("kpsewhich")
    if program is None:
        return []
    done = subprocess.run(
        [program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )
    return done.stdout.decode("utf-8", "surrogateescape").splitlines()
