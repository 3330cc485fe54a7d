r"""Bibliographies as BibTeX's styles write them, ``.bbl`` files: read as marked text, and cited from as natbib cites.

A ``.bbl`` is a LaTeX program. What it defines is obeyed (`synbib.latex.expand`), what packages define for it stands in
``packages.tex`` and ``optional.tex``, and what is left becomes marked text (`synbib.text`), which any writer writes.
"""

from synbib.bbl.citing import cite
from synbib.bbl.labels import Label
from synbib.bbl.reading import Bbl, Kind, Reference, read

__all__ = ["Bbl", "Kind", "Label", "Reference", "cite", "read"]
