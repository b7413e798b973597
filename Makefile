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

.PHONY: help run test e2e check lint fmt deny advisories schema bench bench-10m bench-search bench-build

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The profile `quick` builds in a few minutes and serves fast enough to judge by.
run: ## build, load the demo if the database is empty, print its log-ins, serve everything on SQLite
	$(CARGO) run --profile quick -- --demo

# Built first, so that the servers wait for no compiler. PostgreSQL and Redis are throw-away
# ones on free loopback ports; as root, missing packages are installed, Node among them.
test: ## all tests, on SQLite and on PostgreSQL + Redis, and the executable beside public clients
	$(CARGO) test --workspace --no-run
	$(SERVICES) run -- $(CARGO) test --workspace
	$(MAKE) e2e

# The packages are those of the lock file; nothing of them gets into the product.
e2e: ## the built executable beside public clients of its protocols; needs Node 20 or later
	cd tests/e2e && npm ci --no-audit --no-fund --loglevel=error && GONGDAN=$(BUILT) node --test test/*.test.js

check: lint deny test ## what must pass before a commit lands

# The rules must also build alone: a workspace build would lend `domain` the features of others.
lint: ## formatting, clippy, the rules alone, documentation
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	$(CARGO) test -p domain
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
bench: bench-build ## the engine alone, the real log, a million tickets beside PostgreSQL's own statements, a change of a calendar, a thousand who listen
	$(CARGO) bench -p domain
	$(LOAD) import $(REAL_LOG) --gongdan $(RELEASE)/gongdan
	$(LOAD) backtest $(REAL_LOG) --gongdan $(RELEASE)/gongdan
	$(BENCH)
	$(LOAD) calendar --gongdan $(RELEASE)/gongdan
	$(LOAD) live --gongdan $(RELEASE)/gongdan

bench-10m: bench-build ## boards and raising on ten million tickets; needs 40 GB of disk
	$(BENCH) --tickets 10000000 --only board,raise

bench-search: bench-build ## search pages among a million tickets, on PostgreSQL and on SQLite
	$(RELEASE)/services run --durable -- $(RELEASE)/load search --plans

bench-build:
	$(CARGO) build --release -p gongdan -p load -p services
