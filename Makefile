# Two commands: `make demo` runs the product, `make test` runs its tests.
PYTHON ?= python3
ENVIRONMENT = $(PYTHON) -m infra.demo.environment
RUN = .venv/bin/python
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: demo demo-reset test check bench bench-deadline lock format

demo:
	@$(PYTHON) -m infra.demo

demo-reset:
	@$(PYTHON) -m infra.demo reset

# make test ARGS="tests/grants -x"; without ARGS, every test, on as many processors as there are
test: ARGS ?= -n auto --maxprocesses 4 --dist loadfile
test:
	@$(ENVIRONMENT) test
	@$(RUN) -m infra.translations compile
	@$(RUN) -m pytest $(ARGS)

check: export DJANGO_SETTINGS_MODULE = config.settings.test
check:
	@$(ENVIRONMENT) test
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m infra.translations compile
	$(RUN) -m infra.translations check
	.venv/bin/djlint --lint --quiet .
	.venv/bin/lint-imports
	$(RUN) -m mypy
	$(RUN) manage.py check --fail-level WARNING
	$(RUN) -m infra.postgres run -- $(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py spectacular --validate --fail-on-warn --file /dev/null

bench:
	@$(ENVIRONMENT) test
	@$(RUN) -m infra.bench

bench-deadline:
	@$(ENVIRONMENT) test
	@$(RUN) -m infra.bench.deadline

format:
	@$(ENVIRONMENT) test
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

lock:
	@$(ENVIRONMENT) test
	@$(COMPILE) --output-file=requirements/runtime.txt requirements/runtime.in
	@$(COMPILE) --output-file=requirements/test.txt requirements/test.in
