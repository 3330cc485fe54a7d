"""Citations put into a document: what stands around them."""

import pytest

from synbib.csl import Written
from synbib.documents import find_clusters
from synbib.documents.placing import Placing, edited, place


def placed(text: str, written: Written, *, in_notes: bool) -> str:
    placing = Placing(in_notes, lambda number, note: (f"[^{number}]", note), in_notes, False)
    edits, _ = place(text, find_clusters(text), [written], placing)
    return edited(text, edits)


@pytest.mark.parametrize(
    "authors",
    ["Roe et al.", "[Roe et al.](#ref-roe)", "*Roe et al.*", '<a href="#r">Roe et al.</a>'],
)
def test_authors_that_end_with_a_full_stop_need_no_other(authors: str) -> None:
    assert placed("By @roe2020.", Written("Note.", authors), in_notes=True) == f"By {authors}[^1]"
    assert placed("By @roe2020.", Written("", authors), in_notes=False) == f"By {authors}"
    assert placed("By @roe2020, who", Written("", authors), in_notes=False) == f"By {authors}, who"
