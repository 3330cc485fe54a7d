r"""Searches: ``year>=2023 type:article author:"Wang" keyword:rag -code:none``.

Terms that stand side by side are all wanted; ``OR`` or ``|`` is either, ``-`` or ``NOT`` is not, parentheses group. ::

    word                   anywhere: title, names, venue, keywords, abstract, year, key
    field:word             the field contains it; case and accents do not count
    field:"two words"      the same with blanks
    field=exact            the field, or one of its keywords, names or groups, is it
    field:/regex/          the field matches the regular expression
    field:none  field:any  the entry has no such field, or has one
    field>=2023            >, >=, <, <= compare numbers and dates: date>=2024-05
    field:2020..2023       from … to …; either end may be left out

Fields are those of `synbib.library.facets` and any BibTeX field.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import Final, NoReturn

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError, shortened
from synbib.library.entry import Entry
from synbib.library.expressions import Expression, ExpressionError
from synbib.library.facets import FACETS, Record, group_paths
from synbib.library.library import Library
from synbib.model.fields import ALIASES, FIELDS
from synbib.text.folding import fold

__all__ = ["Query", "parse_query"]

Test = Callable[[Record], bool]
# What an entry has in a field → whether that is what was asked for.
_Match = Callable[[Iterable[str]], bool]
_Number = tuple[int, ...]

_DEEPEST: Final = 50
_SHOWN: Final = 80  # characters of an expression, in a message
_BLANK: Final = lazily.pattern(r"\s*")
_FIELD: Final = lazily.pattern(r"([A-Za-z][\w+-]*)(>=|<=|[:=<>])")
_QUOTED: Final = lazily.pattern(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_REGEX: Final = lazily.pattern(r"/((?:[^/\\]|\\.)*+)/(?=[\s()|]|$)", re.DOTALL)
_WORD: Final = lazily.pattern(r'[^\s()|"]+')
_OR: Final = lazily.pattern(r"\||OR(?=[\s(]|$)")
_AND: Final = lazily.pattern(r"AND(?=[\s(]|$)")
_NOT: Final = lazily.pattern(r"-(?!\s|$)|NOT(?=[\s(]|$)")
_NUMBER: Final = lazily.pattern(r"\d{1,9}(?:-\d{1,2}(?!\d)){0,2}")
_RANGE: Final = lazily.pattern(r"([\d-]*)\.\.([\d-]*)")
_COMPARISONS: Final[dict[str, Callable[[_Number, _Number], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
# Fields that may be asked for though no entry has them.
_USUAL: Final = frozenset(FIELDS) | frozenset(ALIASES)


@lazily.dataclass(frozen=True, slots=True)
class Query:
    """A search, understood.

    Attributes:
        text: As it was written.
        test: Whether an entry is found.
        fields: The fields that it names, each with its column, from 1.
    """

    text: str
    test: Test = field(compare=False, repr=False)
    fields: tuple[tuple[str, int], ...] = field(default=(), compare=False)

    def select(self, library: Library, entries: Iterable[Entry] | None = None) -> list[Entry]:
        """Return those of ``entries``, by default of all in the library, that the search finds, in their order.

        Raises:
            UnknownNameError: A field does not exist; the nearest names are suggested.
        """
        self.check_fields(lambda: (name for entry in library.values() for name in entry.fields))
        asks_groups = any(name in ("group", "groups") for name, _ in self.fields)
        paths = group_paths(library.groups) if asks_groups else {}
        among = library.values() if entries is None else entries
        return [entry for entry in among if self.test(Record(entry, paths.get(entry.key, ())))]

    def check_fields(self, others: Callable[[], Iterable[str]]) -> None:
        """Make sure that there are the fields that the search names.

        Args:
            others: Returns the names of fields that some entry has; asked only where a field is not a usual one.

        Raises:
            UnknownNameError: A field does not exist; the nearest names are suggested.
        """
        known = _USUAL | FACETS.keys()
        asked = [(name, column) for name, column in self.fields if name not in known]
        if asked:
            known = known.union(others())
        for name, column in asked:
            if name not in known:
                error = UnknownNameError.among("field", name, sorted(known))
                raise UnknownNameError(f"query:{column}: {error.message}")


def parse_query(text: str) -> Query:
    """Return the search that ``text`` is.

    Raises:
        SynbibError: It is none; ``query:COLUMN:`` says where and why.
    """
    parser = _Parser(text)
    return Query(text, parser.parse(), tuple(parser.fields))


class _Parser:
    """Reads one search by recursive descent: ``OR`` binds loosest, ``-`` tightest."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self.fields: list[tuple[str, int]] = []

    def parse(self) -> Test:
        if not self._text.strip():
            self._fail("there is nothing to search for", "write e.g. year>=2023 author:Wang", 0)
        test = self._either()
        if self._at < len(self._text):
            self._fail("this closes nothing", 'delete it, or put it in quotes: ")"')
        return test

    def _fail(self, what: str, hint: str, at: int | None = None) -> NoReturn:
        column = (self._at if at is None else at) + 1
        raise SynbibError(f"query:{column}: {what}; {hint}")

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _more(self) -> bool:
        """Go to the next term and return whether there is one before ``OR``, ``)`` or the end."""
        self._take(_BLANK)
        ends = self._at == len(self._text) or self._text[self._at] == ")"
        return not ends and _OR.match(self._text, self._at) is None

    def _either(self) -> Test:
        tests = [self._all()]
        while self._take(_OR):
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda record: any(t(record) for t in tests)

    def _all(self) -> Test:
        tests: list[Test] = []
        while self._more():
            if tests and self._take(_AND):
                self._take(_BLANK)
            tests.append(self._one())
        if not tests:
            self._fail("a word is missing here", 'write one, or put the sign in quotes: "|"')
        return tests[0] if len(tests) == 1 else lambda record: all(t(record) for t in tests)

    def _one(self) -> Test:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail(f"this is nested more than {_DEEPEST} deep", "write it flatter")
        try:
            if self._take(_NOT):
                self._more()
                inner = self._one()
                return lambda record: not inner(record)
            if self._text[self._at : self._at + 1] == "(":
                return self._group()
            return self._term()
        finally:
            self._depth -= 1

    def _group(self) -> Test:
        opened = self._at
        self._at += 1
        inner = self._either()
        if self._text[self._at : self._at + 1] != ")":
            self._fail("this is never closed", "write ) at its end", opened)
        self._at += 1
        return inner

    def _term(self) -> Test:
        start = self._at
        if found := self._take(_FIELD):
            name = found[1].lower()
            self.fields.append((name, start + 1))
            match = self._match(found[1], found[2])
            return lambda record: match(record.facet(name))
        word, quoted = self._value("a word", 'write e.g. rag, "two words", -word to leave it out')
        if not quoted and word.startswith(("=", "<", ">", ":")):
            self._fail("a field is missing here", "write e.g. year>=2023, without blanks", start)
        wanted = fold(word)
        return lambda record: wanted in record.anywhere

    def _match(self, name: str, sign: str) -> _Match:
        start = self._at
        if sign == ":" and (found := self._take(_REGEX)):
            return self._expression(found[1], start)
        value, quoted = self._value(f"a value of {name}", f"write {name}{sign}VALUE without blanks")
        if sign == "=":
            return _is(value)
        if compare := _COMPARISONS.get(sign):
            return _compared(compare, self._number(value, start, f"'{sign}'"))
        if not quoted and value in _PRESENCE:
            return _PRESENCE[value]
        if not quoted and (ends := _RANGE.fullmatch(value)) and value != "..":
            return _within(*(end and self._number(end, start, "a range") for end in ends.groups()))
        return _has(value)

    def _value(self, what: str, hint: str) -> tuple[str, bool]:
        """Return the next value, and whether it stood in quotes."""
        if found := self._take(_QUOTED):
            value = re.sub(r"\\(.)", r"\1", found[1])
            if value.strip():
                return value, True
            self._fail("there is nothing in the quotes", hint, found.start())
        if self._text[self._at : self._at + 1] == '"':
            self._fail("this is never closed", 'write " at its end')
        if (found := self._take(_WORD)) and found[0] != "-":
            return found[0], False
        return self._fail(f"{what} is missing here", hint)

    def _number(self, value: str, at: int, what: str) -> _Number:
        if not _NUMBER.fullmatch(value):
            self._fail(
                f"{what} compares numbers and dates, not '{value}'", "write e.g. year>=2023", at
            )
        return _parts(value)

    def _expression(self, pattern: str, at: int) -> _Match:
        try:
            expression = Expression(pattern.replace("\\/", "/"), case=False)
        except ExpressionError as error:
            self._fail(
                f"'{shortened(pattern, _SHOWN)}' is not a regular expression ({error})",
                "write e.g. title:/^on /",
                at,
            )
        return lambda found: any(map(expression.found_in, found))


# --- what a value has to be ---------------------------------------------------------------------------

_PRESENCE: Final[dict[str, _Match]] = {
    "none": lambda found: next(iter(found), None) is None,
    "any": lambda found: next(iter(found), None) is not None,
}


def _has(word: str) -> _Match:
    wanted = fold(word)
    return lambda found: any(wanted in fold(value) for value in found)


def _is(word: str) -> _Match:
    wanted = fold(word)
    return lambda found: any(wanted == fold(value) for value in found)


def _parts(number: str) -> _Number:
    return tuple(map(int, number.split("-")))


def _numbers(found: Iterable[str]) -> Iterator[_Number]:
    return (_parts(number[0]) for value in found if (number := _NUMBER.match(value.strip())))


def _compared(compare: Callable[[_Number, _Number], bool], wanted: _Number) -> _Match:
    """Return what compares as far as both are said: of an entry of 2024 it may be that it is of May 2024."""

    def match(found: Iterable[str]) -> bool:
        return any(
            compare(number[: len(wanted)], wanted[: len(number)]) for number in _numbers(found)
        )

    return match


def _within(first: _Number | str, last: _Number | str) -> _Match:
    ends = [_compared(operator.ge, first)] if isinstance(first, tuple) else []
    ends += [_compared(operator.le, last)] if isinstance(last, tuple) else []

    def match(found: Iterable[str]) -> bool:
        return any(all(end([value]) for end in ends) for value in found)

    return match
