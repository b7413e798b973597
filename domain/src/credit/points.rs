//! From points to money.

use num_rational::BigRational;
use num_traits::Zero;

use super::events::whole;
use super::line::{CreditLine, CreditLineKind};
use super::{PointWorth, PointsCredit};
use crate::fraction::Fraction;

impl PointsCredit {
    /// What so many points come to; none when all of them are free, or the ladder does not begin yet.
    pub(super) fn line(&self, points: &Fraction) -> Option<CreditLine> {
        let counted = self.counted(points);
        if counted.is_zero() {
            return None;
        }
        let mut line = CreditLine::new(CreditLineKind::Points, "");
        let counted_text = Fraction(counted.clone());
        let worth = match &self.worth {
            PointWorth::Fen(fen) => {
                line.fen = Fraction(&counted * whole(fen.0));
                format!(" × {fen}")
            }
            PointWorth::Percent(percent) => {
                line.percent = Fraction(&counted * &percent.0);
                format!(" × {percent} %")
            }
            PointWorth::Ladder(steps) => {
                let step = steps.iter().rfind(|step| counted >= step.from.0)?;
                line.percent = step.percent.clone();
                format!(" ≥ {}: {} %", step.from, step.percent)
            }
        };
        line.arithmetic = format!("{points} → {counted_text}{worth}");
        Some(line)
    }

    /// The points that count: above the free ones, each as often as its tier says.
    fn counted(&self, points: &Fraction) -> BigRational {
        let over = |above: &BigRational| (&points.0 - above).max(BigRational::zero());
        let mut sum = over(&self.free.0);
        let mut before = whole(1);
        for tier in &self.tiers {
            sum += over(&tier.above.0) * (&tier.times.0 - &before);
            before = tier.times.0.clone();
        }
        sum
    }
}
