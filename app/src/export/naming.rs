//! Names in files, as things and people are called today.

use std::collections::HashMap;
use std::sync::Arc;

use domain::access::Action;
use domain::ids::{AgencyId, ContractId, SystemId, TeamId, TicketId, UserId, VendorId};

use super::document::Cell;
use crate::ticket::tickets_of;
use crate::{Coverage, Directory, Op, Result, Sight, TicketRow};

/// The names that an operation knows; empty where there is none.
pub(super) struct Names {
    directory: Arc<Directory>,
    coverage: Arc<Coverage>,
    contracts: Sight,
}

impl Names {
    pub fn of(op: &Op) -> Self {
        let (directory, coverage) = (op.directory(), op.coverage());
        Self { directory, contracts: Sight::of(op, Action::ContractView, &coverage), coverage }
    }

    pub fn system(&self, id: SystemId) -> String {
        self.directory.systems.get(&id).map(|row| row.name.clone()).unwrap_or_default()
    }

    pub fn agency(&self, id: AgencyId) -> String {
        self.directory.agencies.get(&id).map(|row| row.name.clone()).unwrap_or_default()
    }

    pub fn vendor(&self, id: VendorId) -> String {
        self.directory.vendors.get(&id).map(|row| row.name.clone()).unwrap_or_default()
    }

    pub fn team(&self, id: TeamId) -> String {
        self.coverage.teams.get(&id).map(|team| team.row.name.clone()).unwrap_or_default()
    }

    pub fn person(&self, id: UserId) -> String {
        self.directory.users.get(&id).map(|user| user.name.clone()).unwrap_or_default()
    }

    /// A contract's number and name; nothing for whoever does not see it.
    pub fn contract(&self, id: ContractId) -> Option<String> {
        let found = self.coverage.contracts.get(&id)?;
        self.contracts.contract(found).then(|| format!("{} {}", found.row.number, found.row.name))
    }
}

/// The numbers of tickets; nothing for whoever does not see them.
pub(super) struct Numbers(HashMap<TicketId, TicketRow>);

impl Numbers {
    /// One statement, however many tickets.
    pub async fn of(op: &Op, tickets: impl Iterator<Item = TicketId>) -> Result<Self> {
        let mut ids: Vec<TicketId> = tickets.collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Self(tickets_of(op, &ids).await?))
    }

    pub fn cell(&self, ticket: TicketId) -> Cell {
        Cell::text(self.0.get(&ticket).map(|row| row.number.clone()))
    }
}
