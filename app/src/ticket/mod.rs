//! Tickets: raising, acting on them, reading them.

pub(crate) mod act;
pub(crate) mod asked;
pub(crate) mod bulk;
pub(crate) mod clocks;
mod explain;
mod hand_over;
pub(crate) mod legs;
mod list;
pub(crate) mod raise;
pub(crate) mod rows;
mod view;

pub use act::{Act, act};
pub use asked::Raise;
pub use explain::explanations;
pub use legs::{LegList, LegQuery, LegStory, LegView, find_leg, leg_stories, legs_of, ticket_legs};
pub use list::{TicketList, TicketQuery, find, list, sort_key};
pub use raise::raise;
pub use view::{
    ClockRevisionView, ClockView, EventView, PauseView, VerdictView, available_actions, clock_revisions, clocks,
    events, pauses, uncovered_requests, verdicts,
};
