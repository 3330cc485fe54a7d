"""In how many pieces works are brought together."""

import json
from pathlib import Path

import pytest

from synbib.bulk.plan import pieces


@pytest.mark.parametrize(("number", "made"), [(0, 4), (400, 4), (401, 5), (1000, 10)])
def test_the_pieces_are_so_many_that_none_has_too_many_works(
    tmp_path: Path, number: int, made: int
) -> None:
    works = tmp_path / "works.jsonl"
    works.write_text(
        "".join(f"{json.dumps({'id': f'{n:04}', 'type': 'book'})}\n" for n in range(number))
    )
    assert pieces([str(works)], least=4, works=100) == made


def test_a_file_that_cannot_be_read_is_left_to_the_job_to_tell_of(tmp_path: Path) -> None:
    (tmp_path / "works.jsonl.gz").write_bytes(b"\x1f\x8b, and no more")
    assert pieces([str(tmp_path)], least=4, works=100) == 4
