//! What each milestone of a plan comes to: together exactly the amount of the contract (I8).

use super::PaymentRefusal;
use crate::fraction::{Fraction, parse_two_places};
use crate::money::Fen;

/// How the share of a milestone was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// An amount.
    Amount(Fen),
    /// A part of the contract's amount, rounded to whole fen once, half up.
    Part(Fraction),
    /// What the others leave; one milestone at most.
    Rest,
}

impl Share {
    /// Of so many percent, written with at most two decimal places; none for any other text.
    pub fn percent(text: &str) -> Option<Self> {
        Fraction::new(parse_two_places(text)?, 10_000).map(Self::Part)
    }
}

/// The amounts of the milestones to be written, in their order. `kept` is what accepted and paid ones have taken.
///
/// # Errors
/// More than one takes the rest; a share is not positive; the sum is not the contract's amount.
pub fn shares(amount: Fen, kept: Fen, asked: &[Share]) -> Result<Vec<Fen>, PaymentRefusal> {
    let rests = asked.iter().filter(|share| **share == Share::Rest).count();
    if rests > 1 {
        return Err(PaymentRefusal::SeveralRests { found: rests });
    }
    let fixed: Vec<Option<Fen>> = asked
        .iter()
        .map(|share| match share {
            Share::Amount(fen) => Ok(Some(*fen)),
            Share::Part(part) => amount.times(part).map(Some).ok_or(PaymentRefusal::TooMuch),
            Share::Rest => Ok(None),
        })
        .collect::<Result<_, _>>()?;
    let sum = fixed.iter().flatten().try_fold(kept, |sum, fen| sum.plus(*fen)).ok_or(PaymentRefusal::TooMuch)?;
    let rest = amount.0.checked_sub(sum.0).map(Fen).ok_or(PaymentRefusal::TooMuch)?;
    let found: Vec<Fen> = fixed.into_iter().map(|fen| fen.unwrap_or(rest)).collect();
    if let Some(at) = found.iter().position(|fen| *fen <= Fen(0)) {
        return Err(PaymentRefusal::NotPositive { at, share: found[at] });
    }
    if rests == 0 && rest != Fen(0) {
        return Err(PaymentRefusal::OutOfBalance { sum, amount });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn percent(hundredths: i64) -> Share {
        Share::Part(Fraction::new(hundredths, 10_000).expect("not by zero"))
    }

    #[test]
    fn a_percentage_is_read_as_people_write_it() {
        assert_eq!((Share::percent("33.33"), Share::percent("5")), (Some(percent(3_333)), Some(percent(500))));
        assert_eq!((Share::percent("33.333"), Share::percent("5%"), Share::percent("")), (None, None, None));
    }

    #[test]
    fn the_shares_are_the_amount_to_the_fen() {
        let amount = Fen(10_000_001);
        let thirds = [percent(3_333), percent(3_333), Share::Rest];
        assert_eq!(shares(amount, Fen(0), &thirds), Ok(vec![Fen(3_333_000), Fen(3_333_000), Fen(3_334_001)]));
        let half = [percent(5_000), percent(5_000)];
        let sum = Fen(10_000_002);
        assert_eq!(
            shares(amount, Fen(0), &half),
            Err(PaymentRefusal::OutOfBalance { sum, amount }),
            "each half goes up"
        );
        let given = [Share::Amount(Fen(1)), Share::Rest];
        assert_eq!(shares(amount, Fen(10_000_001), &given), Err(PaymentRefusal::NotPositive { at: 1, share: Fen(-1) }));
        let kept = shares(amount, Fen(10_000_000), &[Share::Amount(Fen(1))]);
        assert_eq!(kept, Ok(vec![Fen(1)]));
        assert_eq!(shares(amount, Fen(0), &[Share::Rest, Share::Rest]), Err(PaymentRefusal::SeveralRests { found: 2 }));
        assert_eq!(shares(amount, amount, &[]), Ok(vec![]), "all of it was accepted");
        assert_eq!(
            shares(Fen(1), Fen(0), &[Share::Amount(Fen(i64::MAX)), Share::Amount(Fen(1))]),
            Err(PaymentRefusal::TooMuch)
        );
    }

    proptest! {
        #[test]
        fn with_a_rest_the_sum_is_the_amount(amount in 1_i64..1_000_000_000, parts in proptest::collection::vec(1_i64..2_000, 0..4)) {
            let mut asked: Vec<Share> = parts.into_iter().map(percent).collect();
            asked.push(Share::Rest);
            if let Ok(found) = shares(Fen(amount), Fen(0), &asked) {
                prop_assert_eq!(found.iter().map(|fen| fen.0).sum::<i64>(), amount);
            }
        }
    }
}
