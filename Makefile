# Every command of the project. `make help` lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export PYTHON
export PYTHONUTF8 = 1

IN_VENV := .venv/bin/python -m
FLASK := $(IN_VENV) flask --app app
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard registry/translations/*/LC_MESSAGES/*.po))

RUNTIME := .venv/installed-runtime
DEVELOPMENT := .venv/installed-development
ASSETS := registry/static/vendor/built

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

##@ Using

.PHONY: help
help: ## list the commands
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@printf '\nVariables: HOST=%s PORT=%s PYTHON=%s, DATABASE_URL (a SQLite file in instance/ when not set)\n' $(HOST) $(PORT) $(PYTHON)

.PHONY: setup
setup: $(RUNTIME) $(ASSETS) $(CATALOGUES) ## install what running needs, build assets and translations

.PHONY: run
run: setup ## start the registry and its worker; the first start loads a demonstration province
	@$(FLASK) demo --if-empty
	@printf '\n  The registry: http://%s:%s/   (stop with Ctrl+C)\n\n' $(HOST) $(PORT)
	@exec scripts/serve.sh .venv/bin/python $(HOST):$(PORT)

.PHONY: seed
seed: setup ## create or upgrade the database and load the catalogues
	@$(FLASK) init

.PHONY: demo
demo: seed ## load the demonstration province
	@$(FLASK) demo

##@ Working on it

.PHONY: test
test: ## install what testing needs, then checks and all tests, in parallel
	@scripts/system_packages.sh test
	@$(MAKE) --no-print-directory check
	@$(IN_VENV) pytest -n 2 --dist loadfile

.PHONY: check
check: style types layers pages ## style, types, layers and templates; make -k check goes on after a finding

.PHONY: style types layers pages
style: develop
	$(IN_VENV) ruff check .
	$(IN_VENV) ruff format --check .
types: develop
	$(IN_VENV) mypy
layers: develop
	.venv/bin/lint-imports --no-logo
pages: develop
	$(IN_VENV) djlint --lint --quiet templates

.PHONY: fix
fix: develop ## put right what the tools can put right
	-$(IN_VENV) ruff check --fix .
	$(IN_VENV) ruff format .

.PHONY: migration
migration: develop ## write the next numbered migration from the models: make migration m="add training classes"
	@test -n "$(m)" || { echo 'Say what it does: make migration m="add training classes"' >&2; exit 1; }
	$(FLASK) db migrate --message "$(m)" --rev-id "$$(printf '%04d' $$(($$(find migrations/versions -name '[0-9]*.py' | wc -l) + 1)))"

.PHONY: translations
translations: develop ## collect the texts anew for registry/translations; what has no English yet is left empty there
	@mkdir -p out
	@.venv/bin/pybabel --quiet extract --mapping pyproject.toml --keywords _l --no-location --sort-output --omit-header \
	  --output out/messages.pot .
	@.venv/bin/pybabel --quiet update --input-file out/messages.pot --output-dir registry/translations --locale en \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120
	@$(MAKE) --no-print-directory $(CATALOGUES)

.PHONY: bench
bench: develop ## measure the slow paths on provinces of 5,000 and 40,000: make bench o="--sizes 5000 --databases sqlite"
	@$(IN_VENV) tests.bench $(o)

.PHONY: shots
shots: develop ## take pictures of the pages into out/shots, and the one of the README
	@scripts/system_packages.sh test
	$(IN_VENV) pytest -n 0 -s tests/shots
	@mkdir -p docs/shots && cp out/shots/department-first-desk.png docs/shots/board-1280.png

.PHONY: lock
lock: ## lock the Python packages anew from requirements*.in (needs uv)
	@for list in "" -assets -node -dev; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    --no-emit-find-links --output-file "requirements$$list.txt" "requirements$$list.in" || exit 1; \
	done

.PHONY: assets
assets: ## build the third-party files of pages and paper anew
	@rm -f $(ASSETS)
	@$(MAKE) --no-print-directory $(ASSETS)

.PHONY: clean
clean: ## remove everything that can be made again; the database in instance/ stays
	rm -rf .venv node_modules registry/static/vendor registry/pdf/fonts out htmlcov .coverage
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find registry models seeds tests scripts migrations -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	find registry -name '*.mo' -delete

.PHONY: develop
develop: $(DEVELOPMENT) $(ASSETS) $(CATALOGUES)

$(RUNTIME): requirements.txt requirements-assets.txt
	@scripts/python_packages.sh $^
	@touch $@

$(DEVELOPMENT): requirements-dev.txt
	@scripts/python_packages.sh $^
	@touch $@ $(RUNTIME)

$(ASSETS): package-lock.json scripts/build_assets.py | $(RUNTIME)
	@scripts/node_packages.sh
	@.venv/bin/python scripts/build_assets.py
	@touch $@

%.mo: %.po | $(RUNTIME)
	@$(IN_VENV) babel.messages.frontend compile --input-file $< --output-file $@
