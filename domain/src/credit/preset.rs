//! Rules to begin with, as data: each is meant to be changed per contract.

use serde::{Deserialize, Serialize};

use super::CreditRules;
use crate::scorecard::Name;

/// A named set of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditPreset {
    /// Unique.
    pub code: String,
    /// What people call it.
    pub name: Name,
    /// The rules.
    pub rules: CreditRules,
}

/// The shipped ones. Figures are those of domain-facts §3.2, §5 and §6 (pay by grade, service points of the UK model
/// agreement, help desk points of PFI contracts, a ladder of points, one per cent a point, the seed's reward instead of
/// subsidy); caps of ten per cent as in sample contracts.
pub fn credit_presets() -> Vec<CreditPreset> {
    serde_json::from_str(include_str!("../../data/credit-presets.json")).expect("a test reads the shipped presets")
}
