"""A source of works that is made of BibTeX text."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib.index import Database, LocalIndex, add_file

WORKS = r"""
@inproceedings{devlin-etal-2019-bert,
  title = "{BERT}: Pre-training of Deep Bidirectional Transformers for Language Understanding",
  author = "Devlin, Jacob and Chang, Ming-Wei and Lee, Kenton and Toutanova, Kristina",
  booktitle = "Proceedings of the 2019 Conference of the North {A}merican Chapter of the {ACL}",
  year = "2019", pages = "4171--4186", doi = "10.18653/v1/N19-1423", url = "https://aclanthology.org/N19-1423",
}
@inproceedings{DBLP:conf/cvpr/HeZRS16,
  title = {Deep Residual Learning for Image Recognition},
  author = {Kaiming He and Xiangyu Zhang and Shaoqing Ren and Jian Sun},
  booktitle = {2016 {IEEE} Conference on Computer Vision and Pattern Recognition, {CVPR} 2016},
  year = {2016}, doi = {10.1109/CVPR.2016.90}, pages = {770--778},
}
@inproceedings{schuetze2018,
  title = {Sch{\"u}tzende Modelle und ihre Grenzen},
  author = {M{\"u}ller, J{\"u}rgen and Jim{\'e}nez Celorrio, Sergio and Hero III, Alfred O.},
  booktitle = {Proceedings of {ICML}}, year = {2018},
}
@article{turing1950, title = {Computing Machinery and Intelligence}, author = {Turing, Alan M.}, journal = {Mind},
  volume = {59}, year = {1950}, doi = {10.1093/mind/LIX.236.433}}
@misc{untitled, author = {Doe, Jane}, doi = {10.1000/untitled}}
"""
CVPR = "".join(
    f"@inproceedings{{cvpr{n}, title = {{Paper Number {n} of the Conference}}, author = {{Doe, Jane}},\n"
    "  booktitle = {2016 {IEEE} Conference on Computer Vision and Pattern Recognition, {CVPR} 2016}, year = 2016}\n"
    for n in range(25)
)


@pytest.fixture
def index(tmp_path: Path) -> LocalIndex:
    """An index of some works, and of a conference as a whole."""
    path = tmp_path / "works.bib"
    path.write_text(WORKS + CVPR, encoding="utf-8")
    with Database(tmp_path / "index.sqlite", create=True) as database:
        add_file(database, str(path), complete=True)
    return LocalIndex([Database(tmp_path / "index.sqlite")])
