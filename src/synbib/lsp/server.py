"""The server: which request is answered by what, when findings are published, and what an editor is asked for."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from synbib.errors import SynbibError
from synbib.lsp import (
    completing,
    diagnosing,
    finding,
    fixing,
    hovering,
    looking_up,
    renaming,
    shaping,
)
from synbib.lsp.aside import Aside
from synbib.lsp.searching import Searches
from synbib.lsp.text import Text
from synbib.lsp.workspace import BIBTEX, Project, Workspace, path_of
from synbib.verbs.adding import Source, look_up

__all__ = ["Server", "serve"]

Sources = Callable[[], AbstractContextManager[Sequence[Source]]]
"""Opens whatever is asked for works."""

# Seconds without typing after which it is looked what is wrong.
_PAUSE: Final = 0.4
# So many works are made ready for a search between two requests.
_AT_ONCE: Final = 250
# LSP 3.17, ErrorCodes
_CONTENT_MODIFIED: Final = -32801
_REQUEST_FAILED: Final = -32803
_WATCHED: Final = (
    "**/*.{bib,md,markdown,qmd,rmd,tex,ltx,rst,typ}",
    "**/synbib.toml",
    "**/pyproject.toml",
)


class _Protocol(LanguageServerProtocol):
    """The protocol with texts of our own: those of pygls end a line at characters at which the protocol does not."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._server.opened(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._server.closed(params)


class Server(LanguageServer):
    """A server for one editor.

    Args:
        version: The version of synbib.
        sources: What is asked for works that somebody wants looked up.

    Attributes:
        documents: What the editor has open, and its folders.
        searches: The stores, ready to be searched.
    """

    protocol: _Protocol

    def __init__(self, version: str, sources: Sources) -> None:
        super().__init__(
            "synbib",
            version,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=_Protocol,
        )
        self.documents = Workspace()
        self.searches = Searches()
        self._sources = sources
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._warming: asyncio.Task[None] | None = None
        self._aside = Aside()
        self._published: set[str] = set()
        for method, take in _EVENTS.items():
            self.feature(method)(partial(take, self))
        for method, feature in _FEATURES.items():
            self.feature(method, feature.options)(_handler(self, feature))
        self.command(fixing.LOOK_UP)(self._look_up_command())

    def shutdown(self) -> None:
        """End all that runs for the editor."""
        self._aside.stop()
        super().shutdown()  # type: ignore[no-untyped-call]

    # --- What the editor tells ---------------------------------------------------------------------------------------

    def began(self, _: types.InitializeParams) -> None:
        """Take over what the editor has said of itself."""
        workspace = self.workspace
        self.documents = Workspace(workspace.position_encoding or "utf-16", self._folders())

    def _folders(self) -> list[Path]:
        workspace = self.workspace
        uris = [folder.uri for folder in workspace.folders.values()]
        if not uris and workspace.root_uri:
            uris = [workspace.root_uri]
        return [path for uri in uris if (path := path_of(uri)) is not None]

    def ready(self, _: types.InitializedParams) -> None:
        """Ask the editor to tell of files that others change."""
        watching = self.client_capabilities.workspace
        if watching and watching.did_change_watched_files:
            if watching.did_change_watched_files.dynamic_registration:
                watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
                options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
                self.client_register_capability(
                    types.RegistrationParams(
                        [
                            types.Registration(
                                str(uuid.uuid4()), types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
                            )
                        ]
                    )
                )

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document that was opened."""
        document = params.text_document
        self.documents.open(document.uri, document.language_id, document.text, document.version)
        self._check_soon(document.uri, 0)
        if self.documents.syntax(document.uri) == BIBTEX:
            self._check_citing(document.uri)
        self._warm(document.uri)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take changes of a document."""
        uri = params.text_document.uri
        changes = [(getattr(each, "range", None), each.text) for each in params.content_changes]
        self.documents.change(uri, changes, params.text_document.version)
        self._check_soon(uri, _PAUSE)
        if self.documents.syntax(uri) == BIBTEX:
            self._check_citing(uri)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document that was closed."""
        uri = params.text_document.uri
        if uri in self._checks:
            self._checks.pop(uri).cancel()
        self.documents.close(uri)
        self._publish(uri, [], None)
        self._check_citing(uri)

    def touched(self, _: object) -> None:
        """Look at everything that is open again, as other files, settings or folders are others now."""
        for uri in self.documents.opened:
            self._check_soon(uri, _PAUSE)

    def refoldered(self, _: types.DidChangeWorkspaceFoldersParams) -> None:
        """Take over the folders that are open now."""
        self.documents.refolder(self._folders())
        self.touched(None)

    # --- What is wrong -----------------------------------------------------------------------------------------------

    def _check_citing(self, store: str) -> None:
        for uri in self.documents.opened:
            if uri != store and self.documents.syntax(uri) not in ("", BIBTEX):
                self._check_soon(uri, _PAUSE)

    def _check_soon(self, uri: str, seconds: float) -> None:
        """Publish what is wrong with a document after a pause in which it does not change."""
        if uri in self._checks:
            self._checks[uri].cancel()
        self._checks[uri] = asyncio.ensure_future(self._check(uri, seconds))

    async def _check(self, uri: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        text = self.documents.text(uri)
        if text is None or not self.documents.syntax(uri):
            return
        project = self.documents.project(uri)
        self._publish_settings(project)
        find, *given = self._finder(uri, text, project)
        try:
            found = await self._aside.run(len(text.text), find, *given)
        except SynbibError as error:
            self.window_log_message(types.LogMessageParams(types.MessageType.Warning, str(error)))
            return
        if self.documents.text(uri) is text:
            self._publish(uri, found, text.version)

    def _finder(self, uri: str, text: Text, project: Project) -> tuple[Any, ...]:
        """Return what finds what is wrong with a document, and what it is to be given."""
        if self.documents.syntax(uri) == BIBTEX:
            path = path_of(uri) or Path(uri)
            # For the requests that are content with what there was after a pause.
            self.documents.works(uri)
            self._warm(uri)
            return diagnosing.of_store, text.text, text.encoding, path, project.settings
        document, works = self.documents.citing(uri), self.documents.works(uri)
        assert document is not None, "what is no store cites"
        return diagnosing.of_document, document, diagnosing.citable(document, works)

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None) -> None:
        if found or uri in self._published or version is not None:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, found, version)
            )
        if found:
            self._published.add(uri)
        else:
            self._published.discard(uri)

    def _publish_settings(self, project: Project) -> None:
        """Publish why settings cannot be read, in their file."""
        if project.file is None:
            return
        uri = self.documents.uri(project.file)
        found = []
        if project.error is not None:
            with suppress(OSError):
                said = project.file.read_text("utf-8", "replace")
                text = Text(said, self.documents.encoding)
                found = diagnosing.of_settings(project.error, text)
        self._publish(uri, found, None)

    def _warm(self, uri: str) -> None:
        """Make the works that a document may cite ready to be searched, a few at a time between requests."""
        if self._warming is None or self._warming.done():
            self._warming = asyncio.ensure_future(self._prepare(uri))

    async def _prepare(self, uri: str) -> None:
        await asyncio.sleep(0.05)
        if self.documents.text(uri) is not None and self.documents.syntax(uri):
            searched = self.searches.of(self.documents.works(uri))
            while searched.prepare(_AT_ONCE):
                await asyncio.sleep(0.001)

    # --- Works that are looked up ------------------------------------------------------------------------------------

    def _look_up_command(self) -> Callable[..., Any]:
        async def command(uri: str, numbers: list[int], what: str) -> None:
            first, start, last, end = numbers
            place = types.Range(types.Position(first, start), types.Position(last, end))
            try:
                await self._look_up(uri, place, what)
            except SynbibError as error:
                self.window_show_message(
                    types.ShowMessageParams(types.MessageType.Error, f"{what}: {error}")
                )

        return command

    async def _look_up(self, uri: str, place: types.Range, what: str) -> None:
        token = await self._progress(f"Looking up {what}")
        try:
            asking = asyncio.ensure_future(asyncio.to_thread(self._ask, what))
            if token is not None and token in self.work_done_progress.tokens:
                loop = asyncio.get_running_loop()
                self.work_done_progress.tokens[token].add_done_callback(
                    lambda _: loop.call_soon_threadsafe(asking.cancel)
                )
            works = await asking
        except asyncio.CancelledError:
            return  # the user has stopped it
        finally:
            if token is not None:
                self.work_done_progress.end(token, types.WorkDoneProgressEnd())
                self.work_done_progress.tokens.pop(token, None)
        edits = looking_up.put_in(self.documents, uri, place, what, works)
        done = await self.workspace_apply_edit_async(
            types.ApplyWorkspaceEditParams(self.edit(edits), f"Add {what}")
        )
        if not done.applied:
            raise SynbibError(f"the editor did not take it: {done.failure_reason or 'no reason'}")

    def _ask(self, what: str) -> Sequence[Any]:
        with self._sources() as sources:
            [asked] = look_up([what], sources)
        if asked.error is not None:
            raise asked.error
        if not asked.works:
            raise SynbibError("not found; check how it is written")
        return asked.works

    async def _progress(self, title: str) -> str | None:
        window = self.client_capabilities.window
        if window is None or not window.work_done_progress:
            return None
        token = str(uuid.uuid4())
        await self.work_done_progress.create_async(token)
        self.work_done_progress.begin(
            token, types.WorkDoneProgressBegin(title=title, cancellable=True)
        )
        return token

    # --- What the editor can -----------------------------------------------------------------------------------------

    def edit(self, edits: Sequence[types.TextDocumentEdit]) -> types.WorkspaceEdit:
        """Return edits in the form that the editor knows."""
        workspace = self.client_capabilities.workspace
        can = workspace.workspace_edit if workspace else None
        return renaming.workspace_edit(edits, versioned=bool(can and can.document_changes))

    @property
    def has_snippets(self) -> bool:
        """Whether completions may have places to fill in."""
        known = self.client_capabilities.text_document
        item = known.completion.completion_item if known and known.completion else None
        return bool(item and item.snippet_support)

    @property
    def resolves_edits(self) -> bool:
        """Whether an action may be offered before its edit is made."""
        known = self.client_capabilities.text_document
        support = known.code_action.resolve_support if known and known.code_action else None
        return bool(support and "edit" in support.properties)


# --- Requests --------------------------------------------------------------------------------------------------------


def _completion(
    server: Server, documents: Workspace, params: types.CompletionParams
) -> types.CompletionList | None:
    return completing.complete(
        documents,
        server.searches,
        params.text_document.uri,
        params.position,
        snippets=server.has_snippets,
    )


def _resolve_completion(
    server: Server, documents: Workspace, item: types.CompletionItem
) -> types.CompletionItem:
    return completing.resolve(documents, item)


def _hover(server: Server, documents: Workspace, params: types.HoverParams) -> types.Hover | None:
    return hovering.hover(documents, params.text_document.uri, params.position)


def _definition(
    server: Server, documents: Workspace, params: types.DefinitionParams
) -> types.Location | None:
    return finding.definition(documents, params.text_document.uri, params.position)


def _references(
    server: Server, documents: Workspace, params: types.ReferenceParams
) -> list[types.Location]:
    return finding.references(
        documents,
        params.text_document.uri,
        params.position,
        declaration=params.context.include_declaration,
    )


def _highlights(
    server: Server, documents: Workspace, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight]:
    return finding.highlights(documents, params.text_document.uri, params.position)


def _symbols(
    server: Server, documents: Workspace, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol]:
    return finding.symbols(documents, params.text_document.uri)


def _workspace_symbols(
    server: Server, documents: Workspace, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    return finding.workspace_symbols(documents, server.searches, params.query)


def _prepare_rename(
    server: Server, documents: Workspace, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    return renaming.prepare(documents, params.text_document.uri, params.position)


def _rename(
    server: Server, documents: Workspace, params: types.RenameParams
) -> types.WorkspaceEdit:
    edits = renaming.rename(documents, params.text_document.uri, params.position, params.new_name)
    return server.edit(edits)


def _formatting(
    server: Server, documents: Workspace, params: types.DocumentFormattingParams
) -> list[types.TextEdit]:
    return shaping.formatted(documents, params.text_document.uri)


def _range_formatting(
    server: Server, documents: Workspace, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit]:
    return shaping.formatted(documents, params.text_document.uri, params.range)


def _folding(
    server: Server, documents: Workspace, params: types.FoldingRangeParams
) -> list[types.FoldingRange]:
    return shaping.folds(documents, params.text_document.uri)


def _links(
    server: Server, documents: Workspace, params: types.DocumentLinkParams
) -> list[types.DocumentLink]:
    return shaping.linked(documents, params.text_document.uri)


def _code_actions(
    server: Server, documents: Workspace, params: types.CodeActionParams
) -> list[types.CodeAction]:
    offered = fixing.actions(
        documents,
        params.text_document.uri,
        params.range,
        params.context.diagnostics,
        [getattr(kind, "value", kind) for kind in params.context.only or ()],
    )
    if server.resolves_edits:
        return offered
    return [_resolve_action(server, documents, action) for action in offered]


def _resolve_action(
    server: Server, documents: Workspace, action: types.CodeAction
) -> types.CodeAction:
    if isinstance(action.data, dict) and action.edit is None:
        action.edit = server.edit(fixing.resolved(documents, action.data))
    return action


class _Feature(NamedTuple):
    """How a request is answered.

    Attributes:
        run: What answers it.
        options: What the editor is told of it.
        aside: Whether it may take its time: other requests are answered meanwhile.
        edits: Whether its answer may destroy a text that has been changed meanwhile.
    """

    run: Callable[[Server, Workspace, Any], Any]
    options: Any = None
    aside: bool = False
    edits: bool = False


_EVENTS: Final[Mapping[str, Callable[[Server, Any], None]]] = {
    types.INITIALIZE: Server.began,
    types.INITIALIZED: Server.ready,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: Server.touched,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: Server.refoldered,
    types.TEXT_DOCUMENT_DID_SAVE: Server.touched,
}
_FEATURES: Final[Mapping[str, _Feature]] = {
    types.TEXT_DOCUMENT_COMPLETION: _Feature(
        _completion,
        types.CompletionOptions(
            trigger_characters=list(completing.TRIGGERS), resolve_provider=True
        ),
    ),
    types.COMPLETION_ITEM_RESOLVE: _Feature(_resolve_completion),
    types.TEXT_DOCUMENT_HOVER: _Feature(_hover),
    types.TEXT_DOCUMENT_DEFINITION: _Feature(_definition),
    types.TEXT_DOCUMENT_REFERENCES: _Feature(_references, aside=True),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: _Feature(_highlights),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _Feature(_symbols, aside=True),
    types.WORKSPACE_SYMBOL: _Feature(_workspace_symbols, aside=True),
    types.TEXT_DOCUMENT_PREPARE_RENAME: _Feature(_prepare_rename),
    types.TEXT_DOCUMENT_RENAME: _Feature(
        _rename, types.RenameOptions(prepare_provider=True), aside=True, edits=True
    ),
    types.TEXT_DOCUMENT_FORMATTING: _Feature(_formatting, aside=True, edits=True),
    types.TEXT_DOCUMENT_RANGE_FORMATTING: _Feature(_range_formatting, aside=True, edits=True),
    types.TEXT_DOCUMENT_FOLDING_RANGE: _Feature(_folding, aside=True),
    types.TEXT_DOCUMENT_DOCUMENT_LINK: _Feature(
        _links, types.DocumentLinkOptions(resolve_provider=False), aside=True
    ),
    types.TEXT_DOCUMENT_CODE_ACTION: _Feature(
        _code_actions,
        types.CodeActionOptions(
            code_action_kinds=[
                types.CodeActionKind.QuickFix,
                types.CodeActionKind.RefactorRewrite,
                types.CodeActionKind.SourceFixAll,
            ],
            resolve_provider=True,
        ),
        aside=True,
    ),
    types.CODE_ACTION_RESOLVE: _Feature(_resolve_action, aside=True),
}


def _handler(server: Server, feature: _Feature) -> Callable[[Any], Any]:
    def at_once(params: Any) -> Any:
        with _refusing():
            return feature.run(server, server.documents, params)

    async def aside(params: Any) -> Any:
        documents = server.documents.as_now()
        with _refusing():
            answer = await asyncio.to_thread(feature.run, server, documents, params)
        if feature.edits and server.documents.as_now() is not documents:
            raise _RefusedError("the text has been changed meanwhile", _CONTENT_MODIFIED)
        return answer

    return aside if feature.aside else at_once


class _RefusedError(JsonRpcException):
    """What the user can do something about; the editor shows it."""


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except SynbibError as error:
        raise _RefusedError(str(error), _REQUEST_FAILED) from None


class _Unexpected(logging.Filter):
    """Lets pass what is not an answer of ours: pygls logs each error that it sends."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], _RefusedError))


def serve(version: str, sources: Sources, reader: BinaryIO, writer: BinaryIO) -> None:
    """Answer an editor until it says that it is done, or is gone.

    Args:
        version: The version of synbib.
        sources: What is asked for works that somebody wants looked up.
        reader: Where the editor's messages come from.
        writer: Where the answers go to; it is closed at the end.
    """
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_Unexpected())
    Server(version, sources).start_io(reader, writer)
