//! The scheme that ships with the product; every figure is meant to be changed per contract.

use super::Scheme;

/// The shipped scheme. Weights are those of domain-facts §6 for the seven criteria that tickets answer (12, 6, 4,
/// 20, 5, 5, 7: together 59), brought to 100 exactly, so that 12 is 1200/59. Bands are its default bands,
/// five ratings its minimum; targets and floors are the product's own proposal.
pub fn shipped_scheme() -> Scheme {
    serde_json::from_str(include_str!("../../data/scheme.json")).expect("a test reads the shipped scheme")
}
