"""Citation keys, renamed: in the store, and wherever in it an entry names another.

All that renames keys in a store does it by `rename_keys`, so that nothing which names them is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from synbib import bibtex
from synbib.bibtex import Document, Edits
from synbib.errors import BibtexError, Diagnostic, SynbibError, UnknownKeyError
from synbib.library import Library
from synbib.library.groups import split_list
from synbib.model.citekey import UNCITABLE
from synbib.text.controls import one_line, without_hidden
from synbib.verbs.stores import ChangedStore, with_cited_renamed

__all__ = ["check_key", "rename_keys"]

_ALIASES: Final = "ids"


def rename_keys(
    library: Library, renamed: Mapping[str, str], *, aliases: bool = False
) -> ChangedStore:
    r"""Return a library's file with other citation keys, all of them given at once: two may get each other's.

    What names an entry follows: ``crossref``, ``xref``, ``xdata``, ``entryset``, ``related``, values that are another
    entry's, ``\cite`` in values, groups of JabRef that list keys, and lines that say something to synbib. All else of
    the file stays as it is, byte for byte.

    Args:
        library: A library of one file.
        renamed: Old key → new key.
        aliases: Whether an entry keeps its old key as a further one, in its field ``ids``; not where that is now the
            key of another.

    Raises:
        UnknownKeyError: No entry has an old key; the nearest are suggested.
        BibtexError: Two entries have an old key, or one cannot be a key.
        SynbibError: A new key is another entry's, in whatever letter case, as BibTeX tells no case apart; two entries
            get the same one; or LaTeX cannot cite it.
    """
    document = library.document
    wanted = {old: new for old, new in renamed.items() if old != new}
    places = _places(library, renamed)
    _check_free(wanted, places)
    edits = Edits(document)
    edits.rename_entries(wanted)
    if aliases:
        left = {key.casefold() for key in places.keys() - wanted.keys()}
        left |= {key.casefold() for key in wanted.values()}
        for old, new in wanted.items():
            if old.casefold() not in left:
                _keep_alias(edits, places[old][0], old, new)
    text = with_cited_renamed(edits.text(), wanted)
    return ChangedStore(document.name, document.text, text, library.encoding, wanted)


def check_key(key: str) -> None:
    r"""Make sure that a citation key can stand in a store and in LaTeX's ``\cite``.

    Raises:
        BibtexError: It cannot stand in a file.
        SynbibError: LaTeX cannot cite it.
    """
    if not _can_stand(key):
        raise BibtexError(
            f"'{key}' is not a citation key; blanks and , = {{ }} ( ) \" cannot stand in one"
        )
    if found := UNCITABLE.search(key):
        raise SynbibError(f"'{key}' holds '{found[0]}', which TeX cannot cite; choose another key")


def _can_stand(key: str) -> bool:
    """Whether an entry can have a key in delimiters of either kind; ``*`` stands for all entries where it is cited."""
    if key == "*" or key != without_hidden(one_line(key)):
        return False
    read = [Document.parse(text) for text in (f"@misc{{{key},}}", f"@misc({key},)")]
    return all([e.key for e in d.entries] == [key] and not d.diagnostics for d in read)


_Places = Mapping[str, Sequence[bibtex.Entry]]


def _places(library: Library, renamed: Iterable[str]) -> _Places:
    """Return the entries that have each key; raise where one of ``renamed`` names none, or two."""
    places: dict[str, list[bibtex.Entry]] = {}
    for entry in library.document.entries:
        places.setdefault(entry.key, []).append(entry)
    for key in renamed:
        if key not in places:
            if key in library:
                raise UnknownKeyError(
                    f"'{key}' is a further key of '{library[key].key}'; give that one instead"
                )
            raise UnknownKeyError.among("citation key", key, places)
        if len(places[key]) > 1:
            raise BibtexError.of([_twice(key, places[key])])
    return places


def _twice(key: str, entries: Sequence[bibtex.Entry]) -> Diagnostic:
    first, second = entries[:2]
    line, column = second.document.position(second.start)
    return Diagnostic(
        second.document.name,
        line,
        column,
        "duplicate-key",
        f"the key '{key}' is that of the entry in line {first.line} too, so that it is not known which is meant",
        "give one of them another key in the file first, or merge them: synbib check --merge",
        key=key,
    )


def _check_free(wanted: Mapping[str, str], places: _Places) -> None:
    """Make sure that each new key is one, and nobody else's."""
    # BibTeX tells no letter case apart.
    kept = {key.casefold(): key for key in places if key not in wanted}
    further = {
        alias.casefold(): key
        for key, entries in places.items()
        for alias in split_list(_written_aliases(entries[0]))
    }
    given: dict[str, str] = {}
    for old, new in wanted.items():
        check_key(new)
        folded = new.casefold()
        if folded in kept:
            other = kept[folded]
            same = "" if other == new else f", which BibTeX does not tell from '{new}'"
            raise SynbibError(f"there is an entry '{other}' already{same}; choose another key")
        if folded in further and further[folded] != old:
            raise SynbibError(
                f"'{new}' is a further key (ids) of '{further[folded]}'; choose another key"
            )
        if folded in given:
            raise SynbibError(
                f"'{given[folded]}' and '{old}' cannot both become '{new}'; choose another key for one of them"
            )
        given[folded] = old


def _keep_alias(edits: Edits, entry: bibtex.Entry, old: str, new: str) -> None:
    """Add an entry's old key to its further ones; its new one is not among them any more."""
    aliases = dict.fromkeys((*split_list(_written_aliases(entry)), old))
    aliases.pop(new, None)
    edits.set_field(entry, _ALIASES, ", ".join(aliases))


def _written_aliases(entry: bibtex.Entry) -> str:
    return next((value[1:-1] for name, value in entry.pairs if name.lower() == _ALIASES), "")
