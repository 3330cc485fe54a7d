from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.library import read_text
from synbib.model import published_in, to_csl
from synbib.model.types import TYPES


def csl(text: str) -> dict[str, Any]:
    (entry,) = read_text(text).values()
    return {**to_csl(entry.key, entry.type, entry.fields, sentence_case=False)}


def test_a_conference_paper() -> None:
    assert csl(
        r"""
        @InProceedings{dong2024abilities,
          author    = "Guanting Dong and Jingren Zhou",
          title     = {How Abilities in {LLMs} are Affected},
          booktitle = {Proceedings of the 62nd Annual Meeting (Volume 1: Long Papers)},
          pages     = {177--198},
          address   = {Bangkok, Thailand},
          publisher = {Association for Computational Linguistics},
          year      = 2024,
          month     = aug,
          doi       = {10.18653/v1/2024.acl\_long.12},
        }
        """
    ) == {
        "id": "dong2024abilities",
        "type": "paper-conference",
        "author": [{"family": "Dong", "given": "Guanting"}, {"family": "Zhou", "given": "Jingren"}],
        "title": 'How Abilities in <span class="nocase">LLMs</span> are Affected',
        "container-title": "Proceedings of the 62nd Annual Meeting (Volume 1: Long Papers)",
        "page": "177-198",
        "publisher": "Association for Computational Linguistics",
        "publisher-place": "Bangkok, Thailand",
        "issued": {"date-parts": [[2024, 8]]},
        "DOI": "10.18653/v1/2024.acl_long.12",
    }


def test_an_arxiv_preprint_is_of_the_type_for_preprints() -> None:
    assert csl("@misc{x, title={T}, year=2024, eprint={2402.13446}, archiveprefix={arXiv}}") == {
        "id": "x",
        "type": "article",
        "title": "T",
        "issued": {"date-parts": [[2024]]},
        "number": "arXiv:2402.13446",
        "publisher": "arXiv",
        "URL": "https://arxiv.org/abs/2402.13446",
    }


def test_a_journal_article_that_is_on_arxiv_too_stays_one() -> None:
    item = csl(
        "@article{x, journal={TACL}, number=3, volume=5, eprint={1701.1}, archiveprefix={arXiv}}"
    )
    assert item == {
        "id": "x",
        "type": "article-journal",
        "container-title": "TACL",
        "volume": "5",
        "issue": "3",
        "URL": "https://arxiv.org/abs/1701.1",
    }


@pytest.mark.parametrize(
    ("entry", "type", "genre"),
    [
        ("@phdthesis{x, school={MIT}}", "thesis", "Ph.D. thesis"),
        ("@mastersthesis{x, school={MIT}}", "thesis", "Master’s thesis"),
        ("@thesis{x, type={phdthesis}, school={MIT}}", "thesis", "PhD thesis"),
        ("@techreport{x, school={MIT}}", "report", "technical report"),
        ("@book{x, school={MIT}}", "book", None),
        # BibTeX's has the title of the book, biblatex's that of the part.
        ("@inbook{x, title={T}, chapter=3, type={Section}}", "book", "Section"),
        ("@inbook{x, title={T}, chapter=3, booktitle={B}}", "chapter", None),
        ("@article{x, entrysubtype={newspaper}}", "article-newspaper", None),
        ("@madeup{x, school={MIT}}", "document", None),
    ],
)
def test_types(entry: str, type: str, genre: str | None) -> None:
    item = csl(entry)
    assert (item["type"], item.get("genre")) == (type, genre)


@pytest.mark.parametrize(
    ("fields", "publisher", "url"),
    [
        ("howpublished={GitHub repository}, publisher={GitHub}", "GitHub repository", None),
        (r"howpublished={\url{https://e.org/a_b}}", None, "https://e.org/a_b"),
        (
            r"howpublished={\url{https://e.org}}, publisher={E}, url={https://f.org}",
            "E",
            "https://f.org",
        ),
    ],
)
def test_how_a_misc_was_published(fields: str, publisher: str | None, url: str | None) -> None:
    item = csl(f"@misc{{x, {fields}}}")
    assert (item.get("publisher"), item.get("URL")) == (publisher, url)


@pytest.mark.parametrize(
    ("entry", "publisher"),
    [
        (
            "@proceedings{x, publisher={Academic Press}, organization={IEEE}}",
            "IEEE, Academic Press",
        ),
        ("@phdthesis{x, school={MIT}, publisher={ProQuest}}", "MIT, ProQuest"),
        ("@book{x, organization={ACM}, publisher={{ACM}}}", "ACM"),
        ("@booklet{x, howpublished={By hand}, publisher={E}}", "By hand"),
    ],
)
def test_who_stands_behind_a_work_is_named_once(entry: str, publisher: str) -> None:
    assert csl(entry)["publisher"] == publisher


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ("title={深度学习综述}", "zh-CN"),
        ("title={基于BERT的文本分类}", "zh-CN"),
        ("title={日本語の研究}", "ja-JP"),
        ("title={データベース}", "ja-JP"),
        ("title={한국어 정보 처리}", "ko-KR"),
        ("title={Теория вероятностей}", "ru-RU"),
        ("title={Історія України}", "uk-UA"),
        ("title={Теорија вероватноће и њена примена}", "sr-RS"),
        ("title={علم اللغة}", "ar"),
        ("title={زبان‌شناسی گفتاری}", "fa-IR"),
        ("title={Θεωρία συνόλων}", "el-GR"),
        # Latin letters tell nothing, and a word in another script does not make a text of it.
        ("title={Étude des β-feuillets}", None),
        ("title={A Study of the Concept of 道}", None),
        # What is said counts.
        ("title={深度学习综述}, langid={english}", "en-US"),
        ("title={A Survey}, language={中文}", "zh-CN"),
        ("title={A Survey}, language={eng}", "en-US"),
        ("title={Eine Studie}, language={Deutsch}", "de-DE"),
    ],
)
def test_the_language_is_what_is_said_or_what_the_script_tells(
    fields: str, language: str | None
) -> None:
    assert csl(f"@misc{{x, {fields}}}").get("language") == language


def test_of_two_places_the_address_is_the_publishers() -> None:
    item = csl("@inproceedings{x, address={New York, NY, USA}, location={Hangzhou, China}}")
    assert (item["publisher-place"], item["event-place"]) == (
        "New York, NY, USA",
        "Hangzhou, China",
    )


def test_a_second_place_does_not_make_an_entry_biblatexs() -> None:
    (entry,) = read_text(
        "@inproceedings{x, title={T}, booktitle={Symposium on Information Security}, address={A},"
        " location={B}, publisher={John Wiley and Sons}}"
    ).values()
    assert entry.csl["container-title"] == "Symposium on Information Security"
    assert entry.csl["publisher"] == "John Wiley and Sons"


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ("key={W3C}", [{"literal": "W3C"}]),
        ("key={OX{\\singleletter{stoc}}}", [{"literal": "OXstoc"}]),
        ("key={W3C}, author={Lee, Ann}", [{"family": "Lee", "given": "Ann"}]),
        ("key={W3C}, editor={Lee, Ann}", None),
        # biblatex has it for sorting alone.
        ("key={W3C}, date={2020}", None),
        ("collaboration={ATLAS}", [{"literal": "ATLAS Collaboration"}]),
        ("collaboration={Planck Collaboration}", [{"literal": "Planck Collaboration"}]),
        (
            "collaboration={CMS}, author={Lee, Ann and others}",
            [
                {"family": "Lee", "given": "Ann"},
                {"literal": "CMS Collaboration"},
                {"literal": "others"},
            ],
        ),
    ],
)
def test_who_is_named_where_no_author_is_a_person(
    fields: str, author: list[dict[str, str]] | None
) -> None:
    assert csl(f"@misc{{x, {fields}}}").get("author") == author


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title={A}, subtitle={B}", "A: B"),
        ("title={A?}, subtitle={B}", "A? B"),
        ("subtitle={B}", "B"),
    ],
)
def test_a_subtitle_follows_a_colon(fields: str, title: str) -> None:
    assert csl(f"@book{{x, {fields}}}")["title"] == title


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"eprint": "2305.07759", "archiveprefix": "arXiv"}, "arXiv 2023"),
        ({"journal": "arXiv preprint arXiv:2305.07759"}, "arXiv 2023"),
        ({"url": "https://arxiv.org/abs/2305.07759"}, "arXiv 2023"),
        (
            {
                "booktitle": "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)"
            },
            "ACL 2023",
        ),
        (
            {"booktitle": "IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"},
            "CVPR 2023",
        ),
        ({"booktitle": "Language Resources and Evaluation (LREC'08)"}, "LREC 2023"),
        ({"booktitle": "X", "shortvenue": "EMNLP 2023 (Findings)"}, "EMNLP 2023 (Findings)"),
        ({"journal": "Nature"}, "Nature 2023"),
        (
            {"url": "https://github.com/tatsu-lab/stanford_alpaca", "publisher": "GitHub"},
            "GitHub 2023",
        ),
        ({"url": "https://huggingface.co/x"}, "Hugging Face 2023"),
        ({"howpublished": "bioRxiv", "publisher": "Cold Spring Harbor"}, "bioRxiv 2023"),
        ({"howpublished": "Talk at ACL", "publisher": "MIT Press"}, "MIT Press 2023"),
        ({"school": "MIT"}, "MIT 2023"),
        ({}, "2023"),
    ],
)
def test_published_in(fields: dict[str, str], expected: str) -> None:
    assert published_in(fields, "2023") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("url={https://e.org/a\\_b}, doi={10.1/x}", [("Paper", "https://e.org/a_b")]),
        ("doi={10.1/x}, eprint={2305.07759}", [("Paper", "https://doi.org/10.1/x")]),
        ("eprint={2305.07759}, pdf={e.org/x.pdf}", [("Paper", "https://arxiv.org/abs/2305.07759")]),
        (
            "pdf={e.org/x.pdf}, code={\\url{https://g.org}}",
            [("Paper", "https://e.org/x.pdf"), ("Code", "https://g.org")],
        ),
        ("url={javascript:alert(1)}", []),
        ("eprint={hal-1}, eprinttype={HAL}", [("Paper", "https://hal.science/hal-1")]),
    ],
)
def test_links(fields: str, expected: list[tuple[str, str]]) -> None:
    (entry,) = read_text(f"@misc{{x, {fields}}}").values()
    assert [(link.label, link.url) for link in entry.links] == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "@book{x, maintitle={Works}, title={Plays}, volume=7, part=2, date=1983}",
            {"title": "Works", "volume-title": "Plays", "volume": "7.2"},
        ),
        ("@book{x, part=2}", {"part-number": "2"}),
        (
            "@inbook{x, title={T}, booktitle={B}, booksubtitle={S}, maintitle={M}, chapter=3}",
            {"container-title": "M", "volume-title": "B: S", "chapter-number": "3"},
        ),
        ("@proceedings{x, booktitle={P}}", {"title": "P"}),
        (
            "@periodical{x, title={J}, issuetitle={I}}",
            {"type": "article-journal", "title": "I", "container-title": "J"},
        ),
        ("@periodical{x, title={J}}", {"type": "periodical", "title": "J"}),
        ("@online{x, title={A: B}}", {"title": "A: B", "title-short": "A"}),
        ("@online{x, title={\\emph{A: B}}}", {"title-short": None}),
        ("@article{x, series=3}", {"collection-title": "3rd series"}),
        (
            "@article{x, series=newseries, number=4}",
            {"collection-title": "New series", "issue": "4"},
        ),
        ("@misc{x, series={S}, number=4}", {"collection-title": None, "number": "4"}),
        ("@book{x, publisher={A and B}, date=2000}", {"publisher": "A; B"}),
        (
            "@book{x, publisher={John Wiley and Sons}, year=2000}",
            {"publisher": "John Wiley and Sons"},
        ),
        ("@book{x, publisher={{IEEE} Press}}", {"publisher": "IEEE Press"}),
        (
            "@patent{x, location={countryde and countryfr}, type=patentus}",
            {"jurisdiction": "Germany; France", "genre": "U.S. patent"},
        ),
        ("@book{x, langid={ngerman}}", {"language": "de-DE"}),
        ("@book{x, language={zh_cn}}", {"language": "zh-CN"}),
        ("@book{x, hyphenation={british}, language={latin}}", {"language": "en-GB"}),
        (
            "@article{x, pubstate={inpress}, note={N.}, addendum={A}}",
            {"status": "in press", "note": "N. A"},
        ),
        ("@article{x, eid={e12}}", {"page": "e12"}),
        ("@article{x, pages={1--2, 5---6}, eid={e12}}", {"page": "1-2, 5-6"}),
        (
            "@article{x, eprint={123}, eprinttype={pubmed}}",
            {"PMID": "123", "URL": "https://pubmed.ncbi.nlm.nih.gov/123"},
        ),
        ("@article{x, url={a%20b_c}, doi={10.1/a_b}}", {"URL": "a%20b_c", "DOI": "10.1/a_b"}),
        (
            "@article{x, url={http://x}, doi={10.1/a}, options={url=false, doi=false}}",
            {"URL": None, "DOI": None},
        ),
        ("@online{x, url={http://x}, options={url=false}}", {"URL": "http://x"}),
        (
            "@book{x, editor={A B}, editortype={compiler}}",
            {"compiler": [{"family": "B", "given": "A"}], "editor": None},
        ),
        ("@book{x, editora={A B}, editoratype={redactor}}", {"editor": None}),
        (
            "@movie{x, editor={A B}, editora={C D}, editoratype={director}}",
            {"director": [{"family": "D", "given": "C"}]},
        ),
        (
            "@book{x, author={de Vries, A}, options={useprefix=false}}",
            {"author": [{"family": "Vries", "given": "A", "dropping-particle": "de"}]},
        ),
        (
            "@book{x, origdate=1790, origpublisher={A and B}, origlocation={C}, origtitle={D}}",
            {
                "original-date": {"date-parts": [[1790]]},
                "original-publisher": "A; B",
                "original-publisher-place": "C",
                "original-title": "D",
            },
        ),
        (
            "@unpublished{x, eventtitle={E}, eventtitleaddon={F}, eventdate={2020-01-02}, venue={V}}",
            {
                "type": "speech",
                "event-title": "E. F",
                "event-place": "V",
                "event-date": {"date-parts": [[2020, 1, 2]]},
            },
        ),
        ("@online{x, urlyear=2020, urlmonth=5}", {"accessed": {"date-parts": [[2020, 5]]}}),
        (
            "@report{x, isrn={R1}, library={L}, volumes=3, pagetotal={x+20}}",
            {
                "number": "R1",
                "call-number": "L",
                "number-of-volumes": "3",
                "number-of-pages": "x+20",
            },
        ),
        ("@misc{x, entrysubtype={letter}}", {"type": "personal_communication"}),
    ],
)
def test_fields_and_variables(entry: str, expected: dict[str, Any]) -> None:
    item = csl(entry)
    assert {variable: item.get(variable) for variable in expected} == expected


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "The Ghost of {John Wayne}"}, "The ghost of John Wayne"),
        (
            {"title": "The Ghost", "subtitle": "And {nm} More"},
            'The ghost: And <span class="nocase">nm</span> more',
        ),
        ({"title": "Der Geist", "langid": "german"}, "Der Geist"),
        ({"title": "The Ghost", "langid": "british"}, "The ghost"),
    ],
)
def test_sentence_case_of_english_titles(fields: dict[str, str], title: str) -> None:
    assert to_csl("x", "book", fields, sentence_case=True)["title"] == title


def test_booktitles_are_in_sentence_case_where_they_were_written_for_biblatex() -> None:
    fields = {"booktitle": "Proceedings of the {ACL}, Venice", "series": "A Series"}
    item = to_csl("x", "inproceedings", fields, sentence_case=True)
    assert item["container-title"] == "Proceedings of the ACL, Venice"
    assert item["collection-title"] == "A Series"
    item = to_csl("x", "inproceedings", fields | {"date": "2024"}, sentence_case=True)
    assert item["container-title"] == "Proceedings of the ACL, venice"
    assert item["collection-title"] == "A series"


def test_journals_keep_their_case() -> None:
    fields = {"journal": "Journal of the {ACM}", "series": "Some Series"}
    item = to_csl("x", "article", fields, sentence_case=True)
    assert item["container-title"] == "Journal of the ACM"


FIELDS = st.dictionaries(
    st.sampled_from(
        [
            "author",
            "editor",
            "editora",
            "editoratype",
            "title",
            "subtitle",
            "titleaddon",
            "maintitle",
            "booktitle",
            "journal",
            "series",
            "number",
            "date",
            "year",
            "month",
            "day",
            "urldate",
            "pages",
            "eid",
            "publisher",
            "howpublished",
            "location",
            "langid",
            "type",
            "note",
            "options",
            "eprint",
            "eprinttype",
            "url",
            "doi",
            "part",
            "volume",
            "pubstate",
        ]
    ),
    st.text(st.sampled_from("aB1 é{}\\'$~-,:/=?.[]\n"), max_size=25),
)


@given(st.sampled_from([*TYPES, "other"]), FIELDS, st.booleans())
def test_any_fields_make_an_item(entry_type: str, fields: dict[str, str], cased: bool) -> None:
    item = to_csl("x", entry_type, fields, sentence_case=cased)
    assert item["id"] == "x"
    assert all(item.values())


def test_the_braces_of_a_number_do_not_show() -> None:
    fields = {"title": "T", "journal": "J", "volume": "{67B}", "number": "{A1}", "chapter": "{IV}"}
    item = to_csl("x", "article", fields)
    assert (item["volume"], item["issue"], item["chapter-number"]) == ("67B", "A1", "IV")


@pytest.mark.parametrize(
    ("entry_type", "fields", "variables"),
    [
        # ACM's own style prints "Article 12 (Jan. 2020), 30 pages"; biblatex prints the eid in place of pages.
        (
            "article",
            {"articleno": "12", "numpages": "30"},
            {"number": "12", "number-of-pages": "30", "page": "12"},
        ),
        (
            "article",
            {"articleno": "12", "numpages": "30", "pages": "12:1--12:30"},
            {"number": "12", "number-of-pages": "30", "page": "12:1–12:30"},
        ),
        ("inproceedings", {"articleno": "{A7}"}, {"number": "A7"}),
        ("article", {"eid": "e12"}, {"page": "e12"}),
        ("article", {"eid": "e12", "pages": "1--3"}, {"page": "1-3"}),
        ("techreport", {"number": "TR 5", "articleno": "12"}, {"number": "TR 5", "page": "12"}),
    ],
)
def test_the_number_of_an_article_is_one_and_stands_for_pages_in_a_journal(
    entry_type: str, fields: dict[str, str], variables: dict[str, str]
) -> None:
    item = to_csl("k", entry_type, fields)
    found = {name: item.get(name) for name in ("number", "number-of-pages", "page")}
    assert {name: value for name, value in found.items() if value} == variables


@pytest.mark.parametrize(
    ("note", "variables"),
    [
        ("arXiv:2001.00001 [cs.CL]", {"number": "arXiv:2001.00001"}),
        ("Preprint at https://arxiv.org/abs/2001.00001.", {"number": "arXiv:2001.00001"}),
        (
            "arXiv:2001.00001, accepted at Nature",
            {"note": "arXiv:2001.00001, accepted at Nature"},
        ),
        ("In preparation", {"note": "In preparation"}),
    ],
)
def test_a_note_that_tells_nothing_but_the_number_of_a_preprint_is_its_number(
    note: str, variables: dict[str, str]
) -> None:
    item = to_csl("k", "unpublished", {"title": "T", "note": note})
    assert {name: item[name] for name in ("number", "note") if name in item} == variables


def test_a_publisher_that_is_an_arxiv_number_is_arxiv() -> None:
    item = to_csl("k", "misc", {"title": "T", "howpublished": "arXiv:2001.00001 [cs.CL]"})
    assert (item["publisher"], item["number"]) == ("arXiv", "arXiv:2001.00001")


@pytest.mark.parametrize(
    ("pages", "page"),
    [
        ("pp. 1--20", "1-20"),
        ("p. 7", "7"),
        ("pp.1-20", "1-20"),
        ("pages 5--6", "5-6"),
        ("S. 12", "12"),
        ("S12--S20", "S12-S20"),
        ("P7", "P7"),
        ("--", None),
        ("n/a-n/a", None),
        ("n/a--n/a", None),
    ],
)
def test_pages_without_their_label_and_without_what_says_that_there_are_none(
    pages: str, page: str | None
) -> None:
    assert to_csl("k", "article", {"pages": pages}).get("page") == page


def test_a_number_is_plain_whatever_it_is_set_in() -> None:
    fields = {"volume": r"\textbf{12}", "number": r"{\bf 3}", "pages": r"\emph{1--2}", "eid": ""}
    item = to_csl("k", "article", fields)
    assert (item["volume"], item["issue"], item["page"]) == ("12", "3", "1-2")
