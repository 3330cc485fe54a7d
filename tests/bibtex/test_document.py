"""What the reader makes of a text: the blocks, the fields as written, and what departs from the syntax.

A text's view has a line for each block but blanks, then the diagnostics without the file's name.
"""

import pytest

from synbib.bibtex import Broken, Comment, Document, Entry, Preamble, StringDef

CASES = [
    pytest.param(
        '@article{k, a = {T}, b="U", c=2020, d=jan}',
        ['@article k | a={T} | b="U" | c=2020 | d=jan'],
        id="fields in braces quotes and bare",
    ),
    pytest.param(
        '@book{k, é={ñ – 漢 {字} é}, 題="字 {–} é", y=年, z=x漢}\n@book{l,}\n@book{m}',
        ['@book k | é={ñ – 漢 {字} é} | 題="字 {–} é" | y=年 | z=x漢', "@book l", "@book m"],
        id="names and values in Latin-1 and beyond it, and no fields",
    ),
    pytest.param(
        "@book\n{\n k,\n t={T}\n}",
        ["@book k | t={T}"],
        id="the delimiter on the next line",
    ),
    pytest.param(
        "@ book { k , t = { T } , }",
        ["@book k | t={ T }"],
        id="blanks wherever they may stand",
    ),
    pytest.param(
        '@book(k, t={T (x)}, y="a)")@misc(b)',
        [
            '@book k | t={T (x)} | y="a)"',
            "broken @misc(b)",
            "1:36: cannot read @misc{b): no comma after the key; add the comma",
        ],
        id="parentheses",
    ),
    pytest.param(
        "@book(a)b, t={T})",
        ["@book a)b | t={T}"],
        id="parentheses with a parenthesis in the key",
    ),
    pytest.param(
        "\ufeff@book{k, t={T}}",
        ["junk \ufeff", "@book k | t={T}"],
        id="a byte order mark",
    ),
    pytest.param(
        "@book{k,\r\n t={T\r\n U},\r\n}\r\n",
        ["@book k | t={T\r\n U}"],
        id="crlf",
    ),
    pytest.param(
        "@book{k,\r t={T}\r}\r@book{b}\r",
        ["@book k | t={T}", "@book b"],
        id="cr alone",
    ),
    pytest.param(
        "@book{k, t={T\x00U}}\x00@book{b}",
        ["@book k | t={T\x00U}", "junk \x00", "@book b"],
        id="nul",
    ),
    pytest.param(
        '@book{k, p = pub # ", York" # {x}, m="8~" # jan#1}',
        ['@book k | p=pub # ", York" # {x} | m="8~" # jan#1'],
        id="concatenation",
    ),
    pytest.param(
        '@book{k, t="a {"}b{"} {"{c}"}", u={say "hi"}}',
        ['@book k | t="a {"}b{"} {"{c}"}" | u={say "hi"}'],
        id="quotes hold braces and quotes in them",
    ),
    pytest.param(
        "@book{k, t={open \\{ only}, y=1}\n@book{b}",
        [
            r"@book k | t={open \{ only}, y=1}",
            "@book b",
            "1:32: cannot read @book{k to its end: it is not closed; add the closing brace",
        ],
        id="an escaped brace counts",
    ),
    pytest.param(
        "@book{k, t={{{{{{{{x}}}}}}}}, y=1}",
        ["@book k | t={{{{{{{{x}}}}}}}} | y=1"],
        id="deep braces",
    ),
    pytest.param(
        "@book{k, t={line\n@misc{inner, x}\nend}, y=1}",
        ["@book k | t={line\n@misc{inner, x}\nend} | y=1"],
        id="a value holds what looks like an entry",
    ),
    pytest.param(
        "@book{k, u={a%20b}, t={50\\%\n%x}}",
        ["@book k | u={a%20b} | t={50\\%\n%x}"],
        id="percent in a value is text",
    ),
    pytest.param(
        "@book{k, Author-Email={x}, bdsk-url-1={y}, field+an={1=z}, a:b={q}}",
        ["@book k | Author-Email={x} | bdsk-url-1={y} | field+an={1=z} | a:b={q}"],
        id="names of fields",
    ),
    pytest.param(
        "@book{o'neil/2020:x+y.#&z, }@book{2020}@book{Müller, }@book{10.1/x(y)z,}",
        ["@book o'neil/2020:x+y.#&z", "@book 2020", "@book Müller", "@book 10.1/x(y)z"],
        id="keys",
    ),
    pytest.param(
        "@book{Doe et al 2020, t={T}}",
        [
            "@book Doe et al 2020 | t={T}",
            "1:7: the key 'Doe et al 2020' holds blanks; BibTeX takes none",
        ],
        id="key with blanks",
    ),
    pytest.param(
        "@book{a{2020}, t={T}}\n@book{b}",
        [
            "@book a{2020",
            "junk , t={T}}\n",
            "@book b",
            "1:14: this stands after the end of the entry; check the braces before it",
        ],
        id="key with braces",
    ),
    pytest.param(
        "@book{t={T}}",
        ["@book | t={T}", "1:7: @book has no key; give it one"],
        id="no key",
    ),
    pytest.param(
        "@book{, t={T}}",
        ["@book | t={T}", "1:7: @book has an empty key; give it one"],
        id="empty key",
    ),
    pytest.param(
        "@book{a}@book{b,}",
        ["@book a", "@book b"],
        id="only a key",
    ),
    pytest.param(
        "@book{a,t={T}} @book{b,t={U}}",
        ["@book a | t={T}", "@book b | t={U}"],
        id="two entries on a line",
    ),
    pytest.param(
        "@book { a  }",
        ["@book a"],
        id="no fields and blanks",
    ),
    pytest.param(
        "@book{k, t={T},, y=1,,}",
        [
            "@book k | t={T} | y=1",
            "1:16: a comma too many; delete it",
            "1:22: a comma too many; delete it",
        ],
        id="stray commas",
    ),
    pytest.param(
        "@book{k, t={T}\n y=1}",
        ["@book k | t={T} | y=1", "1:15: a comma is missing after 't'; add it"],
        id="a missing comma",
    ),
    pytest.param(
        "@book{k\n t={T}}",
        ["@book k | t={T}", "1:8: a comma is missing after the key; add it"],
        id="a missing comma after the key",
    ),
    pytest.param(
        "@book{k, t=, y=1}",
        ["@book k | t= | y=1", "1:12: the field 't' has no value; write {}"],
        id="no value",
    ),
    pytest.param(
        "@book{k, y=2020a, p=1--2, v=12}",
        ["@book k | y=2020a | p=1--2 | v=12"],
        id="a word and a number",
    ),
    pytest.param(
        "@book{k, what is this, y=1}",
        ["@book k | y=1", "1:10: 'what is this' is not a field; write name = {value},"],
        id="junk in an entry",
    ),
    pytest.param(
        '@book{k, t="a "b" c", y=1}',
        ['@book k | t="a "b" c" | y=1', '1:15: a quotation mark inside a quoted value; write {"}'],
        id="unescaped quotes",
    ),
    pytest.param(
        '@book{k, t="a, y=1}\n@misc{b}',
        [
            "@book k",
            "@misc b",
            "1:12: cannot read @book{k: this quotation mark is not closed; close it, with its braces balanced",
        ],
        id="a quotation mark that is not closed",
    ),
    pytest.param(
        "@book{k, t={a {b},\n y=1}\n@misc{b, t={T}}\n@misc{c}",
        [
            "@book k | t={a {b},\n y=1}",
            "@misc b | t={T}",
            "@misc c",
            "2:6: cannot read @book{k to its end: it is not closed; add the closing brace",
        ],
        id="a brace that is not closed",
    ),
    pytest.param(
        "@book{k, t={a }b},\n y=1}\n@misc{b}",
        [
            "@book k | t={a }",
            "junk ,\n y=1}\n",
            "@misc b",
            "1:16: 'b' is not a field; write name = {value},",
            "1:18: this stands after the end of the entry; check the braces before it",
        ],
        id="a brace too many",
    ),
    pytest.param(
        "@book{k, t={T}, y=1\n\n@misc{b}",
        [
            "@book k | t={T} | y=1",
            "@misc b",
            "1:20: cannot read @book{k to its end: it is not closed; add the closing brace",
        ],
        id="entry not closed",
    ),
    pytest.param(
        "@misc{b}\n@book{k, t={T},\n a={X",
        [
            "@misc b",
            "broken @book{k, t={T},\n a={X",
            "3:4: cannot read @book{k: this brace is not closed; check that every { has its }",
        ],
        id="the end of the file",
    ),
    pytest.param(
        "@book{k, t={T}; y=1}",
        ["@book k | t={T}", "1:15: '; y=1' is not a field; write name = {value},"],
        id="semicolon",
    ),
    pytest.param(
        "@book{k,\n % n={off},\n t={T}, % trailing\n y=1}",
        [
            "@book k | t={T} | y=1",
            "2:2: BibTeX knows no comments inside an entry; move it out",
            "3:9: BibTeX knows no comments inside an entry; move it out",
        ],
        id="a comment inside an entry",
    ),
    pytest.param(
        "% @book{k, t={T}}\n@misc{b}",
        [
            "junk % ",
            "@book k | t={T}",
            "@misc b",
            "1:3: BibTeX reads this entry: % begins no comment between entries; delete the @",
        ],
        id="an entry after a percent sign",
    ),
    pytest.param(
        "by me@example.org and @home, @{ and @.\n@misc{a}\ntrailing @ text",
        ["junk by me@example.org and @home, @{ and @.\n", "@misc a", "junk \ntrailing @ text"],
        id="free text",
    ),
    pytest.param(
        "@comment{ @misc{x, t={hidden}} }@misc{a}",
        ["comment  @misc{x, t={hidden}} ", "@misc a"],
        id="comment",
    ),
    pytest.param(
        "@comment(a)@misc{a}",
        ["comment a", "@misc a"],
        id="comment in parentheses",
    ),
    pytest.param(
        "@comment{ a\n@misc{a}",
        ["comment  ", "@misc a", "1:9: this comment is not closed; close it"],
        id="comment not closed",
    ),
    pytest.param(
        "@comment jabref\n@misc{a}",
        ["junk @comment jabref\n", "@misc a"],
        id="comment without delimiter",
    ),
    pytest.param(
        "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n}\n",
        ["comment jabref-meta: grouping:\n0 AllEntriesGroup:;\n"],
        id="jabref",
    ),
    pytest.param(
        '@string{x = "y" # z}@STRING(Foo = {a})',
        ['string x = "y" # z', "string Foo = {a}"],
        id="string",
    ),
    pytest.param(
        "@string{x}",
        ["string  = ", "1:9: 'x' is not a field; write name = {value},"],
        id="string without value",
    ),
    pytest.param(
        r'@preamble{ "\def\x{}" # "b" }',
        [r'preamble "\def\x{}" # "b"'],
        id="preamble",
    ),
    pytest.param(
        "@book{k, t={T}, T={U}, y=1, t={V}}",
        [
            "@book k | t={T} | T={U} | y=1 | t={V}",
            "1:17: the field 'T' stands twice; the first one counts; delete one of them",
            "1:29: the field 't' stands twice; the first one counts; delete one of them",
        ],
        id="repeated field",
    ),
    pytest.param(
        "@book{k}@book{k}",
        ["@book k", "@book k"],
        id="duplicate keys",
    ),
    pytest.param(
        "@x@book{k}",
        ["junk @x", "@book k"],
        id="type with an at",
    ),
    pytest.param(
        "@book{k, t={a,\r y=1}\r@misc{b}\r",
        [
            "@book k | t={a,\r y=1}",
            "@misc b",
            "2:6: cannot read @book{k to its end: it is not closed; add the closing brace",
        ],
        id="a brace that is not closed, cr alone",
    ),
    pytest.param(
        '@m{e, a=""t}@"}',
        [
            '@m e | a=""',
            'junk @"}',
            "1:11: 't' is not a field; write name = {value},",
        ],
        id="a quotation mark after the end of the entry closes no value of it",
    ),
    pytest.param(
        "@m{a},\n@m{b}}\n@m{c}, lost}\n",
        [
            "@m a",
            "junk ,\n",
            "@m b",
            "junk }\n",
            "@m c",
            "junk , lost}\n",
            "1:6: this stands after the end of the entry; check the braces before it",
            "2:6: this stands after the end of the entry; check the braces before it",
            "3:6: this stands after the end of the entry; check the braces before it",
        ],
        id="leftovers",
    ),
    pytest.param(
        "@m{a}@m{b, x={c\n@m{d}",
        [
            "@m a",
            "broken @m{b, x={c\n",
            "@m d",
            "1:14: cannot read @m{b: this brace is not closed; check that every { has its }",
        ],
        id="a broken entry after another on its line",
    ),
]


def view(text: str) -> list[str]:
    """What is read, a line for each block, and each diagnostic."""
    document = Document.parse(text, "f.bib")
    lines: list[str] = []
    for block in document.blocks:
        match block:
            case Entry():
                pairs = (f"{name}={value}" for name, value in block.pairs)
                lines.append(" | ".join([f"@{block.type} {block.key}".rstrip(), *pairs]))
            case StringDef():
                lines.append(f"string {block.name} = {block.value}")
            case Preamble():
                lines.append(f"preamble {block.value}")
            case Comment():
                lines.append(f"comment {block.text}")
            case Broken():
                lines.append(f"broken {block.source}")
            case _ if block.source.strip():
                lines.append(f"junk {block.source}")
    return [*lines, *(str(found).removeprefix("f.bib:") for found in document.diagnostics)]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_is_read_as(text: str, expected: list[str]) -> None:
    assert view(text) == expected


@pytest.mark.parametrize("text", [case.values[0] for case in CASES])
def test_nothing_of_a_text_is_lost(text: str) -> None:
    document = Document.parse(text)
    assert "".join(block.source for block in document.blocks) == text
    for entry in document.entries:
        assert entry.source[entry.body - entry.start :].endswith(entry.source[-1])
        for field in entry.fields:
            assert text[field.value_start : field.value_start + len(field.value)] == field.value


def test_a_byte_order_mark_is_in_no_column() -> None:
    document = Document.parse("\ufeff@book{k, t}\n@book{l, t}\n", "f.bib")
    assert [str(found).split(": ")[0] for found in document.diagnostics] == [
        "f.bib:1:10",
        "f.bib:2:10",
    ]
    assert [document.position(each.start) for each in document.entries] == [(1, 1), (2, 1)]
    assert document.line(1) == "@book{k, t}"
    assert document.block_at(1, 1) is next(iter(document.entries))
    # The first places are counted, and later ones looked up.
    assert {document.position(at) for at in [12] * 100} == {(1, 12)}


def test_an_entry_says_where_it_stands() -> None:
    document = Document.parse("% x\n\n  @book{k,\n  title = {T},\n}\n", "f.bib")
    (entry,) = document.entries
    (field,) = entry.fields

    assert (entry.line, entry.start, entry.source) == (3, 7, "@book{k,\n  title = {T},\n}")
    assert document.position(field.start) == (4, 3)
    assert document.text[field.start : field.end] == "title = {T}"
    assert repr(entry) == "<Entry f.bib:3>"


def test_fields_are_the_same_whether_their_places_are_asked_for_or_not() -> None:
    text = '@book{k, t = {a {b}}, u = "x" # y,}'
    quick, careful = (next(Document.parse(text).entries) for _ in range(2))

    assert quick.pairs == [(field.name, field.value) for field in careful.fields]
    assert careful.pairs == quick.pairs


def test_a_leftover_is_an_error_only_where_something_would_be_lost() -> None:
    document = Document.parse("@m{a},\n@m{b}}\n@m{c}, lost}\n")
    assert [found.severity for found in document.diagnostics] == ["warning", "warning", "error"]


# Each of these takes hours if some part of the reader looks at the rest of the text for each @, brace or quotation
# mark, and a second or two if none does.
N = 100_000
LARGE = {
    "open braces": "{" * 10_000_000,
    "closing braces": "}" * 10_000_000,
    "signs": "@" * N,
    "signs and blanks": "@ " * N,
    "unclosed on lines": "@a{b, x={y},\n" * N,
    "unclosed on one line": "@a{b, x={y}, " * N,
    "unclosed, no key": "@a{" * N,
    "unclosed values": "x @a{b, x={" * N,
    "unclosed in parentheses": "x @a(b, x=1, " * N + 'x="',
    "no key in parentheses": "x @a(= " * N,
    "keys with blanks": "x @a(b " * N,
    "deep braces": "@a{b, x=" + "{" * N + "}" * N + "}",
    "deep braces in quotes": '@a{b, x="' + "{" * N + "}" * N + '"}',
    "deep braces, unclosed": "@a{b, x=" + "{" * N,
    "nested entries": "@a{b, x={" * N + "}}" * N,
    "entries in an entry": "@a{b, x={" + "@c{d, y={z}}\n" * N + "}}",
    "unclosed comments": "@comment(" * N,
    "quotation marks": "@a{b," + 'x=""y,' * (N // 10) + "}",
    "unclosed quotes": '@a{b, x="' * N,
    "one field again": "@a{b," + "x=1," * (N // 10) + "}",
    "commas": "@a{b" + "," * (N // 10) + "}",
    "no commas": "@a{b," + "x={} " * (N // 10) + "}",
    "comments": "%\n" * N + "@a{b}",
    "concatenation": "@a{b, x=" + "1 # " * N + "1}",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_reading_takes_time_in_proportion_to_the_text(text: str) -> None:
    document = Document.parse(text)
    assert sum(len(block.source) for block in document.blocks) == len(text)
    for entry in document.entries:
        assert entry.pairs is not None
    assert document.diagnostics is not None
