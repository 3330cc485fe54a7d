"""Run the command line as ``python -m synbib``."""

from synbib.cli import main

if __name__ == "__main__":
    main(prog_name="synbib")
