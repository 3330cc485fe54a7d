"""Writes `docs/rules.md` from the table of rules and their examples: ``.venv/bin/python tests/docs/rules_page.py``, or ``make rules``."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from synbib.diagnostics import IGNORABLE, RULES
from synbib.library.rules import CHECKS

PAGE = Path(__file__).parents[2] / "docs/rules.md"

_HEAD = """\
# What is found

Each finding has a code: `synbib check` prints it in brackets, and it stands in the annotations of a pull request and in
JSON. This page says what each means and how to mend it. It is made from the table that the commands use.

An **error** could not be understood, or is not as it has to be. A **warning** tells what is doubtful, and what was taken
to be meant. A **note** fails no check. What `synbib check` reports and is not an error
[can be ignored](cli.md#ignoring-findings), and [how much it matters](cli.md#how-much-a-finding-matters) can be set.
Where an example stands, a test holds that the first entry has this finding and no other, and that the second has none.
"""
_EXAMPLES = {check.code: (check.wrong, check.right) for check in CHECKS if check.wrong}


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    for topic, rules in groupby(RULES.values(), lambda rule: rule.topic):
        yield f"## {topic}\n"
        for rule in rules:
            ignorable = ", can be ignored" if rule.code in IGNORABLE else ""
            yield f"### `{rule.code}`\n"
            yield f"*{rule.severity.capitalize()}{ignorable}.* {rule.meaning}\n"
            if rule.remedy:
                yield f"{rule.remedy}\n"
            if rule.code in _EXAMPLES:
                wrong, right = (example.strip("\n") for example in _EXAMPLES[rule.code])
                yield f"```bibtex\n{wrong}\n```\n\nis better as\n\n```bibtex\n{right}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
