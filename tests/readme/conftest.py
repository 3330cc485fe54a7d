"""Markdown read back by markdown-it-py, with what GitHub adds to CommonMark: tables and strikethrough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from synbib.library import Library, read_text

# Entries of each type, with all that blocks show.
PAPERS = r"""
@inproceedings{tan2024annotation,
  author = {Tan, Zhen and Beigi, Alimohammad and Wang, Song and Guo, Ruocheng and Liu, Huan},
  title = {Large Language Models for Data Annotation and Synthesis: A Survey},
  booktitle = {Proceedings of the 2024 Conference on Empirical Methods in Natural Language Processing (EMNLP)},
  year = {2024}, month = nov, pages = {930--957}, doi = {10.18653/v1/2024.emnlp-main.54},
  url = {https://aclanthology.org/2024.emnlp-main.54},
  code = {https://github.com/Zhen-Tan-dmml/LLM4Annotation},
  keywords = {survey, annotation}, groups = {Surveys},
  abstract = {Data annotation is the labelling or tagging of data. It is labour-intensive \& costly:
    about 80\% of a project's time, by *some* accounts.

    We survey what \textbf{LLMs} do for it.},
}
@misc{lupidi2024source2synth,
  author = {Lupidi, Alisia and Gemmell, Carlos and Cancedda, Nicola and Tan, Z. and others},
  title = {{Source2Synth}: Synthetic Data Generation \& Curation Grounded in Real Data Sources},
  year = {2024}, eprint = {2409.08239}, archiveprefix = {arXiv}, primaryclass = {cs.CL},
  keywords = {synthesis, tables}, groups = {Methods},
}
@article{chen2023phi,
  author = {Chen, Yi-Fan and {van der Berg}, Jan and Müller, Jürgen},
  title = {What $\phi_{1.5}$ is worth | a second look at textbooks},
  journal = {Transactions on Machine Learning Research}, year = {2023}, volume = {3}, number = {2},
  url = {https://example.org/phi_(1.5)}, project = {https://phi.example.org/}, slides = {https://example.org/phi.pdf},
  keywords = {synthesis}, groups = {Methods},
}
@misc{wang2022self,
  author = {Wang, Yizhong and Kordi, Yeganeh and Mishra, Swaroop},
  title = {Self-Instruct: Aligning Language Models with Self-Generated Instructions},
  year = {2022}, eprint = {2212.10560}, archiveprefix = {arXiv}, code = {https://github.com/yizhongw/self-instruct},
  keywords = {synthesis, tuning}, groups = {Tuning},
}
@phdthesis{tan2021thesis,
  author = {Tan, Zhen}, title = {Learning from Few Labels}, school = {Arizona State University}, year = {2021},
  groups = {Tuning},
}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Surveys\;0\;1\;\;\;\;;
1 StaticGroup:Methods\;0\;1\;\;\;\;;
2 StaticGroup:Tuning\;0\;1\;\;\;\;;
1 StaticGroup:Evaluation\;0\;1\;\;\;\;;
}
"""
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(node: SyntaxTreeNode) -> str:
    """The characters that a reader sees, tags and comments aside."""
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if not node.children:
        return node.content if node.type in ("text", "text_special", "code_inline") else ""
    return "".join(map(shown, node.children))


def links(node: SyntaxTreeNode) -> list[tuple[str, str]]:
    return [(shown(n), str(n.attrGet("href"))) for n in node.walk() if n.type == "link"]


class ReadBack:
    """What a CommonMark parser finds in a text."""

    def __init__(self, source: str) -> None:
        self.tree = SyntaxTreeNode(MARKDOWN.parse(source))

    def _all(self, *types: str) -> Iterator[SyntaxTreeNode]:
        return (node for node in self.tree.walk() if node.type in types)

    @property
    def kinds(self) -> list[str]:
        """The types of the outermost blocks."""
        return [node.type for node in self.tree.children]

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(node.tag[1]), shown(node)) for node in self._all("heading")]

    @property
    def links(self) -> list[tuple[str, str]]:
        return links(self.tree)

    @property
    def bullets(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The text of each list item's first paragraph, and all links of the item."""
        return [(shown(item.children[0]), links(item)) for item in self._all("list_item")]

    @property
    def nested_links(self) -> list[tuple[int, str, str]]:
        """The links in bullets: how deep the bullet is, from 0, its text and target."""
        found = []
        for item in self._all("list_item"):
            depth, node = -1, item
            while node.parent is not None:
                depth += node.type == "list_item"
                node = node.parent
            found += [(depth, *link) for link in links(item.children[0])]
        return found

    @property
    def tables(self) -> list[list[list[str]]]:
        """The text of each cell of each row of each table, the header first."""
        return [
            [
                [shown(cell) for cell in row.children]
                for part in table.children
                for row in part.children
            ]
            for table in self._all("table")
        ]

    @property
    def alignments(self) -> list[str]:
        cells = next(self._all("table")).children[0].children[0].children
        return [str(cell.attrGet("style") or "") for cell in cells]


@pytest.fixture(scope="session")
def papers() -> Library:
    """Five papers in four groups, the last one empty."""
    return read_text(PAPERS)


@pytest.fixture(scope="session")
def read_back() -> Callable[[str], Any]:
    return ReadBack
