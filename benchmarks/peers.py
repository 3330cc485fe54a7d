"""The other CSL engines that run beside us: where citeproc-js and pandoc are, or how to get them."""

import importlib.util
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BUILD: Final = Path(__file__).parents[1] / "build"
NODE: Final = BUILD / "node"
CITEPROC_JS: Final = "citeproc@2.4.63"


@dataclass(frozen=True)
class Peers:
    """The peers that are there: programs, empty if they are not."""

    pandoc: str
    node: str

    @classmethod
    def found(cls) -> "Peers":
        """Look for them; citeproc-js is installed on the way. Say what is missing."""
        program, node = pandoc(), _node()
        if not program:
            print("pandoc is left out; `pip install pypandoc-binary` brings it\n")
        if not node:
            print(f"citeproc-js is left out; it needs node, and `npm install {CITEPROC_JS}`\n")
        return cls(program, node)


def pandoc() -> str:
    """The program that comes with the package pypandoc-binary, here or in build/venv; else the system's."""
    spec = importlib.util.find_spec("pypandoc")
    folders = [Path(spec.origin).parent] if spec and spec.origin else []
    folders += (BUILD / "venv").glob("lib/python*/site-packages/pypandoc")
    programs = [folder / "files" / "pandoc" for folder in folders]
    return next((str(path) for path in programs if path.is_file()), shutil.which("pandoc") or "")


def _node() -> str:
    """Node, if citeproc-js is or can be installed into build/node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        return ""
    if not (NODE / "node_modules" / "citeproc").is_dir() and npm is not None:
        NODE.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [npm, "install", "--prefix", str(NODE), "--no-audit", "--no-fund", CITEPROC_JS],
            check=False,
            stdout=subprocess.DEVNULL,
        )
    return node if (NODE / "node_modules" / "citeproc").is_dir() else ""
