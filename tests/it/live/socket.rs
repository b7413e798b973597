//! Somebody who listens: graphql-transport-ws over TCP.

use std::sync::Arc;
use std::time::Duration;

use api::http::Console;
use app::App;
use futures_util::{SinkExt, StreamExt};
use gongdan::config::Config;
use poem::listener::{Acceptor, Listener, TcpListener};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::support::client::Client;

/// Reached only by what never comes.
const DEADLINE: Duration = Duration::from_secs(20);

/// A replica on a port of its own, until dropped.
pub struct Server {
    address: String,
    _stop: DropGuard,
}

/// One connection.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Server {
    pub async fn of(app: &Arc<App>, config: &Config) -> Self {
        let stop = CancellationToken::new();
        let endpoint = gongdan::serve::endpoint(app, config, stop.clone(), Console::unbuilt()).expect("an endpoint");
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.expect("a free port");
        let address = acceptor.local_addr()[0].as_socket_addr().copied().expect("an address").to_string();
        let end = stop.clone().cancelled_owned();
        tokio::spawn(poem::Server::new_with_acceptor(acceptor).run_with_graceful_shutdown(endpoint, end, None));
        Self { address, _stop: stop.drop_guard() }
    }
}

impl Socket {
    /// Before saying who it is.
    pub async fn dial(server: &Server) -> Self {
        let mut request = format!("ws://{}/graphql", server.address).into_client_request().expect("a request");
        let protocol = "graphql-transport-ws".parse().expect("a header");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        let (socket, _) = connect_async(request).await.expect("a connection");
        Self(socket)
    }

    /// Says who it is, without waiting for the answer.
    pub async fn introduce(&mut self, client: &Client) {
        let token = client.token.as_deref().unwrap_or_default();
        let payload = json!({ "authorization": format!("Bearer {token}") });
        self.say(json!({ "type": "connection_init", "payload": payload })).await;
    }

    pub async fn open(server: &Server, client: &Client) -> Self {
        let mut socket = Self::dial(server).await;
        socket.introduce(client).await;
        assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
        socket
    }

    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({ "type": "subscribe", "id": id, "payload": { "query": query } })).await;
    }

    pub async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.expect("sends");
    }

    pub async fn hear(&mut self) -> Value {
        timeout(DEADLINE, self.message()).await.expect("a message in time")
    }

    /// What the next message says of a change.
    pub async fn change(&mut self) -> Value {
        self.told("ticketChanged").await
    }

    /// What the next message says under this field.
    pub async fn told(&mut self, field: &str) -> Value {
        let message = self.hear().await;
        let told = message["payload"]["data"].get(field).cloned();
        told.unwrap_or_else(|| panic!("no {field}: {message}"))
    }

    /// The close code, whatever is said before.
    pub async fn closed(&mut self) -> u16 {
        let end = async {
            loop {
                match self.0.next().await.expect("a frame").expect("no error") {
                    Message::Close(Some(frame)) => return frame.code.into(),
                    Message::Close(None) => return 0,
                    _ => {}
                }
            }
        };
        timeout(DEADLINE, end).await.expect("an end in time")
    }

    async fn message(&mut self) -> Value {
        loop {
            match self.0.next().await.expect("a frame").expect("no error") {
                Message::Text(text) => return serde_json::from_str(&text).expect("JSON"),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("not a message: {other:?}"),
            }
        }
    }
}
