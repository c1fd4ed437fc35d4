# Two commands: `make graph` builds the graph of seeds/, `make test` runs every check. Both set up what they need.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORE  ?= graph

.PHONY: graph test lint check bench clean setup setup-dev system lock

graph: .stamps/run
	$(BIN)/kg build seeds --store $(STORE) --exports exports
	@echo "Open exports/graph.html in a browser, or ask: $(BIN)/kg query sanctions"

test: setup-dev system lint
	$(BIN)/python -m pytest

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: .stamps/run
setup-dev: .stamps/dev

.stamps/run: requirements.lock pyproject.toml
	@mkdir -p .stamps
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.stamps/dev: .stamps/run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# What the tests of other tools' eyes need; where it cannot be installed, those tests skip and say so.
system:
	@if command -v rapper serdi chromium >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq raptor2-utils serdi chromium) >/dev/null 2>&1 \
	  || echo "rapper, serdi or chromium could not be installed; their tests will be skipped"; \
	else echo "rapper, serdi or chromium is missing (apt-get install raptor2-utils serdi chromium); their tests will be skipped"; fi

check: setup
	$(BIN)/kg check --store $(STORE)

bench: setup-dev
	$(BIN)/python benchmarks/bench.py

clean:
	rm -rf .venv .stamps graph dist build

# Pins every dependency with its hashes and no address; needs pip-tools.
COMPILE = $(BIN)/pip-compile --quiet --generate-hashes --no-header --no-annotate --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock:
	$(COMPILE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	sed -i '/^--/d' requirements.lock requirements-dev.lock
