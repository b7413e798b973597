//! What holds for every path: request id, origin, security headers, compression, no bare errors.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use poem::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use poem::web::{Compress, CompressionAlgo, CompressionLevel};
use poem::{Endpoint, IntoResponse, Request, Response};

use super::origin::{self, Verdict};
use super::{answer, coding};
use crate::error::{ApiError, Code};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");

/// Below this, compression costs more than it saves.
const SMALLEST_COMPRESSED: u64 = 1_024;

/// Nothing is loaded from anywhere else, and a socket goes to ourselves (`'self'` covers `ws:` and `wss:`). GraphiQL and the
/// console's components style themselves; fonts come as `data:`, what a page has drawn or is about to send is shown as `blob:`.
const POLICY: &str = "default-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// An engineer who arrives may show where; nothing else of the machine is asked for. Only what Chromium knows on every system: it
/// warns of the rest.
const PERMISSIONS: &str = "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), serial=()";

/// The id of one HTTP request: the caller's own when it is a plain word, else a random one.
#[derive(Clone, Debug)]
pub struct RequestId(Arc<str>);

impl RequestId {
    fn assign(request: &mut Request) -> Self {
        let plain = |text: &&str| {
            (8..=64).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        let id = Self(match request.header(REQUEST_ID).filter(plain) {
            Some(given) => given.into(),
            None => format!("{:016x}", rand::random::<u64>()).into(),
        });
        request.set_data(id.clone());
        id
    }

    /// The id of a request that came through the edge; empty for any other.
    pub fn of(request: &Request) -> Arc<str> {
        request.data::<Self>().map_or_else(|| "".into(), |id| id.0.clone())
    }
}

/// The outermost endpoint.
pub(super) struct Edge<E> {
    inner: E,
    allowed_origins: Vec<String>,
}

impl<E> Edge<E> {
    pub(super) fn new(inner: E, allowed_origins: Vec<String>) -> Self {
        Self { inner, allowed_origins }
    }
}

impl<E: Endpoint<Output = Response>> Endpoint for Edge<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let id = RequestId::assign(&mut request);
        let gzip = coding::accepted(request.headers(), "gzip");
        let verdict = origin::judge(&request, &self.allowed_origins);
        let mut response = match verdict {
            Verdict::Foreign => answer::refuse_as(
                StatusCode::FORBIDDEN,
                ApiError::new(Code::Forbidden, "this origin may not call the API"),
            ),
            Verdict::Allowed(origin) if origin::is_preflight(&request) => origin::preflight(origin),
            Verdict::Allowed(origin) => {
                let mut response = answered(&self.inner, request).await;
                origin::allow(response.headers_mut(), origin);
                response
            }
            Verdict::Own => answered(&self.inner, request).await,
        };
        protect(response.headers_mut());
        if let Ok(value) = HeaderValue::from_str(&id.0) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        if gzip && worth_compressing(&response) {
            response =
                Compress::new(response, CompressionAlgo::GZIP).with_quality(CompressionLevel::Fastest).into_response();
        }
        Ok(response)
    }
}

/// The endpoint's answer; errors of the router and panics get one too, in the usual form.
async fn answered<E: Endpoint<Output = Response>>(endpoint: &E, request: Request) -> Response {
    match AssertUnwindSafe(endpoint.call(request)).catch_unwind().await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => {
            let status = error.status();
            let code = match status {
                StatusCode::NOT_FOUND => Code::NotFound,
                status if status.is_server_error() => Code::Internal,
                _ => Code::BadRequest,
            };
            let message = status.canonical_reason().unwrap_or("refused");
            answer::refuse_as(status, ApiError::new(code, message))
        }
        Err(panic) => {
            let cause = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned());
            answer::refuse_as(StatusCode::INTERNAL_SERVER_ERROR, ApiError::internal(&cause))
        }
    }
}

fn protect(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (PERMISSIONS_POLICY, PERMISSIONS),
        (header::VARY, "origin, accept-encoding"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

fn worth_compressing(response: &Response) -> bool {
    let length = response.header(header::CONTENT_LENGTH).and_then(|text| text.parse::<u64>().ok());
    let text = response
        .content_type()
        .is_some_and(|name| ["json", "text/", "javascript", "svg"].iter().any(|part| name.contains(part)));
    text && length.is_some_and(|length| length >= SMALLEST_COMPRESSED)
        && response.header(header::CONTENT_ENCODING).is_none()
}
