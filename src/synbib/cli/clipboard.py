"""The clipboard of each platform: plain text, and rich text where a program can own both.

On Windows and macOS plain text and HTML stand side by side, and whoever pastes takes what it can show. On Linux, what
sets the clipboard (`xclip`, `wl-copy`) offers one kind alone: plain text, or HTML on wish. Over ssh the terminal is
asked to copy, by the sequence OSC 52, which knows plain text only.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which
from typing import Final

from synbib.errors import SynbibError

__all__ = ["copy_rich", "copy_text", "describe_clipboard", "is_remote"]

_PATIENCE: Final = 10  # seconds, for a program that sets the clipboard
_LONGEST_FOR_TERMINALS: Final = 74_994  # bytes that xterm takes, before base64
# What tells of a display → a program that sets the clipboard there.
_PROGRAMS: Final = (
    ("WAYLAND_DISPLAY", "wl-copy"),
    ("DISPLAY", "xclip"),
    ("DISPLAY", "xsel"),
)
_NONE: Final = (
    "no clipboard here; on Linux install xclip, xsel or wl-clipboard, or copy what was printed"
)


def copy_text(text: str) -> str:
    """Put plain text on the clipboard.

    Returns:
        How that was done, for a message.

    Raises:
        SynbibError: There is no clipboard.
    """
    if is_remote(os.environ):
        return _ask_terminal(text)
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        raise SynbibError(_NONE) from None
    return "copied to the clipboard"


def copy_rich(text: str, html: str, *, html_alone: bool = False) -> str:
    """Put plain text and HTML on the clipboard, side by side where the platform has that.

    Args:
        text: The plain text.
        html: The same as HTML, without a document around.
        html_alone: Whether it is HTML where only one can be.

    Returns:
        How that was done, for a message.

    Raises:
        SynbibError: There is no clipboard, or none that takes HTML.
    """
    if is_remote(os.environ):
        if html_alone:
            raise SynbibError("over ssh the terminal copies plain text alone; leave out --html")
        return _ask_terminal(text)
    if both := _BOTH.get(sys.platform):
        both(text, html)
        return "copied to the clipboard as rich and as plain text"
    if not html_alone:
        return copy_text(text)
    _copy_html(html)
    return "copied to the clipboard as HTML"


def describe_clipboard() -> str:
    """Return what sets the clipboard here, for a person."""
    if is_remote(os.environ):
        return "the terminal, over ssh (OSC 52)"
    if sys.platform in _BOTH:
        return "rich and plain text"
    for variable, program in _PROGRAMS:
        if os.environ.get(variable) and (found := which(program)):
            return found
    return "none here; it takes a display, and xclip, xsel or wl-clipboard"


# --- Over ssh ----------------------------------------------------------------------------------------------


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether this is a session of ssh without a display of its own."""
    is_ssh = bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
    return is_ssh and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _ask_terminal(text: str) -> str:
    """Ask the terminal to copy (xterm's control sequences, OSC 52)."""
    data = text.encode()
    if len(data) > _LONGEST_FOR_TERMINALS:
        raise SynbibError("too long for the terminal's clipboard; write it to a file")
    sequence = b"\x1b]52;c;" + base64.b64encode(data) + b"\x07"
    try:
        Path("/dev/tty").write_bytes(sequence)
    except OSError:
        raise SynbibError(_NONE) from None
    return "the terminal was asked to copy (OSC 52)"


# --- HTML --------------------------------------------------------------------------------------------------


def _page(html: str) -> str:
    """Return HTML as a document that says how it is encoded: else programs take it for Latin-1."""
    return f'<html><head><meta charset="utf-8"></head><body>{html}</body></html>'


def _copy_html(html: str) -> None:
    """Put HTML alone on the clipboard, by the program for this display."""
    commands = {
        "WAYLAND_DISPLAY": ["wl-copy", "--type", "text/html"],
        "DISPLAY": ["xclip", "-selection", "clipboard", "-target", "text/html", "-in"],
    }
    for variable, command in commands.items():
        if os.environ.get(variable) and which(command[0]):
            _run(command, _page(html).encode())
            return
    raise SynbibError("nothing here takes HTML; install xclip, or wl-clipboard under Wayland")


def _run(command: list[str], data: bytes) -> None:
    """Run a program that sets the clipboard; it goes on in the background, and keeps no output open."""
    try:
        subprocess.run(
            command,
            input=data,
            check=True,
            timeout=_PATIENCE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        raise SynbibError(f"{command[0]} did not copy; copy what was printed") from None


def _copy_on_macos(text: str, html: str) -> None:
    """Put both on macOS's clipboard (AppleScript Language Guide, "Clipboard Commands")."""
    _run(["osascript", "-"], _apple_script(text, html).encode())


def _apple_script(text: str, html: str) -> str:
    # Data and text in hexadecimal, so that nothing in them is AppleScript.
    plain = f"«data utf8{text.encode().hex()}» as «class utf8»"
    rich = f"«data HTML{_page(html).encode().hex()}»"
    return f"set the clipboard to {{«class HTML»:{rich}, Unicode text:({plain})}}\n"


_CF_UNICODETEXT: Final = 13
_GMEM_MOVEABLE: Final = 2


def _copy_on_windows(text: str, html: str) -> None:
    """Put both on Windows' clipboard (Win32, "Using the Clipboard")."""
    import ctypes

    windll = ctypes.windll  # type: ignore[attr-defined]
    user, kernel = windll.user32, windll.kernel32
    for function in (kernel.GlobalAlloc, kernel.GlobalLock):
        function.restype = ctypes.c_void_p
    kernel.GlobalLock.argtypes = kernel.GlobalUnlock.argtypes = [ctypes.c_void_p]
    user.SetClipboardData.argtypes = [ctypes.c_uint, ctypes.c_void_p]
    kinds = {
        _CF_UNICODETEXT: text.encode("utf-16-le") + b"\0\0",
        user.RegisterClipboardFormatW("HTML Format"): _cf_html(html) + b"\0",
    }
    if not user.OpenClipboard(None):
        raise SynbibError("another program has the clipboard open; try it again")
    try:
        user.EmptyClipboard()
        for kind, data in kinds.items():
            handle = kernel.GlobalAlloc(_GMEM_MOVEABLE, len(data))
            ctypes.memmove(kernel.GlobalLock(handle), data, len(data))
            kernel.GlobalUnlock(handle)
            user.SetClipboardData(kind, handle)
    finally:
        user.CloseClipboard()


_CF_HEAD: Final = "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\n"


def _cf_html(html: str) -> bytes:
    """Return HTML as Windows' clipboard has it: with where it begins and ends, in bytes ("HTML Clipboard Format")."""
    before, after = b"<html><body>\r\n<!--StartFragment-->", b"<!--EndFragment-->\r\n</body></html>"
    fragment = html.encode()
    start = len(_CF_HEAD.format(0, 0, 0, 0))
    first = start + len(before)
    last = first + len(fragment)
    head = _CF_HEAD.format(start, last + len(after), first, last)
    return head.encode() + before + fragment + after


_BOTH: Final[Mapping[str, Callable[[str, str], None]]] = {
    "darwin": _copy_on_macos,
    "win32": _copy_on_windows,
}
