"""The tables of fields, types and words, row by row, from an entry of BibTeX or biblatex to its CSL item.

Sources: biblatex manual §2.1 to §2.3, §3.1.1 and §4.9.2; CSL 1.0.2, Appendices III and IV.
"""

from __future__ import annotations

from typing import Any

import pytest

from synbib.library import read_text


def pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a text such as ``a=b c=d``."""
    return [(left, right) for left, _, right in (pair.partition("=") for pair in text.split())]


def item(fields: str, entry_type: str = "book") -> dict[str, Any]:
    return dict(read_text(f"@{entry_type}{{x, {fields}}}")["x"].csl)


TYPES = """
article=article-journal artwork=graphic audio=song bibnote=document book=book bookinbook=book booklet=pamphlet
collection=book commentary=book conference=paper-conference dataset=dataset electronic=webpage image=graphic
inbook=chapter incollection=chapter inproceedings=paper-conference inreference=entry-encyclopedia
jurisdiction=legal_case legislation=legislation legal=treaty letter=personal_communication manual=book
mastersthesis=thesis misc=document movie=motion_picture music=song mvbook=book mvcollection=book
mvproceedings=book mvreference=book online=webpage patent=patent performance=performance periodical=periodical
phdthesis=thesis proceedings=book reference=book report=report review=review software=software standard=standard
suppbook=chapter suppcollection=chapter suppperiodical=article-journal techreport=report thesis=thesis
unpublished=manuscript video=motion_picture www=webpage
"""


@pytest.mark.parametrize(("entry_type", "expected"), pairs(TYPES))
def test_the_type_of_an_entry(entry_type: str, expected: str) -> None:
    assert item("title={T}", entry_type)["type"] == expected


SUBTYPES = [
    ("article", "magazine", "article-magazine"),
    ("article", "newspaper", "article-newspaper"),
    ("inreference", "dictionary", "entry-dictionary"),
    ("misc", "letter", "personal_communication"),
    ("unpublished", "letter", "personal_communication"),
    ("book", "letter", "book"),
]


@pytest.mark.parametrize(("entry_type", "subtype", "expected"), SUBTYPES)
def test_the_subtype_of_an_entry(entry_type: str, subtype: str, expected: str) -> None:
    assert item(f"entrysubtype={{{subtype}}}", entry_type)["type"] == expected


PREPRINTS = ["misc", "online", "unpublished", "article", "electronic", "techreport"]


@pytest.mark.parametrize("entry_type", PREPRINTS)
def test_a_preprint_is_one_unless_it_is_published(entry_type: str) -> None:
    arxiv = "eprint={2401.00001}, archiveprefix={arXiv}"
    assert item(arxiv, entry_type)["type"] == "article"
    for published in ("journal", "journaltitle", "booktitle"):
        assert item(f"{arxiv}, {published}={{J}}", entry_type)["type"] != "article"


def test_a_book_on_arxiv_is_a_book() -> None:
    assert item("eprint={2401.00001}, archiveprefix={arXiv}")["type"] == "book"


# --- fields -----------------------------------------------------------------------------------------------------

TEXTS = """
abstract=abstract annotation=annote edition=edition eventtitle=event-title keywords=keyword library=call-number
origtitle=original-title scale=scale section=section shortjournal=container-title-short venue=event-place
version=version chapter=chapter-number issue=issue pagetotal=number-of-pages volume=volume
volumes=number-of-volumes origlocation=original-publisher-place origpublisher=original-publisher
"""


@pytest.mark.parametrize(("field", "variable"), pairs(TEXTS))
def test_a_field_of_text(field: str, variable: str) -> None:
    assert item(f"{field}={{7}}")[variable] == "7"


VERBATIM = """
doi=DOI isbn=ISBN issn=ISSN pmcid=PMCID pmid=PMID url=URL
"""


@pytest.mark.parametrize(("field", "variable"), pairs(VERBATIM))
def test_a_field_that_is_taken_as_it_is(field: str, variable: str) -> None:
    assert item(f"{field}={{a--b_c}}")[variable] == "a--b_c"


NAMES = """
author=author bookauthor=container-author compiler=compiler composer=composer director=director editor=editor
illustrator=illustrator interviewer=interviewer narrator=narrator origauthor=original-author performer=performer
producer=producer recipient=recipient translator=translator
"""


@pytest.mark.parametrize(("field", "variable"), pairs(NAMES))
def test_a_field_of_names(field: str, variable: str) -> None:
    assert item(f"{field}={{Roe, Jane and van Gogh, Vincent}}")[variable] == [
        {"family": "Roe", "given": "Jane"},
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
    ]


ROLES = """
collaborator=contributor compiler=compiler director=director editor=editor editorialdirector=editorial-director
illustrator=illustrator organizer=organizer performer=performer producer=producer translator=translator
"""


@pytest.mark.parametrize(("role", "variable"), pairs(ROLES))
@pytest.mark.parametrize("field", ["editor", "editora", "editorb", "editorc"])
def test_the_role_of_an_editor(field: str, role: str, variable: str) -> None:
    found = item(f"{field}={{Roe, Jane}}, {field}type={{{role}}}")
    assert found[variable] == [{"family": "Roe", "given": "Jane"}]
    assert (variable == "editor") == ("editor" in found)


DATES = """
url=accessed event=event-date orig=original-date
"""


@pytest.mark.parametrize(("kind", "variable"), pairs(DATES))
def test_a_field_of_a_date(kind: str, variable: str) -> None:
    assert item(f"{kind}date={{2020-05}}")[variable] == {"date-parts": [[2020, 5]]}
    assert item(f"{kind}year={{2020}}")[variable] == {"date-parts": [[2020]]}


ALIASES = """
accessdate=urldate accessed=urldate address=location annote=annotation archiveprefix=eprinttype
article-number=eid articleno=eid hyphenation=langid journal=journaltitle keyword=keywords lastaccessed=urldate
lastchecked=urldate numpages=pagetotal primaryclass=eprintclass school=institution
"""


@pytest.mark.parametrize(("alias", "field"), pairs(ALIASES))
def test_a_field_by_another_name(alias: str, field: str) -> None:
    value = {"langid": "german", "hyphenation": "german", "urldate": "2020-05"}.get(field, "1")
    others = "eprint={1}, " if field.startswith("eprint") else ""
    # What an alias does not tell is that the entry was written for biblatex.
    assert item(f"{others}{alias}={{{value}}}") == item(f"{others}{field}={{{value}}}")
    if alias == "address":
        return  # beside it `location` is another place
    assert item(f"{others}{alias}={{0}}, {field}={{{value}}}") == item(
        f"{others}{field}={{{value}}}"
    )


OF_BIBLATEX = """
booksubtitle date eprinttype eventdate eventtitle hyphenation journalsubtitle journaltitle langid location maintitle origdate origlocation pubstate subtitle titleaddon
"""


@pytest.mark.parametrize("field", OF_BIBLATEX.split())
def test_a_field_that_only_biblatex_has_makes_lists_of_publishers(field: str) -> None:
    assert item("publisher={A and B}, year={2000}")["publisher"] == "A and B"
    assert item(f"publisher={{A and B}}, {field}={{2000}}")["publisher"] == "A; B"


# --- words ------------------------------------------------------------------------------------------------------

GENRES = """
audiocd=audio CD
bathesis=Bachelor’s thesis
candthesis=Candidate thesis
datacd=data CD
mastersthesis=Master’s thesis
mathesis=Master’s thesis
patent=patent
patentau=Australian patent
patentde=German patent
patenteu=European patent
patentfr=French patent
patentuk=British patent
patentus=U.S. patent
patreq=patent request
patreqde=German patent request
patreqeu=European patent request
patreqfr=French patent request
patrequk=British patent request
patrequs=U.S. patent request
phdthesis=PhD thesis
resreport=research report
software=computer software
techreport=technical report
"""


@pytest.mark.parametrize("row", GENRES.strip().splitlines())
def test_what_a_key_of_type_says(row: str) -> None:
    key, _, words = row.partition("=")
    assert item(f"type={{{key}}}", "thesis")["genre"] == words


STATES = """
forthcoming=forthcoming
inpreparation=in preparation
inpress=in press
prepublished=pre-published
submitted=submitted
"""


@pytest.mark.parametrize("row", STATES.strip().splitlines())
def test_what_a_key_of_pubstate_says(row: str) -> None:
    key, _, words = row.partition("=")
    assert item(f"pubstate={{{key}}}")["status"] == words


COUNTRIES = """
countryau=Australia
countryde=Germany
countryep=European Union
countryeu=European Union
countryfr=France
countryuk=United Kingdom
countryus=United States of America
"""


@pytest.mark.parametrize("row", COUNTRIES.strip().splitlines())
def test_the_country_of_a_patent(row: str) -> None:
    key, _, words = row.partition("=")
    assert item(f"location={{{key}}}", "patent")["jurisdiction"] == words


SERIES = """
newseries=New series
oldseries=Old series
1=1st series
2=2nd series
3=3rd series
4=4th series
11=11th series
12=12th series
13=13th series
21=21st series
111=111th series
112=112th series
Own=Own
"""


@pytest.mark.parametrize("row", SERIES.strip().splitlines())
def test_the_series_of_a_journal(row: str) -> None:
    key, _, words = row.partition("=")
    assert item(f"series={{{key}}}", "article")["collection-title"] == words


LANGUAGES = """
afrikaans=af-ZA albanian=sq-AL american=en-US arabic=ar armenian=hy-AM australian=en-AU austrian=de-AT
bahasa=id-ID bahasai=id-ID bahasam=ms-MY basque=eu belarusian=be-BY bengali=bn-BD brazil=pt-BR brazilian=pt-BR
breton=br-FR british=en-GB bulgarian=bg-BG canadian=en-CA canadien=fr-CA catalan=ca-AD chinese=zh-CN
croatian=hr-HR czech=cs-CZ danish=da-DK dutch=nl-NL english=en-US esperanto=eo estonian=et-EE farsi=fa-IR
finnish=fi-FI francais=fr-FR french=fr-FR galician=gl-ES georgian=ka-GE german=de-DE germanb=de-DE greek=el-GR
hebrew=he-IL hindi=hi-IN hungarian=hu-HU icelandic=is-IS indonesian=id-ID interlingua=ia irish=ga-IE
italian=it-IT japanese=ja-JP kannada=kn-IN khmer=km-KH korean=ko-KR lao=lo-LA latin=la latvian=lv-LV
lithuanian=lt-LT magyar=hu-HU malay=ms-MY malayalam=ml-IN marathi=mr-IN mexican=es-MX mongolian=mn-MN
naustrian=de-AT newzealand=en-NZ ngerman=de-DE norsk=nb-NO norwegian=nb-NO nswissgerman=de-CH nynorsk=nn-NO
persian=fa-IR polish=pl-PL polutonikogreek=el-GR portuges=pt-PT portuguese=pt-PT romanian=ro-RO russian=ru-RU
sanskrit=sa scottish=gd-GB serbian=sr-RS serbianc=sr-RS slovak=sk-SK slovene=sl-SI slovenian=sl-SI spanish=es-ES
swedish=sv-SE swissgerman=de-CH syriac=syr tamil=ta-IN telugu=te-IN thai=th-TH turkish=tr-TR uk=en-GB
ukenglish=en-GB ukrainian=uk-UA urdu=ur-PK usenglish=en-US vietnamese=vi-VN welsh=cy-GB
de=de pt-BR=pt-BR zh_Hans_CN=zh-Hans-CN EN-gb=en-GB langgerman=de-DE English=en-US
"""


@pytest.mark.parametrize(("name", "tag"), pairs(LANGUAGES))
def test_the_tag_of_a_language(name: str, tag: str) -> None:
    assert item(f"langid={{{name}}}")["language"] == tag
