//! Contracts: their life, the versions of their terms, and which of them covers a system on a day.

mod amendment;
mod binding;
mod clearance;
mod coverage;
mod key_dates;
mod payment;
mod payment_refusal;
mod payment_shares;
mod payment_words;
mod precedence;
mod quota;
mod refusal;
mod steps;
mod terms;
mod words;

pub use amendment::check_amendment;
pub use binding::{Binding, Rival, ServedBy};
pub use clearance::{ReviewOutcome, may_come_into_force};
pub use coverage::{Coverage, Overlap, Span, Suspension};
pub use key_dates::{DAYS_MAX, KeyDate, key_dates};
pub use payment::{available_payment_steps, four_eyes, is_due_by_state, next_payment, payment_needs};
pub use payment_refusal::PaymentRefusal;
pub use payment_shares::{Share, shares};
pub use payment_words::{PaymentState, PaymentStep};
pub use precedence::{Choice, Contest, Lost, LostBecause, PRECEDENCE_MAX, check_precedence, choose};
pub use quota::{
    Booked, QUANTITY_MAX, Quota, QuotaKind, QuotaPeriod, QuotaUseState, Stretch, THRESHOLDS, Usage, threshold_topic,
};
pub use refusal::ContractRefusal;
pub use steps::{available_steps, needs, next, run_out};
pub use terms::Terms;
pub use words::{AmendmentState, ContractState, ContractStep, KeyDateKind, PolicyState};
