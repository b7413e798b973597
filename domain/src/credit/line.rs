//! One line of a settlement, with everything a person needs to compute it again.

use serde::{Deserialize, Serialize};

use crate::fraction::Fraction;
use crate::text_enum;

text_enum! {
    /// What a line comes from.
    pub enum CreditLineKind {
        /// The score's band.
        Band = "BAND",
        /// Breached promises.
        Events = "EVENTS",
        /// A criterion below its target.
        Kpi = "KPI",
        /// What the deduction ledger took off.
        Ledger = "LEDGER",
        /// All points together.
        Points = "POINTS",
    }
}

/// A line: points go on to the line of all points, per cent and fen to the sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditLine {
    /// What it comes from.
    pub kind: CreditLineKind,
    /// The rule's code; the criterion's for a KPI.
    pub code: String,
    /// The arithmetic, in numbers alone.
    pub arithmetic: String,
    /// Whether it counts more often because it failed in the period before as well.
    pub repeated: bool,
    /// Points.
    pub points: Fraction,
    /// Per cent of the fee.
    pub percent: Fraction,
    /// Fixed sums, exact, in fen.
    pub fen: Fraction,
}

impl CreditLine {
    /// A line of nothing.
    pub(super) fn new(kind: CreditLineKind, code: &str) -> Self {
        Self {
            kind,
            code: code.to_owned(),
            arithmetic: String::new(),
            repeated: false,
            points: Fraction::zero(),
            percent: Fraction::zero(),
            fen: Fraction::zero(),
        }
    }
}
