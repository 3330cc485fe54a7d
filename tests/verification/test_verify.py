"""What sources say of an entry: the verdict, and its evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from synbib.incoming import Incoming
from synbib.index import Database, LocalIndex, add_file
from synbib.library import Entry, read_text
from synbib.lookup import Question
from synbib.verification import Difference, Outcome, Verdict, verify


def entry(text: str) -> Entry:
    [found] = read_text(text).values()
    return found


def verdict(text: str, index: LocalIndex) -> Verdict:
    return verify(entry(text), [index])


HE = "title = {Deep Residual Learning for Image Recognition}"
AUTHORS = "author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian}"
WHERE = "booktitle = {CVPR}, year = 2016"


@pytest.mark.parametrize(
    "fields",
    [
        f"{HE}, {AUTHORS}, {WHERE}",
        f"{HE}, {AUTHORS}, {WHERE}, doi = {{10.1109/CVPR.2016.90}}",
        f"{HE}, author = {{K. He and X. Zhang and S. Ren and J. Sun}}, {WHERE}",
        f"{HE}, author = {{He, K and others}}, {WHERE}",
        f"{HE}, author = {{Sun, Jian and Ren, Shaoqing and Zhang, Xiangyu and He, Kaiming}}, {WHERE}",
        f"{HE}, author = {{He Kaiming and Zhang Xiangyu and Ren Shaoqing and Sun Jian}}, {WHERE}",
        f"{HE}, {AUTHORS}",
        f"{HE}, {AUTHORS}, booktitle = {{Proc. Computer Vision and Pattern Recognition}}",
        f"title = {{Deep residual learning for image recognition.}}, {AUTHORS}, {WHERE}",
        "title = {Deep Residual Learning for Image Recognition}, doi = {10.1109/cvpr.2016.90}",
        "title = {A Title that the Source Lacks}, author = {Doe, J.}, doi = {10.1000/untitled}",
        "author = {He, K. and others}, doi = {10.1109/cvpr.2016.90}",
    ],
)
def test_an_entry_that_agrees_with_its_source_is_confirmed(index: LocalIndex, fields: str) -> None:
    found = verdict(f"@inproceedings{{k, {fields}}}", index)
    assert (found.outcome, found.differences) == (Outcome.CONFIRMED, ())


@pytest.mark.parametrize(
    "names",
    [
        r"M{\"u}ller, J. and Jim{\'e}nez, Sergio and Hero, A. O.",
        "Mueller, Juergen and Jimenez Celorrio, Serge and Hero, Alfred",
        "Müller, Jürgen and Celorrio, Sergio Jiménez and Hero III, A",
        "Jürgen Müller and others",
    ],
)
def test_names_agree_however_they_are_written(index: LocalIndex, names: str) -> None:
    text = f"@inproceedings{{k, title = {{Schützende Modelle und ihre Grenzen}}, author = {{{names}}}, year = 2018}}"
    assert verdict(text, index).outcome is Outcome.CONFIRMED


def test_a_preprint_and_its_published_version_agree(index: LocalIndex) -> None:
    found = verdict(
        "@misc{k, title = {BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding},"
        " author = {Devlin, Jacob and Chang, Ming-Wei and Lee, Kenton and Toutanova, Kristina},"
        " eprint = {1810.04805}, archiveprefix = {arXiv}, year = 2018}",
        index,
    )
    assert found.outcome is Outcome.CONFIRMED


@pytest.mark.parametrize(
    ("fields", "differences"),
    [
        (f"{HE}, {AUTHORS}, booktitle = {{CVPR}}, year = 2012", [("year", "2012", "2016")]),
        (
            f"{HE}, {AUTHORS}, booktitle = {{Proceedings of the ACL}}, year = 2016",
            [
                (
                    "venue",
                    "Proceedings of the ACL",
                    "2016 IEEE Conference on Computer Vision and Pattern Recognition, CVPR 2016",
                )
            ],
        ),
        (
            f"{HE}, author = {{He, Kaiming and Hinton, Geoffrey and Ren, Shaoqing and Sun, Jian}}, {WHERE}",
            [("author", "Geoffrey Hinton", "Kaiming He; Xiangyu Zhang; Shaoqing Ren; Jian Sun")],
        ),
        (
            f"{HE}, author = {{Hinton, Geoffrey}}, {WHERE}",
            [("author", "Geoffrey Hinton", "Kaiming He; Xiangyu Zhang; Shaoqing Ren; Jian Sun")],
        ),
        (
            f"title = {{Deep Residul Leaning for Image Recognition}}, {AUTHORS}, {WHERE}",
            [
                (
                    "title",
                    "Deep Residul Leaning for Image Recognition",
                    "Deep Residual Learning for Image Recognition",
                )
            ],
        ),
        (
            f"{HE}, author = {{He, Kaiming and Zhang, Xiangyu}}, {WHERE}",
            [
                (
                    "author",
                    "He, Kaiming; Zhang, Xiangyu",
                    "Kaiming He; Xiangyu Zhang; Shaoqing Ren; Jian Sun",
                )
            ],
        ),
        (
            f"{HE}, {AUTHORS}, {WHERE}, doi = {{10.48550/cvpr.2016}}",
            [("doi", "10.48550/cvpr.2016", "10.1109/cvpr.2016.90")],
        ),
    ],
)
def test_what_differs_is_told_with_both_values(
    index: LocalIndex, fields: str, differences: list[tuple[str, str, str]]
) -> None:
    found = verdict(f"@inproceedings{{k, {fields}}}", index)
    assert found.outcome is Outcome.DIFFERS
    assert list(found.differences) == [Difference(*each) for each in differences]


@pytest.mark.parametrize(
    "names",
    [
        "Mller, J. and Jiménez Celorrio, S. and Hero, A.",
        "Müller, Jrgen and Jiménez Celorrio, S. and Hero, A.",
        "Müller, J. and Jimnez Celorrio, S. and Hero, A.",
    ],
)
def test_letters_that_an_encoding_lost_are_a_difference(index: LocalIndex, names: str) -> None:
    found = verdict(
        f"@inproceedings{{k, title = {{Schützende Modelle und ihre Grenzen}}, author = {{{names}}}, year = 2018}}",
        index,
    )
    assert [each.field for each in found.differences] == ["author"]


def test_a_publication_has_one_doi_of_a_registrant(index: LocalIndex) -> None:
    found = verdict(
        f"@inproceedings{{k, {HE}, {AUTHORS}, {WHERE}, doi = {{10.1109/CVPR.2016.91}}}}", index
    )
    assert found.outcome is Outcome.ID_DIFFERS
    assert found.message.startswith(
        "its identifier is not that of the work: doi is '10.1109/cvpr.2016.91' here, '10.1109/cvpr.2016.90' there: "
        "found by its title and people: “Deep Residual Learning for Image Recognition”"
    )


ABSTRACT = (
    "title = {Deep Residual Learning for Image Recognition: Extended Abstract}, "
    "booktitle = {Proceedings of the ACL}, year = 2016"
)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(f"{ABSTRACT}, {AUTHORS}", id="an extended abstract elsewhere"),
        pytest.param(
            f"{HE}, {AUTHORS}, booktitle = {{ACL}}, year = 2016, doi = {{10.9999/acl}}",
            id="the same title elsewhere, with a DOI of its own",
        ),
    ],
)
def test_nothing_is_said_of_what_was_published_twice(index: LocalIndex, fields: str) -> None:
    assert verdict(f"@inproceedings{{k, {fields}}}", index).outcome is Outcome.UNKNOWN


def test_a_title_that_is_made_of_half_of_one_is_not_that_work(index: LocalIndex) -> None:
    found = verdict(
        "@inproceedings{k, title = {Sparse Attention Pruning Methods for Image Recognition},"
        f" {AUTHORS}, {WHERE}}}",
        index,
    )
    assert found.outcome is Outcome.NOT_FOUND


def test_the_year_of_a_publication_is_not_confirmed_by_its_preprint(tmp_path: Path) -> None:
    (tmp_path / "works.bib").write_text(
        f"@misc{{arxiv, {HE}, {AUTHORS}, year = 2015, eprint = {{1512.03385}}, archiveprefix = {{arXiv}}}}\n"
        f"@inproceedings{{cvpr, {HE}, {AUTHORS}, {WHERE}}}"
    )
    with Database(tmp_path / "index.sqlite", create=True) as database:
        add_file(database, str(tmp_path / "works.bib"))
    index = LocalIndex([Database(tmp_path / "index.sqlite")])
    wrong_year = verdict(
        f"@inproceedings{{k, {HE}, {AUTHORS}, booktitle = {{CVPR}}, year = 2018}}", index
    )
    assert wrong_year.differences == (Difference("year", "2018", "2016"),)
    wrong_number = verdict(
        f"@misc{{k, {HE}, {AUTHORS}, eprint = {{1512.03386}}, archiveprefix = {{arXiv}}}}", index
    )
    assert wrong_number.outcome is Outcome.ID_DIFFERS
    assert wrong_number.differences == (Difference("arxiv", "1512.03386", "1512.03385"),)


def test_a_report_may_have_fewer_people_and_another_title_than_what_was_published(
    index: LocalIndex,
) -> None:
    found = verdict(
        "@techreport{k, title = {Deep Residual Learning for Images Recognition}, institution = {MSR}, year = 2015,"
        " author = {He, Kaiming and Zhang, Xiangyu}}",
        index,
    )
    assert found.outcome is Outcome.CONFIRMED


def test_an_identifier_of_another_work_is_told_with_that_work(index: LocalIndex) -> None:
    found = verdict(
        f"@inproceedings{{k, {HE}, {AUTHORS}, {WHERE}, doi = {{10.18653/v1/N19-1423}}}}", index
    )
    assert found.outcome is Outcome.OTHER_WORK
    assert found.evidence == (
        "doi 10.18653/v1/n19-1423 is “BERT: Pre-training of Deep Bidirectional Transformers for Language "
        "Understanding”, Devlin et al., NAACL 2019"
    )
    assert found.record is not None
    assert found.record.key == "devlin-etal-2019-bert"


def test_a_work_that_its_venue_does_not_have_is_not_found(index: LocalIndex) -> None:
    found = verdict(
        f"@inproceedings{{k, title = {{Dreams of Deep Sheep}}, author = {{Doe, J}}, {WHERE}}}",
        index,
    )
    assert found.outcome is Outcome.NOT_FOUND
    assert found.evidence == "the index has 26 works of this venue and year, and none of this title"
    assert found.message == f"not found where it should be: {found.evidence} (index)"


@pytest.mark.parametrize("year", ["2016", "2018"])
def test_where_and_when_a_work_was_published_may_be_told_by_a_parent(
    index: LocalIndex, year: str
) -> None:
    text = (
        f"@inproceedings{{k, {HE}, {AUTHORS}, crossref = {{p}}}}\n"
        f"@proceedings{{p, title = {{CVPR}}, booktitle = {{CVPR}}, year = {year}}}"
    )
    found = verify(read_text(text)["k"], [index])
    assert [each.field for each in found.differences] == ["year"] * (year != "2016")


def test_a_volume_that_is_named_in_full_may_be_small(index: LocalIndex) -> None:
    found = verdict(
        "@inproceedings{k, title = {Dreams of Deep Sheep}, author = {Doe, J}, year = 2019,"
        " booktitle = {Proceedings of the 2019 Conference of the North American Chapter of the ACL}}",
        index,
    )
    assert found.outcome is Outcome.NOT_FOUND
    assert found.evidence == "the index has 1 work of this volume, and none of this title"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "@inproceedings{k, title = {Dreams of Deep Sheep}, booktitle = {CVPR}, year = 2001}",
            Outcome.UNKNOWN,
        ),
        (
            "@inproceedings{k, title = {Dreams of Deep Sheep}, booktitle = {CVPR Workshops}, year = 2016}",
            Outcome.UNKNOWN,
        ),
        (
            "@inproceedings{k, title = {Dreams of Deep Sheep}, booktitle = {Companion of CVPR 2016}, year = 2016}",
            Outcome.UNKNOWN,
        ),
        (
            "@article{k, title = {Dreams of Deep Sheep}, journal = {Mind}, year = 1950}",
            Outcome.UNKNOWN,
        ),
        (
            "@inproceedings{k, title = {Workshop on Continual Learning at CVPR 2016}, booktitle = {CVPR}, year = 2016}",
            Outcome.UNKNOWN,
        ),
        (
            f"@incollection{{k, {HE}, {AUTHORS}, booktitle = {{CVPR}}, year = 2019}}",
            Outcome.UNKNOWN,
        ),
        (
            "@book{k, title = {Deep Residual Learning for Image Recognition}, author = {Poe, E}, year = 1999}",
            Outcome.UNKNOWN,
        ),
        ("@phdthesis{k, title = {Dreams of Deep Sheep}}", Outcome.UNCHECKABLE),
        ("@online{k, title = {A page}, url = {https://example.org}}", Outcome.UNCHECKABLE),
        ("@standard{k, title = {Codes for Countries}, number = {ISO 3166}}", Outcome.UNCHECKABLE),
        ("@software{k, title = {A Program of Some Use}, version = {1.0}}", Outcome.UNCHECKABLE),
        ("@webpage{k, title = {A page of some kind}}", Outcome.UNCHECKABLE),
        (
            "@article{k, title = {A page of some kind}, url = {https://example.org}}",
            Outcome.UNCHECKABLE,
        ),
        (
            "@article{k, title = {A page of some kind}, journal = {https://example.org/blog}, year = 2016}",
            Outcome.UNCHECKABLE,
        ),
        (
            "@misc{k, title = {A page}, eprint = {2401.00001}, archiveprefix = {arXiv}}",
            Outcome.UNKNOWN,
        ),
        ("@misc{k, note = {nothing}}", Outcome.UNCHECKABLE),
    ],
)
def test_what_no_source_has_to_have_is_not_blamed(
    index: LocalIndex, text: str, outcome: Outcome
) -> None:
    assert verdict(text, index).outcome is outcome


class Told:
    """A source that tells of one work by its arXiv number, and lacks all others."""

    name = "told"

    def __init__(self, **told: str) -> None:
        self.told = told

    def find(self, question: Question) -> list[Incoming]:
        if question.scheme and question.identifier != "2401.00001":
            return []
        fields = {"title": "A Title of Some Length", "author": "Doe, Jane", "eprint": "2401.00001"}
        return [Incoming(fields, "misc", is_latex=True, status=self.told.get("status", ""))]

    def lacks(self, scheme: str, identifier: str) -> str:
        return f"there is no {scheme} {identifier}" if scheme == "arxiv" else ""

    def expected(self, entry: Entry) -> str:
        return ""


PREPRINT = "@misc{{k, title = {{A Title of Some Length}}, author = {{Doe, J}}, eprint = {{{}}}, archiveprefix = {{arXiv}}}}"


@pytest.mark.parametrize("status", ["retracted", "withdrawn"])
def test_what_became_of_a_work_is_told(status: str) -> None:
    found = verify(entry(PREPRINT.format("2401.00001")), [Told(status=status)])
    assert found.outcome.value == status


def test_an_identifier_that_a_whole_archive_lacks_does_not_exist() -> None:
    found = verify(entry(PREPRINT.format("2401.00002")), [Told()])
    assert (found.outcome, found.evidence) == (
        Outcome.NO_SUCH_ID,
        "arxiv 2401.00002: there is no arxiv 2401.00002",
    )


def test_another_source_is_asked_by_the_doi_alone_where_the_first_confirms(
    index: LocalIndex,
) -> None:
    asked: list[Question] = []

    class Listening(Told):
        def find(self, question: Question) -> list[Incoming]:
            asked.append(question)
            return []

    confirmed = entry(f"@inproceedings{{k, {HE}, {AUTHORS}, {WHERE}}}")
    assert verify(confirmed, [index, Listening()]).source.startswith("index: ")
    assert asked == [Question("doi", "10.1109/cvpr.2016.90")]
    asked.clear()
    verify(entry("@article{k, title = {Dreams of Deep Sheep}}"), [index, Listening()])
    assert [question.title for question in asked] == ["Dreams of Deep Sheep"]
