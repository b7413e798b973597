//! Scorecards: kept up to date month by month, read with every term explained.

mod booked;
mod cards;
mod counters;
mod ledger;
mod listed;
mod manual;
mod read;
mod refresh;
mod terms;

pub use ledger::{LedgerEntryView, NewLedgerEntry, book_ledger_entry, strike_ledger_entry};
pub use listed::{
    LedgerList, LedgerQuery, ManualScoreList, ManualScoreQuery, find_ledger_entry, find_manual_score, ledger_entries,
    manual_scores, may_review, may_strike, some_ledger_entries, some_manual_scores,
};
pub use manual::{ManualScoreView, NewManualScore, give_manual_score, review_manual_score};
pub use read::{
    BehindQuery, ScorecardList, ScorecardQuery, ScorecardView, TicketsBehind, find_scorecard, scorecards,
    tickets_behind,
};
pub(crate) use refresh::score_marked;
pub use refresh::{RefreshReport, refresh};

pub(crate) use booked::Booked;
pub(crate) use ledger::strike_in;
pub(crate) use terms::asks_of_people;
