//! A span of time with open ends, as a condition of hand-made statements.

use domain::Instant;
use serde::{Deserialize, Serialize};

use super::Sql;

/// `[from, before)`; `None` does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub from: Option<Instant>,
    pub before: Option<Instant>,
}

impl Window {
    /// Appends that a column lies in it.
    pub(crate) fn push(self, sql: &mut Sql, column: &str) {
        if let Some(from) = self.from {
            sql.push(" AND ").push(column).push(" >= ").bind(from);
        }
        if let Some(before) = self.before {
            sql.push(" AND ").push(column).push(" < ").bind(before);
        }
    }
}
