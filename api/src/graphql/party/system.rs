//! A managed system.

use app::setup::available;
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::SystemId;

use super::Agency;
use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, SiteClass};

/// A managed system over a row of the directory.
#[derive(Clone, Copy)]
pub struct ManagedSystem<'a> {
    pub row: &'a app::System,
    pub request: &'a Request,
}

impl<'a> ManagedSystem<'a> {
    /// The order of every list of systems.
    pub const BY_NAME: &'static str = "systems.name";

    /// One by its id; none outside the actor's scope.
    pub fn seen(request: &'a Request, id: SystemId) -> Option<Self> {
        let row = request.directory().systems.get(&id)?;
        request.sight(Action::SystemView).system(row).then_some(Self { row, request })
    }
}

/// A government information system under operation and maintenance. Lists need system.view; a ticket that you may
/// see shows its system too.
#[Object(serial)]
impl<'a> ManagedSystem<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ManagedSystem.id(self.row.id.0)
    }

    /// Unique code.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Name in English, when there is one.
    async fn name_en(&self) -> Option<&str> {
        self.row.name_en.as_deref()
    }

    /// What sort of system it is.
    async fn system_type(&self) -> &str {
        &self.row.system_type
    }

    /// Level of classified protection (等级保护), 1 to 5.
    async fn protection_level(&self) -> i32 {
        self.row.protection_level
    }

    /// Filing number of its classification, when filed.
    async fn filing_number(&self) -> Option<&str> {
        self.row.filing_number.as_deref()
    }

    /// The class of its site, which on-site targets depend on.
    async fn site_class(&self) -> SiteClass {
        self.row.site_class.into()
    }

    /// Whether tickets may be raised for it.
    async fn active(&self) -> bool {
        self.row.active
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// The agency that owns it.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// The contract in force that covers it now; null without one and without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let request = self.request;
        let of = request.coverage().contract_for(self.row.id, request.op().now())?.contract;
        request.sight(Action::ContractView).contract(of).then_some(ServiceContract { of, request })
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.request.directory().versions.of(ObjectKind::System, self.row.id.0)
    }

    /// What changed of it since it was made, field by field, oldest first; null without system.view at its owner.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::System, self.row.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_system(self.request.op(), self.row))
    }
}

impl Listed for ManagedSystem<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.name.clone(), id: self.row.id.0 }
    }
}
