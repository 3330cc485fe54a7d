"""The runner of the CSL test suite, on fixtures of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from csl_suite import main

FIXTURE = """\
>>===== MODE =====>>
citation
<<===== MODE =====<<

>>===== RESULT =====>>
{result}
<<===== RESULT =====<<

>>===== CSL =====>>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <citation><layout><text variable="title"/></layout></citation>
</style>
<<===== CSL =====<<

>>===== INPUT =====>>
[{{"id": "a", "type": "book", "title": "A"}}]
<<===== INPUT =====<<
"""


@pytest.mark.parametrize(
    ("results", "words", "status", "said"),
    [
        (("A", "A"), (), 0, "2 passed, 0 failed"),
        (("A", "B"), (), 1, "1 passed, 1 failed"),
        (("A", "B"), ("--at-least", "1"), 0, "1 passed, 1 failed"),
        (("A", "B"), ("--at-least", "2"), 1, "1 passed, 1 failed"),
        (("A", "B"), ("--only", "1"), 0, "1 passed, 0 failed"),
        (("A", "B"), ("--only", "1", "--interpret"), 0, "1 passed, 0 failed"),
        ((), ("--at-least", "0"), 1, "0 passed, 0 failed"),
    ],
)
def test_it_counts_what_passes(
    results: tuple[str, ...],
    words: tuple[str, ...],
    status: int,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for number, result in enumerate(results, 1):
        path = tmp_path / f"own_{number}.txt"
        path.write_text(FIXTURE.format(result=result), encoding="utf-8")
    assert main([str(tmp_path), *words]) == status
    assert capsys.readouterr().out.splitlines()[-1] == said


def test_cites_that_a_fixture_does_not_give_are_in_the_order_of_the_bibliography(
    tmp_path: Path,
) -> None:
    layout = '<layout delimiter=" "><text variable="title"/></layout>'
    sorted_by_title = (
        f'<bibliography><sort><key variable="title"/></sort>{layout}</bibliography></style>'
    )
    fixture = (
        FIXTURE.format(result="A B")
        .replace('<layout><text variable="title"/></layout>', layout)
        .replace("</style>", sorted_by_title)
        .replace("[{", '[{"id": "b", "type": "book", "title": "B"}, {')
    )
    (tmp_path / "own_1.txt").write_text(fixture, encoding="utf-8")
    assert main([str(tmp_path)]) == 0
