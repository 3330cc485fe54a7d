"""Fuzzing of CSL styles: what `Style.parse` takes is compiled and rendered with; see `harness`.

An input that begins with ``<`` is a style as text. Any other says how the tree of a sound style is changed: valid
styles are rare among texts with random changes.
"""

from functools import cache
from typing import Any, Final

import harness
from atheris import FuzzedDataProvider
from lxml import etree

from synbib.csl import Cite, Processor, Style
from synbib.csl.vocabulary import DATES, LOCATORS, NAMES, NUMBERS

_HEAD: Final = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">'
_INFO: Final = (
    "<info><title>T</title><id>http://a.b/c</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
)
STYLES: Final = (
    f'{_HEAD}{_INFO}<citation><layout delimiter="; "><text variable="title"/></layout></citation></style>',
    f"""{_HEAD}{_INFO}<locale xml:lang="en"><terms><term name="and others">et al.</term></terms></locale>
<macro name="a"><names variable="author editor"><name form="short" and="text" initialize-with=". "/><et-al/>
<label form="short"/><substitute><text macro="b"/><names variable="translator"/></substitute></names></macro>
<macro name="b"><choose><if type="book" match="any"><text variable="title" font-style="italic"/></if>
<else-if is-numeric="volume"><number variable="volume" form="ordinal"/></else-if><else><text value="x"/></else></choose>
</macro><citation et-al-min="3" et-al-use-first="1" disambiguate-add-year-suffix="true" collapse="year">
<sort><key macro="a"/><key variable="issued" sort="descending"/></sort>
<layout prefix="(" suffix=")" delimiter="; "><group delimiter=", "><text macro="a"/>
<date variable="issued" form="numeric" date-parts="year"/><label variable="locator"/><text variable="locator"/></group>
</layout></citation><bibliography entry-spacing="0" subsequent-author-substitute="---" second-field-align="flush">
<layout suffix="."><text variable="citation-number" suffix=". "/><text macro="a"/><date variable="issued">
<date-part name="month" form="short"/><date-part name="year"/></date><text variable="page" text-case="title"/>
<text term="in" strip-periods="true" quotes="true"/></layout></bibliography></style>""",
)
SEEDS: Final = (
    *STYLES,
    b"\x00\x01\x02\x03\x04\x05",
    bytes(range(1, 64)),
    bytes(range(200, 100, -1)),
)
ITEMS: Final[list[dict[str, Any]]] = [
    {
        "id": "a",
        "type": "book",
        "title": "Tiny Stories",
        "author": [{"family": "Doe", "given": "Jane"}, {"literal": "Some Group"}],
        "issued": {"date-parts": [[2020, 5, 1], [2020, 6]]},
        "page": "12-34",
        "volume": "7",
    },
    {"id": "b", "type": "article-journal", "author": [{"family": "Doe", "given": "J."}]},
]
# Every element and every attribute with its values, of all seeds and of CSL 1.0.2.
_TAGS: Final = (
    "text", "names", "name", "name-part", "et-al", "label", "substitute", "group", "choose", "if", "else-if", "else",
    "date", "date-part", "number", "macro", "layout", "sort", "key", "citation", "bibliography", "locale", "terms", "term",
    "single", "multiple", "style-options", "institution",
)  # fmt: skip
_VALUES: Final = {
    "variable": (*sorted(NAMES | DATES | NUMBERS), "title", "title-short", "URL", "DOI", "author editor", "x"),
    "macro": ("a", "b", "absent", ""),
    "term": ("in", "and others", "page", "absent"),
    "name": ("a", "b", "year", "month", "day", "family", "given", "and others"),
    "form": ("short", "long", "symbol", "verb", "numeric", "text", "ordinal", "long-ordinal", "roman", "count", "x"),
    "type": ("book", "article-journal", "book chapter", "x"),
    "match": ("all", "any", "none"),
    "position": ("first", "ibid", "ibid-with-locator", "subsequent", "near-note"),
    "is-numeric": ("volume", "page locator"),
    "is-uncertain-date": ("issued",),
    "locator": (*sorted(LOCATORS)[:4], "page"),
    "disambiguate": ("true",),
    "delimiter": ("", ", ", "\u2013"),
    "prefix": ("", "(", " ", "."),
    "suffix": ("", ")", " ", "."),
    "quotes": ("true", "false"),
    "strip-periods": ("true",),
    "text-case": ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title"),
    "font-style": ("italic", "oblique", "normal"),
    "font-variant": ("small-caps",),
    "font-weight": ("bold", "light"),
    "text-decoration": ("underline",),
    "vertical-align": ("sup", "sub", "baseline"),
    "display": ("block", "left-margin", "right-inline", "indent"),
    "and": ("text", "symbol"),
    "name-as-sort-order": ("all", "first"),
    "sort-separator": (", ", ""),
    "initialize-with": (". ", "", "."),
    "initialize": ("true", "false"),
    "et-al-min": ("0", "1", "2", "99999999999", "x"),
    "et-al-use-first": ("0", "1", "2", "99999999999"),
    "et-al-use-last": ("true",),
    "et-al-subsequent-min": ("1", "3"),
    "et-al-subsequent-use-first": ("1", "9"),
    "delimiter-precedes-last": ("always", "never", "contextual", "after-inverted-name"),
    "delimiter-precedes-et-al": ("always", "never"),
    "date-parts": ("year", "year-month", "year-month-day"),
    "range-delimiter": ("-", ""),
    "sort": ("ascending", "descending"),
    "collapse": ("citation-number", "year", "year-suffix", "year-suffix-ranged"),
    "cite-group-delimiter": (", ",),
    "year-suffix-delimiter": (",",),
    "after-collapse-delimiter": (";",),
    "disambiguate-add-names": ("true", "false"),
    "disambiguate-add-givenname": ("true", "false"),
    "disambiguate-add-year-suffix": ("true", "false"),
    "givenname-disambiguation-rule": ("all-names", "by-cite", "primary-name-with-initials"),
    "near-note-distance": ("0", "5", "x"),
    "class": ("note", "in-text"),
    "default-locale": ("de-DE", "zh", "x", "fr"),
    "demote-non-dropping-particle": ("never", "sort-only", "display-and-sort"),
    "initialize-with-hyphen": ("true", "false"),
    "page-range-format": ("chicago", "expanded", "minimal", "minimal-two"),
    "entry-spacing": ("0", "1", "99", "a b", "-1", ""),
    "line-spacing": ("1", "2", "1.5"),
    "hanging-indent": ("true", "false"),
    "second-field-align": ("flush", "margin"),
    "subsequent-author-substitute": ("---", ""),
    "subsequent-author-substitute-rule": ("complete-all", "complete-each", "partial-each", "partial-first"),
    "plural": ("always", "never", "contextual"),
    "value": ("", "x", "\u201c", "a.b"),
}  # fmt: skip
WORDS: Final = tuple(f"<{tag}" for tag in _TAGS) + tuple(
    f' {name}="{value}"' for name, values in _VALUES.items() for value in values[:4]
)
_LARGEST: Final = 2000  # elements


@cache
def parsed(number: int) -> bytes:
    """A seed, without the blanks between its elements."""
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(etree.fromstring(STYLES[number].encode(), parser))


def changed(data: bytes) -> bytes:
    """Return a seed's tree with the changes that the input asks for."""
    choice = FuzzedDataProvider(data)
    root = etree.fromstring(parsed(choice.ConsumeIntInRange(0, len(STYLES) - 1)))
    namespace = root.nsmap[None]
    names = sorted(_VALUES)
    while choice.remaining_bytes():
        elements = list(root.iter(etree.Element))
        if len(elements) > _LARGEST:
            break
        one = elements[choice.ConsumeIntInRange(0, len(elements) - 1)]
        other = elements[choice.ConsumeIntInRange(0, len(elements) - 1)]
        parent = one.getparent()
        match choice.ConsumeIntInRange(0, 5):
            case 0:
                name = names[choice.ConsumeIntInRange(0, len(names) - 1)]
                one.set(name, choice.PickValueInList(list(_VALUES[name])))
            case 1 if one.attrib:
                del one.attrib[choice.PickValueInList(sorted(one.attrib))]
            case 2 if parent is not None:
                parent.remove(one)
            case 3 if parent is not None:
                copied = etree.fromstring(etree.tostring(one))
                other.insert(choice.ConsumeIntInRange(0, len(other)), copied)
            case 4:
                made = etree.Element(f"{{{namespace}}}{choice.PickValueInList(list(_TAGS))}")
                one.insert(choice.ConsumeIntInRange(0, len(one)), made)
            case 5 if parent is not None:
                one.tag = f"{{{namespace}}}{choice.PickValueInList(list(_TAGS))}"
    return etree.tostring(root)


def look(data: bytes) -> None:
    """Parse a style; render items in it if it is one."""
    style = Style.parse(data if data.lstrip()[:1] == b"<" else changed(data))
    assert style.layout.entry_spacing >= 0
    processor = Processor(style, ITEMS, format="markdown")
    for key in ("a", "b", "a"):
        processor.citation([Cite(key, locator="3"), Cite("b")])
    processor.citations()
    if style.has_bibliography:
        processor.bibliography()


if __name__ == "__main__":
    harness.run(look, SEEDS, WORDS)
