//! The guard as a client meets it.

use std::sync::atomic::Ordering;

use api::guard::Limits;
use api::http::Settings;
use poem::Body;
use serde_json::{Value, json};

use super::guard::bomb;
use super::stand::{Answer, Stand, ask};

#[tokio::test]
async fn fragment_bombs_are_refused_with_their_figure() {
    let stand = Stand::new();
    for query in [bomb(24, 2), bomb(4, 64)] {
        let answer = ask(&stand, &query).await;
        assert_eq!((answer.status, answer.code()), (400, "LIMIT_SELECTIONS"));
        assert!(answer.message().ends_with("exceeds the limit of 5000"), "{}", answer.message());
        assert!(answer.body["errors"][0]["extensions"]["found"].as_u64() > Some(1 << 24));
        assert_eq!(answer.body["errors"][0]["extensions"]["limit"], 5_000);
    }
    assert_eq!(ask(&stand, &bomb(30, 2)).await.code(), "LIMIT_SELECTIONS");
}

#[tokio::test]
async fn honest_fragments_pass() {
    let answer = ask(&Stand::new(), "{...A nested{...A nested{...A}}} fragment A on Query{hello __typename}").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn graphiqls_own_introspection_query_passes_the_default_limits() {
    let deep = "ofType{".repeat(9) + "kind name" + &"}".repeat(9);
    let query = format!(
        "query IntrospectionQuery{{__schema{{queryType{{name}} types{{...FullType}}}}}}
        fragment FullType on __Type{{fields(includeDeprecated: true){{name args{{...InputValue}} type{{...TypeRef}}}}}}
        fragment InputValue on __InputValue{{name type{{...TypeRef}} defaultValue}}
        fragment TypeRef on __Type{{kind name {deep}}}"
    );
    let answer = ask(&Stand::new(), &query).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let closed = Stand::with(Settings::default());
    assert_eq!(ask(&closed, "{__schema{queryType{name}}}").await.body["data"]["__schema"], Value::Null);
}

#[tokio::test]
async fn a_deep_document_is_refused_without_a_stack() {
    let stand = Stand::new();
    let answer = ask(&stand, &"{nested".repeat(60_000)).await;
    assert_eq!((answer.status, answer.code()), (400, "LIMIT_TOKENS"));
    let answer = ask(&stand, &format!("{}hello{}", "{nested".repeat(20), "}".repeat(20))).await;
    assert_eq!((answer.code(), answer.message()), ("LIMIT_DEPTH", "depth 20 exceeds the limit of 16"));
}

#[tokio::test]
async fn a_body_is_measured_by_what_arrives_not_by_what_is_declared() {
    let stand = Stand::new();
    let chunk = vec![b' '; 64 * 1024];
    let stream = || {
        Body::from_bytes_stream(futures_util::stream::iter((0..).map({
            let chunk = chunk.clone();
            move |_| Ok::<_, std::io::Error>(chunk.clone())
        })))
    };
    let post = || stand.client.post("/graphql").content_type("application/json");
    let endless = Answer::of(post().body(stream()).send().await).await;
    assert_eq!((endless.status, endless.code()), (413, "LIMIT_BODY"));
    let lying = Answer::of(post().header("content-length", "12").body(stream()).send().await).await;
    assert_eq!(lying.status, 413);
    let declared = Answer::of(post().header("content-length", "10000000").body("{}").send().await).await;
    assert_eq!(declared.message(), "bytes 10000000 exceeds the limit of 1048576");
    let mut exact = json!({"query": "{hello}"}).to_string().into_bytes();
    exact.resize(1024 * 1024, b' ');
    assert_eq!(Answer::of(post().body(exact).send().await).await.status, 200);
}

#[tokio::test]
async fn a_batch_runs_in_order_up_to_its_cap() {
    let stand = Stand::new();
    let send = async |count: usize| {
        let body = vec![json!({"query": "mutation{bump}"}); count];
        Answer::of(stand.client.post("/graphql").body_json(&body).send().await).await
    };
    let full = send(10).await;
    let bumps: Vec<_> = (1..=10).map(|at| json!({"data": {"bump": at}})).collect();
    assert_eq!((full.status, full.body), (200, Value::from(bumps)));
    let over = send(11).await;
    assert_eq!((over.status, over.code()), (400, "LIMIT_BATCH"));
    assert_eq!(over.message(), "operations in a batch 11 exceeds the limit of 10");
    assert_eq!(stand.bumps.load(Ordering::SeqCst), 10, "nothing of the refused batch ran");
}

#[tokio::test]
async fn one_bomb_in_a_batch_harms_only_itself() {
    let stand = Stand::new();
    let body = json!([{"query": "{hello}"}, {"query": bomb(24, 2)}, {"query": "{hello}"}]);
    let answer = Answer::of(stand.client.post("/graphql").body_json(&body).send().await).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body[0], answer.body[2]);
    assert_eq!(answer.body[1]["errors"][0]["extensions"]["code"], "LIMIT_SELECTIONS");
}

#[tokio::test]
async fn the_limits_are_configuration() {
    let limits: Limits = serde_json::from_value(json!({"depth": 2})).expect("a section");
    let stand = Stand::with(Settings { limits, ..Settings::default() });
    assert_eq!(ask(&stand, "{nested{hello}}").await.status, 200);
    assert_eq!(ask(&stand, "{nested{nested{hello}}}").await.message(), "depth 3 exceeds the limit of 2");
    assert!(serde_json::from_value::<Limits>(json!({"dept": 2})).is_err(), "an unknown key is refused");
}
