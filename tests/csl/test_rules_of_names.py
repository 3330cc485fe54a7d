"""Names, one row a rule of CSL 1.0.2: "Names", "Name", "Et-al", "Substitute", "Label in cs:names", "Name particles"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reads = Callable[..., str]

TWO = {"author": ["Jane Roe", "John Doe"]}
THREE = {"author": ["Jane Roe", "John Doe", "Mary Sue"]}
FOUR = {"author": ["Jane Roe", "John Doe", "Mary Sue", "Max Poe"]}
KING = {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
HUMBOLDT = {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}
GOGH = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
FONTAINE = {
    "family": "Fontaine", "given": "Jean", "suffix": "III", "dropping-particle": "de", "non-dropping-particle": "La",
}  # fmt: skip
WHO = {"literal": "World Health Organization"}


def name(attributes: str = "", inside: str = "", others: str = "") -> str:
    """Return the names of authors, with a ``cs:name``."""
    return f'<names variable="author"><name {attributes}>{inside}</name>{others}</names>'


def author(*names: Any) -> dict[str, Any]:
    return {"author": list(names)}


SHORTENED = 'et-al-min="3" et-al-use-first="1"'
INVERTED = 'name-as-sort-order="all"'
FIRST = 'name-as-sort-order="first"'
CHOICE = (
    '<choose><if type="book"><names variable="editor"/><names variable="translator"/></if>'
    '<else><text variable="title"/></else></choose>'
)

# fmt: off
RULES: list[tuple[Any, ...]] = [
    # --- delimiter, and
    ("a comma and a blank part names", name(), THREE, "Jane Roe, John Doe, Mary Sue"),
    ("delimiter parts names", name('delimiter="; "'), THREE, "Jane Roe; John Doe; Mary Sue"),
    ("and as text", name('and="text"'), TWO, "Jane Roe and John Doe"),
    ("and as text before the last of three", name('and="text"'), THREE, "Jane Roe, John Doe, and Mary Sue"),
    ("and as a symbol", name('and="symbol"'), TWO, "Jane Roe & John Doe"),
    ("and is the locale's", name('and="text"'), TWO, "Jane Roe plus John Doe",
     {"rest": '<locale><terms><term name="and">plus</term></terms></locale>'}),
    ("one name has no and", name('and="text"'), author("Jane Roe"), "Jane Roe"),
    ("editors who are translators have a variable of their own", '<names variable="editor-translator"/>',
     {"editor-translator": ["Jane Roe"]}, "Jane Roe"),
    ("which conditions ask for as for any other", '<choose><if variable="editor-translator"><text value="yes"/></if></choose>',
     {"editor-translator": ["Jane Roe"]}, "yes"),
    # --- delimiter-precedes-last
    ("contextual: no delimiter before the second of two", name('and="text" delimiter-precedes-last="contextual"'),
     TWO, "Jane Roe and John Doe"),
    ("contextual: a delimiter before the third", name('and="text" delimiter-precedes-last="contextual"'),
     THREE, "Jane Roe, John Doe, and Mary Sue"),
    ("always: a delimiter before the second of two", name('and="text" delimiter-precedes-last="always"'),
     TWO, "Jane Roe, and John Doe"),
    ("always: a delimiter before the third", name('and="text" delimiter-precedes-last="always"'),
     THREE, "Jane Roe, John Doe, and Mary Sue"),
    ("never: no delimiter before the third", name('and="text" delimiter-precedes-last="never"'),
     THREE, "Jane Roe, John Doe and Mary Sue"),
    ("after-inverted-name: a delimiter if the name before is inverted",
     name(f'and="text" delimiter-precedes-last="after-inverted-name" {FIRST}'), TWO, "Roe, Jane, and John Doe"),
    ("after-inverted-name: no delimiter if it is not",
     name(f'and="text" delimiter-precedes-last="after-inverted-name" {FIRST}'), THREE,
     "Roe, Jane, John Doe and Mary Sue"),
    ("after-inverted-name: all are inverted",
     name(f'and="text" delimiter-precedes-last="after-inverted-name" {INVERTED}'), THREE,
     "Roe, Jane, Doe, John, and Sue, Mary"),
    # --- et al.
    ("a list below et-al-min is whole", name(SHORTENED), TWO, "Jane Roe, John Doe"),
    ("a list of et-al-min names is shortened", name(SHORTENED), THREE, "Jane Roe et al."),
    ("et-al-use-first is how many are left", name('et-al-min="4" et-al-use-first="3"'), FOUR,
     "Jane Roe, John Doe, Mary Sue, et al."),
    ("nothing is shortened where all would be left", name('et-al-min="2" et-al-use-first="2"'), TWO,
     "Jane Roe, John Doe"),
    ("a shortened list has no and", name(f'and="text" {SHORTENED}'), THREE, "Jane Roe et al."),
    ("et-al-use-last: an ellipsis and the last name", name(f'et-al-use-last="true" {SHORTENED}'), FOUR,
     "Jane Roe … Max Poe"),
    ("et-al-use-last: two names are left out at least",
     name('et-al-min="3" et-al-use-first="2" et-al-use-last="true"'), THREE, "Jane Roe, John Doe, et al."),
    ("et-al-use-last: two names left out are enough", name(f'et-al-use-last="true" {SHORTENED}'), THREE,
     "Jane Roe … Mary Sue"),
    ("et-al-use-last: the delimiter is the names'",
     name('delimiter="; " and="text" et-al-use-last="true" et-al-min="4" et-al-use-first="2"'), FOUR,
     "Jane Roe; John Doe; … Max Poe"),
    ("et-al-use-last: no delimiter after a single name",
     name(f'delimiter-precedes-last="always" et-al-use-last="true" {SHORTENED}'), FOUR, "Jane Roe … Max Poe"),
    ("et-al-use-last: the last name in its order", name(f'et-al-use-last="true" {INVERTED} {SHORTENED}'), FOUR,
     "Roe, Jane … Poe, Max"),
    ("et-al-use-last: the first alone is inverted", name(f'et-al-use-last="true" {FIRST} {SHORTENED}'), FOUR,
     "Roe, Jane … Max Poe"),
    ("et-al-use-last: the last name with its initials",
     name(f'et-al-use-last="true" initialize-with="." {SHORTENED}'), FOUR, "J. Roe … M. Poe"),
    ("et-al-use-last: not where it is false", name(f'et-al-use-last="false" {SHORTENED}'), FOUR, "Jane Roe et al."),
    # --- delimiter-precedes-et-al
    ("et al. contextual: no delimiter after one name", name(f'delimiter-precedes-et-al="contextual" {SHORTENED}'),
     THREE, "Jane Roe et al."),
    ("et al. contextual: a delimiter after two",
     name('delimiter-precedes-et-al="contextual" et-al-min="3" et-al-use-first="2"'), THREE,
     "Jane Roe, John Doe, et al."),
    ("et al. always: a delimiter after one name", name(f'delimiter-precedes-et-al="always" {SHORTENED}'), THREE,
     "Jane Roe, et al."),
    ("et al. never: no delimiter after two",
     name('delimiter-precedes-et-al="never" et-al-min="3" et-al-use-first="2"'), THREE, "Jane Roe, John Doe et al."),
    ("et al. after-inverted-name: a delimiter after one",
     name(f'delimiter-precedes-et-al="after-inverted-name" {FIRST} {SHORTENED}'), THREE, "Roe, Jane, et al."),
    ("et al. after-inverted-name: none after another",
     name(f'delimiter-precedes-et-al="after-inverted-name" {FIRST} et-al-min="3" et-al-use-first="2"'), THREE,
     "Roe, Jane, John Doe et al."),
    # --- et-al
    ("et-al: the term may be and others", name(SHORTENED, others='<et-al term="and others"/>'), THREE,
     "Jane Roe and others"),
    ("et-al: it has its own formatting", name(SHORTENED, others='<et-al font-style="italic"/>'), THREE,
     "Jane Roe <i>et al.</i>", {"format": "html"}),
    ("et-al: a term that is empty shows nothing", name(SHORTENED), THREE, "Jane Roe",
     {"rest": '<locale><terms><term name="et-al"/></terms></locale>'}),
    ("et-al: an author who is called others is et al.", name(), author("Jane Roe", {"literal": "others"}),
     "Jane Roe et al."),
    ("et-al-min: whoever is called others is one more", name('et-al-min="3" et-al-use-first="1"'),
     author("Jane Roe", "John Doe", {"literal": "others"}), "Jane Roe et al."),
    ("et-al-min: all are named where there are fewer with the others", name('et-al-min="4" et-al-use-first="1"'),
     author("Jane Roe", "John Doe", {"literal": "others"}), "Jane Roe, John Doe, et al."),
    # --- form
    ("form long is the default", name('form="long"'), TWO, "Jane Roe, John Doe"),
    ("form short is the family name", name('form="short"'), TWO, "Roe, Doe"),
    ("form count counts", name('form="count"'), FOUR, "4"),
    ("form count counts what et al. leaves", name(f'form="count" {SHORTENED}'), FOUR, "1"),
    # --- initials
    ("initialize-with: initials and what follows each", name('initialize-with=". "'),
     author("Jane Mary Roe"), "J. M. Roe"),
    ("initialize-with: without blanks", name('initialize-with="."'), author("Jane Mary Roe"), "J.M. Roe"),
    ("initialize-with: nothing follows", name('initialize-with=""'), author("Jane Mary Roe"), "JM Roe"),
    ("initialize-with: initials in the data are taken up", name('initialize-with="."'),
     author("J. M. Roe"), "J.M. Roe"),
    ("initialize-with: initials without a blank", name('initialize-with=". "'), author("J.M. Roe"), "J. M. Roe"),
    ("initialize-with: a hyphen stays", name('initialize-with="."'), author("Jean-Luc Roe"), "J.-L. Roe"),
    ("initialize-with-hyphen: the hyphen goes", name('initialize-with="."'), author("Jean-Luc Roe"), "J.L. Roe",
     {"style": 'initialize-with-hyphen="false"'}),
    ("initialize false: only what is an initial gets what follows", name('initialize="false" initialize-with="."'),
     author("Jane M Roe"), "Jane M. Roe"),
    ("initialize false: initials stand together", name('initialize="false" initialize-with=". "'),
     author("J M Roe"), "J. M. Roe"),
    ("initialize-with: a word in small letters stays a word", name('initialize-with="."'),
     author({"family": "Roe", "given": "Jane of York"}), "J. of Y. Roe"),
    # --- order
    ("name-as-sort-order first: the first name is inverted", name(FIRST), TWO, "Roe, Jane, John Doe"),
    ("name-as-sort-order all: every name is", name(INVERTED), TWO, "Roe, Jane, Doe, John"),
    ("sort-separator stands in an inverted name", name(f'sort-separator=" " {INVERTED}'), TWO, "Roe Jane, Doe John"),
    ("name-as-sort-order has no effect on family names alone", name(f'form="short" {INVERTED}'), TWO, "Roe, Doe"),
    # --- suffix
    ("a suffix follows the name", name(), author(KING), "Martin Luther King Jr."),
    ("a suffix follows a comma where the data says so", name(), author({**KING, "comma-suffix": True}),
     "Martin Luther King, Jr."),
    ("a suffix is the last part of an inverted name", name(INVERTED), author(KING), "King, Martin Luther, Jr."),
    ("a suffix is not shown with the family name alone", name('form="short"'), author(KING), "King"),
    ("a suffix after given names and a comma", name(), author({"family": "King", "given": "Martin Luther, Jr."}),
     "Martin Luther King Jr."),
    # --- particles
    ("a dropping particle stands before the family name", name(), author(HUMBOLDT), "Alexander von Humboldt"),
    ("a dropping particle is dropped from the family name alone", name('form="short"'), author(HUMBOLDT), "Humboldt"),
    ("a dropping particle follows the given names of an inverted name", name(INVERTED), author(HUMBOLDT),
     "Humboldt, Alexander von"),
    ("a non-dropping particle stands before the family name", name(), author(GOGH), "Vincent van Gogh"),
    ("a non-dropping particle is not dropped", name('form="short"'), author(GOGH), "van Gogh"),
    ("demote-non-dropping-particle display-and-sort is the default", name(INVERTED), author(GOGH),
     "Gogh, Vincent van"),
    ("demote-non-dropping-particle sort-only keeps it in what is shown", name(INVERTED), author(GOGH),
     "van Gogh, Vincent", {"style": 'demote-non-dropping-particle="sort-only"'}),
    ("demote-non-dropping-particle never", name(INVERTED), author(GOGH), "van Gogh, Vincent",
     {"style": 'demote-non-dropping-particle="never"'}),
    ("both particles and a suffix", name(), author(FONTAINE), "Jean de La Fontaine III"),
    ("both particles and a suffix, inverted", name(INVERTED), author(FONTAINE), "Fontaine, Jean de La, III"),
    ("both particles and a suffix, inverted and not demoted", name(INVERTED), author(FONTAINE),
     "La Fontaine, Jean de, III", {"style": 'demote-non-dropping-particle="never"'}),
    ("a particle in small letters at the start of the family name", name(INVERTED),
     author({"family": "van Gogh", "given": "Vincent"}), "Gogh, Vincent van"),
    ("a particle in small letters at the end of the given names", name(INVERTED),
     author({"family": "Humboldt", "given": "Alexander von"}), "Humboldt, Alexander von"),
    ("an elided particle is joined to the name", name(),
     author({"family": "Alembert", "given": "Jean", "dropping-particle": "d’"}), "Jean d’Alembert"),
    ("a family name in quotation marks is not searched for particles", name(INVERTED),
     author({"family": '"van Gogh"', "given": "Vincent"}), "van Gogh, Vincent"),
    ("parse-names false: what is there is taken as it is", name(INVERTED),
     author({"family": "van Gogh", "given": "Vincent", "parse-names": False}), "van Gogh, Vincent"),
    # --- institutions, and names of other scripts
    ("an institution stays as it is", name('initialize-with="."'), author(WHO), "World Health Organization"),
    ("an institution is not inverted", name(f'delimiter="; " {INVERTED}'), author(WHO, "Jane Roe"),
     "World Health Organization; Roe, Jane"),
    ("an institution has no short form", name('form="short"'), author(WHO), "World Health Organization"),
    ("a name that is a family name alone", name(INVERTED), author({"family": "Plato"}), "Plato"),
    ("a name that is a given name alone", name(INVERTED), author({"given": "Plato"}), "Plato"),
    ("a Chinese name has its family name first and no blank", name(), author({"family": "毛", "given": "泽东"}),
     "毛泽东"),
    ("a Chinese name is never inverted", name(INVERTED), author({"family": "毛", "given": "泽东"}), "毛泽东"),
    ("a Korean name has no blank", name(), author({"family": "김", "given": "철수"}), "김철수"),
    ("a Cyrillic name is written as a Latin one", name('initialize-with="."'),
     author({"family": "Толстой", "given": "Лев Николаевич"}), "Л.Н. Толстой"),
    ("static-ordering: the family name is always first", name(),
     author({"family": "Muzsnai", "given": "László", "static-ordering": True}), "Muzsnai László"),
    # --- name-part
    ("name-part family: formatting", name(inside='<name-part name="family" text-case="uppercase"/>'), TWO,
     "Jane ROE, John DOE"),
    ("name-part given: formatting", name(inside='<name-part name="given" font-style="italic"/>'),
     author("Jane Roe"), "<i>Jane</i> Roe", {"format": "html"}),
    ("name-part family: with its non-dropping particle",
     name(inside='<name-part name="family" text-case="uppercase"/>'), author(GOGH), "Vincent VAN GOGH"),
    ("name-part given: with its dropping particle",
     name(inside='<name-part name="given" text-case="uppercase"/>'), author(HUMBOLDT), "ALEXANDER VON Humboldt"),
    ("name-part family: affixes around particles and suffix",
     name(inside='<name-part name="family" prefix="[" suffix="]"/>'), author(FONTAINE), "Jean [de La Fontaine III]"),
    ("name-part given: affixes", name(inside='<name-part name="given" prefix="[" suffix="]"/>'), author(FONTAINE),
     "[Jean] de La Fontaine III"),
    ("name-part family: affixes in an inverted name",
     name(INVERTED, '<name-part name="family" prefix="[" suffix="]"/>'), author(FONTAINE),
     "[Fontaine], Jean de La, III"),
    ("name-part given: affixes around the particles of an inverted name",
     name(INVERTED, '<name-part name="given" prefix="[" suffix="]"/>'), author(FONTAINE),
     "Fontaine, [Jean de La], III"),
    ("name-part family: an institution is a family name",
     name(inside='<name-part name="family" text-case="uppercase"/>'), author(WHO), "WORLD HEALTH ORGANIZATION"),
    ("name-part family: an institution has none of its affixes",
     name(INVERTED, '<name-part name="family" prefix="[" suffix=", "/>'), author(WHO), "World Health Organization"),
    ("a name that is text is an institution", name(INVERTED), author({"literal": "The Club"}), "The Club"),
    ("a family name that is a number", name(), author({"family": 3, "given": "Jane"}), "Jane 3"),
    ("a name without any part is none", name(), author({}, "Jane Roe"), "Jane Roe"),
    ("a suffix is spaced as initials are", name('initialize-with=". "'), author({**KING, "suffix": "J.R."}),
     "M. L. King J. R."),
    ("the second half of a name in small letters has no initial", name('initialize-with="."'),
     author({"family": "Roe", "given": "Jean-luc"}), "J. Roe"),
    ("an abbreviation of two letters is kept", name('initialize-with="."'),
     author({"family": "Roe", "given": "Ph. Jane"}), "Ph.J. Roe"),
    ("two capitals are one letter of another script", name('initialize-with="."'),
     author({"family": "Roe", "given": "TSerendorj"}), "Ts. Roe"),
    ("a name in capitals has one initial", name('initialize-with="."'), author({"family": "Roe", "given": "JANE"}),
     "J. Roe"),
    ("a title in place of given names has no initial", name('initialize-with="."'),
     author({"family": "Byron", "given": "Lord"}), "Lord Byron"),
    ("a comma at the end of given names is not a suffix", name(), author({"family": "Roe", "given": "Jane,"}),
     "Jane, Roe"),
    ("a comma and an exclamation mark keep the comma", name(), author({"family": "Roe", "given": "Jane,! III"}),
     "Jane Roe, III"),
    ("no blank stands around a term in a script without blanks", name('and="text"'),
     author({"family": "毛", "given": "泽东"}, {"family": "邓", "given": "小平"}), "毛泽东和邓小平",
     {"rest": '<locale><terms><term name="and">和</term></terms></locale>'}),
    ("no blank stands before et al. in a script without blanks", name('et-al-min="2" et-al-use-first="1"'),
     author({"family": "毛", "given": "泽东"}, {"family": "邓", "given": "小平"}), "毛泽东等",
     {"rest": '<locale><terms><term name="et-al">等</term></terms></locale>'}),
    ("a blank stands around others all the same", name('et-al-min="2" et-al-use-first="1"'),
     author({"family": "毛", "given": "泽东"}, {"family": "邓", "given": "小平"}), "毛泽东 et al."),
    ("a Japanese name in kana has no blank", name(), author({"family": "みやざき", "given": "はやお"}), "みやざきはやお"),
    ("a Chinese family name and a Latin given name have one", name(), author({"family": "李", "given": "Bruce"}),
     "李 Bruce"),
    ("French sets a blank that does not break after initials", name('initialize-with="."'),
     author({**HUMBOLDT, "given": "Alexander"}), "A. von\u00a0Humboldt", {"language": "fr-FR"}),
    # --- more than one variable
    ("lists of names stand after each other", '<names variable="author editor" delimiter=" / "/>',
     {"author": ["Jane Roe"], "editor": ["John Doe"]}, "Jane Roe / John Doe"),
    ("a list that is not there leaves no delimiter", '<names variable="author editor" delimiter=" / "/>',
     {"editor": ["John Doe"]}, "John Doe"),
    ("names have affixes and formatting as a whole",
     '<names variable="author" prefix="(" suffix=")" font-weight="bold"/>', TWO,
     "(<b>Jane Roe, John Doe</b>)", {"format": "html"}),
    ("editors who translate are one list, where there is a term for them",
     '<names variable="editor translator" delimiter="; "><name/><label prefix=" (" suffix=")"/></names>',
     {"editor": ["Jane Roe"], "translator": ["Jane Roe"]}, "Jane Roe (editor & translator)"),
    ("editors and other translators are two lists",
     '<names variable="editor translator" delimiter="; "><name/><label form="short" prefix=" (" suffix=")"/></names>',
     {"editor": ["Jane Roe"], "translator": ["John Doe"]}, "Jane Roe (ed.); John Doe (tran.)",
     {"rest": '<locale><terms><term name="translator" form="short">tran.</term></terms></locale>'}),
    # --- label
    ("a label after the names", '<names variable="editor"><name/><label form="short" prefix=" (" suffix=")"/></names>',
     {"editor": ["Jane Roe"]}, "Jane Roe (ed.)"),
    ("a label of two people is in the plural",
     '<names variable="editor"><name/><label form="short" prefix=" (" suffix=")"/></names>',
     {"editor": ["Jane Roe", "John Doe"]}, "Jane Roe, John Doe (eds.)"),
    ("a label counts those whom et al. leaves out",
     f'<names variable="editor"><name {SHORTENED}/><label form="short" prefix=" (" suffix=")"/></names>',
     {"editor": ["Jane Roe", "John Doe", "Mary Sue"]}, "Jane Roe et al. (eds.)"),
    ("a label before the names", '<names variable="editor"><label suffix=": "/><name/></names>',
     {"editor": ["Jane Roe"]}, "editor: Jane Roe"),
    ("a label as a verb", '<names variable="editor"><label form="verb" suffix=" "/><name/></names>',
     {"editor": ["Jane Roe"]}, "edited by Jane Roe"),
    ("a label always in the plural", '<names variable="editor"><name/><label plural="always" prefix=" "/></names>',
     {"editor": ["Jane Roe"]}, "Jane Roe editors"),
    ("a label never in the plural", '<names variable="editor"><name/><label plural="never" prefix=" "/></names>',
     {"editor": ["Jane Roe", "John Doe"]}, "Jane Roe, John Doe editor"),
    ("each list has its label",
     '<names variable="editor translator" delimiter=" | "><name/><label prefix=" "/></names>',
     {"editor": ["Jane Roe"], "translator": ["John Doe"]}, "Jane Roe editor | John Doe translator"),
    # --- substitute
    ("what stands in for names looks like them",
     '<names variable="author"><name form="short"/><substitute><names variable="editor"/></substitute></names>',
     {"editor": ["Jane Roe"]}, "Roe"),
    ("the first that is there stands in",
     '<names variable="author"><substitute><names variable="editor"/><names variable="translator"/>'
     '<text variable="title"/></substitute></names>', {"translator": ["Jane Roe"], "title": "Book"}, "Jane Roe"),
    ("text may stand in for names",
     '<names variable="author"><substitute><names variable="editor"/><text variable="title"/></substitute></names>',
     {"title": "Book"}, "Book"),
    ("nothing stands in for names that are there",
     '<names variable="author"><substitute><text variable="title"/></substitute></names>',
     {"author": ["Jane Roe"], "title": "Book"}, "Jane Roe"),
    ("what stood in for names is not shown again",
     '<group delimiter=". "><names variable="author"><substitute><text variable="title"/></substitute></names>'
     '<text variable="title"/><text variable="publisher"/></group>', {"title": "Book", "publisher": "Press"},
     "Book. Press"),
    ("names that stood in for names are not shown again",
     '<group delimiter=". "><names variable="author"><substitute><names variable="editor"/></substitute></names>'
     '<names variable="editor" prefix="by "/><text variable="title"/></group>',
     {"editor": ["Jane Roe"], "title": "Book"}, "Jane Roe. Book"),
    ("what stands in has the label of the names",
     '<names variable="author"><name/><label form="short" prefix=" (" suffix=")"/>'
     '<substitute><names variable="editor"/></substitute></names>', {"editor": ["Jane Roe"]}, "Jane Roe (ed.)"),
    ("what stands in may say how its names are written",
     '<names variable="author"><name form="short"/><substitute><names variable="editor">'
     '<name form="long"/></names></substitute></names>', {"editor": ["Jane Roe"]}, "Jane Roe"),
    ("a macro may stand in for names",
     '<names variable="author"><substitute><text macro="who"/></substitute></names>', {"publisher": "Press"}, "Press",
     {"rest": '<macro name="who"><text variable="publisher"/></macro>'}),
    ("editors who are the translators are named once", '<names variable="editor translator" delimiter="; "><name/>'
     '<label prefix=" (" suffix=")"/></names>', {"editor": ["Jane Roe"], "translator": ["Jane Roe"]},
     "Jane Roe (editor & translator)"),
    ("a style whose term for both is empty names them twice", '<names variable="editor translator" delimiter="; "><name/>'
     '<label prefix=" (" suffix=")"/></names>', {"editor": ["Jane Roe"], "translator": ["Jane Roe"]},
     "Jane Roe (editor); Jane Roe (translator)",
     {"rest": '<locale><terms><term name="editortranslator"/></terms></locale>'}),
    ("a number that stands in keeps its label",
     '<names variable="author"><substitute><group delimiter=" "><number variable="edition" form="ordinal"/>'
     '<label variable="edition" form="short"/></group></substitute></names>', {"edition": "5"}, "5th ed."),
    ("a number that stands in is a number still", '<names variable="author"><substitute><group><number variable="edition"/>'
     '<choose><if is-numeric="edition"><text value=" of many"/></if></choose></group></substitute></names>',
     {"edition": "5"}, "5 of many"),
    ("a number that stood in is not shown again, nor is its label",
     '<names variable="author"><substitute><number variable="edition"/></substitute></names>'
     '<group prefix=", "><number variable="edition"/><label variable="edition"/></group>', {"edition": "5"}, "5"),
    ("a term that is empty stands in for names and ends the search",
     '<names variable="author"><substitute><text term="anonymous"/><text variable="title"/></substitute></names>'
     '<text variable="publisher"/>', {"title": "Book", "publisher": "Press"}, "Press",
     {"rest": '<locale><terms><term name="anonymous"/></terms></locale>'}),
    ("a term stands in for names",
     '<names variable="author"><substitute><text term="anonymous"/><text variable="title"/></substitute></names>',
     {"title": "Book"}, "anonymous"),
    ("formatting of names is for names that stand in, too",
     '<names variable="author" prefix="[" suffix="]"><substitute><names variable="editor"/>'
     '<text variable="title"/></substitute></names>', {"editor": ["Jane Roe"]}, "[Jane Roe]"),
    ("formatting of names is not for text that stands in",
     '<names variable="author" prefix="[" suffix="]"><substitute><names variable="editor"/>'
     '<text variable="title"/></substitute></names>', {"title": "Book"}, "Book"),
    ("of a choice the first that is there stands in",
     f'<names variable="author"><substitute>{CHOICE}</substitute></names>',
     {"editor": ["Jane Roe"], "translator": ["John Doe"]}, "Jane Roe"),
    ("of a choice the next, where the first is not there",
     f'<names variable="author"><substitute>{CHOICE}</substitute></names>', {"translator": ["John Doe"]}, "John Doe"),
    ("of a choice the branch that applies",
     f'<names variable="author"><substitute>{CHOICE}</substitute></names>', {"type": "song", "title": "Tune"}, "Tune"),
    ("what follows a choice that has nothing",
     f'<names variable="author"><substitute>{CHOICE}<text variable="publisher"/></substitute></names>',
     {"publisher": "Press"}, "Press"),
    ("a choice in a choice", '<names variable="author"><substitute><choose><if type="book">'
     f'{CHOICE}<text value="nobody"/></if></choose></substitute></names>', {"translator": ["John Doe"]}, "John Doe"),
    # --- what names inherit
    ("and from cs:style", name(), TWO, "Jane Roe and John Doe", {"style": 'and="text"'}),
    ("and from cs:citation", name(), TWO, "Jane Roe & John Doe", {"style": 'and="text"', "citation": 'and="symbol"'}),
    ("cs:name has the last word", name('initialize-with="."'), author("Jane Roe"), "J. Roe",
     {"style": 'initialize-with=" "', "citation": 'initialize-with="-"'}),
    ("name-form from cs:citation", name(), TWO, "Roe, Doe", {"citation": 'name-form="short"'}),
    ("name-delimiter from cs:style", name(), TWO, "Jane Roe / John Doe", {"style": 'name-delimiter=" / "'}),
    ("names-delimiter from cs:style", '<names variable="author editor"/>',
     {"author": ["Jane Roe"], "editor": ["John Doe"]}, "Jane Roe / John Doe", {"style": 'names-delimiter=" / "'}),
    ("et-al-min and et-al-use-first from cs:style", name(), THREE, "Jane Roe et al.", {"style": SHORTENED}),
    ("et-al-use-last from cs:citation", name(), FOUR, "Jane Roe … Max Poe",
     {"citation": f'et-al-use-last="true" {SHORTENED}'}),
    ("name-as-sort-order and sort-separator from cs:style", name(), author("Jane Roe"), "Roe/Jane",
     {"style": 'name-as-sort-order="all" sort-separator="/"'}),
    ("delimiter-precedes-last from cs:style", name(), TWO, "Jane Roe, and John Doe",
     {"style": 'and="text" delimiter-precedes-last="always"'}),
    ("delimiter-precedes-et-al from cs:style", name(), THREE, "Jane Roe, et al.",
     {"style": f'delimiter-precedes-et-al="always" {SHORTENED}'}),
    ("initialize from cs:style", name(), author("Jane M Roe"), "Jane M. Roe",
     {"style": 'initialize="false" initialize-with="."'}),
]
# fmt: on


@pytest.mark.parametrize("row", RULES, ids=lambda row: row[0])
def test_names(row: tuple[Any, ...], reads: Reads) -> None:
    _, layout, item, expected, *pieces = row
    assert reads(layout, item, **(pieces[0] if pieces else {})) == expected
