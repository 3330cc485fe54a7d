    return sources(done.text)


def test_metadata_is_that_of_the_notebook(folder: Path) -> None:
    text = notebook(
        "A [@doe2020, S. 3].",
        **METADATA
        | {"reference-section-title": "Quellen", "suppress-bibliography": False},
    )
    assert done_in(folder, text) == [
        "A (Doe, 2020, S. 3).",
