"""Answers of a service that means harm, or was broken into: nothing of it gets into a store, or onto a terminal."""

import json
from contextlib import suppress

import pytest
from harmless import EVIL, LINK, check
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.formats import FormatError, read
from synbib.lookup import read_answer
from synbib.lookup.answers import AnswerError

RECORDS = {
    "crossref": json.dumps(
        {
            "DOI": f"10.1000/{EVIL}",
            "type": "posted-content",
            "subtype": "blog",
            "title": [EVIL],
            "subtitle": [EVIL],
            "author": [{"family": EVIL, "given": EVIL}, {"name": EVIL}],
            "institution": [{"name": EVIL}],
            "publisher": EVIL,
            "volume": EVIL,
            "page": EVIL,
            "ISSN": [EVIL],
            "resource": {"primary": {"URL": LINK}},
            "relation": {"is-preprint-of": [{"id-type": "uri", "id": LINK}]},
        }
    ),
    "datacite": json.dumps(
        {
            "data": {
                "attributes": {
                    "doi": f"10.1000/{EVIL}",
                    "titles": [{"title": EVIL}],
                    "creators": [{"name": EVIL}],
                    "publisher": EVIL,
                    "types": {"resourceTypeGeneral": "Software"},
                    "version": EVIL,
                    "url": f"https://github.com/a/b#{LINK}\n\x1b[1m",
                }
            }
        }
    ),
    "doi-org": json.dumps(
        {"type": "webpage", "title": EVIL, "author": [{"literal": EVIL}], "URL": LINK, "note": EVIL}
    ),
    "arxiv": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/abs/2402.13446</id>"
    "<title>$\\write18{ls}$ \\input{/etc/passwd} }}{ $\\href{javascript:x}{y}$</title>"
    "<author><name>\\href{javascript:x}{A} B}</name></author>"
    "<comment>https://github.com/a/b\\write18</comment></entry></feed>",
    "dblp": '<article key="a"><title>&#xE000;}}{ &lt;i&gt;x</title><journal>{{</journal><author>A } B</author>'
    "<ee>javascript:alert(1)</ee><ee>data:text/html,x</ee></article>",
    "acl-anthology": "<volume><meta><booktitle>}{ <tex-math>\\input{x}</tex-math></booktitle></meta><paper><title>"
    "<tex-math>x}$ \\input{y} $</tex-math></title><url>javascript:alert(1)</url><pwccode url='file:///etc/passwd'/></paper></volume>",
}  # fmt: skip


@pytest.mark.parametrize("service", RECORDS)
def test_what_is_hostile_is_not_put_through(service: str) -> None:
    works = read_answer(service, RECORDS[service].encode())
    assert works
    check(works)


@pytest.mark.parametrize(
    "service", ["acl-anthology", "arxiv", "crossref", "datacite", "dblp", "doi-org"]
)
def test_bombs_are_refused(service: str) -> None:
    laughs = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(12))
    bomb = f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><feed><title>&l12;</title></feed>'
    for answer in (bomb, "[" * 200_000, "<a>" * 200_000, '{"a":' * 200_000):
        with pytest.raises(AnswerError):
            read_answer(service, answer.encode())


def test_an_entity_that_the_answer_declares_is_not_expanded() -> None:
    answer = """<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "many">]>
      <article key="a"><title>A &x; and &y; title</title></article>"""
    (work,) = read_answer("dblp", answer.encode())
    assert work.title == "A &x; and &y; title"


@pytest.mark.parametrize(
    "formula",
    [
        "x^^5cinput y",
        r"a \\% b",
        r"\verb|x|",
        r"\par",
        r"\csname input\endcsname",
        r"\input x",
        "a % b",
        "a & b",
    ],
)
def test_mathematics_that_tex_would_obey_is_text(formula: str) -> None:
    answer = json.dumps({"DOI": "10.1000/a", "title": [f"On ${formula}$"]})
    (work,) = read_answer("crossref", answer.encode())
    assert "$" not in work.entry().fields["title"]


def test_a_key_and_a_number_that_tex_would_obey_are_not_taken_as_they_are() -> None:
    (work,) = read_answer("nber", rb"@techreport{\input|ls, title = {T}, author = {A B}}")
    assert work.key == ""
    answer = json.dumps({"DOI": r"10.1000/\input|ls^^5c", "title": ["T"]})
    (work,) = read_answer("crossref", answer.encode())
    assert work.entry().fields["doi"] == "10.1000/%5Cinput|ls%5E%5E5c"


@pytest.mark.parametrize(
    ("service", "answer"),
    [
        ("crossref", b'{"DOI": "10.1/a", "title": "\xfcber"}'),
        ("crossref", '{"DOI": "10.1/a", "title": "T"}'.encode("utf-16")),
        ("arxiv", b"<feed><entry><title>\xfcber</title></entry></feed>"),
    ],
)
def test_an_answer_in_another_encoding_is_an_error(service: str, answer: bytes) -> None:
    with pytest.raises(AnswerError, match=rf"^{service}:"):
        read_answer(service, answer)


def test_a_title_of_ten_megabytes_is_refused() -> None:
    answer = json.dumps({"DOI": "10.1000/a", "title": ["x" * 10_000_000]})
    with pytest.raises(AnswerError, match=r"^crossref: a text of 10,000,000 characters, 'xxx"):
        read_answer("crossref", answer.encode())


TEXT = st.text(
    st.one_of(
        st.sampled_from("{}\\$%&#_^~\"'`-<>/;,.:@ \n\x1b\ue000\ue02c\U000f0000"),
        st.characters(codec="utf-8"),
    )
)


@settings(max_examples=60, deadline=None)
@given(title=TEXT, family=TEXT, given_=TEXT, publisher=TEXT, page=TEXT, doi=TEXT)
def test_whatever_stands_in_a_record_the_entry_is_whole(
    title: str, family: str, given_: str, publisher: str, page: str, doi: str
) -> None:
    record = {
        "DOI": f"10.1000/{doi}",
        "type": "book-chapter",
        "title": [f"On {title}"],
        "author": [{"family": family, "given": given_}],
        "container-title": [title],
        "publisher": publisher,
        "page": page,
    }
    with suppress(FormatError):  # where nothing names the work
        check(read_answer("crossref", json.dumps(record).encode()))
    item = {"title": title, "author": [{"family": family, "given": given_}], "publisher": publisher}
    with suppress(FormatError):
        check(read(json.dumps([item]).encode(), "csl-json"))
