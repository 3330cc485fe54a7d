"""The codes of languages that libraries and indexes write."""

import pytest

from synbib.model.languages import bibliographic_code


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("english", "eng"),
        ("american", "eng"),
        ("ngerman", "ger"),
        ("de-AT", "ger"),
        ("fr", "fre"),
        ("русский", "rus"),
        ("", None),
        ("nonsense", None),
    ],
)
def test_a_language_has_the_code_of_libraries(language: str, code: str | None) -> None:
    assert bibliographic_code(language) == code
