//! Drawing reviewers by lot: a pure function of a seed and the candidates, so that anybody can draw again.

use sha2::{Digest, Sha256};

use crate::access::{Actor, Org, Role};
use crate::ids::{AgencyId, UserId, VendorId};

/// The most reviewers of one contract.
pub const REVIEWERS_MAX: usize = 7;

/// A lot that was cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Who could be drawn, in the order of their ids.
    pub candidates: Vec<UserId>,
    /// Who was, in the order of their lots.
    pub drawn: Vec<UserId>,
}

/// Whether so many may sit: an odd number, so that there is a majority.
pub const fn is_seat_count(count: i32) -> bool {
    1 <= count && count <= REVIEWERS_MAX as i32 && count % 2 == 1
}

/// The lot of a candidate: SHA-256 of the seed, a colon and the candidate's UUID, in hexadecimal digits.
pub fn draw_key(seed: &str, candidate: UserId) -> String {
    hex::encode(Sha256::digest(format!("{seed}:{candidate}")))
}

/// Draws `count` of the candidates, or as many as there are: those with the lowest lots.
pub fn draw(seed: &str, candidates: &[UserId], count: usize) -> Draw {
    let mut candidates = candidates.to_vec();
    candidates.sort_unstable();
    candidates.dedup();
    let mut lots: Vec<(String, UserId)> = candidates.iter().map(|id| (draw_key(seed, *id), *id)).collect();
    lots.sort_unstable();
    let drawn = lots.into_iter().take(count).map(|(_, id)| id).collect();
    Draw { candidates, drawn }
}

/// Somebody of the list of experts who could be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// With every role that holds now.
    pub actor: &'a Actor,
    /// Whether they took a step of this contract.
    pub took_part: bool,
}

/// Whether somebody may review a contract: an assessor who belongs to neither party. `family` is the buyer with every
/// agency over and under it.
pub fn eligible(candidate: Candidate<'_>, family: &[AgencyId], vendor: VendorId) -> bool {
    let grants = candidate.actor.grants();
    let belongs = grants.iter().any(|grant| match grant.org {
        Org::Agency(agency) => family.contains(&agency),
        Org::Vendor(of) => of == vendor,
        Org::Platform => true,
    });
    !candidate.took_part && !belongs && grants.iter().any(|grant| grant.role == Role::Assessor)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::access::Grant;

    fn user(id: u128) -> UserId {
        UserId(Uuid::from_u128(id))
    }

    proptest! {
        #[test]
        fn anybody_can_draw_again(seed in "[0-9a-f]{32}", ids in prop::collection::vec(any::<u128>(), 0..40), count in 1_usize..8) {
            let candidates: Vec<UserId> = ids.iter().map(|id| user(*id)).collect();
            let first = draw(&seed, &candidates, count);
            let mut reversed = candidates.clone();
            reversed.reverse();
            prop_assert_eq!(&draw(&seed, &reversed, count), &first, "whatever the order of the list");
            prop_assert_eq!(first.drawn.len(), count.min(first.candidates.len()));
            prop_assert!(first.drawn.iter().all(|drawn| candidates.contains(drawn)));
            let mut once = first.drawn.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), first.drawn.len(), "nobody sits twice");
            // By hand: nobody left out has a lower lot than somebody drawn.
            let highest = first.drawn.iter().map(|id| draw_key(&seed, *id)).max();
            let left = first.candidates.iter().filter(|id| !first.drawn.contains(id));
            prop_assert!(left.map(|id| draw_key(&seed, *id)).all(|lot| Some(lot) > highest));
        }

        #[test]
        fn who_leaves_the_list_undrawn_changes_nothing(seed in "[0-9a-f]{32}", ids in prop::collection::hash_set(any::<u128>(), 4..20)) {
            let candidates: Vec<UserId> = ids.into_iter().map(user).collect();
            let first = draw(&seed, &candidates, 3);
            let fewer: Vec<UserId> = candidates.iter().copied().filter(|id| *id != candidates[0] || first.drawn.contains(id)).collect();
            prop_assert_eq!(draw(&seed, &fewer, 3).drawn, first.drawn);
        }
    }

    #[test]
    fn everybody_is_drawn_about_as_often() {
        let candidates: Vec<UserId> = (1..=5).map(user).collect();
        let mut times = [0_usize; 5];
        for seed in 0..1_000 {
            for drawn in draw(&format!("{seed:032x}"), &candidates, 1).drawn {
                times[usize::try_from(drawn.0.as_u128() - 1).expect("small")] += 1;
            }
        }
        assert!(times.iter().all(|times| (140..=260).contains(times)), "{times:?}");
    }

    #[test]
    fn a_draw_by_hand() {
        // printf '%s' 'seed:00000000-0000-0000-0000-000000000001' | sha256sum
        let key = draw_key("seed", user(1));
        assert_eq!(&key[..16], &hex::encode(Sha256::digest("seed:00000000-0000-0000-0000-000000000001"))[..16]);
        assert!([1, 3, 5, 7].into_iter().all(is_seat_count));
        assert!(![-1, 0, 2, 4, 6, 8, 9].into_iter().any(is_seat_count));
    }

    #[test]
    fn nobody_of_either_party_reviews() {
        let (buyer, city, vendor) = (Uuid::from_u128(10), Uuid::from_u128(11), Uuid::from_u128(20));
        let person = |grants: &[(Role, Org)]| {
            let grants = grants.iter().map(|(role, org)| Grant { role: *role, org: *org }).collect();
            Actor::person(user(1), "梁慧敏".to_owned(), grants, 1)
        };
        let may = |grants: &[(Role, Org)], took_part| {
            let actor = person(grants);
            eligible(Candidate { actor: &actor, took_part }, &[AgencyId(buyer)], VendorId(vendor))
        };
        let (at_buyer, elsewhere) = (Org::Agency(AgencyId(buyer)), Org::Agency(AgencyId(city)));
        assert!(may(&[(Role::Assessor, elsewhere)], false));
        assert!(may(&[(Role::Assessor, elsewhere), (Role::Reporter, elsewhere)], false));
        assert!(!may(&[(Role::Assessor, elsewhere)], true), "took a step of the contract");
        assert!(!may(&[(Role::Assessor, elsewhere), (Role::Reporter, at_buyer)], false));
        assert!(!may(&[(Role::Assessor, elsewhere), (Role::VendorEngineer, Org::Vendor(VendorId(vendor)))], false));
        assert!(!may(&[(Role::Reporter, elsewhere)], false), "no assessor");
        assert!(!may(&[], false));
    }
}
