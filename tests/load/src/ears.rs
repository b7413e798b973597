//! Sockets that listen to the changes of an agency's tickets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail, ensure};
use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use uuid::Uuid;

use crate::server::Server;

/// A change as it was heard: its number and the ticket.
pub type Change = (i64, String);

/// One socket with one subscription.
pub struct Ear {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    heard: Arc<AtomicU64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    resync: bool,
    seq: i64,
    ticket_id: Option<String>,
}

impl Ear {
    /// Listens to everything from behind the number `after` on; what it hears is counted in `heard`.
    pub async fn open(server: &Server, token: &str, after: i64, heard: Arc<AtomicU64>) -> Result<Self> {
        let mut request = server.socket().into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse()?);
        let (socket, _) = connect_async(request).await.context("connecting")?;
        let mut ear = Self { socket, heard };
        let payload = json!({ "authorization": format!("Bearer {token}") });
        ear.say(json!({ "type": "connection_init", "payload": payload })).await?;
        ensure!(ear.hear().await?.contains("connection_ack"), "not acknowledged");
        let query = format!(
            "subscription {{ ticketChanged(afterSeq: {after}) {{ resync seq topic ticketId ticket {{ number title state }} }} }}"
        );
        ear.say(json!({ "type": "subscribe", "id": "1", "payload": { "query": query } })).await?;
        Ok(ear)
    }

    /// Everything that is heard until the word to stop.
    pub async fn listen(mut self, mut stop: watch::Receiver<bool>) -> Result<Vec<Change>> {
        let mut changes = Vec::new();
        loop {
            let text = tokio::select! {
                text = self.hear() => text?,
                _ = stop.wait_for(|stop| *stop) => break,
            };
            let message: serde_json::Value = serde_json::from_str(&text)?;
            let told = message.pointer("/payload/data/ticketChanged").with_context(|| format!("no change: {text}"))?;
            let told = Told::deserialize(told)?;
            ensure!(!told.resync, "told to read anew at {}", told.seq);
            changes.push((told.seq, told.ticket_id.context("a ticket")?));
            self.heard.fetch_add(1, Ordering::Relaxed);
        }
        self.socket.close(None).await.ok();
        Ok(changes)
    }

    async fn say(&mut self, message: serde_json::Value) -> Result<()> {
        Ok(self.socket.send(Message::text(message.to_string())).await?)
    }

    async fn hear(&mut self) -> Result<String> {
        loop {
            match self.socket.next().await.context("the socket ended")?? {
                Message::Text(text) => return Ok(text.as_str().to_owned()),
                Message::Ping(_) | Message::Pong(_) => {}
                other => bail!("{other:?}"),
            }
        }
    }
}

/// The relay's work until told to stop, as a worker does it, from this process.
pub async fn relay(app: Arc<app::App>, mut stop: watch::Receiver<bool>) -> Result<()> {
    let mut poll = tokio::time::interval(std::time::Duration::from_millis(50));
    loop {
        tokio::select! {
            _ = poll.tick() => {}
            _ = stop.wait_for(|stop| *stop) => return Ok(()),
        }
        app::outbox::relay(&app.op_system("load")).await?;
    }
}

/// The global id of a ticket.
pub fn ticket(id: Uuid) -> String {
    crate::server::global_id("Ticket", id)
}
