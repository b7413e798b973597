//! What contracts say of service credits: versions that one person proposes and another decides.

mod read;
mod write;

pub use read::{credit_terms, find_credit_terms, rules_of};
pub use write::{NewCreditTerms, decide_credit_terms, propose_credit_terms};

pub(crate) use read::{holding_on, may_decide_credit_terms, may_hold};
