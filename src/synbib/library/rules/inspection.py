"""A library inspected: what reading found and what the rules find, without what is to be ignored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from synbib import bibtex, lazily
from synbib.bibtex import Edits
from synbib.bibtex.edit import check_content
from synbib.bibtex.values import expand, macro_names
from synbib.errors import BibtexError, Diagnostic, SynbibError, check_ignorable
from synbib.library import Entry, Library, Merged
from synbib.library.rules.checks import CHECKS
from synbib.library.rules.fault import Check, EntryCheck, Fault, FieldCheck
from synbib.library.rules.subject import Subject
from synbib.model.fields import LATEX_KINDS, Field, FieldKind, find_field

__all__ = [
    "Fixed",
    "check_entries",
    "check_library",
    "fix_library",
    "fixable",
    "mended",
    "merge_duplicates",
]


def check_library(
    library: Library, ignore: Collection[str] = (), cited: Collection[str] | None = None
) -> list[Diagnostic]:
    """Return what is wrong or doubtful in a library, in the order of its files, each with the key of its entry.

    What ``% synbib: ignore CODE`` right above an entry covers is left out.

    Args:
        library: The library.
        ignore: The codes that are left out throughout, see `synbib.diagnostics.IGNORABLE`.
        cited: The keys that documents cite; what else is there is a note then. None where no document is looked at.

    Raises:
        BibtexError: A file is not BibTeX, or holds conflict markers.
        SynbibError: A code of ``ignore`` does not exist, or cannot be left out.
    """
    subject = _subject(library, ignore, cited)
    found = (_with_block(each, subject) for each in _found(subject))
    unasked = ("uncited-entry",) if cited is None else ()
    told = (
        each for each in (*found, *subject.ignores.findings(unasked)) if each.code not in ignore
    )
    return list(library.in_order(told))


def check_entries(library: Library, entries: Iterable[Entry]) -> list[Diagnostic]:
    """Return what is wrong or doubtful in some entries of a library, and in what they inherit, in the file's order.

    It is what `check_library` finds, without what takes a look at all others; so it takes time for these only.

    Args:
        library: The library.
        entries: Entries of it.

    Raises:
        BibtexError: A file is not BibTeX, or holds conflict markers.
    """
    subject = _subject(library, (), only=entries)
    judged = {check.code for check in CHECKS}
    read = library.check(entry.key for entry in subject.entries)
    found = (
        *(each for each in read if each.code not in judged),
        *(
            each
            for check in CHECKS
            if isinstance(check, Check) and check.of_entries
            for each in check.run(subject)
        ),
        *(each.diagnostic for each in _of_entries(subject)),
    )
    told = {_with_block(each, subject) for each in found if not subject.ignores.cover(each)}
    return list(library.in_order(told))


def mended(name: str, value: str, ignore: Collection[str] = ()) -> str:
    """Return the content of a field as the rules that look at such a field alone mend it: a bare DOI for its address.

    Args:
        name: The field, in lower case.
        value: Its content.
        ignore: The codes of rules that are left out.
    """
    field, checks = _checks_of(name)
    for check in checks:
        for fault in check.run(value, field) if check.code not in ignore else ():
            value = fault.mended.get(name) or value
    return value


def merge_duplicates(
    library: Library,
    ignore: Collection[str] = (),
    keep: Collection[str] = (),
    *,
    of: str | None = None,
) -> Merged:
    """Return a library's file with one entry for each work that certainly stands twice, under two keys or under one.

    What is to be ignored is not merged either.

    Args:
        library: A library of one file.
        ignore: As for `check_library`.
        keep: Of the keys of one work, the one that its entry has afterwards; that of the most complete by default.
        of: A key of the work that is merged; all works by default.

    Raises:
        BibtexError: Something in the file could not be understood, or a value cannot be carried over.
        SynbibError: A code of ``ignore`` does not exist, or cannot be left out; a key of ``keep`` is not that of a work
            that stands twice, or two are of one.
    """
    from synbib.library import merge  # here, as it is needed for merging only

    subject = _subject(library, ignore)
    kept = {
        (found.line, found.column)
        for found in library.diagnostics
        if found.code == "duplicate-key"
        and ("duplicate-key" in ignore or subject.ignores.cover(found))
    }
    repeated = [
        entry
        for entry in subject.repeated
        if entry.source and entry.source.document.position(entry.source.start) not in kept
    ]
    certain = [cluster for cluster in subject.clusters if not cluster.likely]
    if of is not None:
        certain = [cluster for cluster in certain if of in cluster.keys]
        repeated = [entry for entry in repeated if entry.key == of]
    twice = {key for cluster in certain for key in cluster.keys} | {each.key for each in repeated}
    for key in keep:
        if key not in twice:
            raise SynbibError(
                f"no other entry is certainly the work of '{key}'; name a key that is merged"
            )
    if not twice:
        return Merged(library.document.text)
    library.raise_on_errors()
    return merge(library, certain, repeated, keep)


def _subject(
    library: Library,
    ignore: Collection[str] = (),
    cited: Collection[str] | None = None,
    only: Iterable[Entry] | None = None,
) -> Subject:
    for code in ignore:
        check_ignorable(code)
    if library.unreadable:
        raise BibtexError.of(library.unreadable)
    return Subject(library, ignore, cited, None if only is None else tuple(only))


# The definitions of each macro, by its name in lower case.
_Definitions = dict[str, list[bibtex.StringDef]]

# What a fix makes may need another one, as characters that an entity stood for may have to be escaped.
_MOST_ROUNDS: Final = 10


class Fixed(NamedTuple):
    """A file of which rules have mended what they can.

    Attributes:
        text: The file.
        done: What was mended, each at its place in the file as it was before.
    """

    text: str
    done: tuple[Diagnostic, ...]


def fix_library(
    library: Library,
    wanted: Callable[[str], bool] = lambda _code: True,
    keys: Collection[str] | None = None,
) -> Fixed:
    """Return a library's file with what rules can mend without a person mended, and all else as it was.

    A value that is made of macros stays, and so does what a line above an entry has ignored. To fix it again changes
    nothing.

    Args:
        library: A library of one file.
        wanted: Whether findings with a code are mended.
        keys: The entries that are mended; all, and macros, by default.

    Raises:
        BibtexError: The file is not BibTeX, or holds conflict markers.
    """
    before = _subject(library, only=_named(library, keys))
    defined = _definitions(library)
    done: list[Diagnostic] = []
    for _ in range(_MOST_ROUNDS):
        edits = Edits(library.document)
        touched: set[tuple[str, str]] = set()
        # No rule for a whole library mends anything, and to find works that stand twice takes its time.
        subject = (
            before if library is before.library else _subject(library, only=_named(library, keys))
        )
        of_strings = _of_strings(subject) if keys is None else ()
        for found in (*of_strings, *_of_entries(subject)):
            names = {(_name(found.of), name) for name in found.fault.mended}
            if (
                wanted(found.diagnostic.code)
                and touched.isdisjoint(names)
                and _can_be_mended(found, subject, defined)
            ):
                touched |= names
                done.append(
                    _at_its_place(found, before, defined)
                    if subject is not before
                    else found.diagnostic
                )
                _mend(edits, found)
        if not touched:
            break
        library = library.with_text(edits.text())
    return Fixed(library.document.text, tuple(before.library.in_order(done)))


def fixable(library: Library, keys: Collection[str]) -> list[Diagnostic]:
    """Return what `fix_library` would mend in some entries.

    Args:
        library: A library of one file.
        keys: The entries.

    Raises:
        BibtexError: The file is not BibTeX, or holds conflict markers.
    """
    subject = _subject(library, only=_named(library, keys))
    defined = _definitions(library)
    return [
        found.diagnostic
        for found in _of_entries(subject)
        if _can_be_mended(found, subject, defined)
    ]


def _named(library: Library, keys: Iterable[str] | None) -> list[Entry] | None:
    return None if keys is None else [library[key] for key in keys if key in library]


def _can_be_mended(found: _Fault, subject: Subject, defined: _Definitions) -> bool:
    """Whether it takes nobody to mend something, and nobody has it ignored."""
    return (
        bool(found.fault.mended)
        and not subject.ignores.cover(found.diagnostic)
        and all(_is_literal(found.of, name, defined) for name in found.fault.mended)
        and _can_be_written(subject.library, found.fault)
    )


def _can_be_written(library: Library, fault: Fault) -> bool:
    """Whether what mends it can stand between delimiters, and the file's encoding has all its characters."""
    try:
        for name, content in fault.mended.items():
            check_content(content or "", name)
            library.encode(content or "")
    except SynbibError:
        return False
    return True


def _name(of: Entry | bibtex.StringDef) -> str:
    return of.key if isinstance(of, Entry) else f"@string {of.name.lower()}"


def _mend(edits: Edits, found: _Fault) -> None:
    for name, content in found.fault.mended.items():
        if isinstance(found.of, bibtex.StringDef):
            edits.set_string(found.of.name, content or "")
        else:
            assert isinstance(found.of.source, bibtex.Entry)
            if content is None:
                edits.remove_field(found.of.source, name)
            else:
                edits.set_field(found.of.source, name, content)


def _at_its_place(found: _Fault, before: Subject, defined: _Definitions) -> Diagnostic:
    """Return what was found in a file that is mended in part, at its place in the file as it was before."""
    code, fault = found.diagnostic.code, lazily.replace(found.fault, at=-1)
    if isinstance(found.of, Entry):
        return _diagnosed(before, code, fault, before.library[found.of.key])
    return _diagnosed(before, code, fault, defined[found.of.name.lower()][0])


def _definitions(library: Library) -> _Definitions:
    """Return the definitions of each macro, by its name in lower case."""
    found: _Definitions = {}
    for document in library.documents:
        for block in document.blocks:
            if isinstance(block, bibtex.StringDef):
                found.setdefault(block.name.lower(), []).append(block)
    return found


def _is_literal(of: Entry | bibtex.StringDef, name: str, defined: _Definitions) -> bool:
    """Whether a field or a macro stands in the file once, as one text, so that another can take its place."""
    if isinstance(of, bibtex.StringDef):
        return len(defined[of.name.lower()]) == 1 and not macro_names(of.value)
    if not isinstance(of.source, bibtex.Entry):
        return False
    written = [value for own, value in of.source.pairs if own.lower() == name]
    return len(written) == 1 and written[0][1:-1] == of.fields[name]


class _Fault(NamedTuple):
    """A finding that a rule for entries, fields or texts has made, of what, and all that the rule says of it."""

    diagnostic: Diagnostic
    of: Entry | bibtex.StringDef
    fault: Fault


def _found(subject: Subject) -> Iterator[Diagnostic]:
    """Yield all findings that no line in a file covers."""
    judged = {check.code for check in CHECKS}
    all_found = (
        *(each for each in subject.library.diagnostics if each.code not in judged),
        *(each for check in CHECKS if isinstance(check, Check) for each in check.run(subject)),
        *(each.diagnostic for each in (*_of_strings(subject), *_of_entries(subject))),
    )
    return (each for each in all_found if not subject.ignores.cover(each))


def _of_strings(subject: Subject) -> Iterator[_Fault]:
    """Yield what the rules for texts find in those that macros stand for, if LaTeX prints them."""
    checks = [check for check in CHECKS if isinstance(check, FieldCheck) and check.of_strings]
    found = [
        (check.code, fault, block)
        for document in subject.library.documents
        for block in document.blocks
        if isinstance(block, bibtex.StringDef) and block.name
        for check in checks
        for fault in check.run(_own_text(block.value), Field(block.name.lower(), FieldKind.LITERAL))
    ]
    printed = _printed(subject.library) if found else {}
    for code, fault, block in found:
        name = block.name.lower()
        if printed.get(name, True):
            message = fault.message.replace(f"the field '{name}'", f"the macro '{block.name}'")
            of_macro = lazily.replace(fault, message=message)
            yield _Fault(_diagnosed(subject, code, of_macro, block), block, of_macro)


def _own_text(written: str) -> str:
    """Return the text of a value as it is written, with a letter for each macro."""
    return expand(written, {name.lower(): "x" for name in macro_names(written)})[0]


def _printed(library: Library) -> dict[str, bool]:
    """Return for each macro that entries use whether it is of use in a field that LaTeX prints."""
    printed: dict[str, bool] = {}
    for document in library.documents:
        for block in document.blocks:
            for name, value in block.pairs if isinstance(block, bibtex.Entry) else ():
                for macro in macro_names(value):
                    field = find_field(name.lower())
                    of_text = field is not None and field.kind in LATEX_KINDS and not field.private
                    printed[macro.lower()] = printed.get(macro.lower(), False) or of_text
    return printed


def _of_entries(subject: Subject) -> Iterator[_Fault]:
    """Yield what the rules for entries and fields find, one entry after the other."""
    of_entries = [check for check in CHECKS if isinstance(check, EntryCheck)]
    for entry in subject.entries:
        faults: list[tuple[str, Fault]] = [
            (check.code, fault) for check in of_entries for fault in check.run(entry)
        ]
        for name, value in entry.own_fields.items():
            field, checks = _checks_of(name)
            for check in checks:
                found = list(check.run(value, field))
                if found and check.of_strings and (own := _own_value(entry, name)) is not None:
                    found = list(check.run(own, field))
                faults += ((check.code, fault) for fault in found)
        for code, fault in faults:
            yield _Fault(_diagnosed(subject, code, fault, entry), entry, fault)


def _own_value(entry: Entry, name: str) -> str | None:
    """Return the text of a field that is made of macros, without theirs; None if no macro stands in it."""
    pairs = entry.source.pairs if isinstance(entry.source, bibtex.Entry) else ()
    written = next((value for own, value in pairs if own.lower() == name), "")
    return _own_text(written) if macro_names(written) else None


def _diagnosed(
    subject: Subject, code: str, fault: Fault, of: Entry | bibtex.StringDef
) -> Diagnostic:
    if isinstance(of, bibtex.StringDef):
        return subject.find_in_string(of, code, fault.message, fault.hint, fault.text)
    return subject.find(
        of,
        code,
        fault.message,
        fault.hint,
        fault.field,
        fault.text,
        at=fault.at,
        of_name=fault.of_name,
    )


@lru_cache(maxsize=4096)
def _checks_of(name: str) -> tuple[Field, tuple[FieldCheck, ...]]:
    """What a field of this name is, by this name, and the rules that look at it."""
    known = find_field(name)
    field = Field(name, FieldKind.LITERAL) if known is None else lazily.replace(known, name=name)
    return field, tuple(
        check
        for check in CHECKS
        if isinstance(check, FieldCheck)
        and (name in check.of or (known is not None and known.kind in check.of))
    )


def _with_block(found: Diagnostic, subject: Subject) -> Diagnostic:
    """Return a finding with the key of its entry, and with what it is about where reading has told the place alone."""
    block = subject.ignores.block_of(found)
    if isinstance(block, bibtex.Entry):
        found = lazily.replace(found, key=block.key)
    if found.length == 0 and isinstance(block, bibtex.Entry | bibtex.StringDef):
        place = (found.line, found.column)
        spans = (span for span in _spans(block) if block.document.position(span[0]) == place)
        start, end = next(spans, (0, 0))
        found = lazily.replace(found, length=end - start)
    return found


def _spans(block: bibtex.Entry | bibtex.StringDef) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a block that something may be wrong with begin and end."""
    head = block.start + len(block.type) + 1
    yield block.start, head
    if isinstance(block, bibtex.Entry) and block.key:
        key = block.document.text.find(block.key, head)
        yield key, key + len(block.key)
    for field in block.fields:
        yield field.start, field.start + len(field.name)
        yield field.value_start, field.end
