//! Setting up: who may write what, and what is refused with which word.

mod accounts;
mod calendar_changes;
mod copies;
mod imports;
pub mod previews;
mod promises;
mod retired;
pub mod stand;
mod through_the_api;
