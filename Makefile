# `make` shows what there is. Words for the command go into ARGS: make build ARGS="-f pdf"
# When the machine lacks something, scripts/setup says what and exits with 3, which make shows
# as “Error 3”; make's own exit code is then 2, as for every failure.

ARGS ?=
UV ?= uv
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help build test conformance setup doctor bench lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

build: setup ## Build all reports into dist/
	@.venv/bin/jdpublish build $(ARGS)

test: ## Check the code and run all tests
	@scripts/setup test
	@scripts/test $(ARGS)

conformance: ## Check every PDF against PDF/A-3a and PDF/UA-1; show OmegaT the glossary
	@scripts/setup conformance
	@scripts/conformance

setup: ## Install what building needs (the other targets do so themselves)
	@scripts/setup run

doctor: setup ## See whether this machine has all that building needs
	@.venv/bin/jdpublish doctor $(ARGS)

bench: setup ## Measure how long building, checking, keeping the glossary and previewing take
	@.venv/bin/python benchmarks/build.py $(ARGS)
	@.venv/bin/python benchmarks/check.py
	@.venv/bin/python benchmarks/glossary.py
	@scripts/setup test
	@.venv/bin/python benchmarks/preview.py

lock: ## Renew the lists of exact versions (needs uv and npm; newest: ARGS=--upgrade)
	$(COMPILE) pyproject.toml --group build -o requirements/run.txt
	$(COMPILE) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund
	@! grep -n '://' requirements/*.txt package-lock.json # no address of a server may get in

clean: ## Remove what was built, and caches (not what was installed)
	rm -rf dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests scripts -name __pycache__ -prune -exec rm -rf {} +
