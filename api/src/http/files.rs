//! `/files/…`: bytes come by PUT and go by GET, at addresses that are good once. Everything else goes on to the rest.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::bundle::download_bundle;
use app::export::{MadeFile, download_report_file};
use app::file::{Fetch, Sent, UploadError, download, upload};
use domain::file::FileRefusal;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Body, Endpoint, Request, Response};

use super::answer::{json, refuse_as};
use super::disposition;
use crate::auth::{Fetched, Tokens};
use crate::error::{ApiError, Code};
use crate::graphql::{Language, NodeType, failure};

/// An upload that sends nothing for so long has broken off.
const SLOWEST_PIECE: Duration = Duration::from_secs(20);

/// What stands before the token of a bundle.
const BUNDLE: &str = "bundle/";
/// The same of a report.
const REPORT: &str = "report/";

/// The endpoint of files, in front of another.
pub struct Files<R> {
    app: Arc<App>,
    tokens: Arc<Tokens>,
    rest: R,
}

impl<R> Files<R> {
    /// What is no file goes to `rest`.
    pub fn new(app: Arc<App>, tokens: Arc<Tokens>, rest: R) -> Self {
        Self { app, tokens, rest }
    }
}

impl<R: Endpoint<Output = Response>> Endpoint for Files<R> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let Some(token) = request.uri().path().strip_prefix("/files/").map(str::to_owned) else {
            return self.rest.call(request).await;
        };
        let language = Language::of(request.header(header::ACCEPT_LANGUAGE));
        Ok(match *request.method() {
            Method::PUT => Box::pin(put(&self.app, &token, request, language)).await,
            Method::GET => Box::pin(get(&self.app, &self.tokens, &token, language)).await,
            _ => {
                let error = ApiError::new(Code::BadRequest, "send the bytes by PUT, or fetch them by GET");
                let mut response = refuse_as(StatusCode::METHOD_NOT_ALLOWED, error);
                response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, PUT"));
                response
            }
        })
    }
}

async fn put(app: &Arc<App>, token: &str, mut request: Request, language: Language) -> Response {
    let length = request.header(header::CONTENT_LENGTH).and_then(|text| text.parse().ok());
    let media_type = request.content_type().and_then(|text| text.split(';').next());
    let media_type = media_type.map(|text| text.trim().to_ascii_lowercase());
    let body = paced(request.take_body());
    match Box::pin(upload(app, token, &Sent { length, media_type }, body)).await {
        Ok(row) => {
            let id = NodeType::Attachment.id(row.id.0);
            let body = serde_json::json!({
                "id": id.as_str(), "name": row.name, "size": row.size, "sha256": row.sha256, "state": row.state,
            });
            json(StatusCode::CREATED, &body)
        }
        Err(UploadError::Refused(refusal)) => refused(&refusal, language),
        Err(UploadError::Failed(error)) => failed(error, language),
    }
}

async fn get(app: &Arc<App>, tokens: &Tokens, token: &str, language: Language) -> Response {
    let sent = if let Some(token) = token.strip_prefix(BUNDLE) {
        Box::pin(get_bundle(app, tokens, token)).await
    } else if let Some(token) = token.strip_prefix(REPORT) {
        Box::pin(get_report(app, tokens, token)).await
    } else {
        get_file(app, tokens, token).await
    };
    sent.unwrap_or_else(|error| failed(error, language))
}

async fn get_file(app: &Arc<App>, tokens: &Tokens, token: &str) -> app::Result<Response> {
    let (row, bytes) = download(app, &asked(app, tokens, token)?).await?;
    let mut response = attached(&row.name, &row.media_type, Body::from_bytes_stream(bytes.map_err(io::Error::other)));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(row.size));
    Ok(response)
}

/// A bundle is made as it is fetched, and small: it is sent at once.
async fn get_bundle(app: &Arc<App>, tokens: &Tokens, token: &str) -> app::Result<Response> {
    let (name, bytes) = download_bundle(app, &asked(app, tokens, token)?).await?;
    Ok(attached(&name, "application/zip", bytes))
}

/// A report is made as it is fetched.
async fn get_report(app: &Arc<App>, tokens: &Tokens, token: &str) -> app::Result<Response> {
    let MadeFile { name, media_type, bytes } = download_report_file(app, &asked(app, tokens, token)?).await?;
    Ok(attached(&name, media_type, bytes))
}

/// What an address says. Of one that is forged, expired or of another sort nothing is told: it gives nothing.
fn asked<T: Fetched>(app: &App, tokens: &Tokens, token: &str) -> app::Result<Fetch<T>> {
    let claims = tokens.verify_address(token, app.clock().now()).map_err(|_| app::Error::NotFound("file address"))?;
    let expires_at = claims.expires_at();
    Ok(Fetch { of: claims.of, user: claims.sub, nonce: claims.jti, expires_at })
}

fn attached(name: &str, media_type: &str, bytes: impl Into<Body>) -> Response {
    Response::builder()
        .content_type(media_type)
        .header(header::CONTENT_DISPOSITION, disposition::attachment(name))
        .header(header::CACHE_CONTROL, "private, no-store")
        .body(bytes)
}

fn failed(error: app::Error, language: Language) -> Response {
    let error = failure(error, language);
    refuse_as(error.code().status(), error)
}

fn refused(refusal: &FileRefusal, language: Language) -> Response {
    let message = language.choose(refusal.to_string(), refusal.zh());
    let (status, error) = match *refusal {
        FileRefusal::TooLarge { found, limit } => {
            let error = ApiError::new(Code::LimitFileBytes, message).with("limit", limit).with("found", found);
            (StatusCode::PAYLOAD_TOO_LARGE, error)
        }
        FileRefusal::WrongLength { found, announced } | FileRefusal::BrokenOff { found, announced } => {
            let error = ApiError::new(Code::Invalid, message).with("announced", announced).with("found", found);
            (StatusCode::BAD_REQUEST, error)
        }
        FileRefusal::WrongType { .. } | FileRefusal::WrongContent { .. } => {
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, ApiError::new(Code::Invalid, message))
        }
        FileRefusal::WrongHash { .. } => (StatusCode::BAD_REQUEST, ApiError::new(Code::Invalid, message)),
    };
    refuse_as(status, error.with("code", refusal.code()))
}

/// The pieces of a body, as long as they keep coming.
fn paced(body: Body) -> impl Stream<Item = io::Result<impl AsRef<[u8]>>> {
    let pieces = Box::pin(body.into_bytes_stream());
    stream::unfold(Some(pieces), async |pieces| {
        let mut pieces = pieces?;
        match tokio::time::timeout(SLOWEST_PIECE, pieces.next()).await {
            Ok(piece) => Some((piece?, Some(pieces))),
            Err(_) => Some((Err(io::ErrorKind::TimedOut.into()), None)),
        }
    })
}
