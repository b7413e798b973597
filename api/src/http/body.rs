//! Reading a request body: never more bytes, operations or time than allowed, whatever its headers say.

use std::time::Duration;

use async_graphql::{Extensions, Request as GraphqlRequest, Variables};
use futures_util::{StreamExt, pin_mut};
use poem::http::header;
use poem::{Body, Request};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, SeqAccess, Visitor};

use crate::error::{ApiError, Code};
use crate::guard::{Limit, Limits, Refusal};

/// Longer than the slowest honest upload of a document, short enough that idle connections do not pile up.
const SLOWEST_BODY: Duration = Duration::from_secs(20);

/// What a body asks for.
pub(super) struct Posted {
    /// Whether it came as an array, and so is the answer.
    pub(super) batch: bool,
    /// At least one.
    pub(super) requests: Vec<GraphqlRequest>,
}

/// Why a body is refused.
pub(super) enum BadBody {
    /// Not JSON, not a GraphQL request, broken off or too slow.
    Malformed(ApiError),
    /// Beyond a limit.
    Refused(Refusal),
}

impl From<Refusal> for BadBody {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What is no request.
pub(super) fn malformed(message: impl Into<String>) -> BadBody {
    BadBody::Malformed(ApiError::new(Code::BadRequest, message))
}

/// Reads and parses the body.
pub(super) async fn read(request: &mut Request, limits: &Limits) -> Result<Posted, BadBody> {
    let declared = request.header(header::CONTENT_LENGTH).and_then(|text| text.parse().ok());
    Limit::Bytes.check(declared.unwrap_or(0), limits.body_bytes)?;
    let bytes = tokio::time::timeout(SLOWEST_BODY, collect(request.take_body(), limits.body_bytes))
        .await
        .map_err(|_| malformed("the body did not arrive in time"))??;
    parse(&bytes, limits)
}

/// Counts the bytes that arrive: the declared length may be missing (chunked) or wrong.
async fn collect(body: Body, limit: u64) -> Result<Vec<u8>, BadBody> {
    let chunks = body.into_bytes_stream();
    pin_mut!(chunks);
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| malformed("the body broke off"))?;
        Limit::Bytes.check((bytes.len() + chunk.len()) as u64, limit)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<Posted, BadBody> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'[') {
        return parse_batch(bytes, limits);
    }
    let params: Params = serde_json::from_slice(bytes).map_err(|error| not_a_request(&error))?;
    Ok(Posted { batch: false, requests: vec![params.into_request()?] })
}

fn parse_batch(bytes: &[u8], limits: &Limits) -> Result<Posted, BadBody> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let (params, count) = UpTo(limits.batch)
        .deserialize(&mut json)
        .and_then(|found| json.end().map(|()| found))
        .map_err(|error| not_a_request(&error))?;
    Limit::Batch.check(count, limits.batch)?;
    if params.is_empty() {
        return Err(malformed("an empty batch"));
    }
    let requests: Result<_, _> = params.into_iter().map(Params::into_request).collect();
    Ok(Posted { batch: true, requests: requests? })
}

fn not_a_request(error: &serde_json::Error) -> BadBody {
    malformed(format!("the body is not a GraphQL request in JSON: {error}"))
}

/// One request of these members.
pub(super) fn single(
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<Variables>,
    extensions: Option<Extensions>,
) -> Result<Posted, BadBody> {
    let params = Params { query, operation_name, variables, extensions };
    Ok(Posted { batch: false, requests: vec![params.into_request()?] })
}

/// The members of a request (GraphQL over HTTP, "Request Parameters"); null stands for absent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<Variables>,
    extensions: Option<Extensions>,
}

impl Params {
    fn into_request(self) -> Result<GraphqlRequest, BadBody> {
        let query = self.query.ok_or_else(|| malformed("`query` is missing"))?;
        let mut request = GraphqlRequest::new(query).variables(self.variables.unwrap_or_default());
        request.operation_name = self.operation_name;
        request.extensions = self.extensions.unwrap_or_default();
        Ok(request)
    }
}

/// Reads the first so many elements of an array and only counts the others, so that a megabyte of `{},`
/// does not become a hundred megabytes of requests.
struct UpTo(u64);

impl<'de> DeserializeSeed<'de> for UpTo {
    type Value = (Vec<Params>, u64);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for UpTo {
    type Value = (Vec<Params>, u64);

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of GraphQL requests")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut kept = Vec::new();
        let mut count = 0;
        while count < self.0 {
            match items.next_element()? {
                Some(params) => kept.push(params),
                None => return Ok((kept, count)),
            }
            count += 1;
        }
        while items.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok((kept, count))
    }
}
