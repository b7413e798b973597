//! The executable under test as a process of its own, and a client of its API.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use uuid::Uuid;

use crate::world;

/// A busy machine starts it within a second or two.
const START: Duration = Duration::from_secs(60);

/// A running `gongdan`; it ends with this value.
#[derive(Debug)]
pub struct Server {
    child: Child,
    url: String,
    http: reqwest::Client,
    home: TempDir,
}

/// Which processes to be.
#[derive(Clone, Copy, Debug)]
pub enum Mode {
    /// `gongdan api`: nothing but the API, so that no job runs into the figures.
    Api,
    /// `gongdan`: everything in one process, the only way on SQLite.
    All,
}

impl Server {
    /// Starts it on a free port, with production's log level, and waits until it answers.
    pub async fn start(gongdan: &Path, mode: Mode, settings: &[(&str, String)]) -> Result<Self> {
        let home = tempfile::tempdir()?;
        let gongdan = gongdan.canonicalize().with_context(|| format!("{} is not built", gongdan.display()))?;
        let listen = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = std::fs::File::create(home.path().join("log"))?;
        let mut command = Command::new(gongdan);
        if matches!(mode, Mode::Api) {
            command.arg("api");
        }
        command
            .current_dir(home.path())
            .env("GONGDAN_SERVER__LISTEN", listen.to_string())
            .env("GONGDAN_SERVER__PUBLIC_URL", format!("http://{listen}"))
            .env("GONGDAN_AUTH__LOG_INS_PER_PEER", "10000")
            .env("GONGDAN_AUTH__ACCESS_TOKEN__LIFETIME_SECONDS", "3600")
            .env("GONGDAN_LOG__FILTER", "warn")
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true);
        let child = command.spawn().context("starting gongdan")?;
        let mut server = Self { child, url: format!("http://{listen}"), http: reqwest::Client::new(), home };
        match tokio::time::timeout(START, server.answers()).await {
            Ok(answered) => answered?,
            Err(_) => bail!("gongdan does not answer:\n{}", server.log()),
        }
        Ok(server)
    }

    async fn answers(&mut self) -> Result<()> {
        let mut tick = tokio::time::interval(Duration::from_millis(50));
        loop {
            tick.tick().await;
            if let Some(status) = self.child.try_wait()? {
                bail!("gongdan ended at once ({status}):\n{}", self.log());
            }
            let ready = self.http.get(format!("{}/readyz", self.url)).send().await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.home.path().join("log")).unwrap_or_default()
    }

    /// Its process.
    pub fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    /// Where sockets are opened.
    pub fn socket(&self) -> String {
        format!("{}/graphql", self.url.replacen("http", "ws", 1))
    }

    /// What a client needs.
    pub fn client(&self) -> Client {
        Client { url: format!("{}/graphql", self.url), http: self.http.clone() }
    }
}

/// Sends GraphQL.
#[derive(Clone, Debug)]
pub struct Client {
    url: String,
    http: reqwest::Client,
}

impl Client {
    /// An access token, by a real log-in.
    pub async fn log_in(&self, login: &str) -> Result<String> {
        let variables = json!({ "input": { "login": login, "password": world::PASSWORD } });
        let body = json!({ "query": include_str!("log_in.graphql"), "variables": variables }).to_string();
        let answer = self.http.post(&self.url).header("content-type", "application/json").body(body).send().await?;
        let answer: Value = serde_json::from_str(&answer.text().await?).context("the answer is JSON")?;
        let token = answer.pointer("/data/logIn/session/accessToken").and_then(Value::as_str);
        token.map(str::to_owned).with_context(|| format!("log-in of {login}: {answer}"))
    }

    /// Posts a document and wants `expected` somewhere in the answer; answers with its size.
    pub async fn post(&self, token: &str, body: &str, expected: &str) -> Result<usize> {
        let request = self.http.post(&self.url).bearer_auth(token).header("content-type", "application/json");
        let answer = request.body(body.to_owned()).send().await?.text().await?;
        ensure!(answer.contains(expected), "unexpected answer: {}", answer.chars().take(2_000).collect::<String>());
        Ok(answer.len())
    }
}

/// The Relay id of an object.
pub fn global_id(of: &str, id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode(format!("{of}:{id}"))
}
