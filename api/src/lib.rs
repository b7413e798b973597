//! The transport: HTTP and WebSocket, tokens, limits, errors and GraphQL. It decides nothing.

// The merged schema is one type as deep as it has parts, and whether it may cross threads is asked of all of it.
#![recursion_limit = "256"]

pub mod auth;
pub mod error;
pub mod graphiql;
pub mod graphql;
pub mod guard;
pub mod hooks;
pub mod http;
pub mod request_log;
pub mod ws;
