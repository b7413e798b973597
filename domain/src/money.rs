//! Money: whole fen, written in yuan with two places, never a float (I8).

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::fraction::{Fraction, half_up, parse_two_places, two_places};

/// An amount in fen (1/100 yuan). Stored as an integer, written as `166500.00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Fen(pub i64);

/// Text that is no amount, or an amount that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an amount in yuan with at most two decimal places")]
pub struct NotAnAmount(String);

impl Fen {
    /// This amount times an exact fraction, rounded once, half up; none when it does not fit.
    pub fn times(self, fraction: &Fraction) -> Option<Self> {
        half_up(&(&fraction.0 * BigInt::from(self.0))).to_i64().map(Self)
    }

    /// The sum; none when it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&two_places(self.0))
    }
}

impl FromStr for Fen {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        parse_two_places(text).map(Self).ok_or_else(|| NotAnAmount(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them_and_nothing_else() {
        let read = |text: &str| text.parse::<Fen>().ok().map(|fen| fen.0);
        assert_eq!(read("166500"), Some(16_650_000));
        assert_eq!(read("166500.5"), Some(16_650_050));
        assert_eq!(read("-0.01"), Some(-1));
        assert_eq!(read("92233720368547758.07"), Some(i64::MAX));
        let wrong = ["", "-", ".5", "1.", "1.234", "1e3", "+1", "1,000", " 1", "١", "92233720368547758.08"];
        for text in wrong {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_share_is_rounded_once_half_up() {
        let share = |fen, part, whole| Fen(fen).times(&Fraction::new(part, whole).expect("not by zero"));
        assert_eq!(share(16_650_000, 9, 10), Some(Fen(14_985_000)));
        assert_eq!(share(1, 1, 2), Some(Fen(1)));
        assert_eq!(share(100, 1, 3), Some(Fen(33)));
        assert_eq!(share(i64::MAX, 2, 1), None);
        assert_eq!(Fen(i64::MAX).plus(Fen(1)), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(fen: i64) {
            prop_assert_eq!(Fen(fen).to_string().parse(), Ok(Fen(fen)));
        }

        #[test]
        fn rounding_is_off_by_half_a_fen_at_most(fen in -1_000_000_000_i64..1_000_000_000, part in 0_i64..1000, whole in 1_i64..1000) {
            let rounded = Fen(fen).times(&Fraction::new(part, whole).expect("not by zero")).expect("it fits").0;
            // −1/2 < rounded − exact ≤ 1/2, in whole numbers.
            let twice_off = 2 * (rounded * whole - fen * part);
            prop_assert!(-whole < twice_off && twice_off <= whole);
        }
    }
}
