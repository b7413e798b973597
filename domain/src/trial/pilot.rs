//! Pilots: which tickets one binds, and what may be done with it: the one table, printed in `golden/pilot-steps.txt`.

use crate::Instant;
use crate::access::{Action, Actor};
use crate::ids::AgencyId;
use crate::text_enum;

text_enum! {
    /// Where a pilot stands.
    pub enum PilotState {
        /// Its time has not come.
        Planned = "PLANNED",
        /// It binds new tickets of its agencies.
        Running = "RUNNING",
        /// Its time is over, and it is still to be decided what becomes of the version.
        Ended = "ENDED",
        /// Given up: the version binds no new ticket.
        Withdrawn = "WITHDRAWN",
        /// The version was published for everybody.
        Promoted = "PROMOTED",
    }
}

text_enum! {
    /// What may be done with a pilot.
    pub enum PilotStep {
        /// Give it up.
        Withdraw = "WITHDRAW",
        /// Publish its version for everybody.
        Promote = "PROMOTE",
    }
}

/// When and where a version binds instead of the published one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pilot {
    /// Its agencies, each with everything under it.
    pub agencies: Vec<AgencyId>,
    /// The first instant of raising.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
    /// What was decided, and when.
    pub decided: Option<(PilotStep, Instant)>,
}

impl Pilot {
    /// Where it stands.
    pub fn state(&self, now: Instant) -> PilotState {
        match self.decided {
            Some((PilotStep::Withdraw, _)) => PilotState::Withdrawn,
            Some((PilotStep::Promote, _)) => PilotState::Promoted,
            None if now < self.from => PilotState::Planned,
            None if now < self.until => PilotState::Running,
            None => PilotState::Ended,
        }
    }

    /// When it stopped binding tickets, or will.
    pub fn end(&self) -> Instant {
        self.decided.map_or(self.until, |(_, at)| at.min(self.until))
    }

    /// Whether it binds a ticket raised at `raised_at` and written down at `recorded_at`, of an agency with all over it.
    ///
    /// A ticket that is written down late counts by when it was raised, and not at all once the pilot was decided.
    pub fn binds(&self, line: &[AgencyId], raised_at: Instant, recorded_at: Instant) -> bool {
        let in_time = self.from <= raised_at && raised_at < self.until;
        let open = self.decided.is_none_or(|(_, at)| recorded_at < at);
        in_time && open && self.covers(line)
    }

    /// Whether an agency, given with all over it, takes part.
    pub fn covers(&self, line: &[AgencyId]) -> bool {
        self.agencies.iter().any(|agency| line.contains(agency))
    }

    /// Whether both would bind one ticket: the same time, and an agency of one at or below one of the other.
    pub fn collides(&self, other: &Self, above: &impl Fn(AgencyId) -> Vec<AgencyId>) -> bool {
        let same_time = self.from < other.until && other.from < self.until;
        let undecided = self.decided.is_none() && other.decided.is_none();
        let meets = |one: &Self, two: &Self| one.agencies.iter().any(|agency| two.covers(&above(*agency)));
        same_time && undecided && (meets(self, other) || meets(other, self))
    }
}

/// The state after a step; none when it is not possible.
pub const fn next(state: PilotState, step: PilotStep) -> Option<PilotState> {
    use PilotState::{Ended, Planned, Promoted, Running, Withdrawn};
    match (state, step) {
        (Planned | Running | Ended, PilotStep::Withdraw) => Some(Withdrawn),
        (Running | Ended, PilotStep::Promote) => Some(Promoted),
        _ => None,
    }
}

/// What `actor` may do with a pilot in this state. The caller has checked the scope.
pub fn available_steps(actor: &Actor, state: PilotState) -> Vec<PilotStep> {
    let may = |step: &PilotStep| actor.may(Action::PolicyManage) && next(state, *step).is_some();
    PilotStep::ALL.iter().copied().filter(may).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::golden::assert_golden;

    fn agency(id: u128) -> AgencyId {
        AgencyId(Uuid::from_u128(id))
    }

    fn at(hour: i64) -> Instant {
        Instant::from_timestamp(hour * 3_600, 0).expect("a time")
    }

    fn pilot(agencies: &[u128], from: i64, until: i64) -> Pilot {
        let agencies = agencies.iter().map(|id| agency(*id)).collect();
        Pilot { agencies, from: at(from), until: at(until), decided: None }
    }

    /// Region 1 over cities 2 and 3; city 2 over county 4.
    fn above(of: AgencyId) -> Vec<AgencyId> {
        match of.0.as_u128() {
            1 => vec![of],
            4 => vec![of, agency(2), agency(1)],
            _ => vec![of, agency(1)],
        }
    }

    #[test]
    fn the_table_is_the_reviewed_one() {
        let mut text = String::from(
            "What may be done with a pilot: each step from a state, and the state after it. Both need policy.manage at\n\
             the policy's owner. PLANNED → RUNNING → ENDED is time alone.\n\n",
        );
        for step in PilotStep::ALL {
            for state in PilotState::ALL {
                let Some(to) = next(*state, *step) else { continue };
                text.push_str(&format!("{:10}{:8} → {to}\n", step.as_str(), state.as_str()));
            }
        }
        assert_golden("pilot-steps.txt", &text);
    }

    #[test]
    fn it_binds_what_is_raised_in_its_time_at_its_agencies_and_below() {
        let trial = pilot(&[2], 10, 20);
        let binds = |id, raised| trial.binds(&above(agency(id)), at(raised), at(raised));
        assert!(binds(2, 10) && binds(4, 19), "the city, and the county below");
        assert!(!binds(1, 15) && !binds(3, 15), "not the region above, not the other city");
        assert!(!binds(2, 9) && !binds(2, 20), "half-open");
        assert!(trial.binds(&above(agency(2)), at(19), at(30)), "written down late, raised in time");
    }

    #[test]
    fn once_decided_it_binds_nothing_more() {
        let decided = Pilot { decided: Some((PilotStep::Withdraw, at(15))), ..pilot(&[2], 10, 20) };
        let line = above(agency(2));
        assert!(decided.binds(&line, at(12), at(12)), "what was bound stays bound");
        assert!(!decided.binds(&line, at(12), at(15)) && !decided.binds(&line, at(16), at(16)));
        assert_eq!((decided.end(), decided.state(at(12))), (at(15), PilotState::Withdrawn));
        let planned = pilot(&[2], 10, 20);
        let states = [9, 10, 20].map(|hour| planned.state(at(hour)));
        assert_eq!(states, [PilotState::Planned, PilotState::Running, PilotState::Ended]);
    }

    #[test]
    fn two_never_bind_one_ticket() {
        let city = pilot(&[2], 10, 20);
        let collides = |other: &Pilot| city.collides(other, &above) && other.collides(&city, &above);
        assert!(collides(&pilot(&[4], 19, 30)) && collides(&pilot(&[1], 0, 11)));
        assert!(!collides(&pilot(&[4], 20, 30)), "one after the other");
        assert!(!collides(&pilot(&[3], 10, 20)), "side by side");
        let over = Pilot { decided: Some((PilotStep::Promote, at(12))), ..pilot(&[2], 10, 20) };
        assert!(!collides(&over));
    }
}
