# What a person does with a clone of synbib. `make help` lists it.
#
# Everything needs Python 3.11 or newer and make, nothing else: the first use of a target sets up what it needs in
# .venv, and again when pyproject.toml changes. Another Python: make PYTHON=python3.13 test

SHELL  := /bin/sh
PYTHON ?= python3
VENV   ?= .venv
BUILD  := build

BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
SYNBIB := $(BIN)/synbib
DEMO   := $(BUILD)/demo

# What a change of makes an install stale: the dependencies, and the version that the metadata repeats.
PROJECT := pyproject.toml src/synbib/__init__.py

.DEFAULT_GOAL := help
.PHONY: help demo demo-lookup test coverage spark mutation check lint types docs sync sync-check format formats man pictures rules tables svg bench dist clean
.SUFFIXES:

help: ## list what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the main job, on our own store ---------------------------------------------------------------

demo: $(VENV)/.for-use ## run the main job on refs.bib: a list, the tables, a bibliography
	@mkdir -p $(DEMO)
	@set -e; \
	show() { \
	    title=$$1; file=$(DEMO)/$$2; shift 2; \
	    printf '\n%s\n  $$ synbib %s\n\n' "$$title" "$$*"; \
	    $(SYNBIB) "$$@" > "$$file"; \
	    sed -n '1,12s/^/  | /p' "$$file"; \
	    printf '  | ...\n  all %d lines are in %s\n' "$$(wc -l < "$$file")" "$$file"; \
	}; \
	show 'A reference list, a heading for each group:' list.md list; \
	show 'The same papers as tables:' tables.md table; \
	show 'A bibliography in the style of the ACL Anthology:' acl.md render --style acl

demo-lookup: $(VENV)/.for-use ## look works up, from services that this machine plays
	$(BIN)/python tests/lookup/demo.py

# --- tests and checks -----------------------------------------------------------------------------

test: $(VENV)/.for-test ## run the tests on all cores; PYTEST_ARGS='-k names' picks some
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadgroup $(COVERAGE) $(PYTEST_ARGS)

coverage: COVERAGE := --cov --cov-report=term --cov-fail-under=90
coverage: test ## run the tests and hold the coverage

spark: $(VENV)/.for-spark ## install Spark beside the tests, which run with it from then on; it needs Java 17 or newer

mutation: $(VENV)/.for-test ## see which small changes of the code the tests miss; MUTATION_ARGS='--package csl' picks some
	$(BIN)/python tests/mutation/mutate.py $(MUTATION_ARGS)

check: lint types coverage docs sync-check ## everything that CI holds

lint: $(VENV)/.for-dev ## hold format and lint rules, and what the action and workflows may
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/zizmor --offline --quiet --quiet .

types: $(VENV)/.for-dev ## hold the types
	$(BIN)/python -m mypy

docs: $(VENV)/.for-dev ## build the documentation into build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict

sync-check: $(VENV)/.for-use ## hold our README against refs.bib
	$(SYNBIB) sync --check README.md

# --- work -----------------------------------------------------------------------------------------

sync: $(VENV)/.for-use ## bring the blocks of our README up to date with refs.bib
	$(SYNBIB) sync README.md

format: $(VENV)/.for-dev ## format the code and mend what can be mended by rule
	$(BIN)/python -m ruff check --fix-only .
	$(BIN)/python -m ruff format .

rules: $(VENV)/.for-use ## write docs/rules.md from the table of rules
	$(BIN)/python tests/docs/rules_page.py

tables: $(VENV)/.for-test ## write docs/tables.md from the tables of works
	$(BIN)/python tests/docs/tables_page.py

man: $(VENV)/.for-use ## write man/synbib.1 from the commands
	$(BIN)/python tests/docs/man_page.py

svg: $(VENV)/.for-test ## record the main job as docs/assets/main-job.svg
	$(BIN)/python tests/docs/record.py

formats: $(VENV)/.for-use ## write docs/formats.md from the table of formats and what each of them keeps
	$(BIN)/python tests/conformance/round_trip.py --write

pictures: $(VENV)/.for-test ## draw the picture of the browser in docs/images
	$(BIN)/python tests/docs/browser_image.py

bench: $(VENV)/.for-bench ## run the benchmarks
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/bibtex.py
	$(BIN)/python benchmarks/csl.py
	$(BIN)/python benchmarks/lists.py
	$(BIN)/python benchmarks/index.py
	$(BIN)/python benchmarks/serve.py
	$(BIN)/python benchmarks/browser.py
	$(BIN)/python benchmarks/lsp.py
	$(BIN)/python benchmarks/processing.py
	$(BIN)/python benchmarks/formats.py
	$(BIN)/python benchmarks/bibtex_styles.py
	$(BIN)/python benchmarks/site.py
	$(BIN)/python benchmarks/bulk.py --items 10000

dist: $(VENV)/.for-test ## build the sdist and the wheel into build/dist
	$(BIN)/python -m build --outdir $(BUILD)/dist

clean: ## remove what make made, .venv too
	rm -rf $(VENV) $(BUILD) .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks docs -type d -name __pycache__ -prune -exec rm -rf {} +

# --- the environment, no more of it than a target needs -------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
	    "synbib needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.for-use: $(PROJECT) | $(BIN)/python
	$(PIP) install --quiet --editable .
	@touch $@

# pip learned of dependency groups in 25.1.
$(VENV)/.for-test: $(VENV)/.for-use
	$(PIP) install --quiet --upgrade 'pip>=25.1'
	$(PIP) install --quiet --group test
	@touch $@

$(VENV)/.for-bench: $(VENV)/.for-use
	$(PIP) install --quiet --upgrade 'pip>=25.1'
	$(PIP) install --quiet --group bench
	@touch $@

$(VENV)/.for-spark: $(VENV)/.for-test
	$(PIP) install --quiet --group spark
	@touch $@

$(VENV)/.for-dev: $(VENV)/.for-test
	$(PIP) install --quiet --group dev
	@touch $@
