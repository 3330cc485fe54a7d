"""`synbib import`: lists of papers into the store, told of in figures, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

README = """\
# Papers

## Surveys

| Paper | Published in | Code/Project |
|---|:---:|:---:|
| [A Survey of Everything](https://arxiv.org/abs/2401.00001) | arxiv 2024 | https://github.com/a/b |

## Math

| Paper | Published in | Code/Project |
|---|:---:|:---:|
| [Sums and More Sums](https://arxiv.org/abs/2401.00002) | ACL 2024 | - |
| [A Survey of Everything](https://arxiv.org/abs/2401.00001) | arxiv 2024 | - |
"""
STORE = """\
@misc{survey2024everything,
  title         = {A Survey of Everything},
  shortvenue    = {arxiv},
  year          = {2024},
  eprint        = {2401.00001},
  archiveprefix = {arXiv},
  code          = {https://github.com/a/b},
  groups        = {Surveys, Math},
}

@inproceedings{sums2024more,
  title         = {Sums and More Sums},
  booktitle     = {Annual Meeting of the Association for Computational Linguistics},
  year          = {2024},
  eprint        = {2401.00002},
  archiveprefix = {arXiv},
  groups        = {Math},
}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\\;0\\;1\\;\\;\\;\\;;
1 StaticGroup:Math\\;0\\;1\\;\\;\\;\\;;
}
"""
FIGURES = """\
entries found   3
works           2
new             {new}
completed       0
unchanged       {unchanged}
conflicts       0
not understood  0
no papers       0
no links        0
new groups      {groups}
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["import", *arguments], input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    return tmp_path


def test_a_list_becomes_a_new_store(folder: Path) -> None:
    result = run("README.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == FIGURES.format(new=2, unchanged=0, groups=2)
    assert (folder / "refs.bib").read_text("utf-8") == STORE


def test_importing_again_changes_nothing(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    assert run("README.md").stderr == FIGURES.format(new=0, unchanged=2, groups=0)
    assert (folder / "refs.bib").read_text("utf-8") == STORE


def test_standard_input_and_another_store(folder: Path) -> None:
    assert run("-", "--store", "more.bib", stdin=README).exit_code == 0
    assert (folder / "more.bib").read_text("utf-8") == STORE


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_nothing_is_written(folder: Path, option: str) -> None:
    result = run("README.md", "--convert", option)
    assert FIGURES.format(new=2, unchanged=0, groups=2) in result.stderr
    assert [path.name for path in folder.iterdir()] == ["README.md"]
    assert (folder / "README.md").read_text("utf-8") == README
    assert ("+@misc{survey2024everything," in result.stdout) == (option == "--diff")
    assert ("+<!-- synbib:start table" in result.stdout) == (option == "--diff")


def test_a_converted_readme_is_in_sync_with_its_store(folder: Path) -> None:
    assert run("README.md", "--convert").exit_code == 0
    text = (folder / "README.md").read_text("utf-8")
    assert '<!-- synbib:start table group="Surveys" nested=no -->' in text
    assert CliRunner().invoke(main, ["sync", "--check", "README.md"]).exit_code == 0
    assert run("README.md", "--convert").exit_code == 0
    assert (folder / "README.md").read_text("utf-8") == text


NEWS = """\
# Papers

## News

- [2024/06/01] We released our survey on [arXiv](https://arxiv.org/abs/2309.07864)!

## Surveys

- **The Rise and Potential of Large Language Model Based Agents: A Survey** [[Paper](https://arxiv.org/abs/2309.07864)]
"""


def test_a_second_import_after_converting_changes_nothing(folder: Path) -> None:
    (folder / "README.md").write_text(NEWS, encoding="utf-8")
    result = run("README.md", "--convert")
    assert "new groups      1\nmade blocks     1\nleft as lists   0\n" in result.stderr
    before = [(folder / name).read_text("utf-8") for name in ("refs.bib", "README.md")]
    assert before[0].count("@misc{") == 1
    for options in ([], ["--convert"]):
        run("README.md", *options)
        assert [(folder / name).read_text("utf-8") for name in ("refs.bib", "README.md")] == before


def test_labels_of_links_are_in_the_form_of_their_list(folder: Path) -> None:
    item = "- [Sums and More Sums](https://arxiv.org/abs/2401.00002) [[PyTorch](https://github.com/a/b)]\n"
    (folder / "README.md").write_text(f"# Papers\n\n{item}", encoding="utf-8")
    assert run("README.md", "--convert").exit_code == 0
    assert item in (folder / "README.md").read_text("utf-8")
    assert (folder / "synbib.toml").read_text("utf-8") == (
        "[forms.list]\nentry = '- [{title}]({paper}){ [[PyTorch](|code|)]}'\n"
    )
    assert CliRunner().invoke(main, ["sync", "--check", "README.md"]).exit_code == 0


def test_another_bibtex_file_is_merged(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    (folder / "more.bib").write_text(
        "@misc{x, title = {A Survey of Everything}, eprint = {2401.00001}, note = {N}}\n"
        "@book{y, title = {A Book}, year = 1999}\n",
        encoding="utf-8",
    )
    assert "new             1\ncompleted       1\n" in run("more.bib").stderr
    text = (folder / "refs.bib").read_text("utf-8")
    assert "  note          = {N},\n" in text
    assert "@book{y,\n" in text


@pytest.mark.parametrize("name", ["more.bibtex", "more.txt", "-"])
def test_a_file_that_begins_with_an_entry_is_bibtex_whatever_it_is_called(
    folder: Path, name: str
) -> None:
    text = "% Exported by a program\n\n@book{y, title = {A Book}, year = 1999}\n"
    (folder / "more.bibtex").write_text(text, encoding="utf-8")
    (folder / "more.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["import", name], input=text)
    assert result.exit_code == 0
    assert "@book{y,\n" in (folder / "refs.bib").read_text("utf-8")


def test_findings_are_cut_unless_all_are_wanted(folder: Path) -> None:
    rows = "".join(f"| [Paper of the Number {n}](https://arxiv.org/abs/2401.00001) | ACL 2024 | - |\n" for n in range(30))  # fmt: skip
    (folder / "README.md").write_text(README + rows, encoding="utf-8")
    short = run("README.md", "--dry-run").stderr
    assert short.count("the same link (arXiv number 2401.00001)") == 20
    assert "… and 10 more (--verbose)\n" in short
    assert run("README.md", "--dry-run", "--verbose").stderr.count("the same link") == 30


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.md"], "synbib: nothing.md: no such file; give the path of a file that exists\n"),
        (["-", "--convert"], "synbib: <stdin>: --convert rewrites Markdown files; leave it out here\n"),
        (["README.md", "--store", "-"], "synbib: the store is written, and cannot be -; name a file\n"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line(folder: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, message)
    assert not (folder / "refs.bib").exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("README.rst", "this file is reStructuredText; import it without --convert, and put the blocks into a Markdown file, e.g. PAPERS.md, and link to it from this file"),
        ("more.bib", "this file is BibTeX; import it without --convert, and put the blocks into a Markdown file, e.g. PAPERS.md; it is synbib fmt that rewrites a BibTeX file"),
    ],
)  # fmt: skip
def test_what_is_not_markdown_is_not_converted(folder: Path, name: str, why: str) -> None:
    (folder / name).write_text("- `A Survey <https://arxiv.org/abs/2401.00001>`_\n")
    # To say that it is Markdown does not help: `sync` would not write into it.
    for syntax in ("auto", "markdown"):
        result = run(name, "--convert", "--from", syntax)
        said = f"synbib: {name}: import --convert writes Markdown, and {why}\n"
        assert (result.exit_code, result.stderr) == (2, said)
    assert not (folder / "refs.bib").exists()


def test_a_malformed_block_leaves_everything_as_it_was(folder: Path) -> None:
    (folder / "README.md").write_text(README + "<!-- synbib:end -->\n", encoding="utf-8")
    result = run("README.md", "--convert")
    assert result.exit_code == 2
    assert "README.md:15:1: this ends a block that was never begun; delete it" in result.stderr
    assert not (folder / "refs.bib").exists()


def test_help_shows_an_example() -> None:
    assert "synbib import README.md" in run("--help").stdout


def test_tools_are_left_out_unless_all_is_asked_for(folder: Path) -> None:
    (folder / "tools.md").write_text(
        "- [llama.cpp](https://github.com/g/llama.cpp) - Inference in C/C++.\n"
    )
    assert run("tools.md", "--store", "tools.bib").exit_code == 0
    assert (folder / "tools.bib").read_text() == ""
    result = run("tools.md", "--store", "tools.bib", "--all")
    assert "no papers       0" in result.stderr
    assert "title         = {llama.cpp}" in (folder / "tools.bib").read_text()


def test_what_synbib_wrote_is_not_read_back_into_its_own_store(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE)
    (folder / "README.md").write_text(
        "# Papers\n\n## By year\n\n<!-- synbib:start table group-by=year level=3 -->\n<!-- synbib:end -->\n"
    )
    assert CliRunner().invoke(main, ["sync", "README.md"]).exit_code == 0
    result = run("README.md")
    assert (folder / "refs.bib").read_text() == STORE
    assert "new groups      0" in result.stderr


def test_what_synbib_wrote_is_read_into_a_store_that_lacks_it(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE)
    (folder / "README.md").write_text(
        "# Papers\n\n<!-- synbib:start table -->\n<!-- synbib:end -->\n"
    )
    assert CliRunner().invoke(main, ["sync", "README.md"]).exit_code == 0
    assert run("README.md", "--store", "other.bib").exit_code == 0
    assert (folder / "other.bib").read_text() == STORE


ANSWER = """\
{"status": "ok", "message": {"DOI": "10.1000/xyz", "type": "journal-article", "title": ["On Lists"],
 "author": [{"family": "Roe", "given": "Ann"}], "container-title": ["Nature"], "issued": {"date-parts": [[2020, 5]]}}}
"""
ANSWERED = """\
@article{roe2020lists,
  author        = {Roe, Ann},
  title         = {On Lists},
  journal       = {Nature},
  year          = {2020},
  month         = may,
  doi           = {10.1000/xyz},
}
"""


@pytest.mark.parametrize("saved", [True, False])
def test_a_saved_answer_of_a_service_is_read(folder: Path, saved: bool) -> None:
    (folder / "answer.json").write_text(ANSWER, encoding="utf-8")
    name = "answer.json" if saved else "-"
    first = run("--from", "crossref", name, stdin="" if saved else ANSWER)
    assert (first.exit_code, (folder / "refs.bib").read_text("utf-8")) == (0, ANSWERED)
    again = run("--from", "crossref", name, stdin="" if saved else ANSWER)
    assert again.stderr == FIGURES.format(new=0, unchanged=1, groups=0).replace("found   3", "found   1").replace("works           2", "works           1")  # fmt: skip
    assert (folder / "refs.bib").read_text("utf-8") == ANSWERED


def test_a_file_of_records_is_told_by_its_ending(folder: Path) -> None:
    item = '[{"id": "roe2020lists", "type": "article-journal", "title": "On Lists", "container-title": "Nature"}]'
    (folder / "items.json").write_text(item, encoding="utf-8")
    (folder / "CITATION.cff").write_text(
        "cff-version: 1.2.0\ntitle: Lister\nmessage: m\nauthors: [{name: The Listers}]\n", encoding="utf-8"
    )  # fmt: skip
    assert run("items.json", "CITATION.cff").exit_code == 0
    store = (folder / "refs.bib").read_text("utf-8")
    assert store == (
        "@article{roe2020lists,\n  title         = {On Lists},\n  journal       = {Nature},\n}\n\n"
        "@software{listerslister,\n  author        = {{The Listers}},\n  title         = {Lister},\n}\n"
    )


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("<html><title>502 Bad Gateway</title>", "answer.json: the service says: 502 Bad Gateway; try again later"),
        ('{"message":', "answer.json:1:12: not JSON: Expecting value; save the whole answer"),
    ],
)  # fmt: skip
def test_an_answer_that_is_an_error_writes_nothing(folder: Path, answer: str, message: str) -> None:
    (folder / "answer.json").write_text(answer, encoding="utf-8")
    result = run("--from", "crossref", "answer.json")
    assert (result.exit_code, result.stderr) == (2, f"synbib: {message}\n")
    assert not (folder / "refs.bib").exists()


def test_a_service_that_is_mistyped_is_told_of(folder: Path) -> None:
    result = run("--from", "crosref", "README.md")
    assert result.exit_code == 2
    assert "crossref" in result.stderr


PARTS = """\
# Lists of Papers

## Surveys

- [A Survey of Lists](https://arxiv.org/abs/2401.00001) (ACL 2024)
- [Another Survey](https://arxiv.org/abs/2401.00002) (ACL 2023)

## Methods

- [A Method for Lists](https://arxiv.org/abs/2401.00003) (ACL 2022)

### Agents

- [Agents that Read Lists](https://arxiv.org/abs/2401.00004) (EMNLP 2024)

## Surveys

- [A Third Survey](https://arxiv.org/abs/2401.00005) (ACL 2021)
"""


def starts(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("<!-- synbib:start")]


@pytest.mark.parametrize(
    ("only", "groups", "keys"),
    [
        (["methods"], ["Methods", "Methods/Agents"], 2),
        (["Methods/Agents"], ["Methods/Agents"], 1),
        (["Surveys"], ["Surveys", "Surveys (2)"], 3),
        (["surveys", "agents"], ["Surveys", "Methods/Agents", "Surveys (2)"], 4),
    ],
)
def test_only_what_stands_under_some_headings_is_read_and_converted(
    folder: Path, only: list[str], groups: list[str], keys: int
) -> None:
    (folder / "README.md").write_text(PARTS, encoding="utf-8")
    options = [word for name in only for word in ("--only", name)]
    assert run("README.md", "--convert", "--no-backup", *options).exit_code == 0
    store = (folder / "refs.bib").read_text("utf-8")
    text = (folder / "README.md").read_text("utf-8")
    assert store.count("\n@inproceedings") + store.startswith("@inproceedings") == keys
    assert starts(text) == [
        f'<!-- synbib:start list group="{group}" nested=no form=list -->' for group in groups
    ]
    # The rest stays as it is, and so do these when it comes in.
    assert [line for line in text.splitlines() if line and "synbib:" not in line] == [
        line for line in PARTS.splitlines() if line
    ]
    assert run("README.md", "--convert", "--no-backup").exit_code == 0
    whole = (folder / "README.md").read_text("utf-8")
    assert len(starts(whole)) == 4
    assert set(starts(text)) <= set(starts(whole))
    synced = CliRunner().invoke(main, ["sync", "--check", "README.md"])
    assert synced.exit_code == 0


def test_a_page_that_lacks_a_title_has_the_same_groups_where_only_some_come_in(
    folder: Path,
) -> None:
    untitled = PARTS.partition("\n\n")[2]
    (folder / "README.md").write_text(untitled, encoding="utf-8")
    run("README.md", "--convert", "--only", "Methods")
    text = (folder / "README.md").read_text("utf-8")
    assert starts(text)[0] == '<!-- synbib:start list group="Methods" nested=no form=list -->'


@pytest.mark.parametrize(
    ("only", "message"),
    [
        ("Agnts", "unknown heading 'Agnts'; did you mean Agents?"),
        ("Nothing at all", "unknown heading 'Nothing at all'"),
    ],
)
def test_a_heading_that_no_list_has_is_an_error(folder: Path, only: str, message: str) -> None:
    (folder / "README.md").write_text(PARTS, encoding="utf-8")
    result = run("README.md", "--only", only)
    assert (result.exit_code, result.stderr) == (2, f"synbib: {message}\n")
    assert not (folder / "refs.bib").exists()


KINDS = """\
# Lists

- **A Paper on Trees**, ACL 2024 [[Paper](https://arxiv.org/abs/2401.00001)] [[Tweet](https://twitter.com/roe/status/1)]
- **A Paper on Woods**, ACL 2024 [[Paper](https://arxiv.org/abs/2401.00002)] [[Slides](https://e.org/s)] [[Video](https://youtu.be/a)]
- **A Paper on Leaves**, ACL 2024 [[PDF](papers/leaves.pdf)] [[Poster](https://e.org/p)]
- **A Paper on Roots**, ACL 2024 [[Paper](https://arxiv.org/abs/2401.00004)] [[Supplement](https://e.org/more)]
- **A Paper on Bark**, ACL 2024 [[Paper](https://arxiv.org/abs/2401.00005)] [[Blog](https://e.org/blog)] [[Demo](https://e.org/demo)]
- **A Paper on Twigs**, ACL 2024 [[Paper](https://arxiv.org/abs/2401.00006)] [[Notebook](https://e.org/n)] [[Podcast](https://e.org/c)]
"""


def test_links_of_every_kind_stand_in_the_form_of_their_list(folder: Path) -> None:
    (folder / "README.md").write_text(KINDS, encoding="utf-8")
    assert run("README.md", "--convert", "--no-backup").exit_code == 0
    text = (folder / "README.md").read_text("utf-8")
    assert [line for line in text.splitlines() if line and "synbib:" not in line] == [
        line for line in KINDS.splitlines() if line
    ]
    # Each is a field, and none of their addresses is a part of the form.
    assert "e.org" not in (folder / "synbib.toml").read_text("utf-8")
    assert "papers/" not in (folder / "synbib.toml").read_text("utf-8")
    assert "list-" not in (folder / "refs.bib").read_text("utf-8")


def test_headings_of_one_name_stay_two_under_one_heading_and_under_two(folder: Path) -> None:
    papers = iter(range(1, 9))
    item = "- [A Paper of the Number {0}](https://arxiv.org/abs/2401.0000{0}) (ACL 2024)\n"
    names = ("## Vision", "### Surveys", "### Methods", "### Surveys", "## Language", "### Surveys")
    (folder / "README.md").write_text(
        "# Awesome\n\n"
        + "".join(f"{name}\n\n" + item.format(next(papers)) + "\n" for name in names),
        encoding="utf-8",
    )
    assert run("README.md", "--convert", "--no-backup").exit_code == 0
    text = (folder / "README.md").read_text("utf-8")
    assert [line.split('"')[1] for line in starts(text)] == [
        "Vision", "Vision/Surveys", "Vision/Methods", "Vision/Surveys (2)", "Language", "Language/Surveys",
    ]  # fmt: skip
    shown = CliRunner().invoke(main, ["list", "--form", "title-first"]).stdout
    assert [line[:25] for line in shown.splitlines() if line] == [
        "## Vision", "- A Paper of the Number 1", "### Surveys", "- A Paper of the Number 2",
        "### Methods", "- A Paper of the Number 3", "### Surveys (2)", "- A Paper of the Number 4",
        "## Language", "- A Paper of the Number 5", "### Surveys", "- A Paper of the Number 6",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [PARTS, KINDS, PARTS.replace("\n", "\r\n")])
def test_unblock_gives_a_converted_list_back(folder: Path, text: str) -> None:
    (folder / "README.md").write_bytes(text.encode())
    assert run("README.md", "--convert", "--no-backup").exit_code == 0
    assert starts((folder / "README.md").read_text("utf-8"))
    CliRunner().invoke(main, ["sync", "--unblock", "--no-backup", "README.md"])
    assert (folder / "README.md").read_bytes() == text.encode()


def test_bibtex_has_no_headings(folder: Path) -> None:
    (folder / "more.bib").write_text("@book{a, title = {A}}\n")
    result = run("README.md", "more.bib", "--only", "Surveys")
    said = "synbib: more.bib: BibTeX has no headings; leave it out where --only is given\n"
    assert (result.exit_code, result.stderr) == (2, said)


def test_before_the_diff_each_list_is_told_with_what_would_stand_in_its_place(
    folder: Path,
) -> None:
    odd = "- [A Survey <!-- old --> of Others](https://arxiv.org/abs/2401.00009) {x (ACL 2020)\n"
    (folder / "README.md").write_text(PARTS + odd, encoding="utf-8")
    result = run("README.md", "--convert", "--diff", "--only", "Surveys")
    told, counts = result.stderr.split("entries found")
    assert told == (
        "README.md:5-6: Lists of Papers/Surveys: a list of 2 entries, form list; no lines change\n"
        "    - [{title}]({paper}){? ({venue}{& }{year})}\n"
        "README.md:18: Lists of Papers/Surveys (2): a list of 1 entry, form list; no lines change\n"
        "    - [{title}]({paper}){? ({venue}{& }{year})}\n"
        "README.md:19: this list stays as it is: no field of an entry can hold what it says: a comment, a "
        "tab, or a brace without its partner\n"
    )
    assert "Not made blocks" not in counts
    assert result.stdout.startswith("--- a/refs.bib\n+++ b/refs.bib\n")


# --- Edits inside blocks ------------------------------------------------------------------------------


BLOCK = "<!-- synbib:start table group=Math nested=no columns=paper,published -->\n<!-- synbib:end -->\n"


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose README has an edit inside a block."""
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(STORE, "utf-8")
    Path("README.md").write_text(
        f"# Papers\n\n{BLOCK}\n- [New](https://arxiv.org/abs/2401.9)\n", "utf-8"
    )
    runner = CliRunner()
    assert runner.invoke(main, ["sync", "README.md"]).exit_code == 0
    text = Path("README.md").read_text("utf-8")
    Path("README.md").write_text(text.replace("Sums and More", "Sums and Still More"), "utf-8")
    return tmp_path


def test_an_edit_inside_a_block_is_an_edit_of_the_store(edited: Path) -> None:
    runner = CliRunner()
    refused = runner.invoke(main, ["sync", "README.md"])
    assert "synbib import README.md takes the edit into the store" in refused.stderr
    result = runner.invoke(main, ["import", "--edits", "README.md"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "  README.md:8:1: 'Sums and More Sums': title changed\n" in result.stderr
    assert Path("refs.bib").read_text("utf-8") == STORE.replace("and More", "and Still More")
    assert runner.invoke(main, ["sync", "--check", "README.md"]).exit_code == 0


def test_the_edit_is_shown_as_a_diff_and_nothing_is_written(edited: Path) -> None:
    readme = Path("README.md").read_text("utf-8")
    result = CliRunner().invoke(main, ["import", "--edits", "--diff", "README.md"])
    assert "-  title         = {Sums and More Sums},\n" in result.stdout
    assert "+  title         = {Sums and Still More Sums},\n" in result.stdout
    assert Path("refs.bib").read_text("utf-8") == STORE
    assert Path("README.md").read_text("utf-8") == readme


def test_an_edit_that_is_not_taken_makes_the_exit_code_1(edited: Path) -> None:
    path = Path("README.md")
    path.write_text(path.read_text("utf-8").replace("| Paper |", "| Papers |"), "utf-8")
    result = CliRunner().invoke(main, ["import", "--edits", "README.md"])
    assert result.exit_code == 1
    assert "README.md:6:1: what stands around the entries is not read back" in result.stderr
    assert Path("refs.bib").read_text("utf-8") == STORE


def test_edits_alone_and_lists_in_blocks_are_not_asked_for_together(edited: Path) -> None:
    result = CliRunner().invoke(main, ["import", "--edits", "--convert", "README.md"])
    assert (result.exit_code, result.stderr) == (
        2,
        "synbib: --edits reads no lists, and --convert is about these; leave one out\n",
    )
