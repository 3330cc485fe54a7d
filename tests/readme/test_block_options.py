"""Each option of a block, and the whole block beside it."""

from __future__ import annotations

import pytest

from synbib.library import Library, read_text
from synbib.readme import write_blocks

STORE = r"""
@article{roe2020old,
  author = {Roe, Jane}, title = {Old Days}, journal = {Journal of Days}, year = {2020}, month = feb,
  url = {https://e.org/old}, code = {https://github.com/roe/old}, keywords = {days}, groups = {First},
  abstract = {What was.},
}
@misc{doe2022new,
  author = {Doe, John}, title = {New Days}, year = {2022}, eprint = {2201.00001}, archiveprefix = {arXiv},
  keywords = {days, new}, groups = {Second},
}
@book{roe2021book,
  author = {Roe, Jane and Doe, John}, title = {A Book}, publisher = {Press}, year = {2021}, groups = {Inner},
}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:First\;0\;1\;\;\;\;;
1 StaticGroup:Second\;0\;1\;\;\;\;;
2 StaticGroup:Inner\;0\;1\;\;\;\;;
}
"""


@pytest.fixture(scope="module")
def store() -> Library:
    return read_text(STORE)


def block(words: str, library: Library) -> str:
    text = f"<!-- synbib:start {words} -->\n<!-- synbib:end -->\n\n# Top\n\n## Middle\n\n### Low"
    return write_blocks(text, library).partition("-->\n")[2].partition("<!-- synbib:end")[0].strip()


BLOCKS = {
    "list": """
## First

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)

## Second

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

### Inner

- Roe J, Doe J. A book[M]. Press, 2021.
""",
    "list group=First": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "list group=Second nested=no": """
- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)
""",
    "list filter=author:roe": """
## First

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)

## Second

### Inner

- Roe J, Doe J. A book[M]. Press, 2021.
""",
    "list since=2021": """
## Second

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

### Inner

- Roe J, Doe J. A book[M]. Press, 2021.
""",
    "list group-by=year": """
## 2022

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

## 2021

- Roe J, Doe J. A book[M]. Press, 2021.

## 2020

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "list group-by=type": """
## Books

- Roe J, Doe J. A book[M]. Press, 2021.

## Journal articles

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)

## Preprints

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)
""",
    "list headings=no": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

- Roe J, Doe J. A book[M]. Press, 2021.
""",
    "list group-by=none newest-first=yes": """
- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

- Roe J, Doe J. A book[M]. Press, 2021.

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "list group-by=none sort=title": """
- Roe J, Doe J. A book[M]. Press, 2021.

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "list group-by=none sort=-year": """
- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

- Roe J, Doe J. A book[M]. Press, 2021.

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "list group-by=none limit=1 sort=author": """
- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)
""",
    "list group=First style=apa": """
- Roe, J. (2020). Old days. *Journal of Days*. https://e.org/old

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "list group-by=none style-for='book=apa'": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

- Roe, J., & Doe, J. (2021). *A book*. Press.
""",
    "list group=Second nested=no style=apa locale=de-DE": """
- Doe, J. (2022). *New days* (arXiv:2201.00001). arXiv. https://arxiv.org/abs/2201.00001

  [Paper](https://arxiv.org/abs/2201.00001)
""",
    "list group=First own-name='Roe, Jane'": """
- **Roe J**. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "list level=4 group=Second": """
- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

#### Inner

- Roe J, Doe J. A book[M]. Press, 2021.
""",
    "list numbering=all": """
## First

1. Roe J. Old days[J]. Journal of Days, 2020.

   [Paper](https://e.org/old)

   [Code](https://github.com/roe/old)

## Second

2. Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

   [Paper](https://arxiv.org/abs/2201.00001)

### Inner

3. Roe J, Doe J. A book[M]. Press, 2021.
""",
    "list group=First links=code": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [Code](https://github.com/roe/old)
""",
    "list group=First links=paper": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)
""",
    "list group=First badges=yes": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [![Paper](https://img.shields.io/badge/Paper-b31b1b)](https://e.org/old) [![Code](https://img.shields.io/badge/Code-181717)](https://github.com/roe/old)
""",
    "list group=First badges='code=Source:red'": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [![Paper](https://img.shields.io/badge/Paper-b31b1b)](https://e.org/old) [![Source](https://img.shields.io/badge/Source-red)](https://github.com/roe/old)
""",
    "list group=First badges=yes stars=yes": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [![Paper](https://img.shields.io/badge/Paper-b31b1b)](https://e.org/old) [![Code](https://img.shields.io/badge/Code-181717)](https://github.com/roe/old) [![Stars](https://img.shields.io/github/stars/roe/old?style=social)](https://github.com/roe/old)
""",
    "list group=First details=bibtex": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)

  <details>
  <summary>BibTeX</summary>

  ```bibtex
  @article{roe2020old,
    author = {Roe, Jane},
    title = {Old Days},
    journal = {Journal of Days},
    year = {2020},
    month = feb,
    url = {https://e.org/old},
  }
  ```

  </details>
""",
    "list group=First details=both": """
- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)

  <details>
  <summary>Abstract</summary>

  What was.

  </details>

  <details>
  <summary>BibTeX</summary>

  ```bibtex
  @article{roe2020old,
    author = {Roe, Jane},
    title = {Old Days},
    journal = {Journal of Days},
    year = {2020},
    month = feb,
    url = {https://e.org/old},
  }
  ```

  </details>
""",
    "table": """
## First

| Paper | Published in | Code/Project |
|---|:---:|:---:|
| [Old Days](https://e.org/old) | Journal of Days 2020 | https://github.com/roe/old |

## Second

| Paper | Published in | Code/Project |
|---|:---:|:---:|
| [New Days](https://arxiv.org/abs/2201.00001) | arXiv 2022 | - |

### Inner

| Paper | Published in | Code/Project |
|---|:---:|:---:|
| A Book | Press 2021 | - |
""",
    "table headings=no columns=title,year": """
| Title | Year |
|---|:---:|
| Old Days | 2020 |
| New Days | 2022 |
| A Book | 2021 |
""",
    "table headings=no columns=key,authors,venue,type": """
| Key | Authors | Venue | Type |
|---|---|:---:|---|
| `roe2020old` | Jane Roe | Journal of Days | article |
| `doe2022new` | John Doe | arXiv | misc |
| `roe2021book` | Jane Roe, John Doe | Press | book |
""",
    "table headings=no columns=title,links badges=yes": """
| Title | Links |
|---|---|
| Old Days | [![Paper](https://img.shields.io/badge/Paper-b31b1b)](https://e.org/old) [![Code](https://img.shields.io/badge/Code-181717)](https://github.com/roe/old) |
| New Days | [![Paper](https://img.shields.io/badge/Paper-b31b1b)](https://arxiv.org/abs/2201.00001) |
| A Book | - |
""",
    "table headings=no columns=authors own-name='Doe, John'": """
| Authors |
|---|
| Jane Roe |
| **John Doe** |
| Jane Roe, **John Doe** |
""",
    "table headings=no numbering=all columns=title": """
| # | Title |
|---:|---|
| 1 | Old Days |
| 2 | New Days |
| 3 | A Book |
""",
    "table numbering=group columns=title level=3": """
### First

| # | Title |
|---:|---|
| 1 | Old Days |

### Second

| # | Title |
|---:|---|
| 1 | New Days |

#### Inner

| # | Title |
|---:|---|
| 1 | A Book |
""",
    "recent": """
- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

- Roe J, Doe J. A book[M]. Press, 2021.

- Roe J. Old days[J]. Journal of Days, 2020.

  [Paper](https://e.org/old)

  [Code](https://github.com/roe/old)
""",
    "recent limit=1": """
- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)
""",
    "recent limit=2 group-by=year": """
## 2022

- Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

  [Paper](https://arxiv.org/abs/2201.00001)

## 2021

- Roe J, Doe J. A book[M]. Press, 2021.
""",
    "bibliography": """
Roe J. Old days[J]. Journal of Days, 2020.

Doe J. New days[J]. arXiv preprint arXiv:2201.00001, 2022.

Roe J, Doe J. A book[M]. Press, 2021.
""",
    "bibliography style=acl": """
John Doe. 2022. New days. *Preprint*, arXiv:2201.00001.

Jane Roe. 2020. Old days. *Journal of Days*.

Jane Roe and John Doe. 2021. *A book*. Press.
""",
    "bibliography style=apa filter=type:book": """
Roe, J., & Doe, J. (2021). *A book*. Press.
""",
    "bibliography style=apa locale=de-DE group=Second nested=no": """
Doe, J. (2022). *New days* (arXiv:2201.00001). arXiv. https://arxiv.org/abs/2201.00001
""",
    "bibliography style=apa own-name='Roe, Jane'": """
Doe, J. (2022). *New days* (arXiv:2201.00001). arXiv. https://arxiv.org/abs/2201.00001

**Roe, J.** (2020). Old days. *Journal of Days*. https://e.org/old

**Roe, J.**, & Doe, J. (2021). *A book*. Press.
""",
    "count": "3",
    "count group=Second": "2",
    "count group=Second nested=no": "1",
    "count since=2021": "2",
    "count filter=keyword:new": "1",
    "toc": """
* [Top](#top)
  * [Middle](#middle)
    * [Low](#low)
""",
    "toc min-level=2": """
* [Middle](#middle)
  * [Low](#low)
""",
    "toc max-level=2": """
* [Top](#top)
  * [Middle](#middle)
""",
    "toc min-level=2 max-level=2": """
* [Middle](#middle)
""",
}


@pytest.mark.parametrize(("words", "expected"), BLOCKS.items(), ids=list(BLOCKS))
def test_a_block_with_an_option(words: str, expected: str, store: Library) -> None:
    assert block(words, store) == expected.strip()
