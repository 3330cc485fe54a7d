"""What a job is: what is done, to what, and where it goes. A value that goes to any process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, Final

import synbib
from synbib import lazily
from synbib.bulk import sources, storage
from synbib.bulk.schema import VERSION
from synbib.bulk.work import Gathering, Making, Work
from synbib.bulk.writing import check_kind
from synbib.choices import OutputKind
from synbib.errors import SynbibError

__all__ = ["Job", "difference"]


@lazily.dataclass(frozen=True, slots=True)
class Job:
    """What is done to what, and where it goes.

    Attributes:
        work: What is done.
        inputs: Files, folders and patterns, paths or URLs.
        out: The folder that the parts are written into, a path or a URL.
        to: What they are written as; without meaning where the work makes files of its own.
        part_bytes: How much of an input is a part, about.
        document: The column, or the member of a record, that says which bibliography it belongs to.
        cut_packed: Whether packed files are cut, too, which the process that gives out the parts unpacks then; else
            each is one part.
    """

    work: Work | Gathering | Making
    inputs: Sequence[str]
    out: str
    to: OutputKind = "parquet"
    part_bytes: int = sources.PART_BYTES
    document: str | None = None
    cut_packed: bool = True

    @property
    def spread(self) -> Any:
        """What makes rows by bucket, a `synbib.bulk.work.Spreading`; None where the work takes items one by one."""
        return getattr(self.work, "first", None)

    @property
    def makes(self) -> bool:
        """Whether the work is a `synbib.bulk.work.Making`, which writes its files itself."""
        return hasattr(self.work, "make")

    @property
    def ending(self) -> str:
        """The ending of the files."""
        return str(getattr(self.work, "suffix", f".{self.to}"))

    def check(self) -> None:
        """See that it can be done.

        Raises:
            SynbibError: It cannot.
        """
        if not self.inputs:
            raise SynbibError("no input is named")
        if self.part_bytes < 1:
            raise SynbibError("a part has at least one byte")
        if not self.makes:
            check_kind(self.to, self.work.schema)  # type: ignore[union-attr]
        # A pattern may be one that a part fits only when it is there, and the job is gone on with.
        part = storage.joined(self.out, f"part-000000{self.ending}")
        for name in self.inputs:
            if _within(part, name) or _within(name, self.out):
                raise SynbibError(
                    f"{self.out}: the output and the input {name} are in one another; name another folder"
                )

    def about(self, found: Sequence[sources.Told]) -> Mapping[str, Any]:
        """Return what decides what comes out: a job is gone on with only if that is the same.

        Args:
            found: Its inputs, looked at.
        """
        return {
            "work": self.work.name,
            "synbib": synbib.__version__,
            "tables": VERSION,
            "options": dict(self.work.options),
            "to": self.ending.removeprefix("."),
            "part_bytes": self.part_bytes,
            "document": self.document,
            # Without packed inputs it decides nothing.
            "cut_packed": self.cut_packed and any(each.is_packed for each in found),
            "inputs": [
                {"name": each.url, "bytes": each.size, "changed": storage.changed(each.url)}
                for each in found
            ],
        }


def _within(inner: str, outer: str) -> bool:
    """Whether a path or a URL is the other one, or in it, or in what fits it as a pattern."""
    inside, outside = _names(inner), _names(outer)
    return len(outside) <= len(inside) and all(
        name == wanted or fnmatchcase(name, wanted)
        for name, wanted in zip(inside, outside, strict=False)
    )


def _names(url: str) -> Sequence[str]:
    """Return the names that a path or a URL consists of."""
    path = storage.path_of(url)
    return url.rstrip("/").split("/") if path is None else path.resolve().parts


# What is said of a job → what it is called.
_CALLED: Final = {
    "work": "",
    "synbib": "synbib ",
    "tables": "tables of version ",
    "to": "--to ",
    "part_bytes": "--part-size ",
    "document": "--document ",
}


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str | None:
    """Return in words how a job is another than one before, by what `Job.about` says of both; None if it is not."""
    for name, called in _CALLED.items():
        if before.get(name) != now[name]:
            return f"begun with {called}{before.get(name)}, and is now asked for with {now[name]}"
    old, new = before.get("options", {}), now["options"]
    for name in [*new, *old]:
        if old.get(name) != new.get(name):
            return f"begun with {name} {old.get(name)}, and is now asked for with {new.get(name)}"
    inputs = {each["name"]: each for each in before.get("inputs", ())}
    for each in now["inputs"]:
        if each["name"] not in inputs:
            return f"begun without the input {each['name']}"
        if inputs.pop(each["name"]) != each:
            return f"begun before the input {each['name']} was changed"
    if inputs:
        return f"begun with the input {next(iter(inputs))}, too"
    if before.get("inputs") != now["inputs"]:
        return "begun with the inputs in another order"
    if before.get("cut_packed") != now["cut_packed"]:
        one, other = ("on this machine", "on Spark")[:: 1 if before.get("cut_packed") else -1]
        return f"begun {one}, where packed inputs are cut otherwise than {other}"
    return None
