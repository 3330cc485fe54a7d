"""A site of 5,000 works: how long it takes to make, what its first page loads, how soon a browser shows it and answers.

    python benchmarks/site.py [--works N] [--keep FOLDER]

The works are those of the corpus, in a tree of 60 groups, each fifth of them in two; each has an abstract of 150 words
and three keywords, and every third a link to code, made up of words from titles. The page is opened as a file in
headless Chromium (Debian's `chromium`, driven by Playwright), in a window of 1,280 × 900. First paint is what the
browser says of it, and the middle of five. A keystroke lasts from its event until the frame after the results are
shown; words are typed and taken away again letter by letter, so that results become few and many again. Beside it
stands how long the same takes on a page with nothing but a box, and the processor time of the page's main thread.
"""

import argparse
import gzip
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from corpus import corpus
from playwright.sync_api import Page, sync_playwright

from synbib.library import Group, Library, format_tree, read_text
from synbib.site import Site, SiteOptions, build, write

SEED: Final = 20261128
SUBJECTS: Final = (
    "Text", "Speech", "Vision", "Learning", "Reasoning", "Planning", "Data", "Systems", "People", "Theory"
)  # fmt: skip
KINDS: Final = ("Surveys", "Methods", "Evaluation", "Resources", "Applications")
TYPED: Final = (
    "learning",
    "graph neural",
    "müller",
    "2015",
    "acl",
    '"neural networks"',
    "qzx",
    "translation",
)
PAINTS: Final = 5
# Resolves once the frame after the input is on its way to the screen, with the milliseconds since the event.
TYPE: Final = """
(text) => new Promise((resolve) => {
  const box = document.querySelector('input[name="q"]');
  box.focus();
  box.value = text;
  const start = performance.now();
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - start);
    channel.port2.postMessage(0);
  });
})
"""


def library(number: int) -> Library:
    """Return the works, with groups, abstracts, keywords and code."""
    chance = random.Random(SEED)
    text = corpus(number).read_text("utf-8")
    titles = re.findall(r"^\s*title\s*=\s*\{(.*?)\},?$", text, re.MULTILINE | re.DOTALL)
    words = sorted({word for title in titles for word in title.split() if word.isalpha()})
    groups = [f"{subject} {kind}".strip() for subject in SUBJECTS for kind in ("", *KINDS)]
    places = iter(range(number))

    def enriched(head: re.Match[str]) -> str:
        place = next(places)
        fields = {
            "groups": ", ".join(chance.sample(groups, 2 if place % 5 == 0 else 1)),
            "abstract": " ".join(chance.choices(words, k=150)),
            "keywords": ", ".join(chance.sample(words, 3)),
        }
        if place % 3 == 0:
            fields["code"] = f"https://code.example/{place}"
        return head[0] + "".join(f"\n  {name} = {{{value}}}," for name, value in fields.items())

    tree = Group("", tuple(Group(s, tuple(Group(f"{s} {k}") for k in KINDS)) for s in SUBJECTS))
    entries = re.sub(
        r"^@(?!string|comment)\w+\{[^,\s]+,", enriched, text, flags=re.MULTILINE | re.IGNORECASE
    )
    return read_text(f"{entries}\n@comment{{{format_tree(tree)}}}\n")


def first_paint(page: Page, address: str) -> tuple[float, float]:
    """Milliseconds until something is painted, and until the page is ready to be searched."""
    page.goto(address, wait_until="load")
    page.wait_for_selector("form.find:not([hidden])")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    return paint, ready


def keystrokes(page: Page) -> list[tuple[float, float]]:
    """Milliseconds of each keystroke: by the clock, and of the processor."""
    found = []
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def processor() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        seconds: float = next(each["value"] for each in metrics if each["name"] == "ThreadTime")
        return seconds * 1000

    for word in TYPED:
        typed = [word[:end] for end in range(1, len(word) + 1)]
        for text in (*typed, *reversed(typed[:-1]), ""):
            before = processor()
            clock = page.evaluate(TYPE, text)
            found.append((clock, processor() - before))
            page.wait_for_timeout(60)
    return found


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=5_000)
    parser.add_argument("--keep", metavar="FOLDER", help="leave the site there")
    arguments = parser.parse_args()

    works = library(arguments.works)
    print(f"{len(works):,} works")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments.keep or temporary)
        site = Site(works, SiteOptions().set(title="Benchmark"))
        start = time.perf_counter()
        written = write(str(folder), build(site), force=True)
        print(f"made in {time.perf_counter() - start:.1f} s: {written.files:,} files")

        loaded = [
            "index.html",
            "data/index.js",
            *(f"assets/{p.name}" for p in (folder / "assets").iterdir()),
        ]
        data = [(folder / name).read_bytes() for name in loaded]
        packed = sum(len(gzip.compress(each, 6)) for each in data)
        print("\n| what | measured | at most |\n|---|---:|---:|")
        print(f"| the first page loads, MB | {sum(map(len, data)) / 1e6:.2f} | 6 |")
        print(f"| the same with gzip, MB | {packed / 1e6:.2f} | 1.5 |")

        program = shutil.which("chromium")
        if program is None:
            sys.exit("chromium is not installed: nothing is measured in a browser")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            address = (folder / "index.html").resolve().as_uri()
            shown = []
            for _ in range(PAINTS):
                page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
                shown.append(first_paint(page, address))
            paint, ready = (statistics.median(each) for each in zip(*shown, strict=True))
            times, work = (sorted(each) for each in zip(*keystrokes(page), strict=True))
            page.goto("about:blank")
            page.set_content('<input name="q">')
            idle, _ = zip(*keystrokes(page), strict=True)
            browser.close()
        print(f"| first paint, ms | {paint:.0f} | 1,000 |")
        print(f"| ready to be searched, ms | {ready:.0f} | |")
        print(
            f"| a keystroke, ms: the middle of {len(times)} | {statistics.median(times):.0f} | 50 |"
        )
        print(f"| … 95 of 100 within, ms | {times[len(times) * 95 // 100]:.0f} | 50 |")
        print(f"| … the longest, ms | {times[-1]:.0f} | |")
        print(f"| … of the processor, the middle, ms | {statistics.median(work):.0f} | |")
        print(f"| … of the processor, 95 of 100 within, ms | {work[len(work) * 95 // 100]:.0f} | |")
        print(f"| the same where nothing is to be done, ms | {statistics.median(idle):.0f} | |")


if __name__ == "__main__":
    main()
