"""Lists of proteins, causal inference and computer security: what they write is read by its form."""

import pytest

from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import read_list


def read(entry: str) -> tuple[Mention, ...]:
    found = read_list(f"# Papers\n\n{entry}\n")
    assert [unread for unread in found.unread if unread.code != "no-paper"] == []
    return found.mentions


# --- links -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doi", ["10.1038/x1", "10.1093/nar/x1", "10.1093%2Fnar%2Fx1"])
def test_a_doi_is_what_a_link_is_called_and_no_title(doi: str) -> None:
    entry = f"**Some Method for Cells.**  \nAnn Lee, Bob Roe.  \n*Nature, May 2021.*  \n[[{doi}](https://doi.org/{doi})]"
    (paper,) = read(entry)
    assert (paper.title, paper.links) == (
        "Some Method for Cells",
        {"paper": f"https://doi.org/{doi}"},
    )


def test_a_pdf_by_any_name_is_the_paper_of_a_title_without_link() -> None:
    (paper,) = read("- **Some Method for Cells**. Ann Lee. *ICML 2021.* [[ML4X](https://e.org/12.pdf)]")
    assert paper.links == {"paper": "https://e.org/12.pdf"}
