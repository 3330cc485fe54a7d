"""How text looks, one row a rule of CSL 1.0.2.

Chapters: "Affixes", "Delimiter", "Display", "Formatting", "Quotes", "Strip-periods", "Text-case", and of "Style
Options" what a locale says of punctuation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reads = Callable[..., str]

HTML = {"format": "html"}
MARKED = {"title": "A <i>b</i> c"}


def title(attributes: str) -> str:
    return f'<text variable="title" {attributes}/>'


def both(delimiter: str = "", first: str = "", second: str = "") -> str:
    """Return a title and a publisher in a group."""
    return (
        f'<group delimiter="{delimiter}"><text variable="title" {first}/>'
        f'<text variable="publisher" {second}/></group>'
    )


def of(title: str, publisher: str = "Press") -> dict[str, str]:
    return {"title": title, "publisher": publisher}


AMERICAN = {"rest": '<locale><style-options punctuation-in-quote="true"/></locale>'}
BRITISH = {"rest": '<locale><style-options punctuation-in-quote="false"/></locale>'}
QUOTED = 'quotes="true"'
ITALIC = 'font-style="italic"'

# fmt: off
FORMATTING: list[tuple[Any, ...]] = [
    ("font-style italic", title('font-style="italic"'), of("T"), "<i>T</i>"),
    ("font-style oblique", title('font-style="oblique"'), of("T"), "<em>T</em>"),
    ("font-variant small-caps", title('font-variant="small-caps"'), of("T"),
     '<span style="font-variant:small-caps;">T</span>'),
    ("font-weight bold", title('font-weight="bold"'), of("T"), "<b>T</b>"),
    ("font-weight light", title('font-weight="light"'), of("T"), '<span style="font-weight:light;">T</span>'),
    ("text-decoration underline", title('text-decoration="underline"'), of("T"),
     '<span style="text-decoration:underline;">T</span>'),
    ("vertical-align sup", title('vertical-align="sup"'), of("T"), "<sup>T</sup>"),
    ("vertical-align sub", title('vertical-align="sub"'), of("T"), "<sub>T</sub>"),
    ("more than one", title('font-style="italic" font-weight="bold"'), of("T"), "<i><b>T</b></i>"),
    ("what is normal is nothing", title('font-style="normal" font-weight="normal" font-variant="normal"'), of("T"), "T"),
    ("italic within italic is upright", title('font-style="italic"'), MARKED,
     '<i>A <span style="font-style:normal;">b</span> c</i>'),
    ("italic within bold is italic", title('font-weight="bold"'), MARKED, "<b>A <i>b</i> c</b>"),
    ("italic of a style within italic of the style is italic",
     f'<group font-style="italic">{title(ITALIC)}</group>', of("T"), "<i><i>T</i></i>"),
    ("letters that have no italics stay upright", title('font-style="italic" font-weight="bold"'), of("中文"), "<b>中文</b>"),
    ("letters of another alphabet that have italics", title('font-style="italic"'), of("Сталкер"), "<i>Сталкер</i>"),
    ("bold within bold is not", title('font-weight="bold"'), of("A <b>b</b> c"),
     '<b>A <span style="font-weight:normal;">b</span> c</b>'),
    ("small capitals within small capitals are not", title('font-variant="small-caps"'),
     of('A <span style="font-variant:small-caps;">b</span> c'),
     '<span style="font-variant:small-caps;">A <span style="font-variant:normal;">b</span> c</span>'),
    ("font-style normal within italic is upright",
     f'<group font-style="italic">{title("")}<text variable="publisher" font-style="normal"/></group>', of("T"),
     '<i>T<span style="font-style:normal;">Press</span></i>'),
    ("affixes are outside of the formatting", title('font-style="italic" prefix="(" suffix=")"'), of("T"), "(<i>T</i>)"),
    ("display block", title('display="block"'), of("T"), '\n\n    <div class="csl-block">T</div>\n'),
    ("display indent", title('display="indent"'), of("T"), '<div class="csl-indent">T</div>\n  '),
    ("display left-margin and right-inline",
     both("", 'display="left-margin"', 'display="right-inline"'), of("T"),
     '\n    <div class="csl-left-margin">T</div><div class="csl-right-inline">Press</div>\n  '),
]

TEXT_CASES: list[tuple[Any, ...]] = [
    ("lowercase", title('text-case="lowercase"'), of("The NASA Story"), "the nasa story"),
    ("uppercase", title('text-case="uppercase"'), of("The NASA Story"), "THE NASA STORY"),
    ("capitalize-first", title('text-case="capitalize-first"'), of("the story of me"), "The story of me"),
    ("capitalize-all", title('text-case="capitalize-all"'), of("the story of me"), "The Story Of Me"),
    ("sentence", title('text-case="sentence"'), of("The Story of Me"), "The story of me"),
    ("title", title('text-case="title"'), of("the story of me and you"), "The Story of Me and You"),
    ("title: the last word has a capital", title('text-case="title"'), of("what it is made of"), "What It Is Made Of"),
    ("title: a word after a colon has a capital", title('text-case="title"'), of("life: the story"), "Life: The Story"),
    ("title: what has capitals keeps them", title('text-case="title"'), of("the NASA iPhone"), "The NASA iPhone"),
    ("title: parts of a word with a hyphen", title('text-case="title"'), of("a well-known story"), "A Well-Known Story"),
    ("title: the second part of a compound", title('text-case="title"'), of("step-by-step guide"), "Step-by-Step Guide"),
    ("title: a preposition that begins a compound", title('text-case="title"'), of("a by-product of it"),
     "A By-Product of It"),
    ("title: a word in quotation marks", title('text-case="title"'), of('the "story" of me'), "The “Story” of Me"),
    ("title: after a question mark", title('text-case="title"'), of("why? the answer"), "Why? The Answer"),
    ("title: a dash begins no title", title('text-case="title"'), of("life – a story"), "Life – a Story"),
    ("sentence: without letters", title('text-case="sentence"'), of("1984"), "1984"),
    ("capitalize-all: a Greek letter alone is a symbol", title('text-case="capitalize-all"'), of("the α case"), "The α Case"),
    ("capitalize-all: an apostrophe is in the word", title('text-case="capitalize-all"'), of("don’t do it"), "Don’t Do It"),
    ("title: not in another language", title('text-case="title"'), {"title": "la vie en rose", "language": "fr"},
     "la vie en rose"),
    ("title: a term is of the style's language, whatever the item's", '<text term="edition" text-case="title"/>',
     {"language": "fr"}, "Edition"),
    ("title: a label is of the style's language, too", '<label variable="page" text-case="title"/>',
     {"page": "1", "language": "fr"}, "Page"),
    ("title: and so is a label of names", '<names variable="editor"><label text-case="title" suffix=" "/><name/></names>',
     {"editor": ["Jane Roe"], "language": "fr"}, "Editor Jane Roe"),
    ("title: and a value", '<text value="a good book" text-case="title"/>', {"language": "fr"}, "A Good Book"),
    ("title: what a style says itself, in any language", '<text value="un livre" text-case="title"/>',
     {"language": "fr"}, "Un Livre", {"language": "fr-FR"}),
    ("title: a label in a style of another language", '<label variable="edition" text-case="title"/>', {"edition": "2"},
     "Édition", {"language": "fr-FR"}),
    ("capitalize-first: a name that begins with a sign stays", title('text-case="capitalize-first"'), of("@jane"), "@jane"),
    ("title: in English of any land", title('text-case="title"'), {"title": "my life", "language": "en-GB"}, "My Life"),
    ("capitalize-first: a word with capitals inside stays", title('text-case="capitalize-first"'), of("iPhone story"),
     "iPhone story"),
    ("nocase is in no text-case", title('text-case="lowercase"'), of('The <span class="nocase">NASA</span> Story'),
     "the NASA story"),
    ("nocase is in no sentence case", title('text-case="sentence"'), of('The <span class="nocase">NASA</span> Story'),
     "The NASA story"),
    ("affixes are in no text-case", title('text-case="uppercase" prefix="by " suffix=" ed"'), of("me"), "by ME ed"),
    ("uppercase in Turkish", title('text-case="uppercase"'), {"title": "istanbul", "language": "tr"}, "İSTANBUL"),
    ("lowercase in Turkish", title('text-case="lowercase"'), {"title": "ISPARTA", "language": "tr"}, "ısparta"),
    ("uppercase in Greek drops the accents", title('text-case="uppercase"'), {"title": "Αθήνα", "language": "el"}, "ΑΘΗΝΑ"),
]

QUOTES: list[tuple[Any, ...]] = [
    ("quotes are the locale's", title(QUOTED), of("T"), "“T”"),
    ("quotes in German", title(QUOTED), of("T"), "„T“", {"language": "de-DE"}),
    ("quotes in French", title(QUOTED), of("T"), "«\u00a0T\u00a0»", {"language": "fr-FR"}),
    ("quotes are the style's", title(QUOTED), of("T"), "<T>",
     {"rest": '<locale><terms><term name="open-quote">&lt;</term><term name="close-quote">&gt;</term></terms></locale>'}),
    ("quotes within quotes are the inner ones", title(QUOTED), of('A "b" c'), "“A ‘b’ c”"),
    ("quotes within no quotes are the outer ones", title(""), of('A "b" c'), "A “b” c"),
    ("quotes within quotes within quotes", '<text macro="m" quotes="true"/>', of('A "b" c'), "“‘A “b” c’”",
     {"rest": f'<macro name="m">{title(QUOTED)}</macro>'}),
    ("an apostrophe is none", title(QUOTED), of("The dog's bone"), "“The dog’s bone”"),
    ("quotes are inside of affixes", title(f'{QUOTED} prefix="(" suffix=")"'), of("T"), "(“T”)"),
    ("punctuation-in-quote: a full stop goes in", title(f'{QUOTED} suffix="."'), of("T"), "“T.”", AMERICAN),
    ("punctuation-in-quote: a comma goes in", both(", ", QUOTED), of("T"), "“T,” Press", AMERICAN),
    ("punctuation-in-quote: a semicolon stays", both("; ", QUOTED), of("T"), "“T”; Press", AMERICAN),
    ("punctuation-in-quote: a colon stays", both(": ", QUOTED), of("T"), "“T”: Press", AMERICAN),
    ("punctuation-in-quote false: a full stop stays", title(f'{QUOTED} suffix="."'), of("T"), "“T”.", BRITISH),
    ("punctuation-in-quote false: a comma stays", both(", ", QUOTED), of("T"), "“T”, Press", BRITISH),
    ("a question mark in quotes swallows a full stop", title(f'{QUOTED} suffix="."'), of("Why?"), "“Why?”", AMERICAN),
]

AFFIXES: list[tuple[Any, ...]] = [
    ("three full stops in a suffix stay", title('suffix=" [...]. "') + '<text variable="publisher"/>', of("Anais"),
     "Anais [...]. Press"),
    ("three full stops in a prefix stay", title('prefix="... "'), of("Anais"), "... Anais"),
    ("three full stops swallow one after them", title('suffix="..."') + '<text value=". End"/>', of("Anais"),
     "Anais... End"),
    ("two full stops that meet are one all the same", title('suffix="."') + '<text value=". End"/>', of("Anais"),
     "Anais. End"),
    ("three full stops stay after a question mark", title('suffix="..."'), of("Why?"), "Why?..."),
    ("three full stops are three where a full stop is before them", title('suffix="..."'), of("Why."), "Why..."),
    ("three full stops stay after a quotation that is a question", title(f'{QUOTED} suffix="..."'), of("Why?"),
     "“Why?”...", BRITISH),
    ("three full stops stay outside of a quotation", title(f'{QUOTED} suffix="..., "') + '<text value="x"/>', of("Why"),
     "“Why”..., x", AMERICAN),
    ("three full stops that were typed stay", title('suffix="."'), of("To be continued..."), "To be continued..."),
    ("three full stops that were typed in a name stay",
     '<names variable="author" suffix="."><name form="long"/></names>',
     {"author": [{"family": "Doe...", "given": "J..."}]}, "J... Doe..."),
    ("a character that was escaped twice is that character", title('suffix="&amp;#160;&amp;mdash;"'), of("A"), "A\xa0—"),
    ("an ampersand that escapes nothing is one", title('suffix=" &amp; B;"'), of("A"), "A & B;"),
    ("prefix and suffix", title('prefix="(" suffix=")"'), of("T"), "(T)"),
    ("none around nothing", both(", ", "", 'prefix="(" suffix=")"'), {"title": "T"}, "T"),
    ("strip-periods", title('strip-periods="true"'), of("J. Comput. Sci."), "J Comput Sci"),
    ("strip-periods leaves those of the suffix", title('strip-periods="true" suffix="."'), of("J. Sci."), "J Sci."),
    ("strip-periods false", title('strip-periods="false"'), of("J. Sci."), "J. Sci."),
]

# What two signs become where texts meet: rows are the first, columns the second.
_SECOND = (".", ",", ";", ":", "?", "!")
COLLISIONS = {
    ".": (".", ".,", ".;", ".:", ".?", ".!"),
    ",": (",.", ",", ",;", ",:", ",?", ",!"),
    ";": (";", ";,", ";", ";", "?", "!"),
    ":": (":", ":,", ":;", ":", "?", "!"),
    "?": ("?", "?,", "?;", "?", "?", "?!"),
    "!": ("!", "!,", "!;", "!", "!?", "!"),
}
# fmt: on


def check(row: tuple[Any, ...], reads: Reads, **more: Any) -> None:
    _, layout, item, expected, *pieces = row
    assert reads(layout, item, **more, **(pieces[0] if pieces else {})) == expected


@pytest.mark.parametrize("row", FORMATTING, ids=lambda row: row[0])
def test_formatting(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads, format="html")


@pytest.mark.parametrize("row", TEXT_CASES, ids=lambda row: row[0])
def test_letter_case(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", QUOTES, ids=lambda row: row[0])
def test_quotation_marks(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("row", AFFIXES, ids=lambda row: row[0])
def test_affixes(row: tuple[Any, ...], reads: Reads) -> None:
    check(row, reads)


@pytest.mark.parametrize("first", COLLISIONS)
def test_punctuation_where_texts_meet(first: str, reads: Reads) -> None:
    found = tuple(reads(title(f'suffix="{second}"'), of(f"T{first}"))[1:] for second in _SECOND)
    assert found == COLLISIONS[first]
