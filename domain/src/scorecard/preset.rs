//! Schemes to start from: data files, each naming its source. A scheme made from one is its owner's own from then on.

use serde::Deserialize;

use super::{Name, Scheme};

/// A scheme that ships with the product and belongs to nobody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SchemePreset {
    /// Unique among them.
    pub code: String,
    /// What people call it.
    pub name: Name,
    /// Where it comes from and what is the product's own in it.
    pub note: Name,
    /// The scheme itself.
    pub scheme: Scheme,
}

/// Each file of `data/schemes`.
const FILES: [&str; 6] = [
    include_str!("../../data/schemes/gbt-33850.json"),
    include_str!("../../data/schemes/bands-90-80-70.json"),
    include_str!("../../data/schemes/bands-90-75-60.json"),
    include_str!("../../data/schemes/uk-service-points.json"),
    include_str!("../../data/schemes/pfi-lateness.json"),
    include_str!("../../data/schemes/points-ladder.json"),
];

/// Every preset, in the order in which they are shown.
pub fn scheme_presets() -> Vec<SchemePreset> {
    FILES.iter().map(|text| serde_json::from_str(text).expect("a test reads every preset")).collect()
}
