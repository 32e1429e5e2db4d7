# Two commands do everything on a fresh machine with Python 3.11 or newer, venv, git, make (docker/machine.py says where not):
#   make up     installs, fetches and verifies the model files, starts Candid
#   make test   adds the development tools and runs every check
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check -q
# Where it is set, each of the hundreds of processes that tests start compiles all of Candid anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help up install weights test test-tools lint test-fast test-diffusion train-smoke gpu-proof raw-disk long mutants scan evidence house format docs screens \
	constraints clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

up: install weights ## install, fetch weights, start the bot with its web playground
	$(BIN)/candid up $(ARGS)

install: $(VENV)/.installed

$(VENV)/bin/python:
	@$(PYTHON) docker/machine.py
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Candid needs Python 3.11 or newer: make up PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

# The same two steps as in docker/*.Dockerfile: only files whose digest the lock names; then Candid itself, with no download.
$(VENV)/.installed: pyproject.toml requirements.lock | $(VENV)/bin/python
	@echo "Installing Candid and its pinned dependencies into $(VENV) ..."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

weights: install ## fetch and verify the model files (says host and size first)
	@$(BIN)/candid weights pull

$(VENV)/.tested: $(VENV)/.installed constraints.txt
	@echo "Adding the development tools to $(VENV) ..."
	$(PIP) install --no-build-isolation -c constraints.txt -e '.[discord,slack,dev]'
	@touch $@

test-tools: $(VENV)/.tested weights
	@docker/test-tools.sh

lint: $(VENV)/.tested ## format, lint, types, walls
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Five at once on two cores: many wait for a clock or a browser.
test: test-tools lint ## every check but the long suites (eight and a half minutes on two quiet cores)
	$(BIN)/pytest -n 5 --dist loadfile --no-loadscope-reorder -m 'not long' -q --durations=15

test-fast: $(VENV)/.tested ## the tests that need neither models nor a browser
	$(BIN)/pytest -n 2 --dist loadfile -m 'not long and not weights and not browser' -q

long: test-tools ## crash, fuzz and soak suites
	@docker/test-tools.sh long
	$(BIN)/pytest -n 2 --dist worksteal -m long -q --durations=15

mutants: test-tools ## break the product in 1,000 small ways; its tests must notice nine in ten (an hour; goes on where it was ended)
	nice -n 10 $(BIN)/python -m tests.house.mutants $(ARGS)

$(VENV)-scan/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)-scan
	$(VENV)-scan/bin/pip --disable-pip-version-check -q install -c constraints.txt bandit pip-audit
	@touch $@

scan: $(VENV)-scan/.installed ## two scanners: of our own code, and of published holes in what the lock installs
	$(VENV)-scan/bin/python -m tests.house.scan

evidence: test-tools ## 15,000 damaged files through the locked children, 500 deaths in whole journeys, 120 on PostgreSQL and S3 (three hours; goes on where it was ended)
	nice -n 10 $(BIN)/python -m tests.evidence --figures $(ARGS)

screens: test-tools ## make every screenshot anew (build/screens), and those that the README shows
	$(BIN)/python -m tests.journeys.web.screenshots build/screens

raw-disk: $(VENV)/.tested ## what the blocks of a real disk still hold after an erasure (needs root: mounts an image)
	$(BIN)/python -m tests.raw_disk

$(VENV)-diffusion/.tested: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)-diffusion
	@echo "Installing torch and diffusers into $(VENV)-diffusion: a large download ..."
	$(VENV)-diffusion/bin/pip --disable-pip-version-check install -c constraints.txt -e '.[dev,diffusion,training]'
	@touch $@

test-diffusion: weights $(VENV)-diffusion/.tested ## the generative engine's tests, with tiny random models
	$(VENV)-diffusion/bin/python -m pytest -m diffusion -q --durations=5 tests/generation/engines/diffusion tests/generation/matting/training
	@echo "The benches whole, the tiny model's rows with them ..."
	$(VENV)-diffusion/bin/candid bench worker
	$(VENV)-diffusion/bin/candid bench diffusion

train-smoke: weights $(VENV)-diffusion/.tested ## a short training on drawn people must beat doing nothing (an experiment, no part of the product)
	$(VENV)-diffusion/bin/python -m pytest -m diffusion -q --durations=5 tests/generation/matting/training

gpu-proof: ## what only a graphics card can show, with the torch that is there: PART=painter, path or faults, 8 minutes each
	$(PYTHON) -m tests.gpu_proof --part $(PART) $(ARGS)

house: $(VENV)/.tested ## how large the product is, where it is too full, who imports whom in a circle
	$(BIN)/python -m tests.house.measure

format: $(VENV)/.tested ## put the code into the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.tested ## remake the tables of the documentation and .env.example from the code
	$(BIN)/python -m tests.house.readme

constraints: ## take today's newest allowed versions into constraints.txt and requirements.lock (then run make test)
	docker/update-constraints.sh

clean: ## remove the virtual environment and caches (not your data: see `candid uninstall`)
	rm -rf $(VENV) $(VENV)-diffusion $(VENV)-scan .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
