"""The phases over a whole document: numbers, positions, disambiguation, citations, references, finishing.

Each phase is a decision and a rendering; none knows how a reference is put together. `Engine` has their order.
"""

from synbib.csl.phases.engine import Citation, Engine

__all__ = ["Citation", "Engine"]
