//! What promises come to: reports, scorecards, the proof of the cache, and clocks that follow a new calendar.

mod afterwards;
mod amendment;
mod calendars;
mod chains;
mod counted;
mod demo;
mod demo_year;
mod desk;
mod ledger;
mod merged;
mod pauses;
mod presets;
mod recount;
mod rescore;
mod scores;
