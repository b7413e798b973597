//! The console: pages inside the executable. Which of them an address means, they find out themselves.

use poem::http::{StatusCode, header};
use poem::{Endpoint, Request, Response};
use rust_embed::RustEmbed;

use super::assets::Assets;

/// The one page, which every address of the console answers.
const PAGE: &str = "index.html";

/// Says how to build it.
#[derive(RustEmbed)]
#[folder = "assets/unbuilt"]
struct Unbuilt;

/// What is outside the API, to be given to [`super::routes`].
#[derive(Clone, Copy, Debug)]
pub struct Console(Assets);

impl Console {
    /// The folder of this type, as the bundler left it; one page that says how to build it, if there is none.
    pub fn of<F: RustEmbed>() -> Self {
        let built = Assets::of::<F>();
        if built.holds(PAGE) { Self(built) } else { Self::unbuilt() }
    }

    /// Only that page.
    pub const fn unbuilt() -> Self {
        Self(Assets::of::<Unbuilt>())
    }
}

impl Endpoint for Console {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let path = request.uri().path().trim_start_matches('/');
        let page = path.is_empty() || is_page(&request, path) && !self.0.holds(path);
        let response = self.0.file(&request, if page { PAGE } else { path });
        if response.status() == StatusCode::NOT_FOUND {
            return Err(poem::error::NotFoundError.into());
        }
        Ok(response)
    }
}

/// Whether a browser asks for a page: a script that is gone must not be answered by one.
fn is_page(request: &Request, path: &str) -> bool {
    let takes_pages = request.header(header::ACCEPT).is_some_and(|kinds| kinds.contains("text/html"));
    takes_pages && !path.starts_with("assets/")
}
