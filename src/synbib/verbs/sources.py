"""The entries and items that documents cite, from the files that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Final

from synbib import collector
from synbib.csl import Style
from synbib.documents.citing import Citing
from synbib.documents.clusters import Found
from synbib.errors import BibtexError, Diagnostic, SynbibError
from synbib.files import read_bytes
from synbib.formats import csl_yaml
from synbib.formats.data import as_json
from synbib.library import Library, combine
from synbib.opening import read

__all__ = ["Sources", "locator_language"]

_ITEM_FILES: Final = (".json", ".yaml", ".yml")


class Sources:
    """The entries and items that documents cite.

    Args:
        files: BibTeX files, and files of CSL-JSON items, which hold before entries of the same key.
        references: Items, which hold before those of files.
        library: The entries, where they are given.

    Attributes:
        stores: The names of the BibTeX files.
        items: The items that are no entries, by their ids.

    Raises:
        SynbibError: A file cannot be read.
    """

    def __init__(
        self,
        files: Sequence[Path],
        references: Iterable[Mapping[str, Any]] = (),
        library: Library | None = None,
    ) -> None:
        stores = [path for path in files if path.suffix.lower() not in _ITEM_FILES]
        self._library = combine([read(path) for path in stores]) if stores else library
        documents = self._library.documents if self._library is not None else ()
        self.stores = [document.name for document in documents]
        self.items: dict[str, Mapping[str, Any]] = {}
        for path in files:
            if path not in stores:
                self._add_items(_items_of(path))
        self._add_items(references)

    def _add_items(self, items: Iterable[Mapping[str, Any]]) -> None:
        self.items |= {str(item["id"]): item for item in items if "id" in item}

    @property
    def are_none(self) -> bool:
        """Whether there is nowhere to find anything."""
        return self._library is None and not self.items

    def has(self, key: str) -> bool:
        """Whether there is an entry or an item with a key."""
        return key in self.items or (self._library is not None and key in self._library)

    @cached_property
    def unread(self) -> tuple[Diagnostic, ...]:
        """What of the BibTeX files could not be read."""
        found = self._library.diagnostics if self._library is not None else ()
        return tuple(each for each in found if each.severity == "error")

    @property
    def keys(self) -> list[str]:
        """All keys."""
        return [*self.items, *(self._library or ())]

    def wanted(self, founds: Iterable[Found], nocites: Sequence[Citing]) -> list[str]:
        """Return the keys that are cited, then those that are to be in the bibliography beside them.

        Args:
            founds: The citations of each document.
            nocites: What each has in its bibliography and does not cite.
        """
        cited = (
            cite.key.key for found in founds for cluster in found.clusters for cite in cluster.cites
        )
        uncited = (each.key for nocite in nocites for each in nocite.keys)
        every = self.keys if any(nocite.everything for nocite in nocites) else ()
        return [key for key in dict.fromkeys(chain(cited, uncited, every)) if self.has(key)]

    def chosen(self, keys: Iterable[str]) -> tuple[list[Mapping[str, Any]], dict[str, list[str]]]:
        """Return the items of keys, each once, and the ids that each key stands for.

        Raises:
            BibtexError: Something in one of their entries could not be understood.
        """
        items: dict[str, Mapping[str, Any]] = {}
        ids: dict[str, list[str]] = {}
        entries: list[str] = []
        for key in keys:
            if key in self.items:
                items[key] = self.items[key]
            elif self._library is not None:
                entries.append(key)
        if self._library is not None and entries:
            found = self._library.check(entries)
            if errors := [each for each in found if each.severity == "error"]:
                raise BibtexError.of(errors)
            with collector.resting():
                for key in entries:
                    chosen = self._library.select([key])
                    ids[key] = [entry.key for entry in chosen]
                    items |= {entry.key: entry.csl for entry in chosen if entry.key not in items}
        return list(items.values()), ids


def _items_of(path: Path) -> Sequence[Mapping[str, Any]]:
    """Return the items of a file of CSL-JSON, or of the same as YAML."""
    data = read_bytes(str(path), "name a file that there is as the bibliography")
    name = str(path)
    if path.suffix.lower() != ".json":
        return csl_yaml.items(data, name)
    read_as = as_json(data, name)
    held = read_as.get("references", []) if isinstance(read_as, dict) else read_as
    if not isinstance(held, list):
        raise SynbibError(f"{name}: no list of CSL-JSON items; export one, or name a BibTeX file")
    return [each for each in held if isinstance(each, dict)]


def locator_language(style: Style, locale: str | None) -> str:
    """Return the language whose words for locators a document has."""
    return (locale if locale not in (None, "item") else style.default_locale) or "en-US"
