//! Origins, health, request ids, compression: what holds for every path.

use std::sync::atomic::Ordering;

use api::http::Settings;
use serde_json::json;

use super::stand::{Answer, Stand};

#[tokio::test]
async fn pages_of_our_own_and_of_listed_origins_may_call_and_others_may_not() {
    let stand =
        Stand::with(Settings { allowed_origins: vec!["https://portal.example".to_owned()], ..Settings::default() });
    let send = async |origin: &'static [u8]| {
        let origin = poem::http::HeaderValue::from_bytes(origin).expect("a header value");
        let request = stand.client.post("/graphql").body_json(&json!({"query": "mutation{bump}"}));
        Answer::of(request.header("host", "gongdan.example:8080").header("origin", origin).send().await).await
    };
    assert_eq!(send(b"http://gongdan.example:8080").await.status, 200);
    let listed = send(b"https://portal.example").await;
    assert_eq!((listed.status, listed.header("access-control-allow-origin")), (200, "https://portal.example"));
    for foreign in [
        &b"https://evil.example"[..],
        b"null",
        b"http://gongdan.example",
        b"https://portal.example.evil",
        b"https://caf\xe9",
    ] {
        let answer = send(foreign).await;
        assert_eq!(
            (answer.status, answer.code(), answer.header("access-control-allow-origin")),
            (403, "FORBIDDEN", "")
        );
    }
    assert_eq!(stand.bumps.load(Ordering::SeqCst), 2);
    let preflight = stand
        .client
        .options("/graphql")
        .header("origin", "https://portal.example")
        .header("access-control-request-method", "POST")
        .send()
        .await;
    let preflight = Answer::of(preflight).await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-methods")), (204, "POST, PUT"));
    assert!(preflight.header("access-control-allow-headers").contains("authorization"));
}

#[tokio::test]
async fn health_tells_life_from_readiness() {
    let stand = Stand::new();
    let get = async |path: &'static str| Answer::of(stand.client.get(path).send().await).await;
    assert_eq!(get("/healthz").await.status, 200);
    assert_eq!(get("/readyz").await.body, json!({"ready": true, "components": {"database": "ok"}}));
    stand.ready.store(false, Ordering::SeqCst);
    let down = get("/readyz").await;
    assert_eq!((down.status, down.body["components"]["database"].as_str()), (503, Some("down: no connection")));
    assert_eq!(get("/healthz").await.status, 200);
}

#[tokio::test]
async fn every_answer_has_an_id_and_the_callers_own_is_kept_when_it_is_a_plain_word() {
    let stand = Stand::new();
    let send = async |id: &'static str| {
        let answer = Answer::of(stand.client.get("/healthz").header("x-request-id", id).send().await).await;
        answer.header("x-request-id").to_owned()
    };
    assert_eq!(send("trace-0001.a_b").await, "trace-0001.a_b");
    for odd in ["short", "with space in it", "<script>alert(1)</script>"] {
        let id = send(odd).await;
        assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    }
}

#[tokio::test]
async fn long_answers_are_compressed_for_who_can_read_that() {
    let stand = Stand::new();
    let send = async |query: &'static str, accept: &'static str| {
        let request = stand.client.post("/graphql").body_json(&json!({"query": query}));
        let response = request.header("accept-encoding", accept).send().await.0;
        (
            response.header("content-encoding").unwrap_or("").to_owned(),
            response.into_body().into_vec().await.expect("a body"),
        )
    };
    let (encoding, bytes) = send("{long}", "br, gzip;q=0.8").await;
    assert_eq!((encoding.as_str(), &bytes[..2]), ("gzip", &[0x1f, 0x8b][..]));
    assert!(bytes.len() < 500);
    assert_eq!(send("{long}", "gzip;q=0").await.0, "");
    assert_eq!(send("{hello}", "gzip").await.0, "");
}
