PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: reports test lab bench clean

reports: $(READY)
	@$(BIN)/python -m analysis report seeds/*/

test: $(READY)
	@$(BIN)/pytest

lab: $(READY)
	@$(BIN)/jupyter lab --notebook-dir=. notebooks

bench: $(READY)
	@for bench in tests/benchmarks/bench_*.py; do $(BIN)/python $$bench; done

clean:
	rm -rf $(filter-out reports/README.md reports/gallery,$(wildcard reports/*)) .venv build *.egg-info

$(READY): pyproject.toml
	@echo "Setting up .venv, once; this takes a minute or two."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --editable '.[test]'
	@$(BIN)/python -m compileall -q analysis
	@touch $@
