"""An editor as somebody uses it, for a server that is a process."""

import ast
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

STORE = r"""@article{roe2020,
  author  = {Roe, Ann and Poe, Edgar},
  title   = {Of Letters},
  journal = {Journal of Letters},
  year    = {2020},
  doi     = {10.1000/182},
}

@book{poe1999,
  author    = {Poe, Edgar},
  title     = {A Book},
  publisher = {A Press},
  year      = {1999},
  related   = {roe2020},
}
"""


class Editor:
    """Somebody at a keyboard: opens files, types, and asks at the place of a ``|`` in a text."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self._texts: dict[str, str] = {}
        self._versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "") -> types.Position:
        """Open a document, and return where its ``|`` stands, which is not in it."""
        text, position = self._placed(text)
        uri = self.uri(name)
        self._texts[uri], self._versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return position

    def type(self, name: str, text: str) -> types.Position:
        """Write another text in place of what is in a document."""
        text, position = self._placed(text)
        uri = self.uri(name)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self._change(uri, change)
        self._texts[uri] = text
        return position

    def replace(self, name: str, start: tuple[int, int], end: tuple[int, int], new: str) -> None:
        """Replace a part of a document."""
        place = types.Range(types.Position(*start), types.Position(*end))
        self._change(self.uri(name), types.TextDocumentContentChangePartial(place, new))

    def _change(self, uri: str, change: types.TextDocumentContentChangeEvent) -> None:
        self._versions[uri] += 1
        named = types.VersionedTextDocumentIdentifier(uri=uri, version=self._versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))

    @staticmethod
    def _placed(text: str) -> tuple[str, types.Position]:
        before, sign, after = text.partition("|")
        if not sign:
            return text, types.Position(0, 0)
        line = before.rpartition("\n")[2]
        units = len(line.encode("utf-16-le")) // 2
        return before + after, types.Position(before.count("\n"), units)

    def named(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    async def complete(self, name: str, position: types.Position) -> list[types.CompletionItem]:
        found = await self.client.text_document_completion_async(
            types.CompletionParams(self.named(name), position)
        )
        assert found is None or isinstance(found, types.CompletionList)
        return list(found.items) if found else []

    async def hover(self, name: str, position: types.Position) -> str:
        found = await self.client.text_document_hover_async(
            types.HoverParams(self.named(name), position)
        )
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def findings(self, name: str) -> list[types.Diagnostic]:
        """Return the next findings that are published of a document."""
        before = self.client.diagnostics.get(self.uri(name))
        while (found := self.client.diagnostics.get(self.uri(name))) is before:
            await asyncio.sleep(0.02)
        return list(found or ())

    async def until(self, name: str, wanted: Callable[[list[types.Diagnostic]], bool]) -> None:
        """Wait until what is published of a document is as it is wanted."""
        while not wanted(list(self.client.diagnostics.get(self.uri(name), []))):
            await asyncio.sleep(0.02)

    async def actions(
        self, name: str, place: types.Range, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                self.named(name),
                place,
                types.CodeActionContext(
                    [
                        each
                        for each in self.client.diagnostics.get(self.uri(name), [])
                        if each.range.start.line <= place.end.line
                        and each.range.end.line >= place.start.line
                    ],
                    only=only,
                ),
            )
        )
        return [_as_action(each) for each in found or []]

    async def resolved(self, action: types.CodeAction) -> types.CodeAction:
        return await self.client.code_action_resolve_async(action)

    def applied(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """Return each document by its name as an edit leaves it, and make sure that it is of the present state."""
        assert edit is not None
        done = {}
        for change in edit.document_changes or []:
            assert isinstance(change, types.TextDocumentEdit)
            uri = change.text_document.uri
            assert change.text_document.version == self._versions.get(uri)
            path = Path(uri.removeprefix("file://"))
            text = self._texts[uri] if uri in self._texts else path.read_bytes().decode()
            edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
            done[path.name] = edited(text, edits)
        return done


def _as_action(offered: types.Command | types.CodeAction) -> types.CodeAction:
    """Return an action that lsprotocol has taken for a command, as it has one."""
    if isinstance(offered, types.CodeAction):
        return offered
    own = ast.literal_eval(offered.command)
    return types.CodeAction(
        offered.title, command=types.Command(own["title"], own["command"], None, own["arguments"])
    )


def edited(text: str, edits: list[types.TextEdit]) -> str:
    """Return a text of plain characters after edits, none of which overlaps another."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]

    def at(position: types.Position) -> int:
        return starts[position.line] + position.character

    for each in sorted(edits, key=lambda e: at(e.range.start), reverse=True):
        text = text[: at(each.range.start)] + each.new_text + text[at(each.range.end) :]
    return text


Start = Callable[..., Awaitable[Editor]]
