//! Installs the servers, and the browser for the stories of the console, from Debian's packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{account, programs};

/// Read by Debian's PostgreSQL package as it is set up; without it the package starts a cluster of its own on port 5432.
const NO_MAIN_CLUSTER: &str = "/etc/postgresql-common/createcluster.d/test-servers.conf";

/// Installs the servers that are missing, as root; otherwise says what to install. Tells through `say` what it does.
pub fn servers(say: impl Fn(&str)) -> Result<()> {
    ensure(missing_servers, say)
}

/// The same of the browser.
pub fn browser(say: impl Fn(&str)) -> Result<()> {
    ensure(missing_browser, say)
}

fn ensure(missing: fn() -> Vec<&'static str>, say: impl Fn(&str)) -> Result<()> {
    let packages = missing();
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    if !account::is_root() {
        bail!("the tests need more programs; install them with: sudo apt-get install {list}");
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
fn missing_servers() -> Vec<&'static str> {
    let postgres = programs::postgres_directory().is_none().then_some("postgresql");
    let redis = programs::redis_server().is_none().then_some("redis-server");
    postgres.into_iter().chain(redis).collect()
}

/// A browser comes with a font for the console's Chinese.
fn missing_browser() -> Vec<&'static str> {
    if programs::chromium().is_some() { Vec::new() } else { vec!["chromium", "fonts-noto-cjk"] }
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
