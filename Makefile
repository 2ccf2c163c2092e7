# Everything is made in .venv and stays there. The first run installs; later ones begin at once.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
ARGS ?=
PYTEST_ARGS ?= -n auto --maxprocesses 4 --dist worksteal

INSTALLED := $(VENV)/.installed
BROWSER_STARTED := $(VENV)/.browser-started
FIT := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help demo test test-all test-fast check bench soak pages lock clean browser

help: ## list what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: browser ## cancel two orders in the practice shop and follow the money (ARGS=--headed to watch)
	@$(BIN)/unbuy demo $(ARGS)

test: browser ## run the tests in a real browser, in ten minutes
	$(BIN)/python -m pytest $(PYTEST_ARGS)

test-all: browser ## run every case of every test, and all of both matrices, which takes hours
	$(BIN)/python -m pytest -m "" $(PYTEST_ARGS)

test-fast: $(INSTALLED) ## run the tests that need no browser
	$(BIN)/python -m pytest -m "not browser" $(PYTEST_ARGS)

check: $(INSTALLED) ## lint, formatting, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: browser ## compare with a bare Playwright script
	@$(BIN)/python -m bench $(ARGS)

soak: browser ## kill runs at random, three at once; was anything sent twice (ARGS="--kills 50")
	@$(BIN)/python -m bench.soak $(ARGS)

pages: browser ## record the pages of fixtures/pages anew from the practice shop
	@$(BIN)/python -m tests.recorded_pages $(ARGS)

lock: $(INSTALLED) ## choose the newest versions that fit pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev \
		--generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
		pyproject.toml --output-file requirements.lock

clean: ## remove .venv, caches and test results
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache \
		test-results build dist

# A browser that was seen to start is only looked for again; one that vanished is replaced.
browser: $(INSTALLED)
	@if ! test -f $(BROWSER_STARTED) || ! $(BIN)/python -m automator.browser.find >/dev/null 2>&1; then \
		$(BIN)/python -m automator.browser.find --install && touch $(BROWSER_STARTED); \
	fi

$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies into $(VENV), which takes about a minute."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check >/dev/null || { $(BIN)/python -m pip check; exit 1; }
	@touch $@

$(BIN)/python:
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
		if $$python -c '$(FIT)' 2>/dev/null; then \
			echo "Making $(VENV) with `$$python --version` ($$python)."; \
			exec $$python -m venv --clear $(VENV); \
		fi; \
	done; \
	echo "unbuy needs Python 3.11 or newer with its venv module (on Debian: python3-venv)," \
		"but found none as $(or $(PYTHON),python3.13, python3.12, python3.11 or python3)." \
		"Name one with PYTHON=/path/to/python3." >&2; \
	exit 1
