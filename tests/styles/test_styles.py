"""Each style on real entries of every kind: the whole reference, letter by letter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import SCHEMA_PATH
from lxml import etree

if TYPE_CHECKING:
    from tests.styles.conftest import Styles

REPO = Path(__file__).parents[2]
NAMES = sorted(file.stem for file in (REPO / "styles").glob("*.csl"))
CS = {"cs": "http://purl.org/net/xbiblio/csl"}


# --- The files ------------------------------------------------------------------------------------


def test_our_styles_are_there() -> None:
    assert {"acl", "syndata"} <= set(NAMES)


@pytest.mark.parametrize("style", NAMES)
def test_a_style_is_valid_against_the_csl_schema(styles: Styles, style: str) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    document = etree.parse(styles.file(style))
    # Layouts of languages are CSL-M's, and each of them is a layout otherwise.
    for layout in document.iterfind(".//cs:layout[@locale]", CS):
        parent = layout.getparent()
        assert parent is not None
        parent.remove(layout)
    schema.validate(document)
    assert [str(error) for error in schema.error_log] == []


@pytest.mark.parametrize("style", NAMES)
def test_a_style_says_what_it_is(styles: Styles, style: str) -> None:
    info = etree.parse(styles.file(style)).find("cs:info", CS)
    assert info is not None
    assert info.findtext("cs:id", namespaces=CS) == f"urn:synbib:style:{style}"
    assert info.findtext("cs:rights", namespaces=CS) == "MIT License"
    assert info.find("cs:category[@citation-format]", CS) is not None


@pytest.mark.parametrize("style", NAMES)
def test_every_macro_is_called_and_every_call_has_its_macro(styles: Styles, style: str) -> None:
    root = etree.parse(styles.file(style)).getroot()
    defined = [macro.get("name") for macro in root.iterfind("cs:macro", CS)]
    called = {call.get("macro") for call in root.iterfind(".//*[@macro]")}
    assert sorted(map(str, defined)) == sorted(map(str, called))


# --- References -----------------------------------------------------------------------------------


def names(*given_family: str) -> list[dict[str, str]]:
    """`"James T.|Kwok"`; without a bar, an organisation."""
    parts = [name.partition("|") for name in given_family]
    return [{"given": g, "family": f} if bar else {"literal": g} for g, bar, f in parts]


def date(*parts: int) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(parts)]}


AUTHORS = names("Ada|One", "Ben|Two", "Cy|Three", "Di|Four")

ITEMS: dict[str, Any] = {
    "preprint": {
        "type": "article",
        "title": "Large Language Models for Data Annotation: A Survey",
        "author": names("Zhen|Tan", "Alimohammad|Beigi", "Song|Wang", "Ruocheng|Guo"),
        "issued": date(2024),
        "genre": "Preprint",
        "publisher": "arXiv",
        "number": "arXiv:2402.13446",
        "URL": "https://arxiv.org/abs/2402.13446",
    },
    "preprint of two": {
        "type": "article",
        "title": "Towards a Theoretical Understanding of Synthetic Data in LLM Post-Training",
        "author": names("Zeyu|Gan", "Yong|Liu"),
        "issued": date(2024),
        "publisher": "arXiv",
        "number": "arXiv:2410.01720",
    },
    "preprint without a number": {
        "type": "article",
        "title": "Highly accurate design",
        "author": names("Ada|One"),
        "issued": date(2022),
        "publisher": "bioRxiv",
    },
    "preprint as a journal": {
        "type": "article-journal",
        "title": "LLaMA: Open and Efficient Foundation Language Models",
        "author": names("Hugo|Touvron", "Thibaut|Lavril", "Gautier|Izacard", "Xavier|Martinet"),
        "issued": date(2023),
        "container-title": "arXiv preprint arXiv:2302.13971",
    },
    "journal article": {
        "type": "article-journal",
        "title": "Deep learning",
        "author": names("Yann|LeCun", "Yoshua|Bengio", "Geoffrey|Hinton"),
        "issued": date(2015, 5, 27),
        "container-title": "Nature",
        "volume": "521",
        "issue": "7553",
        "page": "436-444",
        "DOI": "10.1038/nature14539",
    },
    "journal article without an issue": {
        "type": "article-journal",
        "title": "Unsupervised Discovery of Biographical Structure from Text",
        "author": names("David|Bamman", "Noah A.|Smith"),
        "issued": date(2014),
        "container-title": "Transactions of the Association for Computational Linguistics",
        "volume": "2",
        "page": "363-376",
    },
    "journal article without a volume": {
        "type": "article-journal",
        "title": "Some Title",
        "author": AUTHORS[:1],
        "issued": date(2019),
        "container-title": "Some Journal",
        "issue": "3",
        "page": "5",
    },
    "journal article with pages only": {
        "type": "article-journal",
        "title": "Some Title",
        "author": AUTHORS[:1],
        "issued": date(2019),
        "container-title": "Some Journal",
        "page": "5-6",
    },
    "conference paper": {
        "type": "paper-conference",
        "title": "Deep Residual Learning for Image Recognition",
        "author": names("Kaiming|He", "Xiangyu|Zhang", "Shaoqing|Ren", "Jian|Sun"),
        "issued": date(2016),
        "container-title": "Proceedings of the IEEE Conference on Computer Vision",
        "page": "770-778",
    },
    "ACL paper": {
        "type": "paper-conference",
        "title": "How Abilities in Large Language Models are Affected by Supervised Fine-tuning",
        "author": names("Guanting|Dong", "Hongyi|Yuan", "Keming|Lu", "Chengpeng|Li"),
        "editor": names("Lun-Wei|Ku", "Andre|Martins"),
        "issued": date(2024, 8),
        "container-title": "Proceedings of the 62nd Annual Meeting (Volume 1: Long Papers)",
        "page": "177-198",
        "event-place": "Bangkok, Thailand",
        "publisher": "Association for Computational Linguistics",
    },
    "paper in a series": {
        "type": "paper-conference",
        "title": "Some Title",
        "author": AUTHORS[:1],
        "issued": date(2001),
        "container-title": "ASIACRYPT",
        "collection-title": "Lecture Notes in Computer Science",
        "volume": "2248",
        "page": "331",
        "publisher": "Springer",
        "publisher-place": "Berlin",
    },
    "book": {
        "type": "book",
        "title": "Learning with Kernels",
        "author": names("Bernhard|Schölkopf", "Alexander J.|Smola"),
        "issued": date(2002),
        "edition": "2",
        "publisher": "MIT Press",
        "publisher-place": "Cambridge, MA",
    },
    "book with editors only": {
        "type": "book",
        "title": "Proceedings of the Second Workshop on Reference",
        "editor": names("Maciej|Ogrodniczuk", "Sameer|Pradhan"),
        "issued": date(2019),
        "publisher": "ACL",
        "publisher-place": "Minneapolis, USA",
    },
    "volume of a series": {
        "type": "book",
        "title": "Introduction to Linear Optimization",
        "author": names("Dimitris|Bertsimas", "John N.|Tsitsiklis"),
        "issued": date(1997),
        "collection-title": "Optimization and Neural Computation",
        "volume": "6",
        "publisher": "Athena Scientific",
    },
    "number in a series": {
        "type": "book",
        "title": "Some Book",
        "author": AUTHORS[:1],
        "issued": date(1985),
        "collection-title": "Lecture Notes in Computer Science",
        "collection-number": "201",
        "publisher": "Springer",
    },
    "chapter": {
        "type": "chapter",
        "title": "Information processing in dynamical systems",
        "author": names("P.|Smolensky"),
        "editor": names("D. E.|Rumelhart", "J. L.|McClelland"),
        "issued": date(1986),
        "container-title": "Parallel Distributed Processing",
        "volume": "1",
        "chapter-number": "6",
        "page": "194-281",
        "publisher": "MIT Press",
        "publisher-place": "Cambridge, MA",
    },
    "chapter without an author": {
        "type": "chapter",
        "title": "Some Chapter",
        "editor": AUTHORS[:2],
        "issued": date(2001),
        "container-title": "Some Book",
        "page": "7",
    },
    "thesis": {
        "type": "thesis",
        "title": "Reducing Planning Problems by Path Reduction",
        "author": names("Ulrich|Scholz"),
        "issued": date(2004),
        "publisher": "Technische Universität Darmstadt",
    },
    "master's thesis": {
        "type": "thesis",
        "title": "Analyzing Serializability of Cassandra Applications",
        "author": names("Arthur|Kurath"),
        "genre": "Master's thesis",
        "issued": date(2017, 9),
        "publisher": "ETH Zurich",
        "publisher-place": "Zürich",
    },
    "thesis with nothing else": {
        "type": "thesis",
        "title": "Some Thesis",
        "author": AUTHORS[:1],
        "issued": date(2004),
    },
    "report": {
        "type": "report",
        "title": "Performance Measurement and Analysis of Certain Search Algorithms",
        "author": names("John|Gaschnig"),
        "genre": "technical report",
        "number": "CMU-CS-79-124",
        "issued": date(1979),
        "publisher": "Carnegie Mellon University",
        "publisher-place": "Pittsburgh",
    },
    "report without a number": {
        "type": "report",
        "title": "Factors Regulating the Immune Response",
        "author": names("World Health Organization"),
        "issued": date(1970),
        "publisher": "WHO",
        "publisher-place": "Geneva",
    },
    "software": {
        "type": "software",
        "title": "Transformers",
        "author": names("Thomas|Wolf"),
        "issued": date(2020, 10),
        "version": "4.38.0",
        "publisher": "Hugging Face",
        "URL": "https://github.com/huggingface/transformers",
    },
    "misc on the web": {
        "type": "document",
        "title": "Code Alpaca",
        "author": names("Sahil|Chaudhary"),
        "issued": date(2023),
        "publisher": "GitHub",
        "URL": "https://github.com/sahil280114/codealpaca",
    },
    "misc": {
        "type": "document",
        "title": "Disjunctive programming",
        "author": names("Egon|Balas"),
        "issued": date(1974),
        "publisher": "MSRR #348",
        "note": "An optional note",
    },
    "webpage": {
        "type": "webpage",
        "title": "Introducing ChatGPT",
        "author": names("OpenAI"),
        "issued": date(2022, 11, 30),
        "accessed": date(2024, 5, 6),
        "URL": "https://openai.com/blog/chatgpt",
    },
    "webpage without author and date": {
        "type": "webpage",
        "title": "Introducing ChatGPT",
        "container-title": "OpenAI Blog",
        "URL": "https://openai.com/blog/chatgpt",
    },
    "patent": {
        "type": "patent",
        "title": "Electronic watermarking method and system",
        "author": names("Ryuki|Tachibana", "Shuichi|Shimizu", "Seiji|Kobayashi", "Taiga|Nakamura"),
        "genre": "US Patent",
        "number": "6,915,001",
        "issued": date(2005, 7, 5),
    },
    "dataset": {
        "type": "dataset",
        "title": "MMIQC",
        "author": names("Haoxiong|Liu"),
        "issued": date(2024),
        "publisher": "Zenodo",
        "DOI": "10.5281/zenodo.1",
    },
    "standard": {
        "type": "standard",
        "title": "Digital Signature Standard",
        "author": names("NIST"),
        "number": "FIPS 186-4",
        "issued": date(2013),
        "publisher": "NIST",
        "publisher-place": "Gaithersburg",
    },
    "newspaper article": {
        "type": "article-newspaper",
        "title": "Some News",
        "author": AUTHORS[:1],
        "issued": date(2024, 1, 2),
        "container-title": "Some Times",
        "page": "A5",
    },
    "manuscript": {
        "type": "manuscript",
        "title": "Some Draft",
        "author": AUTHORS[:1],
        "issued": date(1998),
        "note": "Unpublished manuscript",
    },
    "one author": {"type": "book", "title": "Title", "author": AUTHORS[:1], "issued": date(2020)},
    "two authors": {"type": "book", "title": "Title", "author": AUTHORS[:2], "issued": date(2020)},
    "three authors": {
        "type": "book",
        "title": "Title",
        "author": AUTHORS[:3],
        "issued": date(2020),
    },
    "four authors": {"type": "book", "title": "Title", "author": AUTHORS, "issued": date(2020)},
    "hyphens, particles and suffixes": {
        "type": "book",
        "title": "Title",
        "author": [
            {"given": "Ming-Wei", "family": "Chang"},
            {"given": "Aäron", "non-dropping-particle": "van den", "family": "Oord"},
            {"given": "Jane", "family": "Dwivedi-Yu"},
        ],
        "issued": date(2020),
    },
    "without a year": {
        "type": "article-journal",
        "title": "Some Title",
        "author": AUTHORS[:1],
        "container-title": "Some Journal",
        "volume": "7",
        "page": "1-2",
    },
    "in press": {
        "type": "article-journal",
        "title": "Some Title",
        "author": AUTHORS[:1],
        "issued": {"literal": "in press"},
        "container-title": "Some Journal",
    },
    "forthcoming": {
        "type": "article-journal",
        "title": "Some Title",
        "author": AUTHORS[:1],
        "status": "forthcoming",
        "container-title": "Some Journal",
    },
    "without an author": {
        "type": "book",
        "title": "Elliptic Curve Cryptography",
        "issued": date(2018),
        "publisher": "Bundesamt",
        "note": "Version 2.10",
    },
    "title only": {"type": "report", "title": "Some Report"},
}
ITEMS = {key: {"id": key, **item} for key, item in ITEMS.items()}

SYNDATA = {
    "preprint": (
        "Tan Z, Beigi A, Wang S, et al. Large Language Models for Data Annotation: A "
        "Survey[J]. arXiv preprint arXiv:2402.13446, 2024."
    ),
    "preprint of two": (
        "Gan Z, Liu Y. Towards a Theoretical Understanding of Synthetic Data in LLM "
        "Post-Training[J]. arXiv preprint arXiv:2410.01720, 2024."
    ),
    "preprint without a number": "One A. Highly accurate design[J]. bioRxiv preprint, 2022.",
    "preprint as a journal": (
        "Touvron H, Lavril T, Izacard G, et al. LLaMA: Open and Efficient Foundation Language "
        "Models[J]. arXiv preprint arXiv:2302.13971, 2023."
    ),
    "journal article": (
        "LeCun Y, Bengio Y, Hinton G. Deep learning[J]. Nature, 2015, 521(7553): 436-444."
    ),
    "journal article without an issue": (
        "Bamman D, Smith N A. Unsupervised Discovery of Biographical Structure from Text[J]. "
        "Transactions of the Association for Computational Linguistics, 2014, 2: 363-376."
    ),
    "journal article without a volume": "One A. Some Title[J]. Some Journal, 2019(3): 5.",
    "journal article with pages only": "One A. Some Title[J]. Some Journal, 2019: 5-6.",
    "conference paper": (
        "He K, Zhang X, Ren S, et al. Deep Residual Learning for Image "
        "Recognition[C]//Proceedings of the IEEE Conference on Computer Vision. 2016: "
        "770-778."
    ),
    "ACL paper": (
        "Dong G, Yuan H, Lu K, et al. How Abilities in Large Language Models are Affected by "
        "Supervised Fine-tuning[C]//Proceedings of the 62nd Annual Meeting (Volume 1: Long "
        "Papers). Association for Computational Linguistics, 2024: 177-198."
    ),
    "paper in a series": "One A. Some Title[C]//ASIACRYPT. Berlin: Springer, 2001: 331.",
    "book": (
        "Schölkopf B, Smola A J. Learning with Kernels[M]. 2nd ed. Cambridge, MA: MIT Press, 2002."
    ),
    "book with editors only": (
        "Ogrodniczuk M, Pradhan S. Proceedings of the Second Workshop on Reference[M]. "
        "Minneapolis, USA: ACL, 2019."
    ),
    "volume of a series": (
        "Bertsimas D, Tsitsiklis J N. Introduction to Linear Optimization: Vol. 6[M]. Athena "
        "Scientific, 1997."
    ),
    "number in a series": "One A. Some Book[M]. Springer, 1985.",
    "chapter": (
        "Smolensky P. Information processing in dynamical systems[M]//Rumelhart D E, "
        "McClelland J L. Parallel Distributed Processing. Cambridge, MA: MIT Press, 1986: "
        "194-281."
    ),
    "chapter without an author": "One A, Two B. Some Chapter[M]//Some Book. 2001: 7.",
    "thesis": (
        "Scholz U. Reducing Planning Problems by Path Reduction[D]. Technische Universität "
        "Darmstadt, 2004."
    ),
    "master's thesis": (
        "Kurath A. Analyzing Serializability of Cassandra Applications[D]. Zürich: ETH "
        "Zurich, 2017."
    ),
    "thesis with nothing else": "One A. Some Thesis[D]. 2004.",
    "report": (
        "Gaschnig J. Performance Measurement and Analysis of Certain Search Algorithms: "
        "CMU-CS-79-124[R]. Pittsburgh: Carnegie Mellon University, 1979."
    ),
    "report without a number": (
        "World Health Organization. Factors Regulating the Immune Response[R]. Geneva: WHO, 1970."
    ),
    "software": (
        "Wolf T. Transformers[CP/OL]. Version 4.38.0. Hugging Face, 2020. "
        "https://github.com/huggingface/transformers."
    ),
    "misc on the web": (
        "Chaudhary S. Code Alpaca[EB/OL]. GitHub, 2023. https://github.com/sahil280114/codealpaca."
    ),
    "misc": "Balas E. Disjunctive programming[Z]. MSRR #348, 1974.",
    "webpage": (
        "OpenAI. Introducing ChatGPT[EB/OL]. (2022-11-30)[2024-05-06]. "
        "https://openai.com/blog/chatgpt."
    ),
    "webpage without author and date": (
        "Introducing ChatGPT[EB/OL]//OpenAI Blog. https://openai.com/blog/chatgpt."
    ),
    "patent": (
        "Tachibana R, Shimizu S, Kobayashi S, et al. Electronic watermarking method and "
        "system: US Patent 6,915,001[P]. 2005-07-05."
    ),
    "dataset": "Liu H. MMIQC[DS/OL]. Zenodo, 2024. https://doi.org/10.5281/zenodo.1.",
    "standard": "NIST. Digital Signature Standard: FIPS 186-4[S]. Gaithersburg: NIST, 2013.",
    "newspaper article": "One A. Some News[N]. Some Times, 2024-01-02(A5).",
    "manuscript": "One A. Some Draft[Z]. 1998.",
    "one author": "One A. Title[M]. 2020.",
    "two authors": "One A, Two B. Title[M]. 2020.",
    "three authors": "One A, Two B, Three C. Title[M]. 2020.",
    "four authors": "One A, Two B, Three C, et al. Title[M]. 2020.",
    "hyphens, particles and suffixes": "Chang M W, van den Oord A, Dwivedi-Yu J. Title[M]. 2020.",
    "without a year": "One A. Some Title[J]. Some Journal, 7: 1-2.",
    "in press": "One A. Some Title[J]. Some Journal, in press.",
    "forthcoming": "One A. Some Title[J]. Some Journal, forthcoming.",
    "without an author": "Elliptic Curve Cryptography[M]. Bundesamt, 2018.",
    "title only": "Some Report[R].",
}

ACL = {
    "preprint": (
        "Zhen Tan, Alimohammad Beigi, Song Wang, and Ruocheng Guo. 2024. Large Language "
        "Models for Data Annotation: A Survey. Preprint, arXiv:2402.13446."
    ),
    "preprint of two": (
        "Zeyu Gan and Yong Liu. 2024. Towards a Theoretical Understanding of Synthetic Data "
        "in LLM Post-Training. Preprint, arXiv:2410.01720."
    ),
    "preprint without a number": "Ada One. 2022. Highly accurate design. bioRxiv preprint.",
    "preprint as a journal": (
        "Hugo Touvron, Thibaut Lavril, Gautier Izacard, and Xavier Martinet. 2023. LLaMA: "
        "Open and Efficient Foundation Language Models. arXiv preprint arXiv:2302.13971."
    ),
    "journal article": (
        "Yann LeCun, Yoshua Bengio, and Geoffrey Hinton. 2015. Deep learning. Nature, "
        "521(7553):436–444."
    ),
    "journal article without an issue": (
        "David Bamman and Noah A. Smith. 2014. Unsupervised Discovery of Biographical "
        "Structure from Text. Transactions of the Association for Computational Linguistics, "
        "2:363–376."
    ),
    "journal article without a volume": "Ada One. 2019. Some Title. Some Journal, (3):5.",
    "journal article with pages only": "Ada One. 2019. Some Title. Some Journal, pages 5–6.",
    "conference paper": (
        "Kaiming He, Xiangyu Zhang, Shaoqing Ren, and Jian Sun. 2016. Deep Residual Learning "
        "for Image Recognition. In Proceedings of the IEEE Conference on Computer Vision, "
        "pages 770–778."
    ),
    "ACL paper": (
        "Guanting Dong, Hongyi Yuan, Keming Lu, and Chengpeng Li. 2024. How Abilities in "
        "Large Language Models are Affected by Supervised Fine-tuning. In Proceedings of the "
        "62nd Annual Meeting (Volume 1: Long Papers), pages 177–198, Bangkok, Thailand. "
        "Association for Computational Linguistics."
    ),
    "paper in a series": (
        "Ada One. 2001. Some Title. In ASIACRYPT, volume 2248 of Lecture Notes in Computer "
        "Science, page 331, Berlin. Springer."
    ),
    "book": (
        "Bernhard Schölkopf and Alexander J. Smola. 2002. Learning with Kernels, 2nd edition. "
        "MIT Press, Cambridge, MA."
    ),
    "book with editors only": (
        "Maciej Ogrodniczuk and Sameer Pradhan, editors. 2019. Proceedings of the Second "
        "Workshop on Reference. ACL, Minneapolis, USA."
    ),
    "volume of a series": (
        "Dimitris Bertsimas and John N. Tsitsiklis. 1997. Introduction to Linear "
        "Optimization, volume 6 of Optimization and Neural Computation. Athena Scientific."
    ),
    "number in a series": (
        "Ada One. 1985. Some Book. Number 201 in Lecture Notes in Computer Science. Springer."
    ),
    "chapter": (
        "P. Smolensky. 1986. Information processing in dynamical systems. In D. E. Rumelhart "
        "and J. L. McClelland, editors, Parallel Distributed Processing, volume 1, chapter 6, "
        "pages 194–281. MIT Press, Cambridge, MA."
    ),
    "chapter without an author": (
        "Ada One and Ben Two, editors. 2001. Some Chapter. In Some Book, page 7."
    ),
    "thesis": (
        "Ulrich Scholz. 2004. Reducing Planning Problems by Path Reduction. Ph.D. thesis, "
        "Technische Universität Darmstadt."
    ),
    "master's thesis": (
        "Arthur Kurath. 2017. Analyzing Serializability of Cassandra Applications. Master's "
        "thesis, ETH Zurich, Zürich, September."
    ),
    "thesis with nothing else": "Ada One. 2004. Some Thesis. Ph.D. thesis.",
    "report": (
        "John Gaschnig. 1979. Performance Measurement and Analysis of Certain Search "
        "Algorithms. Technical Report CMU-CS-79-124, Carnegie Mellon University, Pittsburgh."
    ),
    "report without a number": (
        "World Health Organization. 1970. Factors Regulating the Immune Response. Technical "
        "report, WHO, Geneva."
    ),
    "software": (
        "Thomas Wolf. 2020. Transformers. Version 4.38.0, Hugging Face. "
        "https://github.com/huggingface/transformers."
    ),
    "misc on the web": "Sahil Chaudhary. 2023. Code Alpaca. GitHub.",
    "misc": "Egon Balas. 1974. Disjunctive programming. MSRR #348. An optional note.",
    "webpage": (
        "OpenAI. 2022. Introducing ChatGPT. https://openai.com/blog/chatgpt. Accessed: 2024-05-06."
    ),
    "webpage without author and date": (
        "Introducing ChatGPT. OpenAI Blog. https://openai.com/blog/chatgpt."
    ),
    "patent": (
        "Ryuki Tachibana, Shuichi Shimizu, Seiji Kobayashi, and Taiga Nakamura. 2005. "
        "Electronic watermarking method and system. US Patent 6,915,001."
    ),
    "dataset": "Haoxiong Liu. 2024. MMIQC. Zenodo. https://doi.org/10.5281/zenodo.1.",
    "standard": "NIST. 2013. Digital Signature Standard. FIPS 186-4, NIST, Gaithersburg.",
    "newspaper article": "Ada One. 2024. Some News. Some Times, page A5.",
    "manuscript": "Ada One. 1998. Some Draft. Unpublished manuscript.",
    "one author": "Ada One. 2020. Title.",
    "two authors": "Ada One and Ben Two. 2020. Title.",
    "three authors": "Ada One, Ben Two, and Cy Three. 2020. Title.",
    "four authors": "Ada One, Ben Two, Cy Three, and Di Four. 2020. Title.",
    "hyphens, particles and suffixes": (
        "Ming-Wei Chang, Aäron van den Oord, and Jane Dwivedi-Yu. 2020. Title."
    ),
    "without a year": "Ada One. Some Title. Some Journal, 7:1–2.",
    "in press": "Ada One. in press. Some Title. Some Journal.",
    "forthcoming": "Ada One. forthcoming. Some Title. Some Journal.",
    "without an author": "2018. Elliptic Curve Cryptography. Bundesamt. Version 2.10.",
    "title only": "Some Report. Technical report.",
}


@pytest.mark.parametrize("key", ITEMS)
def test_a_reference_in_syndata(styles: Styles, key: str) -> None:
    assert styles.over("syndata", [ITEMS[key]]).bibliography() == {key: SYNDATA[key]}


@pytest.mark.parametrize("key", ITEMS)
def test_a_reference_in_acl(styles: Styles, key: str) -> None:
    assert styles.over("acl", [ITEMS[key]]).bibliography() == {key: ACL[key]}


@pytest.mark.parametrize(
    ("key", "italic"),
    [
        ("preprint", "Preprint"),
        ("preprint without a number", "bioRxiv preprint"),
        ("journal article", "Nature"),
        ("conference paper", "Proceedings of the IEEE Conference on Computer Vision"),
        ("book", "Learning with Kernels"),
        ("chapter", "Parallel Distributed Processing"),
        ("thesis", "Reducing Planning Problems by Path Reduction"),
    ],
)
def test_acl_sets_what_stands_alone_in_italics(styles: Styles, key: str, italic: str) -> None:
    reference = styles.over("acl", [ITEMS[key]], markup=True).bibliography()[key]
    assert re.findall("<i>(.*?)</i>", reference) == [italic]


def test_acl_sorts_by_author_year_and_title(styles: Styles) -> None:
    def book(key: str, author: dict[str, str] | None, year: int, title: str) -> dict[str, Any]:
        item = {"id": key, "type": "book", "title": title, "issued": date(year, 13 - int(key))}
        return item | ({"author": [author]} if author else {})

    beek = {"family": "Beek", "given": "Peter", "non-dropping-particle": "van"}
    xu = {"family": "Xu", "given": "Can"}
    items = [
        book("5", xu, 2024, "B"),
        book("4", xu, 2024, "A"),
        book("3", xu, 2023, "C"),
        book("2", None, 2024, "Waves"),  # nobody's: it stands at its title
        book("1", beek, 2024, "D"),
    ]
    assert list(styles.over("acl", items).bibliography()) == ["1", "2", "3", "4", "5"]


def test_syndata_keeps_the_order_in_which_the_references_come(styles: Styles) -> None:
    items = [ITEMS["two authors"], ITEMS["book"], ITEMS["one author"]]
    assert list(styles.over("syndata", items).bibliography()) == [
        "two authors",
        "book",
        "one author",
    ]


# --- Citations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "syndata", "acl"),
    [
        (["one author"], "(One, 2020)", "(One, 2020)"),
        # GB/T 7714 names the first author alone, be it of two.
        (["two authors"], "(One et al., 2020)", "(One and Two, 2020)"),
        (["three authors"], "(One et al., 2020)", "(One et al., 2020)"),
        (
            ["preprint", "book"],
            "(Tan et al., 2024; Schölkopf et al., 2002)",
            "(Tan et al., 2024; Schölkopf and Smola, 2002)",
        ),
        (
            ["book with editors only"],
            "(Ogrodniczuk et al., 2019)",
            "(Ogrodniczuk and Pradhan, 2019)",
        ),
        (["without a year"], "(One)", "(One)"),
        (["in press"], "(One, in press)", "(One, in press)"),
        (
            ["report without a number"],
            "(World Health Organization, 1970)",
            "(World Health Organization, 1970)",
        ),
        (
            ["without an author"],
            "(Elliptic Curve Cryptography, 2018)",
            "(Elliptic Curve Cryptography, 2018)",
        ),
    ],
)
def test_a_citation(styles: Styles, keys: list[str], syndata: str, acl: str) -> None:
    items = [ITEMS[key] for key in keys]
    assert styles.over("syndata", items).citation(*keys) == syndata
    assert styles.over("acl", items).citation(*keys) == acl


def test_a_citation_of_a_page(styles: Styles) -> None:
    items = [ITEMS["book"]]
    assert (
        styles.over("syndata", items).citation("book", page="12") == "(Schölkopf et al., 2002: 12)"
    )
    assert styles.over("acl", items).citation("book", page="12") == (
        "(Schölkopf and Smola, 2002, p. 12)"
    )


@pytest.mark.parametrize(
    ("style", "citation", "reference"),
    [
        ("syndata", "(One, 2020b)", "One A. Title[M]. 2020b."),
        ("acl", "(One, 2020b)", "Ada One. 2020b. Title."),
    ],
)
def test_a_year_suffix_has_its_place(
    styles: Styles, style: str, citation: str, reference: str
) -> None:
    # citeproc-py assigns none, but prints the one that it is given.
    over = styles.over(style, [ITEMS["one author"] | {"year-suffix": "b"}])
    assert over.citation("one author") == citation
    assert over.bibliography() == {"one author": reference}
