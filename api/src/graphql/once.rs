//! `Idempotency-Key`: a mutation that takes effect once and answers the same whenever it is sent again.

use std::any::TypeId;
use std::time::Duration;

use app::Op;
use app::once::Known;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType, Selection};
use async_graphql::{Request as GraphqlRequest, Response, ServerError, Value};
use uuid::Uuid;

use super::node_id::NodeType;
use super::refusal::failure;
use super::request::{Language, Request};
use crate::error::{ApiError, Code};
use crate::hooks::Caller;

/// How long a second request waits for the answer of the first.
const PATIENCE: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(50);
/// Mutations whose answer holds a secret, beside those that prepare a file.
const SECRET: [&str; 3] = ["issueAccessToken", "createWebhookEndpoint", "rotateWebhookSecret"];
/// When to come again, in seconds.
const COME_AGAIN: u64 = 1;

/// A request that bears a key.
pub(super) struct Keyed {
    op: Op,
    language: Language,
    /// Whether its answer holds a secret, which is shown once and kept nowhere.
    secret: bool,
}

impl Keyed {
    /// Puts the key of a request on its operation; none when it bears no key.
    ///
    /// # Errors
    /// `BAD_REQUEST` when a key cannot cover it.
    pub fn of(request: &mut GraphqlRequest) -> Result<Option<Self>, ApiError> {
        let caller = request.data.get(&TypeId::of::<Caller>()).and_then(|caller| caller.downcast_ref::<Caller>());
        let Some(key) = caller.and_then(|caller| caller.idempotency_key.clone()) else { return Ok(None) };
        let said = said(request);
        let name = request.operation_name.clone();
        let parsed = request.parsed_query().map(|document| covered(document, name.as_deref()));
        let field = parsed.unwrap_or_else(|_| Err(uncovered("it is not GraphQL")))?;
        let asked = request.data.get(&TypeId::of::<Request>()).and_then(|asked| asked.downcast_ref::<Request>());
        let asked = asked.ok_or_else(ApiError::unauthenticated)?;
        let (op, language) = (asked.op().clone().bearing(key, &said), asked.language());
        request.data.insert(Request::new(op.clone(), language));
        // An address of a file is good once, for whoever has it.
        let secret =
            field.starts_with("prepare") || SECRET.contains(&field.as_str()) || request.query.contains("downloadUrl");
        Ok(Some(Self { op, language, secret }))
    }

    /// Answers as the first such request did, or runs it.
    pub async fn answer(&self, run: impl Future<Output = Response>) -> Response {
        if let Some(known) = self.recall().await {
            return known;
        }
        let response = run.await;
        if self.op.is_repeated() {
            return self.recall().await.unwrap_or_else(|| refused(in_progress(self.language)));
        }
        if self.op.took_effect() {
            let answer = serde_json::to_string(&response).ok().filter(|_| !self.secret);
            if let Err(error) = app::once::keep(&self.op, answer.as_deref()).await {
                // If there was an effect, it stands: whoever sends it again learns what it touched.
                tracing::warn!(%error, "an answer could not be kept under its key");
            }
        }
        response
    }

    /// The answer of the first such request, or why there is none; none when nothing took effect.
    async fn recall(&self) -> Option<Response> {
        let since = tokio::time::Instant::now();
        let mut looks = tokio::time::interval(PAUSE);
        loop {
            looks.tick().await;
            let known = match app::once::known(&self.op).await {
                Ok(known) => known,
                Err(error) => return Some(refused(failure(error, self.language))),
            };
            return match known {
                Known::Nothing => None,
                Known::Other => Some(refused(reused(self.language))),
                Known::Answered(text) => {
                    Some(serde_json::from_str(&text).unwrap_or_else(|error| refused(ApiError::internal(&error))))
                }
                Known::Unanswered { at, objects } => Some(refused(self.gone(at, &objects))),
                Known::Answering if since.elapsed() < PATIENCE => continue,
                Known::Answering => Some(refused(in_progress(self.language))),
            };
        }
    }

    fn gone(&self, at: domain::Instant, objects: &[(String, Uuid)]) -> ApiError {
        let en =
            "done already under this key; the answer held a secret, was too large or got lost: look at the objects";
        let zh = "该请求已按此键执行；其应答含密钥、过大或已丢失，请查看所列对象";
        let objects: Vec<Value> =
            objects.iter().filter_map(|(of, id)| Some(NodeType::logged(of)?.id(*id).0.into())).collect();
        ApiError::new(Code::IdempotencyAnswerGone, self.language.choose(en, zh))
            .with("at", at.to_rfc3339())
            .with("objects", Value::List(objects))
    }
}

/// The first request has not answered yet.
pub(super) fn in_progress(language: Language) -> ApiError {
    let en = "the first request with this Idempotency-Key has not answered yet; send it again a little later";
    let zh = "同一 Idempotency-Key 的首个请求尚未应答，请稍后重试";
    ApiError::new(Code::IdempotencyInProgress, language.choose(en, zh)).with("retryAfterSeconds", COME_AGAIN)
}

/// Another request took effect under the key.
pub(super) fn reused(language: Language) -> ApiError {
    let en = "this Idempotency-Key belongs to a request with another body; take a new key";
    ApiError::new(Code::IdempotencyKeyReused, language.choose(en, "此 Idempotency-Key 已用于另一请求，请更换"))
}

fn refused(error: ApiError) -> Response {
    Response::from_errors(vec![ServerError::from(error)])
}

fn uncovered(why: &str) -> ApiError {
    let message = format!("an Idempotency-Key covers one mutation of a single field: {why}");
    ApiError::new(Code::BadRequest, message)
}

/// The field of the mutation that a key covers.
///
/// # Errors
/// `BAD_REQUEST` when the operation of this name is none that a key may cover.
pub fn covered(document: &ExecutableDocument, name: Option<&str>) -> Result<String, ApiError> {
    let operation = chosen(document, name).ok_or_else(|| uncovered("which operation?"))?;
    if operation.ty != OperationType::Mutation {
        return Err(uncovered("this is none"));
    }
    let [selection] = operation.selection_set.node.items.as_slice() else { return Err(uncovered("here are several")) };
    let Selection::Field(field) = &selection.node else { return Err(uncovered("write the field out")) };
    let field = field.node.name.node.as_str();
    if matches!(field, "logIn" | "refreshSession") {
        return Err(uncovered("logging in answers with secrets and takes no key"));
    }
    Ok(field.to_owned())
}

fn chosen<'d>(document: &'d ExecutableDocument, name: Option<&str>) -> Option<&'d OperationDefinition> {
    let mut operations = document.operations.iter();
    match name {
        Some(name) => operations.find(|(of, _)| of.is_some_and(|of| of.as_str() == name)).map(|(_, of)| &of.node),
        None => operations.next().filter(|_| operations.next().is_none()).map(|(_, of)| &of.node),
    }
}

/// What a request says, in one way of writing: the order of fields in its variables does not matter.
pub fn said(request: &GraphqlRequest) -> String {
    let mut text = String::new();
    quoted(&mut text, &request.query);
    quoted(&mut text, request.operation_name.as_deref().unwrap_or_default());
    for (name, value) in request.variables.iter() {
        quoted(&mut text, name);
        written(&mut text, value);
    }
    text
}

fn written(text: &mut String, value: &Value) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|one, other| one.0.cmp(other.0));
            text.push('{');
            for (name, value) in fields {
                quoted(text, name);
                written(text, value);
            }
            text.push('}');
        }
        Value::List(items) => {
            text.push('[');
            items.iter().for_each(|item| written(text, item));
            text.push(']');
        }
        Value::String(string) => quoted(text, string),
        plain => text.push_str(&format!("{plain},")),
    }
}

/// With its length before it, so that no two texts run into each other.
fn quoted(text: &mut String, of: &str) {
    text.push_str(&format!("{}:{of}", of.len()));
}
