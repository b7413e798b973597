//! Exact fractions, rounded once, half up, where a person reads them (I8).

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact number. Written and read as `19/20` or `3`; read also from a decimal such as `0.95`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fraction(pub BigRational);

/// Text that is no fraction.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number such as 3, 0.95 or 19/20")]
pub struct NotAFraction(String);

impl Fraction {
    /// `numerator / denominator`; none when the denominator is 0.
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(BigRational::new(numerator.into(), denominator.into())))
    }

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(number.into()))
    }

    /// So many hundredths.
    pub fn of_hundredths(number: i64) -> Self {
        Self(BigRational::new(number.into(), 100.into()))
    }

    /// 0.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// 1.
    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// The nearest number of hundredths, a half going up; none when it does not fit.
    pub fn hundredths(&self) -> Option<i64> {
        half_up(&(&self.0 * BigInt::from(100))).to_i64()
    }

    /// A decimal with so many places, a half going up.
    pub fn decimal(&self, places: u32) -> String {
        let units = half_up(&(&self.0 * BigInt::from(10).pow(places)));
        let sign = if units < BigInt::zero() { "-" } else { "" };
        let width = places as usize + 1;
        let digits = format!("{:0>width$}", units.magnitude().to_string());
        let (whole, parts) = digits.split_at(digits.len() - places as usize);
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{parts}") }
    }
}

/// The nearest whole number, a half going up (towards +∞).
pub fn half_up(value: &BigRational) -> BigInt {
    (value + BigRational::new(1.into(), 2.into())).floor().to_integer()
}

/// Hundredths as a decimal with two places: `-150` is `-1.50`.
pub(crate) fn two_places(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// A decimal with at most two places as hundredths. No exponent, no plus sign, no grouping.
pub(crate) fn parse_two_places(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, "00"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(places) || places.len() > 2 {
        return None;
    }
    let size: i128 = format!("{whole}{places:0<2}").parse().ok()?;
    i64::try_from(if negative { -size } else { size }).ok()
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Fraction {
    type Err = NotAFraction;

    fn from_str(text: &str) -> Result<Self, NotAFraction> {
        parse(text).map(Self).ok_or_else(|| NotAFraction(text.to_owned()))
    }
}

/// No more digits than any weight or rate needs, so that a stranger's text costs nothing.
const MAX_TEXT: usize = 40;

fn parse(text: &str) -> Option<BigRational> {
    if text.len() > MAX_TEXT {
        return None;
    }
    if let Some((whole, places)) = text.split_once('.') {
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole.strip_prefix('-').unwrap_or(whole)) || !plain(places) {
            return None;
        }
        let exponent = u32::try_from(places.len()).ok()?;
        let numerator: BigInt = format!("{whole}{places}").parse().ok()?;
        return Some(BigRational::new(numerator, BigInt::from(10).pow(exponent)));
    }
    text.parse().ok()
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_three_spellings() {
        let all: Vec<Fraction> =
            ["0.95", "19/20", "95/100"].iter().map(|text| text.parse().expect("a number")).collect();
        assert!(all.iter().all(|number| *number == all[0]));
        assert_eq!(all[0].to_string(), "19/20");
        assert_eq!(serde_json::to_string(&Fraction::whole(3)).expect("text"), "\"3\"");
        assert_eq!("-0.5".parse(), Ok(Fraction::new(-1, 2).expect("not by zero")));
        let long = "9".repeat(MAX_TEXT + 1);
        for text in ["", ".5", "1.", "1/0", "1e5", "0x1", "1.2.3", "--1", "1.-5", long.as_str()] {
            assert!(text.parse::<Fraction>().is_err(), "{text}");
        }
        assert_eq!(Fraction::new(1, 0), None);
    }

    #[test]
    fn a_half_goes_up() {
        let hundredths = |text: &str| text.parse::<Fraction>().expect("a number").hundredths();
        assert_eq!(hundredths("0.005"), Some(1));
        assert_eq!(hundredths("0.00499"), Some(0));
        assert_eq!(hundredths("-0.005"), Some(0));
        assert_eq!(hundredths("-0.0051"), Some(-1));
        assert_eq!(hundredths("2/3"), Some(67));
        assert_eq!(Fraction::of_hundredths(-150), Fraction::new(-3, 2).expect("not by zero"));
        let decimal = |text: &str, places| text.parse::<Fraction>().expect("a number").decimal(places);
        assert_eq!([decimal("2/3", 4), decimal("1", 4), decimal("-1/8", 2)], ["0.6667", "1.0000", "-0.12"]);
        assert_eq!([decimal("1/2", 0), decimal("1234.5678", 1)], ["1", "1234.6"]);
    }
}
