"""Edits inside the blocks of a README, read back into the store that the blocks are written from."""

from synbib.paperlist.absorb.blocks import Absorbed, absorb, may_be_edited, without

__all__ = ["Absorbed", "absorb", "may_be_edited", "without"]
