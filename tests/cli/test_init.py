from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = "@misc{tan2024llm, title = {Data annotation}, author = {Tan, Zhen}, year = 2024}\n"
BLOCKS = """\
## Papers

<!-- synbib:start toc -->
<!-- synbib:end -->

<!-- synbib:start list level=3 -->
<!-- synbib:end -->
"""
LIST = """\
# Awesome synthetic data

## Surveys

- [Large Language Models for Data Annotation: A Survey](https://arxiv.org/abs/2402.13446), Tan et al., EMNLP 2024
- [A Survey on Data Synthesis and Augmentation](https://arxiv.org/abs/2410.12896), Wang et al., 2024
- [On LLMs-Driven Synthetic Data Generation](https://arxiv.org/abs/2406.15126), Long et al., ACL 2024
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "my_papers*"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", *arguments])


def files(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in found}


def test_an_empty_folder_gets_settings_a_store_and_a_readme(folder: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "synbib.toml: created, it names refs.bib\n"
        "refs.bib: created, an empty store\n"
        "README.md: created, it holds the blocks\n"
        "next: synbib sync README.md\n"
    )
    made = files(folder)
    assert list(made) == ["README.md", "refs.bib", "synbib.toml"]
    assert made["README.md"] == f"# my_papers\\*\n\n{BLOCKS}"
    assert tomllib.loads(made["synbib.toml"]) == {"store": "refs.bib"}


def test_the_new_store_is_in_form_and_in_order_and_holds_nothing(folder: Path) -> None:
    run()
    store = (folder / "refs.bib").read_text("utf-8")
    assert "@" not in store  # BibTeX reads an entry wherever it finds one
    for arguments in (["check"], ["fmt", "--check"], ["list"]):
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, result.output) == (0, ""), arguments
    assert CliRunner().invoke(main, ["sync", "README.md"]).exit_code == 0


@pytest.mark.parametrize("options", [[], ["--kind", "table", "--hooks", "--action"]])
def test_the_second_time_nothing_changes(folder: Path, options: list[str]) -> None:
    (folder / "README.md").write_text("# Mine", encoding="utf-8")
    run(*options)
    before = files(folder)
    result = run(*options)
    assert result.exit_code == 0
    assert files(folder) == before
    assert {line.split(": ")[1].split(",")[0] for line in result.stderr.splitlines()} == {
        "kept",
        "synbib sync README.md",
        *(["pre-commit install"] if options else []),
    }


def test_a_readme_is_continued_under_a_heading_and_all_above_stays(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    (folder / "ReadMe.md").write_bytes(b"\xef\xbb\xbf# Mine\r\n\r\nWords.")
    result = run()
    assert result.stderr == (
        "synbib.toml: created, it names refs.bib\n"
        "refs.bib: kept, the store\n"
        "ReadMe.md: continued, blocks under the heading Papers\n"
        "next: synbib sync ReadMe.md\n"
    )
    made = files(folder)
    assert made["ReadMe.md"] == "\ufeff" + f"# Mine\n\nWords.\n\n{BLOCKS}".replace("\n", "\r\n")
    assert made["refs.bib"] == STORE


@pytest.mark.parametrize(
    ("above", "between"), [("", ""), ("Words.", "\n\n"), ("Words.\n", "\n"), ("Words.\n\n\n", "")]
)
def test_one_blank_line_at_least_stands_above_the_heading(
    folder: Path, above: str, between: str
) -> None:
    (folder / "README.md").write_text(above, encoding="utf-8")
    run()
    assert files(folder)["README.md"] == above + between + BLOCKS


def test_kind_says_what_the_readme_gets(folder: Path) -> None:
    run("--kind", "table")
    assert files(folder)["README.md"].count("<!-- synbib:start table level=3 -->") == 1


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Path) -> None:
    (folder / "README.md").write_text("# Mine\n", encoding="utf-8")
    result = run("--dry-run", "--hooks")
    assert result.stderr == (
        "synbib.toml: would be created, it names refs.bib\n"
        "refs.bib: would be created, an empty store\n"
        "README.md: would be continued, blocks under the heading Papers\n"
        ".pre-commit-config.yaml: would be created, pre-commit's hooks\n"
        "next: synbib sync README.md\n"
        "next: pre-commit install\n"
    )
    assert files(folder) == {"README.md": "# Mine\n"}


def test_another_folder_is_set_up_from_afar(folder: Path) -> None:
    (folder / "survey").mkdir()
    result = run("survey")
    assert result.stderr.splitlines()[-2:] == ["next: cd survey", "next: synbib sync README.md"]
    assert list(files(folder)) == ["survey/README.md", "survey/refs.bib", "survey/synbib.toml"]


def test_a_folder_that_is_not_there_is_created(folder: Path) -> None:
    planned = run("my papers/survey", "--dry-run").stderr
    assert "my papers/survey/refs.bib: would be created, an empty store\n" in planned
    assert files(folder) == {}
    result = run("my papers/survey")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-2:] == [
        "next: cd 'my papers/survey'",
        "next: synbib sync README.md",
    ]
    assert list(files(folder)) == [
        "my papers/survey/README.md",
        "my papers/survey/refs.bib",
        "my papers/survey/synbib.toml",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.txt", "is not a folder; name one, or leave it out for this one"),
        ("a.txt/b", "cannot be a folder: Not a directory"),
        ("x" * 5000, "cannot be a folder: File name too long"),
    ],
)
def test_what_cannot_be_a_folder_is_told(folder: Path, name: str, message: str) -> None:
    (folder / "a.txt").write_text("")
    result = run(name)
    assert result.exit_code == 2
    assert result.stderr.endswith(f": {message}\n")


# --- Which file is the store -------------------------------------------------------------------------


def store_of(folder: Path) -> str:
    return str(tomllib.loads((folder / "synbib.toml").read_text("utf-8"))["store"])


def test_the_one_bibtex_file_is_the_store_also_a_folder_below(folder: Path) -> None:
    (folder / "paper").mkdir()
    (folder / "paper" / 'my "own".bib').write_text(STORE)
    (folder / ".cache").mkdir()
    (folder / ".cache" / "other.bib").write_text(STORE)
    assert run().exit_code == 0
    assert store_of(folder) == 'paper/my "own".bib'
    assert CliRunner().invoke(main, ["cite", "tan2024llm"]).exit_code == 0


def test_of_several_files_one_has_to_be_named(folder: Path) -> None:
    for name in ("b.bib", "a.bib"):
        (folder / name).write_text(STORE)
    result = run()
    assert result.exit_code == 2
    assert result.stderr == (
        "synbib: several BibTeX files: a.bib, b.bib; say which one is the store: --store a.bib\n"
    )
    assert list(files(folder)) == ["a.bib", "b.bib"]
    assert run("--store", "b.bib").exit_code == 0
    assert store_of(folder) == "b.bib"


def test_the_one_with_the_name_of_stores_needs_no_naming(folder: Path) -> None:
    for name in ("a.bib", "refs.bib"):
        (folder / name).write_text(STORE)
    assert run().exit_code == 0
    assert store_of(folder) == "refs.bib"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("synbib.toml", 'store = "mine.bib"\n'),
        ("pyproject.toml", '[tool.synbib]\nstore = "mine.bib"\n'),
    ],
)
def test_what_the_settings_name_is_the_store(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text)
    (folder / "other.bib").write_text(STORE)
    (folder / "mine.bib").write_text(STORE)
    result = run()
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{file}: kept, ")
    assert "mine.bib: kept, the store\n" in result.stderr
    assert files(folder)[file] == text
    result = run("--store", "other.bib")
    assert result.exit_code == 2
    assert result.stderr == (
        f'synbib: {file}: the store is mine.bib, not other.bib; change it there: store = "other.bib"\n'
    )


def test_no_empty_store_is_made_beside_one_that_the_settings_forget(folder: Path) -> None:
    (folder / "synbib.toml").write_text('style = "acl"\n')
    (folder / "papers.bib").write_text(STORE)
    result = run()
    assert result.exit_code == 2
    assert result.stderr == (
        "synbib: synbib.toml: the store is refs.bib, not papers.bib; change it there: "
        'store = "papers.bib"\n'
    )


# --- What a README holds already -----------------------------------------------------------------------


def test_blocks_are_kept(folder: Path) -> None:
    text = "# Mine\n\n<!-- synbib:start bibliography -->\n<!-- synbib:end -->\n"
    (folder / "README.md").write_text(text, encoding="utf-8")
    assert "README.md: kept, it holds blocks already\n" in run().stderr
    assert files(folder)["README.md"] == text


def test_malformed_blocks_are_told_of_before_anything_is_written(folder: Path) -> None:
    (folder / "README.md").write_text("<!-- synbib:start list -->\n", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("README.md:1:1: this block is never ended; ")
    assert list(files(folder)) == ["README.md"]


@pytest.mark.parametrize("end", ["```python\nprint()\n", "<!-- hidden\n"])
def test_blocks_are_not_put_where_they_would_be_none(folder: Path, end: str) -> None:
    (folder / "README.md").write_text(f"# Mine\n\n{end}", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert result.stderr == (
        "synbib: README.md: it ends inside a code block or a comment; end that, or put the blocks "
        "where they belong\n"
    )


def test_a_list_of_papers_is_kept_and_the_way_to_import_it_is_told(folder: Path) -> None:
    (folder / "README.md").write_text(LIST, encoding="utf-8")
    result = run()
    assert result.stderr == (
        "synbib.toml: created, it names refs.bib\n"
        "refs.bib: created, an empty store\n"
        "README.md: kept, it holds a list of 3 papers\n"
        "next: synbib import README.md --convert\n"
        "next: synbib sync README.md\n"
    )
    assert files(folder)["README.md"] == LIST


def test_with_import_the_list_goes_into_the_store_and_blocks_into_its_place(folder: Path) -> None:
    (folder / "README.md").write_text(LIST, encoding="utf-8")
    result = run("--import")
    assert result.exit_code == 0, result.output
    made = files(folder)
    assert "2402.13446" in made["refs.bib"]
    assert "<!-- synbib:start list" in made["README.md"]
    assert "next: synbib import" not in result.stderr
    again = run("--import")
    assert again.exit_code == 0
    assert "README.md: kept, it holds blocks already\n" in again.stderr
    assert files(folder) == made


def test_with_import_a_dry_run_writes_nothing(folder: Path) -> None:
    (folder / "README.md").write_text(LIST, encoding="utf-8")
    assert run("--import", "--dry-run").exit_code == 0
    assert files(folder) == {"README.md": LIST}


def test_a_mention_of_a_paper_is_no_list(folder: Path) -> None:
    text = "# My tool\n\n- Fast.\n- Follows [Tan et al.](https://arxiv.org/abs/2402.13446).\n"
    (folder / "README.md").write_text(text, encoding="utf-8")
    assert "README.md: continued, " in run().stderr


def test_a_readme_that_is_no_markdown_is_not_hidden_by_a_second_one(folder: Path) -> None:
    (folder / "README.rst").write_text("Mine\n====\n", encoding="utf-8")
    result = run()
    assert result.stderr.splitlines()[2:] == [
        "README.rst: kept, blocks stand in Markdown only",
        "PAPERS.md: created, it holds the blocks",
        "next: synbib sync PAPERS.md",
    ]
    assert files(folder)["PAPERS.md"] == f"# Papers\n\n{BLOCKS}"


# --- What runs synbib on its own --------------------------------------------------------------------------


def test_hooks_are_what_pre_commit_understands(folder: Path) -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    result = run("--hooks")
    assert ".pre-commit-config.yaml: created, pre-commit's hooks\n" in result.stderr
    [repo] = clientlib.load_config(".pre-commit-config.yaml")["repos"]
    assert (repo["repo"], repo["rev"]) == (
        "https://github.com/synbib/synbib",
        "main",  # there is no release yet
    )
    assert [hook["id"] for hook in repo["hooks"]] == ["synbib-fmt", "synbib-check", "synbib-sync"]


def test_the_workflow_for_the_site_publishes_what_the_action_writes(folder: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    result = run("--site")
    assert ".github/workflows/synbib-site.yml: created, GitHub's workflow for the site\n" in (
        result.stderr
    )
    jobs = yaml.safe_load(files(folder)[".github/workflows/synbib-site.yml"])["jobs"]
    *_, ours, upload = jobs["build"]["steps"]
    assert ours["uses"] == "synbib/synbib@main"
    assert ours["with"]["mode"] == "site"
    assert ours["with"]["site-folder"] == upload["with"]["path"]


def test_zizmor_has_nothing_against_the_workflow_for_the_site_but_that_ours_is_not_pinned(
    folder: Path,
) -> None:
    zizmor = shutil.which("zizmor") or shutil.which("zizmor", path=Path(sys.executable).parent)
    if zizmor is None:
        pytest.skip("zizmor is not installed")
    run("--site")
    command = f"{zizmor} --offline --quiet --no-config --format=json .github/workflows"
    done = subprocess.run(command.split(), capture_output=True, encoding="utf-8", check=False)
    found = json.loads(done.stdout)
    # Which commit a version of ours is, it cannot know itself.
    told = [
        (each["ident"], each["locations"][0]["concrete"]["feature"].split("\n")[0])
        for each in found
    ]
    assert told == [("unpinned-uses", "uses: synbib/synbib@main")]


def test_hooks_and_workflow_that_are_there_are_kept(folder: Path) -> None:
    (folder / ".pre-commit-config.yaml").write_text("repos: []\n")
    (folder / ".github" / "workflows").mkdir(parents=True)
    (folder / ".github" / "workflows" / "synbib.yml").write_text("name: mine\n")
    result = run("--hooks", "--action")
    assert ".pre-commit-config.yaml: kept, it is there already\n" in result.stderr
    assert ".github/workflows/synbib.yml: kept, it is there already\n" in result.stderr
    assert files(folder)[".pre-commit-config.yaml"] == "repos: []\n"


def test_what_cannot_be_written_is_a_clear_error(folder: Path) -> None:
    (folder / ".github").write_text("no folder\n")
    result = run("--action")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith(
        "synbib: .github/workflows: cannot be created: "
    )


def test_the_page_on_sites_shows_the_workflow_that_is_written(folder: Path, repo: Path) -> None:
    page = (repo / "docs" / "site.md").read_text("utf-8")
    run("--site")
    assert f"```yaml\n{files(folder)['.github/workflows/synbib-site.yml']}```\n" in page


def test_the_page_on_it_shows_the_files_that_are_written(folder: Path, repo: Path) -> None:
    page = (repo / "docs" / "continuous.md").read_text("utf-8")
    run("--hooks", "--action")
    made = files(folder)
    for name in (".pre-commit-config.yaml", ".github/workflows/synbib.yml"):
        assert f"```yaml\n{made[name]}```\n" in page, name
