"""Completion: which words may stand at a cursor, and real presses of Tab in real shells."""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pyte
import pytest
from click.testing import CliRunner

from synbib.cli import main
from synbib.cli.candidates import VALUES, name_of
from synbib.cli.completing import complete
from synbib.cli.shells import SHELLS, Word, answer, divide, script
from synbib.library import read
from synbib.library.facets import keywords

STORE = r"""
@article{smith:2020, author = {Smith, Jane and Doe, J.}, title = {A {Title}: with a colon}, year = 2020, groups = {Survey Papers}}
@book{smith:2021, author = {Jane Smith}, title = {B}, year = 2021, groups = {Data}, keywords = {large models, nlp}}
@misc{müller2019, title = {C}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "paper.md").write_text("", encoding="utf-8")
    (tmp_path / "my notes.md").write_text("", encoding="utf-8")
    (tmp_path / "own.csl").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def words(line: str) -> list[str]:
    """What is offered at the end of a line."""
    _, *before, incomplete = (word.text for word in divide(line))
    found = complete(main, before, incomplete)
    return ["<paths>"] if found.paths else [candidate.value for candidate in found.candidates]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("synbib rend", ["render"]),
        ("synbib index ", ["add", "info"]),
        ("synbib completion install ", ["bash", "zsh", "fish"]),
        ("synbib nothing ", []),
        ("synbib help rend", ["render"]),
        ("synbib help index a", ["add"]),
        ("synbib help render ", []),
        ("synbib render --sty", ["--style"]),
        ("synbib render -s apa --sty", []),  # it counts once
        ("synbib index add --comp", ["--complete"]),
        ("synbib render --style gb7714-2", ["gb7714-2025", "gb7714-2025-author-date"]),
        ("synbib render --style ./ow", ["<paths>"]),
        ("synbib render --style=synd", ["--style=syndata"]),
        ("synbib render --engine ", ["synbib", "citeproc-py"]),
        ("synbib render --format ht", ["html"]),
        ("synbib render --format doc", ["docx"]),
        ("synbib cite --format doc", []),
        ("synbib export --to ris", ["ris"]),
        ("synbib import --from cross", ["crossref"]),
        ("synbib render --locale de", ["de-AT", "de-CH", "de-DE"]),
        ("synbib list --headings ", ["yes", "no"]),
        ("synbib list --headings=n", ["--headings=no"]),
        ("synbib list --details a", ["abstract"]),
        ("synbib list --sort year,-au", ["year,-author"]),
        ("synbib list --group-by ye", ["year"]),
        ("synbib list --style-for inb", ["inbook="]),
        ("synbib list --style-for book=synd", ["book=syndata"]),
        ("synbib table --columns paper,publi", ["paper,published", "paper,publisher"]),
        ("synbib check --select late", ["late-macro"]),
        ("synbib cite ", ["smith:2020", "smith:2021", "müller2019"]),
        ("synbib cite smith:2020 sm", ["smith:2021"]),  # it was given
        ("synbib cite SMITH:2020", ["smith:2020"]),
        ("synbib cite --store none.bib ", []),
        ("synbib render -k mü", ["müller2019"]),
        ("synbib cite -nc sm", ["smith:2020", "smith:2021"]),
        ("synbib cite -nl ", []),
        ("synbib render --group ", ["Survey Papers", "Data"]),
        ("synbib find gro", ["group:"]),
        ("synbib find group:S", ['group:"Survey Papers"']),
        ("synbib find -group:D", ["-group:Data"]),
        ("synbib find \"year>2000 (keyword:l\"", ['year>2000 (keyword:"large models"']),
        ("synbib find type:bo", ["type:book"]),
        ("synbib find doi:", ["doi:any", "doi:none"]),
        ("synbib render ", ["<paths>"]),
        ("synbib list -o ", ["<paths>"]),
        ("synbib list --output=", ["<paths>"]),
        ("synbib list -- --st", ["<paths>"]),
        ("synbib list --limit ", []),
    ],
)  # fmt: skip
def test_what_is_offered(folder: Path, line: str, expected: list[str]) -> None:
    assert words(line) == expected


TREE = "@comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Surveys\\;0\\;1\\;\\;\\;\\;;\n2 KeywordGroup:Deep\\;0\\;keywords\\;deep\\;0\\;0\\;1\\;\\;\\;\\;;\n}\n"


@pytest.mark.parametrize("tree", ["", TREE])
@pytest.mark.parametrize(
    "entries",
    [
        "@misc{a, groups = {B}, keywords = {k}}\n@misc{b, groups = {B}}\n@misc{c, Keywords = {l; m}}",
        '@string{deep = "deep nets"}\n@misc{a, groups = deep # ", B", keyword = deep}',
        "@misc{a, groups = {B}, groups = {C}, keywords = {x}, keywords = {y}}",
        "@misc{a, groups = {B\\&O}, keywords = {\\'e}}\n@misc{a, groups = {twice}}\n@misc{, groups = {no key}}",
        "@misc{a, groups = {}, keywords = {}}\n@misc{broken, groups = {B}\n@misc{b, keywords = {after}}",
        "@misc{a, title = {groups = {No}}}\n@xdata{x, keywords = {from above}}\n@misc{b, xdata = {x}}",
    ],
)
def test_groups_and_keywords_are_those_of_the_whole_store(
    folder: Path, tree: str, entries: str
) -> None:
    (folder / "refs.bib").write_text(entries + "\n" + tree, encoding="utf-8")
    library = read("refs.bib")
    paths = {"/".join(names) for names, _ in library.groups.paths()}
    words_of = {word for entry in library.values() for word in keywords(entry)}

    assert set(words("synbib render --group ")) == paths
    offered = {each.removeprefix("keyword:").strip('"') for each in words("synbib find keyword:")}
    assert offered == words_of | {"any", "none"}


def test_an_entry_without_a_key_is_not_offered(folder: Path) -> None:
    (folder / "refs.bib").write_text("@misc{, title = {T}}\n@misc{b=c, title = {U}}\n@misc{d}")
    assert words("synbib cite ") == ["d"]


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    waiting: list[tuple[str, click.Command]] = [("", main)]
    while waiting:
        name, command = waiting.pop()
        yield from ((name, each) for each in command.params)
        if isinstance(command, click.Group):
            context = click.Context(command)
            for each in command.list_commands(context):
                found = command.get_command(context, each)
                assert found is not None
                waiting.append((f"{name} {each}".strip(), found))


# What is a file, or several.
PATHS = {
    "DOC", "DOCUMENT", "FILE", "FILE|FOLDER", "FOLDER", "INPUT", "OUT", "PAPER", "PATH", "SOURCE", "WHAT",
}  # fmt: skip


@pytest.mark.parametrize(
    ("command", "parameter"),
    [pytest.param(*each, id=f"{each[0]} {each[1].name}") for each in parameters()],
)
def test_something_completes_each_value(command: str, parameter: click.Parameter) -> None:
    is_flag = isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)
    is_number = isinstance(parameter.type, click.types.IntParamType | click.types.FloatParamType)
    if is_flag or is_number or isinstance(parameter.type, click.Choice):
        return
    metavar = name_of(parameter)
    top = command.partition(" ")[0]
    rows = {metavar, *parameter.opts, *(f"{top} {each}" for each in parameter.opts)}
    listed = "|" in metavar and metavar.islower()
    assert rows & VALUES.keys() or listed or metavar in PATHS, (
        f"{command} {parameter.opts}: a row for {metavar!r} in VALUES, or in PATHS here"
    )


def test_keys_come_with_who_wrote_what(folder: Path) -> None:
    helps = [candidate.help for candidate in complete(main, ["cite"], "").candidates]
    assert helps == ["Smith et al. 2020: A Title: with a colon", "Smith 2021: B", "C"]


def test_commands_come_with_what_they_do() -> None:
    assert complete(main, [], "rend").candidates[0].help.startswith("Format the bibliography")
    assert complete(main, ["index"], "in").candidates[0].help.startswith("Print where the index is")


@pytest.mark.parametrize(
    "store",
    [
        b"@article{\xff\xfe{",
        b"\x00\x01",
        b"@article{a\x1b[31mb, title={T}}\n@misc{x\ny, title=}}",
        b"",
    ],
)
@pytest.mark.parametrize("shell", list(SHELLS))
def test_a_broken_store_says_nothing(folder: Path, shell: str, store: bytes) -> None:
    Path("refs.bib").write_bytes(store)
    given = ["synbib cite ", ":"] if shell == "bash" else ["cite", ""]
    for line in answer(f"{shell}_complete", given, main).splitlines():
        assert line.replace("\t", "").isprintable()


@pytest.mark.parametrize(
    "settings", ["store = 1", "[[", 'store = "../x.bib"', 'store = "none.bib"']
)
def test_broken_settings_say_nothing(folder: Path, settings: str) -> None:
    Path("synbib.toml").write_text(settings, encoding="utf-8")
    assert words("synbib cite ") == []
    assert words("synbib render -g ") == []


def test_what_takes_long_is_kept_until_the_store_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SYNBIB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    assert words("synbib render -g ") == ["Survey Papers", "Data"]
    monkeypatch.setattr("synbib.library.read", None)
    assert words("synbib render -g ") == ["Survey Papers", "Data"]
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    Path("refs.bib").write_text("@misc{a, groups = {New}}", encoding="utf-8")
    assert words("synbib render -g ") == ["New"]


def test_keys_need_little_of_synbib(folder: Path) -> None:
    code = (
        "import sys; from synbib.cli.shells import answer; from synbib.cli import main;"
        "answer('zsh_complete', ['cite', ''], main); print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    imported = {".".join(name.split(".")[:2]) for name in result.stdout.split()}
    assert not imported & {"synbib.library", "synbib.csl", "synbib.readme", "synbib.model"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("synbib ci", [Word("synbib"), Word("ci")]),
        ("synbib ", [Word("synbib"), Word("")]),
        ("a smith:20", [Word("a"), Word("smith:20", kept=6)]),
        ("a 'b c", [Word("a"), Word("b c", quote="'")]),
        ("a b'c d", [Word("a"), Word("bc d", quote="'", kept=1)]),
        (r'a "b\"c', [Word("a"), Word('b"c', quote='"')]),
        (r"a b\ c\:d", [Word("a"), Word("b c:d")]),
        ("a b > c", [Word("a"), Word("b"), Word("c", is_redirected=True)]),
        ("a '' b", [Word("a"), Word(""), Word("b")]),
        ("a \\", [Word("a"), Word("")]),
    ],
)
def test_a_line_is_divided_as_bash_does(line: str, expected: list[Word]) -> None:
    assert divide(line, breaks="=:") == expected


# --- Real shells -----------------------------------------------------------------------------------------------

PROMPT = "ready> "
STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SET_UP = {
    "bash": f"PS1='{PROMPT}'; bind 'set completion-query-items 0'; bind 'set page-completions off';"
    ' eval "$(synbib completion bash)"',
    "zsh": f"PS1='{PROMPT}'; LISTMAX=9999; autoload -U compinit; compinit -u -D; eval \"$(synbib completion zsh)\"",
    "fish": f"function fish_prompt; echo -n '{PROMPT}'; end; set -g fish_autosuggestion_enabled 0;"
    " synbib completion fish | source",
}


class Terminal:
    """A shell on a terminal of 100 columns, of which the screen is read."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.screen = pyte.Screen(100, 40)
        self.stream = pyte.ByteStream(self.screen)
        self.process, self.master = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
            kept = {name: value for name, value in os.environ.items() if "COV" in name}
            own = {"HOME": str(folder), "PATH": path, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
            os.execvpe(command[0], command, {**kept, **own, "SYNBIB_CACHE": "off"})
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip("\n")

    def wait(self, until: Callable[[str], bool]) -> str:
        """Read until the screen is as it should be."""
        end = time.monotonic() + 20
        while not until(self.shown()):
            if time.monotonic() > end:
                pytest.fail(f"the screen is:\n{self.shown()}")
            if select.select([self.master], [], [], 0.1)[0]:
                data = os.read(self.master, 4096)
                self.stream.feed(data)
                if b"\x1b[c" in data:  # fish asks what the terminal is
                    os.write(self.master, b"\x1b[?62c")
        return self.shown()

    def close(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.master)


@pytest.fixture(params=list(STARTS))
def shell(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[str, Terminal]]:
    name: str = request.param
    if shutil.which(name) is None:
        insist = os.environ.get("SYNBIB_REQUIRE_SHELLS", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)(f"not installed: {name}")
    terminal = Terminal(STARTS[name], folder)
    try:
        time.sleep(0.5)
        terminal.type(SET_UP[name] + "\r")
        terminal.wait(lambda shown: shown.endswith(PROMPT.rstrip()))
        terminal.type("clear\r")
        terminal.wait(lambda shown: shown == PROMPT.rstrip())
        yield name, terminal
    finally:
        terminal.close()


# What is typed before Tab → how the line goes on, with the blank that ends a word if one does.
TABS = {
    "synbib rend": "synbib render ",
    "synbib cite smith:2021 m": "synbib cite smith:2021 müller2019 ",
    "synbib cite smi": "synbib cite smith:202",
    "synbib cite smith:2020 smith:": "synbib cite smith:2020 smith:2021 ",
    "synbib render --style synd": "synbib render --style syndata ",
    "synbib render --style=synd": "synbib render --style=syndata ",
    "synbib render --style ./ow": "synbib render --style ./own.csl ",
    "synbib list -o pap": "synbib list -o paper.md ",
    "synbib list --output=pap": "synbib list --output=paper.md ",
    "synbib sync my": "synbib sync my\\ notes.md ",
    "synbib render -g Sur": "synbib render -g Survey\\ Papers ",
    "synbib render -g 'Sur": "synbib render -g 'Survey Papers' ",
    "synbib find doi:an": "synbib find doi:any ",
    "synbib find keyw": "synbib find keyword:",
    "synbib index a": "synbib index add ",
    "synbib list > pap": "synbib list > paper.md ",
}


@pytest.mark.parametrize("typed", list(TABS))
def test_tab_completes_the_line(shell: tuple[str, Terminal], typed: str) -> None:
    _, terminal = shell
    terminal.type(f"{typed}\t")
    expected = TABS[typed]
    terminal.wait(lambda shown: expected.rstrip() in shown)
    terminal.type("x")  # after the blank, if there is one
    terminal.wait(lambda shown: shown.startswith(f"{PROMPT}{expected}x"))


def test_tab_lists_what_there_is(shell: tuple[str, Terminal]) -> None:
    name, terminal = shell
    # The first Tab writes what all have in common, and bash wants to be asked twice for more.
    terminal.type("synbib cite smith:\t\t" + "\t" * (name == "bash"))
    shown = terminal.wait(lambda shown: "2020" in shown and shown.count("2021") >= 1)
    if name != "bash":  # which has no place for it
        assert "Smith et al. 2020: A Title: with a colon" in shown
    assert "Traceback" not in shown


def test_a_broken_store_leaves_the_line_alone(shell: tuple[str, Terminal], folder: Path) -> None:
    _, terminal = shell
    (folder / "refs.bib").write_bytes(b"@article{a\x1b[2J, \xff{{{\n<<<<<<<")
    terminal.type("synbib cite a\t")
    terminal.type("bc\t")
    terminal.wait(lambda shown: shown.startswith(f"{PROMPT}synbib cite abc"))
    assert "Traceback" not in terminal.shown()


def test_a_key_runs_nothing(shell: tuple[str, Terminal], folder: Path) -> None:
    _, terminal = shell
    (folder / "refs.bib").write_text(
        "@misc{x$(>pwned)`>pwned`;'\\y, title = {T}}\n", encoding="utf-8"
    )
    terminal.type("synbib cite x\t")
    terminal.wait(lambda shown: "pwned" in shown)
    terminal.type("\r")
    terminal.wait(lambda shown: shown.count(PROMPT.rstrip()) == 2)
    assert not (folder / "pwned").exists()


# --- Put in place ----------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR", "BASH_COMPLETION_USER_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def install(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["completion", "install", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_fish_finds_its_script(home: Path) -> None:
    place = home / ".config" / "fish" / "completions" / "synbib.fish"
    todo = "next: start fish anew; then synbib cite and Tab lists keys\n"
    assert install("fish", "--dry-run") == f"{place}: would be written\n"
    assert files_in(home) == []
    assert install("fish") == f"{place}: written\n{todo}"
    assert place.read_text("utf-8") == script("fish")
    assert install("fish") == f"{place}: is there already\n{todo}"


def test_zsh_is_told_of_by_a_line_that_is_left_to_do(home: Path) -> None:
    place = home / ".local" / "share" / "synbib" / "zsh" / "_synbib"
    rc = home / ".zshrc"
    rc.write_bytes(b"setopt autocd\n")
    line = f"fpath=({place.parent} $fpath); autoload -Uz compinit && compinit"
    assert install("zsh").splitlines()[:3] == [
        f"{place}: written",
        f"next: add this line to {rc}, before any other line with compinit (or use --rc):",
        f"  {line}",
    ]
    assert rc.read_bytes() == b"setopt autocd\n"
    assert install("zsh", "--rc").splitlines()[1] == f"{rc}: the line added"
    assert rc.read_text("utf-8") == f"{line}\nsetopt autocd\n"
    assert install("zsh", "--rc").splitlines()[1] == f"{rc}: has the line already"
    assert rc.read_text("utf-8") == f"{line}\nsetopt autocd\n"


def test_bash_needs_a_line_only_without_bash_completion(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/bin/bash")
    place = home / ".local" / "share" / "bash-completion" / "completions" / "synbib"
    monkeypatch.setattr("synbib.cli.completion._BASH_COMPLETION", (str(home),))
    assert install().splitlines() == [
        f"{place}: written",
        "next: start bash anew; then synbib cite and Tab lists keys",
    ]
    monkeypatch.setattr("synbib.cli.completion._BASH_COMPLETION", ())
    assert install("--rc").splitlines()[1] == f"{home / '.bashrc'}: the line added"
    assert (home / ".bashrc").read_text("utf-8") == f"source {place}\n"


@pytest.mark.parametrize("name", list(SHELLS))
def test_what_is_installed_works(name: str, home: Path, folder: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"not installed: {name}")
    install(name, "--rc")
    if name == "bash" and not (home / ".bashrc").exists():
        (home / ".bashrc").write_text("source /usr/share/bash-completion/bash_completion\n")
    terminal = Terminal([name, "-i"], folder)
    try:
        time.sleep(1)
        terminal.type("synbib cite smith:2021 m\t")
        terminal.wait(lambda shown: "synbib cite smith:2021 müller2019" in shown)
    finally:
        terminal.close()


def test_which_shell_is_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    result = CliRunner().invoke(main, ["completion", "install"])
    assert result.exit_code == 2
    assert (
        result.output
        == "synbib: which shell? name it: synbib completion install bash, zsh or fish\n"
    )


def test_a_home_that_cannot_be_written_is_said(home: Path) -> None:
    (home / ".config").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["completion", "install", "fish"])
    assert result.exit_code == 2
    assert "cannot be created" in result.output


@pytest.mark.parametrize("name", list(SHELLS))
def test_the_script_is_printed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(main, ["completion", name]).output == script(name)
    # As lines in files of those who took click's word for it have it.
    assert answer(f"{name}_source", [], main) == script(name)
