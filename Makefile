# doichieu: `make demo` and `make test` need nothing but a Debian system with Swift 6.3.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

PREFIX ?= /usr/local
SWIFT ?= swift
VENV := .venv
DEBIAN_PACKAGES := libcsv-dev libzip-dev libssl-dev zlib1g-dev pkg-config python3 python3-venv

RULES := rules/giam-ngheo-2024.yaml
SAMPLE := samples/giam-ngheo-2024

.PHONY: help demo test build install bench format lint clean prerequisites

help:
	@echo 'make demo      build, reconcile the sample and show the result'
	@echo 'make test      build and run every test'
	@echo 'make build     build the release binary'
	@echo 'make install   install it below PREFIX ($(PREFIX))'
	@echo 'make bench     measure against DuckDB (SIZES=100k,1m,5m RUNS=5)'
	@echo 'make format    format the sources'
	@echo 'make lint      check format and rule files'

demo: build
	@status=0; \
	.build/release/doichieu run $(RULES) --input $(SAMPLE) --output doichieu-out || status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi

# Debug builds keep the checks that release builds drop; the last line is the test runner's own.
test: prerequisites $(VENV)/.stamp
	$(SWIFT) build --build-tests
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(SWIFT) test --skip-build 

build: prerequisites
	$(SWIFT) build -c release --product doichieu

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 .build/release/doichieu "$(DESTDIR)$(PREFIX)/bin/doichieu"

SIZES ?= 100k,1m,5m
RUNS ?= 5
bench: build $(VENV)/.stamp
	$(VENV)/bin/python Tests/Benchmarks/bench.py --doichieu .build/release/doichieu --sizes $(SIZES) --runs $(RUNS)

format:
	$(SWIFT) format -irp Sources Tests Package.swift

lint: build
	$(SWIFT) format lint --strict -rp Sources Tests Package.swift
	.build/release/doichieu lint rules/*.yaml

clean:
	rm -rf .build $(VENV) doichieu-out .bench

# Installs what is missing; says nothing when nothing is.
prerequisites:
	@command -v $(SWIFT) >/dev/null || { echo 'Swift 6.3 is needed: see https://www.swift.org/install' >&2; exit 69; }
	@missing=''; \
	for package in $(DEBIAN_PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  sudo=''; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  echo "installing:$$missing"; \
	  $$sudo apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi

# An independent engine to test against.
$(VENV)/.stamp: Tests/requirements.txt | prerequisites
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	touch $@
