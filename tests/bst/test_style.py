import os
from pathlib import Path

import pytest

from synbib.bst import BstStyle
from synbib.errors import StyleError
from synbib.limits import LONGEST_STYLE


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["own.bst", "own", "./own.bst", "./own"])
def test_a_style_of_the_folder_goes_before_that_of_tex(here: Path, name: str) -> None:
    (here / "own.bst").write_bytes("% é\n".encode())
    style = BstStyle.load(name)
    assert (Path(style.name), style.source) == (Path("own.bst"), "% Ã©\n")


def test_a_style_is_found_in_the_tree_of_tex(here: Path, tex: None) -> None:
    assert Path(BstStyle.load("plain").name).name == "plain.bst"
    assert BstStyle.load("plain") == BstStyle.load("plain.bst")


@pytest.mark.parametrize(
    "name", ["-version", "--help", "-var-value=TEXMF", "$HOME", "{plain,alpha}"]
)
def test_a_name_is_no_option_and_no_pattern(here: Path, tex: None, name: str) -> None:
    with pytest.raises(StyleError) as error:
        BstStyle.load(name)
    assert str(error.value) == (
        f"{name}.bst: no such style in this folder, nor in TeX's tree; "
        "give its path, or install the package with it"
    )


def test_without_tex_it_is_said_what_is_missing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StyleError) as error:
        BstStyle.load("plain")
    assert str(error.value) == (
        "plain.bst: no such file in this folder, and there is no TeX to look for it (kpsewhich is not installed); "
        "give the path of the style, or install TeX Live"
    )


def test_a_path_is_not_looked_for_elsewhere(here: Path) -> None:
    with pytest.raises(StyleError) as error:
        BstStyle.load("styles/plain")
    assert str(error.value) == (
        "styles/plain: no such style file; give its path, or the name of a style of TeX's"
    )


@pytest.mark.parametrize("name", ["", "a\nb", "a\0", "x" * 1001])
def test_what_is_no_name_is_not_looked_for(name: str) -> None:
    with pytest.raises(StyleError, match="names no style: a name has 1 to 1,000 characters"):
        BstStyle.load(name)


def test_a_name_that_the_system_takes_for_too_long_is_that_of_no_style(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StyleError, match="no such file in this folder"):
        BstStyle.load("x" * 900)


def test_a_style_has_an_end(here: Path) -> None:
    (here / "long.bst").write_bytes(b"%" * (LONGEST_STYLE + 1))
    with pytest.raises(StyleError) as error:
        BstStyle.load("long")
    assert str(error.value) == "long.bst: a style has at most 5,000,000 bytes; name another"


needs_pipes = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="this system has no pipes in folders"
)


@needs_pipes
@pytest.mark.parametrize("name", ["folder", "nothing", "device", "pipe"])
def test_what_is_no_file_is_not_read(here: Path, name: str) -> None:
    (here / "folder.bst").mkdir()
    (here / "nothing.bst").symlink_to("nowhere")
    (here / "device.bst").symlink_to("/dev/zero")
    os.mkfifo(here / "pipe.bst")
    with pytest.raises(StyleError) as error:
        BstStyle.load(name)
    assert str(error.value) == (
        f"{name}.bst: a folder, a link to nothing or a device; name the file of a style"
    )


@needs_pipes
def test_a_pipe_that_tex_finds_is_not_read(
    here: Path, tex: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("styles")
    os.mkfifo(elsewhere / "pipe.bst")
    monkeypatch.setenv("BSTINPUTS", str(elsewhere))
    with pytest.raises(StyleError, match=r"^pipe\.bst: no such style in this folder"):
        BstStyle.load("pipe")


def test_a_binary_file_is_not_shown(here: Path) -> None:
    (here / "picture.bst").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(StyleError) as error:
        BstStyle.load("picture.bst")
    assert str(error.value) == "picture.bst: not a style but a binary file; name another"
