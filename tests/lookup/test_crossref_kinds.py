"""Crossref: a small answer of each further kind of record, and the whole entry that it becomes."""

from typing import Any

import pytest
from answering import entries

# What is told of a work → the entry.
# fmt: off
RECORDS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "book": (
        {"type": "book", "title": ["Deep Learning"], "subtitle": ["Foundations and Concepts"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Springer International Publishing", "publisher-location": "Cham", "ISBN": ["9783031454677", "9783031454684"], "isbn-type": [{"type": "electronic", "value": "9783031454684"}, {"type": "print", "value": "9783031454677"}], "edition-number": "2", "container-title": ["Graduate Texts in Mathematics"], "volume": "12", "published-print": {"date-parts": [[2020, 5, 4]]}, "issued": {"date-parts": [[2020, 5, 4]]}, "ISSN": ["0072-5285"], "DOI": "10.1000/x1"},
        {"": "book", "author": "Lovelace, Ada", "title": "Deep Learning: Foundations and Concepts", "edition": "2", "volume": "12", "series": "Graduate Texts in Mathematics", "publisher": "Springer International Publishing", "address": "Cham", "year": "2020", "month": "may", "doi": "10.1000/x1", "isbn": "9783031454677", "issn": "0072-5285"},
    ),
    "book-ed-words": (
        {"type": "monograph", "title": ["X and Y"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Wiley", "edition-number": "3rd ed.", "issued": {"date-parts": [[2001]]}, "DOI": "10.1000/x1"},
        {"": "book", "author": "Lovelace, Ada", "title": "X and {Y}", "edition": "3", "publisher": "Wiley", "year": "2001", "doi": "10.1000/x1"},
    ),
    "reference-entry": (
        {"type": "reference-entry", "title": ["Bayes, Thomas (1701–1761)"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "John Wiley & Sons, Ltd", "editor": [{"given": "S.", "family": "Kotz"}], "container-title": ["Encyclopedia of Statistical Sciences"], "page": "1-1", "issued": {"date-parts": [[2006, 8, 15]]}, "DOI": "10.1000/x1"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Bayes, Thomas (1701–1761)", "booktitle": "Encyclopedia of Statistical Sciences", "editor": "Kotz, S.", "year": "2006", "month": "aug", "pages": "1", "publisher": "John Wiley \\& Sons, Ltd", "doi": "10.1000/x1"},
    ),
    "proceedings": (
        {"type": "proceedings", "title": ["Proceedings of the 2019 CHI Conference on Human Factors in Computing Systems"], "publisher": "ACM", "publisher-location": "New York, NY, USA", "event": {"name": "CHI '19: CHI Conference on Human Factors in Computing Systems", "location": "Glasgow Scotland Uk", "acronym": "CHI '19"}, "published-print": {"date-parts": [[2019, 5, 2]]}, "ISBN": ["9781450359702"], "DOI": "10.1000/x1"},
        {"": "proceedings", "title": "Proceedings of the 2019 {CHI} Conference on Human Factors in Computing Systems", "year": "2019", "month": "may", "publisher": "ACM", "address": "Glasgow Scotland Uk", "doi": "10.1000/x1", "isbn": "9781450359702"},
    ),
    "proc-lncs-vol": (
        {"type": "book", "title": ["Advances in Cryptology – CRYPTO 2020"], "subtitle": ["40th Annual International Cryptology Conference, CRYPTO 2020, Santa Barbara, CA, USA, August 17–21, 2020, Proceedings, Part I"], "editor": [{"given": "Daniele", "family": "Micciancio"}], "publisher": "Springer International Publishing", "container-title": ["Lecture Notes in Computer Science"], "publisher-location": "Cham", "issued": {"date-parts": [[2020]]}, "ISSN": ["0302-9743"], "ISBN": ["9783030567835"], "DOI": "10.1000/x1"},
        {"": "proceedings", "editor": "Micciancio, Daniele", "title": "Advances in Cryptology – {CRYPTO} 2020: 40th Annual International Cryptology Conference, {CRYPTO} 2020, Santa Barbara, {CA}, {USA}, August 17–21, 2020, Proceedings, Part {I}", "series": "Lecture Notes in Computer Science", "year": "2020", "publisher": "Springer International Publishing", "address": "Cham", "doi": "10.1000/x1", "isbn": "9783030567835", "issn": "0302-9743"},
    ),
    "edited-book": (
        {"type": "edited-book", "title": ["THE OXFORD HANDBOOK OF RNA BIOLOGY"], "editor": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "OXFORD UNIVERSITY PRESS", "issued": {"date-parts": [[2010]]}, "DOI": "10.1000/x1"},
        {"": "book", "editor": "Lovelace, Ada", "title": "The oxford handbook of {RNA} biology", "publisher": "Oxford University Press", "year": "2010", "doi": "10.1000/x1"},
    ),
    "lncs-order2": (
        {"type": "book-chapter", "title": ["An Image is Worth 16x16 Words"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Springer International Publishing", "container-title": ["Lecture Notes in Computer Science", "Computer Vision – ECCV 2020"], "page": "213-229", "published-print": {"date-parts": [[2020]]}, "published-online": {"date-parts": [[2020, 11, 3]]}, "issued": {"date-parts": [[2020]]}, "ISBN": ["9783030584511"], "publisher-location": "Cham", "DOI": "10.1000/x1"},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "An Image is Worth 16x16 Words", "booktitle": "Computer Vision – ECCV 2020", "series": "Lecture Notes in Computer Science", "year": "2020", "pages": "213--229", "publisher": "Springer International Publishing", "address": "Cham", "doi": "10.1000/x1", "isbn": "9783030584511"},
    ),
    "lnm-chapter": (
        {"type": "book-chapter", "title": ["Stochastic calculus"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Springer", "container-title": ["Séminaire de Probabilités XL", "Lecture Notes in Mathematics"], "page": "1-10", "issued": {"date-parts": [[2007]]}, "DOI": "10.1000/x1"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Stochastic calculus", "booktitle": "Séminaire de Probabilités XL", "series": "Lecture Notes in Mathematics", "year": "2007", "pages": "1--10", "publisher": "Springer", "doi": "10.1000/x1"},
    ),
    "methods-mol-biol": (
        {"type": "book-chapter", "title": ["CRISPR-Cas9 in plants"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Springer New York", "container-title": ["Methods in Molecular Biology", "Plant Genome Engineering"], "page": "101-120", "issued": {"date-parts": [[2019]]}, "DOI": "10.1000/x1"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "{CRISPR}-{Cas9} in plants", "booktitle": "Plant Genome Engineering", "series": "Methods in Molecular Biology", "year": "2019", "pages": "101--120", "publisher": "Springer New York", "doi": "10.1000/x1"},
    ),
    "ieee": (
        {"type": "proceedings-article", "title": ["Deep Residual Learning for Image Recognition"], "author": [{"given": "Kaiming", "family": "He"}], "publisher": "IEEE", "event": {"name": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)", "location": "Las Vegas, NV, USA", "start": {"date-parts": [[2016, 6, 27]]}}, "container-title": ["2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"], "page": "770-778", "published-print": {"date-parts": [[2016, 6]]}, "DOI": "10.1109/cvpr.2016.90"},
        {"": "inproceedings", "author": "He, Kaiming", "title": "Deep Residual Learning for Image Recognition", "booktitle": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)", "year": "2016", "month": "jun", "pages": "770--778", "publisher": "IEEE", "address": "Las Vegas, NV, USA", "doi": "10.1109/cvpr.2016.90"},
    ),
    "acl": (
        {"type": "proceedings-article", "title": ["BERT: Pre-training"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Association for Computational Linguistics", "container-title": ["Proceedings of the 2019 Conference of the North"], "page": "", "published-print": {"date-parts": [[2019]]}, "event": {"name": "Proceedings of the 2019 Conference of the North", "location": "Minneapolis, Minnesota", "acronym": ""}, "DOI": "10.18653/v1/n19-1423", "publisher-location": "Stroudsburg, PA, USA"},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "{BERT}: Pre-training", "booktitle": "Proceedings of the 2019 Conference of the North", "year": "2019", "publisher": "Association for Computational Linguistics", "address": "Minneapolis, Minnesota", "doi": "10.18653/v1/n19-1423"},
    ),
    "ssrn": (
        {"type": "posted-content", "title": ["Banking on Trust"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Elsevier BV", "subtype": "preprint", "posted": {"date-parts": [[2021]]}, "issued": {"date-parts": [[2021]]}, "DOI": "10.2139/ssrn.3781234", "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1016/j.x.2022.1", "asserted-by": "object"}]}},
        {"": "misc", "author": "Lovelace, Ada", "title": "Banking on Trust", "howpublished": "SSRN", "publisher": "Elsevier BV", "year": "2021", "doi": "10.2139/ssrn.3781234"},
    ),
    "ssrn-journal": (
        {"type": "journal-article", "title": ["Banking on Trust"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Elsevier BV", "issued": {"date-parts": [[2016]]}, "DOI": "10.2139/ssrn.2781234", "container-title": ["SSRN Electronic Journal"], "short-container-title": ["SSRN Journal"], "ISSN": ["1556-5068"]},
        {"": "misc", "author": "Lovelace, Ada", "title": "Banking on Trust", "howpublished": "SSRN Electronic Journal", "publisher": "Elsevier BV", "year": "2016", "doi": "10.2139/ssrn.2781234", "issn": "1556-5068"},
    ),
    "medrxiv": (
        {"type": "posted-content", "title": ["Covid in kids"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Cold Spring Harbor Laboratory", "subtype": "preprint", "posted": {"date-parts": [[2020, 5, 4]]}, "institution": [{"name": "medRxiv"}], "DOI": "10.1101/2020.05.01.20087338", "group-title": "Infectious Diseases (except HIV/AIDS)"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Covid in kids", "howpublished": "medRxiv", "publisher": "Cold Spring Harbor Laboratory", "year": "2020", "month": "may", "doi": "10.1101/2020.05.01.20087338"},
    ),
    "institution-object": (
        {"type": "posted-content", "title": ["Covid in kids"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "openRxiv", "subtype": "preprint", "posted": {"date-parts": [[2020, 5, 4]]}, "institution": {"name": "medRxiv"}, "DOI": "10.1101/2020.05.01.20087338"},
        {"": "misc", "author": "Lovelace, Ada", "title": "Covid in kids", "howpublished": "medRxiv", "publisher": "openRxiv", "year": "2020", "month": "may", "doi": "10.1101/2020.05.01.20087338"},
    ),
    "dissertation": (
        {"type": "dissertation", "title": ["On the theory of numbers"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "ETH Zurich", "institution": [{"name": "ETH Zurich", "place": ["Zurich"]}], "degree": ["Ph.D."], "approved": {"date-parts": [[2015]]}, "issued": {"date-parts": [[2016]]}, "DOI": "10.1000/x1"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "On the theory of numbers", "school": "ETH Zurich", "address": "Zurich", "year": "2015", "doi": "10.1000/x1"},
    ),
    "dissertation2": (
        {"type": "dissertation", "title": ["Moths"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "University of Iowa", "degree": ["M.S."], "issued": {"date-parts": [[1999]]}, "DOI": "10.1000/x1"},
        {"": "mastersthesis", "author": "Lovelace, Ada", "title": "Moths", "school": "University of Iowa", "year": "1999", "doi": "10.1000/x1"},
    ),
    "dissertation3": (
        {"type": "dissertation", "title": ["Moths"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Iowa State University", "institution": [{"name": "Iowa State University", "department": ["Digital Repository"], "place": ["Ames"]}], "degree": ["Doctor of Philosophy"], "issued": {"date-parts": [[1999]]}, "DOI": "10.1000/x1"},
        {"": "phdthesis", "author": "Lovelace, Ada", "title": "Moths", "school": "Iowa State University", "address": "Ames", "year": "1999", "doi": "10.1000/x1"},
    ),
    "report-number": (
        {"type": "report", "title": ["Attention Deficits"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "RAND Corporation", "institution": [{"name": "RAND Corporation", "acronym": ["RAND"]}], "number": "RR-1234", "issued": {"date-parts": [[2020, 5, 4]]}, "ISBN": ["9780833090001"], "DOI": "10.1000/x1"},
        {"": "techreport", "author": "Lovelace, Ada", "title": "Attention Deficits", "institution": "RAND Corporation", "number": "RR-1234", "year": "2020", "month": "may", "doi": "10.1000/x1", "isbn": "9780833090001"},
    ),
    "report-series": (
        {"type": "report", "title": ["Growth"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "National Bureau of Economic Research", "institution": [{"name": "National Bureau of Economic Research", "place": ["Cambridge, MA"]}], "DOI": "10.3386/w12345", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["NBER Working Paper Series"], "volume": "12345"},
        {"": "techreport", "author": "Lovelace, Ada", "title": "Growth", "institution": "National Bureau of Economic Research", "number": "12345", "series": "NBER Working Paper Series", "year": "2020", "month": "may", "address": "Cambridge, MA", "doi": "10.3386/w12345"},
    ),
    "standard": (
        {"type": "standard", "title": ["IEEE Standard for Floating-Point Arithmetic"], "publisher": "IEEE", "standards-body": {"name": "IEEE", "acronym": "IEEE"}, "ISBN": ["9781504459242"], "issued": {"date-parts": [[2019, 7, 22]]}, "number": "754-2019", "DOI": "10.1000/x1"},
        {"": "standard", "title": "{IEEE} Standard for Floating-Point Arithmetic", "organization": "IEEE", "number": "754-2019", "year": "2019", "month": "jul", "doi": "10.1000/x1", "isbn": "9781504459242"},
    ),
    "dataset": (
        {"type": "dataset", "title": ["Gene X"], "author": [{"name": "Protein Data Bank"}], "publisher": "Faculty Opinions Ltd", "container-title": ["Faculty Opinions – Post-Publication Peer Review of the Biomedical Literature"], "issued": {"date-parts": [[2020, 5, 4]]}, "DOI": "10.1000/x1"},
        {"": "dataset", "author": "{Protein Data Bank}", "title": "Gene {X}", "publisher": "Faculty Opinions Ltd", "year": "2020", "month": "may", "doi": "10.1000/x1"},
    ),
    "peer-review": (
        {"type": "peer-review", "title": ["Review for \"Big cats\""], "publisher": "Wiley", "review": {"type": "referee-report"}, "issued": {"date-parts": [[2020, 5, 4]]}, "DOI": "10.1000/x1"},
        {"": "misc", "title": "Review for \"Big cats\"", "publisher": "Wiley", "year": "2020", "month": "may", "doi": "10.1000/x1"},
    ),
    "component": (
        {"type": "component", "title": ["Figure 3: Growth"], "description": "Growth of cells", "publisher": "Public Library of Science (PLoS)", "issued": {"date-parts": [[2020, 5, 4]]}, "relation": {"is-component-of": []}, "DOI": "10.1000/x1"},
        {"": "misc", "title": "Figure 3: Growth", "publisher": "Public Library of Science", "year": "2020", "month": "may", "doi": "10.1000/x1", "note": "Growth of cells"},
    ),
    "grant": (
        {"type": "grant", "DOI": "10.35802/1", "publisher": "Wellcome", "project": [{"project-title": [{"title": "Deep time"}], "investigator": [{"family": "Ng", "given": "A."}], "award-start": {"date-parts": [[2020, 5, 4]]}}], "award": "12345", "issued": {"date-parts": [[2020, 5, 4]]}},
        {"": "misc", "author": "Ng, A.", "title": "Deep time", "publisher": "Wellcome", "number": "12345", "year": "2020", "month": "may", "doi": "10.35802/1"},
    ),
    "journal": (
        {"type": "journal", "title": ["Journal of Tests"], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "ISSN": ["1234-5679"], "DOI": "10.1000/x1"},
        {"": "periodical", "title": "Journal of Tests", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1", "issn": "1234-5679"},
    ),
    "suffix-etc": (
        {"type": "journal-article", "title": ["On Things"], "author": [{"given": "Martin Luther", "family": "King", "suffix": "Jr."}, {"family": "Plato"}, {"given": "J. A.", "family": "van der Berg"}, {"given": "Ludwig van", "family": "Beethoven"}, {"name": "The CONSORT Group"}, {"given": "Xi", "family": "de la Cruz III"}, {"family": "O’Brien", "given": "K."}, {"given": "ANNA", "family": "SMITH"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["J. Tests"], "DOI": "10.1000/x1"},
        {"": "article", "author": "King, Jr., Martin Luther and Plato and van der Berg, J. A. and van Beethoven, Ludwig and {The CONSORT Group} and de la Cruz, III, Xi and O’Brien, K. and Smith, Anna", "title": "On Things", "journal": "J. Tests", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "title-markup": (
        {"type": "journal-article", "title": ["Spin in CO<sub>2</sub>: <i>Escherichia coli</i> &amp;amp; <scp>d</scp>-glucose at 10<sup>-3</sup> M"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "issued": {"date-parts": [[2020, 5, 4]]}, "publisher": "X", "container-title": ["Health &amp; Place"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Spin in {CO}\\textsubscript{2}: \\textit{Escherichia coli} \\& \\textsc{d}-glucose at 10\\textsuperscript{-3} {M}", "journal": "Health \\& Place", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "title-mathml": (
        {"type": "journal-article", "title": ["Search for <mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"><mml:mrow><mml:msup><mml:mi>B</mml:mi><mml:mn>0</mml:mn></mml:msup><mml:mo>→</mml:mo><mml:msup><mml:mi>K</mml:mi><mml:mrow><mml:mo>*</mml:mo><mml:mn>0</mml:mn></mml:mrow></mml:msup></mml:mrow></mml:math> decays at 13 TeV"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "issued": {"date-parts": [[2020, 5, 4]]}, "publisher": "X", "container-title": ["PRL"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Search for $B^0\\to K^{*0}$ decays at 13 {TeV}", "journal": "PRL", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "caps-titles": (
        {"type": "journal-article", "title": ["EFFECTS OF HIV AND DNA DAMAGE ON RATS IN THE USA: A STUDY OF NASA AND FRBR"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "issued": {"date-parts": [[2020, 5, 4]]}, "publisher": "X", "container-title": ["INTERNATIONAL JOURNAL OF RESEARCH IN PHARMACY AND SCIENCE"], "short-container-title": ["INT J RES PHARM SCI"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Effects of {HIV} and {DNA} damage on rats in the {USA}: A study of {NASA} and {FRBR}", "journal": "International Journal of Research in Pharmacy and Science", "shortjournal": "INT J RES PHARM SCI", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "subtitle-repeated": (
        {"type": "journal-article", "title": ["Cats: a review"], "subtitle": ["A Review"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "issued": {"date-parts": [[2020, 5, 4]]}, "publisher": "X", "container-title": ["Cats"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats: a review", "journal": "Cats", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "short-only": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "issued": {"date-parts": [[2020, 5, 4]]}, "publisher": "X", "container-title": [], "short-container-title": ["J. Cats"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J. Cats", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "dates-null": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[None]]}, "container-title": ["J"], "published-online": {"date-parts": [[2019, 12, 1]]}, "created": {"date-parts": [[2019, 12, 2]]}, "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "year": "2019", "month": "dec", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "page-e123": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Public Library of Science (PLoS)", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "e0123456", "volume": "15", "issue": "5", "container-title": ["PLOS ONE"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "PLOS ONE", "volume": "15", "number": "5", "eid": "e0123456", "year": "2020", "month": "may", "publisher": "Public Library of Science", "doi": "10.1000/x1"},
    ),
    "page-e-range": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "e123-e130", "container-title": ["J"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "pages": "e123--e130", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "page-odd": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "S12-S15, S20", "container-title": ["J"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "pages": "S12--S15, S20", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "page-123-5": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "123-5", "container-title": ["J"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "pages": "123--125", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "page-comma": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "123,125-127", "container-title": ["J"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "pages": "123,125--127", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "page-n-a-n-a": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "n/a-n/a", "container-title": ["J"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "retracted": (
        {"type": "journal-article", "title": ["RETRACTED ARTICLE: Cats cure all"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["J"], "updated-by": [{"DOI": "10.1000/r", "type": "retraction", "label": "Retraction", "source": "publisher", "updated": {"date-parts": [[2020, 5, 4]]}}], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats cure all", "journal": "J", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1", "note": "Retracted"},
    ),
    "retraction-notice": (
        {"type": "journal-article", "title": ["Retraction: Cats cure all"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["J"], "update-to": [{"DOI": "10.1000/orig", "type": "retraction", "label": "Retraction", "updated": {"date-parts": [[2020, 5, 4]]}}], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Retraction: Cats cure all", "journal": "J", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "correction-of": (
        {"type": "journal-article", "title": ["Correction to: Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["J"], "update-to": [{"DOI": "10.1000/orig", "type": "correction", "label": "Correction", "updated": {"date-parts": [[2020, 5, 4]]}}], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Correction to: Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "corrected": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["J"], "updated-by": [{"DOI": "10.1000/c", "type": "correction"}], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "eoc": (
        {"type": "journal-article", "title": ["Cats"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "X", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["J"], "updated-by": [{"DOI": "10.1000/c", "type": "expression_of_concern"}], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats", "journal": "J", "year": "2020", "month": "may", "publisher": "X", "doi": "10.1000/x1"},
    ),
    "de": (
        {"type": "book-chapter", "title": ["Grundlagen der Künstlichen Intelligenz"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "translator": [{"family": "Roe", "given": "R."}], "editor": [{"family": "Doe", "given": "D."}], "publisher": "Springer", "language": "de", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["Handbuch der KI"], "DOI": "10.1000/x1"},
        {"": "incollection", "author": "Lovelace, Ada", "translator": "Roe, R.", "title": "Grundlagen der Künstlichen Intelligenz", "booktitle": "Handbuch der KI", "editor": "Doe, D.", "year": "2020", "month": "may", "publisher": "Springer", "doi": "10.1000/x1", "langid": "ngerman"},
    ),
    "original-title": (
        {"type": "journal-article", "title": ["On war"], "original-title": ["Vom Kriege"], "container-title": ["J"], "issued": {"date-parts": [[2020, 5, 4]]}, "publisher": "P", "DOI": "10.1000/x1"},
        {"": "article", "title": "On war", "journal": "J", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x1"},
    ),
    "book-with-isbn-url": (
        {"type": "book", "title": ["B"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "P", "ISBN": ["http://id.crossref.org/isbn/9783319245737"], "issued": {"date-parts": [[2020, 5, 4]]}, "DOI": "10.1000/x1"},
        {"": "book", "author": "Lovelace, Ada", "title": "B", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x1", "isbn": "9783319245737"},
    ),
    "whitespace": (
        {"type": "journal-article", "title": ["  Cats\n   and    Dogs "], "author": [{"given": " Ada ", "family": "Lovelace "}], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["The Journal of Cats "], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "Cats and Dogs", "journal": "The Journal of Cats", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x1"},
    ),
    "frontiers": (
        {"type": "journal-article", "title": ["U-Net and ResNet-50 for mRNA: A COVID-19 Study with t-SNE, k-means, DenseNet-121, i.i.d. and VGG-Net"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Frontiers Media SA", "issued": {"date-parts": [[2020, 5, 4]]}, "volume": "10", "container-title": ["Frontiers in Psychology"], "short-container-title": ["Front. Psychol."], "article-number": "112", "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "{U-Net} and {ResNet-50} for {mRNA}: A {COVID-19} Study with t-{SNE}, k-means, {DenseNet-121}, i.i.d. and {VGG-Net}", "journal": "Frontiers in Psychology", "shortjournal": "Front. Psychol.", "volume": "10", "eid": "112", "year": "2020", "month": "may", "publisher": "Frontiers Media SA", "doi": "10.1000/x1"},
    ),
    "article-number-page": (
        {"type": "journal-article", "title": ["T"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "1-13", "volume": "39", "issue": "4", "container-title": ["ACM Transactions on Graphics"], "article-number": "65", "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "T", "journal": "ACM Transactions on Graphics", "volume": "39", "number": "4", "eid": "65", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x1"},
    ),
    "acm-long-pages-112-1": (
        {"type": "journal-article", "title": ["T"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "65:1-65:13", "volume": "39", "issue": "4", "container-title": ["ACM Transactions on Graphics"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "T", "journal": "ACM Transactions on Graphics", "volume": "39", "number": "4", "pages": "65:1--65:13", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x1"},
    ),
    "pacmhci": (
        {"type": "journal-article", "title": ["T"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "ACM", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "1-13", "volume": "4", "issue": "CSCW1", "container-title": ["Proceedings of the ACM on Human-Computer Interaction"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "T", "journal": "Proceedings of the ACM on Human-Computer Interaction", "volume": "4", "number": "CSCW1", "pages": "1--13", "year": "2020", "month": "may", "publisher": "ACM", "doi": "10.1000/x1"},
    ),
    "pnas": (
        {"type": "journal-article", "title": ["T"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Proceedings of the National Academy of Sciences", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "1-13", "volume": "4", "issue": "1", "container-title": ["Proceedings of the National Academy of Sciences"], "short-container-title": ["Proc. Natl. Acad. Sci. U.S.A."], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "T", "journal": "Proceedings of the National Academy of Sciences", "shortjournal": "Proc. Natl. Acad. Sci. U.S.A.", "volume": "4", "number": "1", "pages": "1--13", "year": "2020", "month": "may", "publisher": "Proceedings of the National Academy of Sciences", "doi": "10.1000/x1"},
    ),
    "aaai-journal": (
        {"type": "journal-article", "title": ["T"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "Association for the Advancement of Artificial Intelligence (AAAI)", "issued": {"date-parts": [[2020, 5, 4]]}, "page": "1-13", "volume": "34", "issue": "05", "container-title": ["Proceedings of the AAAI Conference on Artificial Intelligence"], "short-container-title": ["AAAI"], "DOI": "10.1000/x1"},
        {"": "inproceedings", "author": "Lovelace, Ada", "title": "T", "booktitle": "Proceedings of the AAAI Conference on Artificial Intelligence", "volume": "34", "number": "05", "year": "2020", "month": "may", "pages": "1--13", "publisher": "Association for the Advancement of Artificial Intelligence", "doi": "10.1000/x1"},
    ),
    "tacl": (
        {"type": "journal-article", "title": ["T"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "MIT Press - Journals", "issued": {"date-parts": [[2017, 12]]}, "page": "135-146", "volume": "5", "container-title": ["Transactions of the Association for Computational Linguistics"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "T", "journal": "Transactions of the Association for Computational Linguistics", "volume": "5", "pages": "135--146", "year": "2017", "month": "dec", "publisher": "MIT Press - Journals", "doi": "10.1000/x1"},
    ),
    "issue-double": (
        {"type": "journal-article", "title": ["T"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "issue": "3–4", "volume": "XII", "container-title": ["J"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "T", "journal": "J", "volume": "XII", "number": "3--4", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x1"},
    ),
    "special": (
        {"type": "journal-article", "title": ["\"Smart\" 100% & R_2 #1 {x} ~ \\alpha^2 — “quoted”"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "issue": "Supplement_1", "volume": "7", "container-title": ["J & K"], "DOI": "10.1000/x1"},
        {"": "article", "author": "Lovelace, Ada", "title": "\"Smart\" 100\\% \\& {R}\\_2 \\#1 {\\textbraceleft}x{\\textbraceright} {\\textasciitilde} {\\textbackslash}alpha{\\textasciicircum}2 — “quoted”", "journal": "J \\& K", "volume": "7", "number": "Supplement 1", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x1"},
    ),
    "preface": (
        {"type": "other", "title": ["Title Pages"], "publisher": "Oxford University Press", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["Book A"], "DOI": "10.1000/x1"},
        {"": "misc", "title": "Title Pages", "howpublished": "Book A", "publisher": "Oxford University Press", "year": "2020", "month": "may", "doi": "10.1000/x1"},
    ),
    "book-set": (
        {"type": "book-series", "title": ["Advances in X"], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "DOI": "10.1000/x1"},
        {"": "book", "title": "Advances in {X}", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x1"},
    ),
    "book-section": (
        {"type": "book-section", "title": ["Sec"], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "container-title": ["B"], "author": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "DOI": "10.1000/x1"},
        {"": "incollection", "author": "Lovelace, Ada", "title": "Sec", "booktitle": "B", "year": "2020", "month": "may", "publisher": "P", "doi": "10.1000/x1"},
    ),
    "reference-book": (
        {"type": "reference-book", "title": ["Enc"], "publisher": "P", "issued": {"date-parts": [[2020, 5, 4]]}, "editor": [{"given": "Ada", "family": "Lovelace", "sequence": "first"}], "DOI": "10.1000/x1"},
        {"": "book", "editor": "Lovelace, Ada", "title": "Enc", "publisher": "P", "year": "2020", "month": "may", "doi": "10.1000/x1"},
    ),
    "title-a-inline-formula-tex-math-notation-latex": (
        {"title": ["A <inline-formula><tex-math notation=\"LaTeX\">$K$</tex-math></inline-formula>-Means Method"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "A $K$-Means Method", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-mathcal-n-4-super-yang-mills": (
        {"title": ["$\\mathcal{N}=4$ super Yang–Mills"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "$\\mathcal{N}=4$ super Yang–Mills", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-measurement-of-12-mathrm-c-in-i-pp": (
        {"title": ["Measurement of ${}^{12}\\mathrm{C}$ in <i>pp</i> collisions at <mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\"><mml:msqrt><mml:mi>s</mml:mi></mml:msqrt><mml:mo>=</mml:mo><mml:mn>13</mml:mn><mml:mtext> </mml:mtext><mml:mtext>TeV</mml:mtext></mml:math>"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Measurement of ${}^{12}\\mathrm{C}$ in \\textit{pp} collisions at $\\sqrt{s}=13\\mathrm{~}\\mathrm{TeV}$", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-jats-italic-in-vivo-jats-italic-study": (
        {"title": ["<jats:italic>In vivo</jats:italic> study"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "\\textit{In vivo} study", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-tgf-1-and-il-6-in-t-cells": (
        {"title": ["TGF-β1 and IL-6 in T cells"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "{TGF}-β1 and {IL-6} in {T} cells", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-the-p53-pathway-mtor-sirna-and-nf-b": (
        {"title": ["The p53 pathway: mTOR, siRNA, and NF-κB"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "The p53 pathway: {mTOR}, {siRNA}, and {NF}-{κB}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-cost-5-to-10-per-day": (
        {"title": ["Cost $5 to $10 per day"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Cost \\$5 to \\$10 per day", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-effects-of-5-ht2a": (
        {"title": ["Effects of 5-HT2A"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Effects of 5-{HT2A}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-who-cares-a-study": (
        {"title": ["“Who cares?”: A study"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "“Who cares?”: A study", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-preface": (
        {"title": ["Preface"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Preface", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-book-review-cats": (
        {"title": ["Book review: Cats"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Book review: Cats", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-erratum-to-cats-j-phys-12-3-2010": (
        {"title": ["Erratum to: Cats [J. Phys. 12, 3 (2010)]"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Erratum to: Cats [J. Phys. 12, 3 (2010)]", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-de-novo-design-of-helix": (
        {"title": ["De novo design of α-helix"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "De novo design of α-helix", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-covid-19-and-sars-cov-2": (
        {"title": ["COVID\u201019 and SARS\u2010CoV\u20102"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "{COVID-19} and {SARS}-{CoV-2}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-the-lancet-commission-on-european-union-who": (
        {"title": ["THE LANCET COMMISSION ON EUROPEAN UNION: WHO IS WHO IN THE UK"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "The lancet commission on european union: Who is who in the {UK}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-ieee-802-11ax-wlans": (
        {"title": ["IEEE 802.11ax WLANs"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "{IEEE} 802.11ax {WLANs}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-mcmc-for-arma-1-1-models": (
        {"title": ["MCMC for ARMA(1,1) Models"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "{MCMC} for {ARMA}(1,1) Models", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-what-is-an-ai": (
        {"title": ["What is an “AI”?"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "What is an “{AI}”?", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-on-a-theorem-of-a-n-kolmogorov": (
        {"title": ["On a Theorem of A. N. Kolmogorov"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "On a Theorem of A. N. Kolmogorov", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-ber-c-algebren": (
        {"title": ["Über C*-Algebren"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Über {C}*-Algebren", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-part-i-theory": (
        {"title": ["Part I: Theory"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Part {I}: Theory", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-pd-ii-cu-i-catalysis": (
        {"title": ["Pd(II)/Cu(I) catalysis"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Pd({II})/Cu({I}) catalysis", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-self-supervised-vit-b-16-vs-clip-vit": (
        {"title": ["Self-supervised ViT-B/16 vs. CLIP-ViT"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Self-supervised {ViT}-{B}/16 vs. {CLIP}-{ViT}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-iphone-vs-android-mhealth-apps": (
        {"title": ["iPhone vs Android: mHealth Apps"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "{iPhone} vs Android: {mHealth} Apps", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-alzheimer-s-disease-a-42": (
        {"title": ["Alzheimer's disease Aβ42"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Alzheimer's disease {Aβ42}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-f-ma": (
        {"title": ["F=ma"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "F=ma", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-the-c-programming-language-2nd-ed": (
        {"title": ["The C programming language. 2nd ed."], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "The {C} programming language. 2nd ed.", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-title-with-trailing-footnote": (
        {"title": ["Title with trailing footnote*"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Title with trailing footnote", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-r-sum-of-the-ph-d-program": (
        {"title": ["Résumé of the Ph.D. program"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Résumé of the Ph.D. program", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-gau-newton-methods": (
        {"title": ["Gauß–Newton methods"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "Gauß–Newton methods", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "title-3d-u-net-and-nnu-net": (
        {"title": ["3D U-Net and nnU-Net"], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "{3D} {U-Net} and {nnU-Net}", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "names": (
        {"title": ["X"], "author": [{"given": "JAN", "family": "VAN DER BERG"}, {"given": "PETER", "family": "O’NEILL"}, {"given": "ANNA", "family": "D'ANGELO"}, {"given": "IAN", "family": "MCDONALD"}, {"given": "JEAN-PIERRE", "family": "SMITH-JONES"}, {"given": "X.", "family": "LI"}, {"given": "J.", "family": "DE LA CRUZ"}], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "author": "van der Berg, Jan and O’Neill, Peter and D'Angelo, Anna and McDonald, Ian and Smith-Jones, Jean-Pierre and Li, X. and de la Cruz, J.", "title": "X", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "names2": (
        {"title": ["X"], "author": [{"given": "Jan", "family": "Van Der Berg"}, {"given": "P.", "family": "St. John"}, {"given": "J. R.", "family": "Smith", "suffix": "III"}, {"given": "José María", "family": "García y García"}, {"given": "", "family": "Madonna"}, {"given": "M", "family": "El-Baz"}, {"given": "Wei", "family": "Wang"}, {"given": "A", "family": "al-Khwārizmī"}, {"given": "Ch.", "family": "de Gaulle"}, {"given": "Leonardo", "family": "da Vinci"}], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "author": "Van Der Berg, Jan and St. John, P. and Smith, III, J. R. and García y García, José María and Madonna and El-Baz, M and Wang, Wei and al-Khwārizmī, A and de Gaulle, Ch. and da Vinci, Leonardo", "title": "X", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "names3": (
        {"title": ["X"], "author": [{"given": "on behalf of the", "family": "ABC Investigators"}, {"family": "WHO Study Group"}, {"given": "J.", "family": "Doe,"}, {"name": "(The CAT Group)"}, {"given": "Jane", "family": "Doe", "name": None}, {"family": "et al."}], "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "author": "{ABC Investigators} and {WHO Study Group} and Doe, J. and {The CAT Group} and Doe, Jane and others", "title": "X", "journal": "Journal of Tests", "year": "2020", "doi": "10.1000/x1"},
    ),
    "editor-as-author-chapter": (
        {"type": "book-chapter", "title": ["X"], "author": [{"given": "A", "family": "B"}], "editor": [{"given": "C", "family": "D"}], "container-title": ["Handbook of X"], "edition-number": "2", "volume": "3", "publisher": "De Gruyter", "publisher-location": "Berlin, Boston", "ISBN": ["9783110"], "DOI": "10.1000/x1", "issued": {"date-parts": [[2020]]}},
        {"": "incollection", "author": "B, A", "title": "X", "booktitle": "Handbook of X", "editor": "D, C", "edition": "2", "volume": "3", "year": "2020", "publisher": "De Gruyter", "address": "Berlin, Boston", "doi": "10.1000/x1"},
    ),
    "volume-dash": (
        {"title": ["X"], "volume": "12-13", "issue": "1/2", "page": "12-15", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "volume": "12-13", "number": "1/2", "pages": "12--15", "year": "2020", "doi": "10.1000/x1"},
    ),
    "vol-year-no": (
        {"title": ["X"], "volume": "2020", "issue": "", "page": "1", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "volume": "2020", "pages": "1", "year": "2020", "doi": "10.1000/x1"},
    ),
    "page-lower-roman": (
        {"title": ["X"], "page": "iii-xi", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "pages": "iii--xi", "year": "2020", "doi": "10.1000/x1"},
    ),
    "page-s": (
        {"title": ["X"], "page": "S1-S3", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "pages": "S1--S3", "year": "2020", "doi": "10.1000/x1"},
    ),
    "page-d1": (
        {"title": ["X"], "page": "D590-D596", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "pages": "D590--D596", "year": "2020", "doi": "10.1000/x1"},
    ),
    "page-1-1": (
        {"title": ["X"], "page": "1.1-1.9", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "pages": "1.1--1.9", "year": "2020", "doi": "10.1000/x1"},
    ),
    "page-e1-e9": (
        {"title": ["X"], "page": "101.e1-101.e9", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "pages": "101.e1--101.e9", "year": "2020", "doi": "10.1000/x1"},
    ),
    "page-12-15-endash": (
        {"title": ["X"], "page": "12–15", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "pages": "12--15", "year": "2020", "doi": "10.1000/x1"},
    ),
    "long-single": (
        {"title": ["X"], "page": "012345", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "eid": "012345", "year": "2020", "doi": "10.1000/x1"},
    ),
    "dgaa123": (
        {"title": ["X"], "page": "dgaa123", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "eid": "dgaa123", "year": "2020", "doi": "10.1000/x1"},
    ),
    "1-12-artnum": (
        {"title": ["X"], "page": "1-12", "article-number": "123", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "eid": "123", "year": "2020", "doi": "10.1000/x1"},
    ),
    "artnum-page-range": (
        {"title": ["X"], "page": "123-130", "article-number": "123", "DOI": "10.1000/x1", "type": "journal-article", "container-title": ["Journal of Tests"], "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Tests", "eid": "123", "year": "2020", "doi": "10.1000/x1"},
    ),
    "cs-pub": (
        {"title": ["X"], "type": "proceedings-article", "publisher": "ACM Press", "container-title": ["Proceedings of the twenty-third annual ACM symposium on Theory of computing  - STOC '91"], "publisher-location": "New York, New York, USA", "event": {"name": "the twenty-third annual ACM symposium", "location": "New Orleans, Louisiana, United States", "acronym": "STOC '91"}, "DOI": "10.1000/x1", "issued": {"date-parts": [[2020]]}},
        {"": "inproceedings", "title": "X", "booktitle": "Proceedings of the twenty-third annual ACM symposium on Theory of computing - STOC '91", "year": "2020", "publisher": "ACM Press", "address": "New Orleans, Louisiana, United States", "doi": "10.1000/x1"},
    ),
    "ieee-trailing-comma": (
        {"title": ["X"], "type": "proceedings-article", "publisher": "IEEE Comput. Soc", "container-title": ["Proceedings 2000 IEEE Conf. (Cat. No.00CH37065)"], "DOI": "10.1000/x1", "issued": {"date-parts": [[2020]]}},
        {"": "inproceedings", "title": "X", "booktitle": "Proceedings 2000 IEEE Conf. (Cat. No.00CH37065)", "year": "2020", "publisher": "IEEE Comput. Soc", "doi": "10.1000/x1"},
    ),
    "year-in-journal": (
        {"title": ["X"], "container-title": ["Journal of Physics: Conference Series"], "short-container-title": ["J. Phys.: Conf. Ser."], "DOI": "10.1000/x1", "type": "journal-article", "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Journal of Physics: Conference Series", "shortjournal": "J. Phys.: Conf. Ser.", "year": "2020", "doi": "10.1000/x1"},
    ),
    "amp": (
        {"title": ["X"], "container-title": ["Astronomy &amp; Astrophysics"], "short-container-title": ["A&amp;A"], "DOI": "10.1000/x1", "type": "journal-article", "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Astronomy \\& Astrophysics", "year": "2020", "doi": "10.1000/x1"},
    ),
    "upper-short": (
        {"title": ["X"], "container-title": ["Bioinformatics (Oxford, England)"], "DOI": "10.1000/x1", "type": "journal-article", "issued": {"date-parts": [[2020]]}},
        {"": "article", "title": "X", "journal": "Bioinformatics (Oxford, England)", "year": "2020", "doi": "10.1000/x1"},
    ),
}
# fmt: on


@pytest.mark.parametrize(("record", "entry"), RECORDS.values(), ids=RECORDS)
def test_a_record_becomes_the_entry_of_its_kind(
    record: dict[str, Any], entry: dict[str, str]
) -> None:
    answer = {"status": "ok", "message-type": "work", "message": record}
    assert entries("crossref", answer) == [entry]
