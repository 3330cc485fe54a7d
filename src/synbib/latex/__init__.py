"""LaTeX ⇄ text: what the macros, accents and braces in BibTeX fields stand for."""

from synbib.latex.decode import Decoded, decode, decode_reporting
from synbib.latex.encode import encode

__all__ = ["Decoded", "decode", "decode_reporting", "encode"]
