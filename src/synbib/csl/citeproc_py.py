"""citeproc-py as the engine: CSL-JSON items in, marked text out.

The one place that knows citeproc-py. It is handed our marks as its "formatter", so that what comes out is marked
text for our own writers. Where its behaviour falls short of CSL and the input can be prepared so that it does
not, that is done here; what remains is named in ``docs/styles.md``.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from lxml import etree

from synbib import lazily
from synbib.csl.cite import Cite
from synbib.csl.phases import Citation
from synbib.csl.style import NAMESPACE, Style
from synbib.errors import StyleError, SynbibError
from synbib.text import flip_flop, from_markup, marks
from synbib.text.flipflop import flipping

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation as CiteprocCitation
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator
    from citeproc.source.json import CiteProcJSON

__all__ = ["CiteprocPy"]


class _MarkFormatter:
    """citeproc-py's formatter protocol, writing marks."""

    preformat = staticmethod(str)
    Italic = staticmethod(marks.ITALIC.wrap)
    Oblique = staticmethod(marks.OBLIQUE.wrap)
    Bold = staticmethod(marks.BOLD.wrap)
    Light = staticmethod(str)
    Underline = staticmethod(marks.UNDERLINE.wrap)
    Superscript = staticmethod(marks.SUPERSCRIPT.wrap)
    Subscript = staticmethod(marks.SUBSCRIPT.wrap)
    SmallCaps = staticmethod(marks.SMALL_CAPS.wrap)


_AFTER_QUOTE: Final = lazily.pattern(f"(”)({marks.MARK.pattern}*)([.,])")
_DOUBLED: Final = lazily.pattern(f"([?!]”?{marks.MARK.pattern}*)[.]")
# BibTeX's `and others` is a name here, the last one, with what CSL puts before the last.
_AND_OTHERS: Final = lazily.pattern(r",? (?:and|&) et al\.")
_NAME_PARTS: Final = frozenset(
    {"family", "given", "dropping-particle", "non-dropping-particle", "suffix"}
)


class CiteprocPy:
    """A style over a set of items.

    Args:
        style: The style.
        items: CSL-JSON items by id.
        locale: A language tag that overrides the style's default locale.
    """

    def __init__(
        self, style: Style, items: Mapping[str, Mapping[str, Any]], locale: str | None
    ) -> None:
        self._style = style
        self._items = dict(items)
        self._added: list[Citation] = []
        self._locale = locale or style.default_locale or None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._compiled = CitationStylesStyle(
                io.BytesIO(_prepare_style(style.xml)), locale=self._locale, validate=False
            )
        self._read_items()

    def put(self, items: Mapping[str, Mapping[str, Any]]) -> None:
        """Add items, or put them in the place of those with their ids."""
        self._items |= items
        self._read_items()

    def remove(self, keys: Iterable[str]) -> None:
        """Remove items that no citation cites."""
        for key in keys:
            del self._items[key]
        self._read_items()

    def _read_items(self) -> None:
        # citeproc-py folds keys to lower case, so that `Smith` and `smith` would be one item.
        self._ids = {key: f"item-{i}" for i, key in enumerate(self._items)}
        self._keys = {identifier: key for key, identifier in self._ids.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._source = CiteProcJSON(
                [_prepare_item(item, self._ids[key]) for key, item in self._items.items()]
            )

    def add(self, citation: Citation) -> str:
        """Add the next citation of the document and return its marked text."""
        self._added.append(citation)
        return self.citations(self._added)[-1]

    def authors(self, citations: Sequence[Citation]) -> list[str]:
        """Return nothing for each citation: it has no narrative ones.

        Raises:
            StyleError: One of them is narrative.
        """
        if any(citation.narrative for citation in citations):
            raise StyleError("citeproc-py has no narrative citations; leave out --engine")
        return ["" for _ in citations]

    def citations(
        self, citations: Sequence[Citation], _uncited: Iterable[str] | None = None
    ) -> list[str]:
        """Return the marked text of each citation; those numbered get the numbers of the whole list."""
        engine, clusters = self._register(citations)
        return [
            self._guard(lambda c=c: self._finish(str(engine.cite(c, lambda item: None))))
            for c in clusters
        ]

    def keep(self) -> None:
        """Keep nothing: what runs is another's."""

    def bibliography(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None = None
    ) -> list[tuple[str, str]]:
        """Return ``(id, marked text)`` of each reference, in the style's order.

        Args:
            citations: The citations of the document.
            uncited: Further items, all by default.
        """
        engine, _ = self._register(citations)
        cited = {cite.key for citation in citations for cite in citation.cites}
        shown = None if uncited is None else cited.union(uncited)
        items = ((self._keys[item.key], item) for item in engine.items)
        return [
            (key, self._reference(engine, item))
            for key, item in items
            if shown is None or key in shown
        ]

    def reference(self, data: Mapping[str, Any]) -> str:
        """Return the marked text of an item's reference in a bibliography of its own."""
        [(_, text)] = CiteprocPy(self._style, {"": data}, self._locale).bibliography([])
        return text

    def _reference(self, engine: CitationStylesBibliography, item: CitationItem) -> str:
        pieces = self._guard(lambda: engine.style.render_bibliography([item]))
        return self._finish("".join(map(str, pieces)))

    def _finish(self, text: str) -> str:
        """What CSL asks of the finished text and citeproc-py leaves undone."""
        if (self._locale or "en-US") == "en-US":  # the locale that says punctuation-in-quote
            text = _AFTER_QUOTE.sub(r"\3\1\2", text)
        text = _AND_OTHERS.sub(" et al.", text)
        # The non-breaking hyphen of a given name has done its work: it is one initial.
        text = text.replace("\N{NON-BREAKING HYPHEN}", "-")
        return flip_flop(flipping(_DOUBLED.sub(r"\1", text)))

    def _register(
        self, citations: Sequence[Citation]
    ) -> tuple[CitationStylesBibliography, list[CiteprocCitation]]:
        engine = CitationStylesBibliography(self._compiled, self._source, _MarkFormatter)
        clusters = [
            CiteprocCitation([self._item(cite) for cite in citation.cites])
            for citation in citations
        ]
        for cluster in clusters:
            engine.register(cluster)
        engine.register(CiteprocCitation([CitationItem(identifier) for identifier in self._keys]))
        if self._compiled.has_bibliography():
            self._guard(engine.sort)
        return engine, clusters

    def _item(self, cite: Cite) -> CitationItem:
        if cite.suppress_author or cite.author_only:
            raise SynbibError(
                "the engine citeproc-py can neither suppress an author nor show it alone"
            )
        options: dict[str, Any] = {}
        if cite.locator:
            options["locator"] = Locator(
                "page" if cite.label == "none" else cite.label, cite.locator
            )
        options |= {k: v for k, v in (("prefix", cite.prefix), ("suffix", cite.suffix)) if v}
        return CitationItem(self._ids[cite.key], **options)

    def _guard(self, call: Any) -> Any:
        """Run the engine; what it cannot do becomes one clear error instead of a traceback."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return call()
        except SynbibError:
            raise
        except Exception as error:
            raise StyleError(
                f"{self._style.name}: citeproc-py cannot render this style: "
                f"{type(error).__name__}: {error}; try another style"
            ) from error


def _prepare_style(xml: bytes) -> bytes:
    """Put a blank after the first field that ``second-field-align`` sets apart: citeproc-py joins the two."""
    root = etree.fromstring(xml)
    cs = {"cs": NAMESPACE}
    for layout in root.iterfind("cs:bibliography[@second-field-align]/cs:layout", cs):
        first = next((child for child in layout if isinstance(child.tag, str)), None)
        if first is not None and not first.get("suffix", "").endswith(" "):
            first.set("suffix", first.get("suffix", "") + " ")
    return etree.tostring(root)


def _prepare_item(item: Mapping[str, Any], identifier: str) -> dict[str, Any]:
    prepared: dict[str, Any] = {"id": identifier, "type": item.get("type", "document")}
    for variable, value in item.items():
        if variable in ("id", "type") or value in (None, "", []):
            continue
        if isinstance(value, (str, int, float)):
            prepared[variable] = _marked(str(value))
        elif isinstance(value, dict):
            if "literal" in value or any(value.get("date-parts") or []):
                prepared[variable] = value
        elif isinstance(value, Iterable) and (names := _names(value)):
            prepared[variable] = names
    return prepared


def _marked(text: str) -> str:
    """Inline markup as marks, but for case protection, which citeproc-py reads from the markup itself."""
    return (
        from_markup(text)
        .replace(marks.NOCASE.open, '<span class="nocase">')
        .replace(marks.NOCASE.close, "</span>")
    )


def _names(value: Iterable[Any]) -> list[dict[str, str]]:
    names = []
    for name in value:
        if not isinstance(name, Mapping):
            continue
        if name.get("literal") == "others":
            names.append({"literal": "et al."})
        elif name.get("literal"):
            names.append({"literal": marks.scrub(str(name["literal"]))})
        elif parts := {k: marks.scrub(str(v)) for k, v in name.items() if k in _NAME_PARTS and v}:
            names.append(parts)
    return names
