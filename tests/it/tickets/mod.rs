//! The main job: tickets from raising to rating, told through the public API.

mod breaches;
mod changes;
mod clerk;
mod corrections;
mod ends;
mod exclusions;
mod kinds;
mod life;
mod lists;
mod pauses;
mod replicas;
mod together;
mod undecided;
mod visits;
mod walk;

pub mod ledger;
pub mod story;
