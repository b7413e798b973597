//! One server process in a directory of its own: started, awaited, stopped.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::account::Account;

/// Both servers answer within a second on an idle machine; a busy one gets longer.
const START: Duration = Duration::from_secs(60);
const STOP: Duration = Duration::from_secs(10);

/// A directory for one server, removed with all its data when dropped.
#[derive(Debug)]
pub struct Home(TempDir);

impl Home {
    pub fn new(name: &str, account: Option<&Account>) -> Result<Self> {
        let directory = tempfile::Builder::new()
            .prefix(&format!("gongdan-{name}-"))
            .tempdir()
            .context("making a directory for a test server")?;
        if let Some(account) = account {
            account.own(directory.path())?;
        }
        Ok(Self(directory))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    fn log(&self) -> PathBuf {
        self.path().join("server.log")
    }

    /// Sends both outputs of a command to the log and starts it in this directory,
    /// because the caller's may be closed to the account.
    pub fn prepare(&self, command: &mut Command) -> Result<()> {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.log())
            .context("opening a test server's log")?;
        command
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone().context("sharing the log")?)
            .stderr(log);
        Ok(())
    }

    /// The end of the log, for the message of a failure.
    pub fn last_words(&self) -> String {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(12)..].join("\n")
    }
}

/// A running server. Dropped without [`Server::stop`] it is killed.
#[derive(Debug)]
pub struct Server {
    child: Child,
    home: Home,
}

impl Server {
    /// Starts the command and waits until `answers` says that the server does.
    pub async fn start<F>(
        home: Home,
        mut command: Command,
        answers: impl Fn() -> F,
    ) -> Result<Self, (Home, anyhow::Error)>
    where
        F: Future<Output = bool>,
    {
        let started = home.prepare(&mut command).and_then(|()| {
            command.kill_on_drop(true).spawn().context("starting a test server (needs setpriv of util-linux)")
        });
        let mut child = match started {
            Ok(child) => child,
            Err(error) => return Err((home, error)),
        };
        match timeout(START, until_answering(&mut child, answers)).await {
            Ok(Ok(())) => Ok(Self { child, home }),
            Ok(Err(error)) => Err((home, error)),
            Err(_) => Err((home, anyhow!("no answer within {} s", START.as_secs()))),
        }
    }

    /// Ends the server by a signal, or by force when it does not listen, and removes its data.
    pub async fn stop(mut self, signal: Signal) -> Result<()> {
        if let Some(pid) = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
            kill_process(pid, signal).context("stopping a test server")?;
        }
        if timeout(STOP, self.child.wait()).await.is_err() {
            self.child.kill().await.context("killing a test server")?;
        }
        self.home.0.close().context("removing a test server's data")
    }
}

async fn until_answering<F>(child: &mut Child, answers: impl Fn() -> F) -> Result<()>
where
    F: Future<Output = bool>,
{
    let mut tick = interval(Duration::from_millis(25));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Some(status) = child.try_wait().context("looking after a test server")? {
            bail!("it ended at once ({status})");
        }
        if answers().await {
            return Ok(());
        }
    }
}
