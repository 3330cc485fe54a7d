"""What a user gets: the sdist, the wheel built from it, and synbib out of it, installed clean."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command outside the repository's own environment, and return what it printed."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A package index that pip can reach: building and a clean install need one."""
    command = "-m pip download --quiet --no-deps --no-cache-dir --retries 1 --timeout 20 hatchling"
    result = subprocess.run(
        [sys.executable, *command.split()],
        cwd=tmp_path_factory.mktemp("index"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode:
        message = f"pip reaches no package index: {result.stderr.strip().splitlines()[-1:]}"
        required = os.environ.get("SYNBIB_REQUIRE_INDEX", "0") not in {"", "0"}
        (pytest.fail if required else pytest.skip)(message)


@pytest.fixture(scope="module")
def dist(index: None, repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, repo, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment that holds our wheel and only what that asks for."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    [wheel] = dist.glob("*.whl")
    run(
        programs / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        wheel,
        cwd=folder,
    )
    return programs


def test_the_sdist_holds_what_the_wheel_and_the_tests_need(dist: Path) -> None:
    [sdist] = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "refs.bib",
        "src/synbib/__init__.py",
        "man/synbib.1",
        "styles/acl.csl",
        "tests/conftest.py",
    }
    assert not [name for name in names if name.startswith((".venv", "build", ".git/"))]


def test_the_wheel_holds_the_package_its_styles_and_nothing_else(dist: Path, repo: Path) -> None:
    [wheel] = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {
        path.relative_to(repo / "src").as_posix()
        for path in (repo / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    styles = {f"synbib/styles/{path.name}" for path in (repo / "styles").iterdir()}
    [manual] = [name for name in names if ".data/" in name]
    assert manual.endswith(".data/data/share/man/man1/synbib.1")
    assert {name for name in names if ".dist-info/" not in name} - {manual} == sources | styles
    assert any(name.endswith("/licenses/LICENSE") for name in names)


@pytest.mark.parametrize("style", ["syndata", "acl", "apa"])
def test_a_clean_install_renders_our_store_from_another_folder(
    installed: Path, refs_bib: Path, tmp_path: Path, style: str
) -> None:
    output = run(installed / "synbib", "render", refs_bib, "--style", style, cwd=tmp_path)
    assert "Large language models for data annotation" in output
    assert "2402.13446" in output
    assert not list(tmp_path.iterdir()), "rendering leaves nothing after"


def test_a_clean_install_lists_our_store(installed: Path, refs_bib: Path, tmp_path: Path) -> None:
    output = run(installed / "synbib", "list", refs_bib, cwd=tmp_path)
    assert "[Paper](https://arxiv.org/abs/2402.13446)" in output


@pytest.mark.skipif(os.name == "nt", reason="Windows has no man")
def test_a_clean_install_has_its_page_for_man(installed: Path) -> None:
    page = installed.parent / "share" / "man" / "man1" / "synbib.1"
    assert page.read_text("utf-8").startswith('.\\" Made by')


def test_a_clean_install_has_no_needs_that_it_does_not_declare(
    installed: Path, tmp_path: Path
) -> None:
    # What other programs call, and what few need, has these in its extra.
    code = (
        "import importlib, pkgutil, synbib\n"
        "left_out = tuple('synbib.' + n for n in ('__main__', 'browser', 'bulk.', 'lsp', 'mkdocs.', 'spark.', 'sphinx.'))\n"
        "for m in pkgutil.walk_packages(synbib.__path__, 'synbib.'):\n"
        "    m.name.startswith(left_out) or importlib.import_module(m.name)\n"
        "print(synbib.__file__)"
    )
    where = run(installed / "python", "-I", "-c", code, cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent)
