"""LaTeX ⇄ text: what the macros, accents and braces in BibTeX fields stand for."""

from synbib.latex.braces import closing_brace
from synbib.latex.decode import Decoded, decode, decode_reporting
from synbib.latex.encode import encode
from synbib.latex.letters import compose

__all__ = ["Decoded", "closing_brace", "compose", "decode", "decode_reporting", "encode"]
