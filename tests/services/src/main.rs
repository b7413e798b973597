//! `services run -- CMD`: a command between the start and the end of its servers.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use rustix::process::{Pid, Signal, kill_process};
use services::{Durability, POSTGRES, Postgres, REDIS, Redis, install};
use tokio::process::{Child, Command};
use tokio::signal::unix::{SignalKind, signal};

/// Throw-away PostgreSQL and Redis for tests and benches.
#[derive(Parser)]
#[command(name = "services")]
struct Cli {
    #[command(subcommand)]
    command: Subcommands,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Install the Debian packages of the servers and of the browser if they are missing.
    Install,
    /// Start both servers, run a command with their addresses in its environment, and remove them.
    Run {
        /// Let PostgreSQL wait for the disk, as in production.
        #[arg(long)]
        durable: bool,
        /// The command and its arguments.
        #[arg(last = true, required = true)]
        command: Vec<OsString>,
    },
}

// One thread: the servers end with the thread that started them.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode> {
    match Cli::parse().command {
        Subcommands::Install => {
            install::servers(say)?;
            install::browser(say)?;
            say("PostgreSQL, Redis and Chromium are installed");
            Ok(ExitCode::SUCCESS)
        }
        Subcommands::Run { durable, command } => {
            let durability = if durable { Durability::Full } else { Durability::None };
            run(durability, &command).await
        }
    }
}

fn say(what: &str) {
    eprintln!("services: {what}");
}

async fn run(durability: Durability, command: &[OsString]) -> Result<ExitCode> {
    install::servers(say)?;
    // Caught from here on, so that no signal can leave a server behind.
    let mut interrupt = signal(SignalKind::interrupt()).context("catching SIGINT")?;
    let mut terminate = signal(SignalKind::terminate()).context("catching SIGTERM")?;
    let postgres = Postgres::start(durability).await?;
    let redis = Redis::start().await?;
    say(&format!("{} {}", postgres.url(), redis.url()));

    let (program, arguments) = command.split_first().context("no command given")?;
    let outcome = async {
        let mut child = Command::new(program)
            .args(arguments)
            .env(POSTGRES, postgres.url())
            .env(REDIS, redis.url())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        loop {
            tokio::select! {
                status = child.wait() => return status.context("waiting for the command"),
                // A terminal sends Ctrl-C to the command as well: only wait for it to end.
                _ = interrupt.recv() => {}
                _ = terminate.recv() => pass_on(&child),
            }
        }
    }
    .await;

    redis.stop().await?;
    postgres.stop().await?;
    let status = outcome?;
    let code = status.code().or_else(|| status.signal().map(|number| 128 + number));
    Ok(ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))
}

/// Asks the command to end. That it has just ended by itself is no error.
fn pass_on(child: &Child) {
    if let Some(pid) = child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
        let _ = kill_process(pid, Signal::TERM);
    }
}
