//! Tickets: the list, one with all that hangs on it, what may be done to it, and live changes.

mod binding;
mod clock;
mod clock_revision;
mod decisions;
mod event;
mod explanation;
mod figures;
mod filter;
mod hand_over;
mod inputs;
mod leg;
mod leg_parts;
mod limit;
mod live;
mod outcome;
mod parts;
mod pause;
mod preview;
mod preview_inputs;
mod query;
mod row;
mod work;

pub use clock::SlaClock;
pub use decisions::TicketDecisions;
pub use event::TicketEvent;
pub use hand_over::HandOverMutation;
pub use leg::{LegQuery, TicketLeg};
pub use live::TicketSubscription;
pub use parts::TicketParts;
pub use pause::TicketPause;
pub use preview::PreviewQuery;
pub use query::TicketQuery;
pub use row::Ticket;
pub use work::TicketWork;
