//! Plain rows as lists and pages need them; `app` re-exports them, `api` wraps them.

mod bind;
mod ticket;

pub use bind::Sql;
pub use ticket::{
    ClockSummary, SortKey, TicketFilter, TicketOrder, TicketPage, TicketRow, TicketText, count_tickets, tickets,
};
pub(crate) use ticket::{among, columns, decode, in_scope, in_scope_of, predicate};
