# Every target sets up .venv first, from requirements.lock. `make help` lists them.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/ready
export PYTHONDONTWRITEBYTECODE :=
# A sitecustomize or user package of the machine's must not reach the grader.
export PYTHONNOUSERSITE := 1

.DEFAULT_GOAL := help
.PHONY: help grade zip gradescope assignments solutions verify calibrate audit test test-fast bench lint format lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

grade: $(READY) ## grade everything in submissions/, print a table, write grades/ (DRY=1: only say; ROSTER=file)
	@$(RUN) -m autograder grade $(if $(DRY),--dry-run) $(if $(UNSAFE),--unsafe) $(foreach file,$(ROSTER),--roster $(file))

zip: $(READY) ## write the grade zips again from the gradebook, without grading (LMS=moodle, ROSTER=file)
	@$(RUN) -m autograder zip $(if $(LMS),--lms $(LMS)) $(foreach file,$(ROSTER),--roster $(file))

gradescope: $(READY) ## write build/<slug>/gradescope.zip for every assignment, the autograder to upload to Gradescope
	@$(RUN) -m autograder gradescope

assignments: $(READY) ## build the notebooks from the masters in solutions/, and the sample class from them
	@$(RUN) -m autograder build
	@$(RUN) tests/sample_class.py

solutions: assignments ## run the solution notebooks and render them to build/solutions/*.html
	@$(RUN) -m nbconvert --log-level ERROR --to html --execute --TagRemovePreprocessor.enabled=True \
	  --TagRemovePreprocessor.remove_input_tags=hide-input --output-dir build/solutions solutions/*/*.ipynb

verify: $(READY) ## grade every solution, blank, mistake and variant; all must come out as promised (long)
	@$(RUN) -m autograder verify

calibrate: $(READY) ## run the solutions over 50 seeds; write what each accuracy threshold rests on (very long; ONLY=05, SEEDS=200)
	@$(RUN) -m autograder calibrate $(ONLY) $(if $(SEEDS),--seeds $(SEEDS))

audit: $(READY) ## plant slips in every solution; report which check catches which, and what none does (very long; ONLY=05)
	@$(RUN) -m autograder audit $(ONLY)

# CI has no hour: it verifies one assignment whole, and of all ten the solution and the untouched notebook.
test: $(READY) lint ## run everything CI runs
	@$(RUN) -m autograder build --check
	@$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	@$(RUN) -m autograder verify --only /solution --only /blank --only 03-

test-fast: $(READY) lint ## run the tests that need neither TensorFlow, otter run nor a browser
	@$(RUN) -m pytest -m "not slow"

bench: $(READY) ## measure seconds and memory per submission, ours beside otter run
	@$(RUN) tests/bench.py

lint: $(READY) ## check style
	@$(VENV)/bin/ruff check --quiet . && $(VENV)/bin/ruff format --quiet --check .

format: $(READY) ## mend style
	@$(VENV)/bin/ruff check --quiet --fix . && $(VENV)/bin/ruff format --quiet .

lock: ## pin the newest versions of all dependencies, with hashes
	@$(PYTHON) -m venv $(VENV).lock && $(VENV).lock/bin/pip install --quiet uv
	@$(VENV).lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --group test pyproject.toml --output-file requirements.lock
	@rm -rf $(VENV).lock

clean: ## remove what can be made again; grades/ stays
	@rm -rf build $(VENV) *.egg-info

# pip compiles to byte code, without which TensorFlow imports three times slower.
$(READY): requirements.lock
	@echo "Setting up $(VENV) (once; about two minutes)" >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than 3.11. Name a newer one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
