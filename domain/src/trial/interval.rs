//! How sure a rate of a sample is: Wilson's interval, and Newcombe's for the difference of two, at 95 %.
//!
//! Everything is an exact fraction but the square roots, which are taken to forty places; a reader sees four, rounded
//! once.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::fraction::Fraction;
use crate::scorecard::Tally;
use crate::sla::Sentence;

/// With fewer on either side nothing is said about a difference.
const ENOUGH: i64 = 30;
/// Places of a square root.
const PLACES: u32 = 40;

/// From and to, both inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower bound.
    pub low: Fraction,
    /// The upper bound.
    pub high: Fraction,
}

/// Wilson's score interval of a rate at 95 % (z = 1.96); none without a sample.
pub fn wilson(sample: Tally) -> Option<Interval> {
    if sample.whole <= 0 {
        return None;
    }
    let (part, whole) = (number(sample.part), number(sample.whole));
    let z2 = BigRational::new(BigInt::from(2_401), BigInt::from(625));
    let rate = &part / &whole;
    let spread = &rate * (BigRational::one() - &rate) / &whole + &z2 / (number(4) * &whole * &whole);
    let z = BigRational::new(BigInt::from(49), BigInt::from(25));
    let (centre, reach) = (&rate + &z2 / (number(2) * &whole), z * root(&spread));
    let size = BigRational::one() + &z2 / &whole;
    let low = ((&centre - &reach) / &size).max(BigRational::zero());
    let high = ((centre + reach) / size).min(BigRational::one());
    Some(Interval { low: Fraction(low), high: Fraction(high) })
}

/// Newcombe's interval for the rate of `one` less that of `other`, from Wilson's of each; none without both samples.
pub fn difference(one: Tally, other: Tally) -> Option<Interval> {
    let ([first, second], [of_first, of_second]) = ([wilson(one)?, wilson(other)?], [one, other].map(rate));
    let apart = &of_first - &of_second;
    let square = |gap: BigRational| &gap * &gap;
    let below = root(&(square(&of_first - &first.low.0) + square(&second.high.0 - &of_second)));
    let above = root(&(square(&first.high.0 - &of_first) + square(&of_second - &second.low.0)));
    Some(Interval { low: Fraction(&apart - below), high: Fraction(apart + above) })
}

/// What the samples allow to be said: nothing, when one has fewer than thirty.
pub fn reading(pilot: Tally, rest: Tally) -> Sentence {
    let (own, others) = (pilot.whole, rest.whole);
    let between = difference(pilot, rest).filter(|_| own.min(others) >= ENOUGH);
    let Some(between) = between else {
        return Sentence {
            en: format!(
                "Too few to compare: {own} in the pilot and {others} elsewhere, at least {ENOUGH} each are needed."
            ),
            zh: format!("样本过小，无法比较：试点 {own} 个，其他 {others} 个，各须至少 {ENOUGH} 个。"),
        };
    };
    let (low, high) = (between.low.decimal(4), between.high.decimal(4));
    let zero = Fraction::zero();
    let (en, zh) = if between.low > zero {
        ("The pilot's rate is the higher one", "试点的比率较高")
    } else if between.high < zero {
        ("The pilot's rate is the lower one", "试点的比率较低")
    } else {
        ("The samples show no difference", "样本未显示差异")
    };
    Sentence {
        en: format!("{en}: pilot less the rest lies between {low} and {high} (95 %; {own} and {others})."),
        zh: format!("{zh}：试点减其他介于 {low} 与 {high} 之间（95%；样本 {own} 与 {others}）。"),
    }
}

fn rate(sample: Tally) -> BigRational {
    BigRational::new(sample.part.into(), sample.whole.into())
}

fn number(whole: i64) -> BigRational {
    BigRational::from_integer(whole.into())
}

/// The square root to [`PLACES`] places, cut off.
fn root(of: &BigRational) -> BigRational {
    let unit = BigInt::from(10).pow(PLACES);
    let scaled = (of * BigRational::from_integer(&unit * &unit)).to_integer();
    BigRational::new(scaled.sqrt(), unit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(part: i64, whole: i64) -> Tally {
        Tally { part, whole }
    }

    fn places(interval: Option<Interval>) -> [String; 2] {
        let interval = interval.expect("an interval");
        [interval.low.decimal(4), interval.high.decimal(4)]
    }

    /// Newcombe 1998, Statistics in Medicine 17: 857–872 (one rate) and 873–890 (two), which use z = 1.959964.
    #[test]
    fn the_published_examples_come_out() {
        assert_eq!(places(wilson(of(81, 263))), ["0.2553", "0.3662"]);
        assert_eq!(places(wilson(of(15, 148))), ["0.0624", "0.1605"]);
        assert_eq!(places(wilson(of(0, 20))), ["0.0000", "0.1611"]);
        assert_eq!(places(wilson(of(1, 29))), ["0.0061", "0.1718"]);
        assert_eq!(places(difference(of(56, 70), of(48, 80))), ["0.0524", "0.3339"]);
        assert_eq!(places(difference(of(9, 10), of(3, 10))), ["0.1705", "0.8090"]);
        assert_eq!((wilson(of(0, 0)), difference(of(1, 2), of(0, 0))), (None, None));
    }

    #[test]
    fn nothing_is_said_of_small_samples() {
        let said = reading(of(28, 29), of(400, 500));
        assert!(said.en.starts_with("Too few to compare: 29 in the pilot and 500 elsewhere"), "{}", said.en);
        assert!(reading(of(99, 100), of(60, 100)).en.contains("higher"));
        assert!(reading(of(60, 100), of(99, 100)).zh.contains("较低"));
        assert!(reading(of(60, 100), of(61, 100)).en.contains("no difference"));
    }

    proptest! {
        #[test]
        fn a_rate_lies_in_its_interval_and_both_ways_are_mirrors(
            (part, whole) in (1..500_i64).prop_flat_map(|whole| (0..=whole, Just(whole))),
            (other, all) in (1..500_i64).prop_flat_map(|whole| (0..=whole, Just(whole))),
        ) {
            let interval = wilson(of(part, whole)).expect("a sample");
            let exact = Fraction::new(part, whole).expect("a rate");
            // A root is cut off, so the bounds may be that much too narrow.
            let slack = Fraction(BigRational::new(1.into(), BigInt::from(10).pow(PLACES - 2)));
            prop_assert!(interval.low.0 <= &exact.0 + &slack.0 && &exact.0 - &slack.0 <= interval.high.0);
            let there = difference(of(part, whole), of(other, all)).expect("samples");
            let back = difference(of(other, all), of(part, whole)).expect("samples");
            prop_assert_eq!(-there.low.0, back.high.0);
        }
    }
}
