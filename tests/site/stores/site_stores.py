"""The stores whose sites are opened in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synbib.library import read_text
from synbib.site import Site, SiteOptions, build, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Opens the page at an address; what else it takes is in `visit` of conftest.py.
Visit = Callable[..., "Page"]

STORE = r"""
@inproceedings{vaswani2017, author = {Vaswani, Ashish and Müller, Jörg}, title = {Attention Is All You Need},
  booktitle = {Advances in Neural Information Processing Systems}, shortvenue = {NeurIPS}, year = 2017,
  url = {https://papers.example/attention}, code = {https://code.example/attention},
  keywords = {transformers, translation}, abstract = {The dominant models are \emph{recurrent}. We propose another.},
  groups = {Models, Translation}}
@article{devlin2019, author = {Devlin, Jacob}, title = {{BERT}: Pre-training of Transformers}, journal = {Journal of Models},
  shortvenue = {JoM}, year = 2019, doi = {10.1000/bert}, pdf = {https://papers.example/bert.pdf}, groups = {Models}}
@article{brown2020, author = {Brown, Tom}, title = {Few-Shot Learners}, journal = {Journal of Models}, shortvenue = {JoM},
  year = 2020, code = {https://code.example/few}, groups = {Models}}
@inproceedings{zoph2016, author = {Zoph, Barret and Łukasik, Ewa}, title = {Transfer for Low-Resource Translation},
  booktitle = {Proceedings}, shortvenue = {EMNLP}, year = 2016, url = {https://papers.example/transfer}, groups = {Translation}}
@book{knuth1984, author = {Knuth, Donald E.}, title = {The {\TeX}book}, publisher = {Addison-Wesley}, year = 1984,
  groups = {Typesetting}}
@book{levi2001, author = {לוי, יעל}, title = {מבוא לעיבוד שפה טבעית}, publisher = {מאגנס}, year = 2001, langid = {hebrew},
  groups = {Typesetting}}
@article{DBLP:conf/x/Ärger05, author = {Ärger, Øystein}, title = {Über alles Mögliche}, journal = {Zeitschrift},
  year = 2005, langid = {german}}
@misc{undated, author = {Nobody}, title = {A Work Without a Year}}
@comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Subjects\;0\;1\;\;\;\;;
2 StaticGroup:Models\;0\;1\;\;\;\;;
2 StaticGroup:Translation\;0\;1\;\;\;\;;
1 StaticGroup:Typesetting\;0\;1\;\;\;\;;
}
"""

# What a browser would take for more than text, if one place let it through.
HOSTILE = r"""
@misc{main, author = {<script>alert(1)</script>}, title = {<img src=x onerror=alert(1)>}, year = 2020, shortvenue = {"><svg onload=alert(1)>},
  groups = {"><svg onload=alert(1)>}, keywords = {</script><script>alert(1)</script>}, abstract = {</div><img src=x onerror=alert(1)>},
  url = {javascript:alert(1)}, code = {data:text/html;base64,PHNjcmlwdD4=}}
@misc{'"><b>, author = {{{7*7}}}, title = {{{7*7}} {\{\{7*7\}\}} ${7*7}}, year = 2021, url = {https://x.example/"onmouseover="alert(1)}}
@misc{%41, author = {A`${alert(1)}`}, title = {</script><script>alert(1)</script>}, year = 2022, note = {`]]>}}
@misc{-group-x, author = {B}, title = {"onclick="alert(1)" x="}, year = 2022}
"""
CONTROLS = "@misc{controls, author = {C}, title = {bell\a escape\x1b[31m bidi\u202e override\u2066 line\u2028paragraph\u2029end}, year = 2023}\n"


def written_site(folder: Path, store: str, **options: Any) -> Path:
    """Write the site of a store into a folder, and return that."""
    site = Site(read_text(store), SiteOptions().set(title="Our papers", **options))
    write(str(folder), build(site))
    return folder
