//! Disputes: the vendor appeals, the agency decides, then whoever stands over it; the platform does what follows from
//! silence, and writes what was decided for good into the ticket.

mod appeal;
mod appeal_entry;
mod appeal_score;
mod days;
mod effect;
mod known;
mod lapse;
mod read;
mod record;
mod step;
mod who;

pub use appeal::{Appeal, appeal_breach, appeal_by, may_appeal};
pub(crate) use appeal_entry::disputed_entries;
pub use appeal_entry::{AppealEntry, appeal_ledger_entry, may_appeal_entry};
pub(crate) use appeal_score::disputable_scores;
pub use appeal_score::{AppealScore, appeal_manual_score, may_appeal_score};
pub use days::{dispute_days, explain_deadline};
pub use lapse::{LapseReport, lapse_disputes};
pub use read::{DisputeList, DisputeQuery, disputes, disputes_of, find_dispute, ruling_of, steps_of, tickets_of};
pub use step::{Decision, Said, accept_decision, decide_dispute, escalate_dispute, withdraw_dispute};
pub use who::available_steps;
pub(crate) use who::who;

use domain::dispute::DisputeStep;

/// A dispute as stored.
pub type DisputeView = storage::entity::breach_dispute::Model;
/// One of its steps as stored.
pub type DisputeStepView = storage::entity::breach_dispute_step::Model;

/// The action of the audit entry of a step.
const fn audited(step: DisputeStep) -> &'static str {
    match step {
        DisputeStep::Appeal => "dispute.appeal",
        DisputeStep::Withdraw => "dispute.withdraw",
        DisputeStep::Decide => "dispute.decide",
        DisputeStep::Accept => "dispute.accept",
        DisputeStep::Escalate => "dispute.escalate",
        DisputeStep::DecideFinally => "dispute.decide_finally",
        DisputeStep::PassOn => "dispute.pass_on",
        DisputeStep::Lapse => "dispute.lapse",
        DisputeStep::Overdue => "dispute.overdue",
    }
}

/// What a message or an audit entry says of a dispute.
fn detail(row: &DisputeView) -> serde_json::Value {
    serde_json::json!({
        "disputeId": row.id, "subject": row.subject, "subjectId": row.subject_id, "contractId": row.contract_id,
        "metric": row.metric, "cycle": row.cycle, "revision": row.revision, "state": row.state, "turn": row.turn,
        "dueAt": row.due_at, "ruling": row.ruling,
    })
}
