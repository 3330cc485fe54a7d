"""One file with one instance of each rule gives exactly its findings, each in the lines that show it."""

from synbib.diagnostics import IGNORABLE, RULES, Topic
from synbib.library import read_data, read_text
from synbib.library.rules import check_library

# Code → the lines that show it. What they need of others stands in the first row.
ROWS = {
    "": "@misc{known, title = {What others name}, author = {Doe, John}, year = 2019}",
    "unused-string": "@string{spare = {S}}",
    "redefined-macro": "@string{twice = {A}}\n@string{twice = {B}}\n@misc{rm, title = twice, year = 2001}",
    "late-macro": "@misc{lm, title = later, year = 2002}\n@string{later = {L}}",
    "undefined-macro": "@misc{um, title = nowhere, year = 2003}",
    "leftover": "@misc{lo, title = {Leftover}}, year = 2004}",
    "missing-key": "@misc{title = {No key}}",
    "empty-key": "@misc{, title = {Empty key}}",
    "key-with-blanks": "@misc{key with blanks, title = {Blanks}}",
    "not-a-field": "@misc{nf, title = {Not a field}, 8, year = 2005}",
    "missing-comma": "@misc{mc, title = {Missing comma}\n year = 2006}",
    "stray-comma": "@misc{sc, title = {Stray comma},, year = 2007}",
    "stray-brace": "@misc{sb, title = {Stray brace}}\n}",
    "empty-value": "@misc{ev, title = {Empty value}, note = , year = 2008}",
    "inner-quote": '@misc{iq, title = "Inner "quote"", year = 2009}',
    "duplicate-field": "@misc{df, title = {Duplicate field}, note = {One}, note = {Two}}",
    "comment-in-entry": "@misc{ce, title = {Comment},\n % a comment\n year = 2010}",
    "commented-entry": "% @misc{cd, title = {Commented}, year = 2011}",
    "unknown-parent": "@misc{up, title = {Parent}, crossref = {nobody}}",
    "unknown-related": "@misc{ur, title = {Related}, related = {nobody}}",
    "crossref-circle": "@misc{cc, title = {Circle}, crossref = {cc}}",
    "unknown-xdata": "@misc{ux, title = {Data}, publisher = {xdata=known-nothing}}",
    "duplicate-key": "@misc{known, title = {Another work}, author = {Poe, Ben}, year = 1999}",
    "duplicate": "@misc{du, title = {What others name}, author = {Doe, John}, year = 2019}",
    "impossible-date": "@misc{id, title = {Date}, date = {2015-02-30}}",
    "arxiv-year": "@misc{ay, title = {Preprint}, eprint = {2001.00001}, archiveprefix = {arXiv}, year = 2023}",
    "unknown-latex-macro": "@misc{ul, title = {A \\unheardof macro}}",
    "uncitable-key": "@misc{a%b, title = {Key}}",
    "unknown-type": "@artcle{ut, title = {Type}}",
    "missing-field": "@article{mf, title = {Missing}, author = {Roe, Ann}, year = 2012}",
    "misspelt-field": "@misc{ms, titel = {Misspelt}}",
    "volume-and-number": (
        "@book{vn, title = {Volume}, author = {Roe, Ann}, publisher = {P}, year = 2013, volume = 1, number = 2}"
    ),
    "empty-field": "@misc{ef, title = {Empty field}, note = {}}",
    "names-not-separated": "@misc{ns, title = {Separators}, author = {Roe, Ann; Poe, Ben}}",
    "malformed-name": "@misc{mn, title = {Malformed}, author = {Roe, Ann and and Poe, Ben}}",
    "et-al-in-names": "@misc{ea, title = {Et al}, author = {Roe, Ann et al.}}",
    "others-inside": "@misc{oi, title = {Others}, author = {Roe, Ann and others and Poe, Ben}}",
    "names-in-capitals": "@misc{nc, title = {Capitals}, author = {ROE, ANN and POE, BEN}}",
    "bare-character": "@misc{bc, title = {Black & white}}",
    "html": "@misc{ht, title = {An <i>italic</i> word}}",
    "wrong-encoding": "@misc{we, title = {MÃ¼nchen}}",
    "inverted-title": "@misc{it, title = {Inverted}, booktitle = {Robotics, 2012 IEEE Conference on}}",
    "protected-title": "@misc{pt, title = {{A Whole Title}}}",
    "bare-acronym": "@misc{ba, title = {What BERT reads}}",
    "doi-with-resolver": "@misc{dr, title = {Resolver}, doi = {https://doi.org/10.1000/dr}}",
    "malformed-doi": "@misc{md, title = {Of no object}, doi = {1000/md}}",
    "malformed-arxiv": "@misc{ma, title = {No number}, eprint = {2020.1}, archiveprefix = {arXiv}}",
    "malformed-url": "@misc{mu, title = {One slash}, url = {https:/example.org/mu}}",
    "url-of-the-doi": "@misc{ud, title = {Twice said}, doi = {10.1000/ud}, url = {https://doi.org/10.1000/ud}}",
    "wrong-isbn": "@misc{wb, title = {Book number}, isbn = {0-306-40615-3}}",
    "wrong-issn": "@misc{wi, title = {Serial number}, issn = {0378-5954}}",
    "wrong-orcid": "@misc{wo, title = {Person}, orcid = {0000-0002-1825-0098}}",
    "unreadable-date": "@misc{rd, title = {Unreadable}, year = {soon}}",
    "year-out-of-range": "@misc{yr, title = {Year}, year = {20200}}",
    "single-hyphen": "@misc{sh, title = {Hyphen}, pages = {1-9}}",
    "malformed-pages": "@misc{mp, title = {Pages}, pages = {pp. 1--9}}",
    "uncited-entry": "@misc{un, title = {Nobody cites it}}",
    "invalid-ignore": "% synbib: ignore nothing-known\n@misc{ii, title = {Ignore}}",
    "unused-ignore": "% synbib: ignore bare-character\n@misc{ui, title = {Unused}}",
    "unclosed-comment": "@comment{ not closed",
    "unclosed-entry": "@misc{ue, title = {Unclosed}, year = 2014",
    "broken-entry": "@misc{be, title = {Broken",
}
# What is of a whole file, of a limit, or of JabRef's tree of groups has its own tests.
ELSEWHERE = {
    "conflict-marker",
    "no-bibtex",
    "encoding",
    "too-many-parents",
    "too-long",
    "unknown-group-kind",
    "undefined-citation",
}
# Of two entries without a key, the second is not read, which has to be told as well.
ALSO = {"empty-key": ["duplicate-key"]}
CHECKED: set[Topic] = {RULES[code].topic for code in IGNORABLE}


def test_every_rule_has_a_row() -> None:
    of_check = {rule.code for rule in RULES.values() if rule.topic in CHECKED}
    assert of_check - ROWS.keys() == ELSEWHERE


def test_a_file_with_one_instance_of_each_rule_gives_exactly_its_findings() -> None:
    library = read_text("\n".join(ROWS.values()))
    found: list[list[str]] = []
    line = 1
    findings = check_library(library, cited=library.keys() - {"un"})
    for text in ROWS.values():
        after = line + text.count("\n") + 1
        found.append([each.code for each in findings if line <= each.line < after])
        line = after
    assert dict(zip(ROWS, found, strict=True)) == {
        code: [*ALSO.get(code, []), code] if code else [] for code in ROWS
    }


def test_a_file_that_is_not_utf_8_is_said_to_be_so() -> None:
    library = read_data("@misc{a, title = {Café}}".encode("latin-1"), "refs.bib")
    assert [each.code for each in check_library(library)] == ["encoding"]
