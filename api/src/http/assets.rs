//! Files inside the executable, with the headers that let browsers keep them.

use poem::http::{Method, StatusCode, header};
use poem::{Endpoint, Request, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

/// An embedded folder.
#[derive(Clone, Copy, Debug)]
pub struct Assets {
    get: fn(&str) -> Option<EmbeddedFile>,
}

impl Assets {
    /// The folder of this type.
    pub const fn of<F: RustEmbed>() -> Self {
        Self { get: F::get }
    }

    /// One file: 304 when the client's copy is current, 404 when there is none.
    pub fn file(&self, request: &Request, path: &str) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Response::builder()
                .status(StatusCode::METHOD_NOT_ALLOWED)
                .header(header::ALLOW, "GET, HEAD")
                .finish();
        }
        let Some(file) = (self.get)(path) else {
            return Response::builder().status(StatusCode::NOT_FOUND).finish();
        };
        let hash = file.metadata.sha256_hash();
        let tag: String = std::iter::once("\"".to_owned())
            .chain(hash[..8].iter().map(|byte| format!("{byte:02x}")))
            .chain(std::iter::once("\"".to_owned()))
            .collect();
        let known = request
            .header(header::IF_NONE_MATCH)
            .is_some_and(|tags| tags.split(',').any(|entry| entry.trim().trim_start_matches("W/") == tag));
        let keep = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let response = Response::builder().header(header::ETAG, tag).header(header::CACHE_CONTROL, keep);
        if known {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        response
            .content_type(file.metadata.mimetype())
            .header(header::CONTENT_LENGTH, file.data.len())
            .body(file.data.into_owned())
    }
}

impl Endpoint for Assets {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let path = match request.uri().path().trim_start_matches('/') {
            "" => "index.html",
            path => path,
        };
        let response = self.file(&request, path);
        if response.status() == StatusCode::NOT_FOUND {
            return Err(poem::error::NotFoundError.into());
        }
        Ok(response)
    }
}

/// Whether the bundler put a hash into the name (`assets/index-BsK3dF9a.js`): such a file never changes.
fn is_hashed(path: &str) -> bool {
    path.strip_prefix("assets/")
        .and_then(|name| name.rsplit_once('.'))
        .and_then(|(stem, _)| stem.rsplit_once('-'))
        .is_some_and(|(_, hash)| {
            hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        assert!(is_hashed("assets/index-BsK3dF9a.js"));
        assert!(!is_hashed("assets/index.js"));
        assert!(!is_hashed("index-BsK3dF9a.html"));
        assert!(!is_hashed("assets/make-up.css"));
    }
}
