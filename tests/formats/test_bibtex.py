"""BibTeX that services write becomes the same entries as any other record."""

import pytest

from synbib.formats.bibtex import works
from synbib.formats.data import FormatError


def entry(bibtex: str) -> dict[str, str]:
    """Return the only entry of what a service has written, as its type and its fields."""
    (work,) = works(bibtex)
    made = work.entry()
    return {"": made.type, **made.fields}


def test_names_titles_and_months_are_brought_into_our_form() -> None:
    # As ADS writes them.
    assert entry(
        r"""
        @ARTICLE{2013A&A...552A.143S,
               author = {{Gr{\"o}nroos}, S. and {van Heck}, B. and {Planck Collaboration}},
                title = "{The {\rm TeV} sky seen by HESS.}",
              journal = {Astronomy and Astrophysics},
             keywords = {gamma rays},
                 year = 2013,
                month = "4",
               volume = {552},
                  eid = {A143},
                pages = {A143},
                  doi = {10.1051/0004-6361/201321247},
        archivePrefix = {arXiv},
               eprint = {1302.6362},
         primaryClass = {astro-ph.HE},
               adsurl = {https://ui.adsabs.harvard.edu/abs/2013A&A...552A.143S},
              adsnote = {Provided by the SAO/NASA Astrophysics Data System}
        }
        """
    ) == {
        "": "article",
        "author": "Grönroos, S. and van Heck, B. and {Planck Collaboration}",
        "title": "The {TeV} sky seen by {HESS}",
        "journal": "Astronomy and Astrophysics",
        "volume": "552",
        "year": "2013",
        "month": "apr",
        "eid": "A143",
        "doi": "10.1051/0004-6361/201321247",
        "eprint": "1302.6362",
        "archiveprefix": "arXiv",
        "primaryclass": "astro-ph.HE",
    }


def test_mathematics_in_a_title_stays_mathematics() -> None:
    title = entry(r"@phdthesis{k, title = {{Boosted $H\rightarrow b\bar{b}$ tagging}}}")["title"]
    assert title == r"Boosted $H\rightarrow b\bar{b}$ tagging"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("@article{k, title={T}, eprint={2606.13780}, archivePrefix={arXiv}}", "misc"),
        ("@inproceedings{k, title={T}, eprint={2606.13780}, archivePrefix={arXiv}}", "misc"),
        ("@inproceedings{k, title={T}, journal={PHEP}, volume={2026}}", "article"),
        ("@inproceedings{k, title={T}, booktitle={B}}", "inproceedings"),
        ("@article{k, title={T}, journal={J}, eprint={2606.13780}}", "article"),
    ],
)
def test_the_type_fits_what_the_work_has_appeared_in(written: str, kind: str) -> None:
    assert entry(written)[""] == kind


def test_proceedings_in_a_journal_are_a_volume_of_that_series() -> None:
    made = entry(
        "@inproceedings{k, title={T}, booktitle={CHEP 2023}, journal={EPJ Web Conf.}, volume={295}, pages={06010}}"
    )
    assert made == {
        "": "inproceedings",
        "title": "T",
        "booktitle": "CHEP 2023",
        "series": "EPJ Web Conf.",
        "volume": "295",
        "eid": "06010",
    }


def test_the_length_of_a_report_is_no_page_in_it() -> None:
    made = entry("@techreport{k, title={T}, institution={INRIA}, pages={214}}")
    assert made == {"": "techreport", "title": "T", "institution": "INRIA", "pagetotal": "214"}


@pytest.mark.parametrize("answer", ["", "Not found", "@article{k, title = {open"])
def test_what_has_no_entry_is_refused(answer: str) -> None:
    with pytest.raises(FormatError):
        works(answer)
