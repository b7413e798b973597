//! From a GraphQL response to an HTTP one: status, codes, media type.

use async_graphql::{Response as GraphqlResponse, ServerError, Value};
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Request, Response};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::error::{ApiError, Code};

/// A refused document may have a thousand faults; the first ones help, the rest only fill the wire.
const MOST_REQUEST_ERRORS: usize = 20;

/// The media type of a GraphQL answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    Json,
    GraphqlResponse,
}

impl Media {
    /// The newer type when the client names it, JSON otherwise.
    pub(super) fn accepted(request: &Request) -> Self {
        let named = request
            .headers()
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|range| {
                let mut parts = range.split(';').map(str::trim);
                parts.next().is_some_and(|name| name.eq_ignore_ascii_case("application/graphql-response+json"))
                    && !parts.any(|parameter| parameter == "q=0")
            });
        if named { Self::GraphqlResponse } else { Self::Json }
    }

    const fn name(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        })
    }
}

/// Whether the engine refused the request instead of executing it: no data, and no error has a path.
fn never_ran(response: &GraphqlResponse) -> bool {
    response.data == Value::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|error| error.path.is_empty())
}

/// A response as it stands on the wire: a request that never ran has no `data` at all (GraphQL specification, §7.1).
pub(crate) struct Wire<'r>(pub &'r GraphqlResponse);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !never_ran(self.0) {
            return self.0.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("errors", &self.0.errors)?;
        if !self.0.extensions.is_empty() {
            map.serialize_entry("extensions", &self.0.extensions)?;
        }
        map.end()
    }
}

/// Gives a code to the errors of the engine itself, which come without one.
pub(crate) fn complete(response: &mut GraphqlResponse) {
    let code = if never_ran(response) {
        response.errors.truncate(MOST_REQUEST_ERRORS);
        Code::ValidationFailed
    } else {
        // Resolvers fail with codes; what is left is an argument that its scalar refuses.
        Code::Invalid
    };
    for error in &mut response.errors {
        let extensions = error.extensions.get_or_insert_default();
        if extensions.get("code").is_none() {
            extensions.set("code", code.as_str());
        }
    }
}

/// The status of one answer: 200 once anything was executed, except when all of it failed for a reason
/// that proxies and clients act on. A document that is no good is 400 to who reads the newer type, and 200 to who reads
/// plain JSON, where a status may come from any proxy between (GraphQL over HTTP, "application/json").
pub(super) fn status(response: &GraphqlResponse, media: Media) -> StatusCode {
    let Some(code) = response.errors.first().and_then(code_of) else {
        return StatusCode::OK;
    };
    if never_ran(response) {
        return match code {
            Code::ParseFailed | Code::ValidationFailed if media == Media::Json => StatusCode::OK,
            _ => code.status(),
        };
    }
    match code {
        Code::Unauthenticated | Code::RateLimited | Code::Unavailable if response.data == Value::Null => code.status(),
        _ => StatusCode::OK,
    }
}

/// Says when to come again to whoever has tried too often, or too soon.
pub(super) fn retry_after(http: &mut Response, response: &GraphqlResponse) {
    let seconds = |error: &ServerError| match error.extensions.as_ref()?.get("retryAfterSeconds")? {
        Value::Number(seconds) => seconds.as_u64(),
        _ => None,
    };
    if matches!(http.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::CONFLICT)
        && let Some(seconds) = response.errors.first().and_then(seconds)
    {
        http.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

fn code_of(error: &ServerError) -> Option<Code> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(word) => Some(Code::of(word)),
        _ => None,
    }
}

/// A body of GraphQL: one response or an array of them.
pub(super) fn graphql(status: StatusCode, media: Media, body: &impl Serialize) -> Response {
    let mut response = json(status, body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media.name());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// A body of JSON.
pub(super) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => Response::builder()
            .status(status)
            .content_type("application/json; charset=utf-8")
            .header(header::CONTENT_LENGTH, bytes.len())
            .body(bytes),
        Err(cause) => {
            ApiError::internal(&cause);
            Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).finish()
        }
    }
}

/// An error outside GraphQL's own rules, in GraphQL's form.
pub(crate) fn refuse_as(status: StatusCode, error: ApiError) -> Response {
    let response = GraphqlResponse::from_errors(vec![error.into()]);
    graphql(status, Media::Json, &Wire(&response))
}
