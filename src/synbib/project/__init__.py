"""Setting up a folder: what it holds already, and what it lacks for synbib to keep its lists up to date.

`plan` looks and writes nothing: it gives the steps, a file each. `store` finds the BibTeX file, `readme` the place of
the blocks, `templates` holds what new files hold. What exists is never overwritten; a README is at most continued.
"""

from synbib.project.plan import Plan, Wishes, plan
from synbib.project.step import Step

__all__ = ["Plan", "Step", "Wishes", "plan"]
