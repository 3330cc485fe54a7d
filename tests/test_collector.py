"""The garbage collector at rest."""

import gc

import pytest

import synbib
from synbib import collector


def test_the_collector_rests_and_is_as_it_was_afterwards() -> None:
    with pytest.raises(ZeroDivisionError), collector.resting():
        assert 1 / int(gc.isenabled())
    assert gc.isenabled()
    gc.disable()
    try:
        with collector.resting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_items_of_a_library_are_those_of_its_entries() -> None:
    library = synbib.read_text("@misc{a, title={One}}\n@book{b, title={Two}, year=1984}\n")
    assert library.csl_items() == [library["a"].csl, library["b"].csl]
    assert [item["id"] for item in library.csl_items()] == ["a", "b"]
