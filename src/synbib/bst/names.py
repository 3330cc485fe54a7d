r"""Names as BibTeX takes them apart and puts them together (``bibtex.web`` §§ 382-429), on octets.

`synbib.model` reads names as well, and on purpose not like this: to BibTeX a hyphen ends a word (the *yi* of ``Hung-yi
Lee`` is a *von*), and a letter beyond ASCII has no case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.bst.octets import ALPHA, WHITE, text_of
from synbib.bst.strings import special_end
from synbib.errors import shortened

__all__ = ["format_name", "split_names"]

# --- a list of names -----------------------------------------------------------------------------------------

_AND_OR_BRACE: Final = lazily.pattern(rf"[{{}}]|(?<=[{WHITE}])[aA][nN][dD](?=[{WHITE}])")


def split_names(names: str) -> tuple[str, ...]:
    """Return the names in a list, as they are written between ``and``: outside braces, with white space around it."""
    if not names:
        return ()
    found: list[str] = []
    level = start = 0
    for mark in _AND_OR_BRACE.finditer(names):
        if mark[0] == "{":
            level += 1
        elif mark[0] == "}":
            level = max(0, level - 1)
        elif level == 0:
            found.append(names[start : mark.start()])
            start = mark.end()
    return (*found, names[start:])


# --- the parts of one ----------------------------------------------------------------------------------------

_TIE: Final = "~"
_SEPARATORS: Final = "~-"
_ENDS: Final = f"{WHITE}{_SEPARATORS},"
_MOST_COMMAS: Final = 2


@lazily.dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart.

    Attributes:
        tokens: Its words.
        separators: What stands before each of them.
        parts: The letter of a format → the first word of the part, and the one after its last.
    """

    tokens: tuple[str, ...]
    separators: tuple[str, ...]
    parts: dict[str, tuple[int, int]]


_WORD_END: Final = lazily.pattern(rf"[{WHITE},{{}}{_SEPARATORS}]")


def _parse(text: str) -> _Name:
    text = text.rstrip(_ENDS)
    tokens: list[str] = []
    separators: list[str] = [""]
    commas: list[int] = []
    word: list[str] = []  # pieces of the word that is being read

    def end_word(separator: str) -> None:
        if word:
            tokens.append("".join(word))
            separators.append(separator)
            word.clear()
        elif separator == "," and len(separators) > len(tokens):
            separators[-1] = separator

    at = 0
    while at < len(text):
        found = _WORD_END.search(text, at)
        if found is None:
            word.append(text[at:])
            break
        if found.start() > at:
            word.append(text[at : found.start()])
        at = found.end()
        match found[0]:
            case "{":
                at = special_end(text, found.start())
                word.append(text[found.start() : at])
            case "}":  # it closes nothing
                word.append("")
            case ",":
                end_word("," if len(commas) < _MOST_COMMAS else " ")
                if len(commas) < _MOST_COMMAS:
                    commas.append(len(tokens))
            case separator:
                end_word(separator if separator in _SEPARATORS else " ")
    end_word("")
    return _Name(tuple(tokens), tuple(separators), _parts(tokens, separators, commas))


def _parts(
    tokens: list[str], separators: list[str], commas: list[int]
) -> dict[str, tuple[int, int]]:
    """Return where the parts of a name are (§§ 395-400)."""
    count = len(tokens)
    if not commas:
        von = next((i for i, token in enumerate(tokens[:-1]) if _is_von(token)), None)
        if von is None:
            # Words with hyphens between them are one.
            von = max(count - 1, 0)
            while von > 0 and separators[von] == "-":
                von -= 1
            return {"f": (0, von), "v": (von, von), "l": (von, count), "j": (count, count)}
        last = _last_begins(tokens, von, count)
        return {"f": (0, von), "v": (von, last), "l": (last, count), "j": (count, count)}
    ends = commas[0]
    last = _last_begins(tokens, 0, ends)
    first = commas[-1]
    return {"f": (first, count), "v": (0, last), "l": (last, ends), "j": (ends, first)}


def _last_begins(tokens: list[str], start: int, end: int) -> int:
    """Return where *Last* begins: after the last word of *von*, and in any case with the last word."""
    at = end - 1
    while at > start and not _is_von(tokens[at - 1]):
        at -= 1
    return max(at, start)


_CASE: Final = lazily.pattern(r"[A-Za-z{}]")
_CONTROL: Final = lazily.pattern(rf"[{ALPHA}]*")
_LOWER_LETTERS: Final = frozenset({"i", "j", "o", "oe", "ae", "aa", "l", "ss"})
_UPPER_LETTERS: Final = frozenset({"O", "OE", "AE", "AA", "L"})


def _is_von(token: str) -> bool:
    """Return whether a word begins with a small letter: the first outside braces, or in a special character."""
    at = 0
    while found := _CASE.search(token, at):
        at = found.end()
        if found[0] == "{":
            if token.startswith("\\", at) and at + 2 < len(token):
                return _special_is_lower(token[at + 1 : special_end(token, at - 1)])
            at = special_end(token, at - 1)
        elif found[0] != "}":
            return found[0].islower()
    return False


def _special_is_lower(special: str) -> bool:
    """Return whether what follows the backslash of a special character is a small letter (§ 398)."""
    control = _CONTROL.match(special)
    assert control is not None  # it matches nothing, too
    if control[0] in _LOWER_LETTERS or control[0] in _UPPER_LETTERS:
        return control[0] in _LOWER_LETTERS
    letter = next(
        (char for char in special[control.end() :] if char.isascii() and char.isalpha()), ""
    )
    return letter.islower()


# --- formats -------------------------------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class _Part:
    """What stands between braces of a format, as ``{vv~}`` or ``{, jj}``.

    Attributes:
        before: What is written before the words.
        letter: Which part of a name: ``f``, ``v``, ``l`` or ``j``; empty where there is no name in it.
        is_full: Whether words are written whole.
        between: What stands between words; None is BibTeX's own choice.
        after: What is written after the words.
    """

    before: str
    letter: str = ""
    is_full: bool = False
    between: str | None = None
    after: str = ""


@lazily.dataclass(frozen=True, slots=True)
class _Format:
    """A format of names: its parts, text between them as such, and what is wrong in it."""

    parts: tuple[_Part | str, ...]
    problems: tuple[str, ...] = ()


_PART: Final = lazily.pattern(rf"[{ALPHA}{{}}]")
_LETTERS: Final = "fvlj"
_SHOWN: Final = 60  # characters of a format in a message


def _parse_format(source: str) -> _Format:
    parts: list[_Part | str] = []
    is_unbalanced = has_wrong_letters = False
    at = 0
    while found := _BRACE.search(source, at):
        if found.start() > at:
            parts.append(source[at : found.start()])
        at = found.end()
        if found[0] == "}":
            is_unbalanced = True
            continue
        at = special_end(source, found.start())
        if source.count("{", found.start(), at) != source.count("}", found.start(), at):
            is_unbalanced = True
        elif (part := _parse_part(source[found.end() : at - 1])) is not None:
            parts.append(part)
        else:
            has_wrong_letters = True
    if at < len(source):
        parts.append(source[at:])
    shown = shortened(text_of(source), _SHOWN)
    problems = {
        f"the braces of the format of names '{shown}' are not balanced": is_unbalanced,
        f"the format of names '{shown}' has wrong letters outside its inner braces": has_wrong_letters,
    }
    return _Format(tuple(parts), tuple(problem for problem, there in problems.items() if there))


_BRACE: Final = lazily.pattern("[{}]")


def _parse_part(source: str) -> _Part | None:
    """Return one part of a format, None if its letters are wrong."""
    first = _next_letter(source, 0)
    if first is None:
        return _Part(source)
    letter = source[first].lower()
    if letter not in _LETTERS:
        return None
    at = first + 1
    is_full = source[at : at + 1].lower() == letter
    at += is_full
    between = None
    if source.startswith("{", at):
        end = special_end(source, at)
        between = source[at + 1 : end - 1]
        at = end
    if _next_letter(source, at) is not None:
        return None
    return _Part(source[:first], letter, is_full, between, source[at:])


def _next_letter(source: str, at: int) -> int | None:
    """Return where the next letter outside braces is."""
    while found := _PART.search(source, at):
        if found[0] == "{":
            at = special_end(source, found.start())
        else:
            return found.start()
    return None


# --- a name in a format (§§ 402-420) -------------------------------------------------------------------------

_SHORT: Final = 3  # characters; what has fewer is tied to the next word
_LONGEST_KEPT: Final = 500  # octets of a name and its format, to keep what comes of them


def format_name(name: str, source: str) -> tuple[str, tuple[str, ...]]:
    """Return a name in a format, and what is wrong with the format.

    Args:
        name: One name, as `split_names` gives it.
        source: For each part of the name braces with its letter, ``{ff~}{vv~}{ll}{, jj}``: twice for whole words,
            once for initials.
    """
    if len(name) + len(source) > _LONGEST_KEPT:
        return _formatted(name, _parse_format(source))
    return _format_short(name, source)


@lru_cache(maxsize=4096)
def _format_short(name: str, source: str) -> tuple[str, tuple[str, ...]]:
    return _formatted(name, _parse_short_format(source))


@lru_cache(maxsize=256)
def _parse_short_format(source: str) -> _Format:
    return _parse_format(source)


def _formatted(name: str, form: _Format) -> tuple[str, tuple[str, ...]]:
    parsed = _parse(name)
    written: list[str] = []  # octets, of which BibTeX looks back at one or two
    for part in form.parts:
        start = len(written)
        if isinstance(part, str):
            written += part
        elif not part.letter:
            written += part.before
            _settle_tie(written, start)
        elif (words := _words(parsed, part)) is not None:
            written += words
            _settle_tie(written, start)
    return "".join(written), form.problems


def _words(name: _Name, part: _Part) -> str | None:
    """Return the words of a part of a name with what its format has around them; None if the name has no such part."""
    first, end = name.parts[part.letter]
    if first >= end:
        return None
    text = part.before
    is_long = False  # it stays so when it is: to look again at each word would take time with the square of them
    for at in range(first, end):
        token = name.tokens[at]
        text += token if part.is_full else _initial(token)
        if at + 1 == end:
            break
        if part.between is not None:
            text += part.between
            continue
        if not part.is_full:
            text += "."
        separator = name.separators[at + 1]
        if separator in _SEPARATORS and separator:
            text += separator
        else:
            is_long = is_long or _is_long(text)
            text += " " if is_long and at + 2 < end else _TIE
    return text + part.after


_INITIAL: Final = lazily.pattern(rf"[{ALPHA}]|\{{\\")


def _initial(token: str) -> str:
    """Return the first letter of a word, or its first special character; nothing if it has none."""
    found = _INITIAL.search(token)
    if found is None:
        return ""
    if found[0] == "{\\":
        return token[found.start() : special_end(token, found.start())]
    return found[0]


def _settle_tie(written: list[str], start: int) -> None:
    """Make of a tie at the end a blank; leave it where the part, from ``start`` on, is short, and of two leave one."""
    if written[-1:] != [_TIE]:
        return
    if written[-2:-1] == [_TIE]:
        del written[-1]
    elif _is_long("".join(written[start:-1])):
        written[-1] = " "


def _is_long(text: str) -> bool:
    """Return whether ``text`` has some characters: here BibTeX counts braces, too (§ 418)."""
    count = level = at = 0
    while at < len(text) and count < _SHORT:
        if text[at] == "{":
            level += 1
            if level == 1 and text.startswith("\\", at + 1):
                at = special_end(text, at) - 1
                level = 0
        elif text[at] == "}":
            level -= 1
        count += 1
        at += 1
    return count >= _SHORT
