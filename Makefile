# One command each; `make env` and `make assets` run by themselves when something changed.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
WORKERS ?= 2
# Whole files to one worker, the slow ones first (tests/conftest.py).
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# In CI, and with PG15=1 anywhere, the suite runs once more on Debian's PostgreSQL 15 over TCP: what talks to the
# tests' server (the benches have one of their own, the browser's journeys say nothing new).
ON_DEBIAN_POSTGRES := $(filter true 1,$(CI) $(PG15))

.PHONY: demo test nightly check bench env assets messages browser lock format reference

demo: env assets
	$(BIN)/dengwen demo

test: check assets
	scripts/browser
	$(PYTEST) $(SPREAD) tests --ignore tests/house --ignore tests/rules
ifneq ($(ON_DEBIAN_POSTGRES),)
	scripts/debian-postgres $(PYTEST) $(SPREAD) tests \
		--ignore tests/house --ignore tests/rules --ignore tests/browser --ignore tests/bench
endif

# What takes long or needs more: linkage on a local Spark gives the pairs that DuckDB gives. Needs Java 17 or newer
# (installed where there is none); pyspark is installed beside the rest.
nightly: env
	scripts/java
	$(BIN)/uv pip install --quiet --require-hashes -r requirements/nightly.txt
	$(PYTEST) -n 0 -m nightly tests

check: env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy dengwen tests $(wildcard bench)
	cd verify && ../$(BIN)/mypy --strict -p dengwen_verify
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=dengwen.config.settings \
		$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run
	$(PYTEST) tests/house tests/rules

bench: env assets
	$(BIN)/python -m bench

env:
	PYTHON=$(PYTHON) scripts/bootstrap

assets: env
	scripts/assets

messages: env
	$(BIN)/python scripts/messages

browser:
	scripts/browser

format: env
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Lock what requirements/*.in ask for, with hashes and without addresses. UPGRADE=1 takes the newest versions.
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate \
	--python-version 3.11 --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
lock: env
	$(COMPILE) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) requirements/base.in -o requirements/base.txt
	$(COMPILE) requirements/dev.in -o requirements/dev.txt
	$(COMPILE) requirements/nightly.in -o requirements/nightly.txt
	npm install --package-lock-only

reference: env
	.venv/bin/python scripts/reference
