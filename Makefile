# SPDX-License-Identifier: AGPL-3.0-or-later
# Every target sets itself up from nothing but Python >= 3.11, make and the package registries.

PYTHON ?= python3
BIN := .venv/bin
FORMS ?= ../shared/forms
SEEDS ?= 3
.DEFAULT_GOAL := help
.PHONY: help run test check format bench conformance soak speech bundle clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: requirements-dev.txt pyproject.toml packaging/set_up.py
	@$(PYTHON) packaging/set_up.py environment

run: .venv/ready ## Open the desktop against a training county
	@$(BIN)/python packaging/set_up.py window
	@$(BIN)/python -m desktop run-training

test: .venv/ready ## Run every check: lint, types, layers and tests
	@$(BIN)/python packaging/set_up.py offscreen
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: .venv/ready ## Run the quick checks only: lint, types and layers
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

format: .venv/ready ## Put the code into its standard form
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: .venv/ready ## Measure, and write docs/results
	@$(BIN)/python packaging/set_up.py offscreen
	@$(BIN)/python -m bench

conformance: .venv/ready ## Compare our forms engine with another; FORMS=folder for other forms
	@$(BIN)/python -m bench.conformance $(FORMS) --seeds $(SEEDS)

soak: .venv/ready ## Run the long forms of the tests, and write docs/results
	@$(BIN)/python packaging/set_up.py offscreen
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement requirements-soak.txt
	@$(BIN)/python -m bench.soak

speech: .venv/ready ## Add Qt's text to speech (175 MB), so that questions can be read aloud
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement requirements-speech.txt

bundle: speech ## Freeze the desktop into build/bundle, try it and measure it
	@$(BIN)/python packaging/set_up.py bundle
	@$(BIN)/python packaging/make_bundle.py
	@$(BIN)/python -m pytest -m bundle tests/packaging
	@$(BIN)/python -m bench bundle

clean: ## Remove what was made, except training data
	@rm -rf .venv build/bundle build/pyinstaller build/tour .mypy_cache .ruff_cache .pytest_cache
