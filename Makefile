# The commands of this repository. README needs two: `make run` and `make test`.

CARGO ?= cargo
# Where cargo puts programs; the servers of the tests are one of them.
SERVICES := $(or $(CARGO_TARGET_DIR),target)/debug/services
# The benchmark programs around the executable under test.
RELEASE := $(or $(CARGO_TARGET_DIR),target)/release
LOAD := $(RELEASE)/services run --durable -- $(RELEASE)/load
REAL_LOG := examples/uci498/incident_event_log.csv.gz --mapping examples/uci498/mapping.toml
BENCH := $(LOAD) --gongdan $(RELEASE)/gongdan

# The executable as the tests built it.
BUILT := $(abspath $(or $(CARGO_TARGET_DIR),target))/debug/gongdan

# What the executable takes in of the console, and what that is made of; codegen writes `*.gql.ts` and `src/gql`.
CONSOLE := web/dist/index.html
PAGES := schema.graphql $(addprefix web/,index.html vite.config.ts codegen.ts scripts/compress.mjs) $(shell find web/src web/public \
	-type f -not -name '*.gql.ts' -not -path 'web/src/gql/*' -not -name '*.test.*')
PACKAGES := web/node_modules/.package-lock.json

.PHONY: help run console test built console-check console-test e2e check lint fmt deny advisories schema bench bench-10m bench-search bench-build

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The profile `quick` builds in a few minutes and serves fast enough to judge by.
run: console ## build, load the demo if the database is empty, print its log-ins, serve everything on SQLite
	$(CARGO) run --profile quick -- --demo

console: $(CONSOLE) ## build the web console, which the executable takes in; as root, installs Node if it is missing

# Cargo watches the files that were there the last time: the source that takes them in is touched for the new ones.
$(CONSOLE): $(PACKAGES) $(PAGES)
	cd web && ./with-node npm run build
	@touch $@ src/console.rs

# The packages are those of the lock file.
$(PACKAGES): web/package.json web/package-lock.json
	cd web && ./with-node npm ci --no-audit --no-fund --loglevel=error
	@touch $@

console-check: $(PACKAGES) ## types, lint and unit tests of the console
	cd web && ./with-node npm run check

# Without the lint, which reads every type once more and takes longer than all the rest: `make lint` has it.
console-test: $(PACKAGES) ## types and unit tests of the console
	cd web && ./with-node npm run codegen && ./with-node npm run types && ./with-node npm run test

# Built first, so that the servers wait for no compiler. PostgreSQL and Redis are throw-away
# ones on free loopback ports; as root, missing packages are installed, Node and Chromium among them.
test: console-test built ## all tests: on SQLite and on PostgreSQL + Redis, the console, and the executable beside clients and a browser
	$(SERVICES) run -- $(CARGO) test --workspace
	$(MAKE) e2e

# The tests, and with them the servers' program and the executable with its console.
built: console
	$(CARGO) test --workspace --no-run

# Chromium is Debian's, or the program that CHROMIUM names: none is downloaded.
e2e: export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
e2e: built ## the executable of the tests beside public clients of its protocols, and its console in a browser
	$(if $(CHROMIUM),,$(SERVICES) install)
	cd tests/e2e && ../../web/with-node npm ci --no-audit --no-fund --loglevel=error && GONGDAN=$(BUILT) ../../web/with-node npm test

check: lint deny test ## what must pass before a commit lands

# The rules must also build alone: a workspace build would lend `domain` the features of others.
lint: console-check ## formatting, clippy, the rules alone, documentation, the console
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	$(CARGO) check -p domain
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps

fmt: ## format
	$(CARGO) fmt --all

deny: ## licences, bans and sources of all crates; needs cargo-deny
	@$(CARGO) deny --version > /dev/null 2>&1 || { echo "cargo-deny is missing: cargo install cargo-deny --locked"; exit 1; }
	$(CARGO) fetch --locked --quiet
	$(CARGO) deny --offline --log-level error check licenses bans sources

advisories: ## known holes of all crates; needs cargo-deny and the network
	$(CARGO) deny check advisories

# A test compares the file; this renews it.
schema: ## write schema.graphql
	$(CARGO) run -q -- schema > schema.graphql

# One build for both sides; the servers wait for the disk here as in production.
bench: bench-build ## the engine alone, the real log, a million tickets beside PostgreSQL's own statements, a change of a calendar, reports, a thousand who listen
	$(CARGO) bench -p domain
	$(LOAD) import $(REAL_LOG) --gongdan $(RELEASE)/gongdan
	$(LOAD) backtest $(REAL_LOG) --gongdan $(RELEASE)/gongdan
	$(BENCH)
	$(LOAD) calendar --gongdan $(RELEASE)/gongdan
	$(LOAD) reports
	$(LOAD) live --gongdan $(RELEASE)/gongdan

bench-10m: bench-build ## boards, raising and scorecards on ten million tickets; needs 40 GB of disk
	$(BENCH) --tickets 10000000 --only board,raise,scorecards

bench-search: bench-build ## search pages among a million tickets, on PostgreSQL and on SQLite
	$(RELEASE)/services run --durable -- $(RELEASE)/load search --plans

bench-build:
	$(CARGO) build --release -p gongdan -p load -p services
