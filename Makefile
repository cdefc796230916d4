# Everything a person or a machine does with the source; `make` lists it.
# `make run` and `make test` work on a machine that has nothing but Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

# A folder name is taken as written, whatever signs it has: `value` keeps make from expanding it.
override LIBRARY := $(value LIBRARY)
export LIBRARY

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test bench bundle format translations pin

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 20

run: $(VENV)/.run  ## open the window on the sample library; LIBRARY=folder: on that one
	@packaging/system-packages.sh qt $(VENV)
	@packaging/run.sh $(VENV) "$$LIBRARY"

# All four always run, so that one look shows everything that is wrong; the last line is pytest's.
test: export QT_QPA_PLATFORM = offscreen
test: $(VENV)/.dev  ## ruff, mypy and the tests, without a display; ARGS=… for pytest
	@packaging/system-packages.sh qt $(VENV)
	@failed=0; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/mypy || failed=1; \
	$(BIN)/pytest $(ARGS) || failed=1; \
	exit $$failed

bench: export QT_QPA_PLATFORM = offscreen
bench: $(VENV)/.dev  ## every benchmark; YOMIKAKI_CORPUS=folder names the real posts
	@packaging/system-packages.sh qt $(VENV)
	@failed=0; for script in tests/benchmarks/[a-z]*.py; do \
	echo "== $$script"; $(BIN)/python "$$script" || failed=1; \
	done; exit $$failed

bundle: build/venv/.built  ## the portable program, into dist/
	@packaging/system-packages.sh bundle build/venv
	@PYTHONPATH=. build/venv/bin/python packaging/build.py $(ARGS)

format: $(VENV)/.dev  ## let ruff format and fix the source
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

translations: $(VENV)/.run  ## bring resources/translations up to date with the source, and compile it
	@packaging/system-packages.sh qt $(VENV)
	@$(BIN)/python packaging/translations.py

screenshots: $(VENV)/.run  ## the pictures of the README, from the sample library
	@$(BIN)/python packaging/screenshots.py

pin:  ## renew packaging/requirements*.txt from pyproject.toml
	@packaging/system-packages.sh python $(PYTHON)
	@$(PYTHON) -m venv build/pin && build/pin/bin/python -m pip install --quiet --upgrade uv
	@build/pin/bin/python packaging/pin.py

# The environments. Their stamps are older than a changed pyproject.toml or requirement file, which installs again;
# an environment whose interpreter has gone (a new Debian) is made afresh.

$(BIN)/python build/venv/bin/python:
	@packaging/system-packages.sh python $(PYTHON)
	@echo "Setting up $(@:/bin/python=); this takes a minute."
	@$(PYTHON) -m venv --clear $(@:/bin/python=)

$(VENV)/.run: $(BIN)/python pyproject.toml packaging/requirements.txt packaging/requirements-build.txt
	@$(BIN)/python $(PIP_INSTALL) $(patsubst %,-r %,$(filter %.txt,$^))
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run packaging/requirements-dev.txt
	@$(BIN)/python $(PIP_INSTALL) -r packaging/requirements-dev.txt
	@touch $@

build/venv/.built: build/venv/bin/python packaging/requirements.txt packaging/requirements-build.txt
	@build/venv/bin/python $(PIP_INSTALL) $(patsubst %,-r %,$(filter %.txt,$^))
	@touch $@
