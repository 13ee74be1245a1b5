# Octavo. `make help` lists what there is; `make run` and `make test` are all a newcomer needs.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
EDITION ?=

.DEFAULT_GOAL := help
.PHONY: help run test install check quality bench train-extraction train-stories lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: $(VENV)/.ready  ## start everything and print the address (EDITION=sample plays the bundled news)
	@exec $(BIN)/python -m octavo run $(if $(EDITION),--edition $(EDITION))

test: $(VENV)/.ready-dev  ## every test; browser tests too where a Chromium is found
	$(BIN)/python -m pytest $(ARGS)

install: $(VENV)/.ready  ## the environment only

check: $(VENV)/.ready-dev  ## format, lint, strict types, walls, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_walls.py tests/docs

quality: $(VENV)/.ready-dev  ## scores on labelled sets, against the floors
	$(BIN)/python -m quality $(ARGS)

bench: $(VENV)/.ready-dev  ## speed, beside named peers on the same input in the same run
	$(BIN)/python -m bench $(ARGS)

train-extraction: $(VENV)/.ready-train  ## learn the judge of page blocks anew from the labelled pages (4 minutes)
	$(BIN)/python -m quality.training $(ARGS)

train-stories: $(VENV)/.ready-train  ## learn the weights of grouping anew from the labelled reports (15 minutes)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m quality.training.stories $(ARGS)

lock: $(VENV)/.ready-dev  ## write the lock files anew: versions and hashes, no addresses
	$(BIN)/python -m piptools compile -q --strip-extras --generate-hashes --allow-unsafe --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.lock pyproject.toml
	$(BIN)/python -m piptools compile -q --strip-extras --generate-hashes --allow-unsafe --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra dev -c requirements.lock \
		-o requirements-dev.lock pyproject.toml
	$(BIN)/python -m piptools compile -q --strip-extras --generate-hashes --allow-unsafe --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links -c requirements.lock \
		-o requirements-train.lock requirements-train.in

clean:  ## remove the environment; data stay
	rm -rf $(VENV)

$(VENV)/.ready: requirements.lock
	@echo "setting up $(VENV) (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { echo "Python 3.11 or newer with the venv module is needed (Debian: python3-venv); set PYTHON=…"; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; rm -rf $(VENV); exit 1; }
	@$(PIP) install -q --require-hashes --no-deps -r requirements.lock
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@$(PIP) install -q --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

$(VENV)/.ready-train: $(VENV)/.ready-dev requirements-train.lock
	@$(PIP) install -q --require-hashes --no-deps -r requirements-train.lock
	@touch $@
