# make start   opens the course            make test   runs every check            make help   says the rest

PYTHON ?=
BOOTSTRAP := $(or $(PYTHON),python3)
BIN := .venv/bin
export PYTHON

define SET_UP
@command -v $(BOOTSTRAP) >/dev/null || { echo "dlcourse: there is no $(BOOTSTRAP): install Python 3.11, 3.12 or 3.13." >&2; exit 1; }
@$(BOOTSTRAP) tools/setup_venv.py
endef

.DEFAULT_GOAL := help
.PHONY: help start test test-pythons setup setup-test lessons look lint lock bench claims clean

help:  ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

start: setup  ## open the first lesson in JupyterLab (ARGS="--no-browser --port 8890" passes options on)
	@$(BIN)/dlcourse start $(ARGS)

test: setup-test  ## run the package's tests, then every lesson, unsolved and solved
	@$(BIN)/python tools/setup_chromium.py
	@$(BIN)/python tools/setup_nbgrader.py
	@$(BIN)/python tools/run_tests.py $(ARGS)

test-pythons: setup-test  ## run the tests that need no TensorFlow on each other Python from 3.11 to 3.13 found here
	@$(BIN)/python tools/test_pythons.py

setup:
	$(SET_UP) requirements.lock

setup-test:
	$(SET_UP) requirements-test.lock

lessons: setup-test  ## run the changed lessons and save them with their outputs
	@$(BIN)/python -m dlcourse.notebooks.run $(ARGS)

look: setup-test  ## photograph every lesson in a real browser, into build/look
	@$(BIN)/python tools/look_lessons.py $(ARGS)

lint: setup-test  ## check format, style, types and the lessons' own rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m dlcourse.notebooks.lint

lock: setup-test  ## choose the versions of all packages anew
	@$(BIN)/python tools/make_locks.py

bench: setup-test  ## run the benchmarks
	@for script in $(filter-out %/bench_table.py %/lesson_memory.py %/grading_class.py,$(wildcard benchmarks/*.py)); do $(BIN)/python "$$script" || exit 1; done

claims: setup-test  ## measure the lessons' headline claims again, over several seeds (ARGS="TOPIC")
	@$(BIN)/python benchmarks/claims $(ARGS)

clean:  ## remove what was made here; your copy in my-dlcourse stays
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
