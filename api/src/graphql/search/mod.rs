//! Searching tickets, and views that people save.

mod hit;
mod query;
mod view;
mod view_filter;
mod view_inputs;
mod view_work;

pub use query::SearchQuery;
pub use view::SavedView;
pub use view_work::ViewMutation;
