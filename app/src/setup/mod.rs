//! Setting up: parties, systems, contracts, calendars, policies and scoring schemes.
//!
//! Nothing is ever deleted: what is in use is locked, retired or ended (E48).

pub mod agency;
pub mod available;
pub mod bulk;
pub mod calendar;
pub mod contract;
pub mod guard;
pub mod pilot;
pub mod policy;
pub(crate) mod reach;
pub mod review;
pub mod scheme;
pub mod shipped;
pub mod system;
pub mod team;
pub mod user;
pub mod vendor;
pub(crate) mod write;
