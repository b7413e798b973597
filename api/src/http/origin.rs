//! Whose pages may call us: our own, and those of the configured origins.

use poem::Request;
use poem::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

/// Why not poem's own middleware: it answers 403 to the page's own origin, which browsers send on every
/// POST, and panics on an origin that is not ASCII.
pub(super) enum Verdict {
    /// No browser, or a page of ours.
    Own,
    /// A page of a configured origin.
    Allowed(HeaderValue),
    /// Any other page.
    Foreign,
}

/// Looks at the `Origin` header, on upgrades to a socket too, which browsers do not protect otherwise.
pub(super) fn judge(request: &Request, allowed: &[String]) -> Verdict {
    let Some(origin) = request.headers().get(header::ORIGIN) else {
        return Verdict::Own;
    };
    let Ok(text) = origin.to_str() else {
        return Verdict::Foreign;
    };
    // TLS may end at a proxy before us, so the scheme is not compared.
    let authority = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = request.header(header::HOST).or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    if authority.is_some() && authority == host {
        Verdict::Own
    } else if allowed.iter().any(|entry| entry == text) {
        Verdict::Allowed(origin.clone())
    } else {
        Verdict::Foreign
    }
}

/// Whether a browser asks beforehand if it may send the real request.
pub(super) fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// The answer to that question.
pub(super) fn preflight(origin: HeaderValue) -> poem::Response {
    let mut response = poem::Response::builder()
        .status(StatusCode::NO_CONTENT)
        .header(header::ACCESS_CONTROL_ALLOW_METHODS, "POST, PUT")
        .header(header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, idempotency-key, x-request-id")
        .header(header::ACCESS_CONTROL_MAX_AGE, "600")
        .finish();
    allow(response.headers_mut(), origin);
    response
}

/// Lets the page of that origin read the answer.
pub(super) fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("x-request-id, retry-after"));
}
