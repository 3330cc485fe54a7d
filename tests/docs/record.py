"""Records the main job as `docs/assets/main-job.svg`: ``.venv/bin/python tests/docs/record.py``, or ``make svg``.

The commands run for real, in a terminal of their own (a pty), in a new folder; what stands on the screen after each is a
picture, and the pictures follow one another. The file holds no script. Who asks for less motion sees the last one.
"""

import html
import os
import pty
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyte

REPO = Path(__file__).parents[2]
PICTURE = REPO / "docs/assets/main-job.svg"
COLUMNS, ROWS = 84, 26
_CELL, _LINE, _MARGIN = (
    8.4,
    18,
    16,
)  # pixels: of a cell of the font at 14 px, of a line, around the screen

_README = """\
# Synthetic data

## Surveys

- [Large Language Models for Data Annotation: A Survey](https://arxiv.org/abs/2402.13446). Zhen Tan, Song Wang. 2024.

## Methods

- [Textbooks Are All You Need](https://arxiv.org/abs/2306.11644). Suriya Gunasekar, Yi Zhang. 2023.
"""
# What is typed, and how many seconds its output stays.
_COMMANDS = (
    ("cat README.md", 4),
    ("synbib import --convert README.md", 4),
    ("head -8 refs.bib", 4),
    ("cat README.md", 6),
    ("synbib cite tan2024large --style apa", 4),
    ("synbib sync --check README.md", 5),
)
_COLOURS = {"default": "#d8dee9", "green": "#a3be8c", "brown": "#ebcb8b", "cyan": "#88c0d0"}


@dataclass(frozen=True)
class Picture:
    """What stands on the screen.

    Attributes:
        rows: Of each row the pieces of one look: where it begins, the text, the colour, whether it is bold.
        seconds: How long it is shown.
    """

    rows: tuple[tuple[tuple[int, str, str, bool], ...], ...]
    seconds: float


def record() -> list[Picture]:
    """Run the commands, and return what the screen showed."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    pictures = []
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "README.md").write_text(_README, encoding="utf-8")
        for command, seconds in _COMMANDS:
            stream.feed(b"\x1b[32m$\x1b[0m ")
            middle = len(command) // 2
            for typed in (command[:middle], command[middle:]):
                stream.feed(typed.encode())
                pictures.append(_picture(screen, 0.6))
            stream.feed(b"\r\n")
            for piece in _run(command, Path(folder)):
                stream.feed(piece)
            pictures.append(_picture(screen, seconds))
    return pictures


def _run(command: str, folder: Path) -> Iterator[bytes]:
    """Yield what a command writes to a terminal of its own."""
    leader, follower = pty.openpty()
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "HOME": str(folder),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "COLUMNS": str(COLUMNS),
        "LINES": str(ROWS),
        "SYNBIB_CACHE": "off",
    }
    process = subprocess.Popen(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=follower,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    try:
        while process.poll() is None or select.select([leader], [], [], 0.1)[0]:
            if select.select([leader], [], [], 0.1)[0]:
                yield os.read(leader, 65536)
    except OSError:  # the terminal is closed with its last program
        pass
    finally:
        process.wait()
        os.close(leader)


def _picture(screen: pyte.Screen, seconds: float) -> Picture:
    rows = []
    for y in range(ROWS):
        row = [screen.buffer[y][x] for x in range(COLUMNS)]
        pieces = []
        for look, cells in groupby(enumerate(row), lambda cell: (cell[1].fg, cell[1].bold)):
            together = list(cells)
            text = "".join(cell.data for _, cell in together)
            if text.strip():
                blanks = len(text) - len(text.lstrip())
                pieces.append((together[0][0] + blanks, text.strip(), *look))
        rows.append(tuple(pieces))
    return Picture(tuple(rows), seconds)


def svg(pictures: list[Picture]) -> str:
    """Return pictures that follow one another, as SVG without a script."""
    return "".join(f"{line}\n" for line in _svg(pictures))


def _svg(pictures: list[Picture]) -> Iterator[str]:
    width, height = round(COLUMNS * _CELL + 2 * _MARGIN), ROWS * _LINE + 2 * _MARGIN
    whole = sum(picture.seconds for picture in pictures)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">'
    )
    yield '<title id="title">synbib takes over the list of a README</title>'
    commands = ". ".join(command for command, _ in _COMMANDS)
    yield f'<desc id="desc">A terminal, in which these commands run: {html.escape(commands)}.</desc>'
    yield "<style>"
    yield "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}"
    yield ".p{visibility:hidden}"
    begin = 0.0
    for number, picture in enumerate(pictures):
        first, last = 100 * begin / whole, 100 * (begin + picture.seconds) / whole
        steps = f"{first:.3f}%{{visibility:visible}}{last:.3f}%{{visibility:hidden}}"
        before = "" if number == 0 else "0%{visibility:hidden}"
        after = "" if number == len(pictures) - 1 else "100%{visibility:hidden}"
        yield f"@keyframes p{number}{{{before}{steps}{after}}}"
        yield f"#p{number}{{animation:p{number} {whole:.1f}s step-end infinite}}"
        begin += picture.seconds
    yield "@media (prefers-reduced-motion:reduce){.p{animation:none!important}.last{visibility:visible}}"
    yield "</style>"
    yield f'<rect width="{width}" height="{height}" rx="8" fill="#2e3440"/>'
    for number, picture in enumerate(pictures):
        classes = "p last" if number == len(pictures) - 1 else "p"
        yield f'<g class="{classes}" id="p{number}">'
        for y, row in enumerate(picture.rows):
            for x, text, colour, bold in row:
                yield _piece(x, y, text, colour, bold=bold)
        yield "</g>"
    yield "</svg>"


def _piece(x: int, y: int, text: str, colour: str, *, bold: bool) -> str:
    left, base = _MARGIN + x * _CELL, _MARGIN + (y + 1) * _LINE - 5
    fill = _COLOURS.get(colour, _COLOURS["default"])
    weight = ' font-weight="bold"' if bold else ""
    # The width is given, so that columns stay where they are in any font.
    return (
        f'<text x="{left:.1f}" y="{base}" fill="{fill}"{weight}'
        f' textLength="{len(text) * _CELL:.1f}" lengthAdjust="spacingAndGlyphs">{html.escape(text)}</text>'
    )


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg(record()), encoding="utf-8", newline="\n")
