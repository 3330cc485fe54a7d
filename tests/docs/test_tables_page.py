"""The page of the tables is what the code has."""

from tables_page import PAGE, page


def test_the_page_of_the_tables_is_made_from_the_tables() -> None:
    assert PAGE.read_text("utf-8") == page(), "make tables writes it"
