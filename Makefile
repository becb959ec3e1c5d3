# Commands for people and for CI. The Python ones set up .venv themselves: they need Python 3.11+ and make.
.DEFAULT_GOAL := help
.PHONY: help demo test test-jax lint format score bench client clean

BIN := .venv/bin
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
endif

# PYTHON=… chooses another interpreter for .venv.
PYTHON ?= $(firstword $(shell for name in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 && echo "$$name" && break; \
	done) python3)
ENVIRONMENT = @command -v "$(PYTHON)" >/dev/null 2>&1 || \
	{ echo "matderiv needs Python 3.11 or newer, and found none. Debian, Ubuntu: apt install python3 python3-venv;" \
	"macOS: brew install python; or choose one: make PYTHON=/path/to/python3" >&2; exit 2; }; \
	"$(PYTHON)" .ci/environment.py
PYTEST = $(BIN)/python -m pytest
# docs/picture.md is wrong on purpose.
NOTES = README.md CONTRIBUTING.md CHANGELOG.md $(filter-out docs/picture.md,$(wildcard docs/*.md docs/rules/*.md))
PYTEST_FLAGS ?= -n auto --dist loadfile

help:
	@echo "make demo      show what matderiv does with the notes in docs/examples"
	@echo "make test      run the tests                      make lint    linter, formatter, type checker"
	@echo "make score     count the cases that come out      make format  write the formatter's changes"
	@echo "make bench     measure the budgets                make client  check, test and package the editor client"
	@echo "make test-jax  compare with JAX                   make clean   remove what these commands wrote"

.venv/.runtime: pyproject.toml .ci/environment.py
	$(ENVIRONMENT) runtime

.venv/.development: pyproject.toml .ci/environment.py
	$(ENVIRONMENT) development

.venv/.jax: pyproject.toml .ci/environment.py
	$(ENVIRONMENT) jax

demo: .venv/.runtime
	@$(BIN)/python docs/demo.py

test: .venv/.development
	$(PYTEST) $(PYTEST_FLAGS) -m "not jax"

test-jax: .venv/.jax
	$(PYTEST) $(PYTEST_FLAGS) -m jax tests/jax

lint: .venv/.development
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m matderiv check --strict $(NOTES)

format: .venv/.development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: .venv/.development
	@$(BIN)/python -m tests.scoring

bench: .venv/.development
	@$(BIN)/python -m tests.benchmarks

client:
	@command -v npm >/dev/null 2>&1 || { echo "The editor client needs Node.js 20 or newer, with npm." >&2; exit 2; }
	cd client-vscode && npm ci --no-audit --no-fund && npm run check && npm run lint && npm test && npm run package

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist score.json
	rm -rf client-vscode/node_modules client-vscode/dist client-vscode/*.vsix
