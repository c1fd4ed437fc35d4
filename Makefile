# Two commands: `make graph` builds the graph of seeds/, `make test` runs every check. Both set up what they need.

PYTHON  ?= python3
VENV    ?= .venv
STORE   ?= graph
EXPORTS ?= exports
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check -qq
# Stamps lie inside the environment: whoever deletes it gets a new one.
RUN     := $(VENV)/.stamp-run
DEV     := $(VENV)/.stamp-dev

.PHONY: readers graph test lint check bench reference clean setup setup-dev system lock

graph: setup
	$(BIN)/kg build seeds --store $(STORE) --exports $(EXPORTS)
	@echo "Open $(EXPORTS)/graph.html in a browser, or ask the graph: $(BIN)/kg query"

test: setup-dev system readers lint
	$(BIN)/python -m pytest

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: setup
	$(BIN)/kg check --store $(STORE)

EVENTS ?= 100000
bench: setup-dev
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_graph.py --events $(EVENTS)
	$(BIN)/python scripts/bench_actors.py
	$(BIN)/python scripts/bench_view.py

# The reference of the ontology, docs/ontology.html; a test tells when it is out of date.
reference: setup
	$(BIN)/python scripts/make_reference.py

clean:
	rm -rf $(VENV) $(STORE) build dist

setup: $(RUN)
setup-dev: $(DEV)

$(RUN): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
	  f"irkg needs Python 3.11 or newer, this is {sys.version.split()[0]}; say which: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || { echo "Setting up $(VENV) (about a minute, once)"; $(PYTHON) -m venv $(VENV); }
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUN) requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# Tools that tests look through. Where they cannot be installed, their tests are skipped and say so.
# Each tool with its package; only what is missing is installed, since a node from elsewhere conflicts with Debian's npm.
TOOLS    := rapper:raptor2-utils serdi:serdi chromium:chromium virtuoso-t:virtuoso-opensource \
            node:nodejs npm:npm java:default-jre-headless
system:
	@missing=; for tool in $(TOOLS); do command -v $${tool%%:*} >/dev/null || missing="$$missing $${tool#*:}"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing$$missing"; mkdir -p build; \
	  if (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing) \
	    >build/apt.log 2>&1; then rm -f build/apt.log; exit 0; fi; \
	  echo "That failed, see build/apt.log;"; \
	fi; \
	echo "without$$missing some tests are skipped (Debian: apt-get install$$missing)"

# Readers of RDF in JavaScript, in exact versions, for tests alone.
readers: system
	@command -v npm >/dev/null || { echo "without npm some tests are skipped"; exit 0; }; \
	test -d tests/readers/node_modules || npm install --prefix tests/readers --no-audit --no-fund --no-package-lock --silent \
	  || echo "npm install failed, some tests are skipped"

# Pins every dependency with the hashes of all its files; no address, no path. Run on the oldest Python we support.
COMPILE = build/lock/bin/pip-compile --quiet --generate-hashes --no-header --no-annotate --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

lock:
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip install -q --upgrade pip pip-tools  # older pips lose extras whose names were normalised
	$(COMPILE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
