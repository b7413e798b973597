//! What stands before the GraphQL engine: no document passes that would cost it more than its limits.
//!
//! The engine walks fragment spreads without memory, so a document of one kilobyte can occupy it for
//! minutes before its own limits speak. Here every fragment is measured once.

mod expansion;
mod limits;
mod tokens;

use std::sync::Arc;

use async_graphql::parser::{
    parse_query,
    types::{DocumentOperations, ExecutableDocument, OperationType},
};
use async_graphql::{Request, Value};
use moka::sync::Cache;
use tokio::sync::Semaphore;

pub use expansion::{Measure, measure};
pub use limits::{Limit, Limits, Refusal};
pub use tokens::{Scan, scan};

/// The parser quotes the whole line it stumbled on, which may be the whole body.
const LONGEST_SYNTAX_MESSAGE: usize = 400;

/// A document that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// The kind of the operation that will run; none when the request does not say which.
    pub kind: Option<OperationType>,
    /// Its name, when it has one.
    pub name: Option<String>,
    /// Tokens of the text.
    pub tokens: u64,
    /// Size of the document.
    pub measure: Measure,
}

/// Longer documents are not remembered.
const LONGEST_REMEMBERED: usize = 16 * 1024;
/// Bytes of text of all remembered documents; parsed they take some fifty times as much.
const REMEMBERED: u64 = 512 * 1024;

/// The guard of one process.
#[derive(Debug)]
pub struct Guard {
    limits: Limits,
    /// Documents that passed, by their text: clients send the same few again and again, and parsing one costs more
    /// than answering many.
    passed: Cache<String, Arc<Passed>>,
    /// A permit for each socket that may be open.
    pub(crate) sockets: Arc<Semaphore>,
}

#[derive(Debug)]
struct Passed {
    document: ExecutableDocument,
    tokens: u64,
    measure: Measure,
}

impl Guard {
    /// With these limits.
    pub fn new(limits: Limits) -> Self {
        let weigh = |text: &String, _: &Arc<Passed>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let sockets = usize::try_from(limits.sockets).unwrap_or(Semaphore::MAX_PERMITS).min(Semaphore::MAX_PERMITS);
        Self {
            limits,
            passed: Cache::builder().weigher(weigh).max_capacity(REMEMBERED).build(),
            sockets: Arc::new(Semaphore::new(sockets)),
        }
    }

    /// Checks one request and leaves its parsed document in it, so that it is parsed once.
    ///
    /// # Errors
    /// [`Refusal`], with the limit and the figure found.
    pub fn admit(&self, request: &mut Request) -> Result<Admitted, Refusal> {
        let variables =
            request.variables.iter().fold(0, |size, (name, value)| size + name.len() as u64 + size_of_value(value));
        Limit::Variables.check(variables, self.limits.variables)?;
        let passed = match self.passed.get(&request.query) {
            Some(passed) => passed,
            None => {
                let passed = Arc::new(self.read(&request.query)?);
                if request.query.len() <= LONGEST_REMEMBERED {
                    self.passed.insert(request.query.clone(), passed.clone());
                }
                passed
            }
        };
        let (kind, name) = chosen(&passed.document, request.operation_name.as_deref());
        request.set_parsed_query(passed.document.clone());
        Ok(Admitted { kind, name, tokens: passed.tokens, measure: passed.measure })
    }

    fn read(&self, query: &str) -> Result<Passed, Refusal> {
        let text = scan(query)?;
        Limit::Tokens.check(text.tokens, self.limits.tokens)?;
        Limit::Nesting.check(text.nesting, self.limits.nesting)?;
        let document = parse_query(query).map_err(|error| Refusal::Syntax {
            message: error.to_string().chars().take(LONGEST_SYNTAX_MESSAGE).collect(),
            at: error.positions().next(),
        })?;
        let measure = measure(&document, &self.limits)?;
        Ok(Passed { document, tokens: text.tokens, measure })
    }
}

/// One for each value and the bytes of text and names. Recursion is bounded by the JSON reader (128).
fn size_of_value(value: &Value) -> u64 {
    1 + match value {
        Value::String(text) => text.len() as u64,
        Value::List(items) => items.iter().map(size_of_value).sum(),
        Value::Object(fields) => fields.iter().map(|(name, value)| name.len() as u64 + size_of_value(value)).sum(),
        _ => 0,
    }
}

/// The operation that the engine will choose (GraphQL specification, GetOperation).
fn chosen(document: &ExecutableDocument, wanted: Option<&str>) -> (Option<OperationType>, Option<String>) {
    match (&document.operations, wanted) {
        (DocumentOperations::Single(operation), None) => (Some(operation.node.ty), None),
        (DocumentOperations::Multiple(named), None) if named.len() == 1 => {
            named.iter().next().map_or((None, None), |(name, op)| (Some(op.node.ty), Some(name.to_string())))
        }
        (DocumentOperations::Multiple(named), Some(wanted)) => (
            named.get(wanted).map(|operation| operation.node.ty),
            named.contains_key(wanted).then(|| wanted.to_owned()),
        ),
        _ => (None, None),
    }
}
