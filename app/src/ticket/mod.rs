//! Tickets: raising, acting on them, reading them.

pub(crate) mod act;
pub(crate) mod asked;
pub(crate) mod bulk;
pub(crate) mod clocks;
mod explain;
mod list;
pub(crate) mod raise;
pub(crate) mod rows;
pub(crate) mod talk;
mod view;

pub use act::{Act, act};
pub use asked::Raise;
pub use explain::explanations;
pub use list::{TicketList, TicketQuery, find, list, sort_key};
pub use raise::raise;
pub use talk::{
    LogWork, RatingView, WorkSum, WorkView, log_work, may_reverse, ratings, reverse_work, unwatch, watch, watchers, work,
    work_sums,
};
pub(crate) use view::grouped;
pub use view::{
    ClockRevisionView, ClockView, EventView, PauseView, VerdictView, available_actions, clock_revisions, clocks,
    events, pauses, uncovered_requests, verdicts,
};
