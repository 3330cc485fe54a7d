"""Small styles of BibTeX's, in the three ways of citing."""

from pathlib import Path

import pytest

_HEAD = r"""
ENTRY { author title year url note } { } { label }
FUNCTION { misc } {
  newline$ BIBITEM write$ newline$
  author empty$ { "no author in " cite$ * warning$ } { author write$ ". " write$ } if$
  "\newblock {\em " title * "}, " * year * write$
  url empty$ { } { ". \url{" url * "}" * write$ } if$
  note empty$ { } { ". " note * write$ } if$
  "." write$ newline$
}
FUNCTION { default.type } { misc }
FUNCTION { skipped } { }
READ
FUNCTION { key } { year 'sort.key$ := }
SORTING
FUNCTION { begin } { preamble$ write$ newline$ "\begin{thebibliography}{9}" write$ newline$ }
EXECUTE { begin }
ITERATE { call.type$ }
FUNCTION { end } { newline$ "\end{thebibliography}" write$ newline$ }
EXECUTE { end }
"""
_SORTED = "ITERATE { key } SORT"
_STYLES = {
    "numbers.bst": (r'"\bibitem{" cite$ * "}" *', _SORTED),
    "unsorted.bst": (r'"\bibitem{" cite$ * "}" *', ""),
    "labels.bst": (r'"\bibitem[" author #3 text.prefix$ * year * "]{" * cite$ * "}" *', _SORTED),
    "authors.bst": (r'"\bibitem[" author * "(" * year * ")]{" * cite$ * "}" *', _SORTED),
}


@pytest.fixture
def styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, which is the current one, with the styles."""
    monkeypatch.chdir(tmp_path)
    for name, (item, order) in _STYLES.items():
        source = _HEAD.replace("BIBITEM", item).replace("SORTING", order)
        (tmp_path / name).write_text(source, encoding="utf-8")
    initials = _HEAD.replace("BIBITEM", r'"\bibitem{" cite$ * "}" *').replace("SORTING", "")
    (tmp_path / "initials.bst").write_text(
        initials.replace('author write$ ". "', 'author #1 #1 substring$ write$ " "'),
        encoding="utf-8",
    )
    return tmp_path
