//! Who consumed the time of clocks: what each party answers for, and its share.

use std::iter::Sum;
use std::ops::Add;

use crate::fraction::Fraction;
use crate::sla::Charge;
use crate::ticket::PauseParty;

/// Open seconds by the party that answers for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartyTime {
    pub agency: i64,
    /// Of whichever vendor.
    pub vendor: i64,
    pub third_party: i64,
    /// Force majeure, and the time between a solution and the reopening after which the clock went on.
    pub nobody: i64,
}

impl PartyTime {
    /// What a clock was charged.
    pub fn charged(charges: &[Charge]) -> Self {
        let mut time = Self::default();
        for charge in charges {
            *time.of_mut(charge.party) += charge.open_seconds;
        }
        time
    }

    /// The seconds of a party.
    pub fn of(mut self, party: PauseParty) -> i64 {
        *self.of_mut(party)
    }

    fn of_mut(&mut self, party: PauseParty) -> &mut i64 {
        match party {
            PauseParty::Agency => &mut self.agency,
            PauseParty::Vendor => &mut self.vendor,
            PauseParty::ThirdParty => &mut self.third_party,
            PauseParty::Nobody => &mut self.nobody,
        }
    }

    /// The seconds of all.
    pub const fn total(&self) -> i64 {
        self.agency + self.vendor + self.third_party + self.nobody
    }

    /// A party's part of all; none where no time was consumed.
    pub fn share(self, party: PauseParty) -> Option<Fraction> {
        Fraction::new(self.of(party), self.total())
    }
}

impl Add for PartyTime {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            agency: self.agency + other.agency,
            vendor: self.vendor + other.vendor,
            third_party: self.third_party + other.third_party,
            nobody: self.nobody + other.nobody,
        }
    }
}

impl Sum for PartyTime {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_consumed_has_no_shares() {
        assert_eq!(PartyTime::charged(&[]).share(PauseParty::Vendor), None);
    }

    proptest! {
        #[test]
        fn charges_and_shares_add_up(pieces in prop::collection::vec((0_usize..4, 1_i64..100_000), 1..40)) {
            let charge = |(party, open_seconds): &(usize, i64)| {
                Charge { party: PauseParty::ALL[*party], vendor: None, open_seconds: *open_seconds }
            };
            let charges: Vec<Charge> = pieces.iter().map(charge).collect();
            let time = PartyTime::charged(&charges);
            prop_assert_eq!(time.total(), pieces.iter().map(|(_, seconds)| seconds).sum::<i64>());
            prop_assert_eq!(PauseParty::ALL.iter().map(|party| time.of(*party)).sum::<i64>(), time.total());
            let shares = PauseParty::ALL.iter().filter_map(|party| time.share(*party));
            prop_assert_eq!(shares.fold(Fraction::zero(), |sum, share| Fraction(sum.0 + share.0)), Fraction::one());
            let one_by_one = charges.iter().map(|charge| PartyTime::charged(std::slice::from_ref(charge)));
            prop_assert_eq!(one_by_one.sum::<PartyTime>(), time);
        }
    }
}
