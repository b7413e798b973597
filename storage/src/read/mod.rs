//! Plain rows as lists and pages need them; `app` re-exports them, `api` wraps them.

mod bind;
mod filter;
mod ticket;
mod window;
mod work;

pub use bind::Sql;
pub use filter::TicketFilter;
pub(crate) use filter::{among, in_scope, in_scope_of, predicate, unindexed};
pub use ticket::{ClockSummary, SortKey, TicketOrder, TicketPage, TicketRow, TicketText, count_tickets, tickets};
pub(crate) use ticket::{columns, decode};
pub use window::Window;
pub use work::WorkFilter;
pub(crate) use work::{WORK_CONTRACT, in_sight};
