//! The import of an event log: time on the wall and highest memory, on SQLite and PostgreSQL; again without change; and
//! every clock replayed.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::io::AsyncReadExt;
use tokio::process::Command;

use crate::database::Cluster;
use crate::{Import, machine};

/// Longest time on the wall, and most memory, that an import may take.
struct Bound {
    seconds: u64,
    kib: u64,
}

const SQLITE: Bound = Bound { seconds: 60, kib: 1_048_576 };
const POSTGRES: Bound = Bound { seconds: 120, kib: 1_048_576 };

/// Whether every bar holds.
pub async fn run(import: &Import) -> Result<bool> {
    println!("machine: {}; load {}", machine::describe(), machine::load());
    let home = tempfile::tempdir()?;
    let sqlite = format!("sqlite://{}?mode=rwc", home.path().join("import.db").display());
    let mut all_hold = both("SQLite", import, home.path(), &sqlite, &SQLITE).await?;
    if services::postgres_url().is_some() {
        let cluster = Cluster::find().await?;
        let url = cluster.create("load_import").await?;
        all_hold &= both("PostgreSQL", import, home.path(), &url, &POSTGRES).await?;
        cluster.drop("load_import").await?;
    }
    Ok(all_hold)
}

async fn both(name: &str, import: &Import, home: &Path, url: &str, bound: &Bound) -> Result<bool> {
    call(import, home, url, &["migrate"]).await?;
    let (log, mapping) = (import.log.canonicalize()?, import.mapping.canonicalize()?);
    let (log, mapping) = (log.to_string_lossy(), mapping.to_string_lossy());
    let mut all_hold = true;
    for which in ["first", "second"] {
        let Called { wall, kib, said } = call(import, home, url, &["import", &log, "--mapping", &mapping]).await?;
        let changed = which == "second" && !said.contains("tickets: 0 new with 0 events, 0 grown");
        let holds = wall.as_secs_f64() <= bound.seconds as f64 && kib <= bound.kib && !changed;
        let word = if holds { "PASS" } else { "MISS" };
        println!(
            "{name}, {which} import: {:.1} s (must ≤ {} s), {} MiB (must ≤ {} MiB){}: {word}",
            wall.as_secs_f64(),
            bound.seconds,
            kib / 1_024,
            bound.kib / 1_024,
            if which == "second" { ", nothing changed" } else { "" }
        );
        all_hold &= holds;
    }
    // It fails when a single stored clock differs from its replay.
    let verified = call(import, home, url, &["verify", "clocks"]).await?;
    println!("{name}, verify clocks: {:.1} s, 0 differences: PASS", verified.wall.as_secs_f64());
    Ok(all_hold)
}

/// What a command took and said.
pub struct Called {
    pub wall: Duration,
    /// Highest resident memory.
    pub kib: u64,
    pub said: String,
}

/// Runs a command of the executable.
pub async fn call(import: &Import, home: &Path, url: &str, arguments: &[&str]) -> Result<Called> {
    let started = Instant::now();
    let gongdan = import.gongdan.canonicalize().context("gongdan is not built")?;
    let mut child = Command::new(gongdan)
        .args(arguments)
        .current_dir(home)
        .env("GONGDAN_DATABASE__URL", url)
        .env("GONGDAN_LOG__FILTER", "warn")
        .kill_on_drop(true)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut output = child.stdout.take().context("it has an output")?;
    let said = tokio::spawn(async move {
        let mut text = String::new();
        output.read_to_string(&mut text).await.map(|_| text)
    });
    let pid = child.id().context("it has a process")?;
    let mut highest = 0;
    let mut tick = tokio::time::interval(Duration::from_millis(20));
    let status = loop {
        tokio::select! {
            status = child.wait() => break status?,
            // The counter goes with the process, so it is read until then.
            _ = tick.tick() => highest = machine::memory_kib(pid, "VmHWM").unwrap_or(highest),
        }
    };
    ensure!(status.success(), "gongdan {}: {status}", arguments.join(" "));
    Ok(Called { wall: started.elapsed(), kib: highest, said: said.await?? })
}
