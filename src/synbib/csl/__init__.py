"""Citations by the Citation Style Language: a style over CSL-JSON items gives citations and a bibliography.

```python
style = Style.load("apa")
processor = Processor(style, items)
processor.citation([Cite("knuth1984", locator="12")])
processor.bibliography().entries
```
"""

from synbib.csl.changes import ReferenceChanges
from synbib.csl.cite import Bibliography, CitationText, Cite, Written
from synbib.csl.locators import locator_text
from synbib.csl.phases import Citation
from synbib.csl.processor import Processor
from synbib.csl.style import Style, locator_terms, regional_tag, style_names
from synbib.csl.vocabulary import NAMES as NAME_VARIABLES
from synbib.csl.vocabulary import LocatorLabel
from synbib.model import CslDate, CslItem, CslName

__all__ = [
    "NAME_VARIABLES",
    "Bibliography",
    "Citation",
    "CitationText",
    "Cite",
    "CslDate",
    "CslItem",
    "CslName",
    "LocatorLabel",
    "Processor",
    "ReferenceChanges",
    "Style",
    "Written",
    "locator_terms",
    "locator_text",
    "regional_tag",
    "style_names",
]
