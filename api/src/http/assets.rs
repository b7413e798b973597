//! Files inside the executable, with the headers that let browsers keep them.

use std::borrow::Cow;

use poem::http::{Method, StatusCode, header};
use poem::{Body, Request, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::coding;

/// The content codings whose files may stand beside a file, smallest first, and how the names of those end.
const CODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

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

    /// Whether there is such a file.
    pub fn holds(&self, path: &str) -> bool {
        (self.get)(path).is_some()
    }

    /// One file, compressed as the client takes it: 304 when the client's copy is current, 404 when there is none.
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
        let media_type = file.metadata.mimetype().to_owned();
        let (coding, file) = match self.compressed(request, path) {
            Some((coding, file)) => (Some(coding), file),
            None => (None, file),
        };
        // Of the bytes that are sent: each coding has a tag of its own.
        let tag = tag(&file.metadata.sha256_hash());
        let known = request
            .header(header::IF_NONE_MATCH)
            .is_some_and(|tags| tags.split(',').any(|entry| entry.trim().trim_start_matches("W/") == tag));
        let keep = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response = Response::builder().header(header::ETAG, tag).header(header::CACHE_CONTROL, keep);
        if known {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        if let Some(coding) = coding {
            response = response.header(header::CONTENT_ENCODING, coding);
        }
        let response = response.content_type(&media_type).header(header::CONTENT_LENGTH, file.data.len());
        response.body(match file.data {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        })
    }

    /// The smallest of the files beside this one that the client can read.
    fn compressed(&self, request: &Request, path: &str) -> Option<(&'static str, EmbeddedFile)> {
        CODINGS
            .into_iter()
            .filter(|(coding, _)| coding::accepted(request.headers(), coding))
            .find_map(|(coding, ending)| Some((coding, (self.get)(&format!("{path}.{ending}"))?)))
    }
}

/// The entity tag of bytes with this hash.
fn tag(hash: &[u8; 32]) -> String {
    let digits: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

/// Whether the bundler put a hash of eight characters into the name (`assets/index-BsK3dF9a.js`): such a file never changes.
fn is_hashed(path: &str) -> bool {
    path.strip_prefix("assets/").and_then(|name| name.rsplit_once('.')).is_some_and(|(stem, _)| {
        let Some((name, hash)) = stem.len().checked_sub(8).and_then(|at| stem.split_at_checked(at)) else {
            return false;
        };
        let of_hash = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        name.len() > 1 && name.ends_with('-') && hash.bytes().all(of_hash)
    })
}
