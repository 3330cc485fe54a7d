"""Fuzzing of the import of lists of papers: Markdown, HTML, reStructuredText, into a store; see `harness`.

The first byte of an input chooses the syntax, the rest is the list.
"""

from typing import Final

import harness

from synbib.bibtex import Document
from synbib.incoming import merge_into
from synbib.library import read_text
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.works.collect import collect
from synbib.paperlist.works.generated import read_new
from synbib.paperlist.works.incoming import incoming_works

SYNTAXES: Final = ("markdown", "html", "rst")
STORE: Final = read_text(
    "@misc{doe2023tiny, title = {Tiny Stories of Old}, author = {Doe, Jane}, eprint = {2305.07759}, groups = {Pre}}\n"
    "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Pre\\;0\\;1\\;\\;\\;\\;;\n}\n",
    "refs.bib",
)
MARKDOWN: Final = (
    "# Papers\n\n## Surveys\n\n- **A Survey of Everything We Know** [[Paper]](https://arxiv.org/abs/2305.07759) "
    "[[Code](https://github.com/a/b)] ![](https://img.shields.io/github/stars/a/b)\n  - Jane Doe, *John Roe*. ICLR 2024\n",
    "| Title | Venue | Date | Links |\n|:--|---|---|--:|\n"
    "| [Tiny Stories of Old](https://doi.org/10.1145/3287560.3287596) | *NeurIPS* | May 2023 | [code](https://x.y) |\n",
    "1. Doe J, Roe K, Poe L, et al. Large models for data: A survey[J]. arXiv preprint arXiv:2402.13446, 2024.\n"
    "2. Doe, J., & Roe, K. (2020). On the way. Journal of Ways, 7(3), 12-34. https://doi.org/10.1/x.\n",
    "<details><summary>More</summary>\n\n* [2024/05] **[One, Two](https://openreview.net/forum?id=x)**<br>\n"
    "`code` ~~old~~ :fire: &amp; \u674e\u56db\n\n</details>\n",
    "<!-- synbib:start list group=Pre -->\n- Doe J. Tiny stories of old[M].\n<!-- synbib:end checksum=00000000 -->\n",
)
HTML: Final = (
    "<h1>Papers</h1><ul><li><b>A Survey of Everything</b>, Jane Doe, <i>ICML</i> 2024 <a href='https://arxiv.org/abs/"
    "2305.07759'>pdf</a></ul>",
    "<table><tr><th>Title<th>Year<tr><td rowspan=2><a href=https://a.b/c.pdf>On the Way Up</a><td>2020</table>",
)
RST: Final = (
    "Papers\n======\n\n* `A Survey of Everything <https://arxiv.org/abs/2305.07759>`_, Jane Doe. *ICML* 2024.\n\n"
    ".. list-table::\n\n   * - Title\n     - Year\n   * - On the Way Up\n     - 2020\n",
    "+-------+------+\n| Title | Year |\n+=======+======+\n| `A`__ | 2020 |\n+-------+------+\n\n__ https://a.b\n",
)
SEEDS: Final = [
    chr(number) + text for number, texts in enumerate((MARKDOWN, HTML, RST)) for text in texts
]
WORDS: Final = (
    "# ", "\n## ", "\n- ", "\n  * ", "\n1. ", "**", "__", "`", "](https://", "[[", "]]", "![", "<br>", "<details>",
    "<summary>", "<table>", "<tr>", "<td>", "<li>", "<a href=", "</a>", "<!--", "-->", "| ", " |\n", "|---|", "et al.",
    " and ", "arXiv:2402.13446", "https://arxiv.org/abs/", "https://doi.org/10.1/", "[J]", "(2020).", "2024-05", "In ",
    "Proceedings of", "vol. ", "pp. ", ".. ", "::\n", "`_", "&amp;", "&#x0;", "synbib:start list", "synbib:end",
)  # fmt: skip


def look(data: bytes) -> None:
    """Import a list, and read the store that it makes."""
    kind, text = data[:1], data[1:].decode("utf-8", "replace").removeprefix("\ufeff")
    number = kind[0] if kind else 0
    syntax = SYNTAXES[number % len(SYNTAXES)]
    everything = number >= 128
    papers = (
        read_new(text, STORE, "list", everything=everything)
        if syntax == "markdown"
        else read_list(text, "list", syntax, everything=everything)
    )
    collected = collect(papers.mentions, "list")
    assert all(str(each) for each in (*papers.unread, *papers.notes, *collected.findings))
    works = incoming_works(collected.works, "list")
    imported = merge_into(STORE, works, papers.headings, titled=papers.titled)
    document = Document.parse(imported.text, "refs.bib")
    errors = [str(each) for each in document.diagnostics if each.severity == "error"]
    assert not errors, errors


if __name__ == "__main__":
    harness.run(look, SEEDS, WORDS)
