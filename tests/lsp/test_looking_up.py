"""Works that an editor wants looked up, from services that this machine plays."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from played import play
from server import Server
from typist import STORE, Editor, Start

pytestmark = pytest.mark.asyncio


@pytest.fixture
def services() -> Iterator[Server]:
    with Server() as opened:
        play(opened)
        yield opened


class Applied:
    """What the server has the editor apply."""

    def __init__(self, editor: Editor) -> None:
        self.edits: list[types.WorkspaceEdit] = []

        @editor.client.feature(types.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator]
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.edits.append(params.edit)
            return types.ApplyWorkspaceEditResult(True)


async def look_up(editor: Editor, name: str, place: types.Range) -> str:
    """Take the action that looks a work up, and return its title."""
    [action] = [a for a in await editor.actions(name, place) if a.title.startswith("Look up")]
    assert action.command is not None
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams(action.command.command, action.command.arguments)
    )
    return action.title


def at(line: int, start: int = 0, end: int | None = None) -> types.Range:
    last = start if end is None else end
    return types.Range(types.Position(line, start), types.Position(line, last))


@pytest.mark.parametrize(
    "what", ["10.1000/gardens.7", "https://doi.org/10.1000/gardens.7", "doi:10.1000/gardens.7"]
)
async def test_a_line_of_a_store_that_is_an_identifier_becomes_its_entry(
    start: Start, folder: Path, services: Server, what: str
) -> None:
    editor = await start(environment=services.variables)
    applied = Applied(editor)
    before, after = STORE.split("\n\n")
    text = f"{before}\n\n  {what}\n\n{after}"
    editor.open("refs.bib", text)
    title = await look_up(editor, "refs.bib", at(8, 4))
    assert title == f"Look up {what}, and add its entry"
    [edit] = applied.edits
    done = editor.applied(edit)["refs.bib"]
    assert done.startswith(f"{before}\n\n  @article{{")
    assert done.endswith(after)
    assert done.count("{Gardens of Forking Proofs}") == 1
    assert f"\n  {what}\n" not in done


async def test_what_is_selected_in_a_document_is_cited_and_its_entry_added(
    start: Start, folder: Path, services: Server
) -> None:
    folder.mkdir()
    (folder / "refs.bib").write_text(STORE)
    editor = await start(environment=services.variables)
    applied = Applied(editor)
    editor.open("a.md", "As arXiv:2305.01234 says.\n")
    await look_up(editor, "a.md", at(0, 3, 19))
    done = editor.applied(applied.edits[0])
    key = done["a.md"].removeprefix("As [@").removesuffix("] says.\n")
    assert done["refs.bib"].startswith(STORE)
    assert f"{{{key},\n" in done["refs.bib"]
    assert "Sampling Without Tears" in done["refs.bib"]


async def test_a_key_that_is_an_identifier_is_looked_up_and_stays_the_key(
    start: Start, folder: Path, services: Server
) -> None:
    folder.mkdir()
    (folder / "refs.bib").write_text(STORE)
    editor = await start(environment=services.variables)
    applied = Applied(editor)
    editor.open("a.tex", "\\cite{10.1000/gardens.7}\n")
    await look_up(editor, "a.tex", at(0, 10))
    done = editor.applied(applied.edits[0])
    assert list(done) == ["refs.bib"]
    assert "@article{10.1000/gardens.7,\n" in done["refs.bib"]


async def test_what_nobody_knows_and_what_cannot_be_asked_is_said(
    start: Start, folder: Path, services: Server
) -> None:
    editor = await start(environment=services.variables)
    editor.open("refs.bib", "10.1000/nowhere\n")
    await look_up(editor, "refs.bib", at(0))
    assert [m.message for m in editor.client.messages] == [
        "10.1000/nowhere: not found; check how it is written"
    ]
    assert editor.client.messages[0].type == types.MessageType.Error


async def test_without_an_index_nothing_is_asked_offline(start: Start, folder: Path) -> None:
    editor = await start(options=("--offline",))
    editor.open("refs.bib", "10.1000/gardens.7\n")
    await look_up(editor, "refs.bib", at(0))
    [message] = editor.client.messages
    assert message.message.startswith("10.1000/gardens.7: ")
    assert message.type == types.MessageType.Error


async def test_what_was_changed_meanwhile_is_not_overwritten(
    start: Start, folder: Path, services: Server
) -> None:
    editor = await start(environment=services.variables)
    applied = Applied(editor)
    editor.open("refs.bib", "10.1000/gardens.7\n")
    [action] = [a for a in await editor.actions("refs.bib", at(0)) if a.title.startswith("Look up")]
    assert action.command is not None
    editor.type("refs.bib", "now something else\n")
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams(action.command.command, action.command.arguments)
    )
    assert applied.edits == []
    assert "does not stand there any more" in editor.client.messages[0].message


async def test_nothing_is_offered_in_an_entry_or_for_words(editor: Editor) -> None:
    editor.open("refs.bib", STORE + "\nsome free words\n\n% 10.1000/182\n")
    for line in (5, 16, 18):
        offered = await editor.actions("refs.bib", at(line, 3))
        assert not [a for a in offered if a.title.startswith("Look up")]
    await asyncio.sleep(0)
