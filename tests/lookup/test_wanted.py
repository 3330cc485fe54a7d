"""What somebody types, and what is asked for by it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.errors import SynbibError
from synbib.lookup import Question
from synbib.lookup.wanted import question_of

TYPED = {
    # arXiv
    "2402.13446": ("arxiv", "2402.13446"),
    "2402.13446v2": ("arxiv", "2402.13446v2"),
    "arXiv:2402.13446": ("arxiv", "2402.13446"),
    "arXiv:2402.13446v1 [cs.CL]": ("arxiv", "2402.13446v1"),
    "hep-th/9901001": ("arxiv", "hep-th/9901001"),
    "math.GT/0309136v2": ("arxiv", "math/0309136v2"),
    "https://arxiv.org/abs/2402.13446v3": ("arxiv", "2402.13446v3"),
    "https://arxiv.org/pdf/2402.13446.pdf": ("arxiv", "2402.13446"),
    "http://arxiv.org/abs/hep-th/9901001": ("arxiv", "hep-th/9901001"),
    "arxiv.org/abs/2402.13446": ("arxiv", "2402.13446"),
    "https://huggingface.co/papers/2402.13446": ("arxiv", "2402.13446"),
    "10.48550/arXiv.2402.13446": ("arxiv", "2402.13446"),
    # DOI
    "10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "doi:10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "DOI 10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "https://doi.org/10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "http://dx.doi.org/10.1016/S0370-2693(99)00079-5": ("doi", "10.1016/S0370-2693(99)00079-5"),
    "<https://doi.org/10.1038/nature14539>": ("doi", "10.1038/nature14539"),
    "https://dl.acm.org/doi/10.1145/3292500.3330701": ("doi", "10.1145/3292500.3330701"),
    # the ACL Anthology, OpenReview, dblp
    "https://aclanthology.org/P19-1001/": ("anthology", "P19-1001"),
    "2024.emnlp-main.54": ("anthology", "2024.emnlp-main.54"),
    "https://openreview.net/forum?id=rJl-b3RcF7": ("openreview", "rJl-b3RcF7"),
    "https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html": ("dblp", "conf/nips/VaswaniSPUJGKP17"),
    "https://dblp.uni-trier.de/rec/bibtex/books/daglib/0004582": ("dblp", "books/daglib/0004582"),
    "https://dblp.org/rec/bib/journals/corr/abs-1706-03762": ("dblp", "journals/corr/abs-1706-03762"),
    "conf/nips/VaswaniSPUJGKP17": ("dblp", "conf/nips/VaswaniSPUJGKP17"),
    "DBLP:conf/nips/VaswaniSPUJGKP17": ("dblp", "conf/nips/VaswaniSPUJGKP17"),
    # medicine
    "PMID: 31452104": ("pmid", "31452104"),
    "https://pubmed.ncbi.nlm.nih.gov/31452104/": ("pmid", "31452104"),
    "PMC6721535": ("pmc", "PMC6721535"),
    "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6721535/": ("pmc", "PMC6721535"),
    # books
    "978-0-262-03561-3": ("isbn", "9780262035613"),
    "ISBN 0-306-40615-2": ("isbn", "0306406152"),
    "080442957x": ("isbn", "080442957X"),
    "https://books.google.com/books?id=omivDQAAQBAJ": ("googlebooks", "omivDQAAQBAJ"),
    # indexes
    "https://www.semanticscholar.org/paper/Attention-Is-All/204e3073870fae3d05bcbc2f6a8e263d9b72e776": (
        "s2",
        "204e3073870fae3d05bcbc2f6a8e263d9b72e776",
    ),
    "https://api.semanticscholar.org/CorpusID:13756489": ("s2", "CorpusId:13756489"),
    "https://openalex.org/W2741809807": ("openalex", "W2741809807"),
    "https://inspirehep.net/literature/1234": ("inspire", "1234"),
    "https://zenodo.org/records/3871094": ("zenodo", "3871094"),
    "https://hal.science/hal-01234567v2": ("hal", "hal-01234567"),
    "https://ui.adsabs.harvard.edu/abs/2020ApJ...900....1A/abstract": ("ads", "2020ApJ...900....1A"),
    # repositories
    "https://github.com/huggingface/transformers": ("github", "huggingface/transformers"),
    "https://github.com/huggingface/transformers.git": ("github", "huggingface/transformers"),
    "github.com/a/b/tree/main/docs": ("github", "a/b"),
    "https://huggingface.co/google-bert/bert-base-uncased": ("huggingface", "google-bert/bert-base-uncased"),
    "https://huggingface.co/datasets/rajpurkar/squad": ("huggingface", "datasets/rajpurkar/squad"),
}  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_an_identifier_is_found_in_each_of_its_forms(typed: str) -> None:
    assert question_of(typed) == Question(*TYPED[typed])


@pytest.mark.parametrize(
    "title",
    [
        "Attention is all you need",
        "1984",
        "Catch-22",
        "2001: A Space Odyssey",
        "What is 10.5?",
        "Self-training and/or co-training",
        "9999.99999",
        "2402.13446 reconsidered",
    ],
)
def test_what_is_no_identifier_is_a_title(title: str) -> None:
    assert question_of(f"  {title} ") == Question(title=title)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("10.:/-v@? aXdoiwgthub978")) | st.text())
def test_whatever_is_typed_is_an_identifier_a_title_or_an_error(text: str) -> None:
    try:
        question = question_of(text)
    except SynbibError:
        return
    assert bool(question.identifier) == bool(question.scheme)
    assert bool(question.identifier) != bool(question.title)


@pytest.mark.parametrize("text", ["a." * 100_000, "1-" * 100_000, "https://" * 20_000])
def test_what_is_longer_than_any_title_is_an_error_at_once(text: str) -> None:
    with pytest.raises(SynbibError, match="more than LONGEST_ASKED, 2,000"):
        question_of(text)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (" ", "nothing is asked for; name a DOI, an arXiv number or a title"),
        (
            "https://example.org/a/page",
            "'https://example.org/a/page' names no work; give its DOI, its arXiv number or its title",
        ),
        (
            "978-0-262-03561-4",
            "'978-0-262-03561-4' is no ISBN: its last digit does not fit; correct it",
        ),
    ],
)
def test_what_names_no_work_is_an_error(typed: str, message: str) -> None:
    with pytest.raises(SynbibError) as raised:
        question_of(typed)
    assert raised.value.message == message
