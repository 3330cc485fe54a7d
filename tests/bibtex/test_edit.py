"""Edits change what they name, in the layout that is there, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from synbib.bibtex import Comment, Document, Edits, Entry, Junk
from synbib.errors import BibtexError, UnknownNameError
from synbib.library.groups import format_tree, parse_tree

Change = Callable[[Edits], None]


def edited(text: str, *changes: Change) -> str:
    edits = Edits(Document.parse(text))
    for change in changes:
        change(edits)
    return edits.text()


def set_(name: str, value: str, key: str = "a") -> Change:
    return lambda edits: edits.set_field(key, name, value)


def remove(name: str, key: str = "a") -> Change:
    return lambda edits: edits.remove_field(key, name)


ALIGNED = """\
@article{a,
  author  = {Doe, Jane},
  title   = "A title",
  year    = 1999,
}
"""


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("@a{a, x = {1}}", set_("x", "2"), "@a{a, x = {2}}"),
        ('@a{a, x = "1"}', set_("x", "2"), '@a{a, x = "2"}'),
        ('@a{a, x = "1"}', set_("x", 'say "hi"'), '@a{a, x = {say "hi"}}'),
        ('@a{a, x = "1"}', set_("x", 'say {"}hi{"}'), '@a{a, x = "say {"}hi{"}"}'),
        ("@a{a, x = 1}", set_("x", "2"), "@a{a, x = 2}"),
        ("@a{a, x = 1}", set_("x", "two"), "@a{a, x = {two}}"),
        ("@a{a, x = jan # { 1}}", set_("x", "2"), "@a{a, x = {2}}"),
        ("@a{a, x = {1} # {2}}", set_("x", "3"), "@a{a, x = {3}}"),
        ('@a{a, x = m, y = "1"}', set_("x", "2"), '@a{a, x = "2", y = "1"}'),
        ("@a{a, X = {1}}", set_("x", "2"), "@a{a, X = {2}}"),
        ("@a{a, x = {1}, x = {2}}", set_("x", "3"), "@a{a, x = {3}, x = {2}}"),
        # a new field
        ("@a{a, x = {1}}", set_("y", "2"), "@a{a, x = {1}, y = {2}}"),
        ("@a{a,x={1}}", set_("y", "2"), "@a{a,x={1},y={2}}"),
        ("@a{a, x = {1},}", set_("y", "2"), "@a{a, x = {1}, y = {2},}"),
        ("@a(a, x = {1})", set_("y", "2"), "@a(a, x = {1}, y = {2})"),
        ("@a{a}", set_("y", "2"), "@a{a,\n  y = {2},\n}"),
        ("@a{a,\n}", set_("y", "2"), "@a{a,\n  y = {2},\n}"),
        ("@a{a,\r\n\tx = 1\r\n}\r\n", set_("y", "2"), "@a{a,\r\n\tx = 1,\r\n\ty = {2}\r\n}\r\n"),
        ("@a{a,\r\tx = {1}\r}\r", set_("y", "2"), "@a{a,\r\tx = {1},\r\ty = {2}\r}\r"),
        (
            "@a{a\n , x = {1}\n , y = {2}\n }",
            set_("z", "3"),
            "@a{a\n , x = {1}\n , y = {2}\n , z = {3}\n }",
        ),
        (
            "@a{a,\n  x = {1} % note\n}",
            set_("y", "2"),
            "@a{a,\n  x = {1}, % note\n  y = {2}\n}",
        ),
        (ALIGNED, set_("doi", "10/1"), ALIGNED[:-2] + "  doi     = {10/1},\n}\n"),
        (
            "@a{a,\n author= {x},\n year=   1}",
            set_("title", "T"),
            "@a{a,\n author= {x},\n year=   1,\n title=  {T}\n}",
        ),
        # removed
        (ALIGNED, remove("title"), ALIGNED.replace('  title   = "A title",\n', "")),
        (ALIGNED, remove("year"), ALIGNED.replace("  year    = 1999,\n", "")),
        ("@a{a, x = 1, y = 2}", remove("x"), "@a{a, y = 2}"),
        ("@a{a, x = 1, y = 2}", remove("y"), "@a{a, x = 1}"),
        ("@a{a, x = 1, y = 2,}", remove("y"), "@a{a, x = 1,}"),
        ("@a{a,\n  x = 1,\n  y = 2\n}", remove("y"), "@a{a,\n  x = 1\n}"),
        ("@a{a, x = 1, y = 2, X = 3}", remove("x"), "@a{a, y = 2}"),
        ("@a{a,\n  % n\n  x = 1,\n  y = 2\n}", remove("x"), "@a{a,\n  % n\n  y = 2\n}"),
        ("@a{a,\n  x = 1,\n  % n\n  y = 2\n}", remove("y"), "@a{a,\n  x = 1\n  % n\n}"),
        ("@a{a,\n  x = 1, % n\n  y = 2\n}", remove("x"), "@a{a, % n\n  y = 2\n}"),
        ("@a{a, x = 1, y = 2, % c\n}", remove("y"), "@a{a, x = 1, % c\n}"),
    ],
)
def test_a_field_is_changed_in_the_layout_of_its_entry(
    text: str, change: Change, expected: str
) -> None:
    assert edited(text, change) == expected
    assert not any(d.severity == "error" for d in Document.parse(expected).diagnostics)


def test_what_is_no_field_does_not_become_part_of_a_value() -> None:
    text = "@misc{k, x = 12, y = {}, x c\n = {}, y = {}}"
    changed = Document.parse(edited(text, lambda e: e.remove_field("k", "y")))
    assert next(changed.entries).pairs == [("x", "12")]


COMMENTED = """\
@misc(a,
  title % "one"
    = {A},
  note  = % two, {
    ",%",
  year  = 1999,
)
"""


def test_a_comment_before_a_value_stays_when_its_field_is_edited() -> None:
    assert next(Document.parse(COMMENTED).entries).pairs == [
        ("title", "{A}"),
        ("note", '",%"'),
        ("year", "1999"),
    ]
    assert edited(COMMENTED, set_("note", "B")) == COMMENTED.replace('",%"', '"B"')
    assert edited(COMMENTED, lambda e: e.rename_field("a", "note", "annote")) == COMMENTED.replace(
        "note ", "annote "
    )
    assert (
        edited(COMMENTED, remove("note"))
        == """\
@misc(a,
  title % "one"
    = {A},% two, {
  year  = 1999,
)
"""
    )


def test_a_renamed_field_keeps_the_alignment() -> None:
    renamed = edited(ALIGNED, lambda e: e.rename_field("a", "YEAR", "date"))
    assert renamed == ALIGNED.replace("year ", "date ")
    renamed = edited(ALIGNED, lambda e: e.rename_field("a", "title", "booktitle"))
    assert renamed == ALIGNED.replace("title   =", "booktitle =")
    with pytest.raises(BibtexError, match="has a field 'title' already"):
        edited(ALIGNED, lambda e: e.rename_field("a", "year", "title"))


def test_a_name_that_is_too_long_for_the_column_leaves_the_alignment_as_it_is() -> None:
    aligned = "@misc{a,\n  title  = {A},\n  groups = {B},\n}\n"
    several = edited(
        aligned,
        set_("table-name-note", "N"),
        set_("table-size-note", "S"),
        set_("year", "1999"),
    )
    assert (
        several
        == """\
@misc{a,
  title  = {A},
  groups = {B},
  table-name-note = {N},
  table-size-note = {S},
  year   = {1999},
}
"""
    )


def test_several_edits_of_one_entry_compose() -> None:
    assert (
        edited(
            ALIGNED,
            set_("year", "2000"),
            lambda e: e.rename_field("a", "year", "date"),
            set_("date", "2001-01-01"),
            remove("title"),
            set_("note", "n"),
            lambda e: e.rename_entry("a", "b"),
            set_("note", "m", "b"),
        )
        == """\
@article{b,
  author  = {Doe, Jane},
  date    = {2001-01-01},
  note    = {m},
}
"""
    )


def test_what_is_set_and_set_back_leaves_no_trace() -> None:
    assert edited(ALIGNED, set_("title", "B"), set_("title", "A title")) == ALIGNED


def test_a_value_as_written_may_hold_macros() -> None:
    changed = edited(ALIGNED, lambda e: e.set_field("a", "month", "{1~} # jan", as_written=True))
    assert changed == ALIGNED[:-2] + "  month   = {1~} # jan,\n}\n"
    for wrong in ("two words", "{open", "{a}, b = {c}", "", '"'):
        with pytest.raises(BibtexError, match="is not a value"):
            edited(ALIGNED, lambda e, wrong=wrong: e.set_field("a", "x", wrong, as_written=True))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (set_("title", "a { b"), r"the value of 'title' holds a \{ that is not closed"),
        (set_("title", r"a \} b"), r"the value of 'title' holds a \} that nothing opened"),
        (set_("ti tle", "x"), "'ti tle' is not a field name"),
        (lambda e: e.add_entry("misc", "a", {}), "there is an entry 'a' already"),
        (lambda e: e.add_entry("misc", "b c", {}), "'b c' is not a citation key"),
        (lambda e: e.rename_entry("a", "b,"), "'b,' is not a citation key"),
        (lambda e: e.set_string("m", "{"), "the value of 'm' holds"),
        (lambda e: e.set_comment("x", "{"), "the comment holds"),
        (lambda e: e.set_comment("x", "y"), "does not begin with 'x'"),
    ],
)
def test_what_cannot_stand_in_a_file_is_refused(change: Change, message: str) -> None:
    with pytest.raises(BibtexError, match=message):
        edited(ALIGNED, change)


def test_an_unknown_key_or_field_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown field 'titel'; did you mean title"):
        edited(ALIGNED, remove("titel"))
    with pytest.raises(UnknownNameError, match="unknown key 'b'"):
        edited(ALIGNED, remove("title", "b"))


# --- entries --------------------------------------------------------------------------------------------

THREE = """\
% head

@string{m = {M}}

@misc{a, x = {1}}

% about b
@misc{b, x = {2}, crossref = {C}} % after b

@book{c, x = {3}, related = {a, b}}

@Comment{end}
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda e: e.add_entry("book", "d", {"x": "4"}),
            THREE.replace("b}}\n", "b}}\n\n@book{d, x = {4}}\n"),
        ),
        (
            lambda e: e.add_entry("book", "d", {"x": "4"}, after="b"),
            THREE.replace("after b\n", "after b\n\n@book{d, x = {4}}\n"),
        ),
        (lambda e: e.remove_entry("a"), THREE.replace("@misc{a, x = {1}}\n\n", "")),
        (
            lambda e: e.remove_entry("c"),
            THREE.replace("@book{c, x = {3}, related = {a, b}}\n\n", ""),
        ),
        (
            lambda e: e.move_entry("c", None),
            "% head\n\n@string{m = {M}}\n\n@book{c, x = {3}, related = {a, b}}\n\n"
            "@misc{a, x = {1}}\n\n% about b\n@misc{b, x = {2}, crossref = {C}} % after b\n\n@Comment{end}\n",
        ),
        (lambda e: e.move_entry("b", "b"), THREE),
        (
            lambda e: e.rename_entry("c", "cc"),
            THREE.replace("@book{c", "@book{cc").replace("{C}", "{cc}"),
        ),
        (
            lambda e: e.rename_entry("b", "bb"),
            THREE.replace("@misc{b", "@misc{bb").replace("{a, b}", "{a, bb}"),
        ),
        (
            lambda e: e.rename_entry("b", "bb", references=False),
            THREE.replace("@misc{b", "@misc{bb"),
        ),
        (lambda e: e.set_type("b", "book"), THREE.replace("@misc{b", "@book{b")),
        (lambda e: e.set_string("M", "N"), THREE.replace("{M}", "{N}")),
        (
            lambda e: e.set_string("n", "N"),
            THREE.replace("{M}}\n", "{M}}\n@string{n = {N}}\n"),
        ),
        (lambda e: e.set_comment("END", "end of it"), THREE.replace("{end}", "{end of it}")),
        (lambda e: e.set_comment("x:", "x: 1"), THREE + "\n@Comment{x: 1}\n"),
    ],
)
def test_an_entry_or_macro_is_changed_and_the_rest_keeps_its_bytes(
    change: Change, expected: str
) -> None:
    assert edited(THREE, change) == expected


def test_a_moved_entry_takes_its_comment_along_and_can_be_edited() -> None:
    text = "@a{a, x = 1}\n\n% on b\n@a{b, x = 2}\n\n@a{c, x = 3}\n"
    moved = "@a{a, x = 1}\n\n@a{c, x = 3}\n\n% on b\n@a{b, x = 4}\n"
    assert edited(text, lambda e: e.move_entry("b", "c"), set_("x", "4", "b")) == moved
    assert edited(text, set_("x", "4", "b"), lambda e: e.move_entry("b", "c")) == moved
    back = edited(moved, lambda e: e.move_entry("b", "a"), set_("x", "2", "b"))
    assert back == text


def test_new_entries_follow_each_other_and_can_be_edited_moved_and_removed() -> None:
    def change(edits: Edits) -> None:
        for key in "bcd":
            edits.add_entry("misc", key, [("x", key)])
        edits.set_field("d", "y", "1")
        edits.move_entry("d", "a")
        edits.remove_entry("c")
        edits.add_entry("misc", "e", {}, after="b")

    text = "@misc{a,\n\tx={1}\n}\n"
    assert edited(text, change) == (
        "@misc{a,\n\tx={1}\n}\n\n@misc{d,\n\tx={d},\n\ty={1}\n}\n\n@misc{b,\n\tx={b}\n}\n\n@misc{e,\n}\n"
    )


def test_an_entry_is_added_to_an_empty_file_and_removed_again() -> None:
    text = edited("", lambda e: e.add_entry("misc", "a", {"title": "T"}))
    assert text == "@misc{a,\n  title = {T},\n}\n"
    assert edited(text, lambda e: e.remove_entry("a")) == ""
    assert edited("% x", lambda e: e.add_entry("misc", "a", {})) == "% x\n\n@misc{a,\n}\n"


def test_the_last_entries_leave_no_blank_lines() -> None:
    text = "@a{a}\n\n@a{b}\n\n@a{c}\n"
    both = edited(text, lambda e: e.remove_entry("b"), lambda e: e.remove_entry("c"))
    assert both == "@a{a}\n"


def test_of_two_entries_with_one_key_the_first_is_meant_and_the_other_can_be_given() -> None:
    document = Document.parse("@a{k, x = 1}\n@a{k, x = 2}\n")
    first, second = document.entries
    edits = Edits(document)
    assert first.key == second.key
    edits.set_field(second, "x", "3")
    edits.rename_entry("k", "l")
    edits.set_field("k", "y", "4")
    assert edits.text() == "@a{l, x = 1}\n@a{k, x = 3, y = {4}}\n"


def test_a_macro_is_defined_before_all_entries() -> None:
    text = "% head\n\n@a{k, x = m}\n"
    assert edited(text, lambda e: e.set_string("m", "M")) == (
        "% head\n\n@string{m = {M}}\n\n@a{k, x = m}\n"
    )
    assert edited("", lambda e: e.set_string("m", "M")) == "@string{m = {M}}\n"


def test_the_comment_with_jabrefs_groups_is_replaced_in_place(refs_bib: Path) -> None:
    document = Document.parse(refs_bib.read_bytes().decode("utf-8"))
    tree = parse_tree(block.text for block in document.blocks if isinstance(block, Comment))
    assert tree is not None
    edits = Edits(document)
    edits.set_comment("jabref-meta: grouping:", format_tree(tree))
    assert edits.text() == document.text


OLD_GROUPS = r"""@misc{a}
@misc{b;c, crossref = {a}, ids = {a}}

@comment{jabref-meta: groupsversion:3;}

@comment{jabref-meta: groupstree:
0 AllEntriesGroup:;
1 ExplicitGroup:a\\\;\;0\;a\;b\\\;c\;ab\;;
2 ExplicitGroup:Broken in the middle of a rec
ord\;2\;ab\;a
\;;
1 KeywordGroup:a\;0\;keywords\;a\;0\;0\;;
1 ExplicitGroup:a\;0\;;
}
"""


@pytest.mark.parametrize(
    ("change", "replaced"),
    [
        (
            lambda e: e.rename_entry("a", "x;y"),
            [
                ("@misc{a}", "@misc{x;y}"),
                ("crossref = {a}", "crossref = {x;y}"),
                (r"0\;a\;b", r"0\;x\\\;y\;b"),
                ("rec\nord\\;2\\;ab\\;a\n\\;;", r"record\;2\;ab\;x\\\;y\;;"),
            ],
        ),
        (
            lambda e: e.rename_entry("b;c", "d"),
            [("@misc{b;c", "@misc{d"), (r"\;b\\\;c\;", r"\;d\;")],
        ),
        (lambda e: e.rename_entry("a", "z", references=False), [("@misc{a}", "@misc{z}")]),
        (
            lambda e: (e.rename_entry("a", "z"), e.rename_entry("z", "a")),
            [("rec\nord\\;2\\;ab\\;a\n\\;;", r"record\;2\;ab\;a\;;")],
        ),
    ],
)
def test_jabrefs_old_groups_list_a_renamed_entry_by_its_new_key(
    change: Change, replaced: list[tuple[str, str]]
) -> None:
    expected = OLD_GROUPS
    for old, new in replaced:
        assert old in expected
        expected = expected.replace(old, new)
    assert edited(OLD_GROUPS, change) == expected


# --- keys -----------------------------------------------------------------------------------------------

NAMED = """\
% synbib: ignore duplicate a b
@book{a, ids = {c, old}, title = {A}}
@misc{b, crossref = {A}, xref = "b", xdata = {a,b}, related = {a, b, A}, ids = {a}}
@set{s, entryset = a, publisher = {xdata=a-title}, author = {xdata=a-b-author-1 and xdata = b-author}}
@comment{jabref-meta: groupstree:
0 AllEntriesGroup:;
1 ExplicitGroup:X\\;0\\;a\\;b\\;;
}
"""


def test_whatever_names_an_entry_follows_its_new_key() -> None:
    assert edited(NAMED, lambda e: e.rename_entries({"a": "c"})) == (
        NAMED.replace("duplicate a b", "duplicate c b")
        .replace("@book{a, ids = {c, old}", "@book{c, ids = {old}")
        .replace("crossref = {A}", "crossref = {c}")
        .replace("{a,b}", "{c,b}")
        .replace("{a, b, A}", "{c, b, A}")
        .replace("xdata=a-title", "xdata=c-title")
        .replace(r";0\;a\;", r";0\;c\;")
    )


def test_two_entries_may_get_each_others_key() -> None:
    swapped = edited(NAMED, lambda e: e.rename_entries({"a": "b", "b": "a"}))
    assert swapped.startswith("% synbib: ignore duplicate b a\n@book{b, ")
    assert '@misc{a, crossref = {b}, xref = "a", xdata = {b,a}, related = {b, a, A}}' in swapped
    assert r"\;b\;a\;" in swapped
    with pytest.raises(BibtexError, match="there is an entry 'b' already"):
        edited(NAMED, lambda e: e.rename_entries({"a": "b"}))
    with pytest.raises(BibtexError, match="there is an entry 'x' already"):
        edited(NAMED, lambda e: e.rename_entries({"a": "x", "b": "x"}))


def test_many_keys_are_renamed_in_one_go(steps: Callable[[Callable[[], object]], int]) -> None:
    def renaming(number: int) -> Callable[[], object]:
        text = "".join(f"@misc{{k{n}, related = {{k{n - 1}}}}}\n" for n in range(number))
        edits = Edits(Document.parse(text))
        return lambda: edits.rename_entries({f"k{n}": f"l{n}" for n in range(number)})

    assert steps(renaming(200)) < 2.2 * steps(renaming(100))


# --- for every file -------------------------------------------------------------------------------------

CONTENT = st.recursive(
    st.text(st.sampled_from('ab \n"%,=#@\\é'), max_size=8),
    lambda inner: st.lists(inner | inner.map("{{{}}}".format), max_size=3).map("".join),
    max_leaves=6,
)


@st.composite
def bib_files(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    blank = st.sampled_from(["", " ", "\t", newline, f"{newline}  ", f" % c{newline} "])
    pieces = []
    for number in range(draw(st.integers(0, 4))):
        fields = []
        for name in draw(st.lists(st.sampled_from(["x", "year", "Title", "note"]), max_size=4)):
            content = draw(CONTENT)
            quotable = '"' not in content
            values = [
                f"{{{content}}}",
                "12",
                "jan",
                "m # {x}",
                *([f'"{content}"'] if quotable else []),
            ]
            spaced = draw(blank), draw(blank), draw(blank), draw(blank)
            fields.append(
                f"{spaced[0]}{name}{spaced[1]}={spaced[2]}{draw(st.sampled_from(values))}"
                + spaced[3]
            )
        comma = draw(st.sampled_from(["", ","])) if fields else ""
        opening, closing = draw(st.sampled_from([("{", "}"), ("(", ")")]))
        pieces.append(f"@misc{opening}k{number},{','.join(fields)}{comma}{draw(blank)}{closing}")
        pieces.append(
            draw(
                st.sampled_from(
                    [newline, newline * 2, " ", f"{newline}% c{newline}", f" text{newline}"]
                )
            )
        )
    return "".join(pieces)


def contents(document: Document) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(entry.key, entry.pairs) for entry in document.entries]


def others(document: Document, key: str) -> list[str]:
    """The sources of all blocks but one entry and what is only blank."""
    return [
        block.source
        for block in document.blocks
        if not (isinstance(block, Entry) and block.key == key)
        and not (isinstance(block, Junk) and not block.source.strip())
    ]


@given(bib_files(), CONTENT, st.data())
def test_a_field_set_is_read_back_and_all_else_is_as_it_was(
    text: str, content: str, data: st.DataObject
) -> None:
    before = Document.parse(text)
    entries = list(before.entries)
    if not entries:
        return
    entry = data.draw(st.sampled_from(entries))
    name = data.draw(st.sampled_from(["x", "year", "title", "doi"]))
    edits = Edits(before)
    edits.set_field(entry, name, content)
    after = edits.document()
    assert others(after, entry.key) == others(before, entry.key)
    [changed] = [e for e in after.entries if e.key == entry.key]
    values = [value for n, value in changed.pairs if n.lower() == name]
    assert values[0] in (f"{{{content}}}", f'"{content}"', content)
    kept = [(n, v) for n, v in entry.pairs if n.lower() != name]
    assert [(n, v) for n, v in changed.pairs if n.lower() != name] == kept


@given(bib_files(), st.data())
def test_a_field_removed_is_gone_and_all_else_is_as_it_was(text: str, data: st.DataObject) -> None:
    before = Document.parse(text)
    entries = [entry for entry in before.entries if entry.fields]
    if not entries:
        return
    entry = data.draw(st.sampled_from(entries))
    name = data.draw(st.sampled_from([f.name for f in entry.fields]))
    edits = Edits(before)
    edits.remove_field(entry, name)
    after = edits.document()
    assert others(after, entry.key) == others(before, entry.key)
    [changed] = [e for e in after.entries if e.key == entry.key]
    kept = [(n, v) for n, v in entry.pairs if n.lower() != name.lower()]
    assert changed.pairs == kept
    assert edits.text().count("%") + entry.source.count("{") * 99 >= text.count("%") - sum(
        v.count("%") for _, v in entry.pairs
    )


@given(bib_files(), st.integers(0, 3), st.integers(0, 4))
@example('@misc{k0,x={}}\n@misc(k1,x= % c\n ",%")\n@misc{k2,}\n', 1, 0)
@example("@misc{k0,} @misc{k1,x={1}\n", 1, 0)
@example("@misc{k0,} @misc{k1,}\n@misc{k2,x={1}\n", 0, 3)
@example("@misc{k0,x={1}\n@misc{k1,} @misc{k2,}", 0, 2)
@example("@misc{k0,}\n@misc(k1,x=\n@misc{k2,}\n", 1, 0)
def test_an_entry_moved_renamed_or_removed_leaves_the_others_alone(
    text: str, moved: int, place: int
) -> None:
    before = Document.parse(text)
    entries = list(before.entries)
    if not entries:
        return
    entry = entries[moved % len(entries)]
    read = dict(contents(before))
    following = [None, *entries][place % (len(entries) + 1)]
    edits = Edits(before)
    edits.move_entry(entry, following)
    edits.rename_entry(entry, "new")
    after = contents(edits.document())
    assert dict(after) == {("new" if k == entry.key else k): v for k, v in read.items()}
    assert len(after) == len(entries)
    keys = [key for key, _ in after]
    if following is None:
        assert keys[0] == "new"
    elif following is not entry:
        assert keys[keys.index(following.key) + 1] == "new"
    edits.remove_entry(entry)
    assert contents(edits.document()) == [(e.key, e.pairs) for e in entries if e is not entry]


def bib_texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.bib")):
        try:
            yield path, path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue


def test_real_files_keep_what_is_not_edited(shared: Path) -> None:
    seen = 0
    for path, text in bib_texts(shared / "bib"):
        document = Document.parse(text)
        assert Edits(document).text() == text, path
        entries = [e for e in document.entries if e.key and not e.problems]
        for entry in entries[:: max(1, len(entries) // 5)]:
            seen += 1
            edits = Edits(document)
            edits.set_field(entry, "synbib-test", "a {B} c")
            after = edits.document()
            old, new = list(document.entries), list(after.entries)
            assert len(old) == len(new), path
            index = old.index(entry)
            assert new[index].pairs[:-1] == entry.pairs, (path, entry.key)
            assert new[index].pairs[-1][1][1:-1] == "a {B} c"
            assert not new[index].problems
            assert [b.source for b in after.blocks if b.start != entry.start] == [
                b.source for b in document.blocks if b is not entry
            ], (path, entry.key)
            # and off again: the same bytes, but for a comma that had to be added or a line begun
            again = Edits(after)
            again.remove_field(new[index], "synbib-test")
            assert [e.pairs for e in again.document().entries] == [e.pairs for e in old]
    assert seen > 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{a}", "@misc{a}\n\n@Comment{x: y}\n"),
        ("@misc{a}\n", "@misc{a}\n\n@Comment{x: y}\n"),
        ("@misc{a}\r\n", "@misc{a}\r\n\r\n@Comment{x: y}\r\n"),
        ("@misc{a}\r", "@misc{a}\r\r@Comment{x: y}\r"),
        ("", "@Comment{x: y}\n"),
    ],
)
def test_a_comment_is_added_after_a_blank_line_whatever_ends_a_line(
    text: str, expected: str
) -> None:
    assert edited(text, lambda edits: edits.set_comment("x:", "x: y")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("% c", "% c\n@string{m = {v}}\n"),
        ("% c\n", "% c\n@string{m = {v}}\n"),
        ("% c\r", "% c\r@string{m = {v}}\r"),
        ("", "@string{m = {v}}\n"),
        ("@misc{a}", "@string{m = {v}}\n\n@misc{a}"),
        ('@string{n = "w"}\n@misc{a}', '@string{n = "w"}\n@string{m = "v"}\n@misc{a}'),
    ],
)
def test_a_macro_is_defined_on_a_line_of_its_own_before_all_entries(
    text: str, expected: str
) -> None:
    assert edited(text, lambda edits: edits.set_string("m", "v")) == expected


def test_an_entry_gets_another_type_and_stays_as_it_was_else() -> None:
    document = Document.parse("@ misc {a,\n  title = {X} }\n@Article(b, year = 1)\n")
    edits = Edits(document)
    edits.set_type("a", "inproceedings")
    edits.set_type("b", "misc")
    assert edits.text() == "@ inproceedings {a,\n  title = {X} }\n@misc(b, year = 1)\n"
    with pytest.raises(BibtexError, match="'a b' is not an entry type"):
        edits.set_type("a", "a b")
