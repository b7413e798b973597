//! Rankings: read, worked out, announced, objected to, published and corrected; and what everybody may read of them.

mod basis;
mod inputs;
mod parts;
mod public;
mod publication;
mod query;
mod sheet;
mod summary;
mod work;

pub use public::PublicRankingQuery;
pub use publication::RankingPublication;
pub use query::RankingQuery;
pub use work::RankingMutation;
