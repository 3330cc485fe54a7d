"""The table of known venues, and how a text is looked up in it."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.model import venue
from synbib.model.venues import TYPES, Venue, find_venue, normal_form, venues

VENUES = venues()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Acronyms: old, misspelt, joint, with years of all sorts
        ("NeurlPS", ("NeurIPS", None, None)),
        ("NIPS", ("NeurIPS", None, None)),
        ("neurips 2023", ("NeurIPS", 2023, None)),
        ("Neurips'22", ("NeurIPS", 2022, None)),
        ("ICLR'24", ("ICLR", 2024, None)),
        ("ICLR’24", ("ICLR", 2024, None)),
        ("ICLR 2024", ("ICLR", 2024, None)),
        ("iclr24", ("ICLR", 2024, None)),
        ("ICLR2024", ("ICLR", 2024, None)),
        ("CVPR-2023", ("CVPR", 2023, None)),
        ("AAAI-20", ("AAAI", 2020, None)),
        ("KDD-98", ("KDD", 1998, None)),
        ("{EMNLP}, 2021", ("EMNLP", 2021, None)),
        ("*ACL 2020*", ("ACL", 2020, None)),
        ("ACL-IJCNLP 2021", ("ACL", 2021, None)),
        ("ACL/IJCNLP (1)", ("ACL", None, None)),
        ("In ACL (1)", ("ACL", None, None)),
        ("Proceedings of ACL-08: HLT", ("ACL", 2008, None)),
        ("NAACL-HLT 2019", ("NAACL", 2019, None)),
        ("LREC-COLING 2024", ("LREC-COLING", 2024, None)),
        ("IJCAI/ECAI 2018", ("IJCAI", 2018, None)),
        ("ESEC/FSE 2023", ("FSE", 2023, None)),
        ("Proc. CVPR", ("CVPR", None, None)),
        ("IEEE S&P 2022", ("S&P", 2022, None)),
        (r"IEEE S\&P 2022", ("S&P", 2022, None)),
        ("USENIX Security '21", ("USENIX Security", 2021, None)),
        ("SIGGRAPH Asia 2022 Conference Papers", ("SIGGRAPH Asia", 2022, None)),
        ("SIGGRAPH 2022", ("SIGGRAPH", 2022, None)),
        ("WMT14", ("WMT", 2014, None)),
        ("*SEM 2012", ("*SEM", 2012, None)),
        ("FAT*", ("FAccT", None, None)),
        ("accepted to ICML 2024", ("ICML", 2024, None)),
        ("KDD, pp. 1-10", ("KDD", None, None)),
        # Preprints
        ("arXiv'23", ("arXiv", 2023, None)),
        ("arxiv 2024", ("arXiv", 2024, None)),
        ("arXiv preprint arXiv:2006.12345", ("arXiv", None, None)),
        ("CoRR abs/2006.12345", ("arXiv", None, None)),
        # Tracks
        ("EMNLP Findings", ("EMNLP", None, "Findings")),
        ("Findings of EMNLP 2023", ("EMNLP", 2023, "Findings")),
        ("EMNLP 2023 (Findings)", ("EMNLP", 2023, "Findings")),
        ("ACL/IJCNLP (Findings)", ("ACL", None, "Findings")),
        ("Findings of ACL 2023", ("ACL", 2023, "Findings")),
        ("Findings of ACL-IJCNLP 2021", ("ACL", 2021, "Findings")),
        ("Findings of the ACL: NAACL 2022", ("NAACL", 2022, "Findings")),
        (
            "Findings of the Association for Computational Linguistics: EMNLP 2023",
            ("EMNLP", 2023, "Findings"),
        ),
        (
            "Findings of the Association for Computational Linguistics ACL 2024",
            ("ACL", 2024, "Findings"),
        ),
        (
            "Findings of the Association for Computational Linguistics",
            ("ACL", None, "Findings"),
        ),
        ("CVPRW 2020", ("CVPR", 2020, "Workshop")),
        ("NeurIPS 2022 Workshop on Graph Learning", ("NeurIPS", 2022, "Workshop")),
        ("Proceedings of Workshops at the 40th ICML", ("ICML", None, "Workshop")),
        ("1st Workshop on Something New at EMNLP 2025", ("EMNLP", 2025, "Workshop")),
        ("Something@PLDI", ("PLDI", None, "Workshop")),
        ("ACL 2015 Student Research Workshop", ("ACL", 2015, "Student")),
        ("EMNLP: System Demonstrations", ("EMNLP", None, "Demo")),
        ("NAACL-HLT (Industry Papers)", ("NAACL", None, "Industry")),
        ("NeurIPS Datasets and Benchmarks 2021", ("NeurIPS", 2021, "Datasets")),
        ("NeurIPS'22 D&B", ("NeurIPS", 2022, "Datasets")),
        ("Coling 2010: Posters", ("COLING", 2010, "Poster")),
        (
            "Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (Volume 2: Short Papers)",
            ("ACL", None, "Short"),
        ),
        (
            "Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)",
            ("NAACL", 2019, None),
        ),
        (
            "Extended Abstracts of the 2021 CHI Conference on Human Factors in Computing Systems",
            ("CHI", 2021, "Companion"),
        ),
        # A workshop that is known itself
        ("WMT@EMNLP 2018", ("WMT", 2018, None)),
        ("12th Workshop on Argument Mining at EMNLP 2025", ("ArgMining", 2025, None)),
        (
            "NAACL HLT 2010 Fifth Workshop on Innovative Use of NLP for Building Educational Applications",
            ("BEA", 2010, None),
        ),
        (
            "IWCS 2013 Workshop on Computational Semantics in Clinical Text",
            ("IWCS", 2013, "Workshop"),
        ),
        # Full names
        (
            "Proceedings of the 37th International Conference on Machine Learning",
            ("ICML", None, None),
        ),
        ("Advances in Neural Information Processing Systems 36", ("NeurIPS", None, None)),
        ("The Thirty-Fourth AAAI Conference on Artificial Intelligence", ("AAAI", None, None)),
        (
            "2019 IEEE/CVF International Conference on Computer Vision, ICCV 2019, Seoul",
            ("ICCV", 2019, None),
        ),
        ("IEEE Int. Conf. Comput. Vis.", ("ICCV", None, None)),
        (
            "Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing and the 9th International Joint Conference on Natural Language Processing (EMNLP-IJCNLP): System Demonstrations",
            ("EMNLP", 2019, "Demo"),
        ),
        (
            "Joint Conference of the 47th Annual Meeting of the ACL and the 4th International Joint Conference on Natural Language Processing of the AFNLP",
            ("ACL", None, None),
        ),
        (
            "Fourth Conference on Computational Natural Language Learning and the Second Learning Language in Logic Workshop",
            ("CoNLL", None, None),
        ),
        ("Machine Learning, Proceedings of the 22nd Conference (ICML 2005)", ("ICML", 2005, None)),
        ("Computer Vision – ECCV 2020 – 16th European Conference", ("ECCV", 2020, None)),
        (
            "Proceedings of the ACM SIGACT-SIGMOD Symposium on Principles of Database Systems",
            ("PODS", None, None),
        ),
        # Journals
        ("IEEE Trans. Pattern Anal. Mach. Intell.", ("TPAMI", None, None)),
        ("IEEE T-PAMI", ("TPAMI", None, None)),
        ("Medical Imaging, IEEE Transactions on", ("TMI", None, None)),
        ("J. Mach. Learn. Res.", ("JMLR", None, None)),
        ("Trans. Assoc. Comput. Linguistics", ("TACL", None, None)),
        ("Computational Linguistics", ("Computational Linguistics", None, None)),
        ("Proc. VLDB Endow.", ("PVLDB", None, None)),
        ("Communications of the ACM, volume 63", ("CACM", None, None)),
        ("Nature 2020", ("Nature", 2020, None)),
    ],
)
def test_a_text_tells_its_venue(text: str, expected: tuple[str, int | None, str | None]) -> None:
    found = find_venue(text)
    assert found is not None
    assert (found.venue.acronym, found.year, found.track) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "1",
        "2020",
        "Proceedings of the",
        # Who organises or publishes is not a venue
        "ACM",
        "IEEE",
        "AI",
        "AAAI Press",
        "ACL Anthology",
        "ACM SIGACT",
        # Words
        "chi",
        "chi 2021",
        "the chi squared test",
        "nature",
        "science",
        "Computer Science",
        "Science in Context",
        "fast",
        "Fast Company",
        "soda",
        "group 2020",
        "big data",
        "acl repair",
        "ACL repair surgery",
        "a neural network",
        "Workshop on AI for Social Good",
        "Workshop on Machine Learning for Creativity",
        "Advances in AI",
        # Others whose names begin or end like a known one
        "Journal of Computational Linguistics",
        "International Journal of Computational Linguistics & Chinese Language Processing",
        "Conference on Artificial Intelligence in Medicine in Europe",
        "Canadian Conference on Artificial Intelligence",
        "Conference on Neural Networks of the Brain",
        "AAAI Spring Symposium",
        # A workshop's own acronym, which happens to be that of a conference, too
        "Proceedings of the 2nd Workshop on Multilingual Surface Realisation (MSR 2019)",
        # Not published there, at least not yet
        "Submitted to ICLR 2025",
        "Under review at ACL",
        "https://www.example.org/acl/",
    ],
)
def test_no_venue_is_found_where_there_is_none(text: str) -> None:
    assert find_venue(text) is None


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("NIPS 2015", "NeurIPS"),
        ("EMNLP (Findings)", "Findings of EMNLP"),
        ("CVPR Workshops", "CVPR Workshop"),
        ("ACL 2015 (short paper)", "ACL"),
    ],
)
def test_the_short_name_does_not_pass_one_venue_off_as_another(text: str, short: str) -> None:
    found = find_venue(text)
    assert found is not None
    assert found.short == short


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # What is given, then what stands in parentheses, before the table
        ({"shortvenue": "NIPS", "booktitle": "ICML"}, "NIPS"),
        ({"booktitle": "Neural Information Processing Systems (NIPS)"}, "NIPS"),
        ({"booktitle": "Advances in Neural Information Processing Systems 28"}, "NeurIPS"),
        (
            {
                "booktitle": "Findings of the {A}ssociation for {C}omputational {L}inguistics: {EMNLP} 2020"
            },
            "Findings of EMNLP",
        ),
        ({"booktitle": "ICML 2020 Workshop on Graphs"}, "ICML Workshop"),
        ({"journal": "IEEE Transactions on Robotics and Automation"}, "T-RO"),
        ({"journal": "Journal of Irreproducible Results"}, "Journal of Irreproducible Results"),
    ],
)
def test_the_table_comes_after_what_the_entry_says(fields: dict[str, str], expected: str) -> None:
    assert venue(fields) == expected


# --- The data -------------------------------------------------------------------------------------


def spellings(known: Venue) -> list[str]:
    return [known.acronym, known.name, *known.aliases]


def source() -> str:
    path = Path(sys.modules["synbib.model.venues"].__file__ or "").with_name("venues.toml")
    return path.read_text("utf-8")


def test_the_table_is_sorted() -> None:
    assert len(VENUES) >= 300
    assert list(VENUES) == sorted(VENUES, key=lambda name: (name.casefold(), name))
    for known in VENUES.values():
        assert list(known.aliases) == sorted(known.aliases, key=lambda a: (a.casefold(), a))


def test_every_row_is_whole_and_of_a_known_type() -> None:
    keys = {"name", "type", "publisher", "word", "aliases"}
    for acronym, row in tomllib.loads(source()).items():
        assert {"name", "type", "publisher"} <= set(row) <= keys, acronym
        assert row["type"] in TYPES, acronym
        assert row["name"].strip(), acronym
        assert row["publisher"].strip(), acronym
        assert row.get("word", True) is True, acronym
    assert {known.type for known in VENUES.values()} == TYPES


def test_no_two_venues_have_a_name_in_common_and_none_has_one_twice() -> None:
    owner: dict[str, str] = {}
    for known in VENUES.values():
        for spelling in spellings(known):
            form = normal_form(spelling)
            assert form, spelling
            assert owner.setdefault(form, known.acronym) == known.acronym, spelling
        aliases = [normal_form(alias) for alias in known.aliases]
        forms = {normal_form(known.acronym), normal_form(known.name)}
        assert len(aliases) == len(set(aliases)), known.acronym
        assert not forms & set(aliases), known.acronym


def test_the_names_hold_no_years_and_no_stray_blanks() -> None:
    for known in VENUES.values():
        for spelling in spellings(known):
            assert spelling == " ".join(spelling.split()), spelling
            assert not re.search(r"\d{4}", spelling), spelling


@pytest.mark.parametrize("ending", ["", " 2021", ", 2021", " (2021)"])
def test_each_name_finds_its_own_venue(ending: str) -> None:
    year = 2021 if ending else None
    for known in VENUES.values():
        for spelling in spellings(known):
            found = find_venue(spelling + ending)
            assert found is not None, spelling
            assert found.venue is known, spelling
            track = "Companion" if "Companion" in spelling else None
            assert (found.year, found.track) == (year, track), spelling


def test_the_table_is_read_when_the_first_venue_is_asked_for() -> None:
    code = (
        "from synbib.model import find_venue, venues\n"
        "assert not venues.venues.cache_info().currsize\n"
        "find_venue('ACL')\n"
        "assert venues.venues.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# --- Properties -----------------------------------------------------------------------------------

WORDS = (
    "ACL EMNLP Findings of the Workshop on at and in ( ) : - / ' 24 2024 37th Nature Machine Learning "
    "@ & * . , FAT* CVPRW association for computational linguistics"
)
PIECES = st.lists(st.sampled_from(WORDS.split()))


@given(st.text() | PIECES.map(" ".join) | PIECES.map("".join))
def test_any_text_has_an_answer(text: str) -> None:
    found = find_venue(text)
    assert found is None or found.year is None or 1950 <= found.year < 2100


@given(st.sampled_from([known.acronym for known in VENUES.values()]), st.integers(1950, 2099))
def test_an_acronym_and_a_year_are_found_whatever_stands_between(acronym: str, year: int) -> None:
    for between in (" ", "-", "_", ", ", " (", ": ", "  "):
        found = find_venue(f"{acronym}{between}{year}")
        assert found is not None
        assert (found.venue.acronym, found.year) == (acronym, year)
