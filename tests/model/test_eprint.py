"""arXiv numbers, wherever exporters put them."""

from __future__ import annotations

import pytest

from synbib.model import arxiv_id
from synbib.model.eprint import tells_only_preprint
from synbib.model.links import links


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"eprint": "1412.6980", "archiveprefix": "arXiv"}, "1412.6980"),
        ({"doi": "10.48550/arXiv.1412.6980"}, "1412.6980"),
        ({"journal": "arXiv preprint arXiv:1412.6980"}, "1412.6980"),
        ({"journal": "{arXiv} e-prints, arXiv:1412.6980v9"}, "1412.6980v9"),
        ({"journal": "arXiv preprint arXiv:hep-th/9711200"}, "hep-th/9711200"),
        ({"journal": "CoRR", "volume": "abs/1412.6980"}, "1412.6980"),
        ({"note": "arXiv:1412.6980 [cs]"}, "1412.6980"),
        ({"howpublished": r"\url{https://arxiv.org/abs/1412.6980}"}, "1412.6980"),
        ({"publisher": "arXiv:1412.6980"}, "1412.6980"),
        ({"journal": "ArXiv", "volume": "abs/1412.6980"}, "1412.6980"),
        ({"journal": "arXiv preprint 1412.6980"}, "1412.6980"),
        ({"journal": "arXiv e-prints", "pages": "arXiv:1412.6980"}, "1412.6980"),
        ({"journal": "arXiv e-prints", "eid": "arXiv:1412.6980"}, "1412.6980"),
        ({"note": "Preprint at https://arxiv.org/abs/1412.6980"}, "1412.6980"),
        ({"note": "Preprint available at arXiv:1412.6980v2"}, "1412.6980v2"),
        ({"note": "Available at \\url{http://arxiv.org/pdf/1412.6980}"}, "1412.6980"),
        ({"howpublished": "e-print arXiv:1412.6980"}, "1412.6980"),
        ({"note": "see also the preprint arXiv:1412.6980"}, None),
        ({"journal": "Nature", "pages": "1412.6980"}, None),
        # A note may speak of another paper, and a journal's volume is not a preprint's.
        ({"note": "extends arXiv:1412.6980"}, None),
        ({"journal": "Nature", "volume": "abs/1412.6980"}, None),
        ({"eprint": "hal-1", "eprinttype": "HAL", "note": "arXiv:1412.6980"}, None),
    ],
)
def test_where_an_arxiv_number_stands(fields: dict[str, str], number: str | None) -> None:
    assert arxiv_id(fields) == number


@pytest.mark.parametrize(
    ("field", "value", "url"),
    [
        ("doi", "10.1000/abc", "https://doi.org/10.1000/abc"),
        ("doi", "doi:10.1000/abc", "https://doi.org/10.1000/abc"),
        ("doi", "DOI: 10.1000/abc", "https://doi.org/10.1000/abc"),
        ("doi", "https://dx.doi.org/10.1000/abc", "https://doi.org/10.1000/abc"),
        ("doi", "doi.org/10.1000/abc", "https://doi.org/10.1000/abc"),
        ("doi", "DOI 10.1000/abc.", "https://doi.org/10.1000/abc"),
        ("doi", "10.1000/abc, 10.1000/def", "https://doi.org/10.1000/abc"),
        ("doi", "https://doi.org/10.1000/a%2Fb", "https://doi.org/10.1000/a/b"),
        ("doi", "https://dl.acm.org/doi/abs/10.1145/12.34", "https://doi.org/10.1145/12.34"),
        ("doi", "https://example.org/nothing", "https://example.org/nothing"),
        ("doi", "10.1000/a&lt;b&gt;c", "https://doi.org/10.1000/a<b>c"),
        ("url", "http://x.org/?a=1&amp;b=2&copy=3", "http://x.org/?a=1&b=2&copy=3"),
        ("doi", r"10.1007/x{\_}16", "https://doi.org/10.1007/x_16"),
        ("url", "<http://x.org/a>", "http://x.org/a"),
        ("url", r"http://x.org/a{\_}b/\~{}me", "http://x.org/a_b/~me"),
        ("url", r"http://x.org/\textasciitilde{}me/{\textasciitilde}you", "http://x.org/~me/~you"),
        ("url", r"http://x.org/$\sim$me/\%20/\~me", "http://x.org/~me/%20/~me"),
    ],
)
def test_the_link_of_an_address_as_exporters_escape_it(field: str, value: str, url: str) -> None:
    assert [link.url for link in links({field: value})] == [url]


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("arXiv:1412.6980 [cs.LG]", True),
        ("Preprint.", True),
        ("arXiv preprint", True),
        ("Under review", True),
        ("Submitted for publication", True),
        ("Unpublished manuscript", True),
        ("Submitted to the king", False),
        ("Preprint; see the appendix", False),
        ("", False),
    ],
)
def test_what_says_only_that_a_work_is_not_published(text: str, only: bool) -> None:
    assert tells_only_preprint(text) == only
