# Two commands do everything on a fresh machine with Python 3.11+ and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROCESSES ?= 0
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help run test test-office test-laptop setup lint types imports check bench pictures demo laptop clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

$(STAMP): pyproject.toml constraints.txt hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q $(VENV)/lib src || true
	@touch $(STAMP)

setup: $(STAMP) ## make .venv and install everything

data/desk.db: | data/pilot.db
	cp data/pilot.db data/desk.db

run: $(STAMP) data/desk.db ## open the desk on a working copy of the demo file
	$(BIN)/pilot-tui data/desk.db

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports --no-cache

test: $(STAMP) lint types imports ## lint, types, import contracts, tests; PROCESSES=auto for as many at a time as there are cores
	$(BIN)/python -W error -m pytest -n $(PROCESSES) --dist worksteal

test-office: $(STAMP) ## install the extra `office` and the readers of its formats, run their tests; says what else to install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,readers]'
	$(BIN)/python -W error -m pytest -rs tests/report

demo: $(STAMP) ## rebuild data/pilot.db from fixtures/
	rm -f data/pilot.db
	$(BIN)/pilot-tui init data/pilot.db --demo

bench: $(STAMP) ## measure: all, or PARTS="demo", "start keys" …; never part of the tests
	$(BIN)/python benchmarks/run.py $(PARTS)

laptop: $(STAMP) ## one archive to install from without a network, in dist/; of some only: MACHINES="windows-amd64 …"
	$(BIN)/python laptop/build.py $(MACHINES)

test-laptop: laptop ## build the archive, install from it with the network off, use what is installed
	PILOT_ARCHIVE=dist $(BIN)/python -W error -m pytest -rs tests/laptop

pictures: $(STAMP) ## draw the pictures of the docs anew
	$(BIN)/python docs/pictures.py

clean: ## remove what was made, never a data file
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
