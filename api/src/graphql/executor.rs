//! The schema as the transport runs it.

use std::sync::Arc;

use async_graphql::{Data, Executor, Request, Response, Schema, ServerError, value};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use super::cost::{KEY, Weighed, weigh};
use super::once::Keyed;
use super::{Mutation, Query, Subscription};
use crate::error::{ApiError, Code};

/// The engine's own words, which leave out the figures.
const TOO_COMPLEX: &str = "Query is too complex.";

/// The whole schema. Its futures are boxed here, once: their types are so deep that every crate which named them would
/// compile for long and need a higher recursion limit.
#[derive(Clone)]
pub struct GongdanSchema {
    pub(super) schema: Schema<Query, Mutation, Subscription>,
    /// Most cost of one operation.
    pub(super) complexity: usize,
}

impl GongdanSchema {
    fn run(&self, mut request: Request) -> BoxFuture<'static, Response> {
        let Self { schema, complexity } = self.clone();
        Box::pin(async move {
            let keyed = match Keyed::of(&mut request) {
                Ok(keyed) => keyed,
                Err(error) => return Response::from_errors(vec![error.into()]),
            };
            let weighed = Weighed::of(&request);
            // Boxed by itself: it is large, and each place that it is moved to takes as much of a thread's stack.
            let run: BoxFuture<'_, Response> = Box::pin(async {
                let response = schema.execute(request).await;
                with_figures(response, weighed, complexity).await
            });
            match keyed {
                Some(keyed) => keyed.answer(run).await,
                None => run.await,
            }
        })
    }
}

impl Executor for GongdanSchema {
    fn execute(&self, request: Request) -> impl Future<Output = Response> + Send {
        self.run(request)
    }

    fn execute_stream(&self, request: Request, session: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let complexity = self.complexity;
        let answers = Executor::execute_stream(&self.schema, request, session);
        Box::pin(answers.map(move |mut answer| {
            refuse(&mut answer, None, complexity);
            answer
        }))
    }
}

/// The cost for whoever asks for it, and in a refusal.
async fn with_figures(mut response: Response, weighed: Weighed, limit: usize) -> Response {
    let asked = weighed.asked;
    if asked || response.errors.iter().any(|error| error.message == TOO_COMPLEX) {
        let cost = weigh(weighed).await;
        refuse(&mut response, cost, limit);
        if let Some(cost) = cost.filter(|_| asked) {
            response = response.extension(KEY, value!({ "found": cost, "limit": limit }));
        }
    }
    response
}

/// A refusal says its limit, and the figure where it is known.
fn refuse(response: &mut Response, cost: Option<usize>, limit: usize) {
    for error in response.errors.iter_mut().filter(|error| error.message == TOO_COMPLEX) {
        let message =
            format!("the operation costs more than the limit of {limit}: ask for fewer fields or smaller pages");
        let refusal = ApiError::new(Code::LimitComplexity, message).with("limit", limit);
        *error = ServerError::from(match cost {
            Some(cost) => refusal.with("found", cost),
            None => refusal,
        });
    }
}
