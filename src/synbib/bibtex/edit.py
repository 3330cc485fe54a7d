r"""Edits of a document: what is edited is written anew in its own layout, everything else keeps its bytes.

An edited entry becomes a draft: its text cut into the opening, a piece per field, and the rest, with blanks and
comments between them as they are. At the end all changes are stretches of the text with their replacements, put in
by one join.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Final

from synbib import lazily
from synbib.bibtex.above import comment_lines_above, is_directive
from synbib.bibtex.above import with_keys_renamed as with_keys_renamed_above
from synbib.bibtex.draft import NEWLINE, DraftField, EntryDraft, Habit, habit_of, rewritten
from synbib.bibtex.jabref import with_keys_renamed as with_keys_renamed_in_groups
from synbib.bibtex.keys import with_keys_renamed
from synbib.bibtex.scan import BLANKS, NAME
from synbib.bibtex.syntax import Block, Comment, Document, Entry, Junk, StringDef
from synbib.errors import BibtexError, UnknownNameError

__all__ = ["Edits", "check_content"]

_BOM: Final = "\ufeff"
_KEY: Final = lazily.pattern(r"[^,={}\"\s]+")
_REST_OF_LINE: Final = lazily.pattern(r"[^\r\n@]*+")
_REST_IS_BLANK: Final = lazily.pattern(r"[ \t]*+(?:\r\n?|\n|\Z)")

_Place = Entry | EntryDraft


def check_content(content: str, what: str) -> None:
    r"""Make sure that a value's content can stand between delimiters.

    BibTeX counts braces and knows no escape: ``\{`` counts too.

    Raises:
        BibtexError: Its braces are not balanced.
    """
    depth = 0
    for brace in re.finditer(r"[{}]", content):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            break
    if depth:
        wrong = "a } that nothing opened" if depth < 0 else "a { that is not closed"
        raise BibtexError(f"{what} holds {wrong}; balance the braces")


class Edits:
    """Edits of one document, gathered and then applied at once.

    An entry is named by its citation key, the first where several have it, or is one of the document's own.
    Field names and macros are the same in capitals.

    Args:
        document: What is edited; it stays as it is.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        newline = NEWLINE.search(document.text)
        self._newline = newline[0] if newline else "\n"
        self._drafts: dict[Entry, EntryDraft] = {}
        self._order: list[_Place] = list(document.entries)
        # Key → the entries that have it, in order.
        self._keys: dict[str, dict[_Place, None]] = {}
        for entry in document.entries:
            self._keys.setdefault(entry.key, {})[entry] = None
        self._gone: set[_Place] = set()
        self._renamed_keys: dict[str, str] = {}
        self._patches: dict[tuple[int, int], str] = {}
        self._strings: dict[str, str] = {}
        self._comments: list[str] = []

    # --- fields ---------------------------------------------------------------------------------------

    def set_field(
        self, entry: str | Entry, name: str, value: str, *, as_written: bool = False
    ) -> None:
        """Set a field; add it after the others if the entry lacks it.

        Args:
            entry: The entry or its key.
            name: The field's name.
            value: Its content without delimiters, which are those that the entry uses.
            as_written: Whether ``value`` is as it stands in the file, for macros and ``#``.

        Raises:
            BibtexError: The name or the value cannot stand in a file.
            UnknownNameError: There is no such entry.
        """
        draft = self._draft(entry)
        _check_name(name, "a field name")
        if as_written:
            _check_written(name, value)
        else:
            check_content(value, f"the value of '{name}'")
        habit = self._habit(draft)
        found = draft.named(name)
        if not found:
            draft.add(name, value if as_written else habit.written(value), habit)
            return
        item = found[0]
        written = value if as_written else rewritten(item.value, value, habit)
        draft.changed = draft.changed or written != item.value
        item.value = written

    def rename_field(self, entry: str | Entry, old: str, new: str) -> None:
        """Give a field another name; where ``=`` is aligned, it stays so.

        Raises:
            BibtexError: The entry has a field ``new`` already, or that is not a name.
            UnknownNameError: There is no such entry, or it has no such field.
        """
        draft = self._draft(entry)
        _check_name(new, "a field name")
        found = self._named(draft, old)
        if new.lower() != old.lower() and draft.named(new):
            raise BibtexError(f"'{draft.key}' has a field '{new}' already; remove one of the two")
        habit = self._habit(draft)
        for item in found:
            if item.name != new:
                is_plain = not item.equals.replace("=", "", 1).strip()
                if habit.column and is_plain and len(new) != len(item.name):
                    item.equals = habit.equals(new)
                item.name = new
                draft.changed = True

    def remove_field(self, entry: str | Entry, name: str) -> None:
        """Remove a field, each time that it stands there; comments beside it stay.

        Raises:
            UnknownNameError: There is no such entry, or it has no such field.
        """
        draft = self._draft(entry)
        habit = self._habit(draft)
        for item in self._named(draft, name):
            draft.remove(item, habit)

    # --- entries --------------------------------------------------------------------------------------

    def add_entry(
        self,
        type: str,
        key: str,
        fields: Mapping[str, str] | Iterable[tuple[str, str]],
        after: str | Entry | None = None,
    ) -> None:
        """Add an entry that looks like the one before it.

        Args:
            type: The entry type.
            key: The citation key.
            fields: Names and contents, without delimiters.
            after: The entry, or its key, that it is put after; the last one by default.

        Raises:
            BibtexError: There is an entry of this key, or something cannot stand in a file.
            UnknownNameError: There is no entry ``after``.
        """
        _check_name(type, "an entry type")
        self._check_new_key(key)
        pairs = list(fields.items() if isinstance(fields, Mapping) else fields)
        before = self._find(after) if after is not None else self._last
        habit = self._habit(self._look(before)) if before is not None else self._default
        closing = self._newline if NEWLINE.search(habit.lead) else ""
        draft = EntryDraft(
            None, key, f"@{type}{{{key},", [], f"{closing}}}", changed=True, moved=True
        )
        for name, content in pairs:
            _check_name(name, "a field name")
            check_content(content, f"the value of '{name}'")
            draft.add(name, habit.written(content), habit)
        at = len(self._order) if after is None or before is None else self._position(before) + 1
        self._order.insert(at, draft)
        self._keys[key] = {draft: None}

    def remove_entry(self, entry: str | Entry) -> None:
        """Remove an entry and the blank lines after it; comments beside it stay, but for what they tell synbib of it.

        Raises:
            UnknownNameError: There is no such entry.
        """
        place = self._find(entry)
        self._gone.add(place)
        self._forget(self._look(place).key, place)

    def move_entry(self, entry: str | Entry, after: str | Entry | None) -> None:
        """Put an entry after another one, before all others if ``after`` is None; comments right above go with it.

        Raises:
            UnknownNameError: There is no such entry.
        """
        place = self._find(entry)
        following = self._find(after) if after is not None else None
        if following is place:
            return
        self._draft(entry).moved = True
        del self._order[self._position(place)]
        self._order.insert(0 if following is None else self._position(following) + 1, place)

    def set_type(self, entry: str | Entry, type: str) -> None:
        """Give an entry another type.

        Args:
            entry: The entry or its key.
            type: The type, without the ``@``.

        Raises:
            BibtexError: It cannot be an entry type.
            UnknownNameError: There is no such entry.
        """
        _check_name(type, "an entry type")
        self._draft(entry).retype(type)

    def rename_entry(self, old: str | Entry, new: str, *, references: bool = True) -> None:
        """Give an entry another citation key.

        Args:
            old: The entry or its key.
            new: The new key.
            references: Whether what names it follows, see `rename_references`. It does not where another entry still
                has the old key.

        Raises:
            BibtexError: There is an entry of this key, or that is not a key.
            UnknownNameError: There is no entry ``old``.
        """
        place = self._find(old)
        before = self._look(place).key
        if new == before:
            return
        self._check_new_key(new)
        self._forget(before, place)
        self._name(place, new)
        if references and before and before not in self._keys:
            self.rename_references({before: new})

    def rename_entries(self, renamed: Mapping[str, str]) -> None:
        """Give entries other citation keys, all at once: two may get each other's. What names them follows.

        Args:
            renamed: Old key → new key.

        Raises:
            BibtexError: There is an entry of a new key that keeps it, two get the same one, or one is not a key.
            UnknownNameError: There is no entry of an old key.
        """
        places = {old: self._find(old) for old, new in renamed.items() if old != new}
        for old, place in places.items():
            self._forget(old, place)
        followed = {old: renamed[old] for old in places if old not in self._keys}
        for old, place in places.items():
            self._check_new_key(renamed[old])
            self._name(place, renamed[old])
        self.rename_references(followed)

    def _name(self, place: _Place, key: str) -> None:
        """Let an entry have a key that is free; it is not an alias of it any more."""
        draft = self._opened(place)
        draft.rename(key)
        self._keys[key] = {place: None}
        for item in draft.named("ids"):
            aliases = [alias.strip() for alias in item.value[1:-1].split(",")]
            if key not in aliases:
                continue
            if left := [alias for alias in aliases if alias != key]:
                item.value = f"{item.value[0]}{', '.join(left)}{item.value[-1]}"
            else:
                draft.remove(item, self._habit(draft))

    def rename_references(self, renamed: Mapping[str, str]) -> None:
        """Let what names old keys name new ones, whether or not entries of these keys are there.

        That are the fields ``crossref``, ``xref``, ``xdata``, ``entryset`` and ``related`` of entries, values that are
        another entry's (``xdata=key-title``), the lists of JabRef's groups up to version 3, and lines that say
        something to synbib.

        Args:
            renamed: Old key → new key; several may become one.
        """
        # BibTeX finds a crossref whatever its capitals are.
        folded = {old.casefold(): new for old, new in reversed(tuple(renamed.items()))}

        def now(name: str, key: str) -> str:
            if key in renamed:
                return renamed[key]
            is_folded = name.lower() == "crossref" and key not in self._keys
            return folded.get(key.casefold(), key) if is_folded else key

        def value_now(name: str, value: str) -> str:
            return with_keys_renamed(name, value, partial(now, name))

        for place in self._order:
            if isinstance(place, Entry) and place not in self._drafts:
                if all(value_now(name, value) == value for name, value in place.pairs):
                    continue
            draft = self._opened(place)
            for item in draft.items:
                value = value_now(item.name, item.value)
                draft.changed = draft.changed or value != item.value
                item.value = value
        for start, end in self._listing_comments:
            comment = self._patches.get((start, end), self._document.text[start:end])
            self._patch(start, end, with_keys_renamed_in_groups(comment, renamed))
        self._comments = [with_keys_renamed_in_groups(each, renamed) for each in self._comments]
        current = {old: renamed.get(key, key) for old, key in self._renamed_keys.items()}
        self._renamed_keys = {**renamed, **current}

    @cached_property
    def _listing_comments(self) -> list[tuple[int, int]]:
        comments = (b for b in self._document.blocks if isinstance(b, Comment))
        return [_inside(comment) for comment in comments if "ExplicitGroup" in comment.text]

    # --- macros and comments ----------------------------------------------------------------------------

    def set_string(self, name: str, value: str) -> None:
        """Set what a macro stands for, each time that it is defined; define it if it is not.

        Args:
            name: The macro.
            value: Its content without delimiters.

        Raises:
            BibtexError: The name or the value cannot stand in a file.
        """
        _check_name(name, "a macro")
        check_content(value, f"the value of '{name}'")
        found = [
            definition
            for block in self._document.blocks
            if isinstance(block, StringDef)
            for definition in block.fields
            if definition.name.lower() == name.lower()
        ]
        for definition in found:
            habit = Habit(quotes=definition.value.startswith('"'))
            written = rewritten(definition.value, value, habit)
            self._patch(definition.value_start, definition.end, written)
        if not found:
            blocks = self._document.blocks
            quotes = any(isinstance(b, StringDef) and b.value.startswith('"') for b in blocks)
            self._strings[name] = f"@string{{{name} = {Habit(quotes=quotes).written(value)}}}"

    def set_comment(self, prefix: str, text: str) -> None:
        """Set the ``@comment`` that begins with ``prefix``; add one at the end of the file if there is none.

        Args:
            prefix: How its text begins, e.g. ``jabref-meta: grouping:``; blanks and capitals don't count.
            text: The whole text, the prefix with it.

        Raises:
            BibtexError: The text's braces are not balanced, or it begins in another way.
        """
        check_content(text, "the comment")
        wanted = _folded(prefix)
        if not _folded(text).startswith(wanted):
            raise BibtexError(f"the comment does not begin with '{prefix}'; give its whole text")
        for block in self._document.blocks:
            if isinstance(block, Comment) and _folded(block.text).startswith(wanted):
                self._patch(*_inside(block), text)
                return
        self._comments = [each for each in self._comments if not _folded(each).startswith(wanted)]
        self._comments.append(text)

    # --- the result -------------------------------------------------------------------------------------

    def text(self) -> str:
        """Return the edited text; the same where nothing was changed."""
        source = self._document.text
        patches = [(start, end, new) for (start, end), new in self._patches.items()]
        patches += self._changed_entries()
        patches += self._removals()
        patches += self._insertions()
        patches += self._new_strings()
        pieces: list[str] = []
        at = 0
        for start, end, new in sorted(patches, key=lambda patch: (patch[0], patch[1])):
            pieces += (source[at:start], new)
            at = max(at, end)
        pieces.append(source[at:])
        text = "".join(pieces)
        for comment in self._comments:
            gap = "" if not text else self._newline * (1 if _ends_line(text) else 2)
            text += f"{gap}@Comment{{{comment}}}{self._newline}"
        if self._renamed_keys:
            # In what has become of the text, as the lines may have moved.
            text = with_keys_renamed_above(Document.parse(text), self._renamed_keys)
        return text

    def document(self) -> Document:
        """Return the edited document."""
        return Document.parse(self.text(), self._document.name)

    def _changed_entries(self) -> Iterator[tuple[int, int, str]]:
        for entry, draft in self._drafts.items():
            if draft.changed and not draft.moved and entry not in self._gone:
                yield entry.start, entry.end, draft.source

    def _removals(self) -> Iterator[tuple[int, int, str]]:
        moved = {entry for entry, draft in self._drafts.items() if draft.moved}
        removed = {each for each in self._gone if isinstance(each, Entry)} - moved
        tail = len(self._document.text)  # from here on, everything is removed
        for entry in sorted(moved | removed, key=lambda entry: -entry.start):
            start = self._attached(entry) if entry in moved else entry.start
            if entry in removed:
                # What was said to synbib of this entry is not to be said of the next one.
                above = self._lines_above(entry)
                while above and is_directive(above[-1][0]):
                    start = above.pop().start()
                for line in above:
                    if is_directive(line[0]):
                        yield line.start(), line.end(), ""
            first, end = self._with_blanks(start, entry.end, tail)
            yield first, end, ""
            if end == tail:
                tail = first

    def _with_blanks(self, start: int, end: int, tail: int) -> tuple[int, int]:
        """Return the stretch from ``start`` to ``end`` with the blank lines that would be too many without it."""
        text = self._document.text
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        line = line or len(_BOM) * text.startswith(_BOM)
        if text[line:start].strip(" \t") or not _REST_IS_BLANK.match(text, end):
            return start, end
        following = self._blanks(end)
        if following < tail:
            # The next one's own indent stays.
            return line, end + len(text[end:following].rstrip(" \t"))
        before = len(text[:line].rstrip(" \t\r\n\f\v"))
        kept = NEWLINE.match(text, before) if before else None
        return (kept.end() if kept else before), tail

    def _insertions(self) -> Iterator[tuple[int, int, str]]:
        """New and moved entries, after the entry that stays in its place before them."""
        anchor: Entry | None = None
        pending: list[str] = []
        for place in self._order:
            draft = self._look(place) if place in self._drafts else None
            draft = place if isinstance(place, EntryDraft) else draft
            if draft is not None and draft.moved:
                if place not in self._gone:
                    pending.append(self._comments_of(draft) + draft.source)
                continue
            if pending:
                yield self._inserted(anchor, pending)
                pending = []
            assert isinstance(place, Entry)  # a new one counts as moved
            anchor = place
        if pending:
            yield self._inserted(anchor, pending)

    def _comments_of(self, draft: EntryDraft) -> str:
        if draft.origin is None:
            return ""
        return self._document.text[self._attached(draft.origin) : draft.origin.start]

    def _inserted(self, anchor: Entry | None, sources: list[str]) -> tuple[int, int, str]:
        text = self._document.text
        separator = self._separator
        if anchor is not None:
            at = anchor.end
            # What follows on the entry's line belongs to it.
            rest = _REST_OF_LINE.match(text, at)
            assert rest is not None  # it matches nothing too
            at = rest.end() if rest[0].strip() else at
            is_last = at == len(text)
            swallows = self._is_unclosed and not _REST_IS_BLANK.match(text, at)
            final = self._newline if is_last or swallows else ""
            return at, at, "".join(separator + source for source in sources) + final
        first = next(self._document.entries, None)
        if first is not None:
            at = self._attached(first)
            return at, at, "".join(source + separator for source in sources)
        gap = "" if not text else self._newline if _ends_line(text) else self._newline * 2
        return len(text), len(text), gap + separator.join(sources) + self._newline

    @cached_property
    def _separator(self) -> str:
        """What stands between two entries of the file: mostly a blank line."""
        blocks = self._document.blocks
        for before, between, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
            both = isinstance(before, Entry) and isinstance(after, Entry)
            if both and isinstance(between, Junk) and not between.source.strip():
                is_enough = not self._is_unclosed or NEWLINE.search(between.source)
                return between.source if is_enough else self._newline
        return self._newline * 2

    @cached_property
    def _is_unclosed(self) -> bool:
        """Whether an entry of the file is not closed: only a line that begins another one ends it."""
        problems = self._document.structural_diagnostics
        return any(problem.code == "unclosed-entry" for problem in problems)

    def _new_strings(self) -> Iterator[tuple[int, int, str]]:
        """Definitions go after the last one, so that they stand before all entries."""
        if not self._strings:
            return
        lines = list(self._strings.values())
        definitions = [b for b in self._document.blocks if isinstance(b, StringDef)]
        if definitions:
            end = definitions[0].end
            yield end, end, "".join(self._newline + line for line in lines)
            return
        first = next((b for b in self._document.blocks if isinstance(b, Entry)), None)
        text = self._document.text
        at = self._attached(first) if first is not None else len(text)
        gap = "" if first is not None or not text or _ends_line(text) else self._newline
        following = self._newline if first is not None else ""
        yield at, at, gap + "".join(line + self._newline for line in lines) + following

    # --- helpers ----------------------------------------------------------------------------------------

    def _attached(self, entry: Entry) -> int:
        """Return where the comment lines right above ``entry`` begin."""
        above = self._lines_above(entry)
        return above[0].start() if above else entry.start

    def _lines_above(self, entry: Entry) -> list[re.Match[str]]:
        at = self._index[entry]
        blocks = self._document.blocks
        return comment_lines_above(self._document, blocks[at - 1], entry) if at else []

    def _blanks(self, at: int) -> int:
        found = BLANKS.match(self._document.text, at)
        assert found is not None  # it matches nothing too
        return found.end()

    @cached_property
    def _index(self) -> dict[Block, int]:
        return {block: i for i, block in enumerate(self._document.blocks)}

    @property
    def _last(self) -> _Place | None:
        return next((each for each in reversed(self._order) if each not in self._gone), None)

    def _find(self, entry: str | Entry) -> _Place:
        if isinstance(entry, Entry):
            return entry
        if entry not in self._keys:
            raise UnknownNameError.among("key", entry, self._keys)
        return next(iter(self._keys[entry]))

    def _position(self, place: _Place) -> int:
        return self._order.index(place)

    def _forget(self, key: str, place: _Place) -> None:
        """Let ``key`` name the next entry that has it, or none."""
        places = self._keys.get(key, {})
        places.pop(place, None)
        if not places:
            self._keys.pop(key, None)

    def _draft(self, entry: str | Entry) -> EntryDraft:
        """Return the draft of an entry, which is made if there is none."""
        return self._opened(self._find(entry))

    def _opened(self, place: _Place) -> EntryDraft:
        if isinstance(place, EntryDraft):
            return place
        if place not in self._drafts:
            self._drafts[place] = EntryDraft.of(place)
        return self._drafts[place]

    def _look(self, place: _Place) -> EntryDraft:
        """Return an entry's draft, or what it would be."""
        if isinstance(place, EntryDraft):
            return place
        return self._drafts.get(place) or EntryDraft.of(place)

    @property
    def _default(self) -> Habit:
        """How fields are written where there is none to look at."""
        return Habit(newline=self._newline, lead=f"{self._newline}  ")

    def _habit(self, draft: EntryDraft) -> Habit:
        """Return how the draft's fields are written; those of the file's first entry if it has none."""
        return habit_of(draft, self._newline, self._default) if draft.items else self._usual_habit

    @cached_property
    def _usual_habit(self) -> Habit:
        entry = next((entry for entry in self._document.entries if entry.fields), None)
        return (
            habit_of(EntryDraft.of(entry), self._newline, self._default) if entry else self._default
        )

    def _named(self, draft: EntryDraft, name: str) -> list[DraftField]:
        found = draft.named(name)
        if not found:
            raise UnknownNameError.among("field", name, (item.name for item in draft.items))
        return found

    def _check_new_key(self, key: str) -> None:
        if not _KEY.fullmatch(key):
            raise BibtexError(
                f"'{key}' is not a citation key; blanks and , = {{ }} \" cannot stand in one"
            )
        if key in self._keys:
            raise BibtexError(f"there is an entry '{key}' already; choose another key")

    def _patch(self, start: int, end: int, new: str) -> None:
        if self._document.text[start:end] != new:
            self._patches[start, end] = new
        else:
            self._patches.pop((start, end), None)


def _check_name(name: str, what: str) -> None:
    if not NAME.fullmatch(name):
        raise BibtexError(
            f"'{name}' is not {what}; blanks and \" # % ' ( ) , = {{ }} cannot stand in one"
        )


def _check_written(name: str, value: str) -> None:
    document = Document.parse(f"@x{{k,{name}={value}}}")
    entry = next(document.entries, None)
    if (
        entry is None
        or entry.end != len(document.text)
        or [f.value for f in entry.fields] != [value]
        or document.diagnostics
    ):
        raise BibtexError(
            f"'{value}' is not a value; write {{text}}, \"text\", a number or a macro, joined by #"
        )


def _inside(comment: Comment) -> tuple[int, int]:
    """Return where a comment's text begins and ends."""
    end = comment.end - 1
    return end - len(comment.text), end


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _ends_line(text: str) -> bool:
    return text.endswith(("\n", "\r"))
