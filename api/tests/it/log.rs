//! The line that each request leaves in the log.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use super::stand::{Answer, Stand, user};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// The fields of the lines that this body leaves.
async fn lines_of(stand: &Stand, body: Value) -> Vec<Value> {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().json().with_writer(lines.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let request = stand.client.post("/graphql").body_json(&body).header("x-request-id", "request-1");
    Answer::of(request.header("authorization", format!("Bearer {}", stand.token())).send().await).await;
    let bytes = lines.0.lock().expect("not poisoned").clone();
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
