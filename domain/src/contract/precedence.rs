//! Several contracts that cover one system on one day: when that may be, which of them binds a ticket, and why the
//! others do not.

use serde::{Deserialize, Serialize};

use super::{ContractRefusal, Coverage, Overlap, Terms};
use crate::ids::ContractId;
use crate::text_enum;

/// The last of the ranks, which begin with 1.
pub const PRECEDENCE_MAX: i32 = 999;

text_enum! {
    /// Why a contract that covered the system did not bind the ticket.
    pub enum LostBecause {
        /// Both state a precedence, and its number is the larger.
        LargerPrecedence = "LARGER_PRECEDENCE",
        /// The other states a precedence, and it states none.
        NoPrecedence = "NO_PRECEDENCE",
        /// No precedence tells them apart, and it began later, or was entered later.
        BeganLater = "BEGAN_LATER",
    }
}

/// A contract that lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lost {
    pub contract: ContractId,
    /// As it was then.
    pub precedence: Option<i32>,
    pub because: LostBecause,
}

/// The contract that binds, and those that lost, by rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<'c> {
    pub covers: &'c Coverage,
    pub terms: &'c Terms,
    pub lost: Vec<Lost>,
}

/// What a ticket keeps of a choice, so that explaining it later never rewrites history: precedences change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contest {
    /// Of the contract that binds, as it was then.
    pub precedence: Option<i32>,
    pub lost: Vec<Lost>,
}

impl Choice<'_> {
    /// What is to be kept; none when there was nothing to choose.
    pub fn contest(&self) -> Option<Contest> {
        let contest = || Contest { precedence: self.covers.precedence, lost: self.lost.clone() };
        (!self.lost.is_empty()).then(contest)
    }
}

impl Coverage {
    /// The first system and days on which a ticket would have two contracts and nobody has said which binds (E30): an
    /// overlap is allowed only when both state a precedence and these differ.
    pub fn conflict(&self, other: &Self) -> Option<Overlap> {
        let told_apart = self.precedence.is_some() && other.precedence.is_some() && self.precedence != other.precedence;
        if told_apart { None } else { self.overlap(other) }
    }

    /// Whoever states no precedence comes after whoever does; then the one that began first. No two are equal.
    fn rank(&self) -> impl Ord + use<> {
        (self.precedence.unwrap_or(i32::MAX), self.starts_on, self.contract)
    }
}

/// Of the contracts that cover a system on a day, the one that binds, whatever the order of looking.
pub fn choose<'c>(covering: impl Iterator<Item = (&'c Coverage, &'c Terms)>) -> Option<Choice<'c>> {
    let mut covering: Vec<_> = covering.collect();
    covering.sort_unstable_by_key(|(coverage, _)| coverage.rank());
    let ((covers, terms), rest) = covering.split_first()?;
    let lost = rest.iter().map(|(other, _)| {
        let because = match (covers.precedence, other.precedence) {
            (Some(first), Some(second)) if first < second => LostBecause::LargerPrecedence,
            (Some(_), None) => LostBecause::NoPrecedence,
            _ => LostBecause::BeganLater,
        };
        Lost { contract: other.contract, precedence: other.precedence, because }
    });
    Some(Choice { covers, terms, lost: lost.collect() })
}

/// Refuses a rank that does not exist.
pub fn check_precedence(precedence: Option<i32>) -> Result<(), ContractRefusal> {
    match precedence {
        Some(rank) if !(1..=PRECEDENCE_MAX).contains(&rank) => Err(ContractRefusal::Precedence { max: PRECEDENCE_MAX }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    use super::*;
    use crate::contract::ContractState;
    use crate::ids::{PolicyId, SchemeId, SystemId};
    use crate::money::Fen;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + Days::new(offset)
    }

    fn contract(id: u128, starts: u64, precedence: Option<i32>) -> Coverage {
        Coverage {
            contract: ContractId(uuid::Uuid::from_u128(id)),
            state: ContractState::Active,
            starts_on: day(starts),
            terminates_on: None,
            suspensions: vec![],
            original: Terms {
                number: 1,
                effective_on: day(starts),
                ends_on: day(365),
                amount: Fen(0),
                policy: PolicyId(uuid::Uuid::nil()),
                scheme: SchemeId(uuid::Uuid::nil()),
                systems: vec![SystemId(uuid::Uuid::nil())],
            },
            amended: vec![],
            precedence,
        }
    }

    fn chosen<'c>(contracts: impl Iterator<Item = &'c Coverage>) -> Option<Choice<'c>> {
        choose(contracts.map(|coverage| (coverage, &coverage.original)))
    }

    #[test]
    fn e30_the_smaller_number_binds_and_the_others_say_why_not() {
        let all = [contract(1, 0, None), contract(2, 5, Some(20)), contract(3, 9, Some(10)), contract(4, 3, None)];
        let choice = chosen(all.iter()).expect("one binds");
        assert_eq!(choice.covers.contract, all[2].contract);
        let lost: Vec<_> = choice.lost.iter().map(|lost| (lost.contract, lost.precedence, lost.because)).collect();
        let of = |place: usize, because| (all[place].contract, all[place].precedence, because);
        use LostBecause::{BeganLater, LargerPrecedence, NoPrecedence};
        assert_eq!(lost, [of(1, LargerPrecedence), of(0, NoPrecedence), of(3, NoPrecedence)]);
        let contest = choice.contest().expect("something to keep");
        assert_eq!((contest.precedence, contest.lost.len()), (Some(10), 3));
        let equal = [contract(1, 4, None), contract(2, 0, None)];
        let choice = chosen(equal.iter()).expect("one binds");
        assert_eq!((choice.covers.contract, choice.lost[0].because), (equal[1].contract, BeganLater));
        let alone = chosen(equal[..1].iter()).expect("one binds");
        assert_eq!((alone.covers.contract, alone.contest()), (equal[0].contract, None), "nothing to choose");
        assert_eq!(chosen(std::iter::empty()), None);
    }

    #[test]
    fn e30_an_overlap_is_allowed_only_between_different_precedences() {
        let conflict = |one, other| contract(1, 0, one).conflict(&contract(2, 0, other)).is_some();
        assert!(
            conflict(None, None) && conflict(Some(1), None) && conflict(None, Some(1)) && conflict(Some(7), Some(7))
        );
        assert!(!conflict(Some(1), Some(2)) && !conflict(Some(2), Some(1)));
        let mut apart = contract(2, 0, None);
        apart.original.systems = vec![];
        assert_eq!(contract(1, 0, None).conflict(&apart), None, "they do not overlap");
        for (rank, good) in [(None, true), (Some(1), true), (Some(999), true), (Some(0), false), (Some(1_000), false)] {
            assert_eq!(check_precedence(rank).is_ok(), good, "{rank:?}");
        }
    }

    proptest! {
        #[test]
        fn e30_exactly_one_binds_whatever_the_order_of_looking(
            ranks in prop::collection::vec((0..9_u64, prop::option::of(1..5_i32)), 1..7), turn in 0..7_usize, back: bool
        ) {
            let all: Vec<Coverage> =
                ranks.iter().zip(1..).map(|((starts, rank), id)| contract(id, *starts, *rank)).collect();
            let mut other = all.clone();
            other.rotate_left(turn % all.len());
            if back {
                other.reverse();
            }
            let (one, again) = (chosen(all.iter()), chosen(other.iter()));
            prop_assert_eq!(&one, &again);
            let one = one.expect("one binds");
            prop_assert_eq!(one.lost.len(), all.len() - 1, "all others lost");
            prop_assert!(one.lost.iter().all(|lost| lost.contract != one.covers.contract));
            let stated = all.iter().filter_map(|coverage| coverage.precedence).min();
            prop_assert_eq!(one.covers.precedence, stated, "the smallest number that is stated");
        }

        #[test]
        fn e30_contracts_that_may_overlap_are_told_apart_by_precedence_alone(
            one in prop::option::of(1..4_i32), other in prop::option::of(1..4_i32), starts in 0..5_u64
        ) {
            let (one, other) = (contract(1, starts, one), contract(2, 2, other));
            if one.conflict(&other).is_none() {
                let choice = chosen([&one, &other].into_iter()).expect("one binds");
                prop_assert_eq!(choice.lost[0].because, LostBecause::LargerPrecedence);
            }
            prop_assert_eq!(one.conflict(&other).is_some(), other.conflict(&one).is_some(), "mutual");
        }
    }
}
