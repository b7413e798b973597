//! A throw-away PostgreSQL cluster.

use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use rustix::process::Signal;
use tokio::process::Command;

use crate::account::{self, Account};
use crate::server::{Home, Server};
use crate::{port, programs};

/// What a committed row costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Nothing waits for the disk: for tests, whose data nobody wants back.
    None,
    /// As in production: for benches, which would flatter us without it.
    Full,
}

/// For every cluster: enough connections for a test run on many cores, and room for a bench's million rows.
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=256MB",
    "max_wal_size=4GB",
    "timezone=UTC",
];

/// For a cluster that may lose everything. Autovacuum is off because its worker in the
/// template database makes `CREATE DATABASE … TEMPLATE` wait.
const CARELESS: [&str; 6] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
];

/// A running cluster with the superuser `postgres` and trust on the loopback.
#[derive(Debug)]
pub struct Postgres {
    server: Server,
    port: u16,
}

impl Postgres {
    /// Makes a cluster and starts it.
    pub async fn start(durability: Durability) -> Result<Self> {
        let bin = programs::postgres_directory().context("PostgreSQL is not installed")?;
        let account = account::unprivileged()?;
        let mut home = Home::new("postgres", account.as_ref())?;
        let data = home.path().join("data");
        let initdb = bin.join("initdb");
        // Collation C sorts by bytes, as SQLite does.
        let arguments = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"];
        let mut command = account::command(account.as_ref(), &initdb);
        command.arg("--no-sync").args(arguments).arg("--pgdata").arg(&data);
        run(&home, command, "initdb").await?;

        for _ in 0..port::TRIES {
            let port = port::free()?;
            let mut command = server_command(account.as_ref(), &bin.join("postgres"), durability);
            command.arg("-D").arg(&data).arg("-p").arg(port.to_string());
            let ready = bin.join("pg_isready");
            match Server::start(home, command, || answers(&ready, port)).await {
                Ok(server) => return Ok(Self { server, port }),
                Err((same_home, error)) => {
                    home = same_home;
                    let log = home.last_words();
                    ensure!(log.contains("Address already in use"), "PostgreSQL does not start: {error:#}\n{log}");
                }
            }
        }
        bail!("PostgreSQL found no free port")
    }

    /// The maintenance database, from which others are made.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops the cluster without a checkpoint and removes it.
    pub async fn stop(self) -> Result<()> {
        self.server.stop(Signal::QUIT).await
    }
}

fn server_command(account: Option<&Account>, program: &std::path::Path, durability: Durability) -> Command {
    let careless: &[&str] = match durability {
        Durability::None => &CARELESS,
        Durability::Full => &[],
    };
    let mut command = account::command(account, program);
    for setting in SETTINGS.iter().chain(careless) {
        command.arg("-c").arg(setting);
    }
    command
}

async fn answers(pg_isready: &std::path::Path, port: u16) -> bool {
    Command::new(pg_isready)
        .args(["-q", "-h", "127.0.0.1", "-d", "postgres", "-U", "postgres"])
        .arg("-p")
        .arg(port.to_string())
        .stdin(Stdio::null())
        .status()
        .await
        .is_ok_and(|status| status.success())
}

async fn run(home: &Home, mut command: Command, name: &str) -> Result<()> {
    home.prepare(&mut command)?;
    let status = command.status().await.with_context(|| format!("starting {name}"))?;
    ensure!(status.success(), "{name} failed ({status})\n{}", home.last_words());
    Ok(())
}
