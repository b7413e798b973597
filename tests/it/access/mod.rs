//! Generated tests of I7: every root field, as nobody, as every role, as the other tenant.

mod ask;
mod changes;
mod dispatch;
pub mod introspected;
mod nobody;
mod nodes;
mod papers;
mod readers;
mod rules;
pub mod stage;
mod subscriptions;
