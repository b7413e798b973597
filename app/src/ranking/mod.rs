//! Rankings: worked out from frozen assessments and from agencies' own duties, announced, objected to, published,
//! corrected; what somebody sees of one is decided here and nowhere else.

mod draft;
mod made;
mod objections;
mod public;
mod publish;
mod read;
mod seen;
mod summary;
mod writing;

pub use draft::{NewRanking, correct_ranking, draft_ranking, redraft_ranking};
pub use objections::{answer_objection, object_to_ranking};
pub use public::{
    PublicRanking, PublicRankingList, PublicVersion, limit_public_reads, public_ranking, public_rankings,
};
pub use publish::{Audience, announce_ranking, publish_ranking};
pub use read::{
    ObjectionView, RankingList, RankingParts, RankingQuery, VersionView, available_ranking_steps, find_ranking, parts,
    rankings,
};
pub use seen::{RankingView, SeenAs};
pub use summary::{SummaryView, summaries};
