# “make site” and “make test” do all their own set-up: nothing but Python 3.11+ and make needs to be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# ibis needs older versions of what the rest of kbgen has, so it lives in an environment of its own.
DISTRIBUTED := .venv-distributed

.PHONY: help site test test-distributed check lint types browser catalogues pictures lock clean

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 16

$(READY): requirements.txt pyproject.toml tools/setup.sh
	PYTHON="$(PYTHON)" sh tools/setup.sh $(VENV)
	@touch $@

site: $(READY) ## Build the help site from content/ into site/
	$(BIN)/kbgen build

test: $(READY) lint types ## Run the linter, the type check and all tests
	sh tools/browser.sh $(BIN)
	$(BIN)/python -m pytest -n auto --dist worksteal

$(DISTRIBUTED)/.ready: requirements-distributed.txt pyproject.toml tools/setup.sh
	PYTHON="$(PYTHON)" sh tools/setup.sh $(DISTRIBUTED) requirements-distributed.txt
	@touch $@

test-distributed: $(DISTRIBUTED)/.ready ## Count tickets with ibis on DuckDB and on a local Spark (fetches 600 MB)
	sh tools/java.sh
	$(DISTRIBUTED)/bin/python -m pytest tests_distributed

check: $(READY) ## Find mistakes in the articles
	$(BIN)/kbgen check

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

catalogues: $(READY) ## Extract the words of the interface and compile their translations
	$(BIN)/python tools/catalogues.py

pictures: $(READY) ## Draw the pictures of the starter knowledge base
	$(BIN)/python tools/draw_diagrams.py

COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --no-header --no-emit-index-url \
  --no-emit-find-links --generate-hashes --upgrade

lock: ## Write the files of requirements anew from pyproject.toml (needs uv)
	$(COMPILE) --group dev --output-file requirements.txt
	$(COMPILE) --extra tickets --extra distributed --group distributed --output-file requirements-distributed.txt

clean: ## Remove everything that was made
	rm -rf $(VENV) $(DISTRIBUTED) site .kbgen .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
