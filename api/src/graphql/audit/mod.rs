//! The audit log, for the audit administrator.

mod entry;
mod filter;
mod query;
mod seal;
mod words;

pub use query::AuditLogQuery;
pub use words::told;
