"""The careful way through a file: one block at a time, as BibTeX reads it, and on where BibTeX gives up.

For what the quick way leaves: parentheses, deep braces, ``@string`` and its kin, and everything broken. Each
departure from the syntax is a `Problem` with its place. What can be read in one way only is read so; the rest
stays as it is, in a block of its own, and reading goes on at the next line that begins an entry.

Source: ``bibtex.web`` §§ 236-273; where biber reads more (comments inside an entry), as biber does.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Final, Literal

from synbib import lazily
from synbib.bibtex.scan import BLANKS, BRACED, HEAD, LINE_HEAD, NAME, QUOTED, WORD_HEAD
from synbib.diagnostics import RULES, Severity
from synbib.limits import LONGEST_KEY

__all__ = ["CarefulReader", "Problem", "Scanned", "ScannedField"]

Kind = Literal["entry", "string", "preamble", "comment", "broken"]
_KINDS: Final[dict[str, Kind]] = {"string": "string", "preamble": "preamble", "comment": "comment"}
_COMMENT: Final = lazily.pattern(r"%[^\r\n]*+")
_BLANKS_AND_COMMENTS: Final = lazily.pattern(rf"(?:[ \t\r\n\f\v]++|{_COMMENT.pattern})*+")
_BRACE: Final = lazily.pattern(r"[{}]")
# The first word of a key, and a character more where that is too long; in parentheses a key may hold a closing brace.
_KEYS: Final = {
    "}": lazily.pattern(rf"[^,}} \t\r\n\f\v]{{0,{LONGEST_KEY + 1}}}+"),
    ")": lazily.pattern(rf"[^, \t\r\n\f\v]{{0,{LONGEST_KEY + 1}}}+"),
}
_KEY_WITH_BLANKS: Final = lazily.pattern(r"[^,{}=\"\r\n]{0,300}+")
_PAREN: Final = lazily.pattern(r"\)")
# The quotation mark that ends a value, to a person: what follows it ends a line, a field or the entry.
_LAST_QUOTES: Final = {
    close: lazily.pattern(
        rf'"(?=[ \t]*+(?:,?[ \t]*+[\r\n]|,[ \t]*+[\w-]++[ \t]*+=|,?[ \t]*+\{close}))'
    )
    for close in "})"
}
# How far after a stray quotation mark the one that ends the value is looked for.
_LONGEST_QUOTE: Final = 5000
_CLOSING: Final = {"{": "}", "(": ")"}


@lazily.dataclass(frozen=True, slots=True)
class Problem:
    """One departure from the syntax: where in the text, and what `synbib.errors.Diagnostic` says of it."""

    at: int
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return RULES[self.code].severity


@lazily.dataclass(frozen=True, slots=True)
class ScannedField:
    """A field and its place in the text: ``start`` to ``end`` is ``name = value`` without the comma."""

    name: str
    value: str
    start: int
    value_start: int
    end: int

    def moved(self, by: int) -> ScannedField:
        """Return the field for a text in which ``by`` characters more stand before it."""
        return ScannedField(
            self.name, self.value, self.start + by, self.value_start + by, self.end + by
        )


@lazily.dataclass(slots=True)
class Scanned:
    """What a block turned out to be.

    Attributes:
        kind: ``broken`` where it could not be read.
        end: Where the block ends.
        type: The word after ``@``, as written.
        key: An entry's key.
        body: Where the fields begin.
        fields: An entry's fields, the definition of ``@string``, the value of ``@preamble`` (named ``""``).
        problems: In the order of the text.
    """

    kind: Kind
    end: int
    type: str
    key: str = ""
    body: int = 0
    fields: list[ScannedField] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _UnreadableError(Exception):
    """The block cannot be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class CarefulReader:
    """Reads blocks of one text.

    Args:
        text: The whole file.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._braces = _Braces(text)
        self._heads = _Next(LINE_HEAD, text)
        self._parens = _Next(_PAREN, text)
        self._last_quotes = {close: _Next(last, text) for close, last in _LAST_QUOTES.items()}

    def read(self, at: int) -> Scanned | None:
        """Return the block whose ``@`` stands at ``at``; None if none begins there."""
        head = HEAD.match(self._text, at)
        if head is None:
            return None
        scanned = Scanned(_KINDS.get(head[1].lower(), "entry"), head.end(), head[1])
        close = _CLOSING[head[2]]
        try:
            if scanned.kind == "comment":
                self._comment(scanned, head.end() - 1)
            else:
                position = head.end()
                if scanned.kind == "preamble":
                    position = self._preamble(scanned, position)
                elif scanned.kind == "entry":
                    position = self._key(scanned, position, close)
                scanned.body = position
                self._fields(scanned, position, close)
        except _UnreadableError as unreadable:
            key = f"{{{scanned.key}" if scanned.key else ""
            problem = unreadable.problem
            message = f"cannot read @{head[1]}{key}: {problem.message}"
            scanned.problems.append(Problem(problem.at, problem.code, message, problem.hint))
            scanned.kind, scanned.fields, scanned.end = "broken", [], self._next_head(at + 1)
        return scanned

    def _next_head(self, at: int) -> int:
        """Return where the next entry begins at the start of a line, else the end of the text."""
        # From the line break before it, should `at` be where a line begins.
        found = self._heads.match(max(at - 1, 0))
        return found.start(1) if found else len(self._text)

    # --- blocks --------------------------------------------------------------------------------------

    def _comment(self, scanned: Scanned, opening: int) -> None:
        if self._text[opening] == "{":
            end = self._closing(opening)
        else:
            found = self._parens.match(opening)
            end = found.start() if found else None
        if end is None:
            # To BibTeX, `@comment` is a word like any other, and the line goes on.
            line_end = re.compile(r"[\r\n]|\Z").search(self._text, opening)
            assert line_end is not None
            scanned.end = line_end.start()
            scanned.problems.append(
                Problem(opening, "unclosed-comment", "this comment is not closed", "close it")
            )
        else:
            scanned.end = end + 1

    def _preamble(self, scanned: Scanned, at: int) -> int:
        start = self._skip(scanned, at)
        end = self._value(start)
        scanned.fields.append(ScannedField("", self._text[start:end], start, start, end))
        return self._skip(scanned, end)

    def _key(self, scanned: Scanned, at: int, close: str) -> int:
        """Read the key and the comma after it; return where the fields begin."""
        start = self._blanks(at)
        word = _KEYS[close].match(self._text, start)
        assert word is not None  # it matches nothing too
        key, end = word[0], word.end()
        if len(key) > LONGEST_KEY:
            message = f"its key is longer than {LONGEST_KEY:,} characters"
            raise _UnreadableError(
                Problem(start, "broken-entry", message, "write a comma after it")
            )
        if "=" in key or (NAME.fullmatch(key) and self._text.startswith("=", self._blanks(end))):
            problem = Problem(start, "missing-key", f"@{scanned.type} has no key", "give it one")
            scanned.problems.append(problem)
            return start
        scanned.key = key
        after = self._blanks(end)
        if self._text.startswith(",", after):
            if not key:
                scanned.problems.append(
                    Problem(start, "empty-key", f"@{scanned.type} has an empty key", "give it one")
                )
            return after + 1
        if self._text.startswith(close, after):
            return after
        return self._odd_key(scanned, start, end, after)

    def _odd_key(self, scanned: Scanned, start: int, end: int, after: int) -> int:
        """After the first word of a key stands neither comma nor closing brace."""
        name = NAME.match(self._text, after)
        if name and self._text.startswith("=", self._blanks(name.end())):
            scanned.problems.append(
                Problem(end, "missing-comma", "a comma is missing after the key", "add it")
            )
            return after
        blanks = _KEY_WITH_BLANKS.match(self._text, start)
        assert blanks is not None
        if not self._text.startswith(",", blanks.end()):
            raise _UnreadableError(
                Problem(after, "broken-entry", "no comma after the key", "add the comma")
            )
        scanned.key = blanks[0].rstrip()
        scanned.problems.append(
            Problem(
                start,
                "key-with-blanks",
                f"the key '{scanned.key}' holds blanks",
                "BibTeX takes none",
            )
        )
        return blanks.end() + 1

    # --- fields --------------------------------------------------------------------------------------

    def _fields(self, scanned: Scanned, at: int, close: str) -> None:
        """Read fields up to and past ``close``; sets the block's end."""
        text = self._text
        while True:
            at = self._skip(scanned, at)
            if text.startswith(close, at):
                scanned.end = at + 1
                return
            if self._ends_early(scanned, at):
                return
            if text[at] == ",":
                scanned.problems.append(Problem(at, "stray-comma", "a comma too many", "delete it"))
                at += 1
                continue
            at = self._field(scanned, at, close)

    def _ends_early(self, scanned: Scanned, at: int) -> bool:
        """Whether the next entry, or the end of the text, comes before the closing delimiter."""
        if at < len(self._text) and not self._begins_entry(at):
            return False
        last = scanned.fields[-1].end if scanned.fields else scanned.body
        comma = self._blanks(last)
        scanned.end = comma + 1 if self._text.startswith(",", comma) else last
        where = f"@{scanned.type}{{{scanned.key}" if scanned.key else f"@{scanned.type}"
        scanned.problems.append(
            Problem(
                last,
                "unclosed-entry",
                f"cannot read {where} to its end: it is not closed",
                "add the closing brace",
            )
        )
        return True

    def _field(self, scanned: Scanned, at: int, close: str) -> int:
        """Read one field and the comma after it; return where the next begins."""
        text = self._text
        name = NAME.match(text, at)
        equals = self._past_comments(name.end()) if name else -1
        if name is None or not text.startswith("=", equals):
            return self._junk(scanned, at, close)
        self._skip(scanned, name.end())
        start = self._skip(scanned, equals + 1)
        end = self._value(start)
        if end == start:
            scanned.problems.append(
                Problem(start, "empty-value", f"the field '{name[0]}' has no value", "write {}")
            )
        elif text[start] == '"':
            end = self._inner_quotes(scanned, start, end, close)
        scanned.fields.append(ScannedField(name[0], text[start:end], at, start, end))
        following = self._skip(scanned, end)
        if text.startswith(",", following):
            return following + 1
        follows = NAME.match(text, following)
        if follows and text[following] != "@" and text.startswith("=", self._blanks(follows.end())):
            scanned.problems.append(
                Problem(end, "missing-comma", f"a comma is missing after '{name[0]}'", "add it")
            )
        return following

    def _junk(self, scanned: Scanned, at: int, close: str) -> int:
        """Skip what is not a field, up to the next comma or closing delimiter."""
        limit = self._next_head(at)
        end: int | None = at
        while end is not None and end < limit and self._text[end] not in (",", close):
            if self._text[end] == "{":
                end = self._closing(end)
            elif close == ")" and (self._text[end] == "}" or HEAD.match(self._text, end)):
                end = None  # no brace tells where this entry ends
            end = None if end is None else end + 1
        if end is None or end >= limit:
            raise _UnreadableError(
                Problem(
                    at, "broken-entry", "what stands here is not a field", "write name = {value},"
                )
            )
        shown = " ".join(self._text[at:end].split())[:30]
        scanned.problems.append(
            Problem(at, "not-a-field", f"'{shown}' is not a field", "write name = {value},")
        )
        return end + self._text.startswith(",", end)

    # --- values --------------------------------------------------------------------------------------

    def _value(self, at: int) -> int:
        """Return where the value that begins at ``at`` ends; ``at`` itself if there is none."""
        end = self._piece(at)
        while True:
            joined = self._blanks(end)
            if end == at or not self._text.startswith("#", joined):
                return end
            following = self._blanks(joined + 1)
            end = self._piece(following)
            if end == following:
                return joined

    def _piece(self, at: int) -> int:
        first = self._text[at : at + 1]
        if first == "{":
            closing = self._closing(at)
            if closing is None:
                raise _UnreadableError(
                    Problem(
                        at,
                        "broken-entry",
                        "this brace is not closed",
                        "check that every { has its }",
                    )
                )
            return closing + 1
        if first == '"':
            return self._quoted(at)
        if first == "@" and self._begins_entry(at):
            return at
        name = NAME.match(self._text, at)
        return name.end() if name else at

    def _quoted(self, at: int) -> int:
        if quoted := QUOTED.match(self._text, at):
            return quoted.end()
        end = at + 1
        while end < len(self._text):
            char = self._text[end]
            if char == '"':
                return end + 1
            if char == "{":
                closing = self._closing(end)
                if closing is None:
                    break
                end = closing
            elif char == "}":
                break
            end += 1
        raise _UnreadableError(
            Problem(
                at,
                "broken-entry",
                "this quotation mark is not closed",
                "close it, with its braces balanced",
            )
        )

    def _inner_quotes(self, scanned: Scanned, start: int, end: int, close: str) -> int:
        """Return where a quoted value really ends, if quotation marks stand unprotected inside it."""
        text = self._text
        following = self._blanks(end)
        if following >= len(text) or text[following] in (",", close, "#", "@", "%"):
            return end
        follows = NAME.match(text, following)
        if follows and text.startswith("=", self._blanks(follows.end())):
            return end  # a missing comma explains it better
        found = self._last_quotes[close].match(end)
        if (
            found is None
            or found.start() > end + _LONGEST_QUOTE
            or found.start() >= self._next_head(end)
            or not _is_balanced(text[start + 1 : found.start()])
        ):
            return end
        scanned.problems.append(
            Problem(end - 1, "inner-quote", "a quotation mark inside a quoted value", 'write {"}')
        )
        return found.end()

    # --- characters ----------------------------------------------------------------------------------

    def _blanks(self, at: int) -> int:
        blanks = BLANKS.match(self._text, at)
        assert blanks is not None  # it matches nothing too
        return blanks.end()

    def _skip(self, scanned: Scanned, at: int) -> int:
        """Skip blanks and, as biber does, comments."""
        end = self._past_comments(at)
        scanned.problems += (
            Problem(
                comment.start(),
                "comment-in-entry",
                "BibTeX knows no comments inside an entry",
                "move it out",
            )
            for comment in _COMMENT.finditer(self._text, at, end)
        )
        return end

    def _past_comments(self, at: int) -> int:
        """Return what `_skip` does, and tell of no comment."""
        found = _BLANKS_AND_COMMENTS.match(self._text, at)
        assert found is not None  # it matches nothing too
        return found.end()

    def _begins_entry(self, at: int) -> bool:
        """Whether a person sees the beginning of an entry at ``at``."""
        return self.begins_line(at) and WORD_HEAD.match(self._text, at) is not None

    def begins_line(self, at: int, after: int = 0) -> bool:
        """Whether only blanks stand before ``at`` on its line, or between ``after`` and it."""
        while at > after and self._text[at - 1] in " \t":
            at -= 1
        return at == after or self._text[at - 1] in "\r\n"

    def _closing(self, at: int) -> int | None:
        """Return where the brace at ``at`` closes, None if it does not."""
        if braced := BRACED.match(self._text, at):
            return braced.end() - 1
        return self._braces.closing(at)


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


class _Next:
    """Where an expression matches next in a text: what was looked through once is not looked through again."""

    def __init__(self, expression: re.Pattern[str], text: str) -> None:
        self._expression = expression
        self._text = text
        self._from = len(text) + 1
        self._found: re.Match[str] | None = None

    def match(self, at: int) -> re.Match[str] | None:
        """Return the first match from ``at`` on."""
        if at < self._from or (self._found is not None and at > self._found.start()):
            self._from = at
            self._found = self._expression.search(self._text, at)
        return self._found


class _Braces:
    """Where braces close, however deep: each stretch of the text is looked at once, when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closings: dict[int, int] = {}
        self._opened: list[int] = []
        self._start = self._end = len(text)

    def closing(self, at: int) -> int | None:
        """Return where the brace at ``at`` closes, None if it does not."""
        if not self._start <= at < self._end:
            # What was asked for before is answered, so that nothing after it need be kept in mind.
            self._start = self._end = at
            self._opened.clear()
        if at not in self._closings:
            self._advance(at)
        return self._closings.get(at)

    def _advance(self, at: int) -> None:
        for brace in _BRACE.finditer(self._text, self._end):
            if brace[0] == "{":
                self._opened.append(brace.start())
            elif self._opened:
                opening = self._opened.pop()
                self._closings[opening] = brace.start()
                if opening == at:
                    self._end = brace.end()
                    return
        self._end = len(self._text)
