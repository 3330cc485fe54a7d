"""Other programs that benchmarks run beside synbib: where they are."""

import importlib.util
import shutil
from pathlib import Path

BUILD = Path(__file__).parents[1] / "build"


def pandoc() -> str:
    """The program that comes with the package pypandoc-binary, here or in build/venv; else the system's."""
    spec = importlib.util.find_spec("pypandoc")
    folders = [Path(spec.origin).parent] if spec and spec.origin else []
    folders += (BUILD / "venv").glob("lib/python*/site-packages/pypandoc")
    programs = [folder / "files" / "pandoc" for folder in folders]
    return next((str(path) for path in programs if path.is_file()), shutil.which("pandoc") or "")
