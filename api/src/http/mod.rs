//! The HTTP surface: which path answers what.

pub(crate) mod answer;
mod assets;
mod body;
mod coding;
mod console;
mod disposition;
mod edge;
mod files;
mod health;
mod key;
mod origin;
mod peer;
pub(crate) mod post;
mod query_string;

use std::sync::Arc;

use async_graphql::Executor;
use ipnet::IpNet;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, Request, Response};
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use crate::auth::{Claims, Tokens, bearer};
use crate::error::{ApiError, Code};
use crate::guard::{Guard, Limits};
use crate::hooks::{Caller, Hooks};
use crate::{graphiql, ws};
use post::Way;

pub use assets::Assets;
pub use console::Console;
pub use disposition::attachment;
pub use edge::RequestId;
pub use files::Files;
pub use peer::behind;

/// How the transport behaves (sections of the configuration).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Whether GraphiQL is served at `/graphql` and the schema may be asked for its types.
    pub graphiql: bool,
    /// Origins besides our own whose pages may call the API, for example `https://portal.example`.
    pub allowed_origins: Vec<String>,
    /// Networks of our own proxies, whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// What one request may ask for.
    pub limits: Limits,
    /// Times of a socket.
    pub socket: ws::SocketTimes,
}

/// All that answering a request takes.
pub struct Api<E> {
    /// The schema.
    pub executor: E,
    /// Configuration.
    pub settings: Settings,
    /// Checks documents, with the limits of the configuration.
    pub guard: Guard,
    /// Checks access tokens.
    pub tokens: Arc<Tokens>,
    /// The rest of the program.
    pub hooks: Hooks,
    /// Cancelled when the process stops: sockets end with 1001.
    pub stop: CancellationToken,
}

impl<E> Api<E> {
    /// Checks the `Authorization` value, when there is one.
    pub(crate) fn claims(&self, authorization: Option<&str>) -> Result<Option<Claims>, ApiError> {
        let Some(value) = authorization else {
            return Ok(None);
        };
        let token = bearer(value).ok_or_else(ApiError::unauthenticated)?;
        if let Some(claims) = (self.hooks.machine)(token) {
            return Ok(Some(claims));
        }
        self.tokens.verify(token, (self.hooks.now)()).map(Some).map_err(|problem| {
            tracing::debug!(problem = %problem, "access token refused");
            ApiError::new(Code::Unauthenticated, "the access token is not valid (any more)")
        })
    }

    fn caller(&self, request: &Request) -> Caller {
        Caller {
            claims: None,
            request_id: RequestId::of(request),
            accept_language: request.header("accept-language").map(str::to_owned),
            remote: peer::address(request, &self.settings.trusted_proxies),
            idempotency_key: None,
        }
    }
}

/// The endpoint of the process: API, GraphiQL and health; every other path goes to `rest` (the console).
pub fn routes<E: Executor>(
    api: Arc<Api<E>>,
    rest: impl Endpoint<Output = Response>,
) -> impl Endpoint<Output = Response> {
    let allowed = api.settings.allowed_origins.clone();
    edge::Edge::new(Surface { api, rest }, allowed)
}

struct Surface<E, R> {
    api: Arc<Api<E>>,
    rest: R,
}

impl<E: Executor, R: Endpoint<Output = Response>> Endpoint for Surface<E, R> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let api = &self.api;
        let path = request.uri().path();
        match path {
            "/healthz" => Ok(health::alive()),
            "/readyz" => Ok(health::ready(&api.hooks.ready).await),
            "/graphql" => Ok(graphql(api, request).await),
            _ => match path.strip_prefix("/graphiql/") {
                Some(file) if api.settings.graphiql => Ok(graphiql::file(&request, file)),
                _ => self.rest.call(request).await,
            },
        }
    }
}

async fn graphql<E: Executor>(api: &Arc<Api<E>>, request: Request) -> Response {
    match *request.method() {
        Method::POST => Box::pin(post::respond(api, Way::Post, request)).await,
        Method::GET if request.headers().contains_key(header::UPGRADE) => {
            let caller = api.caller(&request);
            ws::upgrade(api.clone(), caller, request).await
        }
        Method::GET if api.settings.graphiql && query_string::is_of_a_reader(&request) => {
            graphiql::file(&request, "index.html")
        }
        Method::GET if query_string::is_given(&request) => Box::pin(post::respond(api, Way::Get, request)).await,
        _ => {
            let mut response = answer::refuse_as(
                StatusCode::METHOD_NOT_ALLOWED,
                ApiError::new(Code::MethodNotAllowed, "send a POST with a JSON body, or a query by GET"),
            );
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
            response
        }
    }
}
