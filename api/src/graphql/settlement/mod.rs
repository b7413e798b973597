//! Money: what contracts say of service credits, and statements of what a frozen period pays.

mod inputs;
mod line;
mod query;
mod statement;
mod terms;
mod work;

pub use query::SettlementQuery;
pub use statement::{Statement, StatementParts};
pub use terms::CreditTerms;
pub use work::SettlementMutation;
