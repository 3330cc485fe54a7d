"""What an editor has open and what its folders hold: texts, the settings and stores of projects, who cites what.

Text that is open counts before what is on disk. What is read from disk is read again when the file is another one.
"""

from __future__ import annotations

import copy
import operator
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from lsprotocol.types import PositionEncodingKind, Range
from pygls.uris import from_fs_path, to_fs_path

from synbib import config, lazily
from synbib.bibtex import Document
from synbib.bibtex.encoding import decode as decode_bibtex
from synbib.config import Config
from synbib.documents import ENDINGS, Citing, decode, find_cited, named_stores, own_keys
from synbib.documents.definitions import Command
from synbib.errors import ConfigError, SynbibError
from synbib.folder import check_inside
from synbib.library import Library, combine
from synbib.limits import LONGEST_WATCHED, MOST_WATCHED
from synbib.lsp.text import Text

__all__ = ["BIBTEX", "CitingFile", "Project", "Workspace", "path_of", "uri_of"]

BIBTEX: Final = "bibtex"
"""The syntax of a store, beside those of `synbib.documents.ENDINGS`."""

_SETTINGS: Final = ("synbib.toml", "pyproject.toml")
# The names that editors have for syntaxes, for documents whose ending tells nothing.
_LANGUAGES: Final[Mapping[str, str]] = {
    "bibtex": BIBTEX,
    "latex": "latex",
    "tex": "latex",
    "markdown": "markdown",
    "quarto": "markdown",
    "rmarkdown": "markdown",
    "rmd": "markdown",
    "restructuredtext": "rst",
    "rst": "rst",
    "typst": "typst",
}
# What is written by hand: TeX writes .aux and .bcf, and notebooks are JSON, in which no place is one of a cell.
_EDITED: Final = frozenset({BIBTEX, "latex", "markdown", "rst", "typst"})
_PASSED_OVER: Final = frozenset(
    {"node_modules", "venv", "env", "build", "dist", "target", "site-packages", "__pycache__"}
)
_State = tuple[int, int, int] | None


def path_of(uri: str) -> Path | None:
    """Return the file that a URI names; None if it names none of this machine."""
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(str(found)) if found and "\0" not in found else None


def uri_of(path: Path) -> str:
    """Return the URI of a file."""
    found = from_fs_path(str(path))
    assert found is not None, "any path has one"
    return str(found)


@lazily.dataclass(frozen=True)
class Project:
    """The settings that hold for the files of a folder.

    Attributes:
        folder: The folder; paths in the settings begin there.
        settings: The settings; the defaults where they cannot be read.
        error: Why they cannot be read.
        file: The file that has them, or would have them.
    """

    folder: Path
    settings: Config
    error: ConfigError | None = None
    file: Path | None = None

    def style(self, name: str) -> str:
        """Return what finds a style that the settings name, whatever folder the server runs in."""
        path = self.folder / name
        return str(path) if path.is_file() else name


class CitingFile:
    """A document and what it cites; each part is found when it is asked for, as a keystroke makes another document.

    Args:
        uri: Its URI.
        path: Its file; None if it has none.
        text: Its text.
        syntax: What it is written in.

    Attributes:
        uri: As given.
        path: As given.
        text: As given.
        syntax: As given.
    """

    def __init__(self, uri: str, path: Path | None, text: Text, syntax: str) -> None:
        self.uri = uri
        self.path = path
        self.text = text
        self.syntax = syntax

    def __reduce__(self) -> tuple[object, ...]:
        """What it is made of again in another process."""
        return CitingFile, (self.uri, self.path, self.text, self.syntax)

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return str(self.path or self.uri)

    @cached_property
    def citing(self) -> Citing:
        """What it cites."""
        return find_cited(self.text.text, self.syntax)

    @cached_property
    def stores(self) -> tuple[str, ...]:
        """The BibTeX files that it names, as it names them."""
        return named_stores(self.text.text, self.syntax, self.name)

    @cached_property
    def own(self) -> frozenset[str]:
        """The keys of works that it has itself."""
        return own_keys(self.text.text, self.syntax, self.name)

    def ranges(self, key: str) -> list[Range]:
        """Return where it cites a key."""
        return [self.text.range(at.start, at.end) for at in self.citing.keys if at.key == key]


class _Open(NamedTuple):
    """A document that is open."""

    uri: str
    path: Path | None
    syntax: str
    text: Text


class Workspace:
    """The documents of an editor.

    Args:
        encoding: What positions are counted in.
        folders: The folders that are open.
    """

    def __init__(
        self,
        encoding: PositionEncodingKind | str = "utf-16",
        folders: Iterable[Path] = (),
    ) -> None:
        self.encoding = encoding
        self.folders = list(folders)
        self._open: dict[str, _Open] = {}
        self._by_path: dict[Path, str] = {}
        self._now: Workspace | None = None
        # Whatever is made of a text, or of a file in one state, is made once.
        self._documents: dict[str, tuple[object, CitingFile | None]] = {}
        self._libraries: dict[str, tuple[object, Library]] = {}
        self._store_texts: dict[Path, tuple[Library, Text]] = {}
        self._together: dict[tuple[str, ...], tuple[tuple[Library, ...], Library]] = {}
        self._settings: dict[Path, tuple[tuple[_State, ...], Project | None]] = {}

    # --- Documents that are open ---------------------------------------------------------------------------------

    def open(self, uri: str, language: str, text: str, version: int | None) -> None:
        """Take a document that was opened."""
        path = path_of(uri)
        self._open[uri] = _Open(
            uri, path, _syntax(uri, language), Text(text, self.encoding, version)
        )
        if path is not None:
            self._by_path[_real(path)] = uri
        self._now = None

    def change(
        self, uri: str, changes: Iterable[tuple[Range | None, str]], version: int | None
    ) -> None:
        """Change a document: each change is one of what those before it have made."""
        document = self._open.get(uri)
        if document is None:
            return  # of what was never opened nothing is known
        text = document.text
        for replaced, new in changes:
            text = text.changed(replaced, new, version)
        self._open[uri] = document._replace(text=text)
        self._now = None

    def close(self, uri: str) -> None:
        """Forget a document that was closed: from now on its file counts."""
        document = self._open.pop(uri, None)
        if document is not None and document.path is not None:
            real = _real(document.path)
            self._by_path.pop(real, None)
            for other in self._open.values():  # the file may have been opened by another name too
                if other.path is not None and _real(other.path) == real:
                    self._by_path[real] = other.uri
        self._now = None

    def refolder(self, folders: Iterable[Path]) -> None:
        """Take the folders that are open now."""
        self.folders = list(folders)
        self._now = None

    def as_now(self) -> Workspace:
        """Return the documents and folders as they are now, whatever changes here later; the same until that happens.

        Whoever takes his time needs it: an edit that is made of two states of a text destroys what was typed between.
        """
        if self._now is None:
            now = copy.copy(self)
            now.folders = list(self.folders)
            now._open, now._by_path = dict(self._open), dict(self._by_path)
            # What is read here for an older state must not be taken for the last one there.
            now._libraries, now._together = dict(self._libraries), dict(self._together)
            self._now = now
        return self._now

    def text(self, uri: str) -> Text | None:
        """Return the text of an open document."""
        document = self._open.get(uri)
        return document.text if document else None

    def syntax(self, uri: str) -> str:
        """Return what an open document is written in; ``""`` if nothing is known of it."""
        document = self._open.get(uri)
        return document.syntax if document else ""

    @property
    def opened(self) -> list[str]:
        """The URIs of the documents that are open."""
        return list(self._open)

    def uri(self, path: Path) -> str:
        """Return the URI of a file as the editor writes it, if it has it open."""
        return self._by_path.get(_real(path)) or uri_of(path)

    def version(self, uri: str) -> int | None:
        """Return the number of the state of a document; None if it is not open."""
        text = self.text(uri)
        return text.version if text else None

    # --- Projects ---------------------------------------------------------------------------------------------------

    def project(self, uri: str) -> Project:
        """Return the project of a document: that of the nearest folder with settings or a store, in the editor's."""
        path = path_of(uri)
        if path is None:
            return Project(Path.cwd(), Config())
        root = self.root(path)
        for folder in (path.parent, *path.parent.parents):
            if (found := self._project_in(folder)) is not None:
                return found
            if folder == root:
                break
        return Project(root, Config(), file=root / _SETTINGS[0])

    def root(self, path: Path) -> Path:
        """Return the folder of the editor that a file is in; its own folder if it is in none."""
        inside = [folder for folder in self.folders if path.is_relative_to(folder)]
        return max(inside, key=lambda folder: len(folder.parts), default=path.parent)

    def _project_in(self, folder: Path) -> Project | None:
        """Return the project of a folder that has settings of its own, or a store where stores are by default."""
        states = tuple(_state(folder / name) for name in (*_SETTINGS, Config().store))
        known = self._settings.get(folder)
        if known is None or known[0] != states:
            made = self._read_project(folder) if any(states) else None
            known = self._settings[folder] = (states, made)
        return known[1]

    def _read_project(self, folder: Path) -> Project | None:
        try:
            name = config.settings_file(folder)
            file = folder / name
            has_settings = file.is_file()
            if not has_settings and not (folder / Config().store).is_file():
                return None
            return Project(folder, config.load(folder), file=file)
        except ConfigError as error:
            named = next((n for n in _SETTINGS if error.message.startswith(n)), _SETTINGS[0])
            return Project(folder, Config(), error, folder / named)

    def projects(self) -> list[Project]:
        """Return the projects of the open documents and of the folders, each once."""
        found = [self.project(uri) for uri in self._open]
        found += [p for folder in self.folders if (p := self._project_in(folder)) is not None]
        return list({project.folder: project for project in found}.values())

    # --- Stores -------------------------------------------------------------------------------------------------------

    def stores(self, uri: str) -> list[Path]:
        """Return the stores that a document cites from, a store itself; files that are not there are left out.

        Those that it names, and that of its project. Where there are none, all BibTeX files of the project's folder,
        or else of the folders in it.
        """
        path = path_of(uri)
        if path is not None and self.syntax(uri) == BIBTEX:
            return [path]
        citing = self.citing(uri)
        return self._stores_of(path, citing.stores if citing else (), self.project(uri))

    def _stores_of(self, path: Path | None, named: Iterable[str], project: Project) -> list[Path]:
        if path is None:
            return []
        root = self.root(path)
        candidates = [(path.parent, name) for name in named]
        candidates.append((project.folder, project.settings.store))
        found = [
            folder / name
            for folder, name in candidates
            if _may_be_read(folder / name, root) and self._is_there(folder / name)
        ]
        for pattern in ("*.bib", "*/*.bib"):
            found = found or sorted(
                each
                for each in project.folder.glob(pattern)
                if _may_be_read(each, root) and self._is_there(each)
            )
        return list({_real(each): each for each in found[:MOST_WATCHED]}.values())

    def _is_there(self, path: Path) -> bool:
        return _real(path) in self._by_path or _state(path) is not None

    def store_text(self, path: Path, library: Library) -> Text:
        """Return the text of a store that `library` was made of."""
        open_uri = self._by_path.get(_real(path))
        if open_uri is not None:
            return self._open[open_uri].text
        known = self._store_texts.get(path)
        if known is None or known[0] is not library:
            made = Text(library.document.text, self.encoding)
            known = self._store_texts[path] = (library, made)
        return known[1]

    def library(self, path: Path, *, at_once: bool = False) -> Library:
        """Return the entries of a store, as it is open, else as it is on disk; no middleware runs.

        Args:
            path: The file.
            at_once: Whether that of a moment ago will do while the store is being written: what was made for another
                request, or after a pause.

        Raises:
            SynbibError: It cannot be read.
        """
        real = _real(path)
        name = str(path)
        open_uri = self._by_path.get(real)
        settings = self.project(open_uri or uri_of(path)).settings
        sentence_case = settings.sentence_case
        state: object
        if open_uri is not None:
            text = self._open[open_uri].text
            state = (text, sentence_case)
            known = self._libraries.get(str(real))
            if known is not None and (known[0] == state or (at_once and _is_of_text(known[0]))):
                return known[1]
            made = Library([Document.parse(text.text, name)], sentence_case=sentence_case)
        else:
            state = (_state(path), settings.encoding, sentence_case)
            known = self._libraries.get(str(real))
            if known is not None and known[0] == state:
                return known[1]
            try:
                data = path.read_bytes()
            except OSError as error:
                raise SynbibError(f"{path}: cannot be read: {error.strerror}") from None
            read = decode_bibtex(data, name, settings.encoding)
            # An editor does not count a byte order mark.
            document = Document.parse(read.text.removeprefix("\ufeff"), name)
            made = Library([document], read.diagnostics, read.encoding, sentence_case)
        self._libraries[str(real)] = (state, made)
        return made

    def works(self, uri: str, *, at_once: bool = False) -> Library:
        """Return the entries that a document may cite; stores that cannot be read are left out.

        Args:
            uri: The document, which may be a store.
            at_once: As of `library`.
        """
        libraries = []
        names = []
        for path in self.stores(uri):
            try:
                libraries.append(self.library(path, at_once=at_once))
            except SynbibError:
                continue
            names.append(str(path))
        if not libraries:
            return Library([Document.parse("", "")])
        made_of = tuple(libraries)
        known = self._together.get(tuple(names))
        if known is None or not _are_same(known[0], made_of):
            known = self._together[tuple(names)] = (made_of, combine(libraries))
        return known[1]

    # --- Documents that cite ------------------------------------------------------------------------------------------

    def citing(self, uri: str) -> CitingFile | None:
        """Return what an open document cites; None if it is not one that cites."""
        document = self._open.get(uri)
        if document is None or document.syntax not in _EDITED - {BIBTEX}:
            return None
        state: object = document.text
        known = self._documents.get(uri)
        if known is None or known[0] is not state:
            made = CitingFile(uri, document.path, document.text, document.syntax)
            known = self._documents[uri] = (state, made)
        return known[1]

    def all_citing(self) -> Iterator[CitingFile]:
        """Yield the documents that cite: those that are open, then the others of the folders."""
        for uri in self.opened:
            if (found := self.citing(uri)) is not None:
                yield found
        for path in self._files():
            if _real(path) not in self._by_path and (read := self._on_disk(path)) is not None:
                yield read

    def commands(self, uri: str) -> dict[str, Command]:
        """Return the commands of LaTeX that cite and that other open documents define."""
        if self.syntax(uri) != "latex":
            return {}
        return {
            name: takes
            for other in self.opened
            if other != uri
            and self.syntax(other) == "latex"
            and (found := self.citing(other)) is not None
            for name, takes in found.citing.commands.items()
        }

    def _on_disk(self, path: Path) -> CitingFile | None:
        uri = uri_of(path)
        state = _state(path)
        known = self._documents.get(uri)
        if known is None or known[0] != state:
            made = None
            if state is not None and state[1] <= LONGEST_WATCHED:
                try:
                    text = decode(path.read_bytes()).removeprefix("\ufeff")
                except OSError:
                    text = ""
                made = CitingFile(uri, path, Text(text, self.encoding), _syntax(uri, ""))
            known = self._documents[uri] = (state, made)
        return known[1]

    def _files(self) -> Iterator[Path]:
        """Yield the documents of the folders, but for those in what is hidden or made by programs."""
        count = 0
        for folder in self.folders:
            for place, folders, names in os.walk(folder):
                folders[:] = sorted(
                    name
                    for name in folders
                    if not name.startswith(".") and name not in _PASSED_OVER
                )
                for name in sorted(names):
                    syntax = ENDINGS.get(Path(name).suffix.lower(), "")
                    if syntax in _EDITED and not name.startswith("."):
                        count += 1
                        if count > MOST_WATCHED:
                            return
                        yield Path(place, name)

    def citing_from(self, store: Path) -> Iterator[CitingFile]:
        """Yield the documents that cite from a store."""
        real = _real(store)
        for found in self.all_citing():
            stores = self._stores_of(found.path, found.stores, self.project(found.uri))
            if any(_real(each) == real for each in stores):
                yield found


def _are_same(some: tuple[Library, ...], others: tuple[Library, ...]) -> bool:
    """Whether libraries are the same objects: to compare what they hold would make all their entries."""
    return len(some) == len(others) and all(map(operator.is_, some, others))


def _is_of_text(state: object) -> bool:
    """Whether a library was made of what is open, not of a file."""
    return isinstance(state, tuple) and isinstance(state[0], Text)


def _syntax(uri: str, language: str) -> str:
    ending = PurePath(re.sub(r"[?#].*", "", uri)).suffix.lower()
    if ending == ".bib":
        return BIBTEX
    found = ENDINGS.get(ending) or _LANGUAGES.get(language.lower(), "")
    return found if found in _EDITED else ""


def _may_be_read(path: Path, root: Path) -> bool:
    """Whether a file that a document or settings name is in the editor's folder, and shown there."""
    try:
        check_inside(str(path), "store", folder=root)
    except (SynbibError, ValueError):  # a name with a NUL is none
        return False
    return True


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _state(path: Path) -> _State:
    """Return what changes of a file when it is written; None of what is not one: a pipe is never read to its end."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
