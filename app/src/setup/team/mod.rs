//! Teams of vendors: kept by the vendor, so that its tickets find the right people.

mod serving;

use std::collections::BTreeSet;

use domain::change::ObjectKind;
use domain::ids::{TeamId, UserId, VendorId};
use storage::entity::vendor_team;
use storage::query::setup::team::replace_members;
use storage::query::setup::{insert, update};

pub use serving::{ContractTeam, set_contract_team};

use super::reach::{TEAM, VENDOR};
use super::system::code;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

/// People in one team at most.
pub const MEMBERS_MAX: usize = 200;

/// A new team.
#[derive(Clone, Debug)]
pub struct NewTeam {
    pub vendor: VendorId,
    /// Unique at the vendor: capital letters, digits and hyphens; it stays for good.
    pub code: String,
    pub name: String,
    /// People who work for the vendor.
    pub members: Vec<UserId>,
}

/// What to change of a team; what is none stays.
#[derive(Clone, Debug)]
pub struct TeamChange {
    pub team: TeamId,
    pub name: Option<String>,
    /// An inactive team gets no more tickets; those it has stay.
    pub active: Option<bool>,
    /// Everybody who is in it from now on.
    pub members: Option<Vec<UserId>>,
}

/// Makes a team. Needs `team.manage` at the vendor.
///
/// # Errors
/// `TAKEN` for a code in use at the vendor; `NOT_FOUND` for somebody who does not work there; `TOO_MANY` members.
pub async fn create_team(op: &Op, new: &NewTeam) -> Result<TeamId> {
    op.require(TEAM.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    if !write.directory().vendors.contains_key(&new.vendor) {
        return Err(Error::NotFound(VENDOR.what));
    }
    TEAM.write_own(&write, new.vendor)?;
    let mut mistakes = Mistakes::default();
    let code = code(&mut mistakes, "code", &new.code);
    let coverage = write.coverage();
    if coverage.teams.values().any(|other| other.row.vendor_id == new.vendor && other.row.code == code) {
        mistakes.add("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用"));
    }
    let row = vendor_team::Model {
        id: write.id(),
        vendor_id: new.vendor,
        code,
        name: mistakes.text("name", &new.name, NAME_MAX),
        active: true,
        created_at: write.now(),
    };
    let members = members(&write, &mut mistakes, new.vendor, &new.members);
    mistakes.refuse()?;
    let detail = serde_json::json!({
        "vendorId": row.vendor_id, "code": row.code, "name": row.name, "memberIds": members,
    });
    let id = row.id;
    insert(write.transaction(), row).await?;
    replace_members(write.transaction(), id, &members).await?;
    write.commit("team.create", ("team", id.0), detail).await?;
    Ok(id)
}

/// Changes a team. Needs `team.manage` at the vendor.
///
/// # Errors
/// `IN_USE` when a team that serves a running contract is to be closed; as for a new team.
pub async fn update_team(op: &Op, change: &TeamChange) -> Result<()> {
    op.require(TEAM.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let found = write.coverage().teams.get(&change.team).cloned().ok_or(Error::NotFound(TEAM.what))?;
    TEAM.write_own(&write, found.row.vendor_id)?;
    write.watch(ObjectKind::Team, found.row.id.0).await?;
    let mut mistakes = Mistakes::default();
    let mut row = found.row;
    if let Some(name) = &change.name {
        row.name = mistakes.text("name", name, NAME_MAX);
    }
    row.active = change.active.unwrap_or(row.active);
    if !row.active {
        for number in served(&write, row.id) {
            let en = format!("the team serves contract {number}");
            mistakes.add("IN_USE", "active", en, format!("该班组仍负责合同 {number}"));
        }
    }
    let members = change.members.as_ref().map(|asked| members(&write, &mut mistakes, row.vendor_id, asked));
    mistakes.refuse()?;
    let detail = serde_json::json!({ "name": row.name, "active": row.active, "memberIds": members });
    let id = row.id;
    update(write.transaction(), row).await?;
    if let Some(members) = members {
        replace_members(write.transaction(), id, &members).await?;
    }
    write.commit("team.update", ("team", id.0), detail).await
}

/// Sorted, each once; who does not work for the vendor is noted.
fn members(op: &Op, mistakes: &mut Mistakes, vendor: VendorId, asked: &[UserId]) -> Vec<UserId> {
    let members: Vec<UserId> = asked.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if members.len() > MEMBERS_MAX {
        let en = format!("a team has at most {MEMBERS_MAX} members, not {}", members.len());
        mistakes.add("TOO_MANY", "memberIds", en, format!("班组最多 {MEMBERS_MAX} 人"));
    }
    let directory = op.directory();
    for stranger in members.iter().filter(|user| !directory.works_for(**user, vendor, op.now())) {
        let en = format!("nobody of this vendor has the id {stranger}");
        mistakes.add("NOT_FOUND", "memberIds", en, format!("该服务商没有此人员：{stranger}"));
    }
    members
}

/// The numbers of the running contracts that a team serves.
fn served(op: &Op, team: TeamId) -> Vec<String> {
    let coverage = op.coverage();
    let serves = |contract: &&crate::Contract| {
        let serving = &contract.serving;
        let named = serving.team == Some(team) || serving.of_systems.values().any(|of| *of == team);
        named && contract.row.state.is_running()
    };
    let mut numbers: Vec<String> =
        coverage.contracts.values().filter(serves).map(|contract| contract.row.number.clone()).collect();
    numbers.sort_unstable();
    numbers
}
