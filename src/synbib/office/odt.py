"""Documents of LibreOffice and others: OpenDocument text.

Source: OpenDocument 1.3 (OASIS), part 2 (packages: §3) and part 3 (schema: §5 text, §6.1 white space, §16 styles). A
document is four files of XML in an archive, made as text by tables and an escape; no package is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from synbib import lazily
from synbib.office.document import Document, Languages
from synbib.office.package import XML_START, archive, escaped
from synbib.office.paragraphs import Paragraph
from synbib.text.indents import FONT_SIZE, STEP, Indents
from synbib.text.runs import Run
from synbib.text.urls import percent_encode

__all__ = ["write_odt"]

_MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_VERSION: Final = 'office:version="1.3"'
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": f"{_ODF}:office:1.0",
        "style": f"{_ODF}:style:1.0",
        "text": f"{_ODF}:text:1.0",
        "fo": f"{_ODF}:xsl-fo-compatible:1.0",
        "svg": f"{_ODF}:svg-compatible:1.0",
        "meta": f"{_ODF}:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)

# LibreOffice's own names of these styles: it finds them there, and translates them.
_ENTRY_STYLE: Final = "Bibliography_20_1"
_LINK_STYLE: Final = "Internet_20_link"

_FONT: Final = "Times New Roman"
_MONOSPACED: Final = "Courier New"
_PROPERTIES: Final = {
    "italic": 'fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"',
    "bold": 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"',
    "small-caps": 'fo:font-variant="small-caps"',
    "underline": 'style:text-underline-style="solid" style:text-underline-width="auto" '
    'style:text-underline-color="font-color"',
    "superscript": 'style:text-position="super 58%"',
    "subscript": 'style:text-position="sub 58%"',
    "code": f'style:font-name="{_MONOSPACED}"',
}
# RFC 5646, §2.1; what comes after the region OpenDocument has no attribute for.
_TAG: Final = lazily.pattern(
    r"(?P<language>[A-Za-z]{2,8})(?:-(?P<script>[A-Za-z]{4}))?(?:-(?P<country>[A-Za-z]{2}|\d{3}))?(?![^-])"
)
# §20.184 and others: how the attributes of each kind of script are called, in the order of `Languages`.
_KINDS: Final = (("fo", ""), ("style", "-asian"), ("style", "-complex"))
# §6.1.2: a blank counts that stands after something else in its text; all others need saying.
_BLANKS: Final = lazily.pattern(r"(?<![^ \t\n]) +|[\t\n]")
_TAB: Final = "<text:tab/>"


def write_odt(document: Document) -> bytes:
    """Return a bibliography as an OpenDocument text."""
    body = _Body(document)
    content = "".join(body.paragraphs())
    files = {
        "content.xml": f"<office:document-content {_NAMESPACES} {_VERSION}>"
        f"<office:font-face-decls>{_fonts(document)}</office:font-face-decls>"
        f"<office:automatic-styles>{body.styles()}</office:automatic-styles>"
        f"<office:body><office:text>{content}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMESPACES} {_VERSION}>"
        f"<office:font-face-decls>{_fonts(document)}</office:font-face-decls>"
        f"<office:styles>{_styles(document)}</office:styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_NAMESPACES} {_VERSION}><office:meta>"
        f"<dc:language>{escaped(document.language)}</dc:language></office:meta></office:document-meta>",
    }
    packed = [
        ("mimetype", _MEDIA_TYPE.encode()),
        *((name, (XML_START + xml).encode()) for name, xml in files.items()),
        ("META-INF/manifest.xml", (XML_START + _manifest(files)).encode()),
    ]
    return archive(packed, stored=["mimetype"])


def _manifest(names: Iterable[str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in names
    )
    return (
        f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MEDIA_TYPE}"/>'
        f"{entries}</manifest:manifest>"
    )


# --- Styles that have names -------------------------------------------------------------------------------------


def _fonts(document: Document) -> str:
    names = filter(None, (_FONT, _MONOSPACED, document.east_asian_font))
    return "".join(
        f'<style:font-face style:name="{name}" svg:font-family="&apos;{name}&apos;"/>'
        for name in names
    )


def _styles(document: Document) -> str:
    asian = document.east_asian_font
    asian = asian and f' style:font-name-asian="{asian}"'
    size = f'fo:font-size="{FONT_SIZE}pt" style:font-size-asian="{FONT_SIZE}pt"'
    return (
        '<style:default-style style:family="paragraph"><style:text-properties '
        f'style:font-name="{_FONT}"'
        f"{asian} {size} {_languages(document.languages)}/></style:default-style>"
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
        f'<style:style style:name="{_ENTRY_STYLE}" style:display-name="Bibliography 1" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:class="index">{_distances(document)}</style:style>'
        f'<style:style style:name="{_LINK_STYLE}" style:display-name="Internet link" style:family="text">'
        '<style:text-properties fo:color="#0563c1" style:text-underline-style="solid" '
        'style:text-underline-width="auto" style:text-underline-color="font-color"/></style:style>'
    )


def _distances(document: Document) -> str:
    indents = document.indents
    tab = '<style:tab-stops><style:tab-stop style:position="0pt"/></style:tab-stops>'
    return (
        f'<style:paragraph-properties fo:margin-left="{indents.left}pt" fo:text-indent="{indents.first}pt" '
        f'fo:margin-top="0pt" fo:margin-bottom="{indents.after}pt" fo:line-height="{100 * indents.lines}%">'
        f"{tab if document.has_labels else ''}</style:paragraph-properties>"
    )


def _languages(languages: Languages) -> str:
    """Return the attributes of languages; ``""`` if they say nothing."""
    return " ".join(
        f'{prefix}:{name}{kind}="{escaped(part)}"'
        for (prefix, kind), tag in zip(_KINDS, languages, strict=True)
        for name, part in _parts(tag)
    )


def _parts(tag: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a language tag as OpenDocument names them."""
    if found := _TAG.match(tag):
        yield from ((name, part) for name, part in found.groupdict().items() if part)


# --- What stands in the document --------------------------------------------------------------------------------


class _Body:
    """Paragraphs, and the styles that they need, which have numbers as they come."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._texts: dict[str, str] = {}  # properties of text → the name of the style that has them
        self._paragraphs: dict[str, str] = {}

    def styles(self) -> str:
        """Return the styles of the paragraphs that were written."""
        return "".join(
            (
                *(
                    f'<style:style style:name="{name}" style:family="paragraph" '
                    f'style:parent-style-name="{_ENTRY_STYLE}"><style:paragraph-properties {properties}/></style:style>'
                    for properties, name in self._paragraphs.items()
                ),
                *(
                    f'<style:style style:name="{name}" style:family="text"><style:text-properties {properties}/>'
                    "</style:style>"
                    for properties, name in self._texts.items()
                ),
            )
        )

    def paragraphs(self) -> Iterator[str]:
        for reference in self._document.references:
            place = escaped(reference.target)
            before = f'<text:bookmark-start text:name="{place}"/>'
            after = f'<text:bookmark-end text:name="{place}"/>'
            spoken = _languages(self._document.own_languages(reference))
            # A reference that shows nothing has its place nevertheless.
            paragraphs = reference.paragraphs or [Paragraph("", (), ())]
            for i, paragraph in enumerate(paragraphs, 1):
                is_last = i == len(paragraphs)
                style = self._paragraph_style(paragraph, self._document.indents, is_last)
                label = self._runs(paragraph.label, spoken) + _TAB if paragraph.label else ""
                text = label + self._runs(paragraph.runs, spoken)
                yield (
                    f'<text:p text:style-name="{style}">{before}{text}{after if is_last else ""}</text:p>'
                )
                before = ""

    def _paragraph_style(self, paragraph: Paragraph, indents: Indents, is_last: bool) -> str:
        properties = [] if is_last else ['fo:margin-bottom="0pt"']
        if paragraph.display:
            left = indents.left + (STEP if paragraph.display == "indent" else 0)
            properties.append(f'fo:margin-left="{left}pt" fo:text-indent="0pt"')
        if not properties:
            return _ENTRY_STYLE
        return self._paragraphs.setdefault(" ".join(properties), f"P{len(self._paragraphs) + 1}")

    def _runs(self, runs: Iterable[Run], spoken: str) -> str:
        return "".join(
            _linked(url, "".join(self._run(run, spoken) for run in linked))
            for url, linked in groupby(runs, key=lambda run: run.url)
        )

    def _run(self, run: Run, spoken: str) -> str:
        text = _BLANKS.sub(lambda found: _blank(found[0]), escaped(run.text))
        properties = [xml for name, xml in _PROPERTIES.items() if name in run.spans]
        if spoken:
            properties.append(spoken)
        if not properties:
            return text
        name = self._texts.setdefault(" ".join(properties), f"T{len(self._texts) + 1}")
        return f'<text:span text:style-name="{name}">{text}</text:span>'


def _blank(blanks: str) -> str:
    if blanks == "\t":
        return _TAB
    return "<text:line-break/>" if blanks == "\n" else f'<text:s text:c="{len(blanks)}"/>'


def _linked(url: str, xml: str) -> str:
    if not url:
        return xml
    target = escaped(percent_encode(url))
    return (
        f'<text:a xlink:type="simple" xlink:href="{target}" text:style-name="{_LINK_STYLE}" '
        f'text:visited-style-name="{_LINK_STYLE}">{xml}</text:a>'
    )
