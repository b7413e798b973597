//! Generated tests of I7: every root field, as nobody, as every role, as the other tenant.

mod ask;
mod available;
mod changes;
mod dispatch;
mod disputed;
mod happened;
mod inspected;
pub mod introspected;
mod linked;
mod money;
mod nobody;
mod nodes;
mod offering;
mod offers;
mod papers;
mod ranked;
mod readers;
mod record;
mod rules;
mod scoring;
pub mod set_up;
pub mod stage;
mod subscriptions;
mod talk;
mod versions;
