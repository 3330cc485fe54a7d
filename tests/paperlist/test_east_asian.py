"""Lists in Chinese and Japanese: their marks part people, titles, venues and dates; their words name links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import read_list

PAPER = "https://arxiv.org/abs/2101.00001"
CODE = "https://github.com/a/b"


def only(entry: str) -> Mention:
    (paper,) = read_list(f"# 论文\n\n## 列表\n\n{entry}\n").mentions
    return paper


# --- references --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "authors", "title", "venue", "year"),
    [
        ("张三、李四：图像识别综述，计算机学报，2021", ("张三", "李四"), "图像识别综述", "计算机学报", 2021),
        ("张三，李四：图像识别综述，软件学报，2020，31(2)：1-20", ("张三", "李四"), "图像识别综述", "软件学报", 2020),
        ("欧阳修、诸葛亮：大模型研究进展，《中国科学：信息科学》，2023年", ("欧阳修", "诸葛亮"), "大模型研究进展", "中国科学：信息科学", 2023),
        ("王五等：知识图谱综述，计算机研究与发展，2019", ("王五", "others"), "知识图谱综述", "计算机研究与发展", 2019),
        ("张三，李四，知识图谱综述，计算机学报，2021", ("张三", "李四"), "知识图谱综述", "计算机学报", 2021),
        ("张三, 李四. 机器翻译研究[J]. 计算机学报, 2021, 44(3): 1-20.", ("张三", "李四"), "机器翻译研究", "计算机学报", 2021),
        ("孙悟空, 猪八戒. 文本分类[C]//中国计算语言学大会. 2018: 12-20.", ("孙悟空", "猪八戒"), "文本分类", "中国计算语言学大会", 2018),
        ("《推荐算法研究》, 张三, 李四, WWW 2020", ("张三", "李四"), "推荐算法研究", "WWW", 2020),
        ("《知识蒸馏综述》（张三 等，计算机学报 2021）", ("张三", "others"), "知识蒸馏综述", "计算机学报", 2021),
        ("张三、李四.《联邦学习研究》. 软件学报, 2021.", ("张三", "李四"), "联邦学习研究", "软件学报", 2021),
        ("山田太郎, 鈴木花子: 「画像認識」, 情報処理学会論文誌, Vol. 61, No. 2, pp. 1-9, 2020", ("山田太郎", "鈴木花子"), "画像認識", "情報処理学会論文誌", 2020),
        ("佐藤一郎・高橋次郎：「言語モデルの評価」，人工知能学会論文誌，Vol.38，No.1，2023", ("佐藤一郎", "高橋次郎"), "言語モデルの評価", "人工知能学会論文誌", 2023),
        ("山田 太郎, 鈴木 花子: 「画像認識」, 情報処理学会論文誌, 2020", ("山田, 太郎", "鈴木, 花子"), "画像認識", "情報処理学会論文誌", 2020),
        ("「音声認識のための学習」 山田太郎, 言語処理学会年次大会 2022", ("山田太郎",), "音声認識のための学習", "言語処理学会年次大会", 2022),
    ],
)  # fmt: skip
@pytest.mark.parametrize("link", ["", f" [论文]({PAPER})"])
def test_a_reference_by_its_marks(
    entry: str, authors: tuple[str, ...], title: str, venue: str, year: int, link: str
) -> None:
    paper = only(f"- {entry}{link}")
    assert (paper.authors, paper.title) == (authors, title)
    assert (paper.venue, paper.year) == (venue, year)
    assert paper.links == ({"paper": PAPER} if link else {})


def test_volume_number_and_pages_of_a_reference() -> None:
    paper = only("- 张三: 「画像認識」, 情報処理学会論文誌, Vol. 61, No. 2, pp. 1-9, 2020")
    assert dict(paper.fields) == {"volume": "61", "number": "2", "pages": "1--9"}


@pytest.mark.parametrize(
    ("entry", "publisher"),
    [
        ("《统计学习方法》 李航 著，清华大学出版社，2012", "清华大学出版社"),
        ("李航. 统计学习方法[M]. 北京: 清华大学出版社, 2012.", "清华大学出版社"),
        ("田中実，「統計的学習」，コロナ社，2012", "コロナ社"),
    ],
)
def test_a_book_has_a_publisher_and_no_venue(entry: str, publisher: str) -> None:
    paper = only(f"- {entry}")
    assert (paper.venue, paper.year, paper.fields["publisher"]) == ("", 2012, publisher)
    assert len(paper.authors) == 1


# --- beside a title ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "title", "venue", "year"),
    [
        (f"【NeurIPS 2021】高效注意力机制 [[论文]({PAPER})] [[代码]({CODE})]", "高效注意力机制", "NeurIPS", 2021),
        (f"【2021-05】【AAAI】高效注意力机制 【论文】{PAPER} 【代码】{CODE}", "高效注意力机制", "AAAI", 2021),
        (f"[高效注意力机制]({PAPER})，发表于：《软件学报》，2021 [代码]({CODE})", "高效注意力机制", "软件学报", 2021),
        (f"论文：[高效注意力机制]({PAPER})\n  - 会议：NeurIPS 2021\n  - 代码：{CODE}", "高效注意力机制", "NeurIPS", 2021),
        (f"论文标题：高效注意力机制\n  论文链接：{PAPER}\n  代码链接：{CODE}\n  会议：AAAI 2021", "高效注意力机制", "AAAI", 2021),
        (f"[注意機構の評価]({PAPER}), 電子情報通信学会誌 2021 [[コード]({CODE})]", "注意機構の評価", "電子情報通信学会誌", 2021),
    ],
)  # fmt: skip
def test_a_title_its_venue_and_its_links(entry: str, title: str, venue: str, year: int) -> None:
    paper = only(f"- {entry}")
    assert (paper.title, paper.venue, paper.year) == (title, venue, year)
    assert (paper.links, paper.note) == ({"paper": PAPER, "code": CODE}, "")


@pytest.mark.parametrize(
    "entry",
    [
        f"[高效注意力机制（CVPR 2021）]({PAPER}) by 张三",
        f"[高效注意力机制]({PAPER})，张三，**CVPR 2021**",
        f"高效注意力机制，张三，CVPR，2021，[[论文]({PAPER})]",
        f"高效注意力机制 / 张三 / CVPR 2021 [[论文]({PAPER})]",
        f"(CVPR'21) 张三：《高效注意力机制》 [[论文]({PAPER})]",
        f"[2021] 张三，《高效注意力机制》，CVPR [[论文]({PAPER})]",
    ],
)
def test_a_title_its_author_and_its_venue_in_any_order(entry: str) -> None:
    paper = only(f"- {entry}")
    assert (paper.title, paper.authors) == ("高效注意力机制", ("张三",))
    assert (paper.venue, paper.year, paper.links) == ("CVPR", 2021, {"paper": PAPER})


@pytest.mark.parametrize("entry", ["【CVPR 2021, 清华】{}", "{} | CVPR 2021 | 清华 |"])
def test_who_stands_beside_a_venue_is_no_part_of_its_name(entry: str) -> None:
    paper = only(f"- {entry.format('Learning to Fly Kites')} [论文]({PAPER})")
    assert (paper.title, paper.venue, paper.year) == ("Learning to Fly Kites", "CVPR", 2021)
    assert paper.note == "清华"


@pytest.mark.parametrize("mark", ["{}、", "（{}）", "({}) "])
def test_numbers_of_which_markdown_knows_nothing_begin_items(mark: str) -> None:
    entries = [
        "张三：图像识别综述，软件学报，2020",
        f"李四：语音识别综述，软件学报，2021 [代码]({CODE})",
    ]
    text = "\n".join(mark.format(number) + entry for number, entry in enumerate(entries, 1))
    found = read_list(f"## 列表\n\n{text}\n").mentions
    assert [(one.title, one.year, one.line) for one in found] == [
        ("图像识别综述", 2020, 3),
        ("语音识别综述", 2021, 4),
    ]


@pytest.mark.parametrize(
    "people",
    [
        "作者：Ann Lee，Bob Roe",
        "Ann Lee、Bob Roe",
        "（Ann Lee；Bob Roe）",
        "作者: Ann Lee, Bob Roe",
    ],
)
def test_people_after_a_title(people: str) -> None:
    paper = only(f"- [Learning to Fly Kites]({PAPER})，{people}，ICLR 2023")
    assert (paper.authors, paper.venue, paper.year) == (("Ann Lee", "Bob Roe"), "ICLR", 2023)


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        (f"Learning to Fly Kites（学习放风筝） [论文]({PAPER})", "学习放风筝"),
        (f"**Learning to Fly Kites**：风筝的开山之作 [论文]({PAPER})", "风筝的开山之作"),
        (f"Learning to Fly Kites, 来自 Google 的工作 [论文]({PAPER})", "来自 Google 的工作"),
        (f"[Learning to Fly Kites]({PAPER}) 很全面的综述，推荐阅读", "很全面的综述, 推荐阅读"),
    ],
)
def test_a_remark_after_a_title_in_latin_letters_is_no_part_of_it(entry: str, note: str) -> None:
    paper = only(f"- {entry}")
    assert (paper.title, paper.note) == ("Learning to Fly Kites", note)


@pytest.mark.parametrize(
    "title", ["What Guanxi 关系 Means in English", "Towards Graph Language Models 语言模型"]
)
def test_a_title_may_have_a_word_in_another_script(title: str) -> None:
    assert only(f"- [{title}]({PAPER})").title == title


def test_columns_of_a_table() -> None:
    paper = only(
        "| 标题 | 作者 | 会议/期刊 | 年份 | 链接 |\n|---|---|---|---|---|\n"
        f"| 问答系统研究 | 欧阳娜娜；陈晨 | 《中文信息学报》 | 2021 | [论文]({PAPER}) / [代码]({CODE}) |"
    )
    assert (paper.title, paper.authors) == ("问答系统研究", ("欧阳娜娜", "陈晨"))
    assert (paper.venue, paper.year) == ("中文信息学报", 2021)
    assert (paper.links, paper.note) == ({"paper": PAPER, "code": CODE}, "")


# --- what is no reference ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "本列表收录机器学习论文，2021 年更新",
        "作者：张三",
        "千葉大学、石川県：研究会のご案内",
        "更新：2021年，新增代码",
        "《软件学报》",
    ],
)
def test_remarks_of_the_list_are_no_papers(text: str) -> None:
    assert read_list(f"# 论文\n\n- {text}\n").mentions == ()


MARKS = "、，：；。《》「」『』【】（）・·“”—…"
WORDS = ("张三", "李四", "山田太郎", "图像识别综述", "软件学报", "論文誌", "2021", "Vol. 1", "[论文](https://e.org)", "等", "著")  # fmt: skip


@given(st.lists(st.sampled_from([*MARKS, *WORDS, " ", ", ", ". "]), max_size=14).map("".join))
def test_no_order_of_marks_is_an_error(text: str) -> None:
    read_list(f"- {text}\n\n{text}\n\n| 标题 | 作者 |\n|---|---|\n| {text} | {text} |\n")
