"""Which BibTeX file of a folder is the store, and the settings that say so."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from synbib import config
from synbib.errors import ConfigError, SynbibError
from synbib.folder import check_inside
from synbib.project import templates
from synbib.project.step import Step

__all__ = ["find_store"]

_SETTINGS: Final = "synbib.toml"


def find_store(folder: Path, wished: str | None) -> tuple[str, list[Step]]:
    """Return the store, below the folder, and what becomes of it and of the settings.

    Args:
        folder: The folder.
        wished: The store that the user names, if any.

    Raises:
        SynbibError: Several files may be the store, or it is no file, or outside of the folder.
        ConfigError: The settings cannot be read, or name another store.
    """
    if wished == "-":
        raise SynbibError("the store stays, and cannot be -; name a file")
    project = config.load(folder)
    check_inside(wished or project.store, "store", folder=folder)
    has_file = (folder / _SETTINGS).is_file()
    if not has_file and project == config.Config():
        store = wished or _only(folder) or project.store
        settings = Step(
            _SETTINGS, "create", f"it names {store}", templates.settings(store).encode()
        )
    else:
        where = _SETTINGS if has_file else "pyproject.toml"
        found = None if (folder / project.store).is_file() else _only(folder)
        store = wished or found or project.store
        if store != project.store:
            raise ConfigError(
                f"{where}: the store is {project.store}, not {store}; change it there: "
                f"{templates.setting(store)}"
            )
        settings = Step(where, "keep", f"it names {store}" if has_file else "it holds the settings")
    if (folder / store).is_file():
        return store, [settings, Step(store, "keep", "the store")]
    return store, [settings, Step(store, "create", "an empty store", templates.STORE.encode())]


def _only(folder: Path) -> str | None:
    """Return the one BibTeX file of a folder, or else of the folders directly in it.

    Raises:
        SynbibError: There are several, and none has the name that stores have.
    """
    default = config.Config().store
    for pattern in ("*.bib", "*/*.bib"):
        paths = (path.relative_to(folder) for path in folder.glob(pattern) if path.is_file())
        names = sorted(path.as_posix() for path in paths if not path.parts[0].startswith("."))
        if default in names:
            return default
        if len(names) > 1:
            raise SynbibError(
                f"several BibTeX files: {', '.join(names)}; say which one is the store: "
                f"--store {names[0]}"
            )
        if names:
            return names[0]
    return None
