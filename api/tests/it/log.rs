//! The line that each request leaves in the log.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use serde_json::{Value, json};

use super::stand::{Answer, Stand, user};

thread_local! {
    /// What this thread logged while somebody looks: a test and its requests run on one thread.
    static LINES: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.iter_mut().for_each(|lines| lines.extend_from_slice(bytes)));
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One subscriber for the whole process. One a test would come and go beside tests that have none, and whether a place in
/// the code logs at all is remembered for all threads from whichever came there first.
fn subscribe() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::fmt().json().with_writer(|| Lines).finish();
        tracing::subscriber::set_global_default(subscriber).expect("the only one");
        // What was remembered before the subscriber was in its place is asked anew.
        tracing::callsite::rebuild_interest_cache();
    });
}

/// The fields of the lines that this body leaves.
async fn lines_of(stand: &Stand, body: Value) -> Vec<Value> {
    subscribe();
    LINES.set(Some(Vec::new()));
    let request = stand.client.post("/graphql").body_json(&body).header("x-request-id", "request-1");
    Answer::of(request.header("authorization", format!("Bearer {}", stand.token())).send().await).await;
    let bytes = LINES.take().expect("looked at");
    let parse = |line: &[u8]| serde_json::from_slice::<Value>(line).expect("JSON");
    bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(parse)
        .filter(|line| line["target"] == "gongdan::request")
        .map(|line| line["fields"].clone())
        .collect()
}

#[tokio::test]
async fn one_request_leaves_one_line_that_reads_alone() {
    let stand = Stand::new();
    let lines = lines_of(&stand, json!({"query": "query Greeting{hello maybe}"})).await;
    let [line] = &lines[..] else { panic!("expected one line, got {lines:?}") };
    assert_eq!(line["message"], "graphql query Greeting 200");
    assert_eq!(line["request.id"], "request-1");
    assert_eq!(line["user.id"], user().to_string());
    assert_eq!(line["sql.statements"], 3);
    assert_eq!(line["error.codes"], "NOT_FOUND");
    assert!(line["duration_ms"].as_f64() > Some(0.0));
}

#[tokio::test]
async fn a_batch_names_its_operations_and_a_refusal_its_code() {
    let stand = Stand::new();
    let batch = json!([{"query": "query A{hello}"}, {"query": "mutation B{bump}"}, {"query": "{"}]);
    let lines = lines_of(&stand, batch).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["message"], "graphql mixed A,B 200");
    assert_eq!((&lines[0]["sql.statements"], &lines[0]["error.codes"]), (&json!(6), &json!("GRAPHQL_PARSE_FAILED")));
    let long = format!("query {}{{hello}}", "n".repeat(10_000));
    let message = lines_of(&stand, json!({"query": long})).await[0]["message"].to_string();
    assert!(message.len() < 120, "the client cannot fill the log: {message}");
}
