"""Whole citations in Markdown: what pandoc 3.9 reads in the same texts is what is expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synbib.csl import Cite, locator_terms
from synbib.documents import Cluster, find_clusters, pieces

ENGLISH = locator_terms("en-US")


def written(text: str) -> list[str]:
    """Each citation in one line: the document's stretch, and what it means."""
    return [_line(text, cluster) for cluster in find_clusters(text).clusters]


def _line(text: str, cluster: Cluster) -> str:
    cites = "; ".join(
        f"{each.prefix.rstrip()}|{'-' if each.suppress_author else ''}{each.key.key}|{each.suffix}"
        for each in cluster.cites
    )
    stretch = text[cluster.start : cluster.end]
    return f"{stretch} = {'@ ' if cluster.narrative else ''}{cites}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blah [@a].", ["[@a] = |a|"]),
        (
            "[see @a, pp. 33-35; also @b, chap. 1]",
            ["[see @a, pp. 33-35; also @b, chap. 1] = see|a|, pp. 33-35; also|b|, chap. 1"],
        ),
        ("[-@a; -@b p. 3]", ["[-@a; -@b p. 3] = |-a|; |-b| p. 3"]),
        ("-@a and --@b", ["-@a = |-a|", "@b = @ |b|"]),
        ("@a says, @b [p. 3] too", ["@a = @ |a|", "@b [p. 3] = @ |b|, p. 3"]),
        ("@a\n[p. 3]", ["@a\n[p. 3] = @ |a|, p. 3"]),
        ("@a [see @b; @c]", ["@a [see @b; @c] = @ |a|; see|b|; |c|"]),
        ("@a [p. 3; also @b, q]", ["@a [p. 3; also @b, q] = @ |a|, p. 3; also|b|, q"]),
        ("@a [x](u) @a [x][y] @a [x]{.c} @a [^1]", ["@a = @ |a|"] * 4),
        ("@a [ref]\n\n[Ref]: u", ["@a = @ |a|"]),
        ("@a   [@b]", ["@a = @ |a|", "[@b] = |b|"]),
        ("[@a](u) [@a]{.x} [@a][b]", ["@a = @ |a|"] * 3),
        ("[@a;] [;@a] [@a; x]", ["@a = @ |a|"] * 3),
        ("[[@a]] [see [@b]]", ["[@a] = |a|", "[@b] = |b|"]),
        ("[@a [2] x; @b]", ["[@a [2] x; @b] = |a| [2] x; |b|"]),
        ("[*x; y* @a, *p; q*]", ["[*x; y* @a, *p; q*] = *x; y*|a|, *p; q*"]),
        (r"[@a `;` $;$ \; x]", [r"[@a `;` $;$ \; x] = |a| `;` $;$ \; x"]),
        (
            "[@a{ii, A, D-Z}, with a suffix; @b, {pp. iv}]",
            ["[@a{ii, A, D-Z}, with a suffix; @b, {pp. iv}] = |a|{ii, A, D-Z}, with a suffix; |b|, {pp. iv}"],
        ),
        (
            "@{https://x.org/a b}, [@{a},p] @a_b_. @a:b/c--d @url:http://x.y",
            [
                "@{https://x.org/a b} = @ |https://x.org/a b|",
                "[@{a},p] = |a|,p",
                "@a_b_ = @ |a_b_|",
                "@a:b/c = @ |a:b/c|",
                "@url:http://x.y = @ |url:http://x.y|",
            ],
        ),
        ("> [see @a,\n> p. 3]", ["[see @a,\n> p. 3] = see|a|, p. 3"]),
        ("[@a\n\nx]", ["@a = @ |a|"]),
        ("**@a** 《@b》 中文[@c]。", ["@a = @ |a|", "@b = @ |b|", "[@c] = |c|"]),
        ("| @a | [@b;@c] |", ["@a = @ |a|", "[@b;@c] = |b|; |c|"]),
        ("## Heading [@a]\n\nSetext @b\n---\n", ["[@a] = |a|", "@b = @ |b|"]),
        ("<div>[@a]</div> <kbd>@b</kbd>", ["[@a] = |a|", "@b = @ |b|"]),
        ("$5 and @a, $ @b $", ["@a = @ |a|", "@b = @ |b|"]),
    ],
)  # fmt: skip
def test_citations_are_found_as_pandoc_reads_them(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`@a` ``a ` @a`` $x @a y$ $x\n@a$ $$\n@a\n$$",
        "```\n@a\n```\n\n~~~ {.r}\n[@a]\n~~~\n\n    [@a]\n",
        "- x\n\n      [@a]\n",
        "<!-- @a\n\n@a --> <a@b.c> <span title='[@a]'>x</span> <?php @a ?> <!DOCTYPE @a>",
        "<pre>\n[@a]\n\n[@a]\n</pre>\n\n<script>'@a'</script>\n",
        r"\cite{@a} \foo[@a]{@{a}} \begin{equation}" + "\n@a\n" + r"\end{equation} \@a",
        "[x](https://a.org/@a) https://a.org/@a [y](u '@a')",
        "roe@example.org, me.too@example.org, a/@b, 中文@a, @, @-a, foo@{bar}",
        "---\ntitle: '@a'\n---\n",
        "(@good) An example.\n\nAs (@good) shows, and @good.\n",
        "[@*] @*",
    ],
)
def test_what_is_no_prose_is_not_searched(text: str) -> None:
    assert written(text) == []


def test_paragraphs_of_notes_definitions_and_lists_are_no_code() -> None:
    text = (
        "Term\n\n:   Definition\n\n    [@a]\n\n[^1]: x\n\n    [@b]\n\n        [@code]\n\n"
        "(1) x\n\n    [@c]\n\n1.  y\n\n    [@d]\n\n(@) z\n\n    [@e]\n"
    )
    assert [line[:4] for line in written(text)] == ["[@a]", "[@b]", "[@c]", "[@d]", "[@e]"]


def test_a_citation_knows_its_place_and_its_footnote() -> None:
    text = (
        "A[^n] @a.\n\n  B^[see [@b] and @c] [@d].\n\n[^n]: First [@e].\n\n    Second @f.\n\n[@g]\n"
    )
    found = find_clusters(text)
    places = [(c.cites[0].key.key, c.line, c.column, c.note) for c in found.clusters]
    assert places == [
        ("a", 1, 7, -1),
        ("b", 3, 10, 14),
        ("c", 3, 19, 14),
        ("d", 3, 23, -1),
        ("e", 5, 13, 1),
        ("f", 7, 12, 1),
        ("g", 9, 1, -1),
    ]
    assert found.notes == (1, 14)
    assert found.labels == {"n"}


def test_a_cluster_becomes_cites() -> None:
    text = "@a [pp. 3--5, *passim*; see **also** @b, chap. 2 and -- perhaps -- more; -@c]"
    [cluster] = find_clusters(text).clusters
    assert cluster.as_cites(ENGLISH) == (
        Cite("a", "3–5", suffix=", <i>passim</i>", suppress_author=True),
        Cite("b", "2", "chapter", "see <b>also</b> ", " and – perhaps – more"),
        Cite("c", suppress_author=True),
    )


ALPHABET = "ab @@[[]];-^*_`$\\{}()<>:\n\n.,1~|"


@given(st.text(ALPHABET, max_size=60))
def test_citations_and_what_is_between_them_are_the_document(text: str) -> None:
    clusters = find_clusters(text).clusters
    assert "".join(pieces(text, clusters)) == text
    for cluster in clusters:
        assert text[: cluster.start].count("\n") + 1 == cluster.line
        for cite in cluster.cites:
            assert cluster.start < cite.key.start < cite.key.end <= cluster.end
            assert text[cite.key.start : cite.key.end] == cite.key.key


@given(st.text(ALPHABET, max_size=40), st.text("ab", min_size=1))
def test_a_citation_in_a_paragraph_of_its_own_is_found_whatever_stands_after_it(
    text: str, key: str
) -> None:
    found = find_clusters(f"[@{key}]\n\n{text}").clusters
    assert [each.key.key for each in found[0].cites] == [key]
