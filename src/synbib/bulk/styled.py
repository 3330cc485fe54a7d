"""A style with its options, as a value, and what it makes of items: compiled once in a process, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, get_args

from synbib import collector, lazily
from synbib.bulk.arrow import pa
from synbib.bulk.schema import PROBLEM, with_problem
from synbib.bulk.work import Options
from synbib.choices import DocumentFormat, OutputFormat
from synbib.csl import Processor, Style
from synbib.csl.needs import Needs, needs, variables
from synbib.errors import StyleError, SynbibError, UnknownNameError, shortened
from synbib.formatting import is_bst
from synbib.text import MARKED, writer

__all__ = ["Made", "Styled", "as_batch"]


class Made(NamedTuple):
    """What was made of an item.

    Attributes:
        reference: Its reference, unless there is none.
        number: Its place in its bibliography, from 1, if it stands in one with others.
        problem: Why there is no reference; None where there is one.
        failed: Whether it could not be formatted, unlike one that the style shows nothing of.
    """

    reference: str | None = None
    number: int | None = None
    problem: str | None = None
    failed: bool = False


_LONGEST_TOLD: Final = 200  # characters of an error that nobody expected


@lazily.dataclass(frozen=True, slots=True)
class Styled:
    """How references are formatted.

    Attributes:
        style: The name of a CSL style, its alias, path or id.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its item.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer.
    """

    style: str
    locale: str | None = None
    format: OutputFormat = "markdown"

    def check(self) -> None:
        """See that it can be done.

        Raises:
            StyleError: The style cannot be used for this, or the locale does not exist.
            UnknownNameError: The format does not exist, or is no text.
        """
        if is_bst(self.style):
            raise StyleError(
                f"{self.style}: a style of BibTeX's formats entries, and these are CSL items; name a CSL style"
            )
        if self.format in get_args(DocumentFormat):
            raise UnknownNameError(
                f"'{self.format}' is not a text; synbib render writes such documents of one bibliography"
            )
        writer(self.format)
        _processor(self)

    @property
    def loaded(self) -> Style:
        """The style itself."""
        return Style.load(self.style)

    @property
    def options(self) -> Options:
        """See `synbib.bulk.work.Options`; a style that is a file may change without its name."""
        digest = hashlib.blake2b(self.loaded.xml, digest_size=8).hexdigest()
        return {
            "style": self.style,
            "style file": digest,
            "locale": self.locale,
            "format": self.format,
        }

    @property
    def needs(self) -> Needs:
        """What its references have from the others of their bibliography."""
        return needs(self.loaded)

    @property
    def variables(self) -> frozenset[str]:
        """The members of an item that its reference may rest on."""
        return variables(self.loaded)

    def each(self, items: Iterable[Mapping[str, Any]]) -> list[Made]:
        """Return what is made of items, each by itself: whatever others there are, it is the same."""
        processor = _processor(self)
        with collector.resting():
            # All are formatted, and then all are written: one after the other takes up to a fifth longer, as neither
            # finds its code in the processor's cache.
            return self._written([_marked(processor, item) for item in items])

    def together(self, items: Sequence[Mapping[str, Any]]) -> list[Made]:
        """Return what is made of the items of one bibliography, in the order of the items.

        Their ids may be anything, and be the same: each item is a reference of its own. One that cannot be formatted
        is left out of the bibliography.
        """
        _processor(self)
        try:
            return self._bibliography(items)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours in one item is not to end the job
            made = self.each(items)
            sound = [i for i, one in enumerate(made) if not one.failed]
            if len(sound) == len(items):  # it is none of them by itself
                return [Made(problem=_why(error), failed=True)] * len(items)
            rest = self.together([items[i] for i in sound])
            for i, one in zip(sound, rest, strict=True):
                made[i] = one
            return made

    def _written(self, marked: Iterable[str | Exception]) -> list[Made]:
        write = writer(self.format).inline
        nothing = self._nothing
        made: list[Made] = []
        for text in marked:
            try:
                if isinstance(text, Exception):
                    raise text
                made.append(Made(write(text)) if text else nothing)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - a fault of ours in one item is not to end the job
                made.append(Made(problem=_why(error), failed=True))
        return made

    def _bibliography(self, items: Sequence[Mapping[str, Any]]) -> list[Made]:
        # Ids of our own, as theirs may be the same.
        own = [{**item, "id": str(i)} for i, item in enumerate(items)]
        written = Processor(self.style, own, self.locale, self.format).bibliography().entries
        made = [self._nothing] * len(items)
        for number, (key, reference) in enumerate(written, 1):
            made[int(key)] = Made(reference, number)
        return made

    @property
    def _nothing(self) -> Made:
        return Made(problem=f"{self.style} shows nothing of it")


def as_batch(
    made: Sequence[Made], schema: pa.Schema, columns: Mapping[str, Sequence[Any] | pa.Array]
) -> pa.RecordBatch:
    """Return what was made as a table of references, by ``with_problem(schema)``.

    Args:
        made: A row each.
        schema: The table.
        columns: What else is in it: a column for each name.
    """
    whole = with_problem(schema)
    own: dict[str, Sequence[Any]] = {
        "reference": [one.reference for one in made],
        "number": [one.number for one in made],
        PROBLEM: [one.problem for one in made],
    }
    found = {**own, **columns}
    return pa.RecordBatch.from_pydict({name: found[name] for name in whole.names}, schema=whole)


@lru_cache(maxsize=8)
def _processor(styled: Styled) -> Processor:
    """Return what formats items one by one, and keeps none of them.

    Raises:
        StyleError: The style cannot be used. What is wrong with it would else be said of each item.
    """
    processor = Processor(styled.style, [], styled.locale, MARKED)
    processor.reference({"id": "", "type": "document"})
    return processor


def _marked(processor: Processor, item: Mapping[str, Any]) -> str | Exception:
    """Return the marked text of a reference, or why there is none."""
    try:
        return processor.reference(item)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one item is not to end the job
        return error


def _why(error: Exception) -> str:
    """Return what is said of an item that cannot be formatted, in one line."""
    if isinstance(error, SynbibError):
        return error.message
    if isinstance(error, RecursionError):
        return "nested too deeply to be formatted"
    told = shortened(f"{type(error).__name__}: {error}".replace("\n", " "), _LONGEST_TOLD)
    return f"synbib failed: {told}; please report it"
