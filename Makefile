# Daftar. Needs Python 3.11 or newer, make, and a package index. `make` alone prints what there is.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --no-deps
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
export PIP_ROOT_USER_ACTION = ignore

.DEFAULT_GOAL := help
.PHONY: help install run test lint check browser bench clean

help:
	@echo "make run      start everything on this machine and print its addresses (Ctrl-C stops it)"
	@echo "make test     install what tests need, check style, types and architecture, run every test"
	@echo "make lint     the checks without the tests"
	@echo "make bench    measure the ledger and the API (N=1000000 incidents; FRESH=1 fills again)"
	@echo "make install  only install into $(VENV), with the tools for development"
	@echo "make clean    remove caches and collected files (never data, never $(VENV))"
	@echo "PYTHON=...    the Python 3.11 or newer to make $(VENV) with"

run: $(RUNTIME)
	@exec $(PY) -m config.run

install: $(DEV)

test: lint browser
	@sh .ci/tests $(PY)

lint: $(DEV)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports

browser:
	@sh .ci/browser

bench: $(DEV)
	$(PY) -m tests.bench --incidents $(or $(N),100000) $(if $(FRESH),--fresh)

clean:
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles
	find . -name __pycache__ -not -path './$(VENV)/*' -not -path './.daftar/*' -prune -exec rm -rf {} +

# A stamp is newer than the list it installed, so that a second run has nothing to do.
$(RUNTIME): requirements.txt | $(PY)
	@test $(DEV) -nt requirements.txt && test $(DEV) -nt requirements-dev.txt || \
		{ echo "Installing into $(VENV) (once)"; $(PIP) -r requirements.txt; }
	@touch $@

$(DEV): requirements.txt requirements-dev.txt | $(PY)
	@echo "Installing into $(VENV), with what tests need (once)"
	$(PIP) -r requirements-dev.txt
	@touch $(RUNTIME) $@

$(PY):
	@for candidate in $(or $(PYTHON),$(PYTHONS)); do \
		if $$candidate -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making $(VENV) with $$($$candidate --version)"; \
			exec $$candidate -m venv $(VENV); \
		fi; \
	done; \
	echo "Daftar needs Python 3.11 or newer, with venv (on Debian: apt install python3-venv)." >&2; \
	for candidate in $(or $(PYTHON),python3); do echo "Found: $$candidate, $$($$candidate --version 2>&1)." >&2; done; \
	echo "Name another one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1
