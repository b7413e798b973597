//! The socket from a real client's side.

use std::time::Duration;

use api::guard::Limits;
use api::http::Settings;
use api::ws::SocketTimes;
use futures_util::{SinkExt, StreamExt};
use poem::listener::{Acceptor, Listener, TcpListener};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::stand::Stand;

struct Client(WebSocketStream<MaybeTlsStream<TcpStream>>);

async fn serve(stand: &Stand) -> String {
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.expect("a free port");
    let address = acceptor.local_addr()[0].as_socket_addr().copied().expect("an address");
    tokio::spawn(poem::Server::new_with_acceptor(acceptor).run(stand.endpoint()));
    format!("{address}")
}

async fn dial(address: &str, protocol: &str, origin: Option<&str>) -> Result<Client, Error> {
    let mut request = format!("ws://{address}/graphql").into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", protocol.parse().expect("a header"));
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().expect("a header"));
    }
    connect_async(request).await.map(|(socket, _)| Client(socket))
}

impl Client {
    async fn open(stand: &Stand) -> Self {
        dial(&serve(stand).await, "graphql-transport-ws", None).await.expect("connects")
    }

    async fn logged_in(stand: &Stand) -> Self {
        let mut client = Self::open(stand).await;
        client
            .say(json!({"type": "connection_init", "payload": {"Authorization": format!("Bearer {}", stand.token())}}))
            .await;
        assert_eq!(client.hear().await, json!({"type": "connection_ack"}));
        client
    }

    async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.expect("sends");
    }

    async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({"type": "subscribe", "id": id, "payload": {"query": query}})).await;
    }

    async fn frame(&mut self) -> Message {
        loop {
            let frame = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await;
            match frame.expect("an answer in time").expect("a frame").expect("no error") {
                Message::Ping(_) | Message::Pong(_) => {}
                frame => return frame,
            }
        }
    }

    async fn hear(&mut self) -> Value {
        match self.frame().await {
            Message::Text(text) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("expected text, got {other:?}"),
        }
    }

    async fn closed(&mut self) -> u16 {
        match self.frame().await {
            Message::Close(Some(frame)) => frame.code.into(),
            other => panic!("expected a close, got {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_subscription_delivers_in_order() {
    let mut client = Client::logged_in(&Stand::new()).await;
    client.subscribe("a", "subscription{ticks(upTo: 2)}").await;
    for tick in 1..=2 {
        assert_eq!(client.hear().await, json!({"type": "next", "id": "a", "payload": {"data": {"ticks": tick}}}));
    }
    client.say(json!({"type": "complete", "id": "a"})).await;
    client.say(json!({"type": "ping"})).await;
    assert_eq!(client.hear().await["type"], "pong", "nothing is said of what the client has completed");
}

#[tokio::test]
async fn what_never_ran_is_an_error_and_has_no_end_besides() {
    let mut client = Client::logged_in(&Stand::new()).await;
    for query in ["{nothing}", "subscription{nothing}", "query($x: Int!){hello}"] {
        client.subscribe("a", query).await;
        let refused = client.hear().await;
        assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("a")), "{refused}");
        assert_eq!(refused["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{refused}");
    }
    // A field that fails has run.
    client.subscribe("a", "{maybe broken}").await;
    assert_eq!(client.hear().await["payload"]["errors"].as_array().map(Vec::len), Some(2));
    assert_eq!(client.hear().await, json!({"type": "complete", "id": "a"}));
}

#[tokio::test]
async fn who_does_not_read_is_let_go_and_told_why() {
    let socket = SocketTimes { send_seconds: 3, ..SocketTimes::default() };
    let stand = Stand::with(Settings { socket, ..Settings::default() });
    let mut client = Client::logged_in(&stand).await;
    client.subscribe("a", "subscription{flood}").await;
    // The server has given up what it held for the client, before the client reads again.
    tokio::time::timeout(Duration::from_secs(20), stand.released.notified()).await.expect("given up in time");
    let code = loop {
        match client.frame().await {
            Message::Close(Some(frame)) => break u16::from(frame.code),
            Message::Text(text) => assert!(text.len() > 100_000),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(code, 1013);
}

#[tokio::test]
async fn the_guard_stands_before_each_subscribe_and_the_socket_lives_on() {
    let mut client = Client::logged_in(&Stand::new()).await;
    let doubling: String =
        (0..24).map(|at| format!("fragment F{at} on Query{{...F{n} ...F{n}}}", n = at + 1)).collect();
    client.subscribe("bomb", &format!("{{...F0}}{doubling} fragment F24 on Query{{hello}}")).await;
    let refused = client.hear().await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("bomb")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "LIMIT_SELECTIONS");
    client.subscribe("fine", "{hello}").await;
    assert_eq!(client.hear().await["payload"]["data"]["hello"], "world");
}

#[tokio::test]
async fn nobody_subscribes_without_a_token() {
    let stand = Stand::new();
    let mut unasked = Client::open(&stand).await;
    unasked.subscribe("a", "{hello}").await;
    assert_eq!(unasked.closed().await, 4401);
    for payload in
        [json!(null), json!({}), json!({"authorization": "Bearer x.y.z"}), json!({"authorization": 1}), json!("Bearer")]
    {
        let mut client = Client::open(&stand).await;
        client.say(json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(client.closed().await, 4403);
    }
    let mut twice = Client::logged_in(&stand).await;
    twice.say(json!({"type": "connection_init"})).await;
    assert_eq!(twice.closed().await, 4429);
}

#[tokio::test]
async fn mutations_have_no_place_on_a_socket() {
    let stand = Stand::new();
    let mut client = Client::logged_in(&stand).await;
    client.subscribe("a", "mutation{bump}").await;
    let refused = client.hear().await;
    assert_eq!(
        (&refused["type"], &refused["payload"][0]["extensions"]["code"]),
        (&json!("error"), &json!("BAD_REQUEST"))
    );
    assert_eq!(stand.bumps.load(std::sync::atomic::Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_socket_carries_so_many_operations_at_once_and_each_id_once() {
    let limits = Limits { subscriptions: 2, ..Limits::default() };
    let stand = Stand::with(Settings { limits, ..Settings::default() });
    let mut client = Client::logged_in(&stand).await;
    for id in ["a", "b"] {
        client.subscribe(id, "subscription{ticks(upTo: 1)}").await;
        assert_eq!(client.hear().await["id"], id);
    }
    client.subscribe("c", "{hello}").await;
    let refused = client.hear().await;
    assert_eq!(refused["payload"][0]["extensions"], json!({"code": "LIMIT_SUBSCRIPTIONS", "limit": 2, "found": 3}));
    client.say(json!({"type": "complete", "id": "a"})).await;
    for _ in 0..3 {
        // What has ended by itself makes room as well.
        client.subscribe("c", "{hello}").await;
        assert_eq!(client.hear().await["payload"]["data"]["hello"], "world");
        assert_eq!(client.hear().await["type"], "complete");
    }
    client.subscribe("b", "subscription{ticks(upTo: 1)}").await;
    assert_eq!(client.closed().await, 4409);
}

#[tokio::test]
async fn a_process_serves_so_many_sockets() {
    let limits = Limits { sockets: 1, ..Limits::default() };
    let address = serve(&Stand::with(Settings { limits, ..Settings::default() })).await;
    let first = dial(&address, "graphql-transport-ws", None).await.expect("a place");
    match dial(&address, "graphql-transport-ws", None).await {
        Err(Error::Http(response)) => assert_eq!(response.status().as_u16(), 503),
        other => panic!("expected a refusal, got {:?}", other.map(|_| "a socket")),
    }
    drop(first);
}

#[tokio::test]
async fn who_says_nothing_is_not_waited_for() {
    let socket = SocketTimes { init_seconds: 0, ..SocketTimes::default() };
    let mut client = Client::open(&Stand::with(Settings { socket, ..Settings::default() })).await;
    assert_eq!(client.closed().await, 4408);
}

#[tokio::test]
async fn a_socket_ends_with_its_token() {
    let stand = Stand::new();
    let token = stand.token();
    // One second is left of it, and the leeway is for clocks, not for sockets.
    stand.advance(Duration::from_secs(599));
    let mut client = Client::open(&stand).await;
    client.say(json!({"type": "connection_init", "payload": {"authorization": format!("Bearer {token}")}})).await;
    assert_eq!(client.hear().await["type"], "connection_ack");
    assert_eq!(client.closed().await, 4401);
}

#[tokio::test]
async fn a_stopping_process_says_so() {
    let stand = Stand::new();
    let mut client = Client::logged_in(&stand).await;
    client.subscribe("a", "subscription{ticks(upTo: 1)}").await;
    client.hear().await;
    stand.api.stop.cancel();
    assert_eq!(client.closed().await, 1001);
}

#[tokio::test]
async fn messages_too_long_or_not_of_the_protocol_end_the_socket() {
    let limits = Limits { message_bytes: 2_000, ..Limits::default() };
    let stand = Stand::with(Settings { limits, ..Settings::default() });
    let mut long = Client::logged_in(&stand).await;
    long.subscribe("a", &format!("{{hello}} #{}", "x".repeat(3_000))).await;
    assert_eq!(long.closed().await, 1009);
    for text in [
        "{",
        "[]",
        "{\"type\":\"nonsense\"}",
        "{\"type\":\"subscribe\"}",
        "{\"type\":\"connection_terminate\"}",
        "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{hello}\"}}",
    ] {
        let mut client = Client::logged_in(&stand).await;
        client.0.send(Message::text(text)).await.expect("sends");
        assert_eq!(client.closed().await, 4400, "{text}");
    }
    let mut binary = Client::logged_in(&stand).await;
    binary.0.send(Message::binary(b"{}".to_vec())).await.expect("sends");
    assert_eq!(binary.closed().await, 4400);
}

#[tokio::test]
async fn foreign_pages_and_other_protocols_get_no_socket() {
    let address = serve(&Stand::new()).await;
    let status =
        async |protocol: &'static str, origin: Option<&'static str>| match dial(&address, protocol, origin).await {
            Err(Error::Http(response)) => response.status().as_u16(),
            other => panic!("expected a refusal, got {:?}", other.map(|_| "a socket")),
        };
    assert_eq!(status("graphql-transport-ws", Some("https://evil.example")).await, 403);
    assert_eq!(status("graphql-ws", None).await, 400);
    let own = format!("http://{address}");
    assert!(dial(&address, "graphql-transport-ws", Some(&own)).await.is_ok());
}
