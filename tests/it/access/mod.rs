//! Generated tests of I7: every root field, as nobody, as every role, as the other tenant.

mod ask;
mod available;
mod changes;
mod dispatch;
pub mod introspected;
mod linked;
mod nobody;
mod nodes;
mod papers;
mod readers;
mod record;
mod rules;
pub mod set_up;
pub mod stage;
mod subscriptions;
mod talk;
