"""Lists of people as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.paperlist.phrases.byline import split_byline
from synbib.paperlist.phrases.people import people_before, read_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # As they are spoken.
        ("Zhen Tan, Dawei Li, Song Wang.", ("Zhen Tan", "Dawei Li", "Song Wang")),
        ("Xuezhi Wang; Jason Wei; Dale Schuurmans", ("Xuezhi Wang", "Jason Wei", "Dale Schuurmans")),
        ("M. Zeiler and R. Fergus", ("M. Zeiler", "R. Fergus")),
        ("S. Wu, Y. Huang, and C. Gao", ("S. Wu", "Y. Huang", "C. Gao")),
        ("C. Doersch.", ("C. Doersch",)),
        ("Guoqing Li, Wenjie Li.", ("Guoqing Li", "Wenjie Li")),
        ("Ta-Chung Chi,Ting-Han Fan,Alexander I. Rudnicky.", ("Ta-Chung Chi", "Ting-Han Fan", "Alexander I. Rudnicky")),
        ("Zhuo Chen, Oriol Mayné i Comas, Di Luo", ("Zhuo Chen", "Oriol Mayné i Comas", "Di Luo")),
        ("Stéphane d'Ascoli, Rami Al-Rfou", ("Stéphane d'Ascoli", "Rami Al-Rfou")),
        ("Jonathan Smith Jr., Ann Lee", ("Jonathan Smith Jr.", "Ann Lee")),
        # The family name first, and a comma after it.
        ("Wu, S., Huang, Y., & Gao, C.", ("Wu, S.", "Huang, Y.", "Gao, C.")),
        ("Chalapathy, R. and Chawla, S.", ("Chalapathy, R.", "Chawla, S.")),
        ("van den Oord, A.", ("van den Oord, A.",)),
        ("Canton Ferrer, C., & Lee, K.H.", ("Canton Ferrer, C.", "Lee, K.H.")),
        ("Smith, J., Jr., & Doe, A.", ("Smith, Jr., J.", "Doe, A.")),
        ("Luo, Xiao  and\nWu, Shuangzhi  and\nLi, Mu", ("Luo, Xiao", "Wu, Shuangzhi", "Li, Mu")),
        ("Hernández-Lobato, José Miguel and Adams, Ryan", ("Hernández-Lobato, José Miguel", "Adams, Ryan")),
        # The same, and all commas.
        (
            "Hou, Saihui, Pan, Xinyu, Change Loy, Chen, Wang, Zilei and Lin, Dahua",
            ("Hou, Saihui", "Pan, Xinyu", "Change Loy, Chen", "Wang, Zilei", "Lin, Dahua"),
        ),
        (
            "Cavallari, Tommaso, Lord, Nicholas A, Di Stefano, Luigi and Torr, Philip HS",
            ("Cavallari, Tommaso", "Lord, Nicholas A", "Di Stefano, Luigi", "Torr, Philip HS"),
        ),
        # Only the first one that way.
        ("Liu, Pengfei, Weizhe Yuan, and Graham Neubig", ("Liu, Pengfei", "Weizhe Yuan", "Graham Neubig")),
        ("Bayerl, Petra Saskia, and Karsten Ingmar Paul", ("Bayerl, Petra Saskia", "Karsten Ingmar Paul")),
        ("Kirk, R. E., and S. M. Hosseini", ("Kirk, R. E.", "S. M. Hosseini")),
        # Initials after, and no comma.
        ("Tan Z, Beigi A, Wang S", ("Tan, Z", "Beigi, A", "Wang, S")),
        ("TAN Z, GU S S", ("Tan, Z", "Gu, S S")),
        ("van der Maaten L, Hinton G", ("van der Maaten, L", "Hinton, G")),
        ("Tan Z, Jr., Beigi A", ("Tan, Jr., Z", "Beigi, A")),
        # One in three may be a name of one word, or be written another way.
        ("Zhen Tan, Plato, Dawei Li, Song Wang", ("Zhen Tan", "Plato", "Dawei Li", "Song Wang")),
        ("Jane Roe, John Doe, Plato.", ("Jane Roe", "John Doe", "Plato")),
        ("Zhen Tan, Dawei Li, Song Wang, Tan Z", ("Zhen Tan", "Dawei Li", "Song Wang", "Tan Z")),
        ("Tan Z, Beigi A, Dawei Li, Wang S", ("Tan, Z", "Beigi, A", "Dawei Li", "Wang, S")),
        ("Tan Z, Beigi A, Plato", ("Tan, Z", "Beigi, A", "Plato")),
        ("Tan Z, Dawei Li, Song Wang", ("Tan Z", "Dawei Li", "Song Wang")),
        # Chinese.
        ("张三，李四", ("张三", "李四")),
        ("欧阳明、诸葛亮", ("欧阳明", "诸葛亮")),
    ],
)  # fmt: skip
def test_each_form_of_a_list(text: str, names: tuple[str, ...]) -> None:
    assert read_people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("K. Xu et al.", ("K. Xu", "others")),
        ("Hyung Won Chung et al", ("Hyung Won Chung", "others")),
        ("Jason Wei, et.al.", ("Jason Wei", "others")),
        ("Tan Z, Beigi A, et al", ("Tan, Z", "Beigi, A", "others")),
        ("Xiaojun Wan and others", ("Xiaojun Wan", "others")),
        ("张三, 李四, 等", ("张三", "李四", "others")),
        ("Guanting Dong, Hongyi Yuan, …, and Jingren Zhou", ("Guanting Dong", "Hongyi Yuan", "Jingren Zhou", "others")),
        ("Rozière, B., Adi, Y., … Synnaeve, G.", ("Rozière, B.", "Adi, Y.", "Synnaeve, G.", "others")),
    ],
)  # fmt: skip
def test_there_are_others_however_that_is_said(text: str, names: tuple[str, ...]) -> None:
    assert read_people(text) == names


def test_a_comma_before_et_al_tells_a_given_name_from_a_second_family_name() -> None:
    assert read_people("Dong, Guanting, et al.") == ("Dong, Guanting", "others")
    assert read_people("Ahn, Kim et al.") == ("Ahn", "Kim", "others")


@pytest.mark.parametrize(
    "text",
    [
        "Yi Sun*, Yu Zheng*",
        r"Yi Sun\*, Yu Zheng\*",
        "Yi Sun†, Yu Zheng‡",
        "Yi Sun¹, Yu Zheng¹²",
        "Yi Sun^1,2, Yu Zheng^{1}",
        "Yi Sun1, Yu Zheng1,2",
        "Yi Sun (Google), Yu Zheng [MIT]",
        "Yi Sun (1), Yu Zheng (2) ((1) Fuxi Lab, (2) Beihang University)",
        "by Yi Sun and Yu Zheng",
        "Authors: Yi Sun, Yu Zheng",
    ],
)
def test_footnote_marks_and_affiliations_are_dropped(text: str) -> None:
    assert read_people(text) == ("Yi Sun", "Yu Zheng")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Google",
        "Shanghai AI Lab",
        "Tsinghua University, Peking University",
        "Findings of ACL 2025",
        "ACL, EMNLP",
        "Nature Communications",
        "Neural Computation",
        "arXiv preprint",
        "Attack, Defense",
        "Node Classification, Graph Classification, Link Prediction",
        "Graph Neural Networks",
        "Deep Learning",
        "Text, Image, Video",
        "Llama 2, Qwen",
        "Python, Java",
        "Bangkok, Thailand",
        "Chain-of-Thought Prompting",
        "How to read papers",
        "GPT-4",
        "深度学习",
        "Contributions are welcome, please open an issue.",
    ],
)
def test_titles_venues_and_institutions_are_no_people(text: str) -> None:
    assert read_people(text) is None


def test_among_others_somebody_may_be_called_what_titles_say() -> None:
    assert read_people("Jim Apple, Paul Chang, Aran Clauson") == ("Jim Apple", "Paul Chang", "Aran Clauson")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OpenAI", ("{OpenAI}",)),
        ("NLLB Team.", ("{NLLB Team}",)),
        ("Gemini Team, Google", ("{Gemini Team, Google}",)),
        ("OpenAI, Josh Achiam, Steven Adler et al.", ("{OpenAI}", "Josh Achiam", "Steven Adler", "others")),
        ("Zhao, Dongyan*", ("Zhao, Dongyan",)),
    ],
)  # fmt: skip
def test_where_authors_stand_what_is_nobody_is_an_organisation(
    text: str, names: tuple[str, ...]
) -> None:
    assert read_people(text) is None or "," in text
    assert read_people(text, certain=True) == names


@pytest.mark.parametrize(
    ("authors", "rest"),
    [
        ("Smith, J. & Doe, A. ", "Title of it. Nature 12, 1–9 (2020)."),
        ("Ceci, S. J. ", "False beliefs: Some considerations. Nature."),
        ("Tan, Z. et al. ", "Large language models. Preprint at"),
        ("Gan Z, Liu Y. ", "Towards a theory, and beyond. J Abbrev."),
        ("Conway, A. & Johnson, R. ", "SplinterDB and Maplets: Improving. VLDB."),
        ("Tan, Z., Liu, H.: ", "Large language models. In: ICML"),
        ("Ye Zhu, J. Wells. ", "Isolation. ICML."),
        ("Bertsimas, Dimitris, and John N. Tsitsiklis. ", "Linear Optimization. Athena."),
        ("TAN Z, BEIGI A, 等. ", "Large language models[J]."),
        ("Guanting Dong and Jingren Zhou. ", "2024. How Abilities."),
        ("Thomas N. Kipf and Max Welling. ", "Convolutions of Graphs. ICLR."),
        ("Kipf T. ", "Attention and its Limits. Nature."),
    ],
)
def test_people_before_a_title(authors: str, rest: str) -> None:
    found = people_before(authors + rest)
    assert found is not None
    assert found[1] == len(authors)


def test_no_people_before_a_title() -> None:
    assert people_before("A thorough examination of the task. D. Chen et al. 2016.") is None


# --- after a title -------------------------------------------------------------------------------

TITLE = "Federated Learning: Challenges, Methods, and Future Directions"


@pytest.mark.parametrize(
    ("after", "names"),
    [
        (" (Tian Li, Virginia Smith)", ("Tian Li", "Virginia Smith")),
        ("（Tian Li et al.）", ("Tian Li", "others")),
        (", Tian Li, Edward J. Hu, and Virginia Smith", ("Tian Li", "Edward J. Hu", "Virginia Smith")),
        (", Tian Li and Virginia Smith", ("Tian Li", "Virginia Smith")),
        (", Tian Li et al.", ("Tian Li", "others")),
        (". Edward J. Hu et al.", ("Edward J. Hu", "others")),
        ("", ()),
        (" (with an appendix, and code)", ()),
        (", Part II", ()),
    ],
)  # fmt: skip
def test_people_after_a_title(after: str, names: tuple[str, ...]) -> None:
    title = TITLE if names else TITLE + after
    assert split_byline(TITLE + after) == (title, names)


def test_people_alone_are_no_title_with_people_after_it() -> None:
    text = "Tian Li, Virginia Smith, Edward Hu"
    assert split_byline(text) == (text, ())


# --- whatever comes -------------------------------------------------------------------------------

_FAMILIES = ["Tan", "Rozière", "Lee", "O'Neil", "Garcia-Molina", "Müller", "Xu"]
_GIVEN = ["Zhen", "Jean-Pierre", "María", "Wei", "Jo", "Hyung Won"]
_PERSONS = st.lists(
    st.tuples(st.sampled_from(_FAMILIES), st.sampled_from(_GIVEN)), min_size=2, max_size=12
)


@given(_PERSONS)
def test_a_list_in_each_style_is_read_back(persons: list[tuple[str, str]]) -> None:
    spoken = tuple(f"{given} {family}" for family, given in persons)
    assert read_people(", ".join(spoken)) == spoken
    assert read_people(f"{', '.join(spoken[:-1])}, and {spoken[-1]}.") == spoken
    inverted = tuple(f"{family}, {given}" for family, given in persons)
    assert read_people(" and ".join(inverted)) == inverted
    assert read_people(f"{', '.join(inverted[:-1])} and {inverted[-1]}") == inverted
    initials = tuple(f"{family}, {given[0]}." for family, given in persons)
    assert read_people(f"{', '.join(initials[:-1])}, & {initials[-1]}") == initials
    short = tuple(f"{family}, {given[0]}" for family, given in persons)
    assert read_people(", ".join(f"{family} {given[0]}" for family, given in persons)) == short


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    for certain in (False, True):
        names = read_people(text, certain=certain)
        assert names is None or all(names)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("A. Lee and B. Roe. A Title of Something", ("A. Lee", "B. Roe")),
        ("Ann M. Lee, Bob R. Roe. A Title of Something", ("Ann M. Lee", "Bob R. Roe")),
        ("Lee, A.: A Title of Something", ("Lee, A.",)),
        ("Ann Lee, Bob Roe: A Title of Something", ("Ann Lee", "Bob Roe")),
    ],
)
def test_people_end_before_the_title(text: str, people: tuple[str, ...]) -> None:
    names, end = people_before(text) or ((), 0)
    assert (names, text[end:]) == (people, "A Title of Something")


@pytest.mark.parametrize(
    "title", ["Stacked Filters: Learning to Filter", "Detect, Distill and Update: Learned Systems"]
)
def test_what_stands_before_a_colon_may_begin_the_title(title: str) -> None:
    assert people_before(title) is None


# Typed by who writes Chinese or Japanese, and what it stands for.
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee,Bob Roe",
        "Ann Lee and Bob Roe,Cy Poe",
        "Lee,A.,& Roe,B.,& Poe,C.",
        "Ann Lee(MIT),Bob Roe",
        "Ann Lee;Bob Roe",
    ],
)
def test_punctuation_of_full_width_is_as_good_as_that_of_half_the_width(text: str) -> None:
    names = read_people(text)
    assert names
    assert read_people(text.translate(_FULL_WIDTH)) == names


@given(st.lists(st.sampled_from(["Ann Lee", "Roe, B.", "Poe", *" ,;:()&.", " and ", " et al"])))
def test_no_punctuation_of_full_width_is_too_strange(pieces: list[str]) -> None:
    for text in ("".join(pieces), "".join(pieces).translate(_FULL_WIDTH)):
        read_people(text, certain=True)
        people_before(text)
        split_byline(f"A Title, {text}")


@pytest.mark.parametrize("unit", ["A, ", ". ", "(", "et al ", "A. B, ", "and ", "& ", "Zhen Tan, "])
def test_a_megabyte_in_a_line_is_no_trouble(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    read_people(text, certain=True)
    read_people(text[:90_000], certain=True)
    people_before(text)
    split_byline(text)
    split_byline(text[:2_000])
