PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: reports test nightly lab bench gallery clean

reports: $(READY)
	@$(BIN)/python -m analysis report seeds/*/

test: $(READY)
	@$(BIN)/pytest

# every reader, extractor and exporter with 10,000 cases each, which takes hours, or with CASES=1000
nightly: $(READY)
	@HYPOTHESIS_PROFILE=nightly $(BIN)/pytest tests/test_fuzzing.py

lab: $(READY)
	@$(BIN)/jupyter lab --notebook-dir=. notebooks

bench: $(READY)
	@for bench in tests/benchmarks/bench_*.py; do $(BIN)/python $$bench; done

# README's picture, taken in Chromium
CHROMIUM ?= chromium --no-sandbox
gallery: reports
	@mkdir -p reports/gallery
	@$(CHROMIUM) --headless --disable-gpu --hide-scrollbars --window-size=1100,1130 \
	    --screenshot=reports/gallery/casualties.png "file://$(CURDIR)/reports/ilmora/casualties.html" 2> /dev/null
	@$(BIN)/python -c "from PIL import Image; p = 'reports/gallery/casualties.png'; Image.open(p).convert('RGB').quantize(96, Image.Quantize.MAXCOVERAGE, dither=0).save(p, optimize=True)"

clean:
	rm -rf $(filter-out reports/README.md reports/gallery,$(wildcard reports/*)) .venv build *.egg-info

$(READY): pyproject.toml
	@echo "Setting up .venv, once; this takes a minute or two."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --editable '.[test]'
	@$(BIN)/python -m compileall -q analysis
	@touch $@
