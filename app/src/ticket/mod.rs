//! Tickets: raising, acting on them, reading them.

pub(crate) mod act;
pub(crate) mod asked;
pub(crate) mod bulk;
pub(crate) mod clocks;
mod explain;
mod list;
pub(crate) mod raise;
mod record;
pub(crate) mod rows;
mod view;

pub use act::{Act, act};
pub use asked::Raise;
pub use explain::explanations;
pub use list::{TicketList, TicketQuery, find, list, sort_key};
pub use raise::raise;
pub use record::{
    CorrectionView, EvidenceView, ExclusionMark, VisitView, corrections_of, evidence_of, exclusions_of, may_on,
    visits_of,
};
pub use view::{
    ClockRevisionView, ClockView, EventView, PauseView, VerdictView, available_actions, clock_revisions, clocks,
    events, pauses, uncovered_requests, verdicts,
};
