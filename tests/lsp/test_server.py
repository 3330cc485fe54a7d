"""The language server as an editor has it: a process, and the Language Server Protocol."""

import asyncio
import contextlib
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from typist import STORE, Editor, Start, edited

pytestmark = pytest.mark.asyncio

FIRST_LINE = types.Range(types.Position(0, 0), types.Position(0, 0))


def labels(items: list[types.CompletionItem]) -> list[str]:
    return [item.label for item in items]


# --- Completion ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "As [@po| says", "As [@poe1999 says"),
        ("a.md", "As [see @roe2020, p. 3; @|", "As [see @roe2020, p. 3; @poe1999"),
        ("a.qmd", "---\ntitle: x\n---\n\n@p|", "---\ntitle: x\n---\n\n@poe1999"),
        ("a.tex", "\\cite{roe2020,|", "\\cite{roe2020,poe1999"),
        ("a.tex", "\\textcite[see][p.~3]{p|", "\\textcite[see][p.~3]{poe1999"),
        ("a.tex", "\\cite{p|oe1}", "\\cite{poe1999}"),
        ("a.md", "As @p|oe1. Then", "As @poe1999. Then"),
        ("a.rst", ":cite:p:`roe2020,p|", ":cite:p:`roe2020,poe1999"),
        ("a.typ", "#cite(<p|", "#cite(<poe1999"),
        ("a.typ", "see @p|", "see @poe1999"),
        ("refs2.bib", "@misc{x,\n  crossref = {p|", "@misc{x,\n  crossref = {poe1999"),
    ],
)
async def test_a_key_that_is_half_typed_is_completed(
    editor: Editor, name: str, text: str, expected: str
) -> None:
    if name == "refs2.bib":
        editor.open("refs2.bib", STORE)
        position = editor.type("refs2.bib", STORE + text)
        text, expected = STORE + text, STORE + expected
    else:
        position = editor.open(name, text)
    items = await editor.complete(name, position)
    item = next(each for each in items if each.label == "poe1999")
    assert isinstance(item.text_edit, types.TextEdit)
    assert edited(text.replace("|", ""), [item.text_edit]) == expected


async def test_a_completion_shows_who_wrote_what_and_its_reference_when_asked(
    editor: Editor,
) -> None:
    position = editor.open("a.md", "[@ro|")
    [item] = [i for i in await editor.complete("a.md", position) if i.label == "roe2020"]
    assert item.label_details == types.CompletionItemLabelDetails(" Roe, Poe 2020", "Of Letters")
    assert item.filter_text == "roe2020 Roe, Poe 2020 Of Letters"
    shown = (await editor.client.completion_item_resolve_async(item)).documentation
    assert isinstance(shown, types.MarkupContent)
    assert shown.value == "Roe A, Poe E. Of letters[J]. Journal of Letters, 2020."


async def test_works_are_found_by_words_of_their_titles(editor: Editor) -> None:
    position = editor.open("a.md", "[@lett|")
    assert labels(await editor.complete("a.md", position)) == ["roe2020"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "mail me@exam|"),
        ("a.md", "`[@ro|` is code"),
        ("a.md", "```\n[@ro|"),
        ("a.tex", "% \\cite{ro|"),
        ("a.tex", "\\emph{ro|"),
        ("a.txt", "[@ro|"),
        ("x.bib", "@comment{ ro|"),
        ("x.bib", "free text|"),
    ],
)
async def test_where_nothing_is_cited_nothing_is_completed(
    editor: Editor, name: str, text: str
) -> None:
    position = editor.open(name, text)
    found = labels(await editor.complete(name, position))
    assert "roe2020" not in found or "`" in text  # an open backtick may yet be a backtick alone


async def test_a_store_offers_types_fields_and_values(editor: Editor) -> None:
    macros = "@string{jol = {Journal of Letters}}\n\n"
    position = editor.open("x.bib", f"{macros}@in|")
    assert "inproceedings" in labels(await editor.complete("x.bib", position))

    position = editor.type("x.bib", f"{macros}@article{{k,\n  author = {{A, B}},\n  |\n}}\n")
    items = await editor.complete("x.bib", position)
    assert labels(items)[:3] == ["title", "journal", "year"]
    assert "author" not in labels(items)
    assert items[0].text_edit is not None
    assert items[0].text_edit.new_text == "title = {$1},"

    position = editor.type("x.bib", f"{macros}@article{{k, journal = j|")
    assert "jol" in labels(await editor.complete("x.bib", position))
    position = editor.type("x.bib", f"{macros}@article{{k, month = |")
    assert {"jan", "dec", "jol"} <= set(labels(await editor.complete("x.bib", position)))
    position = editor.type("x.bib", f"{macros}@inproceedings{{k, booktitle = {{Annual|")
    found = labels(await editor.complete("x.bib", position))
    assert "Annual Meeting of the Association for Computational Linguistics" in found


async def test_an_editor_without_snippets_gets_plain_text(start: Start, folder: Path) -> None:
    editor = await start(capabilities=types.ClientCapabilities())
    position = editor.open("x.bib", "@article{k,\n  ti|\n}\n")
    [item] = [i for i in await editor.complete("x.bib", position) if i.label == "title"]
    assert item.text_edit is not None
    assert (item.text_edit.new_text, item.insert_text_format) == ("title = ", None)


# --- Findings ------------------------------------------------------------------------------------------------------


async def test_what_check_finds_in_a_store_is_published_and_goes_when_it_is_mended(
    editor: Editor,
) -> None:
    editor.open(
        "x.bib", "@article{a, author={Roe; Poe}, title={X \\& Y}, journal={J}, year=2020}\n"
    )
    [found] = await editor.findings("x.bib")
    assert (found.code, found.source) == ("names-not-separated", "synbib")
    assert found.severity == types.DiagnosticSeverity.Warning
    assert (found.range.start.character, found.range.end.character) == (23, 24)
    assert found.code_description is not None
    assert found.code_description.href.endswith("rules.md#names-not-separated")
    editor.type("x.bib", "@article{a, author={Roe and Poe}, title={X}, journal={J}, year=2020}\n")
    assert await editor.findings("x.bib") == []


async def test_a_key_that_stands_twice_tells_of_the_other_entry(editor: Editor) -> None:
    text = "@misc{a, title={One}, year=2020}\n@misc{a, title={Two}, year=2021}\n"
    editor.open("x.bib", text)
    [found] = [d for d in await editor.findings("x.bib") if d.code == "duplicate-key"]
    assert found.related_information is not None
    assert found.related_information[0].location.range.start == types.Position(0, 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("@article{", "broken-entry"),
        (
            "@article{a, title = {An open brace\n\n@misc{b, title={B}, year=2020}\n",
            "broken-entry",
        ),
        ("@misc{a, title={A}, year=2020}\n<<<<<<< HEAD\n=======\n>>>>>>> x\n", "conflict-marker"),
    ],
)
async def test_what_is_half_typed_is_told_and_ends_nothing(
    editor: Editor, text: str, code: str
) -> None:
    editor.open("x.bib", text)
    assert code in {found.code for found in await editor.findings("x.bib")}
    assert await editor.hover("x.bib", types.Position(0, 2)) != "x"


async def test_a_citation_of_no_entry_is_told_with_the_nearest_key(editor: Editor) -> None:
    editor.open("a.tex", "\\cite{roe2020,roe2021}\n")
    [found] = await editor.findings("a.tex")
    assert found.message == "no entry has the key 'roe2021'; did you mean roe2020?"
    [action] = [
        a for a in await editor.actions("a.tex", found.range) if a.title == "Cite 'roe2020'"
    ]
    edit = (await editor.resolved(action)).edit
    assert editor.applied(edit) == {"a.tex": "\\cite{roe2020,roe2020}\n"}


async def test_a_name_after_an_at_sign_is_no_mistake(editor: Editor) -> None:
    editor.open("README.md", "Thanks to @octocat, see [@roe2020] and @fig:one.\n")
    assert await editor.findings("README.md") == []


async def test_documents_are_looked_at_again_when_the_store_that_is_open_changes(
    editor: Editor,
) -> None:
    editor.open("a.tex", "\\cite{new2024}\n")
    assert len(await editor.findings("a.tex")) == 1
    editor.open("refs.bib", STORE)
    editor.type("refs.bib", STORE + "@misc{new2024, title={N}, year=2024}\n")
    await editor.until("a.tex", lambda found: not found)


async def test_settings_count_and_what_is_wrong_in_them_is_told(start: Start, folder: Path) -> None:
    folder.mkdir()
    settings = '[check]\nignore = ["names-not-separated"]\nseverity = {missing-field = "note"}\n'
    (folder / "synbib.toml").write_text(settings)
    editor = await start()
    editor.open("x.bib", "@article{a, author={Roe; Poe}, title={X}, journal={J}}\n")
    [found] = await editor.findings("x.bib")
    assert (found.code, found.severity) == (
        "missing-field",
        types.DiagnosticSeverity.Information,
    )
    (folder / "synbib.toml").write_text('style = "apa"\n[check]\nignore = ["no-code"]\n')
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
    [wrong] = await editor.findings("synbib.toml")
    assert "no-code" in wrong.message
    assert wrong.range.start.line == 2


async def test_no_middleware_of_a_folder_runs(start: Start, folder: Path) -> None:
    folder.mkdir()
    (folder / "harm.py").write_text(f"open({str(folder / 'harmed')!r}, 'w')\n")
    (folder / "synbib.toml").write_text('middlewares = ["harm:Class"]\n')
    (folder / "refs.bib").write_text(STORE)
    editor = await start(environment={"PYTHONPATH": str(folder)})
    position = editor.open("a.md", "[@ro|")
    assert "roe2020" in labels(await editor.complete("a.md", position))
    assert not (folder / "harmed").exists()


# --- Hover, definition, references, symbols ------------------------------------------------------------------------


async def test_a_key_shows_its_reference_in_the_style_of_the_project(
    editor: Editor, folder: Path
) -> None:
    position = editor.open("a.md", "See @roe|2020.")
    assert await editor.hover("a.md", position) == (
        "Roe A, Poe E. Of letters[J]. Journal of Letters, 2020.\n\n"
        "[Paper](https://doi.org/10.1000/182)\n\n"
        "`roe2020` · @article"
    )
    (folder / "synbib.toml").write_text('style = "apa"\n')
    assert (await editor.hover("a.md", position)).startswith("Roe, A., & Poe, E. (2020).")


async def test_types_fields_and_keys_of_a_store_are_explained(editor: Editor) -> None:
    position = editor.open("refs.bib", STORE.replace("@article", "@art|icle", 1))
    assert await editor.hover("refs.bib", position) == (
        "**article** In CSL: article-journal. It needs author, title, journaltitle, date."
    )
    position = editor.type("refs.bib", STORE.replace("journal =", "jour|nal =", 1))
    assert "biblatex calls it `journaltitle`" in await editor.hover("refs.bib", position)
    position = editor.type("refs.bib", STORE.replace("{roe2020},\n}", "{roe|2020},\n}", 1))
    assert "Of letters" in await editor.hover("refs.bib", position)


async def test_hostile_titles_and_keys_are_shown_and_do_nothing(editor: Editor) -> None:
    editor.open(
        "refs.bib",
        "@misc{a`b<script>, title={<img src=x onerror=alert(1)> \x1b[31m [x](javascript:1)}, "
        "url={javascript:alert(1)}, year=2020}\n",
    )
    position = editor.open("a.tex", "\\cite{a`b<scr|ipt>}")
    shown = await editor.hover("a.tex", position)
    assert "2020" in shown
    assert "\x1b" not in shown
    assert "<img" not in shown.replace("\\<img", "")
    assert "](javascript" not in shown.replace("\\](javascript", "").replace("\\]\\(", "")
    found = await editor.complete("a.tex", types.Position(0, 6))
    assert [item.label for item in found] == ["a`b<script>"]


async def test_a_key_leads_to_its_entry_and_an_entry_to_all_that_name_it(
    editor: Editor, folder: Path
) -> None:
    (folder / "chapter.tex").write_text("\\cite{roe2020}\n")
    position = editor.open("a.md", "😀 [@roe20|20; @poe1999]\n")
    found = await editor.client.text_document_definition_async(
        types.DefinitionParams(editor.named("a.md"), position)
    )
    key = types.Range(types.Position(0, 9), types.Position(0, 16))
    assert found == types.Location(editor.uri("refs.bib"), key)

    found = await editor.client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(True), editor.named("a.md"), position)
    )
    assert found is not None
    assert [(place.uri.rpartition("/")[2], place.range.start) for place in found] == [
        ("refs.bib", types.Position(0, 9)),
        ("refs.bib", types.Position(13, 15)),
        ("a.md", types.Position(0, 5)),
        ("chapter.tex", types.Position(0, 6)),
    ]
    marked = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(editor.named("a.md"), position)
    )
    assert marked is not None
    assert [each.range.start for each in marked] == [types.Position(0, 5)]


async def test_a_store_is_listed_folded_and_its_addresses_lead_somewhere(editor: Editor) -> None:
    grouping = "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Surveys\\;0\\;1\\;\\;\\;\\;;\n}\n"
    editor.open("refs.bib", "@string{x = {y}}\n" + STORE + "\n" + grouping)
    named = editor.named("refs.bib")
    symbols = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(named)
    )
    assert symbols is not None
    shown = [(each.name, each.detail) for each in symbols if isinstance(each, types.DocumentSymbol)]
    assert shown == [
        ("x", None),
        ("roe2020", "Of Letters"),
        ("poe1999", "A Book"),
        ("groups", None),
    ]
    assert isinstance(symbols[3], types.DocumentSymbol)
    assert [child.name for child in symbols[3].children or ()] == ["Surveys"]
    folds = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(named))
    assert folds is not None
    assert [(f.start_line, f.end_line) for f in folds] == [(1, 7), (9, 15), (17, 20)]
    links = await editor.client.text_document_document_link_async(types.DocumentLinkParams(named))
    assert links is not None
    assert [link.target for link in links] == ["https://doi.org/10.1000/182"]
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("edgar letters"))
    assert found is not None
    assert [each.name for each in found] == ["roe2020"]


# --- Renaming, formatting, mending ---------------------------------------------------------------------------------


async def test_a_key_is_renamed_in_the_store_and_in_all_documents(
    editor: Editor, folder: Path
) -> None:
    (folder / "chapter.tex").write_text("\\cite{poe1999,roe2020} 😀\r\n% \\cite{roe2020}\r\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "b.rst").write_text(":cite:p:`roe2020`\n")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "c.md").write_text("[@roe2020]\n")
    position = editor.open("a.md", "See [@roe|2020] and @roe2020 [p. 3]; roe2020 is a word.\n")
    named = editor.named("a.md")
    prepared = await editor.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(named, position)
    )
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert prepared.placeholder == "roe2020"
    done = await editor.client.text_document_rename_async(
        types.RenameParams(named, position, "roe:letters")
    )
    assert editor.applied(done) == {
        "refs.bib": STORE.replace("roe2020", "roe:letters"),
        "a.md": "See [@roe:letters] and @roe:letters [p. 3]; roe2020 is a word.\n",
        "chapter.tex": "\\cite{poe1999,roe:letters} 😀\r\n% \\cite{roe2020}\r\n",
        "b.rst": ":cite:p:`roe:letters`\n",
    }
    assert (folder / "refs.bib").read_text() == STORE, "no file is written"


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("poe1999", "there is an entry 'poe1999' already"),
        ("a b", "is not a citation key"),
        ("a%b", "which TeX cannot cite"),
    ],
)
async def test_a_key_that_cannot_be_is_refused_and_the_server_lives_on(
    editor: Editor, new: str, why: str
) -> None:
    position = editor.open("a.md", "[@roe|2020]")
    named = editor.named("a.md")
    with pytest.raises(JsonRpcException, match=why):
        await editor.client.text_document_rename_async(types.RenameParams(named, position, new))
    assert await editor.hover("a.md", position)


async def test_nothing_is_renamed_where_no_key_stands(editor: Editor) -> None:
    position = editor.open("a.md", "A wo|rd, and [@nobody].")
    named = editor.named("a.md")
    for place in (position, types.Position(0, 16)):
        found = await editor.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(named, place)
        )
        assert found is None


async def test_a_store_is_formatted_as_its_settings_say(editor: Editor, folder: Path) -> None:
    (folder / "synbib.toml").write_text("[fmt]\nindent = 4\nalign = false\n")
    text = "@misc{b,title={B},year=2020}\n@misc{a,\n    title = {A},\n    year = {2020},\n}\n"
    editor.open("x.bib", text)
    named = editor.named("x.bib")
    options = types.FormattingOptions(2, True)
    edits = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(named, options)
    )
    whole = edited(text, list(edits or []))
    assert whole.startswith("@misc{b,\n")
    place = types.Range(types.Position(2, 0), types.Position(3, 0))
    edits = await editor.client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(named, place, options)
    )
    assert not any(each.range.end.line == 0 for each in edits or [])


async def test_what_is_wrong_is_mended_one_by_one_or_all_at_once(editor: Editor) -> None:
    text = (
        "@article{a, author={Roe; Poe}, title={X & Y}, journal={J}, year=2020}\n"
        "@article{b, author={Roe; Poe}, title={Other Things}, journal={J}, year=2021}\n"
    )
    editor.open("x.bib", text)
    found = await editor.findings("x.bib")
    first = next(each for each in found if each.code == "names-not-separated")
    offered = await editor.actions("x.bib", first.range)
    titles = [action.title for action in offered]
    one = offered[titles.index(f"Mend: {first.message.splitlines()[0]}")]
    assert editor.applied((await editor.resolved(one)).edit) == {
        "x.bib": text.replace("Roe; Poe", "Roe and Poe", 1)
    }
    each = offered[titles.index("Mend each 'names-not-separated' in this file")]
    assert editor.applied((await editor.resolved(each)).edit) == {
        "x.bib": text.replace("Roe; Poe", "Roe and Poe")
    }
    ignoring = offered[titles.index("Ignore 'names-not-separated' in this entry")]
    assert editor.applied((await editor.resolved(ignoring)).edit) == {
        "x.bib": f"% synbib: ignore names-not-separated\n{text}"
    }
    [every] = await editor.actions("x.bib", first.range, ["source.fixAll"])
    assert editor.applied((await editor.resolved(every)).edit) == {
        "x.bib": text.replace("Roe; Poe", "Roe and Poe").replace("X & Y", "X \\& Y")
    }


async def test_two_entries_of_one_work_are_merged_and_documents_follow(
    editor: Editor, folder: Path
) -> None:
    twin = "\n@article{twin, author = {Roe, Ann and Poe, Edgar}, title = {Of Letters}, doi = {10.1000/182}, year = {2020}}\n"
    (folder / "refs.bib").write_text(STORE + twin)
    (folder / "a.tex").write_text("\\cite{twin}\n")
    editor.open("refs.bib", STORE + twin)
    found = await editor.findings("refs.bib")
    double = next(each for each in found if each.code == "duplicate")
    [merge] = [
        a for a in await editor.actions("refs.bib", double.range) if a.title.startswith("Make one")
    ]
    done = editor.applied((await editor.resolved(merge)).edit)
    assert "@article{twin" not in done["refs.bib"]
    assert done["a.tex"] == "\\cite{roe2020}\n"


# --- Text, folders, files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_positions_are_counted_as_was_agreed(
    start: Start, folder: Path, encoding: str
) -> None:
    folder.mkdir()
    (folder / "refs.bib").write_text(STORE)
    general = types.GeneralClientCapabilities(
        position_encodings=[types.PositionEncodingKind(encoding)]
    )
    editor = await start(capabilities=types.ClientCapabilities(general=general))
    line = "𝒳é [@"
    editor.open("a.md", f"{line}roe2020]\r\n")
    units = {"utf-8": len(line.encode()), "utf-16": len(line) + 1, "utf-32": len(line)}[encoding]
    found = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(editor.named("a.md"), types.Position(0, units))
    )
    assert found is not None
    assert found[0].range == types.Range(types.Position(0, units), types.Position(0, units + 7))


async def test_small_changes_add_up_to_the_text(editor: Editor) -> None:
    editor.open("a.md", "one 😀 two\r\n\x0bthree\u2028[@roe2020]\r\n")
    editor.replace("a.md", (0, 4), (0, 6), "é")
    editor.replace("a.md", (0, 9), (1, 0), "\r\nnew\r\n")
    assert "Of letters" in await editor.hover("a.md", types.Position(2, 12))


async def test_text_that_is_open_counts_before_the_file_and_the_file_when_it_is_closed(
    editor: Editor, folder: Path
) -> None:
    position = editor.open("a.md", "[@|")
    editor.open("refs.bib", "@misc{unsaved, title={U}, year=2020}\n")
    assert labels(await editor.complete("a.md", position)) == ["unsaved"]
    editor.client.text_document_did_close(
        types.DidCloseTextDocumentParams(editor.named("refs.bib"))
    )
    assert labels(await editor.complete("a.md", position)) == ["poe1999", "roe2020"]
    (folder / "refs.bib").write_text("@misc{others, title={Written by others}, year=2020}\n")
    assert labels(await editor.complete("a.md", position)) == ["others"]


async def test_what_was_typed_into_a_store_is_completed_after_a_pause(editor: Editor) -> None:
    position = editor.open("a.md", "[@|")
    editor.open("refs.bib", STORE)
    assert labels(await editor.complete("a.md", position)) == ["poe1999", "roe2020"]
    editor.type("refs.bib", f"{STORE}@misc{{new, title={{N}}, year=2020}}\n")
    while "new" not in labels(await editor.complete("a.md", position)):
        await asyncio.sleep(0.05)


async def test_each_folder_has_settings_and_a_store_of_its_own(start: Start, folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir(parents=True)
        (folder / name / "synbib.toml").write_text('store = "works.bib"\n')
        (folder / name / "works.bib").write_text(f"@misc{{{name}, title={{T}}, year=2020}}\n")
    editor = await start(folders=("one", "two"))
    for name in ("one", "two"):
        position = editor.open(f"{name}/a.md", "[@|")
        assert labels(await editor.complete(f"{name}/a.md", position)) == [name]
    (folder / "works.bib").write_text("@misc{beside, title={T}, year=2020}\n")
    position = editor.open("outside.tex", "\\addbibresource{works}\\cite{|")
    assert labels(await editor.complete("outside.tex", position)) == ["beside"]


async def test_a_store_that_a_document_names_counts_unless_it_is_outside_of_the_folder(
    editor: Editor, folder: Path
) -> None:
    (folder / "more.bib").write_text("@misc{more, title={T}, year=2020}\n")
    (folder.parent / "secret.bib").write_text("@misc{secret, title={T}, year=2020}\n")
    position = editor.open("a.md", "---\nbibliography: [more.bib, ../secret.bib]\n---\n\n[@|")
    assert sorted(labels(await editor.complete("a.md", position))) == ["more", "poe1999", "roe2020"]


async def test_a_file_that_cannot_be_read_is_left_out(editor: Editor, folder: Path) -> None:
    (folder / "refs.bib").unlink()
    (folder / "refs.bib").mkdir()
    position = editor.open("a.md", "[@ro|")
    assert await editor.complete("a.md", position) == []


# --- The server itself ---------------------------------------------------------------------------------------------


async def test_a_request_that_cannot_be_understood_gets_an_error_and_the_server_lives_on(
    editor: Editor,
) -> None:
    position = editor.open("a.md", "[@roe|2020]")
    with pytest.raises(JsonRpcException):
        await editor.client.code_action_resolve_async(
            types.CodeAction("x", data={"uri": editor.uri("a.md"), "do": "harm"})
        )
    assert await editor.hover("a.md", position)


async def test_a_document_that_is_not_open_is_answered_with_nothing(editor: Editor) -> None:
    assert await editor.complete("never.md", types.Position(3, 4)) == []
    assert await editor.hover("never.bib", types.Position(3, 4)) == ""


async def test_a_request_that_is_taken_back_keeps_none_after_it_waiting(editor: Editor) -> None:
    editor.open("refs.bib", STORE * 300)
    params = types.DocumentFormattingParams(
        editor.named("refs.bib"), types.FormattingOptions(2, True)
    )
    asked = asyncio.ensure_future(
        editor.client.protocol.send_request_async(  # type: ignore[no-untyped-call]
            types.TEXT_DOCUMENT_FORMATTING, params, msg_id="taken back"
        )
    )
    await asyncio.sleep(0)
    editor.client.cancel_request(types.CancelParams("taken back"))
    # It may have been answered before; what matters is that what comes after it is, too.
    with contextlib.suppress(JsonRpcException, asyncio.CancelledError):
        await asked
    assert asked.done()
    assert await editor.hover("refs.bib", types.Position(0, 2))


async def test_it_ends_when_it_is_told_to(editor: Editor) -> None:
    process = editor.client._server
    assert process is not None
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    assert await process.wait() == 0


async def test_edits_are_plain_for_an_editor_that_knows_no_versions(
    start: Start, folder: Path
) -> None:
    folder.mkdir()
    (folder / "refs.bib").write_text(STORE)
    editor = await start(capabilities=types.ClientCapabilities())
    position = editor.open("a.md", "[@roe|2020]")
    done = await editor.client.text_document_rename_async(
        types.RenameParams(editor.named("a.md"), position, "new")
    )
    assert done is not None
    assert done.document_changes is None
    assert sorted(done.changes or {}) == [editor.uri("a.md"), editor.uri("refs.bib")]


async def test_it_ends_when_the_editor_is_gone(editor: Editor) -> None:
    process = editor.client._server
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


async def test_a_store_of_thousands_of_entries_is_checked_in_a_process_that_ends_with_it(
    editor: Editor,
) -> None:
    entry = (
        "@article{{key{0}, author={{Roe; Poe}}, title={{Title {0}}}, journal={{J}}, year=2020}}\n"
    )
    text = "".join(entry.format(number) for number in range(2000))
    editor.open("x.bib", text)
    found = await editor.findings("x.bib")
    assert {each.code for each in found} == {"names-not-separated"}
    assert len(found) == 2000
    process = editor.client._server
    assert process is not None
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    assert await process.wait() == 0


async def test_an_error_of_our_own_is_answered_and_the_server_lives_on(
    start: Start, folder: Path
) -> None:
    folder.mkdir()
    (folder / "refs.bib").write_text(STORE)
    code = (
        "import synbib.lsp.finding as finding\n"
        "def definition(*_, **__):\n"
        "    raise ZeroDivisionError\n"
        "finding.definition = definition\n"
    )
    broken = folder.parent / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(code)
    editor = await start(environment={"PYTHONPATH": str(broken)})
    position = editor.open("a.md", "[@roe|2020]")
    with pytest.raises(JsonRpcException, match="ZeroDivisionError"):
        await editor.client.text_document_definition_async(
            types.DefinitionParams(editor.named("a.md"), position)
        )
    assert "Of letters" in await editor.hover("a.md", position)


async def test_a_document_that_is_no_file_yet_is_served_as_far_as_it_goes(editor: Editor) -> None:
    uri = "untitled:Untitled-1"
    text = "@article{a, author={Roe; Poe}, title={X}, journal={J}, year=2020}\n"
    item = types.TextDocumentItem(uri, "bibtex", 1, text)
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    while not editor.client.diagnostics.get(uri):
        await asyncio.sleep(0.02)
    named = types.TextDocumentIdentifier(uri)
    for place in (types.Position(0, 0), types.Position(0, 14)):
        await editor.client.text_document_hover_async(types.HoverParams(named, place))
        await editor.client.text_document_completion_async(types.CompletionParams(named, place))
        found = await editor.client.text_document_code_action_async(
            types.CodeActionParams(
                named,
                types.Range(place, place),
                types.CodeActionContext(editor.client.diagnostics[uri]),
            )
        )
        assert not found
