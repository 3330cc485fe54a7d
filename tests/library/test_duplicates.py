from __future__ import annotations

import pytest
from growth import in_proportion

from synbib.library import Cluster, find_duplicates, find_repeated, merge, read_text

TEXT = r"""% kept
@article{a, author = {M{\"u}ller, Jan and X, Y}, title = {The {Big} Thing: A Survey}, year = 2020,
  doi = {10.1000/ABC}, groups = {G}}
@article{b,
  author  = {Jan Müller},
  title   = {The big thing -- a survey},
  year    = 2020,
  journal = {J},
  month   = jan,
  url     = {https://doi.org/10.1000/abc},
  groups  = {H},
  pages   = {1--4},
}
@misc{c, author = {Müller, J.}, title = {The big thing: a survey}, year = 2019, eprint = {2001.00001}}
@inbook{d, crossref = {a}, related = {x, A, a}}
"""


def clusters(text: str) -> list[tuple[str, str, bool]]:
    return [(" ".join(c.keys), c.reason, c.likely) for c in find_duplicates(read_text(text))]


def test_one_work_is_found_by_doi_and_a_preprint_is_likely() -> None:
    assert clusters(TEXT) == [("a b", "doi", False), ("a c", "title", True)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("doi={10.1/x}", "doi={https://doi.org/10.1/X}", None),
        ("doi={10.1000/x}", "doi={https://doi.org/10.1000/X}", ("doi", False)),
        ("eprint={2001.00001v2}", "url={https://arxiv.org/abs/2001.00001}", ("eprint", False)),
        ("doi={10.1000/x}, title={A b}", "doi={10.1000/x}, title={Unlike}", ("doi", True)),
        (
            r"title={Caf\'e {L}atte!}, author={Doe, J}, year=1",
            "title={cafe latte}, author={Jane Doe and R}, year=1",
            ("title", False),
        ),
        ("title={T}, author={A}, year=2000", "title={T}, author={A}, year=2001", ("title", True)),
        ("title={T}, author={A}, year=2000", "title={T}, author={A}, year=2003", None),
        ("title={T}, author={A}, year=2000", "title={T}, author={B}, year=2000", None),
        ("title={T}, year=2000", "title={T}, year=2000", None),
        (
            "title={T}, author={A}, year=2000, volume=1",
            "title={T}, author={A}, year=2000, volume=2",
            ("title", True),
        ),
        (
            "title={T}, author={A}, year=2000, journal={Annals of Botany}",
            "title={T}, author={A}, year=2000, journal={Journal of Physics}",
            ("title", True),
        ),
    ],
)
def test_what_makes_two_entries_one_work(
    one: str, other: str, found: tuple[str, bool] | None
) -> None:
    expected = [("a b", *found)] if found else []
    assert clusters(f"@misc{{a, {one}}}@misc{{b, {other}}}") == expected


def test_children_of_one_parent_are_not_the_same_for_its_doi() -> None:
    text = "@inproceedings{a, title={A}, crossref={p}}@inproceedings{b, title={B}, crossref={p}}"
    assert clusters(text + "@proceedings{p, doi={10.1000/x}, title={P}}") == []


def test_merging_keeps_the_fullest_entry_and_loses_nothing() -> None:
    merged = merge(read_text(TEXT), [Cluster(("a", "b"), "doi")])
    assert merged.keys == {"a": "b"}
    assert (
        merged.text
        == r"""% kept
@article{b,
  author  = {Jan Müller},
  title   = {The big thing -- a survey},
  year    = 2020,
  journal = {J},
  month   = jan,
  url     = {https://doi.org/10.1000/abc},
  groups  = {H, G},
  pages   = {1--4},
  doi     = {10.1000/ABC},
  ids     = {a},
}
@misc{c, author = {Müller, J.}, title = {The big thing: a survey}, year = 2019, eprint = {2001.00001}}
@inbook{d, crossref = {b}, related = {x, A, b}}
"""
    )
    assert merged.conflicts == (
        r"b: author = {Jan Müller} is kept; a had {M{\"u}ller, Jan and X, Y}",
    )
    again = read_text(merged.text)
    assert again["a"] is again["b"]


def test_what_an_entry_lacks_it_gets_as_it_is_written() -> None:
    text = (
        "@misc{a, doi={10.1000/x}, note=1, x={y}}\n@misc{b, doi={10.1000/x}, month=feb, ids={z}}\n"
    )
    library = read_text(text)
    merged = merge(library, find_duplicates(library))
    assert merged.text == "@misc{a, doi={10.1000/x}, note=1, x={y}, month=feb, ids={b, z}}\n"


def test_a_note_that_reads_like_a_month_stays_text() -> None:
    text = "@misc{a, doi={10.1000/x}, title={T}, year=1}\n@misc{b, doi={10.1000/x}, note={may}}\n"
    library = read_text(text)
    merged = merge(library, find_duplicates(library))
    assert merged.text == "@misc{a, doi={10.1000/x}, title={T}, year=1, note={may}, ids={b}}\n"


def merged_pair(one: str, other: str, rest: str = "") -> tuple[str, tuple[str, ...]]:
    library = read_text(
        f"@misc{{a, doi={{10.1000/x}}, {one}}}\n@misc{{b, doi={{10.1000/x}}, {other}}}\n{rest}"
    )
    merged = merge(library, find_duplicates(library))
    return merged.text, merged.conflicts


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("A and others", "A and B and C", "A and B and C"),
        ("A and others", "A and B and others", "A and B and others"),
        ("A and B and others", "A and others", "A and B and others"),
        ("A and B and others", "A and B", "A and B and others"),
        ("A and B and OTHERS", "A and B and C", "A and B and C"),
        ("A", "A and B", "A"),
    ],
)
def test_a_list_ended_by_others_gives_way_to_one_that_names_more(
    one: str, other: str, kept: str
) -> None:
    text, conflicts = merged_pair(f"author={{{one}}}, note=1", f"author={{{other}}}")
    assert text == f"@misc{{a, doi={{10.1000/x}}, author={{{kept}}}, note=1, ids={{b}}}}\n"
    gone = {
        one: f"a: author = {{{kept}}} is kept; it had {{{one}}}",
        other: f"a: author = {{{kept}}} is kept; b had {{{other}}}",
    }
    assert conflicts == tuple(line for names, line in gone.items() if names != kept)


def test_a_parent_that_only_the_other_has_is_kept() -> None:
    parents = "@proceedings{p, title={P}, doi={10.1000/y}, x=1}\n@proceedings{q, title={P}, doi={10.1000/y}}\n"
    text, conflicts = merged_pair("title={T}, note=1, x=1", "title={T}, crossref={q}", parents)
    assert text == (
        "@misc{a, doi={10.1000/x}, title={T}, note=1, x=1, crossref={p}, ids={b}}\n"
        "@proceedings{p, title={P}, doi={10.1000/y}, x=1, ids={q}}\n"
    )
    assert conflicts == ()
    assert read_text(text)["b"].fields["crossref"] == "p"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("title={T}", "title={{T}}, author={Doe, J}", True),
        ("x={1}", "x={1}", True),
        ("x={1}", "x={2}", False),
        ("doi={10.1000/x}", "url={https://doi.org/10.1000/X}, title={T}", True),
        ("title={T}, year=2000", "title={T}, year=2001", False),
        ("title={T}, author={A}", "title={T}, author={B}", False),
        ("title={T}, pages={1}", "title={T}, pages={7}", False),
        ("title={T}", "title={U}", False),
    ],
)
def test_what_makes_two_entries_with_one_key_one_work(one: str, other: str, same: bool) -> None:
    library = read_text(f"@misc{{a, {one}}}@misc{{a, {other}}}")
    assert [entry.line for entry in find_repeated(library)] == [1] * same
    assert find_duplicates(library) == []


def test_a_repeated_entry_goes_with_the_work_that_its_key_is_merged_into() -> None:
    library = read_text(
        "@misc{a, doi={10.1000/x}}\n@misc{b, doi={10.1000/x}, note={n}}\n@misc{a, doi={10.1000/x}, x={1}}\n"
    )
    merged = merge(library, find_duplicates(library), find_repeated(library))
    assert merged.text == "@misc{b, doi={10.1000/x}, note={n}, x={1}, ids={a}}\n"
    assert merged.keys == {"a": "b"}


def test_jabrefs_old_groups_list_the_entry_that_is_kept_once() -> None:
    text = (
        "@misc{a, doi={10.1000/x}}\n@misc{b, doi={10.1000/x}}\n@misc{c}\n"
        "@comment{jabref-meta: groupstree:\n0 AllEntriesGroup:;\n"
        "1 ExplicitGroup:One\\;0\\;b\\;c\\;;\n1 ExplicitGroup:Two\\;0\\;a\\;b\\;;\n}\n"
    )
    library = read_text(text)
    assert merge(library, find_duplicates(library)).text == (
        "@misc{a, doi={10.1000/x}, ids={b}}\n@misc{c}\n"
        "@comment{jabref-meta: groupstree:\n0 AllEntriesGroup:;\n"
        "1 ExplicitGroup:One\\;0\\;a\\;c\\;;\n1 ExplicitGroup:Two\\;0\\;a\\;;\n}\n"
    )


def test_overlapping_clusters_are_merged_into_one() -> None:
    library = read_text(TEXT)
    merged = merge(library, find_duplicates(library))
    assert merged.keys == {"a": "b", "c": "b"}
    assert "ids     = {a, c}" in merged.text
    assert sorted(read_text(merged.text)) == ["b", "d"]


def test_the_time_grows_with_the_number_of_entries_also_under_one_title() -> None:
    def find(count: int) -> None:
        text = "\n".join(
            f"@misc{{k{n}, title={{Editorial}}, author={{Doe, J}}, year=2000, pages={{{n}}}}}"
            for n in range(count)
        )
        find_duplicates(read_text(text))

    assert in_proportion(find, 1000)
