//! Saved views of tickets: a name for a question, a filter and an order. A view shows nobody more than they may see.

mod read;
mod spec;
mod work;

pub use read::{View, find_view, saved_views};
pub use spec::ViewSpec;
pub(crate) use work::is_own;
pub use work::{NewView, Organisation, ViewChange, create_view, delete_view, set_default_view, update_view};
