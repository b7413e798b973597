//! Which team of the vendor serves a contract, or one system of it.

use domain::access::Action;
use domain::ids::{ContractId, SystemId, TeamId};
use storage::query::setup::team::{serve_contract, serve_system};

use crate::mistakes::Mistakes;
use crate::setup::reach::{CONTRACT, TEAM};
use crate::setup::write::{Snapshot, Write};
use crate::{Error, Op, Result};

/// Who shall serve what.
#[derive(Clone, Copy, Debug)]
pub struct ContractTeam {
    pub contract: ContractId,
    /// For this system alone; none: for every system that has no team of its own.
    pub system: Option<SystemId>,
    /// None: no team in particular.
    pub team: Option<TeamId>,
}

/// Names the team for new tickets; those that are raised already stay where they are. Needs `team.manage` at the
/// contract's vendor.
///
/// # Errors
/// `NOT_FOUND` for a team that is not an active one of the vendor, and for a system that no version of the contract's
/// terms covers.
pub async fn set_contract_team(op: &Op, asked: &ContractTeam) -> Result<()> {
    op.require(TEAM.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let coverage = write.coverage();
    let contract = coverage.contracts.get(&asked.contract).ok_or(Error::NotFound(CONTRACT.what))?;
    let (buyer, vendor) = (contract.row.agency_id, contract.row.vendor_id);
    if !write.read_scope(TEAM.manage).covers(None, Some(vendor)) {
        let seen = write.read_scope(Action::ContractView).covers(Some(buyer), Some(vendor));
        return Err(if seen { Error::Forbidden(TEAM.manage) } else { Error::NotFound(CONTRACT.what) });
    }
    let mut mistakes = Mistakes::default();
    let own = |id: TeamId| coverage.teams.get(&id).filter(|team| team.row.vendor_id == vendor && team.row.active);
    if let Some(team) = asked.team {
        mistakes.found("teamId", ("active team of this vendor", "在用班组"), own(team));
    }
    if let Some(system) = asked.system {
        let covered = contract.systems_ever().find(|covered| *covered == system);
        mistakes.found("systemId", ("system of this contract", "合同覆盖的系统"), covered);
    }
    mistakes.refuse()?;
    match asked.system {
        Some(system) => serve_system(write.transaction(), (asked.contract, system), asked.team).await?,
        None => serve_contract(write.transaction(), asked.contract, asked.team).await?,
    }
    let before = match asked.system {
        Some(system) => contract.serving.of_systems.get(&system).copied(),
        None => contract.serving.team,
    };
    let detail = serde_json::json!({
        "number": contract.row.number, "systemId": asked.system, "teamId": { "before": before, "after": asked.team },
    });
    write.commit("contract.set_team", ("contract", asked.contract.0), detail).await
}
