"""Texts: characters that LaTeX does not print, markup of other programs, and braces around too much or too little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.latex.escape import escape
from synbib.latex.html import MACROS
from synbib.library.rules.fault import Fault, FieldCheck, FieldRule
from synbib.model.fields import LATEX_KINDS, Field, FieldKind
from synbib.text.mojibake import has_mojibake, repair

__all__ = ["CHECKS", "ENTITY"]

# What LaTeX reads in another way: commands with the arguments that are no text, math, what is escaped.
_SPECIAL: Final = lazily.pattern(
    r"""
      \\ (?: url | path | nolinkurl | href | [A-Za-z]*cite[a-z]* | [a-z]*ref | label | includegraphics | ensuremath )
         \*? \s* (?: \[[^\]]*\] )? \{ (?: [^{}] | \{[^{}]*\} )* \}?
    | \\verb(?P<delimiter>[^\w\s]) .*? (?P=delimiter)
    | \\\( .*? \\\) | \\\[ .*? \\\]
    | \\begin\{(?P<environment>\w+\*?)\} .*? \\end\{(?P=environment)\}
    | \\[A-Za-z]+ | \\.
    | (?P<math> \$\$? (?: \\. | [^$\\] )* (?P<closed> \$\$? )? )
    | (?P<entity> &(?: [A-Za-z]{2,8}[0-9]* | \#[0-9]{2,6} | \#x[0-9A-Fa-f]{2,6} ); )
    | (?P<bare> [&%\#_^] )
    """,
    re.VERBOSE | re.DOTALL,
)
_MAKES: Final = {
    "%": "what follows it is left out",
    "&": "LaTeX takes it for the end of a cell",
    "#": "LaTeX takes it for a parameter",
    "_": "LaTeX takes it for an index in math",
    "^": "LaTeX takes it for an exponent in math",
    "$": "LaTeX takes it for the beginning of math",
}
# Mathematics without its dollars, and a comment that joins two lines: a person has to say what is meant.
_MAY_BE_MEANT: Final = lazily.pattern(r"\^|_\{|(?<=[)\]])_|%[ \t]*(?:\r|\n|\Z)")
# As it stands in HTML, and as programs write it that take `<` for text: `$<$i$>$`, `{\textless}i{\textgreater}`.
_TAG: Final = lazily.pattern(
    rf"""
    (?: < | \$<\$ | \{{?\\textless \s* (?: \{{\}} | \}} )? ) \s? (?P<end> /? ) (?: \w+: )?
    (?P<name> {"|".join(MACROS)} | br | p | span | div | a | title | math )
    (?: \s+ [\w:-]+ \s* = \s* (?: "[^"]*" | '[^']*' | [^\s<>"']+ ) )* \s* /?
    (?: > | \$>\$ | \{{?\\textgreater \s* (?: \{{\}} | \}} )? )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Tags that may stand alone; of others there is one that closes, else `<i>` is the text.
_ALONE: Final = frozenset(("br", "p"))
# Characters that LaTeX's older fonts print as others, and those that show nothing.
_FOR_TEXT: Final = {"<": r"{\textless}", ">": r"{\textgreater}", "\N{SOFT HYPHEN}": r"\-"}
ENTITY: Final = lazily.pattern(r"\\?&(?:[A-Za-z]{2,8}[0-9]*|\\?#[0-9]{2,6}|\\?#x[0-9A-Fa-f]{2,6});")
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
# What nobody can repair: a letter that was lost, and a control character, which no text has.
_LEFT: Final = lazily.pattern(r"\ufffd|ï¿½|[\x80-\x9f]")
_BETWEEN: Final = lazily.pattern(r"[\s{}]+")
# A first byte that became LaTeX, and the rest that did not.
_HALF: Final = lazily.pattern(r"""\\[\^~"'`]\{?\\?[A-Za-z]\}*[\x80-\x9f]""")
_PROTECTED: Final = lazily.pattern(r"\s*\{(?P<inside>(?:[^{}]|\{[^{}]*\})*)\}\s*")
_FOR_SORTING: Final = frozenset(
    ("indexsorttitle", "presort", "sortkey", "sortname", "sortshorthand", "sorttitle", "sortyear")
)
_TITLES: Final = frozenset(("title",))
# A word with a capital after its first letter, which sentence case would lower.
_ACRONYM: Final = lazily.pattern(
    r"(?<![\w\\{}])(?=[^\W_]*[^\W\d_a-z])[^\W\d_][^\W_]*[A-Z][^\W_]*(?![\w}])"
)
_INVERTED: Final = lazily.pattern(
    r"(?P<words>\b(?:conference|symposium|workshop|congress|colloquium|meeting|transactions|journal)\s+on)[\s}.,]*\Z",
    re.IGNORECASE,
)
_LONG_WORD: Final = lazily.pattern(r"[^\W\d_]{2,}")
_FEW_SMALL: Final = 1
_GROUP: Final = lazily.pattern(r"\\[A-Za-z]+|\{(?:[^{}]|\{[^{}]*\})*\}|\$[^$]*\$")


def bare_characters(value: str, field: Field) -> Iterator[Fault]:
    """Yield the characters of a text that break LaTeX, or cut the text off."""
    if field.private or field.name in _FOR_SORTING:
        return  # no style prints it
    found = list(_bare(value, field))
    if found:
        first, *others = dict.fromkeys(value[at] for at in found)
        pieces: list[str] = []
        end = 0
        for at in found:
            if not _MAY_BE_MEANT.match(value, at):
                pieces += (value[end:at], f"\\{value[at]}")
                end = at + 1
        what = (
            f"{', '.join(map(repr, (first, *others)))} in the field '{field.name}' are not escaped"
            if others
            else f"'{first}' in the field '{field.name}' is not escaped: {_MAKES[first]}"
        )
        yield Fault(
            what,
            field.name,
            first,
            at=found[0],
            mended={field.name: "".join((*pieces, value[end:]))} if pieces else {},
        )


def _bare(value: str, field: Field) -> Iterator[int]:
    for each in _SPECIAL.finditer(value):
        of_names = (  # another rule's
            each["bare"] == "&"
            and field.kind is FieldKind.NAMES
            and value.count("{", 0, each.start()) == value.count("}", 0, each.start())
        )
        if (each["bare"] and not of_names) or (each["math"] and not each["closed"]):
            yield each.start()


def html(value: str, field: Field) -> Iterator[Fault]:
    """Yield markup of HTML: entities, and tags of which LaTeX knows nothing."""
    import html as entities

    if "<" not in value and "&" not in value and r"\textless" not in value:
        return
    tags = list(_TAG.finditer(value))
    is_html = any(each["end"] or each["name"].lower() in _ALONE for each in tags)
    tag, entity = tags[0] if is_html else None, ENTITY.search(value)
    known = entity and entities.unescape(entity[0].replace("\\", "")) != entity[0].replace("\\", "")
    first = entity if entity and known else tag
    if first is None:
        return
    mended = ENTITY.sub(lambda each: _decoded(each[0]), value)
    if opened := list(_TAG.finditer(mended)):
        names = [each["name"].lower() for each in opened]
        if all(name in MACROS for name in names) and _pair(opened):
            mended = _TAG.sub(_macro, mended)
    yield Fault(
        f"'{first[0]}' in the field '{field.name}' is HTML",
        field.name,
        first[0],
        at=first.start(),
        mended={field.name: mended} if mended != value else {},
    )


def _macro(tag: re.Match[str]) -> str:
    return "}" if tag["end"] else f"\\{MACROS[tag['name'].lower()]}{{"


def _decoded(entity: str) -> str:
    import html as entities

    bare = entity.replace("\\", "")
    text = entities.unescape(bare)
    if text == bare:
        return entity
    return "".join(map(_written, text))


def _written(char: str) -> str:
    import unicodedata

    from synbib.latex.encode import encode

    # Every engine reads such letters; it lacks many another character.
    if char.isalpha() and unicodedata.name(char, "").startswith("LATIN"):
        return char
    return _FOR_TEXT.get(char) or encode(escape(char))


def _pair(tags: list[re.Match[str]]) -> bool:
    """Whether each opening tag has its closing one, the inner ones first."""
    stack: list[str] = []
    for tag in tags:
        name = tag["name"].lower()
        if not tag["end"]:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


def mojibake(value: str, field: Field) -> Iterator[Fault]:
    """Yield text that somebody saved in a wrong encoding, and letters that were lost by that."""
    if has_mojibake(value):
        repaired, changes = repair(value)
        lost = _LOST in repaired and _LOST not in value
        if lost or has_mojibake(repaired) or _HALF.search(value):
            repaired, changes = value, ()  # what is still wrong then, a person has to say
        word = changes[0][0] if changes else _word_left(value)
        yield Fault(
            f"the field '{field.name}' was saved in a wrong encoding",
            field.name,
            word,
            hint=f"write '{changes[0][1]}'" if changes else "",
            mended={field.name: repaired} if changes else {},
        )
    elif _LOST in value:
        what = f"a letter was lost in the field '{field.name}', as it was saved in a wrong encoding"
        yield Fault(what, field.name, _word_left(value))


def _word_left(value: str) -> str:
    """The first word that nobody can repair."""
    found = _LEFT.search(value)
    if found is None:
        return ""
    before, after = value[: found.start()], value[found.end() :]
    return _BETWEEN.split(before)[-1] + found[0] + _BETWEEN.split(after, maxsplit=1)[0]


def protected_titles(value: str, field: Field) -> Iterator[Fault]:
    """Yield titles in braces: no style can change their letter case."""
    found = _PROTECTED.fullmatch(value)
    if (
        found
        and " " in found["inside"].strip()
        and not found["inside"].startswith("\\")  # for BibTeX that is a letter, and no protection
        and value.lower() != value.upper()
    ):
        yield Fault(f"the whole field '{field.name}' stands in braces of its own", field.name)


def bare_acronyms(value: str, field: Field) -> Iterator[Fault]:
    """Yield words whose capitals a style in sentence case would lower."""
    bare = _GROUP.sub(
        lambda group: "{" + "x" * (len(group[0]) - 2) + "}" if len(group[0]) > 1 else "x", value
    )
    if _is_in_capitals(bare):
        return
    found = list(_ACRONYM.finditer(bare))
    if found:
        pieces: list[str] = []
        end = 0
        for each in found:
            pieces += (value[end : each.start()], "{", value[each.start() : each.end()], "}")
            end = each.end()
        words = [value[each.start() : each.end()] for each in found]
        named = ", ".join(f"'{word}'" for word in dict.fromkeys(words))
        yield Fault(
            f"no braces around {named} in the field '{field.name}': styles in sentence case write them small",
            field.name,
            words[0],
            at=found[0].start(),
            mended={field.name: "".join((*pieces, value[end:]))},
        )


def inverted_titles(value: str, field: Field) -> Iterator[Fault]:
    """Yield titles of proceedings and journals that end with their first words, as catalogues have them."""
    if value.rstrip(" \t\r\n}.,")[-2:].lower() != "on":
        return
    if found := _INVERTED.search(value):
        text = " ".join(found["words"].split())
        yield Fault(f"the field '{field.name}' ends with '{text}'", field.name, found["words"])


def _is_in_capitals(title: str) -> bool:
    """Whether a title is written in capitals, but for a word here and there: they tell nothing of its words then."""
    words = _LONG_WORD.findall(title)
    capitals = sum(map(str.isupper, words))
    return capitals > 1 and (capitals == len(words) or capitals > _FEW_SMALL + len(words) // 2)


def _of(title: str) -> str:
    return f"@misc{{a, title = {{{title}}}}}"


def _of_texts(code: str, run: FieldRule, wrong: str, right: str) -> FieldCheck:
    return FieldCheck(code, LATEX_KINDS, run, _of(wrong), _of(right), of_strings=True)


CHECKS: Final = (
    _of_texts("bare-character", bare_characters, "Q&A", r"Q\&A"),
    _of_texts("html", html, "A <i>b</i> &eacute;", r"A \emph{b} é"),
    _of_texts("wrong-encoding", mojibake, "MÃ¼ller", "Müller"),
    FieldCheck(
        "inverted-title",
        frozenset(("booktitle", "journal", "journaltitle")),
        inverted_titles,
        "@misc{a, title = {T}, booktitle = {Robotics, 2012 IEEE Conference on}}",
        "@misc{a, title = {T}, booktitle = {2012 IEEE Conference on Robotics}}",
    ),
    FieldCheck("protected-title", _TITLES, protected_titles, _of("{A Title}"), _of("A Title")),
    FieldCheck(
        "bare-acronym",
        frozenset(("title", "subtitle")),
        bare_acronyms,
        _of("What BERT reads"),
        _of("What {BERT} reads"),
    ),
)
