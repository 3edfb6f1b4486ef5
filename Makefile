# Everything a clone needs: `make demo` shows what the program does, `make test` proves it.

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -ec
.DEFAULT_GOAL := build
.PHONY: build demo test install bench planted hostile fuzz test-office peers budget format lint clean swift packages

PREFIX ?= /usr/local
PACKAGES := libcsv-dev libzip-dev zlib1g-dev libisal-dev libexpat1-dev libxlsxwriter-dev libssl-dev pkg-config \
	python3 python3-venv chromium fonts-dejavu-core fonts-noto-core
SOURCES := Package.swift Sources Tests
RELEASE := .build/release/doichieu

build: packages
	swift build -c release --product doichieu

# Findings are what the demo is about: exit status 1 is its success.
demo: build
	@$(RELEASE) run rules/giam-ngheo-2024.yaml --input samples/giam-ngheo-2024 \
	  --output doichieu-out || [ $$? -eq 1 ]
	@echo
	@echo "Mở doichieu-out/report.html để xem báo cáo. Thư mục có $$(ls doichieu-out | wc -l) tệp, giải thích ở docs/outputs.md."

# The closing line of the test runner comes last, whatever is printed behind it.
test: packages .venv/stamp
	@mkdir -p .build; status=0; \
	swift test 2>&1 | tee .build/test.log || status=$$?; \
	grep -E 'Test run with [0-9]+ tests?' .build/test.log | tail -1 || true; \
	exit $$status

# What only LibreOffice can say: that the workbook's formulas come to our totals.
test-office: packages .venv/stamp
	@$(MAKE) --no-print-directory packages PACKAGES=libreoffice-calc-nogui
	DOICHIEU_OFFICE=1 swift test --filter 'WorkbookReportTests|DifferentialTests'

install: build
	install -D -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/doichieu

SIZES ?= 100k,1m,5m
RUNS ?= 5
PACKED ?=
bench: build .venv/stamp
	.venv/bin/python Tests/Benchmarks/bench.py --sizes $(SIZES) --runs $(RUNS) --packed "$(PACKED)"

# Further engines beside, at a million rows; their packages are not part of the tests.
PEER = .venv-peers/bin/python Tests/Benchmarks/peers
peers: build .venv/stamp .venv-peers/stamp
	.venv/bin/python Tests/Benchmarks/bench.py --sizes 1m --runs $(RUNS) \
	  --vs 'Polars=$(PEER)/polars_work.py {data} {out}' \
	  --vs 'DataFusion=$(PEER)/sql_work.py datafusion {data} {out}' \
	  --vs 'chDB=$(PEER)/sql_work.py chdb {data} {out}' \
	  --vs 'SQLite=$(PEER)/sql_work.py sqlite {data} {out}' \
	  --vs 'sort, join, awk=sh Tests/Benchmarks/peers/sort_join_awk.sh {data} {out}'

.venv-peers/stamp: Tests/Benchmarks/peers/requirements.txt | packages
	python3 -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# Instructions of a fixed run, against a budget: unlike time they do not depend on who else is on the machine.
budget: build .venv/stamp
	@$(MAKE) --no-print-directory packages PACKAGES=valgrind
	.venv/bin/python Tests/Benchmarks/instructions.py

# Known errors in simulated books: what is found of them, and with which cause.
SEEDS ?= 10
FIRST ?= 1
planted: build
	python3 -B Tests/Benchmarks/planted/planted.py --program $(RELEASE) --seeds $(SEEDS) --first $(FIRST)

# Files that are made to do harm: refused by name within 2 seconds and 256 MiB each?
hostile: build
	python3 Tests/Benchmarks/hostile.py

# Looks for inputs that break something, guided by what code they reach: make fuzz TARGET=zip RUNS=1000000
TARGET ?= csv
FUZZ_RUNS ?= 1000000
SEED ?= 1
FUZZER := .build/fuzz/release/fuzz
FUZZ_SEEDS_csv := Tests/Corpus
FUZZ_SEEDS_encodings := Tests/Corpus
FUZZ_SEEDS_zip := Tests/Corpus
FUZZ_SEEDS_rules := Tests/Golden/lint rules
FUZZ_SEEDS_xlsx := Tests/Fuzz/seeds/xlsx
FUZZ_SEEDS_expressions := Tests/Fuzz/seeds/expressions
fuzz: packages
	DOICHIEU_FUZZ=1 swift build -c release --scratch-path .build/fuzz --sanitize fuzzer \
	  -Xswiftc -parse-as-library -Xswiftc -enable-testing --product fuzz
	mkdir -p .build/fuzz/found/$(TARGET)
	FUZZ_TARGET=$(TARGET) $(FUZZER) -runs=$(FUZZ_RUNS) -seed=$(SEED) -max_len=16384 -timeout=10 \
	  -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix=.build/fuzz/$(TARGET)- \
	  .build/fuzz/found/$(TARGET) $(FUZZ_SEEDS_$(TARGET))

format:
	swift format --in-place --recursive $(SOURCES)

lint: build
	swift format lint --strict --recursive $(SOURCES)
	$(RELEASE) lint rules/*.yaml Tests/Benchmarks/*.yaml

clean:
	rm -rf .build .venv .venv-peers doichieu-out

# Python packages of the tests that compare with another program.
.venv/stamp: Tests/requirements.txt | packages
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@

swift:
	@command -v swift >/dev/null || { \
	  echo "doichieu needs Swift 6.3 or later, and there is no swift on the PATH." >&2; \
	  echo "Install it from https://www.swift.org/install/linux/ and try again." >&2; \
	  exit 1; }

# Missing Debian packages are installed; nothing is said where all are there.
packages: swift
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query --show --showformat='$${Status}' $$package 2>/dev/null \
	    | grep -q '^install ok installed$$' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  sudo=; [ "$$(id -u)" -eq 0 ] || sudo=sudo; \
	  echo "installing$$missing"; \
	  $$sudo apt-get update -q && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	fi
