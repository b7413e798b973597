//! Installs the servers, and Node for the clients that are tested beside them, from Debian's packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{account, programs};

/// Read by Debian's PostgreSQL package as it is set up; without it the package starts a cluster of its own on port 5432.
const NO_MAIN_CLUSTER: &str = "/etc/postgresql-common/createcluster.d/test-servers.conf";

/// Installs what is missing, as root; otherwise says what to install. Tells through `say` what it does.
pub fn ensure(say: impl Fn(&str)) -> Result<()> {
    let packages = missing();
    if packages.is_empty() {
        return Ok(());
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
    Ok(())
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
