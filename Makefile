# Everything a machine with Python 3.11+, make and git needs.
PYTHON ?= python3
BIN = .venv/bin
PORT ?= 8000

.PHONY: demo test check bench real audit oracles journals setup setup-dev lock

demo: setup  ## web, worker and beat with the demo network, until Ctrl-C
	@$(BIN)/python manage.py demo --port $(PORT)

test: setup-dev  ## the whole suite
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

check: setup-dev  ## style, types, layers, templates, migrations, translations
	@$(BIN)/python .ci/check.py

bench: setup-dev  ## the figures, as ratios within one run
	@rm -rf .bench
	@RHIZOME_DATA=$(CURDIR)/.bench $(BIN)/python -m tests.benchmarks

real: setup  ## real data, in a folder of its own
	@RHIZOME_DATA=$(CURDIR)/.real $(BIN)/python .ci/real.py

audit: setup-dev  ## known faults in what we depend on; asks the package index
	@$(BIN)/pip-audit -r requirements.txt --require-hashes --disable-pip

oracles: .oracles/.ready  ## tallies against independent implementations, in an environment of its own (780 MB)
	@.oracles/bin/python -m tests.oracles $(ARGS)

.oracles/.ready: tests/oracles/requirements.txt
	@$(PYTHON) -m venv .oracles
	@.oracles/bin/python -m pip install -q --disable-pip-version-check -r tests/oracles/requirements.txt
	@touch $@

journals: setup .journals/.ready  ## the demo's books as journals, checked by beancount and hledger
	@RHIZOME_DATA=$(CURDIR)/.journals/data $(BIN)/python -m tests.journals

.journals/.ready: tests/journals/requirements.txt
	@$(PYTHON) -m venv .journals
	@.journals/bin/python -m pip install -q --disable-pip-version-check -r tests/journals/requirements.txt
	@touch $@

setup: .venv/.runtime

setup-dev: .venv/.dev

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/.runtime: .venv/bin/python requirements.txt platform/web/locale
	@[ -e .venv/.dev ] && [ .venv/.dev -nt requirements.txt ] || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/pybabel -q compile -D django -d platform/web/locale
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

lock:  ## resolve anew; needs uv
	uv lock -q && uv export -q --no-emit-project --no-header --no-annotate --no-dev -o requirements.txt && uv export -q --no-emit-project --no-header --no-annotate -o requirements-dev.txt && rm uv.lock
