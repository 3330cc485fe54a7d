"""What a title says became of a work."""

import pytest

from synbib.formats.status import told_by_title


@pytest.mark.parametrize(
    ("written", "title", "status"),
    [
        ("RETRACTED: On Sleep", "On Sleep", "retracted"),
        ("Retracted Article: On Sleep", "On Sleep", "retracted"),
        ("[Retracted]: On Sleep", "On Sleep", "retracted"),
        ("WITHDRAWN: On Sleep", "On Sleep", "withdrawn"),
        ("[RETRACTED] On Sleep", "On Sleep", "retracted"),
        ("(Withdrawn) On Sleep", "On Sleep", "withdrawn"),
        ("[RETRACTED: On Sleep].", "[On Sleep].", "retracted"),
        ("On Sleep (Retracted)", "On Sleep", "retracted"),
        ("On Sleep (Retracted article. See vol. 5, pg. 10, 2010).", "On Sleep", "retracted"),
        ("On Sleep [Withdrawn]", "On Sleep", "withdrawn"),
        ("On memories (removed by drugs)", "On memories (removed by drugs)", ""),
        ("Retracted papers in psychology", "Retracted papers in psychology", ""),
        ("Withdrawn behaviour: a study", "Withdrawn behaviour: a study", ""),
    ],
)
def test_only_the_publishers_word_beside_a_title_is_cut_off(
    written: str, title: str, status: str
) -> None:
    assert told_by_title(written) == (title, status)
