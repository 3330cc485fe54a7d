"""What goes to which clipboard. What a platform's own programs do with it is theirs; here they are stood in for."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from synbib.cli import clipboard
from synbib.errors import SynbibError


@pytest.fixture(autouse=True)
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def program(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that keeps its arguments and what it is given; returns where."""
    script = folder / name
    kept = folder / f"{name}.kept"
    script.write_text(f'#!/bin/sh\n{{ echo "$@"; cat; }} > "{kept}"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return kept


PAGE = '<html><head><meta charset="utf-8"></head><body><i>Büch</i></body></html>'


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("display", "name", "arguments"),
    [
        ("WAYLAND_DISPLAY", "wl-copy", "--type text/html"),
        ("DISPLAY", "xclip", "-selection clipboard -target text/html -in"),
    ],
)
def test_html_alone_goes_to_the_program_of_the_display(
    display: str, name: str, arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    kept = program(tmp_path, name, monkeypatch)
    monkeypatch.setenv(display, ":0")
    said = clipboard.copy_rich("Büch", "<i>Büch</i>", html_alone=True)
    assert said == "copied to the clipboard as HTML"
    assert kept.read_text("utf-8") == f"{arguments}\n{PAGE}"


def test_plain_text_goes_where_only_one_kind_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    copied: list[str] = []
    monkeypatch.setattr("pyperclip.copy", copied.append)
    assert clipboard.copy_rich("Büch", "<i>Büch</i>") == "copied to the clipboard"
    assert copied == ["Büch"]
    with pytest.raises(SynbibError, match=r"^nothing here takes HTML; install xclip, or wl-clipb"):
        clipboard.copy_rich("a", "b", html_alone=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
def test_macos_gets_both_and_no_text_is_a_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    kept = program(tmp_path, "osascript", monkeypatch)
    text = 'a" & (do shell script "x") & "'
    said = clipboard.copy_rich(text, "<b>")
    assert said == "copied to the clipboard as rich and as plain text"
    script = kept.read_text("utf-8")
    assert f"Unicode text:(«data utf8{text.encode().hex()}» as «class utf8»)" in script
    assert "shell" not in script


def test_windows_html_says_where_it_begins_and_ends() -> None:
    data = clipboard._cf_html("<i>Büch</i>")
    head = dict(line.split(b":") for line in data.splitlines()[:5])
    start, end = int(head[b"StartFragment"]), int(head[b"EndFragment"])
    assert data[start:end].decode() == "<i>Büch</i>"
    whole = data[int(head[b"StartHTML"]) : int(head[b"EndHTML"])]
    assert whole.startswith(b"<html>")
    assert whole.endswith(b"</html>")


def test_over_ssh_the_terminal_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    written: list[bytes] = []
    monkeypatch.setattr(Path, "write_bytes", lambda _, data: written.append(data))
    said = clipboard.copy_rich("Büch", "<i>Büch</i>")
    assert said == "the terminal was asked to copy (OSC 52)"
    assert written == [b"\x1b]52;c;" + base64.b64encode("Büch".encode()) + b"\x07"]
    with pytest.raises(SynbibError, match=r"^too long for the terminal's clipboard"):
        clipboard.copy_text("a" * 80_000)
    with pytest.raises(SynbibError, match=r"^over ssh the terminal copies plain text alone"):
        clipboard.copy_rich("a", "b", html_alone=True)


@pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xclip")), reason="no X11 here")
def test_html_is_read_back_from_a_clipboard_of_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["Xvfb", "-displayfd", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.stdout is not None
            monkeypatch.setenv("DISPLAY", f":{server.stdout.readline().decode().strip()}")
            clipboard.copy_rich("Büch", "<i>Büch</i>", html_alone=True)
            assert read_back("-target", "text/html") == PAGE
            clipboard.copy_rich("Büch", "<i>Büch</i>")
            assert read_back() == "Büch"
        finally:
            server.terminate()


def read_back(*options: str) -> str:
    command = ["xclip", "-selection", "clipboard", "-o", *options]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()
