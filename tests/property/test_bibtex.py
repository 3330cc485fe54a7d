"""What holds for every text that is given to the reader, and for every valid file."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from synbib.bibtex import Broken, Document, Entry, Preamble, StringDef
from synbib.bibtex.careful import CarefulReader
from synbib.bibtex.format import FormatOptions, format_document, says_the_same

# --- valid files ----------------------------------------------------------------------------------

blanks = st.text(" \t\n\r", max_size=3)
letters = "abcXYZ"
names = st.text(letters + "0123456789-_:+.", min_size=1, max_size=8).map(lambda name: f"n{name}")
keys = st.text(letters + "0123456789-_:/+.&#'éß中", min_size=1, max_size=8)
types = names.filter(lambda name: name.lower() not in {"string", "comment", "preamble"})
plain = st.text(letters + " \t\n,=#%@()\\~$é中\N{BYTE ORDER MARK}\0", max_size=8)
# Text with balanced braces in it; in quotes, quotation marks only inside braces.
balanced = st.recursive(
    st.one_of(plain, st.just('"')),
    lambda inner: st.lists(st.one_of(inner, inner.map(lambda text: f"{{{text}}}")), max_size=4).map(
        "".join
    ),
    max_leaves=8,
)
braced = balanced.map(lambda text: f"{{{text}}}")
quoted = st.lists(st.one_of(plain, braced), max_size=3).map(lambda parts: f'"{"".join(parts)}"')
bare = st.one_of(names, st.integers(0, 3000).map(str))
pieces = st.one_of(braced, quoted, bare)
values = st.builds(
    lambda first, rest: first + "".join(f"{a}#{b}{piece}" for a, b, piece in rest),
    pieces,
    st.lists(st.tuples(blanks, blanks, pieces), max_size=2),
)


@dataclass(frozen=True)
class Written:
    """A block and what is to be read from it."""

    source: str
    kind: str
    type: str
    key: str
    fields: tuple[tuple[str, str], ...]


@st.composite
def blocks(draw: st.DrawFn) -> Written:
    """An entry, a macro or a preamble, in braces or parentheses, with blanks wherever they may stand."""
    kind = draw(st.sampled_from(["entry", "entry", "entry", "string", "preamble"]))
    opening, closing = draw(st.sampled_from([("{", "}"), ("{", "}"), ("(", ")")]))
    some = [draw(blanks) for _ in range(4)]
    type_ = draw(types) if kind == "entry" else draw(st.sampled_from([kind, kind.upper()]))
    key = draw(keys) if kind == "entry" else ""
    fields: tuple[tuple[str, str], ...]
    if kind == "preamble":
        fields = (("", draw(values)),)
        body = fields[0][1]
    else:
        most = 4 if kind == "entry" else 1
        fields = tuple(
            draw(st.lists(st.tuples(names, values), min_size=int(kind == "string"), max_size=most))
        )
        body = f"{some[2]},{some[3]}".join(
            f"{name}{some[0]}={some[1]}{value}" for name, value in fields
        )
        if kind == "entry":
            comma = "," if fields or closing == ")" else draw(st.sampled_from(["", ","]))
            body = f"{key}{some[3]}{comma}{some[1]}{body}"
            body += draw(st.sampled_from(["", ","]) if fields else st.just(""))
    source = f"@{some[0]}{type_}{some[1]}{opening}{some[2]}{body}{some[3]}{closing}"
    return Written(source, kind, type_, key, fields)


@given(st.lists(st.tuples(blocks(), st.sampled_from(["", "\n", " ", "\r\n", "\n\nfree text\n"]))))
def test_a_valid_file_is_read_as_it_was_meant(written: list[tuple[Written, str]]) -> None:
    document = Document.parse("".join(block.source + gap for block, gap in written))

    read: list[tuple[str, str, str, Sequence[tuple[str, str]]]] = []
    for block in document.blocks:
        match block:
            case Entry():
                read.append(("entry", block.type, block.key, tuple(block.pairs)))
            case StringDef() | Preamble():
                pairs = tuple((field.name, field.value) for field in block.fields)
                read.append((block.type.lower(), block.type, "", pairs))
            case Broken():
                raise AssertionError(document.diagnostics)
    assert read == [(block.kind, block.type, block.key, block.fields) for block, _ in written]
    assert {found.code for found in document.diagnostics} <= {"duplicate-field"}


# --- any text -------------------------------------------------------------------------------------

hostile = st.text('@{}()",=#%\\ \n\r\t\0abk1é中\ud800\N{BYTE ORDER MARK}', max_size=60)
words = st.lists(
    st.sampled_from(
        [
            "@a{k,",
            "@string{",
            "@comment{",
            "@preamble{",
            "@a(",
            "x = {",
            'x="',
            "},\n",
            '",',
            "}",
            ")",
            "\n@a{k,",
            "\r@a{",
            " # ",
            "% ",
            "@",
            "{",
            '"',
            "=",
            ",",
            " ",
            "\n",
            "x",
            "1",
            "k",
        ]
    ),
    max_size=25,
).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A valid file, and then characters dropped, put in, or doubled."""
    text = "\n".join(block.source for block in draw(st.lists(blocks(), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        width = draw(st.integers(0, 3))
        put = draw(st.one_of(st.just(""), st.text('@{}()",=#% \n', max_size=2)))
        again = text[at : at + width] if draw(st.booleans()) else ""
        text = text[:at] + put + again + again + text[at + width :]
    return text


texts = st.one_of(hostile, words, mutated())


@given(texts)
@example('@m{e,e=""t}@"}')
@example("@k{b,t=%}\n@{},F=")
@example("x @a(k,x=1,@a(k,y={")
def test_every_text_is_kept_whole_and_every_place_lies_inside_it(text: str) -> None:
    document = Document.parse(text, "f.bib")

    assert "".join(block.source for block in document.blocks) == text
    assert all(block.start < block.end for block in document.blocks)
    for entry in document.entries:
        for field in entry.fields:
            assert entry.start <= field.start <= field.value_start <= field.end <= entry.end
            assert text[field.value_start : field.value_start + len(field.value)] == field.value
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in document.diagnostics:
        assert 1 <= found.line <= len(lines)
        # One more, for what is missing at the end of a line; a further one for a line break of two characters.
        assert 1 <= found.column <= len(lines[found.line - 1]) + 2
        assert found.message


@given(texts)
def test_a_text_is_read_alike_each_time(text: str) -> None:
    first, second = Document.parse(text), Document.parse(text)
    for entry in second.entries:
        assert entry.fields is not None  # asked for first or last: no difference
    assert first.diagnostics == second.diagnostics
    assert [(type(b), b.start, b.end) for b in first.blocks] == [
        (type(b), b.start, b.end) for b in second.blocks
    ]


@given(texts)
def test_the_quick_way_reads_what_the_careful_way_reads(text: str) -> None:
    document = Document.parse(text)
    for entry in document.entries:
        quick = entry.pairs
        assert quick == [(field.name, field.value) for field in entry.fields]
        if entry.problems:
            continue
        careful = CarefulReader(text).read(entry.start)
        assert careful is not None
        assert (careful.kind, careful.type, careful.key) == ("entry", entry.type, entry.key)
        assert careful.end == entry.end
        assert quick == [(field.name, field.value) for field in careful.fields]


@given(
    texts,
    st.sampled_from(
        [
            FormatOptions(),
            FormatOptions(sort=("key",), blank_lines=False),
            FormatOptions(tidy_comments=False, strip_comments=True),
        ]
    ),
)
def test_every_text_has_one_form_and_nothing_is_lost_by_it(
    text: str, options: FormatOptions
) -> None:
    before = Document.parse(text)
    formatted = format_document(before, options).text
    after = Document.parse(formatted)
    assert format_document(after, options).text == formatted
    assert says_the_same(before, after, options)
