//! What promises come to: reports, scorecards, the proof of the cache, and clocks that follow a new calendar.

mod amendment;
mod calendars;
mod chains;
mod counted;
mod demo;
mod desk;
mod ledger;
mod pauses;
mod presets;
mod scores;
