import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from synbib.bulk import storage
from synbib.bulk.convert import Convert
from synbib.bulk.executors import Processes
from synbib.bulk.jobs import Job, results, run
from synbib.bulk.manifest import Manifest
from synbib.bulk.recording import BuildIndex
from synbib.bulk.referencing import Format
from synbib.choices import OutputKind
from synbib.errors import FileError, SynbibError

Works = Callable[..., str]
Held = Callable[[Path], dict[str, bytes]]

# Of so many bytes a part, a hundred works are three.
PART = 5_000


def job(inputs: str | list[str], out: Path, to: OutputKind = "jsonl", **changes: Any) -> Job:
    given = [inputs] if isinstance(inputs, str) else inputs
    return Job(Convert(), given, str(out), to, **{"part_bytes": PART, **changes})


def ids(out: Path) -> list[str]:
    lines = "".join(Path(each).read_text() for each in results(str(out))).splitlines()
    return [json.loads(line)["id"] for line in lines]


# --- what is made -------------------------------------------------------------------------------------------


def test_a_job_writes_a_file_for_each_part_in_the_order_of_the_input(
    tmp_path: Path, works: Works, held: Held
) -> None:
    summary = run(job(works(100), tmp_path / "out"))
    assert (summary.parts, summary.kept, summary.rows, summary.rejected) == (3, 0, 100, 0)
    assert list(held(tmp_path / "out")) == [
        "manifest.jsonl",
        "part-000000.jsonl",
        "part-000001.jsonl",
        "part-000002.jsonl",
    ]
    assert ids(tmp_path / "out") == [f"w{i}" for i in range(100)]
    first = (tmp_path / "out" / "part-000000.jsonl").read_text().splitlines()[0]
    assert first == (
        '{"id":"w0","type":"book","author":[{"family":"Roe","given":"R."}],'
        '"issued":{"date-parts":[[1900]]},"title":"On the 0th work"}'
    )


def test_several_processes_write_the_same_bytes_as_one(
    tmp_path: Path, works: Works, held: Held
) -> None:
    name = works(1000, broken=7)
    run(job(name, tmp_path / "one", "parquet"))
    run(job(name, tmp_path / "two", "parquet"), executor=Processes(2))
    assert held(tmp_path / "one") == held(tmp_path / "two")


@pytest.mark.parametrize(
    ("to", "read"),
    [
        ("parquet", lambda path: pq.read_table(path).column("id").to_pylist()),
        ("jsonl", lambda path: [json.loads(each)["id"] for each in path.read_text().splitlines()]),
        (
            "jsonl.gz",
            lambda path: [
                json.loads(each)["id"] for each in gzip.decompress(path.read_bytes()).splitlines()
            ],
        ),
        ("bib", lambda path: re.findall(r"^@book{(\w+),$", path.read_text(), re.MULTILINE)),
    ],
)
def test_parts_are_of_the_kind_that_is_asked_for(
    tmp_path: Path, works: Works, to: OutputKind, read: Callable[[Path], list[str]]
) -> None:
    run(job(works(50), tmp_path / "out", to))
    found = [key for each in results(str(tmp_path / "out")) for key in read(Path(each))]
    assert found == [f"w{i}" for i in range(50)]


def test_packed_parts_hold_no_time_so_that_they_are_the_same_whenever_they_are_made(
    tmp_path: Path, works: Works
) -> None:
    run(job(works(5), tmp_path / "out", "jsonl.gz"))
    assert (tmp_path / "out" / "part-000000.jsonl.gz").read_bytes()[4:8] == bytes(4)


def test_a_work_is_written_as_an_entry(tmp_path: Path, works: Works) -> None:
    run(job(works(2), tmp_path / "out", "bib"))
    assert (tmp_path / "out" / "part-000000.bib").read_text() == (
        "@book{w0,\n"
        "  author = {Roe, R.},\n  title = {On the 0th work},\n  year = {1900},\n}\n"
        "\n"
        "@book{w1,\n"
        "  author = {Roe, R.},\n  title = {On the 1th work},\n  year = {1901},\n}\n"
    )


def test_what_is_broken_is_put_aside_and_the_rest_is_done(tmp_path: Path, works: Works) -> None:
    name = works(100, broken=2)
    summary = run(job(name, tmp_path / "out"))
    assert (summary.rows, summary.rejected) == (100, 2)
    lines = (tmp_path / "out" / "rejected.jsonl").read_text().splitlines()
    aside = [json.loads(each) for each in lines]
    assert [(each["input"], each["line"], each["record"]) for each in aside] == [
        (name, 1, '{"id": "broken'),
        (name, 51, '{"id": "broken'),
    ]


def test_an_empty_input_makes_a_job_of_no_parts(tmp_path: Path, works: Works) -> None:
    assert run(job(works(0), tmp_path / "out")).parts == 0
    assert results(str(tmp_path / "out")) == []


# --- going on -----------------------------------------------------------------------------------------------


def test_a_job_that_is_done_is_left_as_it_is(tmp_path: Path, works: Works, held: Held) -> None:
    asked = job(works(100, broken=2), tmp_path / "out")
    run(asked)
    before = held(tmp_path / "out")
    summary = run(asked)
    assert (summary.kept, summary.rows, summary.rejected) == (3, 100, 2)
    assert held(tmp_path / "out") == before


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"torn")])
def test_a_part_whose_file_is_gone_or_cut_off_is_done_again(
    tmp_path: Path, works: Works, held: Held, spoil: Callable[[Path], object]
) -> None:
    asked = job(works(100, broken=2), tmp_path / "out")
    run(asked)
    before = held(tmp_path / "out")
    spoil(tmp_path / "out" / "part-000001.jsonl")
    assert run(asked).kept == 2
    assert held(tmp_path / "out") == before


def test_a_side_file_that_is_gone_is_made_again(tmp_path: Path, works: Works, held: Held) -> None:
    asked = job(works(100, broken=2), tmp_path / "out")
    run(asked)
    before = held(tmp_path / "out")
    (tmp_path / "out" / "rejected.jsonl").unlink()
    run(asked)
    assert held(tmp_path / "out") == before


def test_damage_that_leaves_the_size_is_found_by_the_checksum_if_that_is_asked_for(
    tmp_path: Path, works: Works, held: Held
) -> None:
    asked = job(works(100), tmp_path / "out")
    run(asked)
    before = held(tmp_path / "out")
    part = tmp_path / "out" / "part-000002.jsonl"
    part.write_bytes(part.read_bytes().replace(b"work", b"w0rk"))
    assert run(asked).kept == 3
    assert run(asked, verify=True).kept == 2
    assert held(tmp_path / "out") == before


def test_a_line_of_the_manifest_that_is_torn_or_not_understood_counts_as_none(
    tmp_path: Path, works: Works, held: Held
) -> None:
    asked = job(works(100), tmp_path / "out")
    run(asked)
    before = held(tmp_path / "out")
    manifest = tmp_path / "out" / "manifest.jsonl"
    lines = manifest.read_bytes().splitlines(keepends=True)
    later = lines[3].replace(b'{"stage"', b'{"colour":1,"stage"')
    manifest.write_bytes(b"".join([*lines[:3], later]) + lines[3][:20])
    assert run(asked).kept == 2
    assert held(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to": "parquet"}, "begun with --to jsonl, and is now asked for with parquet"),
        ({"part_bytes": 99}, "begun with --part-size 5000, and is now asked for with 99"),
        ({"document": "a"}, "begun with --document None, and is now asked for with a"),
    ],
)
def test_a_job_is_not_gone_on_with_as_another(
    tmp_path: Path, works: Works, held: Held, changes: dict[str, Any], said: str
) -> None:
    name = works(100)
    run(job(name, tmp_path / "out"))
    before = held(tmp_path / "out")
    with pytest.raises(SynbibError) as caught:
        run(job(name, tmp_path / "out", **changes))
    assert str(caught.value) == (
        f"{tmp_path / 'out'}: a job is there, {said}; go on with it as it was begun, name another folder with -o, "
        "or begin anew with --fresh"
    )
    assert held(tmp_path / "out") == before


def test_a_job_is_not_gone_on_with_on_other_inputs(tmp_path: Path, works: Works) -> None:
    one, two = works(10), works(10, "two.jsonl")
    run(job([one, two], tmp_path / "out"))
    with pytest.raises(SynbibError, match=r"begun with the input .*two\.jsonl, too;"):
        run(job([one], tmp_path / "out"))
    with pytest.raises(SynbibError, match="begun with the inputs in another order"):
        run(job([two, one], tmp_path / "out"))
    with pytest.raises(SynbibError, match=r"begun without the input .*3\.jsonl;"):
        run(job([one, two, works(1, "3.jsonl")], tmp_path / "out"))
    works(11)
    with pytest.raises(SynbibError, match=r"begun before the input .*works\.jsonl was changed"):
        run(job([one, two], tmp_path / "out"))


def test_a_job_that_had_only_begun_does_not_stand_in_the_way_of_another(
    tmp_path: Path, works: Works, held: Held
) -> None:
    name, out = works(100), tmp_path / "out"

    class Ended:
        def map(self, _function: Any, _parts: Any, /) -> Any:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(job(name, out), executor=Ended())
    assert run(job(name, out, "parquet")).rows == 100
    assert "part-000000.parquet" in held(out)


def test_a_job_that_could_not_begin_leaves_no_folder_that_is_taken_for_something_else(
    tmp_path: Path, works: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = job(works(100), tmp_path / "out")

    def full(_manifest: Manifest) -> None:
        raise FileError("manifest.jsonl: cannot be written: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "begin", full)
        with pytest.raises(FileError, match="No space left"):
            run(asked)
    assert run(asked).rows == 100


def test_how_packed_inputs_are_cut_matters_only_where_there_are_some(
    tmp_path: Path, works: Works
) -> None:
    plain, packed = works(100), tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(Path(plain).read_bytes()))
    run(job(plain, tmp_path / "plain"))
    assert run(job(plain, tmp_path / "plain", cut_packed=False)).kept == 3
    run(job(str(packed), tmp_path / "packed"))
    with pytest.raises(
        SynbibError,
        match="begun on this machine, where packed inputs are cut otherwise than on Spark;",
    ):
        run(job(str(packed), tmp_path / "packed", cut_packed=False))


def test_an_input_that_is_changed_while_it_is_read_is_told(tmp_path: Path, works: Works) -> None:
    name, out = works(100), tmp_path / "out"

    def change(_stage: str, share: float, _rows: int) -> None:
        if share < 0.4:
            with Path(name).open("a") as file:
                file.write("more")

    with pytest.raises(SynbibError) as caught:
        run(job(name, out), progress=change)
    assert str(caught.value) == (
        f"{name}: it was changed while it was read; begin anew with --fresh when it is whole"
    )
    assert run(job(works(100), out), fresh=True).rows == 100


def test_it_is_begun_anew_if_that_is_asked_for(tmp_path: Path, works: Works, held: Held) -> None:
    run(job(works(100, broken=1), tmp_path / "out"))
    again = job(works(20), tmp_path / "out", "parquet")
    assert run(again, fresh=True).kept == 0
    assert list(held(tmp_path / "out")) == ["manifest.jsonl", "part-000000.parquet"]


# --- refused ------------------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_else_is_never_written_into(
    tmp_path: Path, works: Works, held: Held
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_text("mine")
    for fresh in (False, True):
        with pytest.raises(SynbibError, match="something else than a job is there"):
            run(job(works(10), tmp_path / "out"), fresh=fresh)
    assert held(tmp_path / "out") == {"thesis.tex": b"mine"}


def test_a_file_of_the_name_of_a_manifest_makes_a_folder_no_jobs(
    tmp_path: Path, works: Works
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.jsonl").write_text('{"name": "an app"}\n')
    with pytest.raises(SynbibError, match="not the manifest of a job"):
        run(job(works(10), tmp_path / "out"), fresh=True)


def test_the_output_is_not_in_the_input_nor_the_input_in_the_output(
    tmp_path: Path, works: Works
) -> None:
    works(10)
    for name, out in [(tmp_path, tmp_path / "out"), (tmp_path / "out" / "a", tmp_path / "out")]:
        with pytest.raises(SynbibError, match="are in one another"):
            run(job(str(name), out))


@pytest.mark.parametrize("pattern", ["*", "o?t/*.jsonl", "[n-p]ut"])
def test_nor_does_a_pattern_for_the_input_fit_what_will_be_in_the_output(
    tmp_path: Path, works: Works, pattern: str
) -> None:
    works(10)
    with pytest.raises(SynbibError, match="are in one another"):
        run(job(str(tmp_path / pattern), tmp_path / "out"))
    assert run(job(str(tmp_path / "*.jsonl"), tmp_path / "out")).rows == 10


def test_references_are_not_written_as_bibtex(tmp_path: Path, works: Works) -> None:
    asked = Job(Format("apa"), [works(1)], str(tmp_path / "out"), "bib")
    with pytest.raises(SynbibError, match="BibTeX holds works"):
        run(asked)


def test_two_runs_of_one_job_at_once_are_one_too_many(tmp_path: Path, works: Works) -> None:
    asked = job(works(100), tmp_path / "out")

    def again(_stage: str, _share: float, _rows: int) -> None:
        with pytest.raises(SynbibError, match="another synbib is at work on this job"):
            run(asked)

    assert run(asked, progress=again).rows == 100


def test_a_job_that_is_not_done_has_no_results(tmp_path: Path) -> None:
    with pytest.raises(SynbibError, match="no finished job is there"):
        results(str(tmp_path))


# --- progress -----------------------------------------------------------------------------------------------


def test_it_tells_how_far_it_is(tmp_path: Path, works: Works) -> None:
    told: list[tuple[str, int, int]] = []
    run(
        job(works(100), tmp_path / "out"),
        progress=lambda stage, share, rows: told.append((stage, round(100 * share), rows)),
    )
    assert told == [("part", 35, 35), ("part", 71, 71), ("part", 100, 100)]


# --- in two stages ------------------------------------------------------------------------------------------


def index(name: str, out: Path) -> Job:
    return Job(BuildIndex(4), [name], str(out), part_bytes=PART)


def test_rows_that_have_to_come_together_do_so_by_bucket_and_are_gone_at_the_end(
    tmp_path: Path, works: Works, held: Held
) -> None:
    name = works(100, broken=2)
    told: list[tuple[str, int]] = []
    summary = run(
        index(name, tmp_path / "out"),
        progress=lambda stage, share, _: told.append((stage, round(100 * share))),
    )
    assert (summary.parts, summary.rows, summary.rejected) == (4, 100, 2)
    assert list(held(tmp_path / "out")) == [
        "manifest.json",
        "manifest.jsonl",
        "part-000000.sqlite",
        "part-000001.sqlite",
        "part-000002.sqlite",
        "part-000003.sqlite",
        "rejected.jsonl",
    ]
    assert told == [
        *[("rows", 35), ("rows", 70), ("rows", 100)],
        *[("part", 25), ("part", 50), ("part", 75), ("part", 100)],
    ]
    run(index(name, tmp_path / "two"), executor=Processes(2))
    assert held(tmp_path / "two") == held(tmp_path / "out")


@pytest.mark.parametrize("stage", ["rows", "part"])
def test_a_job_that_was_ended_in_either_stage_goes_on_there(
    tmp_path: Path, works: Works, held: Held, stage: str
) -> None:
    name = works(100, broken=2)
    run(index(name, tmp_path / "undisturbed"))

    def end(now: str, share: float, _rows: int) -> None:
        if now == stage and share > 0.4:
            raise KeyboardInterrupt

    asked = index(name, tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run(asked, progress=end)
    told: list[str] = []
    summary = run(asked, progress=lambda now, _share, _rows: told.append(now))
    assert (summary.kept, told) == {
        "rows": (0, ["rows", "part", "part", "part", "part"]),
        "part": (2, ["part", "part"]),
    }[stage]
    assert held(tmp_path / "out") == held(tmp_path / "undisturbed")


def test_a_file_of_the_second_stage_that_is_gone_is_made_again_from_the_first(
    tmp_path: Path, works: Works, held: Held
) -> None:
    asked = index(works(100, broken=2), tmp_path / "out")
    run(asked)
    before = held(tmp_path / "out")
    (tmp_path / "out" / "part-000002.sqlite").unlink()
    summary = run(asked)
    assert (summary.kept, summary.rows, summary.rejected) == (3, 100, 2)
    assert held(tmp_path / "out") == before


# --- elsewhere ----------------------------------------------------------------------------------------------


def test_a_job_writes_to_what_fsspec_reaches(tmp_path: Path, works: Works, held: Held) -> None:
    name = works(100, broken=2)
    out = "memory://jobs/out"
    run(job(name, tmp_path / "out"))
    asked = Job(Convert(), [name], out, "jsonl", PART)
    assert run(asked).rows == 100
    there = {each: read(storage.joined(out, each)) for each in storage.names(out)}
    assert there == held(tmp_path / "out")
    storage.remove(storage.joined(out, "part-000001.jsonl"))
    assert run(asked).kept == 2
    assert there == {each: read(storage.joined(out, each)) for each in storage.names(out)}


def read(url: str) -> bytes:
    with storage.open_read(url) as file:
        return file.read()
