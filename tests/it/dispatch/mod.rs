//! A ticket that goes from one vendor to another; and whom a vendor sends: rosters, skills, certificates, suggestions.

mod counted;
mod demo;
mod ended;
mod handed_over;
mod refused;
mod roster;
pub mod shed;
mod suggested;
mod unanswered;
