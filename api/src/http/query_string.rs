//! GET /graphql: a query in the query string (GraphQL over HTTP, "GET").

use async_graphql::{Extensions, Variables};
use poem::Request;
use poem::http::header;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::body::{BadBody, Posted, malformed, single};
use crate::guard::{Limit, Limits};

/// As the names of the query string say; the maps are JSON in a text.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// Whether somebody opened the address in a browser: who asks for a page, or for nothing at all, gets GraphiQL.
pub(super) fn is_of_a_reader(request: &Request) -> bool {
    let page = |accepted: &str| accepted.contains("text/html");
    request.header(header::ACCEPT).is_some_and(page) || !is_given(request)
}

/// Whether there is one at all.
pub(super) fn is_given(request: &Request) -> bool {
    request.uri().query().is_some_and(|text| !text.is_empty())
}

/// Reads the query string.
pub(super) fn read(request: &Request, limits: &Limits) -> Result<Posted, BadBody> {
    Limit::Bytes.check(request.uri().query().map_or(0, str::len) as u64, limits.body_bytes)?;
    let asked: Params = match request.uri().query() {
        Some(_) => request.params().map_err(|_| malformed("the query string is not a GraphQL request"))?,
        None => Params::default(),
    };
    let variables: Option<Variables> = json("variables", asked.variables)?;
    let extensions: Option<Extensions> = json("extensions", asked.extensions)?;
    single(asked.query, asked.operation_name, variables, extensions)
}

/// Clients write an empty text for none.
fn json<T: DeserializeOwned>(name: &str, text: Option<String>) -> Result<Option<T>, BadBody> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    serde_json::from_str(&text).map_err(|error| malformed(format!("`{name}` is not a map in JSON: {error}")))
}
