//! The reading half of a socket: what reaches the engine, and what is refused before it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::http::ClientMessage;
use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, ServerError};
use futures_util::{Stream, StreamExt, pin_mut};
use poem::web::websocket::Message;
use tokio::sync::mpsc::Sender;
use tokio::time::Instant;

use super::Notice;
use super::operations::{Operations, Unfit};
use crate::auth::Claims;
use crate::error::{ApiError, Code};
use crate::hooks::Caller;
use crate::http::{Api, post};
use crate::request_log::RequestLine;

/// The client's messages for the engine. Each `subscribe` has passed the guard, holds its parsed document
/// and the data of an actor looked up just now; a refused one is answered with `error` and goes no further. Mutations
/// come by POST only.
pub(super) fn admitted<E: Executor>(
    api: Arc<Api<E>>,
    mut caller: Caller,
    operations: Arc<Operations>,
    frames: impl Stream<Item = io::Result<Message>> + Send,
    tell: Sender<Notice>,
) -> impl Stream<Item = serde_json::Result<ClientMessage>> + Send {
    async_stream::stream! {
        pin_mut!(frames);
        while let Some(frame) = frames.next().await {
            let message = match read(frame) {
                Read::Message(message) => message,
                Read::Other => {
                    tell.send(Notice::Heard).await.ok();
                    continue;
                }
                Read::Closed => return,
                Read::Broken(code, reason) => {
                    end(&tell, code, reason).await;
                    return;
                }
            };
            tell.send(Notice::Heard).await.ok();
            match *message {
                ClientMessage::ConnectionInit { payload } => {
                    if caller.claims.is_some() {
                        end(&tell, 4429, "too many initialisation requests").await;
                        return;
                    }
                    let Some(claims) = claims_of(&api, payload) else {
                        end(&tell, 4403, "forbidden").await;
                        return;
                    };
                    tell.send(Notice::Until(end_of(&api, &claims))).await.ok();
                    caller.claims = Some(claims);
                    yield Ok(ClientMessage::ConnectionInit { payload: None });
                }
                ClientMessage::Start { .. } if caller.claims.is_none() => {
                    end(&tell, 4401, "unauthorized").await;
                    return;
                }
                ClientMessage::Start { id, .. } if id.is_empty() => {
                    end(&tell, 4400, "an operation needs an id").await;
                    return;
                }
                ClientMessage::Start { id, mut payload } => {
                    let mut line = RequestLine::start(caller.request_id.clone());
                    line.user = caller.claims.as_ref().map(|claims| claims.sub);
                    let ready = match operations.fit(&id) {
                        Ok(()) => prepare(&api, caller.clone(), &mut payload, &mut line).await,
                        Err(Unfit::TooMany(refusal)) => Err(refusal.into()),
                        Err(Unfit::Twice) => {
                            end(&tell, 4409, "subscriber already exists").await;
                            return;
                        }
                    };
                    match ready {
                        Ok(()) => {
                            operations.begin(&id, line);
                            yield Ok(ClientMessage::Start { id, payload });
                        }
                        Err(error) => {
                            line.errors(std::slice::from_ref(&error));
                            tell.send(Notice::Say(error_message(&id, &error))).await.ok();
                            line.write(101);
                        }
                    }
                }
                ClientMessage::Stop { id } => {
                    operations.end(&id);
                    yield Ok(ClientMessage::Stop { id });
                }
                // Of the protocol before this one.
                ClientMessage::ConnectionTerminate => {
                    end(&tell, 4400, "invalid message").await;
                    return;
                }
                other => yield Ok(other),
            }
        }
    }
}

/// As for HTTP, but that a mutation has no place here: only a POST is known to come from our own pages.
async fn prepare<E: Executor>(
    api: &Api<E>,
    caller: Caller,
    request: &mut async_graphql::Request,
    line: &mut RequestLine,
) -> Result<(), ServerError> {
    match post::prepare(api, caller, request, line).await? {
        Some(OperationType::Mutation) => Err(ApiError::new(Code::BadRequest, "send mutations by POST").into()),
        _ => Ok(()),
    }
}

enum Read {
    Message(Box<ClientMessage>),
    Other,
    Closed,
    Broken(u16, &'static str),
}

fn read(frame: io::Result<Message>) -> Read {
    match frame {
        Ok(Message::Text(text)) => match ClientMessage::from_bytes(text) {
            Ok(message) => Read::Message(Box::new(message)),
            Err(_) => Read::Broken(4400, "invalid message"),
        },
        Ok(Message::Binary(_)) => Read::Broken(4400, "send text"),
        Ok(Message::Ping(_) | Message::Pong(_)) => Read::Other,
        Ok(Message::Close(_)) => Read::Closed,
        // The limits of bytes are given to the socket itself, which fails on a longer message.
        Err(_) => Read::Broken(1009, "message too big or broken"),
    }
}

/// The token stands in the payload's `authorization`, in any case, as in the HTTP header.
fn claims_of<E>(api: &Api<E>, payload: Option<serde_json::Value>) -> Option<Claims> {
    let payload = payload?;
    let value = payload.as_object()?.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?.1.as_str()?;
    api.claims(Some(value)).ok().flatten()
}

fn end_of<E>(api: &Api<E>, claims: &Claims) -> Instant {
    let left = claims.exp.saturating_sub((api.hooks.now)().timestamp());
    Instant::now() + Duration::from_secs(u64::try_from(left).unwrap_or(0))
}

async fn end(tell: &Sender<Notice>, code: u16, reason: &'static str) {
    tell.send(Notice::End(code, reason)).await.ok();
    // The engine must not be seen to end before the close frame has left.
    tell.closed().await;
}

fn error_message(id: &str, error: &ServerError) -> String {
    serde_json::json!({"type": "error", "id": id, "payload": [error]}).to_string()
}
