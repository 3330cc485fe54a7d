"""What styles of BibTeX's look like in text, beside what LaTeX sets with them: letters, digits and signs, one by one.

    .venv/bin/python tests/conformance/typeset.py refs.bib --styles plain plainnat IEEEtran

Each style is set with all entries of the file and the package that it is for; `pdftotext` reads the page. White space,
accents, and which kind of dash or quotation mark it is do not count. A rule, which stands for the same authors, is not
text of a page. It needs TeX and poppler.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import tempfile
import unicodedata
import warnings
from pathlib import Path
from typing import Final

import synbib
from synbib.errors import StyleWarning

# Style → what its documents load.
PREAMBLES: Final = {
    "apacite": r"\usepackage{apacite}",
    "babplain": r"\usepackage[english]{babel}\usepackage{babelbib}",
    "elsarticle-num": r"\usepackage{hyperref}",
    **dict.fromkeys(
        ("abbrvnat", "apalike", "authordate1", "chicago", "plainnat"),
        r"\usepackage[round]{natbib}",
    ),
    **dict.fromkeys(("acm", "alpha", "ieeetr", "IEEEtran", "plain", "siam", "unsrt"), ""),
}
# One page for all, as wide as TeX can set it, so that no line ends amid a word.
_DOCUMENT: Final = r"""
\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[paperwidth=400cm,paperheight=100cm,textwidth=380cm,textheight=90cm]{geometry}
\usepackage{url}
PREAMBLE
\hyphenpenalty=10000
\pagestyle{empty}
\begin{document}
\nocite{*}
\bibliographystyle{STYLE}
\bibliography{refs}
\end{document}
"""
_SIGNS: Final = str.maketrans("—–−‘’“”ı", "---''\"\"i")
# What pdftotext makes of accents and of the underscore that TeX's own fonts have no character for.
_NOT_COMPARED: Final = re.compile(r"[\s´¨\u02dc¯_]")


def compared(text: str) -> str:
    """Return of a text what is compared."""
    text = unicodedata.normalize("NFKD", text).translate(_SIGNS).replace("''", '"')
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub("-+", "-", _NOT_COMPARED.sub("", text))


def typeset(store: Path, style: str, folder: Path) -> str:
    """Return the text of the bibliography that LaTeX sets."""
    (folder / "refs.bib").write_bytes(store.read_bytes())
    document = _DOCUMENT.replace("PREAMBLE", PREAMBLES.get(style, "")).replace("STYLE", style)
    (folder / "paper.tex").write_text(document, encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "paper"]
    for command in (latex, ["bibtex", "paper"], latex, latex):
        subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=120,
        )
    page = subprocess.run(
        ["pdftotext", "-layout", "paper.pdf", "-"], cwd=folder, capture_output=True, check=True
    )
    return page.stdout.decode("utf-8", "replace").strip().removeprefix("References")


def main() -> int:
    """Print how much of each style is alike, and what is not; return 1 if something is not."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--styles", nargs="+", default=sorted(PREAMBLES))
    parser.add_argument(
        "--most", type=int, default=5, help="differences that are shown of each style"
    )
    arguments = parser.parse_args()
    warnings.simplefilter("ignore", StyleWarning)
    library = synbib.read(arguments.store)
    unlike = 0
    for style in arguments.styles:
        with tempfile.TemporaryDirectory() as folder:
            theirs = compared(typeset(arguments.store, style, Path(folder)))
        ours = compared(synbib.render(library, f"{style}.bst", "text"))
        matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
        changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
        unlike += bool(changes)
        print(f"{style}: {len(theirs)} signs, {len(changes)} differences")
        for _, i, j, k, m in changes[: arguments.most]:
            print(f"  {theirs[max(0, i - 20) : i]} [{theirs[i:j]}] is [{ours[k:m]}]")
    return int(unlike > 0)


if __name__ == "__main__":
    raise SystemExit(main())
