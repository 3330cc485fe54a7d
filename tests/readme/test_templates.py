"""Templates of the user's own: what they get, and the bounds that they keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib.errors import SynbibError
from synbib.library import Library, read_text
from synbib.readme import Options, sandbox, write_blocks, write_list

TEMPLATE = """\
{% for section in sections %}
{{ "######"[:section.level] }} {{ section.heading | md }}

{% for paper in section.entries %}
* **{{ paper.title | md }}** ({{ paper.published_in }}), {{ paper.authors | first }}
{%- for link in paper.links %} [{{ link.label }}]({{ link.url | url }}){% endfor %}


{% endfor %}
{% endfor %}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project" / "templates").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def filled(papers: Library, folder: Path, template: str, *options: tuple[str, str]) -> str:
    (folder / "a.md.j2").write_text(template, encoding="utf-8")
    chosen = Options().set("template", "a.md.j2")
    for name, value in options:
        chosen = chosen.set(name, value)
    return write_list(papers, chosen)


def test_a_template_gets_the_sections_and_what_their_entries_have(
    papers: Library, folder: Path
) -> None:
    text = filled(papers, folder, TEMPLATE, ("group-by", "year"), ("filter", "year<2024"))
    assert text == (
        "## 2023\n\n"
        "* **What ϕ1.5 is worth | a second look at textbooks** (TMLR 2023), Yi-Fan Chen "
        "[Paper](https://example.org/phi_(1.5)) [Project](https://phi.example.org/) "
        "[Slides](https://example.org/phi.pdf)\n\n"
        "## 2022\n\n"
        "* **Self-Instruct: Aligning Language Models with Self-Generated Instructions** (arXiv 2022), Yizhong Wang "
        "[Paper](https://arxiv.org/abs/2212.10560) [Code](https://github.com/yizhongw/self-instruct)\n\n"
        "## 2021\n\n"
        "* **Learning from Few Labels** (Arizona State University 2021), Zhen Tan"
    )


def test_the_authors_of_a_list_that_goes_on_end_with_et_al(folder: Path) -> None:
    library = read_text(
        "@misc{a, author={Doe, Jane and Roe, Ada and others}}@misc{b, author={Doe, Jane}}@misc{c}"
    )
    template = "{% for s in sections %}{% for p in s.entries %}{{ p.authors | join(', ') }};{% endfor %}{% endfor %}"
    assert filled(library, folder, template) == "Jane Doe, Ada Roe, et al.;Jane Doe;;"


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("paper.key", "tan2021thesis"),
        ("paper.type", "phdthesis"),
        ("paper.year", "2021"),
        ("paper.venue", "Arizona State University"),
        ("paper.reference", "**Tan Z**. Learning from few labels[D]. Arizona State University, 2021."),
        ("paper.fields.school", "Arizona State University"),
        ("paper.fields.nothing", ""),
        ("paper.abstract", ""),
        ("paper.bibtex | length", "145"),
        ("'a|b' | cell", "a\\|b"),
        ("'# <b>' | md", "\\# &lt;b>"),
        ("'see https://e.org/~a [' | md", r"see https\://e.org/\~a \["),
        ("'https://e.org/(' | url", r"https://e.org/\("),
        ("'papers/a b.pdf' | url", "papers/a%20b.pdf"),
        ("'java\\tscript:alert(1)' | url", ""),
        ("'https://example.org/a b)' | url", "https://example.org/a%20b\\)"),
    ],
)  # fmt: skip
def test_an_entry_of_a_template_has(
    papers: Library, folder: Path, expression: str, text: str
) -> None:
    template = f"{{% set paper = sections[0].entries[0] %}}{{{{ {expression} }}}}"
    options = (("filter", "tan2021thesis"), ("group-by", "none"), ("own-name", "Tan, Zhen"))
    assert filled(papers, folder, template, *options) == text


def test_a_block_and_a_template_that_includes_another(papers: Library, folder: Path) -> None:
    (folder / "templates" / "one.j2").write_text("{{ paper.year }}: {{ paper.key }}\n")
    (folder / "templates" / "all.j2").write_text(
        "{% for section in sections %}{% for paper in section.entries %}"
        "{% include 'templates/one.j2' %}\n\n{% endfor %}{% endfor %}"
    )
    readme = "<!-- synbib:start recent limit=2 template=templates/all.j2 -->\n<!-- synbib:end -->"
    assert write_blocks(readme, papers).split("\n")[2:-2] == [
        "2024: tan2024annotation", "2024: lupidi2024source2synth",
    ]  # fmt: skip


def test_a_template_that_writes_nothing_makes_nothing(papers: Library, folder: Path) -> None:
    assert filled(papers, folder, "{# nothing #}") == ""


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("a\n{{ nope }}", "a.md.j2:2: 'nope' is undefined"),
        ("a\n{% for x in %}", "a.md.j2:2: Expected an expression, got 'end of statement block'"),
        ("{{ 'a' | nope }}", "a.md.j2:1: No filter named 'nope'."),
        ("{{ sections[0].nope }}", "a.md.j2:1: 'ShownSection object' has no attribute 'nope'"),
        ("\n\n{{ 1 / 0 }}", "a.md.j2:3: division by zero"),
        ("{{ 'a' + 1 }}", 'a.md.j2:1: can only concatenate str (not "int") to str'),
        # Neither Python's insides nor other files can be reached.
        ("{{ ''.__class__ }}", "a.md.j2:1: access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ sections[0].entries[0]._entry.source }}",
         "a.md.j2:1: access to attribute '_entry' of 'ShownEntry' object is unsafe."),
        ("{{ sections.clear() }}", "a.md.j2:1: access to attribute 'clear' of 'list' object is unsafe."),
        ("{% include '../secret' %}", "template: '../secret' is outside of this folder; move it here"),
        # Nor can time and memory be used up.
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
         "a.md.j2:1: this loops more than 1,000,000 times"),
        ("{{ 'a' * 10000 }}", "a.md.j2:1: '*' is for numbers up to 1,000,000,000 here"),
        ("{{ 9 ** 999 }}", "a.md.j2:1: '**' is for numbers up to 100 here"),
        ("{{ range(1000000) }}",
         "a.md.j2:1: Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."),
        ("{{ 'a'.ljust(1000000000) }}", "a.md.j2:1: access to attribute 'ljust' of 'str' object is unsafe."),
        ("{% for a in range(99999) %}{{ '" + 300 * "a" + "' }}{% endfor %}",
         "a.md.j2: this writes more than 20,000,000 characters"),
        ("<!-- synbib:end -->", "a.md.j2: this writes a synbib marker, which would break the block"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_told_with_its_line(
    papers: Library, folder: Path, template: str, message: str
) -> None:
    with pytest.raises(SynbibError) as error:
        filled(papers, folder, template)
    assert error.value.message == message


NUMBER = "a number is larger than 1,000,000,000"
VALUE = "this makes a value of more than 8,000,000 bytes"
VALUES = "this makes values of more than 40,000,000 bytes in all"
LOOPS = "this loops more than 10,000 times"
DEEP = "this goes too deep: things within each other, or a macro or a file that calls itself"


def sixty_times(first: str, again: str) -> str:
    """A template that makes one value of the one before, sixty times."""
    change = f"{{% for i in range(60) %}}{{% set n.a = {again} %}}{{% endfor %}}"
    return f"{{% set n = namespace(a={first}) %}}{change}{{{{ n.a }}}}"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        # What doubles.
        (sixty_times("'a'", "n.a ~ n.a"), VALUE),
        (sixty_times("'a'", "n.a + n.a"), VALUE),
        (sixty_times("[1]", "n.a + n.a"), VALUE),
        (sixty_times("[1]", "[n.a, n.a]"), VALUE),
        (sixty_times("1", "(n.a, n.a)"), VALUE),
        (sixty_times("1", "{1: n.a, 2: n.a}"), VALUE),
        (sixty_times("1", "dict(a=n.a, b=n.a)"), VALUE),
        (sixty_times("'a'", "n.a | replace('a', 'aa')"), VALUE),
        (sixty_times("'a'", "[n.a, n.a] | join"), VALUE),
        (sixty_times("'a'", "''.join([n.a, n.a])"), VALUE),
        (sixty_times("9", "n.a + n.a"), "'+' is for numbers up to 1,000,000,000 here"),
        (sixty_times("9", "n.a - (0 - n.a)"), "'-' is for numbers up to 1,000,000,000 here"),
        ("{% set n = namespace(a='aa') %}{% for i in range(60) %}{% set a %}{{ n.a }}{{ n.a }}{% endset %}"
         "{% set n.a = a %}{% endfor %}", VALUE),
        ("{% macro f(n) %}ab{% if n %}{{ f(n - 1) ~ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}", LOOPS),
        # What makes much of little.
        ("{{ [1] | batch(1000000000, 'a') | list }}", VALUE),
        ("{{ [1] | slice(1000000000) | list }}", VALUE),
        ("{{ range(99999) | join('a' ~ range(9999) | join) }}", VALUE),
        ("{{ (range(99999) | join) | replace('', range(9999) | join) }}", VALUE),
        ("{{ (range(99999) | join).replace('', range(9999) | join) }}", VALUE),
        ("{{ 'a' | indent(1000000000) }}", VALUE),
        ("{{ (range(99999) | join(' ')) | wordwrap(1, true, range(9999) | join) }}", VALUE),
        ("{{ 1.5 | round(1000000000, 'ceil') }}", VALUE),
        ("{{ [[1], [1]] | sum(start=[]) }}", VALUE),
        ("{{ (range(99999) | join) | trim(range(99999) | join) }}", VALUE),
        ("{{ 'a' | center(1000000000) }}", "No filter named 'center'."),
        ("{{ '{:1000000000d}'.format(1) }}", "access to attribute 'format' of 'str' object is unsafe."),
        ("{{ '%1000000000d' % 1 }}", "'%' is for numbers up to 1,000,000,000 here"),
        ("{{ 'a'.encode() }}", "access to attribute 'encode' of 'str' object is unsafe."),
        ("{{ (5).to_bytes(1000000000, 'big') }}", "access to attribute 'to_bytes' of 'int' object is unsafe."),
        ("{% set a %}{% for i in range(99999) %}" + 9999 * "a" + "{% endfor %}{% endset %}", VALUES),
        # What goes on and on.
        ("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(99) }}", LOOPS),
        ("{% for a in range(9999) %}{% for b in range(9999) if false %}{% endfor %}{% endfor %}", LOOPS),
        ("{% set a = range(99999) | list %}{% set b = range(99999) | list %}"
         "{% for i in range(99999) %}{% if a == b %}{% endif %}{% endfor %}", VALUES),
        ("{% set a = range(99999) | join %}{% for i in range(99999) %}{% if a[1:] %}{% endif %}{% endfor %}", VALUES),
        ("{% set a = range(99999) | join %}{% for i in range(99999) %}{% if a is upper %}{% endif %}{% endfor %}", VALUES),
        # What goes too deep.
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", DEEP),
        ("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", DEEP),
        ("{% include 'a.md.j2' %}", DEEP),
        ("{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}", DEEP),
        # Numbers that Python does not print, or not read.
        ("{{ 1e999999 }}", NUMBER),
        ("{% set a = 1e999999 %}", NUMBER),
        ("{{ " + 400 * "9" + " }}", NUMBER),
        ("{{ " + 5000 * "9" + " }}", NUMBER),
        # What a filter raises that does not take a value.
        ("{{ 'aaaaaaaaaa' | truncate(1) }}", "expected length >= 3, got 1"),
    ],
)  # fmt: skip
def test_a_template_cannot_use_up_time_or_memory(
    papers: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, template: str, message: str
) -> None:
    monkeypatch.setattr(sandbox, "MOST_TEMPLATE_STEPS", 10_000)  # so that it takes less time here
    monkeypatch.setattr(sandbox, "MOST_TEMPLATE_MEMORY", 40_000_000)
    with pytest.raises(SynbibError) as error:
        filled(papers, folder, template)
    assert error.value.message == f"a.md.j2:1: {message}"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (200_001 * "a", "this is longer than 200,000 characters; take less"),
        ("{{ " + 5000 * "(" + "1" + 5000 * ")" + " }}", DEEP),
        (30 * "{% for a in [1] %}" + 30 * "{% endfor %}", DEEP),
        ("{{ '\\ud800' }}", "this writes half a character, U+D800 to U+DFFF; write the whole"),
    ],
)
def test_a_template_that_cannot_be_used_as_a_whole_is_told_by_its_name(
    papers: Library, folder: Path, template: str, message: str
) -> None:
    with pytest.raises(SynbibError) as error:
        filled(papers, folder, template)
    assert error.value.message == f"a.md.j2: {message}"


def test_what_templates_may_do_they_can_do_to_large_values(papers: Library, folder: Path) -> None:
    template = (
        "{% set numbers = range(10000) | map('string') | list %}"
        "{{ numbers | batch(100, '-') | list | length }} {{ numbers | slice(3) | list | length }} "
        "{{ numbers | join(', ') | replace(',', ';') | wordwrap(72) | length }} "
        "{{ (numbers + numbers) | unique | list | length }} {{ numbers | map('int') | sum }} "
        "{{ numbers[2:9] | reverse | first }} {{ ('a' ~ 1 ~ ['b']).upper().split('[') }} {{ 1 if 'a' in 'abc' else 2 }}"
    )
    assert filled(papers, folder, template) == ("100 3 58888 10000 49995000 8 ['A1', \"'B']\"] 1")


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "link", "templates/../../secret"])
def test_a_template_outside_of_the_folder_is_not_read(
    papers: Library, folder: Path, path: str
) -> None:
    (folder.parent / "secret").write_text("secret")
    (folder / "link").symlink_to(folder.parent / "secret")
    with pytest.raises(SynbibError) as error:
        write_list(papers, Options().set("template", path))
    assert error.value.message == f"template: '{path}' is outside of this folder; move it here"


def test_a_template_that_there_is_not_is_an_error(papers: Library, folder: Path) -> None:
    with pytest.raises(SynbibError) as error:
        write_list(papers, Options().set("template", "nope.j2"))
    assert error.value.message == (
        "nope.j2: no such file; give the path of a template from this folder"
    )
