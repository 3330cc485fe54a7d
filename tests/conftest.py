"""What all tests share: where things are, and how synbib is run."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from growth import in_proportion

REPO = Path(__file__).parents[1]

# In CI the same examples each time, and more of them; at a desk new ones on every run. No deadline:
# a slow machine is not a bug, and speed is measured in benchmarks/.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, max_examples=300)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")

# What one test leaves in the user's cache is no business of another; tests of the cache have one of their own.
os.environ["SYNBIB_CACHE"] = "off"

# A shell starts what runs in the background with signals ignored, and children inherit that: ours are sent some.
for _signal in {"SIGINT", "SIGHUP", "SIGTERM"} & set(dir(signal)):
    if signal.getsignal(getattr(signal, _signal)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _signal), signal.SIG_DFL)

RunSynbib = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def grows_in_proportion() -> Callable[[Callable[[int], object], int], bool]:
    """`in_proportion`, for tests."""
    return in_proportion


@pytest.fixture(scope="session")
def repo() -> Path:
    """The top folder of the project."""
    return REPO


@pytest.fixture(scope="session")
def refs_bib() -> Path:
    """Our own store."""
    return REPO / "refs.bib"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside test data, beside the project; without it the test skips."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the outside test data, ../shared, is not there")
    return folder


@pytest.fixture(scope="session")
def tex() -> None:
    """TeX with BibTeX and biber; without them the test skips, or fails where they are required."""
    missing = [name for name in ("pdflatex", "bibtex", "biber") if shutil.which(name) is None]
    if missing:
        message = f"not installed: {', '.join(missing)}"
        insist = os.environ.get("SYNBIB_REQUIRE_TEX", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)(message)


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the user set for the terminal and for synbib out of the tests."""
    terminal = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE")
    for name in (*terminal, "SYNBIB_ALLOW_MIDDLEWARES", "SYNBIB_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def matches_snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of snapshots/ beside the test; SYNBIB_UPDATE_SNAPSHOTS=1 writes the file instead."""
    folder = request.path.parent / "snapshots"

    def check(name: str, text: str) -> None:
        path = folder / name
        if os.environ.get("SYNBIB_UPDATE_SNAPSHOTS", "0") not in {"", "0"}:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return check


@pytest.fixture
def run_synbib() -> RunSynbib:
    """Run synbib in a process of its own: `run_synbib("render", "--style", "acl", cwd=folder)`."""

    def run(
        *arguments: str | Path,
        cwd: Path = REPO,
        stdin: str | None = None,
        env: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "synbib", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            env={**os.environ, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def steps() -> Callable[[Callable[[], object]], int]:
    """Count the lines that are run: a measure that no busy machine changes."""

    def count(act: Callable[[], object]) -> int:
        lines = 0

        def trace(_frame: object, event: str, _arg: object) -> object:
            nonlocal lines
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            act()
        finally:
            sys.settrace(before)
        return lines

    return count
