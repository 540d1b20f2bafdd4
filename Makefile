# Every command anyone needs. `make` alone lists them.
#
#   PYTHON=python3.12     the Python that makes .venv; else python3.11, else any python3 that is new enough
#   TORCH=cpu-only        stop rather than install PyTorch's large build where no CPU build can be reached
#   ARGS="-k records"     more words for pytest

PYTHON ?= $(shell for python in python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
INSTALL = $(PYTHON) scripts/install.py $(if $(filter cpu-only,$(TORCH)),--cpu-only)
ARGS ?=
MEASURED := $(shell find src ingest tests knowledge app.py -type f \( -name '*.py' -o -name '*.yaml' \) 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help python install install-test run index framework test check fix benchmark evaluate fuzz verify lock train clean

help: ## Print this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "sharebot needs Python 3.11 or newer: install it, or name it, as in: make run PYTHON=/path/to/python3.11" >&2; \
		exit 2; }

install: python ## Make .venv and install what running needs.
	@$(INSTALL)

install-test: python
	@$(INSTALL) --test

run: install ## Install, refresh the library, and start the app on http://127.0.0.1:8501
	@echo "» Bringing the library up to date."
	@$(BIN)/python -m ingest || echo "» The library was not refreshed: the app starts with the one it has." >&2
	@echo "» Starting sharebot on http://127.0.0.1:8501 (stop it with Ctrl-C)."
	@$(BIN)/python -m streamlit run app.py

index: install ## Read, split, embed and index the guidance; quick when nothing changed.
	@echo "» Bringing the library up to date."
	@$(BIN)/python -m ingest

framework: install ## Check the rules and run every case.
	@$(BIN)/sharebot framework check

test: install-test ## Install what tests need, a browser and Tesseract too, and run every test.
	@echo "» Looking for a browser to test in."
	@$(BIN)/python scripts/browser.py || echo "» Going on without: the browser tests will say so."
	@$(BIN)/python scripts/tesseract.py || echo "» Going on without: the tests of scanned pages will say so."
	@echo "» Running every test."
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m coverage run -m pytest $(ARGS) || { status=$$?; rm -f .coverage .coverage.*; exit $$status; }
	@if ls .coverage.* >/dev/null 2>&1; then $(BIN)/python -m coverage combine --quiet; fi

.coverage: $(MEASURED)
	@$(MAKE) --no-print-directory test

check: install-test ## Format, lint, types, import contracts, the rules, coverage (of the last `make test`).
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sharebot framework check
	@$(MAKE) --no-print-directory .coverage
	$(BIN)/python -m coverage report

fix: install-test ## Format, and put right what the linter can.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmark: install-test ## Search and speed beside the plain tutorial pipeline; write docs/benchmark.md.
	@$(BIN)/python -m benchmarks --write

evaluate: index ## Ask the labelled messages; write docs/evaluation.md.
	@$(BIN)/sharebot evaluate --write

fuzz: install-test ## Read thousands of damaged files of every kind; some minutes.
	@$(BIN)/python -m tests.fuzz

train: install-test ## Train the reading helper anew from the build part of the labelled messages.
	@$(BIN)/python -m sharebot.reading.train

verify: install ## Prove that the decision log is whole.
	@$(BIN)/sharebot records verify

lock: python ## Write constraints.txt from a clean environment.
	@$(PYTHON) scripts/lock.py

clean: ## Remove what was built or installed; the library and the records stay.
	rm -rf .venv .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
