//! Somebody at the public API: sends GraphQL over HTTP to the endpoint that `main` serves.

use poem::http::StatusCode;
use poem::test::TestClient;
use poem::{Endpoint, endpoint::BoxEndpoint};
use serde_json::{Value, json};
use std::sync::Arc;

/// The endpoint of a test application.
pub type TestEndpoint = Arc<TestClient<BoxEndpoint<'static, poem::Response>>>;

/// Boxes an endpoint for [`Client`].
pub fn test_endpoint(endpoint: impl Endpoint<Output = poem::Response> + 'static) -> TestEndpoint {
    Arc::new(TestClient::new(poem::EndpointExt::boxed(endpoint)))
}

/// A person with a token, or nobody.
#[derive(Clone)]
pub struct Client {
    pub endpoint: TestEndpoint,
    pub token: Option<String>,
}

/// The answer to one request.
#[derive(Clone, Debug)]
#[must_use]
pub struct Answer {
    pub status: StatusCode,
    /// The header, in seconds.
    pub retry_after: Option<u64>,
    pub body: Value,
}

impl Client {
    /// Sends a document with variables.
    pub async fn gql(&self, query: &str, variables: Value) -> Answer {
        self.send(("en", None), query, variables).await
    }

    /// The same in Chinese.
    pub async fn gql_zh(&self, query: &str, variables: Value) -> Answer {
        self.send(("zh-CN", None), query, variables).await
    }

    /// The same under an `Idempotency-Key`.
    pub async fn gql_once(&self, key: &str, query: &str, variables: Value) -> Answer {
        self.send(("en", Some(key)), query, variables).await
    }

    async fn send(&self, (language, key): (&str, Option<&str>), query: &str, variables: Value) -> Answer {
        let mut request = self
            .endpoint
            .post("/graphql")
            .header("accept-language", language)
            .body_json(&json!({ "query": query, "variables": variables }));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let mut response = request.send().await.0;
        let bytes = response.take_body().into_bytes().await.expect("a body");
        let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: response.status(), retry_after, body }
    }

    /// A mutation `name(input)`, asking for `fields` of its payload beside the errors.
    pub async fn mutate(&self, name: &str, input: Value, fields: &str) -> Answer {
        let kind = format!("{}{}Input!", name[..1].to_uppercase(), &name[1..]);
        let document = format!(
            "mutation($input: {kind}) {{ {name}(input: $input) {{ {fields} errors {{ code field message }} }} }}"
        );
        self.gql(&document, json!({ "input": input })).await
    }

    /// A mutation that must succeed: its payload.
    #[track_caller]
    pub fn must<'c>(&'c self, name: &'c str, input: Value, fields: &'c str) -> impl Future<Output = Value> + 'c {
        let caller = std::panic::Location::caller();
        async move {
            let answer = self.mutate(name, input, fields).await;
            let payload = answer.body.pointer(&format!("/data/{name}")).cloned().unwrap_or_default();
            let errors = payload.pointer("/errors").and_then(Value::as_array).map_or(1, Vec::len);
            assert!(errors == 0, "{name} at {caller} was refused: {}", answer.body);
            payload
        }
    }

    /// A mutation that must be refused by its payload: code and field of each error.
    pub async fn refused(&self, name: &str, input: Value) -> Vec<(String, Option<String>)> {
        let answer = self.mutate(name, input, "").await;
        let errors = answer.body.pointer(&format!("/data/{name}/errors")).and_then(Value::as_array);
        let errors = errors.unwrap_or_else(|| panic!("{name} did not answer: {}", answer.body));
        assert!(!errors.is_empty(), "{name} should have been refused");
        errors
            .iter()
            .map(|error| {
                let text = |key: &str| error[key].as_str().map(str::to_owned);
                (text("code").unwrap_or_default(), text("field"))
            })
            .collect()
    }
}

impl Answer {
    /// What stands at a JSON pointer under `data`; there must be no errors.
    #[track_caller]
    pub fn at(&self, pointer: &str) -> Value {
        assert!(self.body.get("errors").is_none(), "{}", self.body);
        let found = self.body["data"].pointer(pointer);
        found.cloned().unwrap_or_else(|| panic!("nothing at {pointer}: {}", self.body))
    }

    /// The code of the first top-level error.
    #[track_caller]
    pub fn code(&self) -> String {
        let code = self.body.pointer("/errors/0/extensions/code").and_then(Value::as_str);
        code.unwrap_or_else(|| panic!("no error: {}", self.body)).to_owned()
    }
}
