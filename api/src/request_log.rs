//! One line in the log for each GraphQL request.

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{ServerError, Value};
use domain::ids::UserId;
use tokio::time::Instant;

use crate::guard::Admitted;

/// The client chooses the name and could make it as long as a body.
const LONGEST_NAME: usize = 64;

/// What is known of one request, filled in as it is answered.
#[derive(Debug)]
pub struct RequestLine {
    started: Instant,
    request_id: Arc<str>,
    /// The person, once the token is checked.
    pub user: Option<UserId>,
    operations: Vec<String>,
    kind: &'static str,
    sql: Option<u64>,
    codes: Vec<String>,
}

impl RequestLine {
    /// A request that has just arrived.
    pub fn start(request_id: Arc<str>) -> Self {
        Self {
            started: Instant::now(),
            request_id,
            user: None,
            operations: Vec::new(),
            kind: "none",
            sql: None,
            codes: Vec::new(),
        }
    }

    /// An operation that the guard let through.
    pub fn admitted(&mut self, admitted: &Admitted) {
        let name = admitted.name.as_deref().unwrap_or("anonymous");
        self.operations.push(name.chars().take(LONGEST_NAME).collect());
        let kind = match admitted.kind {
            Some(OperationType::Query) => "query",
            Some(OperationType::Mutation) => "mutation",
            Some(OperationType::Subscription) => "subscription",
            None => "unknown",
        };
        self.kind = match self.kind {
            "none" => kind,
            before if before == kind => kind,
            _ => "mixed",
        };
    }

    /// SQL statements made for it; of what runs on a socket nobody counts them.
    pub fn sql(&mut self, statements: u64) {
        *self.sql.get_or_insert_default() += statements;
    }

    /// The codes of its errors, each once.
    pub fn errors(&mut self, errors: &[ServerError]) {
        for error in errors {
            let code = error.extensions.as_ref().and_then(|entries| entries.get("code"));
            let code = match code {
                Some(Value::String(code)) => code.as_str(),
                _ => "UNCODED",
            };
            if !self.codes.iter().any(|known| known == code) {
                self.codes.push(code.to_owned());
            }
        }
    }

    /// Writes the line. `status` is the HTTP status, 101 on a socket.
    pub fn write(self, status: u16) {
        let operation = self.operations.join(",");
        let user = self.user.map(|user| user.to_string());
        let (request_id, user, kind) = (&*self.request_id, user.as_deref(), self.kind);
        let codes = self.codes.join(",");
        let duration_ms = self.started.elapsed().as_secs_f64() * 1e3;
        tracing::info!(
            target: "gongdan::request",
            {
                request.id = request_id,
                user.id = user,
                graphql.operation = operation,
                graphql.kind = kind,
                sql.statements = self.sql,
                http.status = status,
                error.codes = codes,
                duration_ms = duration_ms,
            },
            "graphql {kind} {operation} {status}"
        );
    }
}
