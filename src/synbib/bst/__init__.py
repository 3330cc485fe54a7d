"""BibTeX's own styles: a ``.bst`` file run over the entries of a library, as the program ``bibtex`` runs it.

```python
style = BstStyle.load("plain.bst")
formatted = run(style, library, keys=None)
formatted.bbl, formatted.warnings
```

What comes out is LaTeX, byte for byte what ``bibtex`` writes to the ``.bbl``.
"""

from synbib.bst.running import Formatted, run
from synbib.bst.style import BstStyle, installed_styles

__all__ = ["BstStyle", "Formatted", "installed_styles", "run"]
