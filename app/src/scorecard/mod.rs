//! Scorecards: counted month by month as facts change, read with every term explained.

mod booked;
mod cards;
mod counters;
mod ledger;
mod listed;
mod manual;
mod percentiles;
mod read;
mod refresh;
mod terms;
mod view;

pub use ledger::{LedgerEntryView, NewLedgerEntry, book_ledger_entry, strike_ledger_entry};
pub use listed::{
    LedgerList, LedgerQuery, ManualScoreList, ManualScoreQuery, find_ledger_entry, find_manual_score, ledger_entries,
    manual_scores, may_review, may_strike, some_ledger_entries, some_manual_scores,
};
pub use manual::{ManualScoreView, NewManualScore, give_manual_score, review_manual_score};
pub use percentiles::{CardKey, percentiles};
pub use read::{BehindQuery, ScorecardList, ScorecardQuery, TicketsBehind, find_scorecard, scorecards, tickets_behind};
pub(crate) use refresh::score_marked;
pub use refresh::{RefreshReport, refresh};
pub use view::ScorecardView;

pub(crate) use booked::{Booked, fraction, last_of_each};
pub(crate) use counters::count;
pub(crate) use ledger::strike_in;
pub(crate) use manual::{Revision, revise_in};
pub(crate) use terms::{asks_of_people, scheme_named, scheme_of_day};
