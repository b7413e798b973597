//! The main job: tickets from raising to rating, told through the public API.

mod breaches;
mod changes;
mod life;
mod lists;
mod pauses;
mod replicas;
mod together;

pub mod ledger;
pub mod story;
