# make run     open the dashboard (with the sample park, if there is no data yet); PORT=8600 elsewhere than at 8501
# make test    lint, types, tests, browser tests
# make bench   measure; writes docs/benchmarks.md
# make fuzz    read 10,000 mutated files (FUZZ="100000 7": more, from another start)
# make format  put the code into the form that `make test` asks for
# make clean   remove what make made; data stays

VENV   := .venv
PY     := $(VENV)/bin/python
HOME_  := $(if $(PARKDASH_HOME),$(PARKDASH_HOME),data/home)
SAMPLE := data/sample
WORKERS := 2
# Each worker takes its own part and, once done with it, of the other's; tests of one module mostly stay together.
PYTEST := $(PY) -m pytest --numprocesses $(WORKERS) --dist worksteal
# A missing Chromium stops the recipe with the script's own sentence.
BROWSER = PARKDASH_CHROMIUM="$$($(PY) scripts/ensure_browser.py)" && export PARKDASH_CHROMIUM
# So does a missing tesseract, which reads figures off compressed pictures of the screen.
READER = PARKDASH_TESSERACT="$$($(PY) -m scripts.ensure_tesseract)" && export PARKDASH_TESSERACT

.PHONY: run test lint types unit browser bench fuzz format clean runtime development
.NOTPARALLEL:

run: runtime
	@if ! ls "$(HOME_)"/versions/*.duckdb >/dev/null 2>&1; then \
	  echo "No data yet: building three weeks of the sample park (about two minutes)" && \
	  rm -rf $(SAMPLE) && $(PY) -m parkdash demo --out $(SAMPLE); \
	fi
	$(PY) -m parkdash serve $(if $(PORT),--port $(PORT))

test: lint types unit browser

lint: development
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: development
	$(PY) -m mypy

unit: development
	$(PYTEST) tests --ignore=tests/browser

browser: development
	$(BROWSER) && $(READER) && $(PYTEST) tests/browser

bench: development
	$(BROWSER) && $(PY) -m bench

fuzz: development
	$(PY) -m fuzz $(FUZZ)

format: development
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf $(VENV) $(SAMPLE) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Does nothing while the lists of requirements are the ones installed.
runtime:
	@sh scripts/ensure_venv.sh $(VENV) requirements.txt

development:
	@sh scripts/ensure_venv.sh $(VENV) requirements-dev.txt
