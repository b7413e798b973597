//! What the transport needs from the rest of the program, handed over as plain functions.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use async_graphql::{Data, Response};
use domain::Instant;
use futures_util::future::BoxFuture;
use serde::Serialize;

use crate::auth::Claims;
use crate::error::ApiError;

/// Who sends a GraphQL request, as far as the transport can tell.
#[derive(Clone, Debug)]
pub struct Caller {
    /// What the access token says; none when there is no token.
    pub claims: Option<Claims>,
    /// The id that stands in the log and in the answer's `x-request-id`.
    pub request_id: Arc<str>,
    /// The `Accept-Language` header, as sent.
    pub accept_language: Option<String>,
    /// The other end of the connection, seen through our own proxies.
    pub remote: Option<IpAddr>,
    /// The `Idempotency-Key` header: the request takes effect once, however often it is sent.
    pub idempotency_key: Option<String>,
}

/// Whether this process can do its work now, part by part.
#[derive(Clone, Debug, Serialize)]
pub struct Readiness {
    /// Whether to send requests here.
    pub ready: bool,
    /// Each part and its state: `ok`, `degraded: …` or `down: …`.
    pub components: BTreeMap<String, String>,
}

/// Reads the operation's clock.
pub type Now = Arc<dyn Fn() -> Instant + Send + Sync>;

/// The claims of an access token of a service account, if it holds: such a token is none of ours to verify.
pub type Machine = Arc<dyn Fn(&str) -> Option<Claims> + Send + Sync>;

/// Makes the data of one GraphQL request: its actor, loaders, and whatever else resolvers look up.
/// It is called anew for each operation, also on a socket, so a withdrawn role ends there too.
pub type RequestData = Arc<dyn Fn(Caller) -> BoxFuture<'static, Result<Data, ApiError>> + Send + Sync>;

/// Runs a future and tells how many SQL statements it made.
pub type CountSql = Arc<dyn Fn(BoxFuture<'static, Response>) -> BoxFuture<'static, (Response, u64)> + Send + Sync>;

/// Asks each part for its state.
pub type Ready = Arc<dyn Fn() -> BoxFuture<'static, Readiness> + Send + Sync>;

/// The functions together.
#[derive(Clone)]
pub struct Hooks {
    /// See [`Now`].
    pub now: Now,
    /// See [`Machine`].
    pub machine: Machine,
    /// See [`RequestData`].
    pub request_data: RequestData,
    /// See [`CountSql`].
    pub count_sql: CountSql,
    /// See [`Ready`].
    pub ready: Ready,
}
