//! Money: what contracts say of service credits, and statements of what a frozen period pays.

mod again;
mod milestones;
mod paid;
mod terms;
pub mod till;
