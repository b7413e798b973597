//! GraphiQL and the console's placeholder.

use api::http::Settings;

use super::stand::{Answer, Stand};

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

#[tokio::test]
async fn the_root_greets_in_two_languages_and_unknown_paths_are_not_found() {
    let stand = Stand::new();
    let (page, html) = get(&stand, "/").await;
    assert_eq!(page.status, 200);
    assert!(html.contains("工单") && html.contains("lang=\"en\""));
    assert_eq!(get(&stand, "/page.css").await.0.status, 200);
    for path in ["/nothing", "/../Cargo.toml", "/graphiql/../../Cargo.toml", "/graphiql/%2e%2e/index.html"] {
        let answer = Answer::of(stand.client.get(path).send().await).await;
        assert_eq!(answer.status, 404, "{path}");
    }
}
