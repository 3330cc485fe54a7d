"""Papers go into the store: as entries that say what the list said, into the groups that they stood in, once."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

from synbib.bibtex import Document
from synbib.bibtex.format import FormatOptions, format_document
from synbib.incoming import Imported, Path, from_library, merge_into
from synbib.incoming.latex import of_title
from synbib.latex import decode
from synbib.library import Group, Library, read_text
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.works.collect import collect
from synbib.paperlist.works.incoming import incoming_of, incoming_works
from synbib.text import scrub, strip

TINY = Mention(
    "TinyStories: How Small Can Language Models Be?",
    ("Eldan, Ronen", "Li, Yuanzhi"),
    "arxiv",
    2023,
    5,
    links={
        "paper": "https://arxiv.org/abs/2305.07759",
        "dataset": "https://huggingface.co/roneneldan",
    },
    identifiers={"arxiv": "2305.07759"},
    groups=("Applications", "Pretraining"),
    line=12,
)
SELF = Mention(
    "Self-Instruct: Aligning LMs with R&D",
    ("Wang, Yizhong", "others"),
    "ACL",
    2023,
    links={"paper": "https://aclanthology.org/2023.acl-long.754/"},
    identifiers={"anthology": "2023.acl-long.754"},
    groups=("Surveys",),
    line=20,
)
HEADINGS: list[Path] = [("Applications",), ("Applications", "Pretraining"), ("Surveys",)]
STORE = """\
@misc{eldan2023tinystories,
  author        = {Eldan, Ronen and Li, Yuanzhi},
  title         = {{TinyStories}: How Small Can Language Models Be?},
  shortvenue    = {arxiv},
  year          = {2023},
  month         = may,
  eprint        = {2305.07759},
  archiveprefix = {arXiv},
  dataset       = {https://huggingface.co/roneneldan},
  groups        = {Pretraining},
}

@inproceedings{wang2023self,
  author        = {Wang, Yizhong and others},
  title         = {Self-Instruct: Aligning {LMs} with {R\\&D}},
  booktitle     = {Annual Meeting of the Association for Computational Linguistics},
  year          = {2023},
  url           = {https://aclanthology.org/2023.acl-long.754/},
  groups        = {Surveys},
}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Applications\\;0\\;1\\;\\;\\;\\;;
2 StaticGroup:Pretraining\\;0\\;1\\;\\;\\;\\;;
1 StaticGroup:Surveys\\;0\\;1\\;\\;\\;\\;;
}
"""


def importing(store: str, *papers: Mention, headings: list[Path] | None = None) -> Imported:
    works = collect(papers).works
    library = read_text(store, "refs.bib")
    return merge_into(library, incoming_works(works, "README.md"), headings or [])


def members(library: Library) -> dict[Path, tuple[str, ...]]:
    """The titles of the entries directly in each group, by its path."""
    found: dict[Path, tuple[str, ...]] = {}

    def walk(group: Group, above: Path) -> None:
        for child in group.children:
            found[*above, child.name] = tuple(library[key].title for key in child.keys)
            walk(child, (*above, child.name))

    walk(library.groups, ())
    return found


def findings(imported: Imported) -> list[str]:
    return [str(finding) for finding in imported.findings]


# --- a new store ------------------------------------------------------------------------------------------


def test_a_new_store_is_written_as_fmt_would() -> None:
    imported = importing("", TINY, SELF, headings=HEADINGS)
    assert imported.text == STORE
    assert imported.new == ("eldan2023tinystories", "wang2023self")
    assert format_document(Document.parse(STORE), FormatOptions()).text == STORE


def test_importing_again_changes_nothing() -> None:
    imported = importing(STORE, TINY, SELF, headings=HEADINGS)
    assert imported.text == STORE
    assert imported.unchanged == ("eldan2023tinystories", "wang2023self")
    assert (imported.new, imported.completed, imported.groups) == ((), (), 0)


@pytest.mark.parametrize(
    ("venue", "year"),
    [
        ("EMNLP", 2024), ("arxiv", 2021), ("arXiv", 2021), ("EMNLP Findings", 2023), ("Findings of ACL", 2022),
        ("ICML Workshop", 2023), ("NeurIPS Datasets and Benchmarks", 2021), ("nature", 2020), ("OpenAI Blog", 2023),
        ("PhD Thesis, MIT", 2019), ("Hugging Face", 2024), ("IJCAI Survey Track", None), ("R&D_50%", 2020),
    ],
)  # fmt: skip
def test_the_venue_comes_back_as_the_list_had_it(venue: str, year: int | None) -> None:
    entry = incoming_of(
        Mention("A Title", (), venue, year, identifiers={"arxiv": "2305.07759"})
    ).entry()
    assert entry.published_in == f"{venue} {year or ''}".strip()


@pytest.mark.parametrize(
    ("paper", "entry_type", "fields"),
    [
        (Mention("A", (), "TACL", 2022), "article", {"journal": "Transactions of the Association for Computational Linguistics"}),
        (Mention("A", (), "ICLR", 2024), "inproceedings", {"booktitle": "International Conference on Learning Representations"}),
        (Mention("A", (), "Technical Report", 2024), "techreport", {"institution": "Technical Report"}),
        (Mention("A", (), "Journal of Tests", 2020, type="article", fields={"pages": "1–9", "volume": "2"}),
         "article", {"journal": "Journal of Tests", "pages": "1--9", "volume": "2"}),
        (Mention("A", (), "arXiv preprint arXiv:2402.13446", 2024, type="article", identifiers={"arxiv": "2402.13446"}),
         "misc", {"eprint": "2402.13446", "archiveprefix": "arXiv"}),
        (Mention("A", (), "", links={"paper": "https://doi.org/10.1/x"}, identifiers={"doi": "10.1/x"}), "misc", {"doi": "10.1/x"}),
        (Mention("A", (), "", links={"paper": "https://a.org/{x}_y%20z", "code": "www.b.org"}),
         "misc", {"url": "https://a.org/%7Bx%7D_y%20z", "code": "https://www.b.org"}),
        (Mention("A", ("Tan, Zhen", "Ways and Means Committee", "others")), "misc", {"author": "Tan, Zhen and {Ways and Means Committee} and others"}),
    ],
)  # fmt: skip
def test_a_paper_becomes_an_entry(paper: Mention, entry_type: str, fields: dict[str, str]) -> None:
    entry = incoming_of(paper).entry()
    year = {"year": str(paper.year)} if paper.year else {}
    assert (entry.type, dict(entry.fields)) == (entry_type, {"title": "A", **year, **fields})


def test_an_identifier_that_no_link_has_is_noted() -> None:
    paper = Mention(
        "A Survey of Graphs",
        links={"paper": "https://arxiv.org/abs/2401.00001"},
        identifiers={"arxiv": "2401.00001", "openreview": "YicbFdNTTy"},
        note="oral",
    )
    entry = incoming_of(paper).entry()
    assert entry.fields["annotation"] == "oral; https://openreview.net/forum?id=YicbFdNTTy"


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("GPT-4 and ChatGPT as BERT", "{GPT-4} and {ChatGPT} as {BERT}"),
        ("Step-by-Step: A T5 for LLMs in 3D", "Step-by-Step: A {T5} for {LLMs} in {3D}"),
        ("R&D in C#", r"{R\&D} in {C}\#"),
        ("U-Net, VGG-Nets and t-SNE", "{U-Net}, {VGG-Nets} and t-{SNE}"),
        ("GPT-3.5, LLaMA-2-7B and D2.1", "{GPT-3.5}, {LLaMA-2}-{7B} and {D2.1}"),
        ("The Level-1 Trigger and Type-2 Errors", "The Level-1 Trigger and Type-2 Errors"),
        ("Kane-Mele Insulators by E-Mail", "Kane-Mele Insulators by E-Mail"),
        ("X-ray of a T-cell in 3-D", "{X}-ray of a {T}-cell in 3-{D}"),
        ("Vitamin D in W IX and type I", "Vitamin {D} in {W} {IX} and type {I}"),
        ("Growth of E. coli", "Growth of {E}. coli"),
        ("The Letters of J. R. Smith", "The Letters of J. R. Smith"),
        ("Building A House: A Story", "Building A House: A Story"),
        ("Planning with A* and protein A binding", "Planning with {A}* and protein {A} binding"),
        ("A Dream of C", "A Dream of {C}"),
        ("The U.S. policy of Ph.D. students", "The {U.S.} policy of Ph.D. students"),
        ("nnU-Net and ResNets", "{nnU-Net} and {ResNets}"),
        ("I Know What I Did", "I Know What {I} Did"),
        ("BERT", "{BERT}"),
        ("ATTENTION IS ALL YOU NEED", "ATTENTION IS ALL YOU NEED"),
    ],
)
def test_capitals_that_must_stay_are_protected(title: str, latex: str) -> None:
    assert of_title(title) == latex


@given(st.text(st.sampled_from("aBc1 -–_'`{}%&\\$#é数") | st.characters(), max_size=30))
def test_a_title_reads_back_as_the_list_had_it(title: str) -> None:
    # Reading LaTeX composes letters: a compatibility ideograph becomes the one that it stands for.
    title = " ".join(unicodedata.normalize("NFC", scrub(title)).split())
    assert strip(decode(of_title(title))) == title


# --- groups -----------------------------------------------------------------------------------------------


def listed(*groups: str) -> Mention:
    return Mention(f"On {'/'.join(groups)} and More", line=1, groups=groups)


def test_groups_of_one_name_and_names_with_commas_are_kept_apart() -> None:
    papers = [listed("Math"), listed("Applications", "Math"), listed("Data, Code"), listed("{x}")]
    imported = importing("", *papers, headings=[("Math",), ("Applications",), ("Empty",)])
    library = read_text(imported.text)
    assert members(library) == {
        ("Math",): ("On Math and More",),
        ("Applications",): (),
        ("Applications", "Math"): ("On Applications/Math and More",),
        ("Empty",): (),
        ("Data, Code",): ("On Data, Code and More",),
        ("{x}",): ("On {x} and More",),
    }
    assert r"2 KeywordGroup:Math\;0\;groups\;Applications/Math\;0\;0\;1\;\;\;\;;" in imported.text
    assert r"1 StaticGroup:Math\;0\;1\;\;\;\;;" in imported.text
    assert [entry.fields["groups"] for entry in library.values()] == ["Math", "Applications/Math", "Data-Code", "x"]  # fmt: skip


def test_the_title_of_the_page_is_no_group() -> None:
    imported = importing("", listed("Awesome", "Math"), headings=[("Awesome",), ("Awesome", "Art")])
    assert list(members(read_text(imported.text))) == [("Art",), ("Math",)]
    assert imported.above == 1


def test_new_groups_stand_after_the_one_before_them_in_the_list() -> None:
    store = importing("", listed("A"), listed("D"), headings=[("A",), ("D",)]).text
    grown = importing(store, headings=[("D",), ("E",), ("A",), ("B",), ("B", "C")])
    assert list(members(read_text(grown.text))) == [("A",), ("B",), ("B", "C"), ("D",), ("E",)]
    assert grown.groups == 3


NAMES = st.text(st.sampled_from("aB ,;/\\{}&-_é"), min_size=1, max_size=4).filter(
    lambda name: name == " ".join(name.split()) and name.count("{") == name.count("}") == 0
)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map(tuple), min_size=2, max_size=8, unique=True))  # fmt: skip
def test_every_group_holds_what_it_held_in_the_list(paths: list[Path]) -> None:
    papers = [Mention(f"Paper number {n}", line=n, groups=path) for n, path in enumerate(paths)]
    headings: list[Path] = [("Top one",), ("Top two",)]
    imported = importing("", *papers, headings=headings)
    found = members(read_text(imported.text))
    assert {path: held for path, held in found.items() if held} == {
        path: (f"Paper number {n}",) for n, path in enumerate(paths)
    }
    assert importing(imported.text, *papers, headings=headings).text == imported.text


# --- a store that is there --------------------------------------------------------------------------------

OLD = """\
% My papers.
@Article{Eldan23,
    Title = "{TinyStories}: How Small can Language Models be?",
    Author = "Ronen Eldan",
    Year = 2024,
    Doi = "10.48550/arXiv.2305.07759"
}

@misc{other, title = {Something Else}, keywords = {mine}}
"""


def test_an_entry_is_completed_and_never_overwritten() -> None:
    imported = importing(OLD, TINY, headings=HEADINGS)
    assert imported.text.startswith(
        """\
% My papers.
@Article{Eldan23,
    Title = "{TinyStories}: How Small can Language Models be?",
    Author = "Ronen Eldan",
    Year = 2024,
    Doi = "10.48550/arXiv.2305.07759",
    eprint = "2305.07759",
    archiveprefix = "arXiv",
    dataset = "https://huggingface.co/roneneldan",
    groups = "Pretraining"
}

@misc{other, title = {Something Else}, keywords = {mine}}

@Comment{jabref-meta: grouping:"""
    )
    assert imported.completed == ("Eldan23",)
    assert findings(imported) == [
        "README.md:12: 'TinyStories: How Small can Language Models be?': the year '2023' differs from the store's "
        "'2024', which is kept"
    ]


def test_groups_by_keywords_stay_when_a_tree_is_added() -> None:
    library = read_text(importing(OLD, TINY, headings=HEADINGS).text)
    assert members(library)["mine",] == ("Something Else",)
    assert members(library)["Applications", "Pretraining"] == (library["Eldan23"].title,)


def test_another_venue_and_link_are_reported() -> None:
    imported = importing(STORE, Mention(SELF.title, (), "ICLR", 2023, links={"paper": "https://b.org/x"}, identifiers=SELF.identifiers, line=3))  # fmt: skip
    assert imported.text == STORE
    assert findings(imported) == [
        f"README.md:3: '{SELF.title}': the venue 'ICLR' differs from the store's 'ACL', which is kept",
        f"README.md:3: '{SELF.title}': the link 'https://b.org/x' differs from the store's "
        "'https://aclanthology.org/2023.acl-long.754/', which is kept",
    ]


def test_the_link_of_another_entry_is_reported() -> None:
    wrong = Mention("Textbooks Are All You Need", identifiers=TINY.identifiers, links=TINY.links, line=3)  # fmt: skip
    imported = importing(STORE, wrong)
    assert len(imported.new) == 1
    assert findings(imported) == [
        "README.md:3: the link of 'Textbooks Are All You Need' is that of the store's 'eldan2023tinystories', "
        f"'{TINY.title}'; correct the link in one of them"
    ]


def test_entries_of_one_short_title_are_found_again_one_by_one() -> None:
    papers = [Mention("Flan", line=1, groups=("A",)), Mention("Flan", line=2, groups=("B",))]
    once = importing("", *papers).text
    assert importing(once, *papers).text == once


def test_another_bibtex_file_keeps_its_entries_and_groups() -> None:
    source = read_text(
        """\
@string{acl = {Annual Meeting of the {ACL}}}
@inproceedings{wang2023self, title = {Other {Title} $x$}, booktitle = acl, month = jul, crossref = {proc}}
@proceedings{proc, title = {Proceedings}, groups = {Books}}
@misc{again, title = {TinyStories: How Small Can Language Models Be?}, author = {Eldan, R.}, year = 2023, note = {N}}
""",
        "more.bib",
    )
    imported = merge_into(read_text(STORE, "refs.bib"), *from_library(source), titled=False)
    library = read_text(imported.text)
    renamed = imported.new[0]
    assert imported.completed == ("eldan2023tinystories",)
    assert imported.new == (renamed, "proc")
    assert renamed != "wang2023self"
    assert library[renamed].own_fields == {
        "title": "Other {Title} $x$",
        "booktitle": "Annual Meeting of the {ACL}",
        "month": "July",
        "crossref": "proc",
    }
    assert library["eldan2023tinystories"].fields["note"] == "N"
    assert members(library)["Books",] == ("Proceedings",)
    assert merge_into(library, *from_library(source), titled=False).text == imported.text


def test_a_store_grows_in_linear_time() -> None:
    def add(count: int) -> None:
        papers = [Mention(f"Paper number {n}", line=n, groups=(f"G{n % 9}",)) for n in range(count)]
        importing(STORE, *papers)

    assert in_proportion(add, 300)


# --- a part of a list, as where the rest of it became blocks ---------------------------------------------


def test_a_link_that_is_another_papers_in_the_store_tells_nothing() -> None:
    """A line was copied: both papers are in the store, and only one of them has the arXiv number."""
    right = Mention("Open-Source Models Outperform Crowd Workers", links={"paper": "https://arxiv.org/abs/2307.02179"}, identifiers={"arxiv": "2307.02179"}, line=1)  # fmt: skip
    wrong = replace(right, title="A Practical Guide for Text Annotation", line=2)
    store = importing("", right, wrong).text
    assert store.count("eprint ") == 1
    for part in ((right,), (wrong,), (wrong, right)):
        assert importing(store, *part).text == store


def test_the_month_of_a_preprint_is_not_that_of_what_was_published() -> None:
    published = replace(TINY, venue="ACL", year=2023, month=None)
    store = importing("", published, TINY).text
    assert "month" not in store
    assert importing(store, TINY).text == store


def test_two_names_of_a_paper_that_the_store_has_are_that_paper() -> None:
    names = [
        replace(TINY, title=title, line=n)
        for n, title in enumerate(("Coin Flip", "Last Letter"), 20)
    ]
    store = importing("", TINY, *names).text
    assert importing(store, *names).text == store
    assert importing(store, *names).new == ()


@pytest.mark.parametrize(("convert", "added"), [(False, ()), (True, ("wang2023self",))])
def test_a_conversion_keeps_what_the_list_calls_a_venue(
    convert: bool, added: tuple[str, ...]
) -> None:
    library = read_text(STORE, "refs.bib")
    works = collect([replace(SELF, venue="ACL")]).works
    incoming = incoming_works(works, "README.md", venue_as_written=convert)
    imported = merge_into(library, incoming, HEADINGS)
    assert imported.completed == added
    assert ("shortvenue    = {ACL}" in imported.text) == convert
