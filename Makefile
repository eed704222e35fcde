# Everything a machine with Python 3.11+ and make needs. `make` alone lists the targets.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
COURSE ?= course_src
BIN := .venv/bin
# Node may live in the environment (see tools/setup_node.py). Written before a command, this
# also makes old versions of make hand it to the shell, which is what looks it up.
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# Compiled files are kept even where that is switched off: else every worker compiles every test.
PYTEST := $(NODE) PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
PARALLEL ?= -n auto --maxprocesses=8

.DEFAULT_GOAL := help
.PHONY: help course test unit e2e lint imports types player player-check player-test \
	format docs gallery bench venv browser clean dist-clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

course: .venv/.runtime ## compile the sample course into dist/ (COURSE=folder for another one)
	$(BIN)/build-course build $(COURSE)

test: lint types imports player-check player-test ## everything that must hold: what CI runs
	@$(MAKE) --no-print-directory browser
	$(PYTEST) $(PARALLEL)

unit: .venv/.dev node_modules/.stamp ## the fast tests: no browser, nothing that takes seconds
	$(PYTEST) --fast $(PARALLEL)

e2e: .venv/.dev node_modules/.stamp browser ## the tests in a real browser
	$(PYTEST) -m e2e $(PARALLEL)

lint: .venv/.dev ## style of the Python code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: .venv/.dev ## mend the style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

imports: .venv/.dev ## rooms import downwards only
	$(BIN)/lint-imports

types: .venv/.dev node_modules/.stamp ## types of both languages
	$(BIN)/mypy
	$(NODE) npm run --silent types

player: node_modules/.stamp ## build the player's bundles anew
	$(NODE) npm run --silent build

player-check: node_modules/.stamp ## the committed bundles are those of the sources
	$(NODE) npm run --silent check

player-test: node_modules/.stamp ## the player's own tests
	$(NODE) npm run --silent test

docs: .venv/.dev ## the documentation as a site, in build/docs/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo build/docs/index.html

gallery: .venv/.dev browser ## pictures of every block in every theme, in build/gallery/
	$(BIN)/python -m tools.looks

bench: .venv/.dev ## how long things take
	$(NODE) $(BIN)/python -m tools.bench

venv: .venv/.dev ## the environment with all tools of the developers

browser: .venv/.dev
	@$(BIN)/python tools/setup_browser.py

clean: ## remove what was built
	find dist -mindepth 1 ! -name .gitkeep -delete
	rm -rf build .build-course .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find builder tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

dist-clean: clean ## remove the environments, too
	rm -rf .venv node_modules

# ---- set-up -------------------------------------------------------------------------------

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
			apt-get update && apt-get install -y python3-venv; \
		else \
			echo "This Python cannot make environments; on Debian install python3-venv."; exit 1; \
		fi; }
	$(PYTHON) -m venv .venv

.venv/.runtime: pyproject.toml | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/.dev: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[dev]'
	@touch .venv/.runtime $@

node_modules/.stamp: package.json package-lock.json | .venv/.dev
	@$(BIN)/python tools/setup_node.py
	$(NODE) npm ci --no-progress --loglevel=error
	@touch $@
