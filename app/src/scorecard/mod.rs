//! Scorecards: kept up to date month by month, read with every term explained.

mod cards;
mod counters;
mod read;
mod refresh;

pub use read::{
    BehindQuery, ScorecardList, ScorecardQuery, ScorecardView, TicketsBehind, find_scorecard, scorecards,
    tickets_behind,
};
pub use refresh::{RefreshReport, refresh};
