//! Guard periods as the snapshot holds them, and the circumstances of a ticket that is raised.

use domain::Instant;
use domain::ids::AgencyId;
use domain::sla::{GuardPeriod as Period, guarding};
use domain::ticket::Circumstances;
use storage::entity::guard_period;

use super::Coverage;
use crate::{Directory, System};

/// A guard period: its row, and what decides whether a ticket falls under it.
#[derive(Clone, Debug)]
pub struct GuardPeriod {
    pub row: guard_period::Model,
    pub period: Period,
}

impl From<guard_period::Model> for GuardPeriod {
    fn from(row: guard_period::Model) -> Self {
        let period = Period {
            id: row.id,
            owner: row.owner_id,
            name: row.name.clone(),
            from: row.starts_at,
            until: row.ends_at,
            withdrawn_at: row.withdrawn_at,
        };
        Self { row, period }
    }
}

impl Coverage {
    /// What the first fact of a ticket says of its system and time.
    pub fn circumstances(
        &self,
        directory: &Directory,
        system: &System,
        agency: AgencyId,
        raised_at: Instant,
    ) -> Circumstances {
        let periods = self.guards.values().map(|guard| &guard.period);
        Circumstances {
            system_type: Some(system.system_type.clone()),
            protection_level: Some(system.protection_level),
            guard: guarding(periods, &directory.above(agency), raised_at),
            ..Circumstances::default()
        }
    }
}
