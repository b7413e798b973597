//! Which open promises are likely to be broken: what became of those that were once as far.

use std::collections::BTreeMap;

use crate::fraction::Fraction;
use crate::scorecard::Tally;

/// How far back the history goes, in days of 24 hours before now.
pub const HISTORY_DAYS: i64 = 180;
/// Fewer judged clocks than this say nothing.
pub const SAMPLE_MIN: i64 = 20;
/// The whole of a target, in percents.
pub const WHOLE: i64 = 100;

/// Whole percents of a target that are used up, cut down: 0 to 100. None of a target of nothing.
pub fn used_percent(used: i64, target: i64) -> Option<i64> {
    let percent = (target > 0).then(|| i128::from(used.clamp(0, target)) * i128::from(WHOLE) / i128::from(target));
    percent.and_then(|percent| i64::try_from(percent).ok())
}

/// Judged clocks by the percent of their target that they had used when they stopped; whatever was stopped at the due time
/// or later, or has not been stopped, was still open at 100.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survival {
    by_percent: BTreeMap<i64, Tally>,
}

impl Survival {
    /// Adds clocks that stopped at `percent`: breached, of judged.
    pub fn add(&mut self, percent: i64, judged: Tally) {
        let counted = self.by_percent.entry(percent.clamp(0, WHOLE)).or_default();
        *counted = *counted + judged;
    }

    /// Of the clocks that were still open when `percent` of their target was used, how many breached. None of a sample under
    /// [`SAMPLE_MIN`].
    pub fn risk(&self, percent: i64) -> Option<Tally> {
        let still_open = self.by_percent.range(percent.clamp(0, WHOLE)..).map(|(_, judged)| *judged);
        let risk = still_open.fold(Tally::default(), |sum, judged| sum + judged);
        (risk.whole >= SAMPLE_MIN).then_some(risk)
    }
}

/// How many of the clocks with these risks will breach: the sum of their shares, exact.
pub fn expected_breaches(risks: impl IntoIterator<Item = Tally>) -> Fraction {
    // Shares of one sample are added as whole numbers, so that few denominators are left.
    let mut by_sample: BTreeMap<i64, i64> = BTreeMap::new();
    for risk in risks {
        *by_sample.entry(risk.whole).or_default() += risk.part;
    }
    let shares = by_sample.into_iter().filter_map(|(whole, part)| Fraction::new(part, whole));
    shares.fold(Fraction::zero(), |sum, share| Fraction(sum.0 + share.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stopped(percents: &[i64]) -> Survival {
        let mut survival = Survival::default();
        for percent in percents {
            let breached = i64::from(*percent > WHOLE);
            survival.add(*percent, Tally { part: breached, whole: 1 });
        }
        survival
    }

    #[test]
    fn what_stopped_before_does_not_count() {
        // Ten stopped at a tenth, ten at a half, fifteen kept at nine tenths, five broken.
        let percents = [[10; 10].as_slice(), &[50; 10], &[90; 15], &[130; 5]].concat();
        let survival = stopped(&percents);
        assert_eq!(survival.risk(0), Some(Tally { part: 5, whole: 40 }));
        assert_eq!(survival.risk(10), Some(Tally { part: 5, whole: 40 }), "stopped at that percent: open until then");
        assert_eq!(survival.risk(11), Some(Tally { part: 5, whole: 30 }));
        assert_eq!(survival.risk(51), Some(Tally { part: 5, whole: 20 }));
        assert_eq!(survival.risk(91), None, "five are no sample");
        assert_eq!(Survival::default().risk(0), None);
    }

    #[test]
    fn percents_are_cut_down_and_held_to_the_whole() {
        assert_eq!(used_percent(1_799, 3_600), Some(49));
        assert_eq!([used_percent(-5, 60), used_percent(60, 60), used_percent(90, 60)], [Some(0), Some(100), Some(100)]);
        assert_eq!([used_percent(1, 0), used_percent(i64::MAX, i64::MAX)], [None, Some(100)]);
    }

    proptest! {
        #[test]
        fn a_risk_is_a_share_of_a_sample(percents in prop::collection::vec(0_i64..200, 0..80), at in -10_i64..150) {
            if let Some(Tally { part, whole }) = stopped(&percents).risk(at) {
                prop_assert!(0 <= part && part <= whole && whole >= SAMPLE_MIN);
            } else {
                let open = percents.iter().filter(|percent| (**percent).min(WHOLE) >= at.clamp(0, WHOLE)).count();
                prop_assert!((open as i64) < SAMPLE_MIN);
            }
        }

        /// Where clocks breach exactly when they use more than their target, who has come farther is in more danger.
        #[test]
        fn a_risk_grows_with_what_is_used(
            percents in prop::collection::vec(0_i64..200, 0..120),
            one in 0_i64..=100,
            other in 0_i64..=100,
        ) {
            let survival = stopped(&percents);
            let share = |at: i64| survival.risk(at).and_then(|risk| Fraction::new(risk.part, risk.whole));
            if let (Some(earlier), Some(later)) = (share(one.min(other)), share(one.max(other))) {
                prop_assert!(earlier <= later);
            }
        }

        #[test]
        fn expected_breaches_are_the_sum_of_shares(risks in prop::collection::vec((0_i64..50, 50_i64..60), 0..40)) {
            let plain = risks.iter().filter_map(|(part, whole)| Fraction::new(*part, *whole));
            let plain = plain.fold(Fraction::zero(), |sum, share| Fraction(sum.0 + share.0));
            let expected = expected_breaches(risks.iter().map(|(part, whole)| Tally { part: *part, whole: *whole }));
            prop_assert!(expected <= Fraction::whole(risks.len() as i64));
            prop_assert_eq!(expected, plain);
        }
    }
}
