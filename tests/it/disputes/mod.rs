//! Disputes: a vendor does not agree with a breach; who decides, what follows from silence, and what comes of it.

mod agreed;
mod decided;
mod demo;
pub mod desk;
mod evidence;
mod lapsed;
mod ledger;
mod listed;
mod refused;
pub mod scored;
mod scores;
mod told;
