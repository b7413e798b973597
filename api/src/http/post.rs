//! POST /graphql, and GET for queries: from bytes to an answer and a line in the log.

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, IntrospectionMode, Request as GraphqlRequest, Response as GraphqlResponse, ServerError};
use poem::http::{StatusCode, header};
use poem::{Request, Response};

use super::Api;
use super::answer::{self, Media, Wire};
use super::body::{self, BadBody};
use super::key;
use super::query_string;
use crate::error::{ApiError, Code};
use crate::hooks::Caller;
use crate::request_log::RequestLine;

/// How a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A body of JSON.
    Post,
    /// A query string, which only reads: following a link must not change anything.
    Get,
}

/// Answers a request; never fails, because every failure has its answer and its line.
pub(super) async fn respond<E: Executor>(api: &Arc<Api<E>>, way: Way, request: Request) -> Response {
    let media = Media::accepted(&request);
    let caller = api.caller(&request);
    let mut line = RequestLine::start(caller.request_id.clone());
    let response = match answers(api, way, caller, request, &mut line).await {
        Ok(Answers::Single(mut one)) => {
            let headers = std::mem::take(&mut one.http_headers);
            let mut response = answer::graphql(answer::status(&one, media), media, &Wire(&one));
            answer::retry_after(&mut response, &one);
            response.headers_mut().extend(headers);
            response
        }
        Ok(Answers::Batch(all)) => {
            let all: Vec<Wire<'_>> = all.iter().map(Wire).collect();
            answer::graphql(StatusCode::OK, media, &all)
        }
        Err(Refused { status, error }) => {
            line.errors(std::slice::from_ref(&error));
            answer::graphql(status, media, &Wire(&GraphqlResponse::from_errors(vec![*error])))
        }
    };
    line.write(response.status().as_u16());
    response
}

enum Answers {
    Single(Box<GraphqlResponse>),
    Batch(Vec<GraphqlResponse>),
}

/// The whole HTTP request is refused.
struct Refused {
    status: StatusCode,
    error: Box<ServerError>,
}

impl Refused {
    fn new(status: StatusCode, error: impl Into<ServerError>) -> Self {
        Self { status, error: Box::new(error.into()) }
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self::new(error.code().status(), error)
    }
}

impl From<BadBody> for Refused {
    fn from(bad: BadBody) -> Self {
        match bad {
            BadBody::Malformed(error) => error.into(),
            BadBody::Refused(refusal) => Self::new(refusal.code().status(), refusal),
        }
    }
}

async fn answers<E: Executor>(
    api: &Arc<Api<E>>,
    way: Way,
    mut caller: Caller,
    mut request: Request,
    line: &mut RequestLine,
) -> Result<Answers, Refused> {
    if way == Way::Post {
        check_headers(&request)?;
    }
    caller.claims = api.claims(request.header(header::AUTHORIZATION))?;
    line.user = caller.claims.as_ref().map(|claims| claims.sub);
    caller.idempotency_key = key::of(&request)?;
    let posted = match way {
        Way::Post => body::read(&mut request, &api.settings.limits).await?,
        Way::Get => query_string::read(&request, &api.settings.limits)?,
    };
    if posted.batch && caller.idempotency_key.is_some() {
        return Err(ApiError::new(Code::BadRequest, "an Idempotency-Key covers one request, not a batch").into());
    }
    let mut answers = Vec::with_capacity(posted.requests.len());
    for request in posted.requests {
        answers.push(run(api, way, caller.clone(), request, line).await);
    }
    match answers.pop() {
        Some(one) if !posted.batch => Ok(Answers::Single(Box::new(one))),
        last => {
            answers.extend(last);
            Ok(Answers::Batch(answers))
        }
    }
}

/// Only JSON, and only as it stands: a browser's form cannot send it to another origin without asking
/// first, and a compressed body could be larger than any cap.
fn check_headers(request: &Request) -> Result<(), Refused> {
    let mut parts = request.content_type().unwrap_or("").split(';').map(str::trim);
    let json = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("application/json"));
    let utf8 = parts.all(|parameter| {
        let parameter = parameter.to_ascii_lowercase().replace('"', "");
        !parameter.starts_with("charset=") || parameter == "charset=utf-8"
    });
    if json && utf8 && !request.headers().contains_key(header::CONTENT_ENCODING) {
        return Ok(());
    }
    let error = ApiError::new(Code::BadRequest, "send application/json in UTF-8, not compressed");
    Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, error))
}

/// One operation: guard, actor, execution.
async fn run<E: Executor>(
    api: &Arc<Api<E>>,
    way: Way,
    caller: Caller,
    mut request: GraphqlRequest,
    line: &mut RequestLine,
) -> GraphqlResponse {
    let mut response = match prepare(api, caller, &mut request, line).await {
        Ok(Some(OperationType::Mutation | OperationType::Subscription)) if way == Way::Get => {
            let error = ApiError::new(Code::MethodNotAllowed, "by GET only queries are answered");
            GraphqlResponse::from_errors(vec![error.into()])
        }
        Ok(_) => {
            let executor = api.executor.clone();
            let work = Box::pin(async move { executor.execute(request).await });
            let (response, statements) = (api.hooks.count_sql)(work).await;
            line.sql(statements);
            response
        }
        Err(error) => GraphqlResponse::from_errors(vec![error]),
    };
    answer::complete(&mut response);
    line.errors(&response.errors);
    response
}

/// What comes before execution, on HTTP and on the socket: the guard, then the request's data. Answers with the kind
/// of the operation that will run.
pub(crate) async fn prepare<E: Executor>(
    api: &Api<E>,
    caller: Caller,
    request: &mut GraphqlRequest,
    line: &mut RequestLine,
) -> Result<Option<OperationType>, ServerError> {
    let admitted = api.guard.admit(request)?;
    line.admitted(&admitted);
    request.data = (api.hooks.request_data)(caller).await?;
    if !api.settings.graphiql {
        request.introspection_mode = IntrospectionMode::Disabled;
    }
    Ok(admitted.kind)
}
