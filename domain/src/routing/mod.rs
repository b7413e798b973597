//! Where work goes: the team that serves a ticket, requests that no contract covers yet, and what coverage lacks.

mod gap;
mod reach;
mod team;
mod uncovered;

pub use gap::{Gap, GapCode};
pub use reach::{covered_until, missing_targets};
pub use team::{Routed, Serving, TeamRule, route};
pub use uncovered::{
    FILED_ZONE, RoutingRefusal, UncoveredState, UncoveredStep, available_steps, next, number_prefix, waited,
};
