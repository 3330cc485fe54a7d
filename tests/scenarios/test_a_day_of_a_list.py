"""A day in the life of a list of papers: its maintainer takes synbib up, and others contribute to it.

Each step is a commit. What it changes is a file of ``snapshots/a-day-of-a-list``: read in order, they are the day.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

README = Path(__file__).with_name("reading-lists.md").read_text(encoding="utf-8")

# Nobody's own settings of git, and the same author on every machine.
_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_NAME": "Ann Roe" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ann@example.org" for who in ("AUTHOR", "COMMITTER")},
}


class Folder:
    """A folder under git: what people do in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, code: int = 0) -> str:
        """Run git, which is to end with ``code``; return all that it says."""
        return self._run(("git", *arguments), code)

    def synbib(self, *arguments: str, code: int = 0) -> str:
        """Run synbib, which is to end with ``code``; return all that it says."""
        return self._run((sys.executable, "-m", "synbib", *arguments), code)

    def read(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Put ``new`` in the place of ``old``, which stands once in a file."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def commit(self, message: str) -> str:
        """Commit everything; return what that changes, line by line."""
        self.git("add", "--all")
        shown = self.git("diff", "--cached", "--unified=0", "--no-color", "--no-prefix")
        self.git("commit", "--quiet", "--message", message)
        kept = (line for line in shown.splitlines() if not line.startswith(("index ", "diff ")))
        return "".join(f"{line}\n" for line in kept)

    def _run(self, command: tuple[str, ...], code: int) -> str:
        done = subprocess.run(
            command,
            cwd=self.path,
            env={**os.environ, **_GIT},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, f"{' '.join(command)}: {done.returncode}\n{done.stdout}"
        return done.stdout


def the_maintainer_sets_the_folder_up(folder: Folder) -> None:
    folder.synbib("init")


def the_maintainer_converts_the_list(folder: Folder) -> None:
    assert "left as lists    0" in folder.synbib("import", "--no-backup", "--convert", "README.md")


def a_bullet_is_added_at_the_end(folder: Folder) -> None:
    folder.edit(
        "README.md",
        "CHI 2022. [[Paper](https://doi.org/10.1145/3491102.3599999)]\n",
        "CHI 2022. [[Paper](https://doi.org/10.1145/3491102.3599999)]\n"
        "- **Awesome Lists and Their Readers.** *Olga Noe.* CSCW 2023. "
        "[[Paper](https://doi.org/10.1145/3610000.3619999)]\n",
    )
    folder.synbib("import", "README.md")


def a_bullet_is_added_in_the_middle(folder: Folder) -> None:
    folder.edit(
        "README.md",
        "- **What a Bullet Says.**",
        "- **Headings as Labels.** *Pia Roe, Quentin Soe.* ACL 2024. "
        "[[Paper](https://aclanthology.org/2024.acl-long.903)] [[Code](https://github.com/roe/headings)]\n"
        "- **What a Bullet Says.**",
    )
    folder.synbib("import", "README.md")


def a_title_is_corrected(folder: Folder) -> None:
    folder.edit("README.md", "Dead Links in Living Lists", "Dead Links in Living Lists of Papers")
    folder.synbib("import", "README.md")


def an_author_is_corrected(folder: Folder) -> None:
    folder.edit("README.md", "*Gil Soe, Hana Toe.*", "*Gil Soe, Hanna Toe.*")
    folder.synbib("import", "README.md")


def the_code_is_published(folder: Folder) -> None:
    folder.edit(
        "README.md",
        "[[Paper](https://arxiv.org/abs/2311.00042)]",
        "[[Paper](https://arxiv.org/abs/2311.00042)] [[Code](https://github.com/woe/readmes)]",
    )
    folder.synbib("import", "README.md")


def a_preprint_is_published(folder: Folder) -> None:
    folder.edit(
        "README.md",
        "*Carla Doe, Dan Moe, Eve Loe.* arXiv 2024.",
        "*Carla Doe, Dan Moe, Eve Loe.* JCDL 2025.",
    )
    folder.synbib("import", "README.md")


def a_bullet_is_deleted(folder: Folder) -> None:
    [line] = [
        each for each in folder.read("README.md").splitlines() if "Merge Conflicts in" in each
    ]
    folder.edit("README.md", f"{line}\n", "")
    folder.synbib("import", "README.md")


def a_row_is_added_to_the_table(folder: Folder) -> None:
    [last] = [each for each in folder.read("README.md").splitlines() if "| AwesomeQA |" in each]
    row = (
        "| BibBench | [BibBench: A Benchmark of Bibliographies](https://arxiv.org/abs/2501.03333) "
        "| 9k stores | [data](https://example.org/bibbench) |"
    )
    folder.edit("README.md", last, f"{last}\n{row}")
    folder.synbib("import", "README.md")


def a_bullet_moves_to_another_group(folder: Folder) -> None:
    [line] = [each for each in folder.read("README.md").splitlines() if "From READMEs to" in each]
    folder.edit("README.md", f"{line}\n", "")
    [other] = [each for each in folder.read("README.md").splitlines() if "Dead Links in" in each]
    folder.edit("README.md", other, f"{other}\n{line}")
    folder.synbib("import", "README.md")


def a_section_of_its_own_is_added(folder: Folder) -> None:
    folder.edit(
        "README.md",
        "## Data sets\n",
        "## Tools\n\n"
        "- **A Tool for Lists.** *Rosa Foe.* JOSS 2024. [[Paper](https://doi.org/10.21105/joss.09999)]\n"
        "- **Bibliographies by Machine.** *Sam Goe.* ACL 2025. [[Paper](https://arxiv.org/abs/2502.04444)]\n\n"
        "## Data sets\n",
    )
    folder.synbib("import", "--no-backup", "--convert", "README.md")


def an_entry_is_added_to_the_store(folder: Folder) -> None:
    folder.edit(
        "refs.bib",
        "@misc{awesomeqa2023questions,",
        "@misc{loe2025wikilists,\n"
        "  author        = {Eve Loe},\n"
        "  title         = {{WikiLists}: Lists of Everything},\n"
        "  year          = {2025},\n"
        "  eprint        = {2503.05555},\n"
        "  archiveprefix = {arXiv},\n"
        "  dataset       = {https://example.org/wikilists},\n"
        "  groups        = {Data sets},\n"
        "}\n\n"
        "@misc{awesomeqa2023questions,",
    )
    folder.synbib("sync", "README.md")


def two_contributions_conflict(folder: Folder) -> None:
    old = "*Finn Hoe.* CHI 2022."
    folder.git("switch", "--quiet", "--create", "other")
    folder.edit("README.md", old, "*Finn Hoe.* CHI 2022 (best paper).")
    folder.synbib("import", "README.md")
    folder.commit("Say that it was the best paper")
    folder.git("switch", "--quiet", "main")
    folder.edit("README.md", old, "*Finn Hoe, Gus Ioe.* CHI 2022.")
    folder.synbib("import", "README.md")
    folder.commit("Name the second author")
    assert "CONFLICT (content): Merge conflict in README.md" in folder.git("merge", "other", code=1)
    assert "README.md" in folder.synbib("sync", "README.md", code=2)
    # What is in conflict in the README is made again from the store.
    folder.git("checkout", "--ours", "README.md")
    folder.synbib("sync", "--force", "README.md")


def a_group_is_renamed(folder: Folder) -> None:
    for name in ("README.md", "refs.bib"):
        folder.write(name, folder.read(name).replace("Keeping them", "Keeping lists alive"))
    folder.edit("README.md", "- [Data sets]", "- [Data sets]")
    folder.synbib("sync", "README.md")


def the_table_gets_a_column(folder: Folder) -> None:
    folder.edit("synbib.toml", "| Name | Paper |", "| Name | Year | Paper |")
    folder.edit("synbib.toml", "|------|-------|", "|------|------|-------|")
    folder.edit("synbib.toml", "| {name-note} |", "| {name-note} | {year} |")
    folder.synbib("sync", "README.md")


def the_maintainer_gives_the_blocks_up(folder: Folder) -> None:
    folder.synbib("sync", "--unblock", "README.md")


DAY: tuple[Callable[[Folder], None], ...] = (
    the_maintainer_sets_the_folder_up,
    the_maintainer_converts_the_list,
    a_bullet_is_added_at_the_end,
    a_bullet_is_added_in_the_middle,
    a_title_is_corrected,
    an_author_is_corrected,
    the_code_is_published,
    a_preprint_is_published,
    a_bullet_is_deleted,
    a_row_is_added_to_the_table,
    a_bullet_moves_to_another_group,
    a_section_of_its_own_is_added,
    an_entry_is_added_to_the_store,
    two_contributions_conflict,
    a_group_is_renamed,
    the_table_gets_a_column,
    the_maintainer_gives_the_blocks_up,
)


def test_each_step_changes_what_its_snapshot_says(
    tmp_path: Path, matches_snapshot: Callable[[str, str], None]
) -> None:
    folder = Folder(tmp_path)
    folder.write("README.md", README)
    folder.commit("Begin a list of papers")
    for number, step in enumerate(DAY, 1):
        name = step.__name__.replace("_", "-")
        step(folder)
        matches_snapshot(f"a-day-of-a-list/{number:02}-{name}.diff", folder.commit(name))
        if "synbib:start" in folder.read("README.md"):
            assert folder.synbib("sync", "--check", "README.md") == ""
            # What was read is not read again.
            folder.synbib("import", "README.md")
            assert folder.git("status", "--short") == ""
