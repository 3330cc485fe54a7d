"""The files that ``synbib init`` writes."""

from __future__ import annotations

import json
from typing import Final

__all__ = [
    "BLOCKS",
    "HEADING",
    "STORE",
    "hooks",
    "setting",
    "settings",
    "site_workflow",
    "workflow",
]

_HOME: Final = "synbib/synbib"
_CHECKOUT: Final = "actions/checkout@fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09 # v5.1.0"

_CONFIGURE_PAGES: Final = (
    "actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b # v5.0.0"
)
_UPLOAD_PAGES: Final = (
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0"
)
_DEPLOY_PAGES: Final = "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0"
# The versions that have a tag; until there is one, hooks and workflow can name a branch only.
_RELEASED: Final[tuple[str, ...]] = ()

# BibTeX reads an entry at every at sign, after a percent sign too: so there is none here.
STORE: Final = """\
% The papers of this project, an entry each; synbib makes its lists, tables and citations of them.
% An entry is shown under the headings that its field `groups` names, with commas between, and with a link for each of
% `url`, `doi`, `eprint`, `code`, `project`, `dataset` and their like.
% `synbib check` says what is wrong in this file, `synbib fmt` brings it into one form.
"""

HEADING: Final = "Papers"
# Kind → the blocks; the groups' headings stand below the heading above.
BLOCKS: Final = {
    kind: f"""\
<!-- synbib:start toc -->
<!-- synbib:end -->

<!-- synbib:start {kind} level=3 -->
<!-- synbib:end -->
"""
    for kind in ("list", "table")
}


def setting(store: str) -> str:
    """Return the line of ``synbib.toml`` that names the store."""
    return f"store = {json.dumps(store, ensure_ascii=False)}"


def settings(store: str) -> str:
    """Return a ``synbib.toml`` that names the store."""
    return f"""\
# What synbib does in this folder. Other settings: style, locale, [style-for], [fmt].
{setting(store)}
"""


def _revision(version: str) -> str:
    """Return what a version is called in the repository."""
    return f"v{version}" if version in _RELEASED else "main"


def hooks(version: str, readme: str) -> str:
    """Return a ``.pre-commit-config.yaml`` that keeps the store in form and the blocks of ``readme`` up to date."""
    return f"""\
repos:
  - repo: https://github.com/{_HOME}
    rev: {_revision(version)}
    hooks:
      - id: synbib-fmt
      - id: synbib-check
      - id: synbib-sync
        args: [{readme}]
"""


def workflow(version: str, readme: str) -> str:
    """Return a GitHub workflow: pull requests are checked; on the main branch ``readme`` is brought up to date."""
    return f"""\
name: synbib

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: {_CHECKOUT}
        with:
          persist-credentials: false
      - uses: {_HOME}@{_revision(version)}
        with:
          files: {readme}

  regenerate:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: write # for the push
    concurrency: synbib-regenerate
    steps:
      - uses: {_CHECKOUT}
        with:
          persist-credentials: true # for the push
      - uses: {_HOME}@{_revision(version)}
        with:
          mode: regenerate
          files: {readme}
"""


def site_workflow(version: str, _: str) -> str:
    """Return a GitHub workflow that makes a site of the store on the main branch, and publishes it on GitHub Pages."""
    return f"""\
# In the settings of the repository, under Pages, "GitHub Actions" has to be chosen as the source, once.
name: synbib-site

on:
  push:
    branches: [main, master]
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: synbib-site
  cancel-in-progress: false # a site that is half published stays

jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      pages: read # for the address of the site
    steps:
      - uses: {_CHECKOUT}
        with:
          persist-credentials: false
      - id: pages
        uses: {_CONFIGURE_PAGES}
      - uses: {_HOME}@{_revision(version)}
        with:
          mode: site
          site-folder: site
          site-url: ${{{{ steps.pages.outputs.base_url }}}}
      - uses: {_UPLOAD_PAGES}
        with:
          path: site

  publish:
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write # to publish
      id-token: write # by which GitHub Pages knows the workflow
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: {_DEPLOY_PAGES}
"""
