//! Tickets: raising, acting on them, reading them.

pub(crate) mod act;
pub(crate) mod asked;
pub(crate) mod bulk;
pub(crate) mod clocks;
mod explain;
mod history;
mod list;
mod many;
pub(crate) mod raise;
pub(crate) mod rows;
mod told;
mod view;

pub use act::{Act, act, act_on};
pub use asked::Raise;
pub use explain::explanations;
pub use history::{FieldChange, history};
pub use list::{TicketList, TicketQuery, find, list, sort_key};
pub use many::{MANY_MAX, act_element, raise_element};
pub use raise::raise;
pub use view::{
    ClockRevisionView, ClockView, EventView, PauseView, VerdictView, available_actions, clock_revisions, clocks,
    events, pauses, uncovered_requests, verdicts,
};
