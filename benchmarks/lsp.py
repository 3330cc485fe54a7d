"""What somebody at a keyboard waits for: answers of ``synbib lsp`` in a folder with a store of 10,000 entries.

    python benchmarks/lsp.py [--entries N] [--rounds N]

An editor is played: each keystroke is a change of the document and, right after it, a request, and its time ends with
the answer. The server is a process of its own, as an editor starts it. Keystrokes come one after the other without a
pause, once while nothing else happens, and once while the store is being checked. On a busy machine the last column
says more: what the server's own thread has had of the processor, on the average (Linux).
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from corpus import corpus

from synbib.bibtex import Document

ENTRIES: Final = 10_000
ROUNDS: Final = 200
TYPED: Final = "neural machine translation of rare words with subword units"


class Client:
    """The editor's end of the two pipes."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "synbib", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._number = 0
        self.published: dict[str, int] = {}
        known = {"workspace": {"workspaceEdit": {"documentChanges": True}}}
        folders = [{"uri": folder.as_uri(), "name": "work"}]
        self.ask("initialize", capabilities=known, processId=None, workspaceFolders=folders)
        self.tell("initialized")

    def tell(self, method: str, **params: Any) -> None:
        """Send what is not answered."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request, and return its answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while (answer := self.read()).get("id") != self._number:
            pass
        assert "error" not in answer, answer
        return answer.get("result")

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def read(self) -> Any:
        """Return the next message of the server."""
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        message = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            uri = message["params"]["uri"]
            self.published[uri] = self.published.get(uri, 0) + 1
        return message

    def wait_for_findings(self, uri: str) -> None:
        """Wait until the findings of a document are published the next time."""
        before = self.published.get(uri, 0)
        while self.published.get(uri, 0) == before:
            self.read()

    def worked(self) -> float:
        """Milliseconds that the server's main thread has had of the processor (proc(5), schedstat)."""
        with suppress(OSError):
            schedule = Path(f"/proc/{self._process.pid}/schedstat").read_text("ascii")
            return int(schedule.split()[0]) / 1e6
        return 0.0

    def stop(self) -> None:
        """End the server."""
        self.ask("shutdown")
        self.tell("exit")
        self._process.wait()


def timed(client: Client, what: str, do: Callable[[int], object], rounds: int) -> None:
    """Print a row of the table: what each round takes, but for the first."""
    do(0)
    took = []
    before = client.worked()
    for number in range(1, rounds + 1):
        start = time.perf_counter()
        do(number)
        took.append((time.perf_counter() - start) * 1000)
    print(row(what, took, (client.worked() - before) / rounds))


def row(what: str, took: list[float], worked: float) -> str:
    """Return a row of the table."""
    most = statistics.quantiles(took, n=20)[-1]
    return (
        f"| {what} | {statistics.median(took):.1f} | {most:.1f} | {max(took):.1f} | {worked:.1f} |"
    )


class Typing:
    """A document in which somebody types, and then asks."""

    def __init__(self, client: Client, uri: str, text: str, at: int) -> None:
        self._client, self._uri = client, uri
        self._version = 1
        line = text.count("\n", 0, at)
        self._line, self._start = line, at - (text.rfind("\n", 0, at) + 1)
        self._typed = ""
        item = {"uri": uri, "languageId": "", "version": 1, "text": text}
        client.tell("textDocument/didOpen", textDocument=item)

    def key(self, letter: str) -> dict[str, int]:
        """Type a letter, and return the position after it; ``""`` takes all back that was typed."""
        start = self._start + (len(self._typed) if letter else 0)
        end = self._start + len(self._typed)
        self._typed = self._typed + letter if letter else ""
        self._version += 1
        place = {
            "start": {"line": self._line, "character": start},
            "end": {"line": self._line, "character": end},
        }
        self._client.tell(
            "textDocument/didChange",
            textDocument={"uri": self._uri, "version": self._version},
            contentChanges=[{"range": place, "text": letter}],
        )
        return {"line": self._line, "character": self._start + len(self._typed)}

    def complete(self, number: int, typed: str) -> Any:
        """Type the next letter of a text and ask what may follow."""
        at = number % (len(typed) + 1)
        position = self.key(typed[at - 1] if at else "")
        return self._client.ask(
            "textDocument/completion", textDocument={"uri": self._uri}, position=position
        )


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    store = Path(corpus(chosen.entries)).read_text("utf-8")
    keys = [entry.key for entry in Document.parse(store).entries]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "refs.bib").write_text(store, "utf-8")
        cited = "".join(f"As [@{key}, p. 3] says, this is so.\n\n" for key in keys[:500])
        for number in range(20):
            (folder / f"chapter{number}.md").write_text(cited, "utf-8")
        client = Client(folder)
        print(f"{chosen.entries:,} entries; milliseconds from the keystroke to the answer\n")
        print(
            "| what | half within | 95 of 100 within | longest | processor |\n|---|---:|---:|---:|---:|"
        )
        measure(client, folder, store, cited, keys, chosen.rounds)
        client.stop()


def measure(
    client: Client, folder: Path, store: str, cited: str, keys: list[str], rounds: int
) -> None:
    """Print a row for each thing that somebody waits for."""
    paper, bib = (folder / "paper.md").as_uri(), (folder / "refs.bib").as_uri()
    writing = Typing(client, paper, f"{cited}Now [@", len(cited) + 6)
    client.wait_for_findings(paper)
    time.sleep(2)  # until the works are ready to be searched
    key, words = keys[len(keys) // 2], TYPED.replace(" ", "")

    def a_key(number: int) -> None:
        writing.complete(number, key)

    def a_title(number: int) -> None:
        writing.complete(number, words)

    def hover(number: int) -> None:
        place = {"line": 2 * (number % 500), "character": 6}
        client.ask("textDocument/hover", textDocument={"uri": paper}, position=place)

    timed(client, "a letter of a key in a document, completion", a_key, rounds)
    timed(client, "a letter of a title in a document, completion", a_title, rounds)
    timed(client, "hover in a document, another work each time", hover, rounds)

    at = store.index("{", store.index("title", len(store) // 2)) + 1
    typing = Typing(client, bib, store, at)
    client.wait_for_findings(bib)
    line = store.count("\n", 0, at)

    def in_store(number: int) -> None:
        typing.complete(number, words)

    def hover_in_store(number: int) -> None:
        typing.key(words[number % len(words)])
        place = {"line": line, "character": 4}
        client.ask("textDocument/hover", textDocument={"uri": bib}, position=place)

    def rename(number: int) -> None:
        place = {"line": 2 * (number % 500), "character": 6}
        name = f"new{number}"
        client.ask("textDocument/rename", textDocument={"uri": paper}, position=place, newName=name)

    timed(client, "a letter in the store, completion", in_store, rounds)
    timed(client, "a letter in the store, hover there", hover_in_store, rounds // 4)
    typing.key("")
    time.sleep(0.5)  # after this pause the check begins
    timed(client, "a letter of a key in a document while the store is checked", a_key, rounds // 2)
    client.wait_for_findings(bib)
    timed(client, "rename, in the store and 21 documents", rename, 10)
    for method in ("documentSymbol", "foldingRange", "documentLink"):

        def listed(_: int, method: str = method) -> None:
            client.ask(f"textDocument/{method}", textDocument={"uri": bib})

        timed(client, f"`{method}` of the store", listed, 5)
    start = time.perf_counter()
    typing.key("y")
    client.wait_for_findings(bib)
    print(f"\nFindings of the store after the last letter: {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
