//! Installs the servers, and Node for the clients that are tested beside them, from Debian's packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{account, programs};

/// What the clients of `tests/e2e` run on, at least.
const NODE: u32 = 20;

/// Read by Debian's PostgreSQL package as it is set up; without it the package starts a cluster of its own on port 5432.
const NO_MAIN_CLUSTER: &str = "/etc/postgresql-common/createcluster.d/test-servers.conf";

/// Installs what is missing, as root; otherwise says what to install. Tells through `say` what it does.
pub fn ensure(say: impl Fn(&str)) -> Result<()> {
    let packages = missing();
    if packages.is_empty() {
        return check_node();
    }
    let list = packages.join(" ");
    if !account::is_root() {
        bail!("the tests need PostgreSQL, Redis and Node; install them with: sudo apt-get install {list}");
    }
    say(&format!("installing {list}"));
    apt(&["update", "-q"])?;
    if packages.contains(&"postgresql") {
        forbid_main_cluster().with_context(|| format!("writing {NO_MAIN_CLUSTER}"))?;
    }
    let mut arguments = vec!["install"];
    arguments.extend(&packages);
    apt(&arguments)?;
    let left = missing();
    ensure!(left.is_empty(), "still missing after the installation: {}", left.join(" "));
    check_node()
}

/// Refuses a Node that is too old: some releases of Debian have no other, and there it comes from elsewhere.
fn check_node() -> Result<()> {
    let output = Command::new("node").arg("--version").output().context("running node")?;
    let told = String::from_utf8_lossy(&output.stdout);
    let version = told.trim();
    ensure!(
        major(version).is_some_and(|major| major >= NODE),
        "the tests need Node {NODE} or later, and this is {version}: install a newer one from https://nodejs.org"
    );
    Ok(())
}

/// Of a version as Node tells its own, such as v20.11.1.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn forbid_main_cluster() -> std::io::Result<()> {
    let file = Path::new(NO_MAIN_CLUSTER);
    if let Some(directory) = file.parent() {
        std::fs::create_dir_all(directory)?;
    }
    std::fs::write(file, "create_main_cluster = false\n")
}

/// The Debian packages whose programs are not here.
fn missing() -> Vec<&'static str> {
    let postgres = programs::postgres_directory().is_none().then_some("postgresql");
    let redis = programs::redis_server().is_none().then_some("redis-server");
    let node = (!programs::on_path("npm")).then_some("npm");
    postgres.into_iter().chain(redis).chain(node).collect()
}

/// Runs apt-get without questions; its output goes through.
fn apt(arguments: &[&str]) -> Result<()> {
    let status = Command::new("apt-get")
        .args(["-y", "-q", "--no-install-recommends"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .context("running apt-get (only Debian and its relatives are known)")?;
    ensure!(status.success(), "apt-get {} failed ({status})", arguments.join(" "));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_a_number() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("v9.0.0"), Some(9));
        assert_eq!(major(""), None);
    }
}
