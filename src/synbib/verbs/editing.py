"""Fields of entries set, added to and removed, and entries written anew by hand: what ``synbib edit`` does.

What is given is text and becomes LaTeX where a field holds LaTeX; macros, identifiers and addresses stay what they
are. An entry that is edited keeps its layout, and all else of the file its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from synbib import bibtex, lazily
from synbib.bibtex import MONTH_MACROS, Document, Edits, StringDef
from synbib.bibtex.draft import EntryDraft
from synbib.bibtex.edit import check_content
from synbib.bibtex.values import macro_names
from synbib.errors import BibtexError, Diagnostic, SynbibError, nearest
from synbib.latex import encode
from synbib.latex.escape import escape
from synbib.library import Entry, Library
from synbib.library.groups import keyword_separator, split_field
from synbib.library.rules import check_entries, mended
from synbib.model.fields import LATEX_KINDS, Field, FieldKind, canonical, find_field
from synbib.model.types import TYPES
from synbib.text.controls import without_controls
from synbib.text.months import month_number
from synbib.verbs.habits import IN_MACROS
from synbib.verbs.renaming import rename_keys
from synbib.verbs.stores import ChangedStore

__all__ = [
    "Assignment",
    "EditedStore",
    "ValueForm",
    "edit_entries",
    "replace_entry",
    "split_assignment",
]

ValueForm = Literal["text", "latex", "written"]
"""What a value is given as: text; the LaTeX of a value, without delimiters; or as it stands in a file."""

_ASSIGNMENT: Final = lazily.pattern(
    r"\s*(?P<field>[A-Za-z_][\w:.-]*?)\s*(?P<sign>[+-]?=)(?P<value>.*)", re.DOTALL
)
# The kinds of fields that hold several things → what stands between two.
_LISTS: Final[Mapping[FieldKind, str]] = {
    FieldKind.NAMES: " and ",
    FieldKind.LIST: " and ",
    FieldKind.SEPARATED: ", ",
    FieldKind.KEYS: ", ",
}
# In text these would mean LaTeX to who writes it.
_LATEX: Final = lazily.pattern(r"\\[A-Za-z\"'`^~=.&%$#_]|\$[^$]+\$")
_BRACES: Final = frozenset({"{", "}"})


Sign = Literal["=", "+=", "-="]
_SIGNS: Final[Mapping[str, Sign]] = {"=": "=", "+=": "+=", "-=": "-="}


class Assignment(NamedTuple):
    """What becomes of a field.

    Attributes:
        field: Its name. ``type`` is the entry's type where the value is one, ``key`` its key.
        sign: ``=`` sets it, or removes it where the value is empty; ``+=`` adds to a list, ``-=`` takes out of one.
        value: The value, in the form that is said.
    """

    field: str
    sign: Sign
    value: str


def split_assignment(text: str) -> Assignment | None:
    """Return the assignment that ``text`` is, such as ``year=2024`` or ``keywords+=rag``; None if it is not one."""
    found = _ASSIGNMENT.fullmatch(text)
    if not found:
        return None
    return Assignment(found["field"], _SIGNS[found["sign"]], found["value"].strip())


@lazily.dataclass(frozen=True)
class EditedStore(ChangedStore):
    """A store as it was, and with edited entries.

    Attributes:
        done: What was done, a line each.
        remarks: What a person should know of it.
        findings: What `synbib.library.rules` finds in the entries that they did not find before.
    """

    done: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def edit_entries(
    library: Library,
    keys: Iterable[str],
    assignments: Sequence[Assignment],
    *,
    form: ValueForm = "text",
    entry_type: str | None = None,
    ignore: Collection[str] = (),
) -> EditedStore:
    r"""Return a library's file with fields of entries set.

    Text becomes LaTeX in fields that hold it, ``&`` is ``\&``; the name of a macro of the file in a field of venues is
    that macro, as is a month. What rules mend without a person is mended: a DOI stands without its resolver.

    Args:
        library: A library of one file.
        keys: The entries.
        assignments: What becomes of their fields, in order.
        form: What values are given as.
        entry_type: The type that they get; their own by default.
        ignore: The codes of rules that are left out.

    Raises:
        UnknownKeyError: There is no entry of a key.
        BibtexError: A name or a value cannot stand in a file.
        SynbibError: Several entries would get one key, something is added to a field that is not a list, or
            `rename_keys` refuses a key.
    """
    entries = list({library.find(key).key: library.find(key) for key in keys}.values())
    editor = _Editor(library, form, ignore)
    twice = {entry.key for entry in library.repeated}
    editor.remarks += [
        f"{entry.key}: another entry has this key too; the first, in line {entry.line}, is edited"
        for entry in entries
        if entry.key in twice
    ]
    keys_given: dict[str, str] = {}
    if entry_type is not None:
        for entry in entries:
            editor.retype(entry, entry_type)
    for assignment in assignments:
        # Without a value it is the field `key`, which BibTeX sorts by, that is removed.
        is_key = assignment.field.lower() == "key" and assignment.sign == "=" and form == "text"
        is_key = is_key and bool(assignment.value)
        if is_key and len(entries) > 1:
            raise SynbibError("key: several entries cannot have one key; name one entry")
        for entry in entries:
            if is_key:
                keys_given[entry.key] = assignment.value
            else:
                editor.assign(entry, assignment)
    return _edited(
        library, editor.edits.text(), keys_given, [e.key for e in entries], editor, ignore
    )


def replace_entry(
    library: Library, key: str, source: str, *, name: str = "", ignore: Collection[str] = ()
) -> EditedStore:
    """Return a library's file with an entry as somebody has written it anew; with its new key, if it has one.

    Args:
        library: A library of one file.
        key: The entry.
        source: The entry as it is to stand in the file, and nothing else.
        name: What stands for ``source`` in messages.
        ignore: The codes of rules that are left out.

    Raises:
        UnknownKeyError: There is no such entry.
        BibtexError: ``source`` is not one entry, with a diagnostic for what is wrong in it.
        SynbibError: `rename_keys` refuses the new key.
    """
    block = _block(library.find(key))
    written = Document.parse(source, name or f"{key}.bib")
    entries = list(written.entries)
    if errors := [each for each in written.diagnostics if each.severity == "error"]:
        raise BibtexError.of(errors)
    others = [
        b
        for b in written.blocks
        if not isinstance(b, bibtex.Entry) and b.source.strip("\ufeff \t\r\n")
    ]
    if len(entries) != 1 or others:
        what = "more than an entry" if entries else "no entry"
        at = others[0].start if entries and others else entries[1].start if entries else 0
        line, column = written.position(at)
        raise BibtexError(
            f"{written.name}:{line}:{column}: there is {what}; write one entry and nothing else"
        )
    [entry] = entries
    if not entry.key:
        raise BibtexError(
            f"{written.name}:{entry.line}: the entry has no key; write one after its brace"
        )
    draft = EntryDraft.of(entry)
    if entry.key != block.key:
        draft.rename(block.key)
    newline = "\r\n" if "\r\n" in library.document.text else "\n"
    now = draft.source.replace("\r\n", "\n").replace("\n", newline)
    text = library.document.text
    text = f"{text[: block.start]}{now}{text[block.end :]}"
    editor = _Editor(library, "written", ignore)
    if now != block.source:
        editor.done.append(f"{key}: edited")
    keys = {block.key: entry.key} if entry.key != block.key else {}
    return _edited(library, text, keys, [block.key], editor, ignore)


def _edited(
    library: Library,
    text: str,
    keys: Mapping[str, str],
    edited: Sequence[str],
    editor: _Editor,
    ignore: Collection[str],
) -> EditedStore:
    """Return the store with this text and these new keys, and what the rules say of its edited entries."""
    now = library.with_text(text)
    _check_others(library.document, now.document, edited)
    done = list(editor.done)
    renamed: Mapping[str, str] = {}
    if keys:
        changed = rename_keys(now, keys)
        now, renamed = library.with_text(changed.text), changed.keys
        done += [f"{old} -> {new}" for old, new in renamed.items()]
    before = {
        (each.code, each.message) for each in check_entries(library, map(library.find, edited))
    }
    found = check_entries(now, (now.find(renamed.get(key, key)) for key in edited))
    document = library.document
    return EditedStore(
        document.name,
        document.text,
        now.document.text,
        library.encoding,
        renamed,
        done=tuple(done),
        remarks=tuple(dict.fromkeys(editor.remarks)),
        findings=tuple(
            each
            for each in found
            if (each.code, each.message) not in before and each.code not in ignore
        ),
    )


def _check_others(before: Document, after: Document, edited: Collection[str]) -> None:
    """Make sure that all entries but the edited ones are read as they were.

    Raises:
        BibtexError: One is not: what was written reaches into it.
    """
    was, now = (
        [(e.key, None if e.key in edited else e.source) for e in each.entries]
        for each in (before, after)
    )
    if was != now:
        raise BibtexError(
            f"{before.name}: with that, other entries would be read in another way; check the braces of what you wrote"
        )


def _block(entry: Entry) -> bibtex.Entry:
    assert isinstance(entry.source, bibtex.Entry)  # it was read from a file
    return entry.source


class _Editor:
    """Gathers what becomes of fields.

    Args:
        library: A library of one file.
        form: What values are given as.
        ignore: The codes of rules that mend nothing.
    """

    def __init__(self, library: Library, form: ValueForm, ignore: Collection[str]) -> None:
        self.edits = Edits(library.document)
        self.done: list[str] = []
        self.remarks: list[str] = []
        self._library = library
        self._form = form
        self._ignore = ignore
        # Entry and field → its value as written, of what was assigned; None where it was removed.
        self._now: dict[tuple[str, str], str | None] = {}
        self._macros = {
            definition.name.lower(): definition.name
            for block in library.document.blocks
            if isinstance(block, StringDef)
            for definition in block.fields
        }

    def assign(self, entry: Entry, assignment: Assignment) -> None:
        """Do what an assignment says to an entry."""
        name, sign, value = assignment
        if name.lower() == "type" and sign == "=" and self._form == "text":
            if value.lower() in TYPES:
                self.retype(entry, value)
                return
            if near := nearest(value.lower(), TYPES):
                self.remarks.append(
                    f"'{value}' is not a type of entry, so the field 'type' gets it; did you mean {near[0]}?"
                )
        name = self._own_name(entry, name)
        if sign != "=" and not value:
            raise SynbibError(
                f"{name}{sign}: there is nothing to add or to take out; write {name}{sign}WORD"
            )
        if sign == "-=":
            self._take_out(entry, name, value)
        elif sign == "+=":
            self._add(entry, name, value)
        elif not value:
            self._remove(entry, name)
        else:
            content, as_written = self._written(name, value)
            self._set(entry, name, content, as_written=as_written)

    def retype(self, entry: Entry, type: str) -> None:
        """Give an entry another type."""
        if entry.type != type.lower():
            self.edits.set_type(_block(entry), type)
            self.done.append(f"{entry.key}: @{type}")

    def _own_name(self, entry: Entry, name: str) -> str:
        """Return what the entry calls a field: ``journaltitle``, where it has that and no ``journal``."""
        folded = name.lower()
        own = [each for each, _ in _block(entry).pairs]
        if folded in map(str.lower, own):
            return folded
        others = [each for each in own if canonical(each.lower()) == canonical(folded)]
        if others and find_field(folded) is not None:
            self.remarks.append(f"{entry.key}: '{others[0]}' is what the entry has for '{name}'")
            return others[0].lower()
        return name

    def _has(self, entry: Entry, name: str) -> str | None:
        """Return a field's value as it is written; None if the entry has no such field."""
        if (entry.key, name.lower()) in self._now:
            return self._now[entry.key, name.lower()]
        return next((v for own, v in _block(entry).pairs if own.lower() == name.lower()), None)

    def _set(self, entry: Entry, name: str, content: str, *, as_written: bool = False) -> None:
        before = self._has(entry, name)
        if before is not None and (before if as_written else _content(before)) == content:
            return
        self.edits.set_field(_block(entry), name, content, as_written=as_written)
        self._now[entry.key, name.lower()] = content if as_written else f"{{{content}}}"
        self.done.append(f"{entry.key}: {name} = {self._now[entry.key, name.lower()]}")

    def _remove(self, entry: Entry, name: str) -> None:
        if self._has(entry, name) is None:
            self.remarks.append(f"{entry.key}: there is no field '{name}' to remove")
            return
        self.edits.remove_field(_block(entry), name)
        self._now[entry.key, name.lower()] = None
        self.done.append(f"{entry.key}: {name} removed")

    def _add(self, entry: Entry, name: str, value: str) -> None:
        field = _list_field(name)
        if self._form == "written":
            raise SynbibError(
                f"{name}+= adds a text to a list; leave out --as-written, or set the whole with ="
            )
        content, _ = self._written(name, value)
        before = self._has(entry, name)
        if before is None or not _content(before).strip():
            self._set(entry, name, content)
            return
        if macro_names(before):
            written = f"{before} # {{{_separator(field)}{content}}}"
            self._set(entry, name, written, as_written=True)
            return
        has = _content(before)
        separator = _separator(field, has)
        known = {each.casefold() for each in _items(field, has)}
        new = [each for each in _items(field, content) if each.casefold() not in known]
        if new:
            # A list may end with what stands between two.
            whole = has.rstrip() if separator == " and " else has.rstrip(" \t\r\n,;")
            self._set(entry, name, separator.join((whole, *new)))

    def _take_out(self, entry: Entry, name: str, value: str) -> None:
        field = _list_field(name)
        before = self._has(entry, name)
        if before is not None and macro_names(before):
            raise SynbibError(
                f"{entry.key}: '{name}' is made of macros; set the whole of it with {name}=…"
            )
        has = _content(before or "")
        gone = {each.casefold() for each in _items(field, self._written(name, value)[0])}
        items = _items(field, has)
        left = [each for each in items if each.casefold() not in gone]
        if len(left) == len(items):
            self.remarks.append(f"{entry.key}: '{name}' does not hold '{value}'")
        elif left:
            self._set(entry, name, _separator(field, has).join(left))
        else:
            self._remove(entry, name)

    def _written(self, name: str, value: str) -> tuple[str, bool]:
        """Return a value as it is to stand in the file, and whether that is without delimiters."""
        folded = name.lower()
        if self._form == "written":
            return value, True
        if self._form == "latex":
            return self._encoded(value), False
        value = without_controls(value)
        macro = self._macro(folded, value)
        if macro:
            return macro, True
        field = find_field(folded)
        kind = field.kind if field is not None else FieldKind.LITERAL
        if kind is FieldKind.RANGE:
            # Two hyphens are what people write between pages.
            ranged = self._encoded(escape(value.replace("--", "–")).replace("–", "--"))
            return mended(folded, ranged, self._ignore), False
        if kind not in LATEX_KINDS:
            return mended(folded, value, self._ignore), False
        if _LATEX.search(value):
            self.remarks.append(f"'{value}' is taken as text; --latex takes it as LaTeX")
        return self._encoded(_as_latex(value)), False

    def _macro(self, name: str, value: str) -> str:
        if name == "month":
            if value.lower() in MONTH_MACROS:
                return value.lower()
            number = month_number(value) if value.isalpha() else None
            return list(MONTH_MACROS)[number - 1] if number else ""
        return self._macros.get(value.lower(), "") if name in IN_MACROS else ""

    def _encoded(self, latex: str) -> str:
        """Return LaTeX in characters that the file's encoding has."""
        try:
            self._library.encode(latex)
        except SynbibError:
            return encode(latex)
        return latex


def _as_latex(text: str) -> str:
    """Return LaTeX for text. Braces that balance stay, as people write them around names: ``{OpenAI}``."""
    try:
        check_content(text, "")
    except BibtexError:
        return escape(text)
    return "".join(each if each in _BRACES else escape(each) for each in re.split("([{}])", text))


def _content(written: str) -> str:
    """Return what stands between the delimiters of a value, if it has some."""
    return written[1:-1] if written[:1] in ("{", '"') else written


def _list_field(name: str) -> Field:
    """Return a field that holds a list.

    Raises:
        SynbibError: It does not.
    """
    field = find_field(name.lower())
    if field is None or field.kind not in _LISTS:
        raise SynbibError(f"'{name}' is not a list; set the whole of it with {name}=…")
    return field


def _separator(field: Field, value: str = "") -> str:
    """Return what stands between the items of a list, as its value has them."""
    return keyword_separator(value) if field.name == "keywords" else _LISTS[field.kind]


def _items(field: Field, value: str) -> tuple[str, ...]:
    if _LISTS[field.kind] == " and ":
        from synbib.model import split_names

        return tuple(each.strip() for each in split_names(value))
    return split_field(field.name, value)
