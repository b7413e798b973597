//! A throw-away Redis that keeps nothing on disk.

use anyhow::{Context, Result, bail, ensure};
use rustix::process::Signal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::{Home, Server};
use crate::{account, port, programs};

/// A running Redis.
#[derive(Debug)]
pub struct Redis {
    server: Server,
    port: u16,
}

impl Redis {
    /// Starts a Redis on a free port.
    pub async fn start() -> Result<Self> {
        for _ in 0..port::TRIES {
            match Self::attempt(port::free()?).await {
                Ok(redis) => return Ok(redis),
                Err((log, error)) => {
                    ensure!(log.contains("Address already in use"), "Redis does not start: {error:#}\n{log}")
                }
            }
        }
        bail!("Redis found no free port")
    }

    /// Starts a Redis on the port of one that was stopped, for a test of an outage that ends.
    pub async fn start_on(port: u16) -> Result<Self> {
        Self::attempt(port)
            .await
            .map_err(|(log, error)| error.context(format!("Redis does not start on {port}\n{log}")))
    }

    async fn attempt(port: u16) -> Result<Self, (String, anyhow::Error)> {
        let nothing_logged = |error| (String::new(), error);
        let program = programs::redis_server().context("Redis is not installed").map_err(nothing_logged)?;
        let account = account::unprivileged().map_err(nothing_logged)?;
        let home = Home::new("redis", account.as_ref()).map_err(nothing_logged)?;
        let mut command = account::command(account.as_ref(), program);
        command.args(["--bind", "127.0.0.1", "--port", &port.to_string()]);
        command.args(["--save", "", "--appendonly", "no"]);
        match Server::start(home, command, || answers(port)).await {
            Ok(server) => Ok(Self { server, port }),
            Err((home, error)) => Err((home.last_words(), error)),
        }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Its port, for [`Redis::start_on`].
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Stops it; its keys are lost.
    pub async fn stop(self) -> Result<()> {
        self.server.stop(Signal::TERM).await
    }
}

async fn answers(port: u16) -> bool {
    async fn ping(port: u16) -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.write_all(b"PING\r\n").await?;
        let mut reply = [0; 7];
        stream.read_exact(&mut reply).await?;
        Ok(&reply == b"+PONG\r\n")
    }
    ping(port).await.unwrap_or(false)
}
