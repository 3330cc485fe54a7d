"""The texts of records: entities, tags, mathematics and capitals of what services send."""

import pytest

from synbib.formats.data import FormatError
from synbib.formats.texts import marked, name, of_tex, plain, title
from synbib.incoming import Incoming
from synbib.limits import LONGEST_RECORD_TEXT
from synbib.text import to_markup


@pytest.mark.parametrize(
    ("given", "markup"),
    [
        ("Role of <i>E. coli</i> in H<sub>2</sub>O", "Role of <i>E. coli</i> in H<sub>2</sub>O"),
        ("<jats:italic>Homo</jats:italic> <em>sapiens</em>", "<i>Homo</i> <i>sapiens</i>"),
        ("R&amp;amp;D, &lt;i&gt;twice&lt;/i&gt; encoded", "R&D, <i>twice</i> encoded"),
        ("S&notes and AT&T, p < 0.05", "S&notes and AT&T, p < 0.05"),
        (
            "Detecting\n      <i>KRAS</i>\n      /\n      <i>MET</i>",
            "Detecting <i>KRAS</i> / <i>MET</i>",
        ),
        ("&nothing; &copy;", "&nothing; ©"),
        (
            "<scp>DNA</scp> and <scp>l</scp>-glutamate",
            'DNA and <span style="font-variant:small-caps;">l</span>-glutamate',
        ),
        ("One<br/>two", "One two"),
        ("<b>never closed", "never closed"),
        ("<math><mi>x", "x"),
        ("Dirk WÃ¼bben", "Dirk Wübben"),
        ("Florian Kroi\u00c3\u009f", "Florian Kroiß"),
        ("Ãlvarez", "Ãlvarez"),
        ("\x1b[31mred\ue000 &#xE000;&#27;", "[31mred"),
        ("soft\xadhyphen", "softhyphen"),
        (None, ""),
        ({"a": 1}, ""),
        (True, ""),
        (12, "12"),
    ],
)
def test_a_text_is_read_with_its_formatting(given: object, markup: str) -> None:
    assert to_markup(marked(given)) == markup


def test_formulas_in_plain_text_are_characters() -> None:
    assert plain("The $\\alpha$ <math><mi>β</mi></math>") == "The α β"


@pytest.mark.parametrize(
    ("given", "subtitle", "field"),
    [
        ("Vector Quotient Filters", "Overcoming the Trade-Off", "Vector Quotient Filters: Overcoming the Trade-Off"),
        ("Who Cites What?", "A Survey", "Who Cites What? A Survey"),
        ("A Tale of Two Parts: A Survey", "A survey", "A Tale of Two Parts: A Survey"),
        ("Serological Evidence of Brucella", "Serological Evidence of B.", "Serological Evidence of Brucella"),
        ("Jim Gray, astronomer.", "", "Jim Gray, astronomer"),
        ("Review of Particle Physics*", "", "Review of Particle Physics"),
        ("Gauß–Newton methods", "", "Gauß–Newton methods"),
        ("Planning with A*", "", "Planning with {A}*"),
        ("A Tale of Smith et al.", "", "A Tale of Smith et al."),
        ("THE CRYSTAL STRUCTURE: A STUDY, PART II", "", "The crystal structure: A study, part {II}"),
        ("BERT", "", "{BERT}"),
        ("A <sub>1</sub> B", "", r"A \textsubscript{1} B"),
        ("On <mml:math xmlns:mml='x'><mml:msup><mml:mi>α</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>-decay", "", r"On $\alpha^2$-decay"),
        ("Fast $k$-means for $5 and $10", "", r"Fast $k$-means for \$5 and \$10"),
        (r"A formula $\input{secret}$", "", r"A formula {\textbackslash}input{\textbraceleft}secret{\textbraceright}"),
        (r"Open $x{$ brace", "", r"Open x{\textbraceleft} brace"),
        ("<mml:math xmlns:mml='x'><mml:msup><mml:mrow/><mml:mn>3</mml:mn></mml:msup></mml:math>He", "", "${}^3$He"),
        (r"$\mathcal {H}_{\infty }$ Control", "", r"$\mathcal {H}_{\infty }$ Control"),
        (r"<tex-math><![CDATA[\alpha]]></tex-math>-decay", "", r"$\alpha$-decay"),
        ("100% sure & {safe}", "", r"100\% sure \& {\textbraceleft}safe{\textbraceright}"),
        (
            "<inline-formula><alternatives><tex-math>\\begin{document}$$x_1$$\\end{document}</tex-math>"
            "<mml:math><mml:mi>x</mml:mi></mml:math></alternatives></inline-formula> is real",
            "",
            "$x_1$ is real",
        ),
    ],
)  # fmt: skip
def test_a_title_becomes_the_field_that_shows_it(given: str, subtitle: str, field: str) -> None:
    assert Incoming({"title": title(given, subtitle)}).entry().fields["title"] == field


def test_tex_outside_of_formulas_is_read_where_the_source_writes_it() -> None:
    read = Incoming({"title": title(r"{B}ayes, M\"obius and $\ell_1$", tex=True)})
    assert read.entry().fields["title"] == r"{B}ayes, Möbius and $\ell_1$"
    assert read.title == "Bayes, Möbius and \N{SCRIPT SMALL L}1"
    assert of_tex(r"\'Edgar Rold\'an") == "Édgar Roldán"


def test_a_text_that_no_record_has_is_refused() -> None:
    with pytest.raises(
        FormatError, match=r"10,000,000 characters, 'xxx.*LONGEST_RECORD_TEXT, 50,000"
    ):
        title("x" * 10_000_000)
    assert len(title("x" * LONGEST_RECORD_TEXT)) == LONGEST_RECORD_TEXT


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("JOURNAL OF THE ACM", "Journal of the ACM"),
        ("REVISTA DE LA SOCIEDAD Y CULTURA", "Revista de la Sociedad y Cultura"),
        ("PHYSICAL REVIEW E", "Physical Review E"),
        ("JOURNAL OF PHYSICS D", "Journal of Physics D"),
        ("PLOS ONE", "PLOS ONE"),
    ],
)
def test_a_name_in_capitals_keeps_those_of_a_name(written: str, shown: str) -> None:
    assert name(written) == shown
