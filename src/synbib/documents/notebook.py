"""Citations in the Markdown cells of Jupyter notebooks, at their places in the file.

Source: the notebook format (nbformat 4), *Markdown cells*.
"""

from __future__ import annotations

from synbib.documents import markdown
from synbib.documents.cells import in_file, read_cells
from synbib.documents.citing import CitedKey, Citing

__all__ = ["find"]


def find(text: str) -> Citing:
    """Return what a notebook cites; nothing if it is not JSON."""
    keys: list[CitedKey] = []
    everything = False
    for cell in read_cells(text):
        if cell.kind == "markdown":
            citing = markdown.find(cell.source)
            keys += in_file(text, cell, citing.keys)
            everything = everything or citing.everything
    return Citing(tuple(keys), everything)
