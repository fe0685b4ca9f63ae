# Everything happens in .venv of this checkout. A stamp says what it is set up for; a newer pyproject.toml or
# constraints.txt sets it up again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: help demo test check lint types floors wheel constraints clean

help:
	@echo "make demo    everything on built-in sample papers (ARGS=--once: print the digest and end)"
	@echo "make test    the tests (ARGS='-k name': some of them)"
	@echo "make check   lint, types and floors, then the tests"
	@echo "make wheel   a wheel in dist/"
	@echo "make clean   remove everything that make set up"

demo: $(VENV)/.runs
	@$(BIN)/monitor demo $(ARGS)

test: $(VENV)/.tests
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile $(ARGS)

check: lint types floors test

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

floors: $(VENV)/.tests
	$(BIN)/lint-imports

wheel: $(VENV)/.tests
	$(BIN)/python -m build --wheel

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "monitor needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runs: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Setting up $(VENV), once ..." >&2
	@$(INSTALL) .
	@touch $@

$(VENV)/.tests: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Setting up $(VENV) for tests, once ..." >&2
	@$(INSTALL) '.[dev]'
	@touch $@ $(VENV)/.runs

constraints: $(VENV)/.tests
	$(PYTHON) -m venv build/fresh
	build/fresh/bin/python -m pip install --quiet --disable-pip-version-check '.[dev]'
	{ echo "# Exact versions for checkouts, images and CI; 'make constraints' writes them anew."; \
	  build/fresh/bin/python -m pip freeze --exclude newsmonitor; } | grep -v ' @ ' > constraints.txt
	rm -rf build/fresh
