"""Draw the picture of the browser for docs/browser.md, from our own store: `make pictures`."""

from __future__ import annotations

import argparse
import asyncio
import re
from pathlib import Path

import synbib
from synbib.bibliography import StyleChoice
from synbib.browser import Browser, Doors, Look

REPO = Path(__file__).parents[2]
IMAGE = REPO / "docs" / "images" / "browser.svg"
SIZE = (88, 26)


def picture(
    store: Path = REPO / "refs.bib",
    keys: tuple[str, ...] = ("j", "j", "space", "space"),
    size: tuple[int, int] = SIZE,
) -> str:
    """Return what the browser shows after some keys, as SVG.

    Args:
        store: The store.
        keys: What is pressed, as textual names keys.
        size: Columns and lines of the terminal.
    """
    return asyncio.run(_picture(store, keys, size))


async def _picture(store: Path, keys: tuple[str, ...], size: tuple[int, int]) -> str:
    library = synbib.read(store)
    doors = Doors(lambda: library, lambda: None, lambda text, _: "copied", lambda url: None)
    app = Browser(library, doors, Look(store.name, StyleChoice("syndata")))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.5)
        # A page of ours loads nothing from elsewhere: the reader's own type does.
        return re.sub(
            r"@font-face \{.*?\}\s*", "", app.export_screenshot(title="synbib"), flags=re.DOTALL
        )


def main() -> None:
    """Write the picture, or another one to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=REPO / "refs.bib")
    parser.add_argument("--keys", default="j j space space", help="as textual names keys")
    parser.add_argument("--size", default="88x26", help="columns x lines")
    parser.add_argument("--output", type=Path, default=IMAGE)
    given = parser.parse_args()
    columns, lines = map(int, given.size.split("x"))
    svg = picture(given.store, tuple(given.keys.split()), (columns, lines))
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
