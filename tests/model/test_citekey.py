from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.bibtex import Document
from synbib.errors import SynbibError
from synbib.model.citekey import DEFAULT, TakenKeys, citation_key, key_fits, unique_key

TAN = {
    "author": "Tan, Zhen and van der Berg, Alimohammad and others",
    "title": "Large Language Models for Data Annotation: A Survey",
    "booktitle": "Findings of the Association for Computational Linguistics: EMNLP 2024",
    "year": "2024",
}


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        (TAN, "tan2024large"),
        ({**TAN, "author": "Ludwig van Beethoven"}, "beethoven2024large"),
        ({**TAN, "author": "Canton Ferrer, Cristian"}, "cantonferrer2024large"),
        ({**TAN, "author": "O'Brien-Smith, Pat"}, "obriensmith2024large"),
        ({**TAN, "author": "", "editor": "Knuth, Donald"}, "knuth2024large"),
        # Accents
        ({**TAN, "author": r"M{\"u}ller, J{\"o}rg"}, "muller2024large"),
        ({**TAN, "author": "Strauß, Émile"}, "strauss2024large"),
        ({**TAN, "author": "Øvergård, K. and Åse, B."}, "overgard2024large"),
        ({**TAN, "author": "Łukasz Kaiser", "title": "Élan Vital"}, "kaiser2024elan"),
        ({**TAN, "author": "李明", "title": "大语言模型：综述"}, "李明2024大语言模型"),
        # Institutions
        ({**TAN, "author": "{OpenAI}", "title": "{GPT}-4 Technical Report"}, "openai2024gpt"),
        ({**TAN, "author": "{The LLaMA Team, AI @ Meta}"}, "llamateam2024large"),
        # Titles
        ({**TAN, "title": "On the Dangers of Stochastic Parrots"}, "tan2024dangers"),
        ({**TAN, "title": "Don't Stop Pretraining"}, "tan2024dont"),
        ({**TAN, "title": r"{\textsc{Self-Instruct}}: Aligning"}, "tan2024self"),
        ({**TAN, "title": "On and Off"}, "tan2024on"),
        ({**TAN, "title": "…"}, "tan2024"),
        # Years
        ({**TAN, "year": "", "date": "2023-03-15"}, "tan2023large"),
        ({**TAN, "year": "in press"}, "tanlarge"),
    ],
)
def test_a_key_is_the_author_the_year_and_the_first_word_that_counts(
    fields: dict[str, str], key: str
) -> None:
    assert citation_key(fields, "inproceedings") == key


def test_a_letter_and_a_hyphen_belong_to_the_word_after_them() -> None:
    fields = {"author": "Liu, Xiao", "year": "2022", "title": "P-Tuning v2: Prompt Tuning"}
    assert citation_key(fields, "misc") == "liu2022ptuning"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        (
            {"title": "Measuring Mathematical Problem Solving With the MATH Dataset", "year": "2021"},
            "measuring2021mathematical",
        ),
        ({"title": "The Pile", "year": "2020"}, "pile2020"),
        ({"title": "{LLaMA}"}, "llama"),
        ({"year": "2020"}, "2020"),
        ({}, "entry"),
        ({"author": "others", "title": "?"}, "entry"),
    ],
)  # fmt: skip
def test_where_nobody_is_named_the_title_stands_for_the_author(
    fields: dict[str, str], key: str
) -> None:
    assert citation_key(fields, "misc") == key


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[auth][year]", "Tan2024"),
        ("[authors]_[shortyear]", "TanBerg_24"),
        ("[veryshorttitle:upper]", "LARGE"),
        ("[shorttitle]", "LargeLanguageModels"),
        ("[title]", "LargeLanguageModelsforDataAnnotationASurvey"),
        ("[camel]", "LargeLanguageModelsForDataAnnotationASurvey"),
        ("[title:abbr:lower]", "llmfdaas"),
        ("[title:lower:capitalize:abbr]", "LLMFDAAS"),
        ("[auth:lower]-[venue]", "tan-FindingsEMNLP"),
        ("[entrytype]:[auth]", "inproceedings:Tan"),
        ("[auth:(anon)][year]", "Tan2024"),
        ("paper", "paper"),
        ("", "entry"),
    ],
)
def test_a_pattern_in_jabrefs_syntax(pattern: str, key: str) -> None:
    assert citation_key(TAN, "inproceedings", pattern) == key


def test_a_fallback_stands_where_a_marker_has_nothing() -> None:
    assert citation_key({"title": "The Pile"}, "misc", "[auth:(anon)][year:(nd)]") == "anonnd"
    assert citation_key({"title": "The Pile"}, "misc", "[auth]-[year]") == "Pile"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("[auht][year]", "unknown marker of citation keys 'auht'; did you mean auth?"),
        ("[auth:lowr]", "unknown modifier of citation keys 'lowr'; did you mean lower?"),
        (
            "[auth][year",
            "the pattern of citation keys '[auth][year' is wrong from '[year' on; a marker looks like [auth] or "
            "[title:abbr:lower]",
        ),
        (
            "[auth] [year]",
            "' ' cannot stand in a citation key; use letters, digits, ':', '_' and '-' between markers",
        ),
        (
            "[auth:({})]",
            "'{' cannot stand in a citation key; use letters, digits, ':', '_' and '-' between markers",
        ),
    ],
)
def test_what_is_wrong_in_a_pattern_is_said(pattern: str, message: str) -> None:
    with pytest.raises(SynbibError) as error:
        citation_key(TAN, "article", pattern)
    assert str(error.value) == message


texts = st.text("aZé ß李α-:,'{}\\\"$&%_0And\u0301İ#=", max_size=12)
patterns = st.sampled_from(
    [DEFAULT, "[authors][title]", "[camel:lower]-[venue]", "[entrytype:upper]:[title:abbr]"]
)


@given(texts, texts, texts, texts, patterns)
def test_every_key_can_stand_in_a_file(
    author: str, title: str, year: str, booktitle: str, pattern: str
) -> None:
    fields = {"author": author, "title": title, "year": year, "booktitle": booktitle}
    key = citation_key(fields, "article", pattern)
    document = Document.parse(f"@article{{{key}, title = {{T}}}}\n")
    assert [entry.key for entry in document.entries] == [key]
    assert not document.diagnostics
    if (author + title + year + booktitle).isascii():
        assert set(key) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-")


def test_a_taken_key_gets_a_letter() -> None:
    taken: set[str] = set()
    for _ in range(30):
        taken.add(unique_key("tan2024large", taken))
    assert sorted(taken, key=lambda key: (len(key), key)) == [
        "tan2024large",
        *(f"tan2024large{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
        "tan2024largeaa",
        "tan2024largeab",
        "tan2024largeac",
    ]


@given(st.sets(st.from_regex(r"k[a-c]{0,3}", fullmatch=True)))
def test_a_unique_key_is_never_taken(taken: set[str]) -> None:
    key = unique_key("k", taken)
    assert key not in taken
    assert key.startswith("k")


def test_many_entries_with_one_key_do_not_ask_for_each_other() -> None:
    class Counting(set[str]):
        asked = 0

        def __contains__(self, key: object) -> bool:
            self.asked += 1
            return super().__contains__(key)

    taken = Counting()
    for _ in range(5000):
        taken.add(unique_key("entry", taken))
    assert len(taken) == 5000
    assert taken.asked < 5000 * 30


def test_a_key_is_taken_in_any_letter_case() -> None:
    taken = TakenKeys(["Roe2020"])
    assert unique_key("roe2020", taken) == "roe2020a"
    taken.add("ROE2020A")
    assert unique_key("roe2020", taken) == "roe2020b"
    assert unique_key("roe2020", taken.without(["roe2020"])) == "roe2020"


@pytest.mark.parametrize(
    ("key", "entries", "fits"),
    [
        ("roe2020", 1, True),
        ("roe2020a", 1, True),
        ("roe2020z", 1, True),
        ("roe2020aa", 1, False),
        ("roe2020aa", 28, True),
        ("roe2020az", 28, False),
        ("roe2020A", 1, False),
        ("roe2020-a", 1, False),
        ("roe2020é", 1, False),
        ("roe20", 1, False),
        ("aroe2020", 1, False),
    ],
)
def test_a_key_fits_its_pattern_with_the_letters_that_tell_works_apart(
    key: str, entries: int, fits: bool
) -> None:
    assert key_fits(key, "roe2020", entries) is fits
