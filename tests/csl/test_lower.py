"""From XML to the tree: what is inherited, what is refused (CSL 1.0.2, "Inheritable Name Options", "Macro")."""

from __future__ import annotations

from typing import Any

import pytest

from synbib.csl.run import compile_style
from synbib.csl.style import Choose, Group, Macro, Name, Names, Style, Variable
from synbib.errors import StyleError
from synbib.text import marks

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"{}>\n'


def style(layout: str, *, macros: str = "", citation: str = "", root: str = "") -> Style:
    return Style.parse_unchecked(
        f"{HEAD.format(root)}{macros}<citation{citation}><layout>{layout}</layout></citation></style>"
    )


def nodes(layout: str, **parts: str) -> tuple[Any, ...]:
    return compile_style(style(layout, **parts), None).citation.area.layouts[0].children


def name_of(node: object) -> Name:
    assert isinstance(node, Names)
    return node.name


def test_name_options_come_from_the_name_else_the_citation_else_the_style() -> None:
    (names,) = nodes(
        '<names variable="author"><name and="symbol"/></names>',
        root=' et-al-min="5" et-al-use-first="3" and="text" name-form="short"',
        citation=' et-al-min="4" name-delimiter="; "',
    )
    name = name_of(names)
    assert (name.and_, name.et_al_min, name.et_al_use_first) == ("symbol", 4, 3)
    assert (name.form, name.delimiter) == ("short", "; ")


def test_names_are_cut_only_where_both_numbers_are_given() -> None:
    (names,) = nodes('<names variable="author"><name et-al-min="3"/></names>')
    assert name_of(names).et_al_min == 0


def test_bare_names_in_a_substitute_are_written_like_those_around_them() -> None:
    (names,) = nodes(
        """<names variable="author"><name form="short"/><label prefix=" "/><substitute>
          <names variable="editor"/>
          <choose><if type="book"><names variable="translator"><name initialize-with="."/></names></if></choose>
        </substitute></names>"""
    )
    editor, choose = names.substitute
    assert editor.name is names.name
    assert editor.label == names.label
    assert isinstance(choose, Choose)
    (translator,) = choose.branches[0].children
    assert name_of(translator).initialize_with == "."
    assert isinstance(translator, Names)
    assert translator.label is None


def test_the_delimiter_of_a_group_holds_within_choose_and_not_within_a_macro() -> None:
    (group,) = nodes(
        """<group delimiter=", "><choose><if type="book"><text variable="title"/></if></choose>
        <text macro="m"/></group>""",
        macros='<macro name="m"><choose><else><text variable="note"/></else></choose></macro>',
    )
    assert isinstance(group, Group)
    choose, macro = group.children
    assert isinstance(choose, Choose)
    assert choose.delimiter == ", "
    assert isinstance(macro, Macro)


def test_formatting_is_a_list_of_spans_and_truth_may_be_a_number() -> None:
    (text,) = nodes('<text variable="title" font-style="italic" font-weight="bold" quotes="1"/>')
    assert isinstance(text, Variable)
    assert text.format.spans == (marks.ITALIC, marks.BOLD)
    assert text.format.quotes


@pytest.mark.parametrize(
    ("layout", "macros", "message"),
    [
        ('<text macro="m"/>', "", "<style>:2:1: there is no macro 'm'"),
        (
            '<text macro="a"/>',
            '<macro name="a"><text macro="b"/></macro>\n<macro name="b"><text macro="a"/></macro>',
            "<style>:3:1: the macro 'a' calls itself: a → b → a",
        ),
        ("<group>" * 200 + "</group>" * 200, "", "elements are nested more than 80 deep"),
    ],
)
def test_a_style_that_cannot_run_is_refused_with_its_line(
    layout: str, macros: str, message: str
) -> None:
    with pytest.raises(StyleError) as error:
        compile_style(style(layout, macros=macros), None)
    assert message in str(error.value)
