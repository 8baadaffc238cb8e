# demarche: two commands matter. `make demo` shows the main job; `make test` proves it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
DOCS := $(VENV)/.installed-docs
TRAIN := $(VENV)/.installed-train

.PHONY: demo test check docs bench eval tables train clean

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "demarche needs Python 3.11 or newer, found " + sys.version.split()[0] + "; name another with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

$(DOCS): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@touch $@

$(TRAIN): $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@touch $@

demo: $(STAMP)  ## read the sample pages into record.db and show the record
	$(BIN)/python scripts/demo.py

test: $(DEV)  ## all tests
	$(BIN)/python -m pytest

check: $(DEV)  ## format, lint, types, import rule, spelling, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src docs README.md ARCHITECTURE.md CONTRIBUTING.md
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

tables: $(STAMP)  ## check every table and run each rule on its example
	$(BIN)/demarche check

eval: $(DEV)  ## score every stage on the development gold and write docs/accuracy.md
	$(BIN)/python evaluation/evaluate.py

bench: $(DEV)  ## speed, memory, start-up
	$(BIN)/python bench/run.py

docs: $(DOCS)  ## build the documentation into site/
	$(BIN)/mkdocs build --strict

train: $(TRAIN)  ## train the analyzer from the treebanks
	$(BIN)/python training/train.py

clean:
	rm -rf $(VENV) site record.db record.db-wal record.db-shm
