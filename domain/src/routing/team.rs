//! Which of a vendor's teams a ticket goes to.

use std::collections::BTreeMap;

use crate::ids::{SystemId, TeamId};
use crate::text_enum;

text_enum! {
    /// Why a ticket is with its team.
    pub enum TeamRule {
        /// The vendor named the team for this system of the contract.
        System = "SYSTEM",
        /// The vendor named the team for the contract.
        Contract = "CONTRACT",
        /// The vendor moved the ticket there.
        Moved = "MOVED",
    }
}

/// The teams that serve a contract, as its vendor keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Serving {
    /// For every system that has none of its own.
    pub team: Option<TeamId>,
    /// For single systems.
    pub of_systems: BTreeMap<SystemId, TeamId>,
}

/// A team, and why it is that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Routed {
    pub team: TeamId,
    pub rule: TeamRule,
}

/// The team of a new ticket: the system's own, else the contract's, else none: the vendor's common queue. A team that
/// takes no work is passed over.
pub fn route(serving: &Serving, system: SystemId, takes_work: impl Fn(TeamId) -> bool) -> Option<Routed> {
    let of_system = serving.of_systems.get(&system).map(|team| Routed { team: *team, rule: TeamRule::System });
    let of_contract = serving.team.map(|team| Routed { team, rule: TeamRule::Contract });
    [of_system, of_contract].into_iter().flatten().find(|routed| takes_work(routed.team))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team(id: u128) -> TeamId {
        TeamId(uuid::Uuid::from_u128(id))
    }

    fn system(id: u128) -> SystemId {
        SystemId(uuid::Uuid::from_u128(id))
    }

    #[test]
    fn the_systems_own_team_goes_before_the_contracts_and_one_that_takes_no_work_is_passed_over() {
        let serving = Serving { team: Some(team(1)), of_systems: [(system(7), team(2))].into() };
        let all = |_| true;
        assert_eq!(route(&serving, system(7), all), Some(Routed { team: team(2), rule: TeamRule::System }));
        assert_eq!(route(&serving, system(8), all), Some(Routed { team: team(1), rule: TeamRule::Contract }));
        let without = |gone| move |id| id != team(gone);
        assert_eq!(route(&serving, system(7), without(2)), Some(Routed { team: team(1), rule: TeamRule::Contract }));
        assert_eq!(route(&serving, system(8), without(1)), None, "the common queue");
        assert_eq!(route(&Serving::default(), system(7), all), None);
    }
}
