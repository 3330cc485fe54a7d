"""Run the command line as ``python -m synbib``."""

import sys

# `-m` looks for modules in the current folder first, which may be a stranger's: what is imported from here on is what
# is installed, as for the command `synbib`.
if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]

from synbib.cli import main

if __name__ == "__main__":
    main(prog_name="synbib")
