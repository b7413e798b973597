//! The main job: tickets from raising to rating, told through the public API.

mod breaches;
mod changes;
mod ends;
mod kinds;
mod life;
mod lists;
mod pauses;
mod replicas;
mod together;
mod walk;

pub mod ledger;
pub mod story;
