//! Searching tickets: keeping the index behind the feed, and answering questions from it.

mod excerpts;
mod find;
mod follow;

pub use excerpts::excerpts;
pub use find::{SearchHit, SearchList, SearchQuery, search};
pub use follow::{FollowReport, RebuildReport, follow, rebuild};
