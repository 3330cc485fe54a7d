"""The demonstration of ``make demo-lookup``: a store made by `synbib add`, from services that this machine plays.

Each of them fails once, in a way of its own. The second run asks nothing.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from played import DOI, crossref, play
from server import Habit, Server

from synbib.lookup import Question

COMMANDS = (
    ("add", f"https://doi.org/{DOI}", "arXiv:2305.01234", "10.1000/weaving"),
    ("add", f"https://doi.org/{DOI}", "arXiv:2305.01234", "10.1000/weaving"),
    ("verify",),
    ("list",),
)


def main() -> None:
    with Server() as server, tempfile.TemporaryDirectory() as folder:
        play(server)
        woven = crossref(DOI="10.1000/weaving", title=["Weaving Long Sentences"], volume="8")
        server.play("crossref", Question("doi", "10.1000/weaving"), woven)
        server.then(Habit.UNAVAILABLE, None, Habit.PAGE, None, Habit.HALF)
        here = {"XDG_CACHE_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        environment = {**os.environ, **server.variables, **here}
        for command in COMMANDS:
            before = len(server.asked)
            print(f"\n$ synbib {' '.join(command)}", flush=True)
            subprocess.run(
                [sys.executable, "-m", "synbib", *command],
                cwd=folder,
                env=environment,
                check=True,
            )
            print(f"({len(server.asked) - before} requests)", flush=True)
        print(f"\n$ cat refs.bib\n{Path(folder, 'refs.bib').read_text('utf-8')}")


if __name__ == "__main__":
    main()
