//! Who may do what, and where: roles, actions, the table between them, scope (DESIGN §5).

mod actor;
mod scope;
mod separation;
mod table;
mod words;

pub use actor::{Actor, Grant, Org};
pub use scope::{ReadScope, TicketScope, read_scope, ticket_scope, ticket_scope_of};
pub use separation::{GrantError, check_grants};
pub use table::allow;
pub use words::{Action, Role};
