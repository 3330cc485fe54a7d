"""Works for jobs, and what they leave in a folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Works = Callable[..., str]


@pytest.fixture
def works(tmp_path: Path) -> Works:
    """Writes a file of works, an item a line, and returns its path."""

    def write(number: int, name: str = "works.jsonl", *, broken: int = 0) -> str:
        path = tmp_path / name
        lines = [
            json.dumps(
                {
                    "id": f"w{i}",
                    "type": "book",
                    "title": f"On the {i}th work",
                    "author": [{"family": "Roe", "given": "R."}],
                    "issued": {"date-parts": [[1900 + i % 120]]},
                }
            )
            for i in range(number)
        ]
        for i in range(broken):
            lines.insert(i * number // broken, '{"id": "broken')
        path.write_text("".join(f"{line}\n" for line in lines))
        return str(path)

    return write


def files_in(folder: Path) -> dict[str, bytes]:
    """What is in a folder, below it too: the names of files, and what they hold."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def held() -> Callable[[Path], dict[str, bytes]]:
    """`files_in`, for tests."""
    return files_in
