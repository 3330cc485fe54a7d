"""The page of a work, as a person reads it and as programs do."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qsl

import lxml.html

import synbib
from synbib.formats import read
from synbib.site import Site, SiteOptions, build

URL = "https://roe.github.io/papers/"
STORE = r"""
@article{owls,
  author   = {Uhu, Anna and van Gogh, Vincent and others},
  title    = {On the {Diet} of \emph{Tyto alba}},
  journal  = {Journal of Owls},
  year     = 2020, month = mar, volume = 3, number = 2, pages = {11--19},
  doi      = {10.1000/owl}, issn = {1234-5678},
  pdf      = {https://example.org/owl.pdf}, code = {https://github.com/uhu/owls},
  abstract = {What they eat: 5 < 6 mice.},
  keywords = {owls, mice},
  groups   = {Birds},
  related  = {barn},
}
@inproceedings{barn,
  author = {Poe, Edgar}, title = {Barns}, booktitle = {Proceedings of Barns}, year = 2021,
  publisher = {Farm Press}, isbn = {978-3-16-148410-0}, groups = {Buildings},
}
@phdthesis{thesis, author = {Poe, Edgar}, title = {Ravens}, school = {Night University}, year = 1845}
@techreport{report, author = {Poe, Edgar}, title = {Bells}, institution = {Bell Labs}, number = {TR-7}, year = 1849}
"""
Pages = dict[str, bytes]


def page(files: Pages, key: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(files[f"entries/{key}.html"])


def said(document: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """What Google Scholar and Zotero's translator "Embedded Metadata" find: the tags that they look for."""
    return [
        (str(tag.get("name")), str(tag.get("content")))
        for tag in document.iter("meta")
        if str(tag.get("name", "")).startswith("citation_")
    ]


def test_a_work_is_shown_with_all_that_is_known_of_it(make_site: Callable[..., Pages]) -> None:
    document = page(make_site(STORE), "owls")
    [article] = document.iter("article")
    shown = [" ".join(text.split()) for text in article.itertext() if text.strip()]
    assert shown == [
        *("On the Diet of", "Tyto alba"),
        "Anna Uhu, Vincent van Gogh, et al.",
        "Journal of Owls 2020",
        *("Paper", "PDF", "Code"),
        *("Abstract", "What they eat: 5 < 6 mice."),
        "Cite",
        "SynData-Papers",
        *("Uhu A, van Gogh V, et al. On the Diet of", "Tyto alba"),
        "[J]. Journal of Owls, 2020, 3(2): 11-19.",
        "Copy",
        "APA",
        "Uhu, A., van Gogh, V., et al. (2020). On the Diet of",
        "Tyto alba",
        ".",
        "Journal of Owls",
        ",",
        "3",
        "(2), 11–19. https://doi.org/10.1000/owl",
        "Copy",
        "IEEE",
        "A. Uhu, V. van Gogh,",
        "et al.",
        ", “On the Diet of",
        "Tyto alba",
        ",”",
        "Journal of Owls",
        ", vol. 3, no. 2, pp. 11–19, Mar. 2020, doi: 10.1000/owl.",
        "Copy",
        "BibTeX",
        "@article{owls, author = {Uhu, Anna and van Gogh, Vincent and others}, "
        "title = {On the {Diet} of \\emph{Tyto alba}}, journal = {Journal of Owls}, year = {2020}, month = mar, "
        "volume = {3}, number = {2}, pages = {11--19}, doi = {10.1000/owl}, issn = {1234-5678}, related = {barn}, }",
        "Copy",
        "Details",
        *("Published in", "Journal of Owls"),
        *("Volume", "3"),
        *("Issue", "2"),
        *("Pages", "11–19"),
        *("ISSN", "1234-5678"),
        *("DOI", "10.1000/owl"),
        *("Key", "owls"),
        *("Keywords", "owls", ",", "mice"),
        *("Groups", "Birds"),
        *("Related", "Barns", "Proceedings of Barns 2021"),
    ]


def test_google_scholar_and_zotero_find_the_citation_of_an_article(
    make_site: Callable[..., Pages],
) -> None:
    assert said(page(make_site(STORE, url=URL), "owls")) == [
        ("citation_title", "On the Diet of Tyto alba"),
        ("citation_author", "Anna Uhu"),
        ("citation_author", "Vincent van Gogh"),
        ("citation_publication_date", "2020/03"),
        ("citation_journal_title", "Journal of Owls"),
        ("citation_volume", "3"),
        ("citation_issue", "2"),
        ("citation_doi", "10.1000/owl"),
        ("citation_issn", "1234-5678"),
        ("citation_firstpage", "11"),
        ("citation_lastpage", "19"),
        ("citation_keywords", "owls"),
        ("citation_keywords", "mice"),
        ("citation_pdf_url", "https://example.org/owl.pdf"),
        ("citation_abstract_html_url", f"{URL}entries/owls.html"),
    ]


def test_papers_of_conferences_theses_and_reports_have_tags_of_their_own(
    make_site: Callable[..., Pages],
) -> None:
    files = make_site(STORE)
    assert ("citation_conference_title", "Proceedings of Barns") in said(page(files, "barn"))
    assert ("citation_dissertation_institution", "Night University") in said(page(files, "thesis"))
    assert {
        ("citation_technical_report_institution", "Bell Labs"),
        ("citation_technical_report_number", "TR-7"),
    } <= set(said(page(files, "report")))


def test_a_coins_is_read_as_an_openurl(make_site: Callable[..., Pages]) -> None:
    [span] = page(make_site(STORE), "owls").xpath("//span[@class='Z3988']")
    pairs = parse_qsl(span.get("title"))
    assert ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal") in pairs
    assert ("rft.jtitle", "Journal of Owls") in pairs
    assert [value for name, value in pairs if name == "rft.au"] == ["Anna Uhu", "Vincent van Gogh"]
    assert ("rft_id", "info:doi/10.1000/owl") in pairs


def test_json_ld_is_read_back_as_the_work(make_site: Callable[..., Pages]) -> None:
    [script] = page(make_site(STORE), "owls").xpath("//script[@type='application/ld+json']")
    node = json.loads(script.text)
    assert (node["@context"], node["@type"]) == ("https://schema.org", "ScholarlyArticle")
    assert (node["url"], node["codeRepository"]) == (
        "https://doi.org/10.1000/owl",
        "https://github.com/uhu/owls",
    )
    [work] = read(script.text.encode(), "json-ld")
    entry = work.entry()
    assert (entry.key, entry.type, entry.title) == ("owls", "article", "On the Diet of Tyto alba")
    assert entry.fields["pages"] == "11--19"


def test_what_a_preprint_is_said_to_be_is_an_article(make_site: Callable[..., Pages]) -> None:
    store = "@misc{a, title = {A}, author = {Roe, J}, eprint = {2402.13446}, archiveprefix = {arXiv}, year = 2024}"
    document = page(make_site(store), "a")
    [script] = document.xpath("//script[@type='application/ld+json']")
    assert json.loads(script.text)["@type"] == "ScholarlyArticle"
    assert ("citation_arxiv_id", "2402.13446") in said(document)


def test_what_shows_a_link_to_a_page_finds_a_title_and_a_text(
    make_site: Callable[..., Pages],
) -> None:
    document = page(make_site(STORE, url=URL, title="Owls & more"), "owls")
    properties = {
        tag.get("property"): tag.get("content") for tag in document.xpath("//meta[@property]")
    }
    assert properties == {
        "og:type": "article",
        "og:title": "On the Diet of Tyto alba",
        "og:description": "What they eat: 5 < 6 mice.",
        "og:site_name": "Owls & more",
        "og:url": f"{URL}entries/owls.html",
    }
    assert document.xpath("//link[@rel='canonical']/@href") == [f"{URL}entries/owls.html"]


def test_without_an_address_nothing_names_a_whole_one(make_site: Callable[..., Pages]) -> None:
    files = make_site(STORE)
    document = page(files, "owls")
    assert not document.xpath("//link[@rel='canonical' or @rel='alternate']")
    assert not {"feed.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt"} & files.keys()


def test_pages_lead_to_the_ones_before_and_after_and_back_to_the_first(
    make_site: Callable[..., Pages],
) -> None:
    files = make_site(STORE)
    index = lxml.html.fromstring(files["index.html"])
    for path in (path for path in files if path.startswith("entries/")):
        for link in lxml.html.fromstring(files[path]).xpath("//main//a/@href | //nav//a/@href"):
            if link.startswith("../entries/"):
                assert link.removeprefix("../") in files
            elif link.startswith("../index.html#"):
                [_] = index.xpath("//*[@id=$name]", name=link.partition("#")[2])
    assert page(files, "barn").xpath("//nav[@class='steps']/a/@href") == [
        "../entries/owls.html",
        *page(files, "barn").xpath("//nav[@class='steps']/a[@rel='next']/@href"),
    ]


def test_a_work_and_what_it_stands_in_lead_to_each_other(make_site: Callable[..., Pages]) -> None:
    store = """
@inproceedings{paper, title = {A paper}, author = {Roe, J}, crossref = {whole}}
@proceedings{whole, title = {The whole}, booktitle = {The whole}, year = 2020}
"""
    files = make_site(store)
    related = "//ul[@class='related']//a/@href"
    assert page(files, "paper").xpath(related) == ["../entries/whole.html"]
    assert page(files, "whole").xpath(related) == ["../entries/paper.html"]


def test_citations_to_copy_are_named_by_their_buttons(make_site: Callable[..., Pages]) -> None:
    document = page(make_site(STORE, styles=("acl",)), "owls")
    copied = {
        button.get("aria-label"): " ".join(document.get_element_by_id(button.get("data-copy")).text_content().split())[:20]
        for button in document.xpath("//button[@data-copy]")
    }  # fmt: skip
    assert copied == {
        "Copy the citation in SynData-Papers": "Uhu A, van Gogh V, e",
        "Copy the citation in ACL": "Anna Uhu, Vincent va",
        "Copy the BibTeX entry": "@article{owls, autho",
    }


def test_citations_are_made_together_once_a_style() -> None:
    site = Site(synbib.read_text(STORE), SiteOptions())
    [first, *_] = site.styles
    assert site.references(first) is site.references(first)
    assert set(site.references(first)) == {"owls", "barn", "thesis", "report"}


def test_a_label_of_a_numeric_style_is_not_part_of_the_citation() -> None:
    site = Site(synbib.read_text(STORE), SiteOptions().set(styles=("ieee",)))
    assert site.by_key["owls"].citations[1].text.startswith("A. Uhu")


def test_the_same_store_makes_the_same_bytes() -> None:
    one, other = (dict(build(Site(synbib.read_text(STORE), SiteOptions()))) for _ in range(2))
    assert one == other
