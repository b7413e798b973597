//! GraphiQL and the console.

use std::borrow::Cow;

use api::http::{Assets, Settings};
use poem::Request;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::stand::{Answer, Pages, Stand};

async fn get(stand: &Stand, path: &str) -> (Answer, String) {
    let response = stand.client.get(path).send().await;
    let mut response = response.0;
    let text = response.take_body().into_vec().await.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let status = response.status().as_u16();
    (Answer { status, body: serde_json::Value::Null, response }, text.expect("a body"))
}

#[tokio::test]
async fn graphiql_loads_everything_from_the_executable() {
    let stand = Stand::new();
    let (page, html) = get(&stand, "/graphql").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html"));
    assert!(!html.contains("http"), "no outside address");
    let files: Vec<&str> = html.split('"').filter(|part| part.starts_with("/graphiql/")).collect();
    assert_eq!(files.len(), 6);
    for file in files {
        assert_eq!(get(&stand, file).await.0.status, 200, "{file}");
    }
    assert!(page.header("content-security-policy").starts_with("default-src 'self'"));
}

#[tokio::test]
async fn graphiql_is_off_unless_it_is_turned_on() {
    let stand = Stand::with(Settings::default());
    assert_eq!(get(&stand, "/graphql").await.0.status, 405);
    assert_eq!(get(&stand, "/graphiql/graphiql.min.js").await.0.status, 404);
}

#[tokio::test]
async fn a_current_copy_is_not_sent_again() {
    let stand = Stand::new();
    let (first, _) = get(&stand, "/graphiql/start.js").await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"'));
    assert_eq!(first.header("cache-control"), "no-cache");
    let again =
        stand.client.get("/graphiql/start.js").header("if-none-match", format!("\"other\", W/{tag}")).send().await;
    again.assert_status(poem::http::StatusCode::NOT_MODIFIED);
    let changed = stand.client.get("/graphiql/start.js").header("if-none-match", "\"other\"").send().await;
    changed.assert_status_is_ok();
}

/// As a browser asks for a page.
async fn page(stand: &Stand, path: &str) -> Answer {
    let kinds = "text/html,application/xhtml+xml,*/*;q=0.8";
    Answer::of(stand.client.get(path).header("accept", kinds).send().await).await
}

#[tokio::test]
async fn every_address_of_the_console_is_answered_by_its_one_page() {
    let stand = Stand::new();
    let (root, html) = get(&stand, "/").await;
    assert_eq!(
        (root.status, root.header("content-type"), root.header("cache-control")),
        (200, "text/html", "no-cache")
    );
    assert_eq!(html, include_str!("../pages/index.html"));
    for path in ["/tickets", "/tickets/NNNJJ-20261130-0007?tab=clocks", "/reports/2026.11", "/index.html"] {
        let answer = page(&stand, path).await;
        assert_eq!((answer.status, answer.header("etag")), (200, root.header("etag")), "{path}");
    }
    let posted = Answer::of(stand.client.post("/tickets").send().await).await;
    assert_eq!((posted.status, posted.header("allow")), (405, "GET, HEAD"));
}

#[tokio::test]
async fn what_is_no_page_and_no_file_is_not_found() {
    let stand = Stand::new();
    for path in
        ["/nothing", "/favicon.ico", "/../Cargo.toml", "/graphiql/../../Cargo.toml", "/graphiql/%2e%2e/index.html"]
    {
        let answer = Answer::of(stand.client.get(path).send().await).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    // A browser that opens a script of an earlier version is told so, not given a page.
    for path in ["/assets/index-Gone0000.js", "/assets/"] {
        let answer = page(&stand, path).await;
        assert_eq!((answer.status, answer.code()), (404, "NOT_FOUND"), "{path}");
    }
}

#[tokio::test]
async fn files_with_a_hash_are_kept_for_good_and_come_compressed() {
    let stand = Stand::new();
    let script = "/assets/index-BsK3dF9a.js";
    let send = async |accept: &'static str| {
        let response = stand.client.get(script).header("accept-encoding", accept).send().await.0;
        assert_eq!(response.header("content-type"), Some("text/javascript"));
        assert_eq!(response.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert!(response.header("vary").is_some_and(|vary| vary.contains("accept-encoding")));
        let header = |name: &str| response.header(name).unwrap_or("").to_owned();
        let (coding, tag) = (header("content-encoding"), header("etag"));
        (coding, tag, response.into_body().into_vec().await.expect("a body"))
    };
    let (brotli, brotli_tag, bytes) = send("gzip, deflate, br, zstd").await;
    assert_eq!(
        (brotli.as_str(), bytes.as_slice()),
        ("br", &include_bytes!("../pages/assets/index-BsK3dF9a.js.br")[..])
    );
    let (gzip, gzip_tag, bytes) = send("gzip, br;q=0").await;
    assert_eq!(
        (gzip.as_str(), bytes.as_slice()),
        ("gzip", &include_bytes!("../pages/assets/index-BsK3dF9a.js.gz")[..])
    );
    let (plain, plain_tag, bytes) = send("identity").await;
    assert_eq!((plain.as_str(), bytes.as_slice()), ("", &include_bytes!("../pages/assets/index-BsK3dF9a.js")[..]));
    assert!(brotli_tag != gzip_tag && gzip_tag != plain_tag && plain_tag != brotli_tag, "one tag for two texts");

    let again = stand.client.get(script).header("accept-encoding", "br").header("if-none-match", brotli_tag);
    again.send().await.assert_status(poem::http::StatusCode::NOT_MODIFIED);
    let other = stand.client.get(script).header("accept-encoding", "br").header("if-none-match", plain_tag);
    other.send().await.assert_status_is_ok();
    let head = stand.client.head(script).header("accept-encoding", "br").send().await;
    head.assert_status_is_ok();
    head.assert_header("content-length", include_bytes!("../pages/assets/index-BsK3dF9a.js.br").len());
}

#[tokio::test]
async fn a_page_reaches_nobody_else_and_stands_in_no_frame() {
    let stand = Stand::new();
    let answer = page(&stand, "/").await;
    let policy: Vec<&str> = answer.header("content-security-policy").split("; ").collect();
    for rule in
        ["default-src 'self'", "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
    {
        assert!(policy.contains(&rule), "{rule} is missing in {policy:?}");
    }
    assert!(policy.iter().all(|rule| !rule.contains('*') && !rule.contains("//")), "another host: {policy:?}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert!(answer.header("permissions-policy").starts_with("geolocation=(self), camera=()"));
}

/// A folder that has a file of every name.
struct Anything;

impl RustEmbed for Anything {
    fn get(_: &str) -> Option<EmbeddedFile> {
        Pages::get("index.html")
    }
    fn iter() -> impl Iterator<Item = Cow<'static, str>> + 'static {
        Pages::iter()
    }
}

#[test]
fn only_names_with_a_hash_are_kept_for_good() {
    let kept = |path: &str| {
        let response = Assets::of::<Anything>().file(&Request::builder().finish(), path);
        match response.header("cache-control") {
            Some("public, max-age=31536000, immutable") => true,
            Some("no-cache") => false,
            other => panic!("{path}: {other:?}"),
        }
    };
    assert!(kept("assets/index-BsK3dF9a.js"));
    assert!(kept("assets/index-Bs-3_F9a.js"));
    assert!(!kept("assets/index.js"));
    assert!(!kept("assets/-BsK3dF9a.js"));
    assert!(!kept("index-BsK3dF9a.html"));
    assert!(!kept("assets/make-up.css"));
}
