//! The rules of the house, checked on every crate and file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// What `cargo metadata` tells of a workspace. The crate that reads it whole would lend the product's dependencies its
/// features, and so have them built twice: for the product and for the tests.
#[derive(Deserialize)]
struct Workspace {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
    /// None, `dev` or `build`.
    kind: Option<String>,
    optional: bool,
}

fn workspace() -> Workspace {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root()).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo knows the workspace")
}

/// What a crate lists, for its tests or for itself.
fn listed(workspace: &Workspace, name: &str, dev: bool) -> BTreeSet<String> {
    let package = workspace.packages.iter().find(|package| package.name == name);
    let package = package.unwrap_or_else(|| panic!("no crate {name}"));
    let wanted = package.dependencies.iter().filter(|of| (of.kind.as_deref() == Some("dev")) == dev);
    wanted.map(|of| of.name.clone()).collect()
}

#[test]
fn dependencies_point_one_way() {
    let workspace = workspace();
    let house = ["domain", "storage", "app", "api", "worker", "migration", "gongdan"];
    let own = |name: &str| -> Vec<String> {
        let listed = listed(&workspace, name, false);
        listed.into_iter().filter(|of| house.contains(&of.as_str())).collect()
    };
    assert_eq!(own("domain"), [""; 0]);
    assert_eq!(own("migration"), [""; 0]);
    assert_eq!(own("storage"), ["domain"]);
    assert_eq!(own("app"), ["domain", "storage"]);
    assert_eq!(own("api"), ["app", "domain"]);
    assert_eq!(own("worker"), ["app", "domain"]);
    assert_eq!(own("gongdan"), ["api", "app", "domain", "migration", "storage", "worker"]);
}

#[test]
fn each_outside_crate_stays_in_its_room() {
    let workspace = workspace();
    for (krate, rooms) in [
        ("sea-orm", vec!["domain", "load", "storage"]),
        ("sea-orm-migration", vec!["migration"]),
        ("sqlx", vec!["storage"]),
        ("redis", vec!["storage"]),
        ("async-graphql", vec!["api"]),
        ("poem", vec!["api", "gongdan"]),
        ("jsonwebtoken", vec!["api"]),
        ("argon2", vec!["app"]),
        ("reqwest", vec!["app", "load"]),
        ("hmac", vec!["app"]),
        ("tokio-cron-scheduler", vec!["worker"]),
        ("clap", vec!["gongdan", "load", "services"]),
        ("figment", vec!["gongdan"]),
    ] {
        let names = workspace.packages.iter().map(|package| package.name.as_str());
        let found: BTreeSet<&str> = names.filter(|name| listed(&workspace, name, false).contains(krate)).collect();
        let allowed: BTreeSet<&str> = rooms.into_iter().collect();
        assert!(found.is_subset(&allowed), "{krate} is listed by {found:?}, not only by {allowed:?}");
    }
    // The rules take the mapping of ids to columns only when storage asks for it.
    let domain = workspace.packages.iter().find(|package| package.name.as_str() == "domain").expect("domain");
    let mapping = domain.dependencies.iter().find(|of| of.name == "sea-orm");
    assert!(mapping.is_none_or(|of| of.optional), "domain must build without sea-orm");
    for pure in ["tokio", "tracing", "futures-util"] {
        assert!(!listed(&workspace, "domain", false).contains(pure), "domain is pure: no {pure}");
    }
}

#[test]
fn one_file_names_the_alarm_clock() {
    let naming: Vec<_> = sources()
        .into_iter()
        .filter(|file| !file.starts_with(root().join("tests")))
        .filter(|file| text(file).contains("tokio_cron_scheduler::"))
        .collect();
    assert_eq!(naming, [root().join("worker/src/alarm.rs")]);
}

#[test]
fn files_are_short_named_for_what_they_hold_and_open_with_their_purpose() {
    let sources = sources();
    let forbidden = ["utils", "util", "helpers", "helper", "common", "manager", "service", "misc"];
    let mut lengths = Vec::new();
    for file in &sources {
        let text = text(file);
        assert!(text.starts_with("//! "), "{} does not open with its purpose", file.display());
        for part in file.strip_prefix(root()).expect("a file of ours").iter().map(Path::new) {
            let stem = part.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            assert!(!forbidden.contains(&stem), "{}: name the thing", file.display());
        }
        // A migration is written once and never edited.
        if !file.starts_with(root().join("migration")) {
            lengths.push((text.lines().count(), file));
        }
    }
    lengths.sort_unstable();
    let (longest, file) = lengths[lengths.len() - 1];
    assert!(longest <= 500, "{} has {longest} lines", file.display());
    let (median, _) = lengths[lengths.len() / 2];
    assert!(median <= 120, "the median file has {median} lines");
    let (p95, _) = lengths[lengths.len() * 95 / 100];
    assert!(p95 <= 350, "one file in twenty has over {p95} lines");
}

#[test]
fn the_table_of_cases_names_tests_that_exist() {
    let table = text(&root().join("docs/sla-cases.md"));
    let sources: String = sources().iter().map(|file| text(file)).collect();
    for case in 1..=50 {
        let row = table.lines().find(|line| line.starts_with(&format!("| E{case} |")));
        let row = row.unwrap_or_else(|| panic!("E{case} is missing"));
        let named: Vec<&str> = row.split('`').filter(|part| part.starts_with(&format!("e{case:02}_"))).collect();
        assert!(!named.is_empty() || row.contains("| not yet: "), "E{case} names no test");
        for name in named {
            assert!(sources.contains(&format!("fn {name}(")), "{name} does not exist");
        }
    }
}

#[test]
fn no_graphql_type_is_derived_on_an_entity() {
    for file in sources().into_iter().filter(|file| file.starts_with(root().join("storage"))) {
        assert!(!text(&file).contains("async_graphql"), "{}", file.display());
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).expect("a text file")
}

/// Every source file of the workspace.
fn sources() -> Vec<PathBuf> {
    let mut waiting: Vec<PathBuf> = ["src", "domain", "storage", "app", "api", "worker", "migration", "tests"]
        .map(|part| root().join(part))
        .to_vec();
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    assert!(found.len() > 100, "{} files", found.len());
    found
}
