# The front door: everything a person or a pipeline runs starts here.
# `make` alone lists the targets.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

BINARY := .build/release/checker-cli
FORMATTED := Sources Tests Benchmarks/Sources Fuzz/Sources Fuzz/Package.swift Package.swift

# `make demo` checks a request that must be refused, so the checker's own exit
# status has to be 1 (at least one file fails). Any other status is a failed demo.
DEMO_REQUEST := fixtures/requests/sample
DEMO_REPORT := .build/demo/report.json
DEMO_PAGE := .build/demo/report.html
DEMO_EXPECTED_STATUS := 1

.DEFAULT_GOAL := help
.PHONY: help setup build demo test docs install evaluate faults-large differential bench-tools bench bench-quick bench-attack fuzz sanitize picture lint format clean
# SwiftPM locks .build: two targets at once would only wait for each other.
.NOTPARALLEL:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## install the system packages the build needs, if any is missing
	@SWIFT='$(SWIFT)' sh scripts/setup.sh

build: setup ## build the release binary: .build/release/checker-cli
	$(SWIFT) build -c release --static-swift-stdlib --product checker-cli

demo: build ## check the sample request, which must be refused
	@mkdir -p '$(dir $(DEMO_REPORT))'
	@echo '$(BINARY) check $(DEMO_REQUEST) --report json=$(DEMO_REPORT) --report html=$(DEMO_PAGE)'
	@status=0; \
	'$(BINARY)' check '$(DEMO_REQUEST)' --report 'json=$(DEMO_REPORT)' --report 'html=$(DEMO_PAGE)' || status=$$?; \
	if [ "$$status" -ne $(DEMO_EXPECTED_STATUS) ]; then \
	  echo "make demo: expected the checker to exit $(DEMO_EXPECTED_STATUS) (the sample request must be refused), got $$status" >&2; \
	  exit 1; \
	fi; \
	for report in '$(DEMO_REPORT)' '$(DEMO_PAGE)'; do \
	  if [ ! -s "$$report" ]; then \
	    echo "make demo: the checker exited $(DEMO_EXPECTED_STATUS) as expected, but wrote no $$report" >&2; \
	    exit 1; \
	  fi; \
	done; \
	echo; \
	echo "The checker refused the request (exit status $$status), as it should."; \
	echo 'JSON report: $(DEMO_REPORT)'; \
	echo 'HTML report: $(DEMO_PAGE)'

test: setup ## build and run all tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

# A page is written before it is compared, so this fails only when a page could not be written.
docs: setup ## write docs/rules anew from what the rules say of themselves
	$(SWIFT) build --build-tests
	UPDATE_DOCS=1 $(SWIFT) test --skip-build --filter RulePagesTests

# The manual page and the completions are made by the binary from its own commands.
install: $(BINARY) ## install checker-cli under PREFIX (default /usr/local); DESTDIR is respected
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1' \
	  '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' '$(DESTDIR)$(PREFIX)/share/zsh/site-functions' \
	  '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	install -m 755 '$(BINARY)' '$(DESTDIR)$(PREFIX)/bin/checker-cli'
	'$(BINARY)' man > '$(DESTDIR)$(PREFIX)/share/man/man1/checker-cli.1'
	'$(BINARY)' --generate-completion-script bash > '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/checker-cli'
	'$(BINARY)' --generate-completion-script zsh > '$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_checker-cli'
	'$(BINARY)' --generate-completion-script fish > '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/checker-cli.fish'

# Rebuilt for `install` only when a source is newer, so that after `make build`
# a `sudo make install` needs no Swift on root's PATH.
$(BINARY): Package.swift $(shell find Sources rulesets -type f ! -name '* *' 2>/dev/null)
	@$(MAKE) --no-print-directory build
	@touch '$@'

evaluate: build ## score the checker on labelled tables, planted disclosures and identifiers (needs python3)
	@python3 scripts/evaluate.py '$(BINARY)'
	@python3 scripts/evaluate_identifiers.py '$(BINARY)'

faults-large: $(BINARY) ## check inputs of extreme size within bounds of time and memory (needs python3 and 2 GB of disk)
	python3 scripts/large_faults.py '$(BINARY)'

differential: ## compare the parser with Python's csv on a million texts, and the scan with PCRE2 on megabytes (needs python3)
	python3 Tests/OutputCheckerTests/CSV/python-csv/differential.py 1000000 .build-differential
	$(SWIFT) build --build-tests
	CHECKER_DIFFERENTIAL='$(CURDIR)/.build-differential' CHECKER_SCAN_BYTES=300000 \
	  $(SWIFT) test --skip-build --filter 'PythonDifferentialTests|equalsPlainPatternsInBlocks'

# libFuzzer counts the branches of the whole library, so it is built anew, beside the ordinary build.
FUZZ_BUILD := .build-fuzz
SECONDS ?= 60
fuzz: setup ## feed mutated input to the readers for SECONDS (default 60) each; TARGETS chooses (see Fuzz/README.md)
	$(SWIFT) build -c release -Xswiftc -enable-testing --sanitize fuzzer --package-path Fuzz --scratch-path $(FUZZ_BUILD) \
	  --product FuzzTargets
	$(SWIFT)c -sanitize=fuzzer -Xlinker --whole-archive $(FUZZ_BUILD)/release/libFuzzTargets.a -Xlinker --no-whole-archive \
	  -lpcre2-8 -lz -lstdc++ -o $(FUZZ_BUILD)/fuzz
	Fuzz/run.sh $(FUZZ_BUILD)/fuzz '$(SECONDS)' $(TARGETS)

# Each sanitizer has a build of its own.
SANITIZERS ?= address thread
sanitize: setup ## run all tests under the address and the thread sanitizer (slow)
	@set -e; for sanitizer in $(SANITIZERS); do \
	  echo "== $$sanitizer"; \
	  LSAN_OPTIONS='suppressions=$(CURDIR)/Tests/leaks-of-others.txt' \
	    $(SWIFT) test --sanitize "$$sanitizer" --scratch-path ".build-$$sanitizer"; \
	done

# Peers: from PyPI in an environment of their own, libzsv where its header is found (ZSV_PREFIX), and what is on PATH.
BENCH_BUILD := .build-bench
BENCH_PYTHON := $(BENCH_BUILD)/venv/bin/python
ZSV_PREFIX ?= /usr/local
ZSV_PEER := $(BENCH_BUILD)/zsv-peer
BENCH := $(BENCH_PYTHON) Benchmarks/run.py --bench $(BENCH_BUILD)/release/bench --checker '$(BINARY)' --zsv-peer $(ZSV_PEER)

bench-tools: build $(BENCH_PYTHON) ## build what measures, and fetch what it is measured against (needs python3 and PyPI)
	@# SwiftPM plans anew only when the package's own files change: a new source of the checker would be missed.
	@touch Benchmarks/Package.swift
	$(SWIFT) build -c release -Xswiftc -enable-testing --package-path Benchmarks --scratch-path $(BENCH_BUILD)
	@if [ -f '$(ZSV_PREFIX)/include/zsv.h' ]; then \
	  clang -O3 -I'$(ZSV_PREFIX)/include' Benchmarks/peers/zsv.c -o $(ZSV_PEER) '$(ZSV_PREFIX)/lib/libzsv.a' -lm; \
	else echo "no libzsv in $(ZSV_PREFIX): it will not be measured"; fi

$(BENCH_PYTHON): Benchmarks/requirements.txt
	python3 -m venv $(BENCH_BUILD)/venv
	$(BENCH_PYTHON) -m pip install --quiet --requirement Benchmarks/requirements.txt
	@touch '$@'

bench: bench-tools ## measure against other tools, and write docs/performance.md
	$(BENCH) --out docs/performance.md

bench-quick: bench-tools ## the same with small files and few rounds, in under two minutes
	$(BENCH) --megabytes 60 --rounds 3

bench-attack: build ## time the attack on large masked tables
	python3 Benchmarks/attack.py '$(BINARY)'

picture: ## take docs/images/report.png anew (needs Chromium and Python's playwright: see scripts/picture.py)
	@mkdir -p '$(dir $(DEMO_PAGE))'
	@'$(BINARY)' check '$(DEMO_REQUEST)' --quiet --report 'html=$(DEMO_PAGE)'; test $$? -eq $(DEMO_EXPECTED_STATUS)
	python3 scripts/picture.py '$(DEMO_PAGE)' docs/images/report.png

lint: ## check the formatting of every Swift file
	$(SWIFT) format lint -r -s -p $(FORMATTED)

format: ## rewrite every Swift file in the project's format
	$(SWIFT) format -i -r -p $(FORMATTED)

clean: ## remove everything that was built
	rm -rf .build
