//! The main job: tickets from raising to rating, told through the public API.

mod breaches;
mod changes;
mod corrections;
mod exclusions;
mod life;
mod lists;
mod pauses;
mod replicas;
mod together;
mod visits;

pub mod ledger;
pub mod story;
