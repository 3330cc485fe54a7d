"""A document that is being written reads, after every step, as one that was written at once."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from synbib.csl import Cite, Processor, ReferenceChanges, Style
from synbib.errors import SynbibError

KEYS: Final = "abcdefgh"
# Few names and years, so that cites have to be told apart; `author` is missing in some.
people = st.sampled_from(
    [
        {"family": "Doe", "given": "Jane"},
        {"family": "Doe", "given": "John B."},
        {"family": "Doe", "given": "Jill"},
        {"family": "Roe", "given": "R."},
    ]
)
fields = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["book", "article-journal"]),
        "title": st.sampled_from(["On Lists", "On Trees", "Of Things"]),
        "issued": st.sampled_from([{"date-parts": [[2020]]}, {"date-parts": [[2021]]}]),
    },
    optional={"author": st.lists(people, min_size=1, max_size=4)},
)
keys = st.sampled_from(KEYS)
cites = st.builds(
    Cite,
    keys,
    locator=st.sampled_from(["", "", "3"]),
    prefix=st.sampled_from(["", "", "see"]),
    suppress_author=st.sampled_from([False, False, True]),
)
clusters = st.lists(cites, min_size=1, max_size=3)
notes = st.integers(0, 5)
places = st.integers(0, 20)


def applied(texts: dict[str, str], changes: ReferenceChanges) -> dict[str, str]:
    """What a program that shows a bibliography makes of what changed in it."""
    order = [key for key in texts if key not in changes.removed]
    for key, above in changes.after.items():
        if key in order:
            order.remove(key)
        order.insert(0 if above is None else order.index(above) + 1, key)
    known = {**texts, **changes.texts}
    return {key: known[key] for key in order}


class Session(RuleBasedStateMachine):
    """A document, and beside it what was done to it in the simplest way."""

    styles: tuple[Style | str, ...] = ()

    @initialize(style=st.integers(0, 9), items=st.lists(fields, min_size=4, max_size=8))
    def begin(self, style: int, items: list[dict[str, Any]]) -> None:
        self.style = self.styles[style % len(self.styles)]
        self.items = {key: {"id": key, **item} for key, item in zip(KEYS, items, strict=False)}
        self.nocite: list[str] | None = None
        self.document: list[tuple[str, list[Cite], int]] = []
        self.processor = Processor(self.style, self.items.values(), format="text")
        self.shown: dict[str, str] = {}
        self.references: dict[str, str] = {}

    def known(self, cluster: list[Cite]) -> list[Cite]:
        first = next(iter(self.items))
        return [
            cite if cite.key in self.items else Cite(first, cite.locator, prefix=cite.prefix)
            for cite in cluster
        ]

    def at(self, place: int) -> str | None:
        """The id of the citation at a place, none where it is the end."""
        place %= len(self.document) + 1
        return self.document[place][0] if place < len(self.document) else None

    def index(self, name: str | None) -> int:
        names = [each for each, _, _ in self.document]
        return len(names) if name is None else names.index(name)

    def fresh(self) -> tuple[list[str], dict[str, str]]:
        processor = Processor(self.style, self.items.values(), format="text", nocite=self.nocite)
        for _, cluster, note in self.document:
            processor.citation(cluster, note)
        return processor.citations(), dict(processor.bibliography().entries)

    @rule(cluster=clusters, note=notes)
    def add_at_the_end(self, cluster: list[Cite], note: int) -> None:
        cluster = self.known(cluster)
        text = self.processor.citation(cluster, note)
        name, _, _ = self.processor.document()[-1]
        self.document.append((name, cluster, note))
        assert text == self.fresh()[0][-1]

    @rule(cluster=clusters, note=notes, place=places)
    def insert(self, cluster: list[Cite], note: int, place: int) -> None:
        cluster, before = self.known(cluster), self.at(place)
        name = self.processor.insert(cluster, note, before=before)
        self.document.insert(self.index(before), (name, cluster, note))

    @precondition(lambda self: self.document)
    @rule(cluster=clusters, place=places)
    def replace(self, cluster: list[Cite], place: int) -> None:
        cluster, place = self.known(cluster), place % len(self.document)
        name, _, note = self.document[place]
        self.processor.replace(name, cluster)
        self.document[place] = (name, cluster, note)

    @precondition(lambda self: self.document)
    @rule(place=places, to=places)
    def move(self, place: int, to: int) -> None:
        moved, before = self.document[place % len(self.document)], self.at(to)
        self.processor.move(moved[0], before)
        if before != moved[0]:
            self.document.remove(moved)
            self.document.insert(self.index(before), moved)

    @precondition(lambda self: self.document)
    @rule(place=places)
    def delete(self, place: int) -> None:
        name, _, _ = self.document.pop(place % len(self.document))
        self.processor.delete(name)

    @precondition(lambda self: self.document)
    @rule(place=places, by=st.integers(1, 2))
    def put_a_note_in(self, place: int, by: int) -> None:
        place %= len(self.document)
        later = [(name, cluster, note + by) for name, cluster, note in self.document[place:]]
        self.document[place:] = later
        self.processor.renumber({name: note for name, _, note in later})

    @rule(key=keys, item=fields)
    def put_an_item(self, key: str, item: dict[str, Any]) -> None:
        self.items[key] = {"id": key, **item}
        self.processor.put_items([self.items[key]])

    @rule(key=keys)
    def remove_an_item(self, key: str) -> None:
        cited = {cite.key for _, cluster, _ in self.document for cite in cluster}
        if key not in self.items or key in cited or len(self.items) == 1:
            with pytest.raises(SynbibError):
                self.processor.remove_items([key] if key in cited else ["none"])
            return
        del self.items[key]
        if self.nocite is not None:
            self.nocite = [each for each in self.nocite if each != key]
        self.processor.remove_items([key])

    @rule(chosen=st.one_of(st.none(), st.lists(keys, unique=True, max_size=3)))
    def choose_what_is_not_cited(self, chosen: list[str] | None) -> None:
        self.nocite = chosen and [key for key in chosen if key in self.items]
        self.processor.set_nocite(self.nocite)

    @rule()
    def show_the_bibliography_of_what_is_cited(self) -> None:
        alone = Processor(self.style, self.items.values(), format="text", nocite=())
        for _, cluster, note in self.document:
            alone.citation(cluster, note)
        entries = self.processor.bibliography(cited=True).entries
        assert entries == alone.bibliography().entries

    @rule()
    def show_what_changed(self) -> None:
        citations, references = self.fresh()
        changed = self.processor.changed_citations()
        names = [name for name, _, _ in self.document]
        assert all(self.shown.get(name) != text for name, text in changed.items())
        self.shown = {name: {**self.shown, **changed}[name] for name in names}
        assert list(self.shown.values()) == citations
        changes = self.processor.changed_references()
        assert all(self.references.get(key) != text for key, text in changes.texts.items())
        self.references = applied(self.references, changes)
        assert list(self.references.items()) == list(references.items())
        assert not self.processor.changed_citations()
        assert not self.processor.changed_references()

    @invariant()
    def it_reads_as_if_it_were_written_at_once(self) -> None:
        if hasattr(self, "document"):
            citations, references = self.fresh()
            assert self.processor.document() == [
                (name, tuple(cluster), note) for name, cluster, note in self.document
            ]
            assert self.processor.citations() == citations
            assert dict(self.processor.bibliography().entries) == references


FIRST_NOTES: Final = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
  <macro name="names"><names variable="author"><name form="short"/></names></macro>
  <citation disambiguate-add-names="true" disambiguate-add-givenname="true" et-al-min="2"
      et-al-use-first="1" near-note-distance="2">
    <layout delimiter="; "><choose>
      <if position="ibid-with-locator"><text value="ibid., "/><text variable="locator"/></if>
      <else-if position="ibid"><text value="ibid."/></else-if>
      <else-if position="near-note"><text macro="names"/></else-if>
      <else-if position="subsequent"><text macro="names"/>
        <text variable="first-reference-note-number" prefix=" (n. " suffix=")"/></else-if>
      <else><text macro="names" suffix=", "/><text variable="title"/></else>
    </choose></layout>
  </citation>
  <bibliography subsequent-author-substitute="---"><sort><key macro="names"/></sort>
    <layout><text macro="names" suffix=". "/><text variable="title"/></layout></bibliography>
</style>"""
# Numbers by authors, in a bibliography that counts down; cites sorted by number and told apart, too.
NUMBERED: Final = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
  <macro name="names"><names variable="author"><name form="short"/></names></macro>
  <citation disambiguate-add-givenname="true" collapse="citation-number">
    <sort><key variable="citation-number"/></sort>
    <layout prefix="[" suffix="]" delimiter=", "><group delimiter=" ">
      <text variable="citation-number"/><text variable="locator"/>
      <choose><if disambiguate="true"><text variable="title"/></if></choose></group></layout>
  </citation>
  <bibliography><sort><key variable="citation-number" sort="descending"/></sort>
    <layout><text variable="citation-number" suffix=". "/><text macro="names" suffix=". "/>
      <text variable="title"/></layout></bibliography>
</style>"""


class AuthorDateSession(Session):
    styles = ("apa", "chicago-author-date-16th-edition", "modern-language-association")


class NumericSession(Session):
    styles = ("ieee", "acm-sig-proceedings", Style.parse(NUMBERED, "numbered"))


class NoteSession(Session):
    styles = (
        "chicago-notes-bibliography-17th-edition",
        "oscola",
        Style.parse(FIRST_NOTES, "notes"),
    )


class LabelSession(Session):
    styles = ("din-1505-2-alphanumeric", "american-mathematical-society-label")


# A failing document of some steps says enough: to make it the smallest one takes minutes.
quickly = settings(
    max_examples=25,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow],  # the first step may compile a style
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.mark.parametrize("session", [AuthorDateSession, NumericSession, NoteSession, LabelSession])
def test_a_document_reads_after_every_step_as_if_it_were_written_at_once(
    session: type[Session],
) -> None:
    run_state_machine_as_test(session, settings=quickly)
