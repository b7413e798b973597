//! GraphiQL from the executable, without any outside address.

use poem::{Request, Response};
use rust_embed::RustEmbed;

use crate::http::Assets;

/// See `assets/graphiql/SOURCES.md`.
#[derive(RustEmbed)]
#[folder = "assets/graphiql"]
struct Files;

/// One of its files; `index.html` is the page.
pub(crate) fn file(request: &Request, path: &str) -> Response {
    Assets::of::<Files>().file(request, path)
}
