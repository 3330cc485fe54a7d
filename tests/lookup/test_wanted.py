"""What somebody types, and what is asked for by it."""

from contextlib import suppress

import pytest
from growth import in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.errors import SynbibError
from synbib.lookup import Question, wanted
from synbib.lookup.wanted import fits, question_of

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
    "https://arxiv.org/pdf/2401.01234v2.pdf": ("arxiv", "2401.01234v2"),
    "https://arxiv.org/html/2401.01234v1": ("arxiv", "2401.01234v1"),
    "https://www.alphaxiv.org/overview/2401.01234": ("arxiv", "2401.01234"),
    "https://ar5iv.labs.arxiv.org/html/2401.01234": ("arxiv", "2401.01234"),
    "https://hf.co/papers/2401.01234": ("arxiv", "2401.01234"),
    "https://www.semanticscholar.org/arxiv/2401.01234": ("arxiv", "2401.01234"),
    "arXiv 2401.01234": ("arxiv", "2401.01234"),
    "arxiv.2401.01234v3": ("arxiv", "2401.01234v3"),
    "https://doi.org/10.48550/arXiv.2402.13446v2": ("arxiv", "2402.13446v2"),
    "10.48550/arXiv.2402.13446v2": ("arxiv", "2402.13446v2"),
    # what a text, Markdown or TeX has around it
    "2402.13446.": ("arxiv", "2402.13446"),
    "(10.1038/nature14539),": ("doi", "10.1038/nature14539"),
    "“10.1016/S0370-2693(99)00079-5”)": ("doi", "10.1016/S0370-2693(99)00079-5"),
    "'https://arxiv.org/abs/2402.13446'": ("arxiv", "2402.13446"),
    "[Tan et al.](https://arxiv.org/abs/2402.13446)": ("arxiv", "2402.13446"),
    r"\url{https://arxiv.org/abs/2402.13446}": ("arxiv", "2402.13446"),
    r"\href{https://doi.org/10.1038/nature14539}{Deep learning}": ("doi", "10.1038/nature14539"),
    r"\citep[see][p. 3]{10.1038/nature14539}": ("doi", "10.1038/nature14539"),
    "[@doi:10.1038/nature14539]": ("doi", "10.1038/nature14539"),
    # DOI
    "10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "doi:10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "DOI 10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "https://doi.org/10.1038/nature14539": ("doi", "10.1038/nature14539"),
    "http://dx.doi.org/10.1016/S0370-2693(99)00079-5": ("doi", "10.1016/S0370-2693(99)00079-5"),
    "<https://doi.org/10.1038/nature14539>": ("doi", "10.1038/nature14539"),
    "https://dl.acm.org/doi/10.1145/3292500.3330701": ("doi", "10.1145/3292500.3330701"),
    "https://dx.doi.org/10.1016%2FS0370-2693%2899%2900079-5": ("doi", "10.1016/S0370-2693(99)00079-5"),
    "https://doi-org.proxy.example.edu/10.1038/nature14539": ("doi", "10.1038/nature14539"),
    # publishers
    "https://dl.acm.org/doi/pdf/10.1145/3292500.3330701": ("doi", "10.1145/3292500.3330701"),
    "https://link.springer.com/chapter/10.1007/978-3-319-24574-4_28#Sec1": ("doi", "10.1007/978-3-319-24574-4_28"),
    "https://link.springer.com/content/pdf/10.1007/s11263-015-0816-y.pdf": ("doi", "10.1007/s11263-015-0816-y"),
    "https://onlinelibrary.wiley.com/doi/full/10.1002/adma.202000001": ("doi", "10.1002/adma.202000001"),
    "https://www.nature.com/articles/s41586-021-03819-2.pdf": ("doi", "10.1038/s41586-021-03819-2"),
    "https://www.science.org/doi/full/10.1126/science.aax1234": ("doi", "10.1126/science.aax1234"),
    "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102": ("doi", "10.1103/PhysRevLett.116.061102"),
    "https://www.pnas.org/doi/abs/10.1073/pnas.1611835114": ("doi", "10.1073/pnas.1611835114"),
    "https://www.tandfonline.com/doi/full/10.1080/01621459.2017.1285773": ("doi", "10.1080/01621459.2017.1285773"),
    "https://journals.sagepub.com/doi/10.1177/0956797611417632": ("doi", "10.1177/0956797611417632"),
    "https://www.frontiersin.org/articles/10.3389/fnins.2019.00001/full": ("doi", "10.3389/fnins.2019.00001"),
    "https://www.biorxiv.org/content/10.1101/2020.03.22.002386v2.full.pdf": ("doi", "10.1101/2020.03.22.002386"),
    "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0033693": ("doi", "10.1371/journal.pone.0033693"),
    "https://www.sciencedirect.com/science/article/abs/pii/S0031320319301234?via%3Dihub": ("pii", "S0031320319301234"),
    "https://www.cell.com/cell/fulltext/S0092-8674(20)30820-6": ("pii", "S0092867420308206"),
    # the ACL Anthology, OpenReview, dblp
    "https://aclanthology.org/2020.acl-main.1.pdf": ("anthology", "2020.acl-main.1"),
    "https://aclanthology.org/2020.acl-main.1.bib": ("anthology", "2020.acl-main.1"),
    "https://openreview.net/pdf?id=rJl-b3RcF7": ("openreview", "rJl-b3RcF7"),
    "https://openreview.net/attachment?id=rJl-b3RcF7&name=supplementary": ("openreview", "rJl-b3RcF7"),
    "https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.bib?param=1": ("dblp", "conf/nips/VaswaniSPUJGKP17"),
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
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC6721535/": ("pmc", "PMC6721535"),
    "https://europepmc.org/article/MED/31452104": ("pmid", "31452104"),
    "https://europepmc.org/article/PMC/PMC6721535": ("pmc", "PMC6721535"),
    # books
    "ISBN-13: 978-0-262-03561-3": ("isbn", "9780262035613"),
    "urn:isbn:9780262035613": ("isbn", "9780262035613"),
    "https://www.google.com/books/edition/Deep_Learning/omivDQAAQBAJ": ("googlebooks", "omivDQAAQBAJ"),
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
    "CorpusID:13756489": ("s2", "CorpusId:13756489"),
    "https://openalex.org/W2741809807": ("openalex", "W2741809807"),
    "https://inspirehep.net/literature/1234": ("inspire", "1234"),
    "https://zenodo.org/records/3871094": ("zenodo", "3871094"),
    "https://hal.science/hal-01234567v2": ("hal", "hal-01234567"),
    "https://ui.adsabs.harvard.edu/abs/2020ApJ...900....1A/abstract": ("ads", "2020ApJ...900....1A"),
    # repositories
    "https://github.com/huggingface/transformers": ("github", "huggingface/transformers"),
    "https://github.com/huggingface/transformers.git": ("github", "huggingface/transformers"),
    "https://github.com/huggingface/transformers/blob/main/README.md": ("github", "huggingface/transformers"),
    "git@github.com:huggingface/transformers.git": ("github", "huggingface/transformers"),
    "ssh://git@github.com/huggingface/transformers.git": ("github", "huggingface/transformers"),
    "git+https://github.com/huggingface/transformers": ("github", "huggingface/transformers"),
    "https://raw.githubusercontent.com/huggingface/transformers/main/README.md": ("github", "huggingface/transformers"),
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


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("“Attention is all you need”", "Attention is all you need"),
        ("{BERT}: Pre-training of {D}eep Transformers", "BERT: Pre-training of Deep Transformers"),
        (r"M\"obius \emph{inversion} of $L$-functions", "Möbius inversion of L-functions"),
        ("Cats &amp; Dogs", "Cats & Dogs"),
        ("深度学习", "深度学习"),
        ("«Война и мир»", "Война и мир"),
        ("Turn\u202e around\u200b", "Turn around"),
    ],
)
def test_a_title_is_asked_for_as_plain_text(typed: str, title: str) -> None:
    assert question_of(typed) == Question(title=title)


@pytest.mark.parametrize(
    ("asked", "found", "is_it"),
    [
        ("forking gardens", "The Gardens, Forking", True),
        ("Gardens of Forkng Proof", "Gardens of Forking Proofs", True),
        ("深度学习", "深度学习在医学图像分析中的应用综述", True),
        ("C++", "Effective Modern C++", True),
        ("Gardens of Forking Proofs", "A History of Gardens", False),
        ("Gardens", "", False),
    ],
)
def test_a_title_fits_that_has_the_words_or_nearly_the_letters(
    asked: str, found: str, is_it: bool
) -> None:
    assert fits(asked, found) is is_it


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        (
            "http://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf",
            Question(title="attention is all you need"),
        ),
        (
            "https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_Residual_Learning_CVPR_2016_paper.html",
            Question(title="Deep Residual Learning", family="He", year="2016"),
        ),
    ],
)
def test_an_address_with_a_title_in_it_is_a_question_for_that(
    typed: str, question: Question
) -> None:
    assert question_of(typed) == question


# Without the limit to what is asked for, which these are longer than.
@pytest.mark.parametrize(
    "piece",
    [
        "a.", "a/", "a-", "1-", "1 ", "10.1/", "(", "[a](", "[@", "\\cite{", "\\cite[", "{", "}", "$", "&#", "<i>", "://", "www.",
        "https://", "https://a.b/", "git@", "0000-", "dblp.org/rec/a", "google.com/books/edition/a/", "github.com/a",
        "openaccess.thecvf.com/a_", "arXiv: ", "isbn ",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "before", ["", "https://", "https://github.com/", "arXiv:", "\\citep[", "[a]("]
)
def test_reading_takes_time_in_proportion_to_the_text(
    piece: str, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wanted, "LONGEST_ASKED", 10**9)

    def read(times: int) -> None:
        with suppress(SynbibError):
            question_of(before + piece * times)

    assert in_proportion(read, 2_000)


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
            "https://ieeexplore.ieee.org/document/8099502",
            "'https://ieeexplore.ieee.org/document/8099502' names no work; give its DOI, its arXiv number or its title",
        ),
        (
            "https://proceedings.mlr.press/v70/finn17a.html",
            "'https://proceedings.mlr.press/v70/finn17a.html' names no work; give its DOI, its arXiv number or its title",
        ),
        (
            "https://github.com/topics/llm",
            "'https://github.com/topics/llm' names no work; give its DOI, its arXiv number or its title",
        ),
        (
            "0000-0002-1825-0097",
            "'0000-0002-1825-0097' is an ORCID, which names a person; give the DOI or the title of a work",
        ),
        (
            "https://orcid.org/0000-0002-1825-009X",
            "'https://orcid.org/0000-0002-1825-009X' is an ORCID, which names a person; "
            "give the DOI or the title of a work",
        ),
        (
            "https://dblp.org/pid/12/3456.html",
            "'https://dblp.org/pid/12/3456.html' is the page of a person; give the DOI or the title of a work",
        ),
        (
            "ISSN 1234-5679",
            "'ISSN 1234-5679' is an ISSN, which names a journal; give the DOI or the title of a work",
        ),
        (
            "javascript:alert(1)",
            "'javascript:alert(1)' is not what names a work; give the DOI or the title of a work",
        ),
        ("arXiv:2499.99999", "'arXiv:2499.99999' is not a number that arXiv gives; correct it"),
        ("?!", "'?!' has no letter and no digit; name a DOI or a title"),
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
