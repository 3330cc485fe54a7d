"""Editors with a language server, in a folder with a store."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from typist import STORE, Editor, Start


@pytest_asyncio.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Start editors, each with a server of its own."""
    clients: list[LanguageClient] = []

    async def started(
        folders: tuple[str, ...] = ("",),
        capabilities: types.ClientCapabilities | None = None,
        environment: dict[str, str] | None = None,
        options: tuple[str, ...] = (),
    ) -> Editor:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        folder = tmp_path / "work"
        folder.mkdir(exist_ok=True)
        known = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "PATH": os.environ["PATH"]}
        config = ClientServerConfig(
            server_command=[sys.executable, "-m", "synbib", "lsp", *options],
            server_env={**known, **(environment or {})},
        )
        client = await config.start()
        assert isinstance(client, LanguageClient)
        clients.append(client)
        known_to_all = capabilities or client_capabilities("visual-studio-code")
        await client.initialize_session(
            types.InitializeParams(
                capabilities=known_to_all,
                workspace_folders=[
                    types.WorkspaceFolder((folder / name).as_uri(), name or "work")
                    for name in folders
                ],
            )
        )
        return Editor(client, folder)

    yield started
    for client in clients:
        if not client.stopped:
            await client.shutdown_session()
        await client.stop()  # type: ignore[no-untyped-call]


@pytest_asyncio.fixture
async def editor(start: Start, tmp_path: Path) -> Editor:
    """An editor in a folder with a store of two entries."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "refs.bib").write_text(STORE, "utf-8")
    return await start()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of `editor`."""
    return tmp_path / "work"
