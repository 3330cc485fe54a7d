"""Which works the services have to have, so that one which they lack is blamed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest

from synbib.library import Entry, read_text
from synbib.lookup.online import Online
from synbib.verification.services import Services

SERVICES = Services(cast(Online, None))  # which works they have is told without asking
TITLE = "title = {Dreams of Deep Sheep}"


def entry(text: str) -> Entry:
    *_, found = read_text(text).values()
    return found


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        (f"@inproceedings{{k, {TITLE}, booktitle = {{CVPR}}, year = 2016}}", "CVPR"),
        (
            f"@article{{k, {TITLE}, journal = {{Proceedings of the VLDB Endowment}}, year = 2016}}",
            "PVLDB",
        ),
        (f"@inproceedings{{k, {TITLE}, booktitle = {{Findings of EMNLP}}, year = 2021}}", "EMNLP"),
        (
            f"@inproceedings{{k, {TITLE}, booktitle = {{ACL 2019 (Volume 2: Short Papers)}}, year = 2019}}",
            "ACL",
        ),
        pytest.param(
            f"@inproceedings{{k, {TITLE}, crossref = {{p}}}}\n"
            "@proceedings{p, title = {Proceedings of ICML}, booktitle = {Proceedings of ICML}, year = 2016}"
            f"\n@inproceedings{{l, {TITLE}, crossref = {{p}}}}",
            "ICML",
            id="what a parent tells",
        ),
    ],
)
def test_papers_of_known_venues_are_expected(text: str, venue: str) -> None:
    assert (
        SERVICES.expected(entry(text)) == f"dblp, Crossref and OpenAlex have the works of {venue}"
    )


@pytest.mark.parametrize(
    "fields",
    [
        "booktitle = {A Meeting that Nobody Knows}, year = 2016",
        "booktitle = {CVPR Workshops}, year = 2016",
        "booktitle = {Companion of WWW 2016}, year = 2016",
        "booktitle = {Proceedings of the 25th International Conference Companion on World Wide Web}, year = 2016",
        "booktitle = {ICAPS 2003 Doctoral Consortium}, year = 2003",
        "booktitle = {SIGMOD 2016, Tutorial}, year = 2016",
        "booktitle = {CVPR}, year = 1985",
        "booktitle = {CVPR}",
        f"booktitle = {{CVPR}}, year = {datetime.now(UTC).year}",
        "journal = {bioRxiv}, year = 2016",
    ],
)
def test_what_is_published_elsewhere_or_lately_is_not_expected(fields: str) -> None:
    assert SERVICES.expected(entry(f"@inproceedings{{k, {TITLE}, {fields}}}")) == ""


def test_what_has_no_title_of_its_own_is_not_expected() -> None:
    text = "@article{k, title = {Editorial}, journal = {Nature}, year = 2016}"
    assert SERVICES.expected(entry(text)) == ""
