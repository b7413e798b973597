//! GET /graphql with an upgrade: one socket, its token, its end.

mod inbound;
mod operations;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::Executor;
use async_graphql::http::{WebSocket as GraphqlSocket, WebSocketProtocols, WsMessage};
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use poem::http::header;
use poem::web::websocket::{Message, WebSocket, WebSocketConfig};
use poem::{FromRequest, IntoResponse, Request, Response};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use self::operations::Operations;
use crate::error::{ApiError, Code};
use crate::guard::Limit;
use crate::hooks::Caller;
use crate::http::{Api, answer};

const PROTOCOL: &str = "graphql-transport-ws";
/// To who reads again after all. Clients may come back at once, with their cursor.
const TOO_SLOW: (u16, &str) = (1013, "too slow: come back");
/// What a socket holds for reading, in bytes; a longer message takes more while it is read. The library's own
/// 128 KiB would be 125 MiB for a thousand who only listen.
const READ_BUFFER: usize = 4 * 1_024;

/// Times of a socket, in seconds (a section of the configuration).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SocketTimes {
    /// How long the client may take to say who it is.
    pub init_seconds: u64,
    /// How often we ask whether the other end is still there; after three silent times it is not.
    pub ping_seconds: u64,
    /// How long one message may take to leave, and a close to be answered, before the client counts as gone.
    pub send_seconds: u64,
}

impl Default for SocketTimes {
    fn default() -> Self {
        Self { init_seconds: 10, ping_seconds: 20, send_seconds: 10 }
    }
}

/// What the reading half tells the writing half.
enum Notice {
    /// Any frame arrived.
    Heard,
    /// The client said who it is; the session ends then.
    Until(Instant),
    /// A message of ours, beside those of the engine.
    Say(String),
    /// The end, with a close code and its reason.
    End(u16, &'static str),
}

/// Accepts the upgrade.
pub(crate) async fn upgrade<E: Executor>(api: Arc<Api<E>>, caller: Caller, request: Request) -> Response {
    let offered = request
        .header(header::SEC_WEBSOCKET_PROTOCOL)
        .is_some_and(|names| names.split(',').any(|name| name.trim() == PROTOCOL));
    let (request, mut body) = request.split();
    let socket = match WebSocket::from_request(&request, &mut body).await {
        Ok(socket) if offered => socket,
        Ok(_) => {
            let error = ApiError::new(Code::BadRequest, "speak graphql-transport-ws");
            return answer::refuse_as(Code::BadRequest.status(), error);
        }
        Err(error) => {
            return answer::refuse_as(error.status(), ApiError::new(Code::BadRequest, "not a WebSocket handshake"));
        }
    };
    let Ok(place) = api.guard.sockets.clone().try_acquire_owned() else {
        let most = api.settings.limits.sockets;
        let error = ApiError::new(Limit::Sockets.code(), format!("{most} {} are open already", Limit::Sockets.noun()));
        return answer::refuse_as(Limit::Sockets.code().status(), error.with("limit", most));
    };
    let largest = usize::try_from(api.settings.limits.message_bytes).ok();
    let config =
        WebSocketConfig::default().read_buffer_size(READ_BUFFER).max_message_size(largest).max_frame_size(largest);
    socket
        .protocols([PROTOCOL])
        .config(config)
        .on_upgrade(async move |stream| {
            serve(api, caller, stream).await;
            drop(place);
        })
        .into_response()
}

/// Runs one socket to its end: the client's, the token's, the process's, or a broken rule.
async fn serve<E, S>(api: Arc<Api<E>>, caller: Caller, socket: S)
where
    E: Executor,
    S: Stream<Item = io::Result<Message>> + Sink<Message> + Send + 'static,
{
    let times = api.settings.socket.clone();
    let stop = api.stop.clone();
    let (mut sink, mut stream) = socket.split();
    let (tell, mut notices) = mpsc::channel(16);
    let executor = api.executor.clone();
    let operations = Arc::new(Operations::new(api.settings.limits.subscriptions));
    let messages = inbound::admitted(api, caller, operations.clone(), &mut stream, tell);
    let engine = GraphqlSocket::from_message_stream(executor, messages, WebSocketProtocols::GraphQLWS);
    let mut engine = Box::pin(engine);

    let mut until = Instant::now() + Duration::from_secs(times.init_seconds);
    let mut too_late = (4408, "connection initialisation timeout");
    let mut ping = interval(Duration::from_secs(times.ping_seconds.max(1)));
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut silent, mut slow) = (0, false);
    let patience = Duration::from_secs(times.send_seconds);
    loop {
        let message = tokio::select! {
            biased;
            () = stop.cancelled() => close(1001, "going away"),
            () = sleep_until(until) => close(too_late.0, too_late.1),
            Some(notice) = notices.recv() => match notice {
                Notice::Heard => {
                    silent = 0;
                    continue;
                }
                Notice::Until(end) => {
                    (until, too_late) = (end, (4401, "the access token expired"));
                    continue;
                }
                Notice::Say(text) => Message::text(text),
                Notice::End(code, reason) => close(code, reason),
            },
            _ = ping.tick() => {
                silent += 1;
                if silent > 3 {
                    return;
                }
                Message::ping(Vec::new())
            }
            said = engine.next() => match said {
                Some(WsMessage::Text(text)) => match operations.passed(text) {
                    Some(text) => Message::text(text),
                    None => continue,
                },
                Some(WsMessage::Close(code, reason)) => close(code, &reason),
                None => return,
            },
        };
        let last = matches!(message, Message::Close(_));
        // A client that does not read must not hold its subscriptions' memory for ever.
        match timeout(patience, sink.send(message)).await {
            Ok(Ok(())) if last => break,
            Ok(Ok(())) => {}
            Ok(Err(_)) => return,
            Err(_) => {
                tracing::info!("a socket ends: its client does not read");
                slow = true;
                break;
            }
        }
    }
    drop(engine);
    if slow && !matches!(timeout(patience, sink.send(close(TOO_SLOW.0, TOO_SLOW.1))).await, Ok(Ok(()))) {
        return;
    }
    // A socket dropped with frames unread resets the connection, and the client may never learn why it ended:
    // the client's own close frame comes first (RFC 6455 §7.1.1).
    let closed = async {
        while let Some(Ok(frame)) = stream.next().await
            && !matches!(frame, Message::Close(_))
        {}
    };
    timeout(patience, closed).await.ok();
}

/// A close frame; its reason has at most 123 bytes (RFC 6455 §5.5).
fn close(code: u16, reason: &str) -> Message {
    let reason: String = reason.chars().take(30).collect();
    Message::close_with(code, reason)
}
