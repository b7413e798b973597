//! Mutations of vendors' teams.

use app::setup::team::{NewTeam, TeamChange, create_team, update_team};
use async_graphql::{Context, ID, InputObject, Object};
use domain::ids::TeamId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;

/// A team to be made.
#[derive(Debug, InputObject)]
pub struct CreateVendorTeamInput {
    /// The vendor.
    vendor_id: ID,
    /// Unique at the vendor: 1 to 40 capital letters, digits or hyphens; it stays for good.
    code: String,
    /// Name, up to 200 characters.
    name: String,
    /// People who work for the vendor, at most 200.
    member_ids: Vec<ID>,
}

/// What to change of a team; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateVendorTeamInput {
    /// The team.
    team_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    expected_version: Option<i64>,
    /// Name, up to 200 characters.
    name: Option<String>,
    /// Whether it gets new tickets; those it has stay.
    active: Option<bool>,
    /// Everybody who is in it from now on, at most 200.
    member_ids: Option<Vec<ID>>,
}

fn team<'r>(id: &TeamId, request: &'r Request) -> Option<VendorTeam<'r>> {
    VendorTeam::of(*id, request)
}

payloads! {
    team: VendorTeam, "The team after it; null when nothing was changed.", team(TeamId);
    /// What became of createVendorTeam.
    CreateVendorTeamPayload,
    /// What became of updateVendorTeam.
    UpdateVendorTeamPayload,
}

/// The mutations of teams.
#[derive(Default)]
pub struct TeamMutation;

/// The mutations of teams.
#[Object]
impl TeamMutation {
    /// Make a team of a vendor. Needs team.manage at the vendor.
    async fn create_vendor_team(
        &self,
        ctx: &Context<'_>,
        input: CreateVendorTeamInput,
    ) -> Result<CreateVendorTeamPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewTeam {
            vendor: read.id(NodeType::Vendor, &input.vendor_id, "vendorId"),
            code: input.code,
            name: input.name,
            members: input.member_ids.iter().map(|id| read.id(NodeType::User, id, "memberIds")).collect(),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_team(op, &new).await)
    }

    /// Change a team, who is in it, or close it. IN_USE while it serves a running contract. Needs team.manage at the
    /// vendor.
    async fn update_vendor_team(
        &self,
        ctx: &Context<'_>,
        input: UpdateVendorTeamInput,
    ) -> Result<UpdateVendorTeamPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let members =
            input.member_ids.map(|ids| ids.iter().map(|id| read.id(NodeType::User, id, "memberIds")).collect());
        let change = TeamChange {
            team: read.id(NodeType::VendorTeam, &input.team_id, "teamId"),
            name: input.name,
            active: input.active,
            members,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(update_team(&op, &change).await.map(|()| change.team))
    }
}
