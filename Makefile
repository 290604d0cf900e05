# “make site” and “make test” do all their own set-up: nothing but Python 3.11+ and make needs to be there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help site test check lint types browser catalogues lock clean

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 16

$(READY): requirements.txt pyproject.toml tools/setup.sh
	PYTHON="$(PYTHON)" sh tools/setup.sh $(VENV)
	@touch $@

site: $(READY) ## Build the help site from content/ into site/
	$(BIN)/kbgen build

test: $(READY) lint types ## Run the linter, the type check and all tests
	sh tools/browser.sh $(BIN)
	$(BIN)/python -m pytest -n auto

check: $(READY) ## Find mistakes in the articles
	$(BIN)/kbgen check

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

catalogues: $(READY) ## Extract the words of the interface and compile their translations
	$(BIN)/python tools/catalogues.py

lock: ## Write requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --no-header --no-emit-index-url \
	  --no-emit-find-links --generate-hashes --upgrade --output-file requirements.txt

clean: ## Remove everything that was made
	rm -rf $(VENV) site .kbgen .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
