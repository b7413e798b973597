//! Events and shortfalls: what each rule finds in a period.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::line::{CreditLine, CreditLineKind};
use super::{EventCredit, EventWorth, KpiCredit, KpiWorth};
use crate::fraction::Fraction;
use crate::scorecard::Late;

pub(super) fn whole(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

impl EventCredit {
    /// None when no event is left after the free ones. `times` is how often it counts for having failed before.
    pub(super) fn line(&self, late: &Late, times: i64) -> Option<CreditLine> {
        let each = self.priorities.iter().map(|priority| late.of(self.metric, *priority));
        let found = each.fold([0; 3], |sum, late| std::array::from_fn(|class| sum[class] + late[class]));
        let left = less_free(found, self.free);
        if left == [0; 3] {
            return None;
        }
        let factors = [1, self.beyond_twice, self.beyond_thrice];
        let weighed = left
            .iter()
            .zip(factors)
            .fold(0_i64, |sum, (count, factor)| sum.saturating_add(count.saturating_mul(factor)));
        let mut line = CreditLine::new(CreditLineKind::Events, &self.code);
        line.repeated = times > 1;
        let counted = whole(weighed) * whole(times);
        let worth = match &self.each {
            EventWorth::Points(points) => {
                line.points = Fraction(counted * &points.0);
                points.to_string()
            }
            EventWorth::Fen(fen) => {
                line.fen = Fraction(counted * whole(fen.0));
                fen.to_string()
            }
        };
        let [one, two, three] = left;
        let sum = format!("({one}×1 + {two}×{} + {three}×{})", self.beyond_twice, self.beyond_thrice);
        let again = if times > 1 { format!(" × {times}") } else { String::new() };
        let free = if self.free > 0 {
            format!(", {} of {} free", self.free, found.iter().sum::<i64>())
        } else {
            String::new()
        };
        line.arithmetic = format!("{sum} × {worth}{again}{free}");
        Some(line)
    }
}

/// The free ones are the least late: what is gravest is never forgiven for what was slight.
fn less_free(mut found: [i64; 3], mut free: i64) -> [i64; 3] {
    for count in &mut found {
        let taken = free.min(*count).max(0);
        *count -= taken;
        free -= taken;
    }
    found
}

impl KpiCredit {
    /// None when the rate reaches the target.
    pub(super) fn line(&self, rate: &Fraction, times: i64) -> Option<CreditLine> {
        if *rate >= self.target {
            return None;
        }
        let mut line = CreditLine::new(CreditLineKind::Kpi, &self.criterion);
        line.repeated = times > 1;
        let again = if times > 1 { format!(" × {times}") } else { String::new() };
        match &self.below {
            KpiWorth::PercentPerPoint(percent) => {
                let points = (&self.target.0 - &rate.0) * BigRational::from_integer(BigInt::from(100));
                let full = points.floor();
                if full.is_zero() {
                    return None;
                }
                line.arithmetic = format!("⌊({} − {rate}) × 100⌋ = {full} × {percent} %{again}", self.target);
                line.percent = Fraction(full * &percent.0 * whole(times));
            }
            KpiWorth::Steps(steps) => {
                let step = steps.iter().find(|step| *rate >= step.from)?;
                line.arithmetic = format!("{rate} ≥ {}: {}{again}", step.from, step.points);
                line.points = Fraction(&step.points.0 * whole(times));
            }
        }
        Some(line)
    }
}
