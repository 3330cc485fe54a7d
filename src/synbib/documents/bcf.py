"""Citations in ``.bcf`` files, which biblatex writes for biber: ``<bcf:citekey>`` (biber's ``bcf.rnc``)."""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing

__all__ = ["find"]

_KEY: Final = lazily.pattern(r"<bcf:citekey(?=[\s>])[^<>]*>([^<>]+)</bcf:citekey>")


def find(text: str) -> Citing:
    """Return what a ``.bcf`` file cites; sets of entries and what they hold alike."""
    import html

    found = [
        CitedKey(html.unescape(each[1]), each.start(1), each.end(1)) for each in _KEY.finditer(text)
    ]
    everything = any(cited.key == "*" for cited in found)
    return Citing(tuple(each for each in found if each.key != "*"), everything)
