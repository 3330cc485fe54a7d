"""A locator with the word for what it counts, outside of any style: ``pp. 3–5``."""

from __future__ import annotations

from functools import cache

from synbib.csl.elements import is_plural, tidy_number
from synbib.csl.style import Locale, bare_locale
from synbib.csl.vocabulary import LocatorLabel

__all__ = ["locator_text"]


def locator_text(locator: str, label: LocatorLabel, language: str = "en-US") -> str:
    """Return a locator as it stands in a citation, with the short word for its label before it.

    Args:
        locator: The place within the work, ``3-5``.
        label: What it counts; ``none`` if it says so itself.
        language: A language tag.
    """
    locale = _locale(language)
    word = locale.term(label, "short", is_plural("locator", locator))
    return " ".join(filter(None, (word, tidy_number(locator, locale))))


@cache
def _locale(language: str) -> Locale:
    return bare_locale(language)
