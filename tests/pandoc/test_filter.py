"""Documents of pandoc's AST with their citations resolved: what pandoc 3.9 makes of the same with ``--citeproc``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from synbib.errors import SynbibError
from synbib.pandoc.ast import inlines_of, words
from synbib.verbs.filtering import Filtered, filter_document

STORE = """\
@book{doe2020, author = {Doe, Jane}, title = {A Book}, publisher = {Pub}, year = {2020}}
@article{roe2019, author = {Roe, R. and Poe, E. and Moe, M. and Goe, N.}, title = {An article}, journal = {Journal},
  volume = {3}, pages = {10--20}, year = {2019}, doi = {10.1000/xyz}}
@book{broken, author = {Moe, title = {
"""
AUTHOR_DATE, NUMERIC, RAISED, NOTES = "apa", "ieee", "nature", "chicago-notes-bibliography"

Node = dict[str, Any]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    return tmp_path


# --- Making an AST, and showing one ------------------------------------------------------------------------


def cites(
    key: str, before: list[Node] | str = "", after: list[Node] | str = "", mode: str = "Normal"
) -> Node:
    modes = {"Normal": "NormalCitation", "InText": "AuthorInText", "No": "SuppressAuthor"}
    return {
        "citationId": key,
        "citationPrefix": words(before) if isinstance(before, str) else before,
        "citationSuffix": words(after) if isinstance(after, str) else after,
        "citationMode": {"t": modes[mode]},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


def cite(*citations: Node) -> Node:
    return {"t": "Cite", "c": [list(citations), words("?")]}


def para(*parts: Node | str) -> Node:
    inlines = [
        each for part in parts for each in (words(part) if isinstance(part, str) else [part])
    ]
    return {"t": "Para", "c": inlines}


def note(*parts: Node | str) -> Node:
    return {"t": "Note", "c": [para(*parts)]}


def of(name: str, *inlines: Node) -> Node:
    return {"t": name, "c": list(inlines)}


def said(value: object) -> Node:
    match value:
        case bool():
            return {"t": "MetaBool", "c": value}
        case str():
            return {"t": "MetaInlines", "c": words(value)}
        case {"t": _}:
            return {"t": "MetaInlines", "c": [value]}
        case dict():
            return {"t": "MetaMap", "c": {name: said(each) for name, each in value.items()}}
        case list():
            return {"t": "MetaList", "c": [said(each) for each in value]}
        case _:
            raise TypeError(value)


def run(*blocks: Node, csl: str = AUTHOR_DATE, **meta: object) -> tuple[list[Node], Filtered]:
    names = {"bibliography": "refs.bib", "csl": csl} | {
        name.replace("_", "-"): value for name, value in meta.items()
    }
    document = {
        "pandoc-api-version": [1, 23, 1],
        "meta": {name: said(value) for name, value in names.items() if value != ""},
        "blocks": list(blocks),
    }
    done = filter_document(json.dumps(document).encode())
    written: list[Node] = json.loads(done.text)["blocks"]
    return written, done


def shown(value: list[Node] | Node) -> str:
    """Inlines and blocks in few signs: `<Emph …>`, `[link](target)`, `{note}`."""
    if isinstance(value, list):
        return "".join(map(shown, value))
    match value:
        case {"t": "Str", "c": text}:
            return str(text)
        case {"t": "Space"}:
            return " "
        case {"t": "Para" | "Plain", "c": inlines}:
            return shown(inlines)
        case {"t": "Note", "c": blocks}:
            return "{" + shown(blocks) + "}"
        case {"t": "Cite", "c": [_, inlines]}:
            return shown(inlines)
        case {"t": "Link", "c": [_, inlines, [target, _]]}:
            return f"[{shown(inlines)}]({target})"
        case {"t": "Code" | "Math" as name, "c": [_, text]}:
            return f"<{name} {text}>"
        case {"t": "Div", "c": [[name, classes, pairs], blocks]}:
            attributes = " ".join(
                (f"#{name}", *(f".{each}" for each in classes), *map("=".join, pairs))
            )
            return f"\n({attributes}) " + shown(blocks)
        case {"t": "Header", "c": [_, [name, classes, _], inlines]}:
            return f"\n# {shown(inlines)} #{name} {' '.join(classes)}"
        case {"t": "Span", "c": [[_, classes, _], inlines]}:
            return f"<.{' '.join(classes)} {shown(inlines)}>"
        case {"t": name}:
            return f"<{name} {shown(inlines_of(value))}>"
        case _:
            raise ValueError(value)


def body(*parts: Node | str, csl: str = AUTHOR_DATE, **meta: object) -> str:
    return shown(run(para(*parts), csl=csl, suppress_bibliography=True, **meta)[0])


# --- Citations ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cite(cites("doe2020")), "A (Doe, 2020)."),
        (cite(cites("doe2020", "see", ", pp. 3-5, and so on")), "A (see Doe, 2020, pp. 3–5, and so on)."),
        (cite(cites("doe2020", mode="No")), "A (2020)."),
        (cite(cites("doe2020", mode="InText")), "A Doe (2020)."),
        (cite(cites("doe2020", after="p.\N{NO-BREAK SPACE}3", mode="InText")), "A Doe (2020, p. 3)."),
        (
            cite(cites("doe2020", after="p. 3", mode="InText"), cites("roe2019", "also")),
            "A Doe (2020, p. 3; also Roe et al., 2019).",
        ),
        (cite(cites("doe2020", after="so he says", mode="InText")), "A Doe (2020, so he says)."),
        (cite(cites("doe2020"), cites("roe2019", mode="No")), "A (Doe, 2020; 2019)."),
        (cite(cites("doe2020", "e.g.,")), "A (e.g., Doe, 2020)."),
        (cite(cites("doe2020", "a < b & <i>", ', "x"')), 'A (a < b & <i> Doe, 2020, "x").'),
    ],
)  # fmt: skip
def test_a_citation_has_its_cites_with_their_words(citation: Node, expected: str) -> None:
    assert body("A ", citation, ".") == expected


def test_what_a_prefix_or_a_suffix_holds_stays_what_it_is() -> None:
    link = {"t": "Link", "c": [["", [], []], words("a link"), ["https://e.org", ""]]}
    code = {"t": "Code", "c": [["", [], []], "x"]}
    math = {"t": "Math", "c": [{"t": "InlineMath"}, "y^2"]}
    raw = {"t": "RawInline", "c": ["latex", r"\foo"]}
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [of("Emph", *words("q r"))]]}
    before = [of("Strong", of("Emph", *words("so so"))), *words(" "), link]
    after = [*words(", p. 3, "), math, code, raw, *words(" "), quoted]
    blocks, _ = run(para(cite(cites("doe2020", before, after))), suppress_bibliography=True)
    [inlines] = [block["c"][0]["c"][1] for block in blocks]
    assert inlines == [
        *words("("),
        *before,
        *words(" Doe, 2020, p. 3, "),
        math,
        code,
        raw,
        *words(" "),
        quoted,
        *words(")"),
    ]


def test_a_citation_within_a_suffix_stays_as_it_is_written() -> None:
    inner = {"t": "Cite", "c": [[cites("roe2019")], words("@roe2019")]}
    after = [*words(", as "), inner, *words(" says")]
    assert body(cite(cites("doe2020", "", after))) == "(Doe, 2020, as @roe2019 says)"


@pytest.mark.parametrize(
    ("csl", "expected"),
    [
        (AUTHOR_DATE, "A ([Doe, 2020](#ref-doe2020)) Roe et al. ([2019](#ref-roe2019))"),
        (NUMERIC, "A [[1]](#ref-doe2020) [[2]](#ref-roe2019)"),
        (RAISED, "A<Superscript [1](#ref-doe2020)><Superscript [2](#ref-roe2019)>"),
    ],
)
def test_citations_link_to_their_references(csl: str, expected: str) -> None:
    both = cite(cites("doe2020")), " ", cite(cites("roe2019", mode="InText"))
    blocks, _ = run(para("A ", *both), csl=csl, link_citations=True)
    assert shown(blocks[0]) == expected


def test_citations_link_nowhere_where_there_are_no_references() -> None:
    assert body(cite(cites("doe2020")), link_citations=True) == "(Doe, 2020)"


def test_citations_are_found_wherever_they_stand() -> None:
    one = cite(cites("doe2020"))
    blocks: list[Node] = [
        {"t": "BulletList", "c": [[para("a ", one)]]},
        {"t": "BlockQuote", "c": [para(of("Emph", *words("b "), one))]},
        {"t": "Header", "c": [1, ["h", [], []], [*words("c "), one]]},
        {"t": "DefinitionList", "c": [[[*words("d "), one], [[para("e ", one)]]]]},
    ]
    _, done = run(*blocks, title=one, suppress_bibliography=True)
    assert done.text.count('"(Doe,"') == 6


def test_in_the_language_of_the_document_locators_are_read_and_terms_written() -> None:
    assert (
        body(cite(cites("roe2019", after=", Kap. 3")), lang="de") == "(Roe et al., 2019, Kapitel 3)"
    )


# --- Keys --------------------------------------------------------------------------------------------------


def test_a_key_that_no_entry_has_is_shown_as_such_and_told_with_the_nearest() -> None:
    blocks, done = run(para(cite(cites("doe202"), cites("roe2019"))), suppress_bibliography=True)
    assert shown(blocks) == "(Roe et al., 2019; <Strong doe202?>)"
    assert done.warnings[0] == "no entry has the key 'doe202'; did you mean doe2020?"
    assert done.warnings[1].startswith("refs.bib:4:")  # it may be what could not be read


def test_labels_of_figures_are_left_to_those_who_know_them() -> None:
    figure = {"t": "Cite", "c": [[cites("fig:one", mode="InText")], words("@fig:one")]}
    blocks, done = run(para("See ", figure))
    assert (blocks, done.warnings) == ([para("See ", figure)], ())


def test_a_document_that_cites_nothing_reads_no_file_and_stays_as_it_is() -> None:
    assert run(para("A."), bibliography="nowhere.bib")[0] == [para("A.")]


# --- Notes -------------------------------------------------------------------------------------------------


def test_citations_of_a_note_style_are_notes_after_the_punctuation() -> None:
    parts = (
        "A ",
        cite(cites("doe2020", "see", ", p. 3")),
        ". B ",
        cite(cites("doe2020", mode="InText")),
        ", c",
    )
    assert body(*parts, csl=NOTES) == (
        "A.{See Jane Doe, <Emph A Book> (Pub, 2020), 3.} B Doe,{<Emph A Book>.} c"
    )


def test_notes_go_after_punctuation_only_where_that_is_wanted() -> None:
    one = cite(cites("doe2020"))
    assert body("A ", one, ".", csl=NOTES, notes_after_punctuation=False).startswith("A{Jane")
    assert body("A ", one, ".", csl=RAISED) == "A<Superscript 1>."
    assert body("A ", one, ".", csl=RAISED, notes_after_punctuation=True) == "A.<Superscript 1>"


def test_punctuation_goes_into_a_quotation_before_a_note() -> None:
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, words("A")]}
    assert body(quoted, " ", cite(cites("doe2020")), ".", csl=NOTES).startswith("<Quoted A.>{Jane")


def test_in_a_footnote_citations_of_a_note_style_are_no_further_notes() -> None:
    one, narrative = cite(cites("doe2020")), cite(cites("doe2020", mode="InText"))
    inside = note("So ", one, " and ", narrative, " and ", narrative, " And")
    assert body("A ", one, inside, note(one, " says."), csl=NOTES) == (
        "A{Jane Doe, <Emph A Book> (Pub, 2020).}"
        "{So (Doe, <Emph A Book>) and Doe, <Emph A Book> and Doe, <Emph A Book>. And}"
        "{Doe, <Emph A Book>. says.}"
    )  # fmt: skip


def test_addresses_in_notes_are_links() -> None:
    text = body(cite(cites("roe2019")), csl=NOTES)
    assert "[https://doi.org/10.1000/xyz](https://doi.org/10.1000/xyz)" in text


def test_a_full_stop_is_not_set_twice() -> None:
    style = "modern-language-association"
    assert body("A ", cite(cites("roe2019", mode="InText")), ".", csl=style) == "A Roe et al."


# --- The bibliography --------------------------------------------------------------------------------------

REFERENCES = """
(#refs .references .csl-bib-body .hanging-indent entry-spacing=0 line-spacing=2) 
(#ref-doe2020 .csl-entry) Doe, J. (2020). <Emph A book>. Pub."""  # noqa: W291


def test_the_bibliography_stands_at_the_end() -> None:
    blocks, _ = run(para(cite(cites("doe2020"))))
    assert shown(blocks) == f"(Doe, 2020){REFERENCES}"


def test_a_heading_at_the_end_is_that_of_the_bibliography() -> None:
    heading = {"t": "Header", "c": [2, ["lit", ["x"], []], words("Literature")]}
    blocks, _ = run(para(cite(cites("doe2020"))), heading)
    assert shown(blocks) == f"(Doe, 2020)\n# Literature #lit unnumbered x{REFERENCES}"


def test_the_metadata_may_name_its_heading() -> None:
    blocks, _ = run(para(cite(cites("doe2020"))), reference_section_title="Sources")
    assert shown(blocks) == f"(Doe, 2020)\n# Sources #bibliography unnumbered{REFERENCES}"


def test_it_goes_into_the_division_that_is_made_for_it_after_what_is_there() -> None:
    division = {"t": "Div", "c": [["refs", ["mine"], []], [para("All:")]]}
    blocks, _ = run(
        para(cite(cites("doe2020"))), {"t": "BlockQuote", "c": [division]}, para("End.")
    )
    written = blocks[1]["c"][0]
    assert shown(written).startswith(
        "\n(#refs .mine .references .csl-bib-body .hanging-indent entry"
    )
    assert shown(written).endswith(
        "All:\n(#ref-doe2020 .csl-entry) Doe, J. (2020). <Emph A book>. Pub."
    )
    assert shown(blocks[2]) == "End."


def test_numbers_are_set_apart_as_pandoc_does_it() -> None:
    blocks, _ = run(para(cite(cites("doe2020"))), csl=NUMERIC)
    assert shown(blocks[1]) == (
        "\n(#refs .references .csl-bib-body entry-spacing=0) \n(#ref-doe2020 .csl-entry) "
        "<.csl-left-margin [1] ><.csl-right-inline J. Doe, <Emph A book>. Pub, 2020.>"
    )


def test_nocite_adds_to_the_bibliography(folder: Path) -> None:
    (folder / "more.bib").write_text(
        "@book{moe2000, author = {Moe, M.}, title = {More}, year = 2000}"
    )
    (folder / "refs.bib").write_text(STORE.partition("@book{broken")[0], encoding="utf-8")
    files = ["refs.bib", "more.bib"]
    for nocite, added in (("*", ["doe2020", "moe2000", "roe2019"]), ("roe2019", ["roe2019"])):
        blocks, done = run(bibliography=files, nocite=cite(cites(nocite, mode="InText")))
        assert [entry["c"][0][0] for entry in blocks[0]["c"][1]] == [f"ref-{key}" for key in added]
        assert done.warnings == ()


def test_references_link_to_what_they_name_unless_that_is_not_wanted() -> None:
    one = para(cite(cites("roe2019")))
    assert "[https://doi.org/10.1000/xyz](https://doi.org/10.1000/xyz)" in shown(run(one)[0])
    assert "](" not in shown(run(one, link_bibliography=False)[0])


# --- What the metadata names -------------------------------------------------------------------------------


def test_references_may_stand_in_the_metadata(folder: Path) -> None:
    item = {
        "id": "inl",
        "type": "article-journal",
        "author": [{"family": "Inline", "given": "Ina"}],
        "issued": {"date-parts": [["2021", "5"]]},
        "title": of("Emph", *words("Of things")),
        "container-title": "Jour & Co",
    }
    blocks, _ = run(para(cite(cites("inl"))), references=[item], bibliography="", csl=NUMERIC)
    assert shown(blocks[1]).endswith("I. Inline, “<Emph Of things>,” <Emph Jour & Co>, May 2021.>")


def test_files_are_looked_for_in_the_folders_that_the_metadata_names(folder: Path) -> None:
    (folder / "lib").mkdir()
    (folder / "refs.bib").rename(folder / "lib" / "refs.bib")
    with pytest.raises(SynbibError, match=r"bibliography: there is no file refs\.bib; name it"):
        run(para(cite(cites("doe2020"))))
    assert body(cite(cites("doe2020")), resource_path=["x", "lib"]) == "(Doe, 2020)"


def test_a_style_is_found_among_those_of_the_user(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    (folder / "pandoc" / "csl").mkdir(parents=True)
    style = Path(__file__).parents[2] / "styles" / "acl.csl"
    (folder / "pandoc" / "csl" / "mine.csl").write_bytes(style.read_bytes())
    assert body(cite(cites("doe2020")), csl="mine") == "(Doe, 2020)"
    assert body(cite(cites("doe2020")), csl="mine.csl") == "(Doe, 2020)"


def test_abbreviations_are_those_of_the_file(folder: Path) -> None:
    (folder / "abbr.json").write_text('{"default": {"container-title": {"Journal": "Jnl"}}}')
    blocks, _ = run(para(cite(cites("roe2019"))), csl=RAISED, citation_abbreviations="abbr.json")
    assert "<Emph Jnl>" in shown(blocks)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"# Markdown", "the document is not pandoc's AST as JSON; run pandoc --filter"),
        (b"{}", "the document is not pandoc's AST as JSON; run pandoc --filter"),
        (
            b'{"pandoc-api-version": [1], "meta": {}, "blocks": [{"t": "Para", "c": [{"t": "Cite"}]}]}',
            "the document is not the AST of pandoc 2.17 or newer",
        ),
    ],
)
def test_what_is_no_document_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(SynbibError, match=message):
        filter_document(data)


def test_the_time_is_in_proportion_to_the_citations(
    grows_in_proportion: Callable[[Callable[[int], object], int], bool],
) -> None:
    narrative = cites("doe2020", after="p. 3", mode="InText")

    def act(number: int) -> None:
        inside = note(*(part for _ in range(number) for part in (cite(narrative), " and ")))
        one = [cite(cites("roe2019", [of("Emph", *words("see"))])) for _ in range(number)]
        run(para(inside, *one, ". End"), csl=NOTES)

    assert grows_in_proportion(act, 200)


def test_what_nests_too_deeply_is_an_error() -> None:
    deep = b'{"t":"BlockQuote","c":[' * 100_000 + b"]}" * 100_000
    with pytest.raises(SynbibError, match="not pandoc's AST"):
        filter_document(b'{"pandoc-api-version":[1],"meta":{},"blocks":[' + deep + b"]}")
