//! Tickets: raising, acting on them, reading them.

pub(crate) mod act;
pub(crate) mod asked;
pub(crate) mod bulk;
pub(crate) mod change;
mod children;
pub(crate) mod clocks;
mod explain;
mod hand_over;
mod happened;
mod history;
pub(crate) mod legs;
pub(crate) mod link;
mod linked;
mod list;
mod many;
mod notes;
pub(crate) mod raise;
mod raise_item;
mod record;
pub(crate) mod rows;
pub(crate) mod talk;
mod told;
mod undecided;
mod view;

pub use act::{Act, act, act_on};
pub use asked::Raise;
pub use children::{Children, ResolveChildren, resolve_children};
pub use explain::explanations;
pub use happened::happened;
pub use history::{FieldChange, history};
pub use legs::{LegList, LegQuery, LegStory, LegView, find_leg, leg_stories, legs_of, ticket_legs};
pub use link::{Duplicate, LinkTickets, link_tickets, mark_duplicate, withdraw_link};
pub use linked::{LinkView, links, may_unlink};
pub(crate) use list::ticket_filter;
pub use list::{TicketList, TicketQuery, WorkQuery, find, list, sort_key, tickets_of};
pub use many::{MANY_MAX, act_element, raise_element};
pub use raise::raise;
pub use raise_item::{Answered, raise_for_item};
pub use record::{
    CorrectionView, EvidenceView, ExclusionMark, VisitView, corrections_of, evidence_of, exclusions_of, visits_of,
};
pub use talk::{
    LogWork, RatingView, WorkSum, WorkView, log_work, may_reverse, ratings, reverse_work, unwatch, watch, watchers,
    work, work_sums,
};
pub use undecided::{UndecidedList, UndecidedQuery, pauses_to_decide};
pub(crate) use view::grouped;
pub use view::{
    ClockRevisionView, ClockView, EventView, PauseView, VerdictView, available_actions, clock_revisions, clocks,
    events, pauses, uncovered_requests, verdicts,
};
