//! What an operation costs, told without executing it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation};
use async_graphql::{Request, Response, Schema, ServerError, ValidationResult, Value, Variables};

use super::{Mutation, Query, Subscription};

/// The key under which a client asks for the cost, and gets it, in `extensions`.
pub(super) const KEY: &str = "cost";

/// The schema once more, for weighing: an extension in the schema that answers would slow down every field.
/// One a process, made when the first cost is asked for.
static SCALES: LazyLock<Schema<Query, Mutation, Subscription>> =
    LazyLock::new(|| super::builder().extension(Weigh).finish());

/// What is weighed of a request, which the engine consumes.
pub(super) struct Weighed {
    query: String,
    operation_name: Option<String>,
    variables: Variables,
    /// Whether the client asks for the cost.
    pub asked: bool,
}

impl Weighed {
    pub(super) fn of(request: &Request) -> Self {
        Self {
            query: request.query.clone(),
            operation_name: request.operation_name.clone(),
            variables: request.variables.clone(),
            asked: request.extensions.contains_key(KEY),
        }
    }
}

/// The cost of an operation that passed the guard; none when it is not valid.
pub(super) async fn weigh(weighed: Weighed) -> Option<usize> {
    let mut request = Request::new(weighed.query).variables(weighed.variables);
    request.operation_name = weighed.operation_name;
    match SCALES.execute(request).await.extensions.remove(KEY)? {
        Value::Number(cost) => usize::try_from(cost.as_u64()?).ok(),
        _ => None,
    }
}

struct Weigh;

impl ExtensionFactory for Weigh {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Weighing::default())
    }
}

#[derive(Default)]
struct Weighing(AtomicUsize);

#[async_trait]
impl Extension for Weighing {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(ctx).await?;
        self.0.store(result.complexity, Ordering::Relaxed);
        Ok(result)
    }

    /// Nothing is executed.
    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::new(Value::Null).extension(KEY, Value::from(self.0.load(Ordering::Relaxed)))
    }
}
