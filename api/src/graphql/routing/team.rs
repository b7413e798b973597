//! A vendor's team, and what it serves.

use app::setup::available;
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::{SystemId, TeamId};

use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{ManagedSystem, User, Vendor};
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// A team of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct VendorTeam<'a> {
    pub of: &'a app::Team,
    pub request: &'a Request,
}

impl<'a> VendorTeam<'a> {
    /// The order of every list of teams.
    pub const BY_CODE: &'static str = "vendorTeams.code";

    /// The team of a ticket or contract that the actor may see.
    pub fn of(id: TeamId, request: &'a Request) -> Option<Self> {
        request.coverage().teams.get(&id).map(|of| Self { of, request })
    }

    /// One by its id; none outside the actor's scope.
    pub fn seen(request: &'a Request, id: TeamId) -> Option<Self> {
        Self::of(id, request).filter(|team| request.sight(Action::TeamView).team(team.of))
    }

    /// The team of a contract; none when the draft was given to another vendor since.
    pub fn serving(contract: &app::Contract, id: TeamId, request: &'a Request) -> Option<Self> {
        Self::of(id, request).filter(|team| team.of.row.vendor_id == contract.row.vendor_id)
    }
}

/// A team of a vendor, kept by the vendor. Lists need team.view; a ticket or contract that you may see shows its team
/// too.
#[Object(serial)]
impl<'a> VendorTeam<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::VendorTeam.id(self.of.row.id.0)
    }

    /// Unique at the vendor.
    async fn code(&self) -> &str {
        &self.of.row.code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.of.row.name
    }

    /// Whether it gets new tickets.
    async fn active(&self) -> bool {
        self.of.row.active
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// The vendor.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.of.row.vendor_id)? })
    }

    /// The people in it, at most 200; null without team.view there.
    async fn members(&self) -> Option<Vec<User<'a>>> {
        let seen = self.request.sight(Action::TeamView).team(self.of);
        let members = self.of.members.iter().filter_map(|id| self.request.user(*id).ok());
        seen.then(|| members.map(|of| User { of, request: self.request }).collect())
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.request.coverage().object_versions.of(ObjectKind::Team, self.of.row.id.0)
    }

    /// What changed of it since it was made, field by field, oldest first; null without team.view there.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::Team, self.of.row.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_team(self.request.op(), self.of))
    }
}

impl Listed for VendorTeam<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.code.clone(), id: self.of.row.id.0 }
    }
}

/// A system of a contract with a team of its own.
#[derive(Clone, Copy)]
pub struct ContractSystemTeam<'a> {
    system: SystemId,
    team: VendorTeam<'a>,
    request: &'a Request,
}

impl<'a> ContractSystemTeam<'a> {
    /// Those of a contract whose system the actor sees.
    pub fn all(contract: &'a app::Contract, request: &'a Request) -> Vec<Self> {
        let (sight, directory) = (request.sight(Action::SystemView), request.directory());
        let known = contract.serving.of_systems.iter().filter_map(|(system, team)| {
            let row = directory.systems.get(system).filter(|row| sight.system(row))?;
            let team = VendorTeam::serving(contract, *team, request)?;
            Some((&row.code, Self { system: *system, team, request }))
        });
        let mut found: Vec<_> = known.collect();
        found.sort_unstable_by_key(|(code, _)| *code);
        found.into_iter().map(|(_, of)| of).collect()
    }
}

/// A system of a contract whose tickets go to a team of their own. Needs contract.view and system.view.
#[Object(serial)]
impl<'a> ContractSystemTeam<'a> {
    /// The system.
    async fn system(&self) -> Result<ManagedSystem<'a>, ApiError> {
        Ok(ManagedSystem { row: self.request.system(self.system)?, request: self.request })
    }

    /// The team.
    async fn team(&self) -> VendorTeam<'a> {
        self.team
    }
}
