//! Media types, status codes, methods, origins, health.

use std::sync::atomic::Ordering;
use std::time::Duration;

use api::http::Settings;
use serde_json::json;

use super::stand::{Answer, Stand, ask, user};

#[tokio::test]
async fn a_query_is_answered_in_json() {
    let stand = Stand::new();
    let answer = ask(&stand, "{hello}").await;
    assert_eq!((answer.status, &answer.body), (200, &json!({"data": {"hello": "world"}})));
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_newer_media_type_is_answered_to_who_accepts_it() {
    let stand = Stand::new();
    let request = stand
        .client
        .post("/graphql")
        .body_json(&json!({"query": "{hello}"}))
        .header("accept", "application/json;q=0.5, application/graphql-response+json")
        .send()
        .await;
    let answer = Answer::of(request).await;
    assert_eq!(answer.header("content-type"), "application/graphql-response+json; charset=utf-8");
}

#[tokio::test]
async fn only_json_is_read_so_that_no_form_can_change_anything() {
    let stand = Stand::new();
    let body = json!({"query": "mutation{bump}"}).to_string();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=gbk",
    ] {
        let answer = Answer::of(stand.client.post("/graphql").content_type(kind).body(body.clone()).send().await).await;
        assert_eq!((answer.status, answer.code()), (415, "BAD_REQUEST"), "{kind}");
    }
    let answer = Answer::of(stand.client.post("/graphql").body(body.clone()).send().await).await;
    assert_eq!(answer.status, 415, "no type at all");
    let packed = stand.client.post("/graphql").content_type("application/json").header("content-encoding", "gzip");
    assert_eq!(Answer::of(packed.body(body.clone()).send().await).await.status, 415);
    assert_eq!(stand.bumps.load(Ordering::SeqCst), 0);
    let typed = stand.client.post("/graphql").content_type("Application/JSON; charset=\"UTF-8\"");
    assert_eq!(Answer::of(typed.body(body).send().await).await.status, 200);
}

#[tokio::test]
async fn a_get_only_reads() {
    let stand = Stand::with(Settings::default());
    let get = async |query: &str| Answer::of(stand.client.get(format!("/graphql?{query}")).send().await).await;
    let read =
        get("query=query%20A%7Bhello%7D%20query%20B%7Bnested%7Bhello%7D%7D&operationName=A&variables=%7B%7D").await;
    assert_eq!((read.status, &read.body), (200, &json!({"data": {"hello": "world"}})));
    let why = get("query=query(%24why%3AString!)%7Bpanics(why%3A%24why)%7D&variables=%7B%22why%22%3A%22%22%7D").await;
    assert_eq!(why.body["data"]["panics"], 0);
    for changing in ["mutation%7Bbump%7D", "subscription%7Bticks(upTo%3A1)%7D"] {
        let answer = get(&format!("query={changing}")).await;
        assert_eq!((answer.status, answer.code(), answer.header("allow")), (405, "METHOD_NOT_ALLOWED", "POST"));
    }
    for bad in ["", "query=", "query=%7Bhello%7D&variables=%5B1%5D", "query=%7Bhello%7D&extensions=1", "query=%FF"] {
        let answer = get(bad).await;
        assert!(
            (400..500).contains(&answer.status) || answer.code() == "GRAPHQL_PARSE_FAILED",
            "{bad}: {}",
            answer.status
        );
    }
    for method in [poem::http::Method::PUT, poem::http::Method::HEAD, poem::http::Method::OPTIONS] {
        let answer = Answer::of(stand.client.request(method, "/graphql?query=mutation%7Bbump%7D").send().await).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, POST"));
    }
    assert_eq!(stand.bumps.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn people_who_open_the_address_get_a_page_and_programs_an_answer() {
    let stand = Stand::new();
    let get =
        async |accept: &str, path: &str| Answer::of(stand.client.get(path).header("accept", accept).send().await).await;
    for (accept, path) in [("text/html,*/*", "/graphql?query=%7Bhello%7D"), ("*/*", "/graphql")] {
        assert!(get(accept, path).await.header("content-type").starts_with("text/html"), "{path}");
    }
    let answer = get("*/*", "/graphql?query=%7Bhello%7D").await;
    assert_eq!(answer.body["data"]["hello"], "world");
}

#[tokio::test]
async fn what_is_not_a_request_is_a_bad_request() {
    let stand = Stand::new();
    for body in [
        "",
        "{",
        "null",
        "42",
        "{\"query\": 1}",
        "{}",
        "{\"query\": null}",
        "[]",
        "[1]",
        "{\"query\":\"{hello}\",\"variables\":[1]}",
        "{\"query\":\"{hello}\",\"operationName\":{}}",
        "{\"query\":\"{hello}\"} x",
    ] {
        let request = stand.client.post("/graphql").content_type("application/json").body(body);
        let answer = Answer::of(request.send().await).await;
        assert_eq!((answer.status, answer.code()), (400, "BAD_REQUEST"), "{body}");
    }
    let nulls = json!({"query": "{hello}", "variables": null, "operationName": null, "extensions": null});
    assert_eq!(Answer::of(stand.client.post("/graphql").body_json(&nulls).send().await).await.status, 200);
}

#[tokio::test]
async fn documents_that_do_not_parse_or_fit_are_400_with_a_code_to_who_reads_the_newer_type() {
    let stand = Stand::new();
    let ask = async |query: &str| {
        let request = stand.client.post("/graphql").body_json(&json!({"query": query}));
        let newer = Answer::of(request.header("accept", "application/graphql-response+json").send().await).await;
        let older = self::ask(&stand, query).await;
        assert_eq!(
            (older.status, &older.body),
            (200, &newer.body),
            "in plain JSON a status says nothing of a document"
        );
        assert!(newer.body.get("data").is_none(), "what never ran has no data");
        newer
    };
    let parse = ask("{ hello").await;
    assert_eq!((parse.status, parse.code()), (400, "GRAPHQL_PARSE_FAILED"));
    for query in [
        "{nothing}",
        "query($x: Int!){hello}",
        "{hello(a: 1)}",
        "subscription{ticks(upTo: 1)}",
        "query A{hello} query B{hello}",
    ] {
        let answer = ask(query).await;
        assert_eq!((answer.status, answer.code()), (400, "GRAPHQL_VALIDATION_FAILED"), "{query}");
    }
}

#[tokio::test]
async fn a_document_full_of_faults_is_not_answered_with_all_of_them() {
    let answer = ask(&Stand::new(), &format!("{{nested{{{}}}}}", "nothing ".repeat(1_000))).await;
    assert_eq!(answer.body["errors"].as_array().map(Vec::len), Some(20));
}

#[tokio::test]
async fn field_errors_carry_a_code_and_leave_the_rest_standing() {
    let answer = ask(&Stand::new(), "{hello maybe}").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["data"], json!({"hello": "world", "maybe": null}));
    assert_eq!(answer.code(), "NOT_FOUND");
}

#[tokio::test]
async fn nothing_internal_reaches_the_client() {
    let stand = Stand::new();
    let broken = ask(&stand, "{broken}").await;
    assert_eq!(broken.code(), "INTERNAL");
    assert!(!broken.body.to_string().contains("disk"));
    let panicked = ask(&stand, "{panics(why: \"so\")}").await;
    assert_eq!((panicked.status, panicked.code()), (500, "INTERNAL"));
    assert!(!panicked.body.to_string().contains("secret"));
    let down = ask(&stand, "{down}").await;
    assert_eq!((down.status, down.code(), down.header("retry-after")), (503, "UNAVAILABLE", "2"));
    assert!(!down.body.to_string().contains("refused"));
}

#[tokio::test]
async fn a_token_makes_the_caller_known_and_a_bad_one_is_401() {
    let stand = Stand::new();
    let send = async |value: String| {
        let request = stand.client.post("/graphql").body_json(&json!({"query": "{viewer}"}));
        Answer::of(request.header("authorization", value).send().await).await
    };
    let known = send(format!("Bearer {}", stand.token())).await;
    assert_eq!(known.body["data"]["viewer"], user().to_string());
    for value in
        ["Bearer x.y.z".to_owned(), stand.token(), "Basic YTpi".to_owned(), format!("Bearer {}x", stand.token())]
    {
        let answer = send(value).await;
        assert_eq!(
            (answer.status, answer.code(), answer.header("www-authenticate")),
            (401, "UNAUTHENTICATED", "Bearer")
        );
    }
    let token = stand.token();
    stand.advance(Duration::from_secs(606));
    assert_eq!(send(format!("Bearer {token}")).await.status, 401);
    let anonymous = ask(&stand, "{viewer}").await;
    assert_eq!((anonymous.status, anonymous.code()), (401, "UNAUTHENTICATED"));
}

#[tokio::test]
async fn a_key_that_would_not_be_honoured_is_refused() {
    let stand = Stand::new();
    let send = async |key: &str, body: serde_json::Value| {
        let request = stand.client.post("/graphql").body_json(&body);
        Answer::of(request.header("idempotency-key", key).send().await).await
    };
    let one = json!({"query": "mutation{bump}"});
    let long = "k".repeat(129);
    for key in ["", " ", "two words", "\"", "k;1", long.as_str()] {
        let answer = send(key, one.clone()).await;
        assert_eq!((answer.status, answer.code()), (400, "BAD_REQUEST"), "{key}");
    }
    let answer = send("k-1", json!([one])).await;
    assert_eq!((answer.status, answer.code()), (400, "BAD_REQUEST"), "a batch");
    assert_eq!(stand.bumps.load(std::sync::atomic::Ordering::SeqCst), 0);
}
