r"""Groups that choose their entries: by a word in a field, or by a search.

Source: JabRef 5, ``GroupsParser`` (the parts of a record), ``WordKeywordGroup``, ``RegexKeywordGroup`` and the
grammar ``Search.g4``, of which this is read: ``field = word`` (contains), ``field == word`` (is), ``field != word``,
``contains`` and ``matches`` for the first two, ``and``, ``or``, ``not``, parentheses, ``"quoted words"``, ``anyfield``,
and plain words, all of which an entry has to hold in some field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from synbib import lazily
from synbib.bibtex.jabref import unquote
from synbib.library.entry import Entry
from synbib.library.expressions import Expression, ExpressionError
from synbib.library.groups import Group
from synbib.text import strip

__all__ = ["NotUnderstoodError", "criteria", "values"]

Test = Callable[[Entry], bool]
# A word or an expression → whether a value has it.
_Match = Callable[[str], bool]

_TOKEN: Final = lazily.pattern(r'"((?:[^"\\]|\\.)*+)"|(==|!=|[()=:])|([^\s()=!:"]+|!|")')
_OPERATORS: Final = {
    "=": "has", ":": "has", "contains": "has", "==": "is", "matches": "is", "!=": "lacks"
}  # fmt: skip
_ANY: Final = frozenset({"anyfield", "any"})
_KEY: Final = frozenset({"key", "citationkey", "bibtexkey"})
_TYPE: Final = frozenset({"entrytype", "bibtextype"})
_KEYWORD_LISTS: Final = lazily.pattern(r"[\s,;]+")
_DEEPEST: Final = 50


class NotUnderstoodError(Exception):
    """The group chooses its entries in a way that synbib does not know; the message says which."""


def criteria(group: Group) -> Test | None:
    """Return what decides whether an entry is in the group; None if the entries name it, or it them.

    Raises:
        NotUnderstoodError: The kind of group, or its search, is not known.
    """
    if group.kind in ("StaticGroup", ""):
        return None
    details = [unquote(part) for part in group.details]
    match group.kind, details:
        case "ExplicitGroup", [_, *keys]:
            # Up to JabRef 3 the group lists its entries.
            listed = frozenset(keys)
            return lambda entry: entry.key in listed
        case "KeywordGroup", [_, field, word, case, regexp, *_]:
            return _keyword(field.lower(), word, case == "1", regexp == "1")
        case "SearchGroup", [_, query, case, regexp, *_]:
            return _Search(query, case == "1", regexp == "1").test()
    raise NotUnderstoodError(f"groups of the kind {group.kind} are kept but not filled")


def values(entry: Entry, field: str) -> Iterator[str]:
    """Yield what the entry has in a field, as written and as text."""
    if field in _KEY:
        yield entry.key
    elif field in _TYPE:
        yield entry.type
    elif field in _ANY:
        yield entry.key
        for name in entry.fields:
            yield from values(entry, name)
    elif (value := entry.fields.get(field)) is not None:
        yield value
        if "\\" in value or "{" in value or '"' in value:
            yield strip(entry.marked(field))


def _keyword(field: str, word: str, case: bool, regexp: bool) -> Test:
    if regexp:
        matches = _expression(rf"\b({word})\b", case)
        return lambda entry: any(map(matches, values(entry, field)))
    fold = str if case else str.casefold
    wanted = {w for w in _KEYWORD_LISTS.split(fold(word)) if w}

    def test(entry: Entry) -> bool:
        return any(wanted <= set(_KEYWORD_LISTS.split(fold(v))) for v in values(entry, field))

    return test


def _expression(pattern: str, case: bool) -> _Match:
    try:
        return Expression(pattern, case=case).found_in
    except ExpressionError as error:
        raise NotUnderstoodError(f"'{pattern}' is not a regular expression ({error})") from None


class _Search:
    """One search, read by recursive descent: ``or`` binds loosest, ``not`` tightest."""

    def __init__(self, query: str, case: bool, regexp: bool) -> None:
        self._query = query
        self._case = case
        self._regexp = regexp
        # Each token, and whether it stood in quotes and so is not an operator.
        self._tokens: list[tuple[str, bool]] = [
            (_unescaped(t[1]), True) if t[1] is not None else (t[2] or t[3], False)
            for t in _TOKEN.finditer(query)
        ]
        self._at = 0
        self._depth = 0

    def test(self) -> Test:
        found = self._either()
        if self._at < len(self._tokens):
            self._fail()
        return found

    def _fail(self) -> None:
        raise NotUnderstoodError(f"the search '{self._query}' is not understood")

    def _next(self, *words: str) -> bool:
        """Take the next token if it is one of these words or signs."""
        if self._at < len(self._tokens):
            token, quoted = self._tokens[self._at]
            if not quoted and token.lower() in words:
                self._at += 1
                return True
        return False

    def _either(self) -> Test:
        tests = [self._both()]
        while self._next("or", "||", "|"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda entry: any(t(entry) for t in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        # Words that only stand side by side are all wanted.
        while self._next("and", "&&", "&") or self._more():
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda entry: all(t(entry) for t in tests)

    def _more(self) -> bool:
        if self._at >= len(self._tokens):
            return False
        token, quoted = self._tokens[self._at]
        return quoted or token.lower() not in ("or", "||", "|", ")")

    def _one(self) -> Test:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail()
        try:
            if self._next("not", "!"):
                inner = self._one()
                return lambda entry: not inner(entry)
            if self._next("("):
                inner = self._either()
                if not self._next(")"):
                    self._fail()
                return inner
            return self._comparison()
        finally:
            self._depth -= 1

    def _word(self) -> str:
        if self._at >= len(self._tokens):
            self._fail()
        token, quoted = self._tokens[self._at]
        if not quoted and token in ("(", ")", "=", "==", "!=", ":"):
            self._fail()
        self._at += 1
        return token

    def _comparison(self) -> Test:
        word = self._word()
        for sign, relation in _OPERATORS.items():
            if self._next(sign):
                return self._relation(word.lower(), relation, self._word())
        return self._relation("anyfield", "has", word)

    def _relation(self, field: str, relation: str, word: str) -> Test:
        matches = self._matcher(word, whole=relation == "is")
        if relation == "lacks":
            return lambda entry: not any(map(matches, values(entry, field)))
        return lambda entry: any(map(matches, values(entry, field)))

    def _matcher(self, word: str, *, whole: bool) -> _Match:
        if self._regexp:
            return _expression(rf"\A(?:{word})\Z" if whole else word, self._case)
        fold = str if self._case else str.casefold
        wanted = fold(word)
        return (lambda v: fold(v) == wanted) if whole else (lambda v: wanted in fold(v))


def _unescaped(text: str) -> str:
    r"""Return the words of a quoted string, ``\"`` as ``"``."""
    return text.replace('\\"', '"')
