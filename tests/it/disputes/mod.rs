//! Disputes: a vendor does not agree with a breach; who decides, what follows from silence, and what comes of it.

mod decided;
mod demo;
pub mod desk;
mod evidence;
mod lapsed;
mod ledger;
mod listed;
mod refused;
mod told;
