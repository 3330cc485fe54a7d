r"""What TeX and LaTeX do themselves where macros are expanded: definitions, conditionals, assignments.

A row of `PRIMITIVES` for each name. Sources: The TeXbook, chs. 20 and 24; for LaTeX's, LaTeX2e for class and package
writers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from synbib import lazily
from synbib.latex.expand import GLUE, Expander, Macro, Meaning, Primitive, written

__all__ = ["PRIMITIVES"]


# --- Definitions: The TeXbook, ch. 24; LaTeX's `\newcommand`, LaTeX2e for authors -----------------------------------


def _def(expander: Expander) -> None:
    _read_definition(expander, expand=False)


def _edef(expander: Expander) -> None:
    _read_definition(expander, expand=True)


def _global(expander: Expander) -> None:
    expander.is_global = True


def _global_def(expander: Expander) -> None:
    _global(expander)
    _def(expander)


def _global_edef(expander: Expander) -> None:
    _global(expander)
    _edef(expander)


def _read_definition(expander: Expander, *, expand: bool) -> None:
    name = expander.name()
    parameters: list[str] = []
    while (token := expander.token()) not in ("{", None):
        assert token is not None
        if token[0] in "\\#":
            parameters.append(token)
        else:
            parameters += " " if token.isspace() else token
    body = expander.group()
    expander.define(
        name, Macro(tuple(expander.expanded(body) if expand else body), tuple(parameters))
    )


def _new_command(expander: Expander, *, only_if_new: bool = False) -> None:
    expander.skip(_STAR)
    name = expander.name()
    count = _digits(expander.optional())
    default = expander.optional() if count else None
    body = expander.argument()
    if only_if_new and expander.is_defined(name):
        return
    parameters = tuple(f"#{n}" for n in range(1, count + 1))
    expander.define(
        name, Macro(tuple(body), parameters, None if default is None else tuple(default))
    )


_STAR: Final = lazily.pattern(r"\s*\*?")


def _digits(tokens: list[str] | None) -> int:
    said = "".join(tokens or ()).strip()
    return int(said) if said in "123456789" and said else 0


def _provide_command(expander: Expander) -> None:
    _new_command(expander, only_if_new=True)


def _text_command(expander: Expander) -> None:
    name = expander.name()
    expander.argument()  # the encoding
    body = expander.argument()
    if not expander.is_defined(name):
        expander.define(name, Macro(tuple(body)))


def _let(expander: Expander) -> None:
    name = expander.name()
    expander.skip_blanks()
    expander.skip(_EQUALS)
    other = expander.argument()
    expander.define(name, expander.meaning_of(other[0]) if other else None)


_EQUALS: Final = lazily.pattern(r"=")


def _new_if(expander: Expander) -> None:
    name = expander.name()
    expander.define(name, _FALSE)
    for value in ("true", "false"):
        body = ("\\let", f"\\{name}", f"\\if{value}")
        expander.define(name.removeprefix("if") + value, Macro(body))


def _new_environment(expander: Expander) -> None:
    expander.skip(_STAR)
    name = written(expander.argument())
    count = _digits(expander.optional())
    default = expander.optional() if count else None
    opening, closing = expander.argument(), expander.argument()
    parameters = tuple(f"#{n}" for n in range(1, count + 1))
    expander.define(
        name, Macro(tuple(opening), parameters, None if default is None else tuple(default))
    )
    expander.define(f"end{name}", Macro(tuple(closing)))


def _url_command(expander: Expander) -> None:
    r"""Read url.sty's ``\DeclareUrlCommand\name{settings}``."""
    name = expander.name()
    expander.argument()
    expander.define(name, "\\url")


def _url_definition(expander: Expander) -> None:
    r"""Read url.sty's ``\urldef\name\url{address}`` or ``|address|``."""
    name = expander.name()
    command = expander.argument()
    expander.skip_blanks()
    opening = expander.character()
    if opening is None:
        return
    address = expander.group() if opening == "{" else expander.delimited((opening,))
    expander.define(name, Macro((*command, "{", *address, "}")))


# --- Expansion: The TeXbook, ch. 20 --------------------------------------------------------------------------------


def _expand_after(expander: Expander) -> None:
    first, second = expander.token(), expander.token()
    if second is not None:
        expander.expand_once(second)
    if first is not None:
        expander.push((first,))


def _named(expander: Expander) -> None:
    r"""Read ``\csname…\endcsname``; a name that stands for nothing stands for ``\relax`` from now on."""
    tokens: list[str] = []
    depth = 1
    while (token := expander.token()) is not None:
        depth += (token == "\\csname") - (token == "\\endcsname")
        if not depth:
            break
        tokens.append(token)
    _named_by(expander, tokens)


def _named_by(expander: Expander, tokens: list[str]) -> None:
    name = written(expander.expanded(tokens)).strip()
    if not name:
        return
    if not expander.is_defined(name):
        expander.define(name, "\\relax")
    expander.push((f"\\{name}",))


def _name_use(expander: Expander) -> None:
    _named_by(expander, expander.argument())


def _name_definition(expander: Expander) -> None:
    name = written(expander.expanded(expander.argument()))
    expander.push((f"\\{name}",))
    _def(expander)


def _string(expander: Expander) -> None:
    token = expander.token()
    if token is not None:
        expander.push(
            ("\\textbackslash", "{", "}", token[1:]) if token[0] == "\\" and token[1:] else (token,)
        )


def _if_undefined(expander: Expander) -> None:
    name = written(expander.expanded(expander.argument()))
    yes, no = expander.argument(), expander.argument()
    is_defined = expander.is_defined(name) and expander.meanings.get(name) != "\\relax"
    expander.push(no if is_defined else yes)


def _if_next(expander: Expander) -> None:
    [wanted, *_] = expander.argument() or [""]
    yes, no = expander.argument(), expander.argument()
    expander.skip_blanks()
    following = expander.character()
    if following is not None:
        expander.push((following,))
    expander.push(yes if following == wanted else no)


def _if_integer(expander: Expander) -> None:
    r"""Decide biblatex's ``\ifinteger{…}{…}{…}``."""
    said = written(expander.expanded(expander.argument())).strip()
    yes, no = expander.argument(), expander.argument()
    expander.push(yes if said.isdecimal() else no)


def _if_star(expander: Expander) -> None:
    yes, no = expander.argument(), expander.argument()
    expander.push(yes if expander.skip(_STAR).strip() else no)


# --- Conditionals ---------------------------------------------------------------------------------------------------


def _decide(expander: Expander, holds: bool) -> None:
    if not holds:
        expander.skip_branch(to_else=True)


def _if_true(_: Expander) -> None:
    pass


def _if_false(expander: Expander) -> None:
    _decide(expander, False)


def _if_same(expander: Expander) -> None:
    left, right = (_meaning_of_next(expander) for _ in range(2))
    _decide(expander, left == right)


def _meaning_of_next(expander: Expander) -> Meaning | None:
    token = expander.character()
    return None if token is None else expander.meaning_of(token)


def _if_equal(expander: Expander) -> None:
    r"""Decide ``\if``: whether the next two tokens, expanded, are the same character."""
    found = []
    for _ in range(2):
        token = expander.next_expanded()
        if token is not None and len(token) > 1 and token[0] not in "\\#":
            expander.push((token[1:],))
            token = token[0]
        found.append(token)
    _decide(
        expander,
        found[0] == found[1] or all(t is not None and t[0] == "\\" and t[1:] for t in found),
    )


def _if_number(expander: Expander) -> None:
    left = expander.number()
    expander.skip_blanks()
    relation = expander.skip(_RELATION)
    right = expander.number()
    _decide(expander, {"<": left < right, ">": left > right}.get(relation, left == right))


_RELATION: Final = lazily.pattern(r"[<=>]")


def _if_case(expander: Expander) -> None:
    for _ in range(max(expander.number(), 0)):
        if expander.skip_branch(to_else=True) != "\\or":
            return


def _if_defined(expander: Expander) -> None:
    token = expander.token()
    _decide(expander, token is not None and expander.meaning_of(token) is not None)


def _if_named(expander: Expander) -> None:
    tokens: list[str] = []
    while (token := expander.token()) not in ("\\endcsname", None):
        assert token is not None
        tokens.append(token)
    _decide(expander, expander.is_defined(written(expander.expanded(tokens))))


def _else(expander: Expander) -> None:
    expander.skip_branch(to_else=False)


def _nothing(_: Expander) -> None:
    pass


# --- What is done and leaves no text ----------------------------------------------------------------------------------


def _at_letter(expander: Expander) -> None:
    expander.let_letters(with_at=True)


def _at_other(expander: Expander) -> None:
    expander.let_letters(with_at=False)


def _category(expander: Expander) -> None:
    r"""Pass over ``\catcode`\{=1`` and its like."""
    expander.skip_blanks()
    if expander.skip(_BACKTICK).endswith("`"):
        expander.token()
    expander.skip(GLUE)


_BACKTICK: Final = lazily.pattern(r"`|\d+")


def _assignment(expander: Expander) -> None:
    r"""Pass over what is given to a parameter of TeX's: ``\spaceskip=0pt``, ``\spacefactor3000``."""
    expander.skip_blanks()
    expander.skip(GLUE)


def _unskip(expander: Expander) -> None:
    """Take the white space before it away."""
    while expander.out and expander.out[-1].isspace():
        expander.out.pop()


def _ignore_spaces(expander: Expander) -> None:
    expander.skip_blanks()


def _gobble(count: int) -> Callable[[Expander], None]:
    def gobble(expander: Expander) -> None:
        for _ in range(count):
            expander.argument()

    return gobble


def _environment(expander: Expander) -> None:
    name = written(expander.argument())
    if name in expander.meanings:
        expander.push((f"\\{name}",))


def _end_of_environment(expander: Expander) -> None:
    name = written(expander.argument())
    if name and f"end{name}" in expander.meanings:
        expander.push((f"\\end{name}",))


_ASSIGNED: Final = """
baselineskip clubpenalty emergencystretch exhyphenpenalty hangafter hangindent hyphenpenalty itemindent itemsep language
leftmargin leftskip parindent parskip rightskip sfcode spacefactor spaceskip tolerance widowpenalty xspaceskip
"""
_FALSE: Final = Primitive(_if_false, expands=True, decides=True)


def _doing(run: Callable[[Expander], None], *names: str) -> dict[str, Meaning]:
    """Return the rows of names that do something."""
    return dict.fromkeys(names, Primitive(run))


def _expanding(run: Callable[[Expander], None], *names: str) -> dict[str, Meaning]:
    """Return the rows of names that leave tokens."""
    return dict.fromkeys(names, Primitive(run, expands=True))


def _deciding(run: Callable[[Expander], None], *names: str) -> dict[str, Meaning]:
    """Return the rows of conditionals."""
    return dict.fromkeys(names, Primitive(run, expands=True, decides=True))


PRIMITIVES: Final[Mapping[str, Meaning]] = {
    **_doing(_def, "def"),
    **_doing(_edef, "edef", "protected@edef"),
    **_doing(_global_def, "gdef"),
    **_doing(_global_edef, "xdef"),
    **_doing(_global, "global"),
    **_doing(_new_command, "newcommand", "renewcommand", "DeclareRobustCommand"),
    **_doing(_provide_command, "providecommand"),
    **_doing(_text_command, "ProvideTextCommand", "DeclareTextCommand"),
    **_doing(_new_environment, "newenvironment", "renewenvironment"),
    **_doing(_let, "let"),
    **_doing(_new_if, "newif"),
    **_doing(_url_command, "DeclareUrlCommand"),
    **_doing(_url_definition, "urldef"),
    **_doing(_name_definition, "@namedef"),
    **_expanding(_expand_after, "expandafter"),
    **_expanding(_named, "csname"),
    **_expanding(_name_use, "@nameuse"),
    **_expanding(_string, "string"),
    **_expanding(_if_undefined, "@ifundefined"),
    **_expanding(_if_next, "@ifnextchar"),
    **_expanding(_if_star, "@ifstar"),
    **_expanding(_if_integer, "ifinteger"),
    **_expanding(_else, "else", "or"),
    **_expanding(_nothing, "fi", "long", "outer", "protected", "immediate"),
    **_deciding(_if_true, "iftrue", "ifhmode"),
    # What they ask for is nothing of a text.
    **dict.fromkeys(
        ["iffalse", "ifmmode", "ifvmode", "ifdim", "ifcat", "ifvoid", "ifinner"], _FALSE
    ),
    **_deciding(_if_same, "ifx"),
    **_deciding(_if_equal, "if"),
    **_deciding(_if_number, "ifnum"),
    **_deciding(_if_case, "ifcase"),
    **_deciding(_if_defined, "ifdefined"),
    **_deciding(_if_named, "ifcsname"),
    **_doing(_nothing, "begingroup", "endgroup"),
    **dict.fromkeys(("bgroup", "begin@group"), "{"),
    "egroup": "}",
    **_doing(_environment, "begin"),
    **_doing(_end_of_environment, "end"),
    **_doing(_at_letter, "makeatletter"),
    **_doing(_at_other, "makeatother"),
    **_doing(_category, "catcode"),
    **_doing(_assignment, *_ASSIGNED.split()),
    **_doing(_unskip, "unskip"),
    **_doing(_ignore_spaces, "ignorespaces"),
    **_doing(_gobble(1), "typeout", "input", "message", "index", "bibcite"),
    **_doing(_gobble(2), "setlength", "addtolength", "setcounter", "write"),
}
