//! What `make console` built, taken into the executable. It stands here, so that changed pages cost no crate but this one.

use api::http::Console;
use rust_embed::RustEmbed;

/// Empty where nobody built them: the product compiles without Node.
#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Pages;

/// The console's pages.
pub fn pages() -> Console {
    Console::of::<Pages>()
}
