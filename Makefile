# Every target sets up .venv first, from requirements.lock, and those for developers add requirements-test.lock. `make help` lists them.
# PYTHON=path names the Python to use; without it the newest supported one is taken.
VENV := .venv
RUN := $(VENV)/bin/python
PACKAGES := $(VENV)/ready
READY := $(VENV)/bin/autograder
READY_TEST := $(VENV)/ready-test
READY_CLUSTER := $(VENV)/ready-cluster
READY_DOCS := $(VENV)/ready-docs
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check
PYTEST := $(RUN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --durations=10
PIN := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras
export PYTHONDONTWRITEBYTECODE :=
# A sitecustomize or user package of the machine's must not reach the grader.
export PYTHONNOUSERSITE := 1

.DEFAULT_GOAL := help
.PHONY: help grade cluster zip review gradescope release assignments solutions verify calibrate audit test test-fast test-pythons coverage bench docs pictures lint format lock dist clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

grade: $(READY) $(if $(CLUSTER),cluster) ## grade what is in submissions/, or else the sample class; print a table, write grades/ (DRY=1: only say; YES=1: do not ask; ROSTER=file)
	@$(RUN) -m autograder grade $(if $(DRY),--dry-run) $(if $(YES),--yes) $(if $(CLUSTER),--cluster $(CLUSTER)) $(if $(UNSAFE),--unsafe) $(foreach file,$(ROSTER),--roster $(file))

cluster: $(READY_CLUSTER) ## install what grading on a cluster needs, on each of its machines (docs/scale.md)

zip: $(READY) ## write the grade zips again from the gradebook, without grading (LMS=moodle, ROSTER=file)
	@$(RUN) -m autograder zip $(if $(LMS),--lms $(LMS)) $(foreach file,$(ROSTER),--roster $(file))

review: $(READY) ## read answers beside their checks in the browser, on this machine alone
	@$(RUN) -m autograder review

gradescope: $(READY) ## write build/<slug>/gradescope.zip for every assignment, the autograder to upload to Gradescope
	@$(RUN) -m autograder gradescope

release: $(READY) ## write build/release/<slug>.zip for every assignment, to put into the LMS for students
	@$(RUN) -m autograder release

assignments: $(READY) ## build the notebooks from the masters in solutions/, and the sample class from them
	@$(RUN) -m autograder build
	@$(RUN) tests/sample_class.py

solutions: assignments ## run the solution notebooks and render them to build/solutions/*.html
	@$(RUN) -m nbconvert --log-level ERROR --to html --execute --TagRemovePreprocessor.enabled=True \
	  --TagRemovePreprocessor.remove_input_tags=hide-input --output-dir build/solutions solutions/*/*.ipynb

verify: $(READY) ## grade every solution, blank, mistake and variant; each must lose exactly the checks it names (long)
	@$(RUN) -m autograder verify

calibrate: $(READY) ## run the solutions over 50 seeds; write what each accuracy threshold rests on (very long; ONLY=05, SEEDS=200)
	@$(RUN) -m autograder calibrate $(ONLY) $(if $(SEEDS),--seeds $(SEEDS))

audit: $(READY) ## plant mutants in every solution; report which check catches which, and which survive (very long; ONLY=05)
	@$(RUN) -m autograder audit $(ONLY)

# Tests wait as long as they compute, so three processes fill two cores. Coverage leaves out what tries the kernel, and random examples: it
# would take twice their time and count no line that the others leave out.
# CI has no hour: it verifies one assignment whole, and of all ten the solution and the untouched notebook.
test: lint ## run everything CI runs on one Python
	@$(RUN) -m autograder build --check
	@$(PYTEST) -m "kernel or hypothesis"
	@$(PYTEST) -m "not kernel and not hypothesis" --cov --cov-report=term
	@$(RUN) -m autograder verify --only /solution --only /blank --only 03-

coverage: $(READY_TEST) ## measure the branch coverage of the package
	@$(PYTEST) -q -m "not kernel and not hypothesis" --cov --cov-report=term

test-pythons: $(READY_TEST) ## test on each other supported Python that this machine has
	@.ci/test-pythons

test-fast: lint ## run the tests that need neither TensorFlow, otter run nor a browser
	@$(RUN) -m pytest -m "not slow"

# In an environment without the test tools: they slow `otter run` down.
bench: $(READY_TEST) ## measure the ten solutions, ours beside otter run and nbgrader, a cluster, classes of up to 1,000, a hundred notebooks at once, the marking desk, and a class with five attacks in it; write build/bench.json (long; ONLY=assignments FOR=01,05)
	@$(MAKE) --no-print-directory VENV=build/bench/venv build/bench/venv/bin/autograder cluster
	@build/bench/venv/bin/python tests/bench.py $(ONLY) $(if $(FOR),--for $(FOR))
	@$(if $(ONLY),,$(RUN) tests/bench_hostile.py)

docs: $(READY_DOCS) ## write the documentation as a site to build/site/; a link that leads nowhere is an error
	@$(RUN) -m sphinx --quiet --fail-on-warning --keep-going --conf-dir docs --doctree-dir build/site/.doctrees . build/site
	@echo "wrote  build/site/docs/index.html"

pictures: $(READY_TEST) ## make the README's pictures again (docs/pictures/), with Chromium
	@$(RUN) docs/pictures.py

lint: $(READY_TEST) ## check style, types and the arrows of import
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --quiet --check .
	@$(VENV)/bin/mypy --no-error-summary
	@broken=$$($(VENV)/bin/lint-imports) || { echo "$$broken"; exit 1; }

format: $(READY_TEST) ## fix style
	@$(VENV)/bin/ruff check --quiet --fix . && $(VENV)/bin/ruff format --quiet .

# The other locks hold what grading needs, in the same versions, and what only tests or a cluster need.
lock: ## pin the newest versions of all dependencies, with hashes
	@$$(.ci/find-python $(PYTHON)) -m venv $(VENV).lock && $(VENV).lock/bin/pip install --quiet uv
	@$(VENV).lock/bin/uv pip compile $(PIN) --upgrade --group test pyproject.toml --output-file requirements-test.lock
	@$(VENV).lock/bin/uv pip compile $(PIN) --upgrade --constraint requirements-test.lock pyproject.toml --output-file requirements.lock
	@$(VENV).lock/bin/uv pip compile $(PIN) --upgrade --constraint requirements-test.lock --extra cluster pyproject.toml --output-file requirements-cluster.lock
	@$(VENV).lock/bin/uv pip compile $(PIN) --upgrade --constraint requirements-test.lock --group docs pyproject.toml --output-file requirements-docs.lock
	@rm -rf $(VENV).lock

dist: $(READY) ## build the wheel and the source archive into build/dist/, the same bytes from the same commit
	@.ci/dist

clean: ## remove what can be made again; grades/ stays
	@rm -rf build $(VENV) .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis *.egg-info

# pip compiles to byte code, without which TensorFlow imports three times slower.
$(PACKAGES): requirements.lock
	@python=$$(.ci/find-python $(PYTHON)) || exit 1; \
	  echo "Setting up $(VENV) with $$("$$python" --version) (once; about two minutes)" >&2; \
	  "$$python" -m venv --clear $(VENV)
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(READY): pyproject.toml | $(PACKAGES)
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_TEST): requirements-test.lock | $(READY)
	@$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@

$(READY_DOCS): requirements-docs.lock | $(READY)
	@$(INSTALL) --require-hashes -r requirements-docs.lock
	@touch $@

$(READY_CLUSTER): requirements-cluster.lock | $(READY)
	@$(INSTALL) --require-hashes -r requirements-cluster.lock
	@touch $@
