//! Service credits (服务抵扣): what a period's score, events and shortfalls take off its payment, line by line.
//!
//! Always in one order: events → points → per cent → caps. Money is exact until the sum, which is rounded once, half up;
//! caps are whole fen rounded down, so that no credit exceeds one (I8).

mod contradiction;
mod events;
mod funding;
mod history;
mod line;
mod points;
mod preset;
mod rules;
mod sheet;
mod terms;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use contradiction::CreditRefusal;
pub use funding::{FundedPart, FundingShare, FundingSource, Reward, split};
pub use history::{EarnBack, PastPeriod};
pub use line::{CreditLine, CreditLineKind};
pub use preset::{CreditPreset, credit_presets};
pub use rules::{
    CreditBand, CreditRules, EventCredit, EventWorth, KpiCredit, KpiStep, KpiWorth, PointStep, PointTier, PointWorth,
    PointsCredit,
};
pub use sheet::{CapKind, CreditCap, CreditInputs, CreditSheet, settle};
pub use terms::{CreditTermsRefusal, check_decider, check_effective_on, check_lengths};
