"""What the coverage-guided fuzzers share: atheris set up, synbib instrumented, seeds, and what counts as a finding.

    python -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris -e .
    /tmp/fuzz/bin/python tests/fuzz/fuzz_style.py -max_total_time=1800 build/fuzz/style

The folder holds inputs and is written to; further ones are read. All other options are libFuzzer's. A finding is any
exception that is not a `SynbibError`, and an input that takes longer than ``-timeout``. An exception is printed and
its input kept in a file ``found-…`` in the current folder, once for each line of synbib that it comes from, and the
fuzzer goes on; a timeout ends it. The name of such a file as the only argument runs it again. What is found becomes a row
of the table of a test in ``tests/``, once it is mended.

Import this module before anything of synbib: what it imports is instrumented.
"""

import hashlib
import importlib
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import atheris

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

# An input for the fuzzers is small: what grows with its length is for growth.py.
_DEFAULTS: Final = ("-max_len=4096", "-timeout=20", "-rss_limit_mb=3000")


def _import_everything() -> None:
    """Import synbib whole, as much of it is else imported when it is first called, and not instrumented."""
    import synbib

    for module in pkgutil.walk_packages(synbib.__path__, "synbib."):
        if not module.name.startswith(("synbib.__main__", "synbib.cli")):
            importlib.import_module(module.name)


with atheris.instrument_imports(include=["synbib"], enable_loader_override=False):
    _import_everything()

from synbib.errors import SynbibError  # noqa: E402 - it has to be instrumented


def run(
    look: Callable[[bytes], None], seeds: Iterable[str | bytes], words: Iterable[str] = ()
) -> None:
    """Call ``look`` with inputs that are made from ``seeds`` and ``words``, until something is found.

    Args:
        look: Raises where something is wrong; a `SynbibError` is an answer, not a finding.
        seeds: Inputs to begin with.
        words: Pieces of the language that the input is in, which are put into inputs.
    """

    told: set[str] = set()

    def one_input(data: bytes) -> None:
        try:
            look(data)
        except SynbibError as error:
            if not str(error).strip():
                raise
        except Exception as error:
            place = _place(error)
            if place not in told:
                told.add(place)
                kept = Path(f"found-{hashlib.sha256(place.encode()).hexdigest()[:12]}")
                kept.write_bytes(data)
                print(f"FOUND {kept}: {place}", file=sys.stderr)
                traceback.print_exc()

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "seeds")
        corpus.mkdir()
        for number, seed in enumerate(seeds):
            data = seed.encode() if isinstance(seed, str) else seed
            (corpus / str(number)).write_bytes(data)
        dictionary = Path(folder, "words")
        dictionary.write_text("".join(f'"{_quoted(word)}"\n' for word in words))
        given = {argument.partition("=")[0] for argument in sys.argv}
        options = [option for option in _DEFAULTS if option.partition("=")[0] not in given]
        arguments = [*sys.argv, *options, f"-dict={dictionary}"]
        # A file as the only argument is a finding to run again.
        if not any(Path(argument).is_file() for argument in sys.argv[1:]):
            arguments.append(str(corpus))
        atheris.Setup(arguments, one_input)
        atheris.Fuzz()


def _place(error: Exception) -> str:
    """Return the kind of an exception, and the last line that it passed in synbib or the fuzzer."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "/synbib/" in f.filename or "/fuzz/" in f.filename]
    return f"{type(error).__name__} {Path(own[-1].filename).name}:{own[-1].lineno}"


def _quoted(word: str) -> str:
    """Return a word as libFuzzer's dictionaries have it."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\' else f"\\x{byte:02X}"
        for byte in word.encode()
    )
