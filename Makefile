# `make` sets everything up and builds the brief; `make help` names the rest.
# Needs Python 3.11 or newer with pip, and GNU make. All else comes by itself, pinned in requirements.lock.

PYTHON ?= python3

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.PHONY: build test lint check bench lock clean help
MAKEFLAGS += --no-print-directory

# uv brings no Python of its own: that would be one which nobody chose.
export UV_PYTHON_DOWNLOADS := never

# The uv on PATH if it is the one that the lock names, else that one in .tools: a plain Debian has no venv
# module, and its pip installs nowhere but into a folder.
UV_VERSION := $(shell sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements.lock)
ifeq ($(word 2,$(shell uv --version 2>/dev/null)),$(UV_VERSION))
  UV := uv
else
  UV := .tools/bin/uv
  UV_READY := .tools/.uv-$(UV_VERSION)
endif
VENV_READY := .venv/.ready

NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'

define CHECK_PYTHON
$(PYTHON) $(NEW_ENOUGH) 2>/dev/null || { \
    echo "briefkit needs Python 3.11 or newer; '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)" >&2; \
    echo "Name another: make PYTHON=python3.13" >&2; exit 1; }
endef

## build: set everything up and build the brief from seeds/ and brief/ into build/
build: $(VENV_READY)
	@echo "Building the brief from seeds/ and brief/ into build/ …"
	@.venv/bin/briefkit build

## test: run every test, the browser's among them, and measure what they cover
# COVERAGE_FILE is absolute so that a process started in another folder adds to the same count.
test: $(VENV_READY)
	@.venv/bin/python -m tests.chromium
	@.venv/bin/python -m tests.checkers
	@echo "Running every test …"
	@COVERAGE_FILE="$(CURDIR)/.coverage" .venv/bin/python -m pytest --quiet \
	    --numprocesses=auto --maxprocesses=8 --dist=worksteal --cov --cov-report=term

## lint: look at the style and the types of all Python
lint: $(VENV_READY)
	@echo "Looking at style and types …"
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/mypy

## check: lint and test
check: lint test

## bench: build the same corpus with briefkit, Hugo and Eleventy, and measure (ten minutes)
bench: $(VENV_READY)
	@.venv/bin/python bench/run.py

## lock: renew requirements.lock, with the newest versions that pyproject.toml allows
lock: $(UV_READY)
	@echo "Renewing requirements.lock …"
	@$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --group dev --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	    pyproject.toml --output-file requirements.lock

## clean: remove what was built and what the tools left; .venv and .tools stay
clean:
	@echo "Removing build/, .briefkit/ and what the tools left …"
	@rm -rf build dist htmlcov .briefkit .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

help:
	@sed -n 's/^## /make /p' Makefile

$(VENV_READY): requirements.lock pyproject.toml $(UV_READY)
	@$(CHECK_PYTHON)
	@echo "Setting up .venv from requirements.lock …"
	@.venv/bin/python $(NEW_ENOUGH) 2>/dev/null || $(UV) venv --quiet --clear \
	    --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@$(UV) pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock
	@$(UV) pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

$(UV_READY):
	@$(CHECK_PYTHON)
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { \
	    echo "'$(PYTHON)' has no pip. On Debian run: apt-get install python3-pip" >&2; exit 1; }
	@echo "Setting up uv $(UV_VERSION) in .tools …"
	@rm -rf .tools && mkdir .tools
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .tools/uv.txt
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --root-user-action=ignore \
	    --no-deps --require-hashes --only-binary=:all: --target .tools --requirement .tools/uv.txt
	@touch $@
