//! Where work goes: teams, requests that no contract covers, and what coverage lacks.

mod gap;
mod inputs;
mod query;
mod report;
mod team;
mod uncovered;
mod work;

pub use query::RoutingQuery;
pub use team::{ContractSystemTeam, VendorTeam};
pub use uncovered::UncoveredRequest;
pub use work::RoutingMutation;
