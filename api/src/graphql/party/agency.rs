//! An agency.

use app::setup::available;
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::AgencyId;

use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// An agency over a row of the directory.
#[derive(Clone, Copy)]
pub struct Agency<'a> {
    pub row: &'a app::Agency,
    pub request: &'a Request,
}

impl<'a> Agency<'a> {
    /// The order of every list of agencies.
    pub const BY_NAME: &'static str = "agencies.name";

    /// One by its id; none outside the actor's scope.
    pub fn seen(request: &'a Request, id: AgencyId) -> Option<Self> {
        let row = request.directory().agencies.get(&id)?;
        request.sight(Action::AgencyView).agency(row).then_some(Self { row, request })
    }
}

/// A public body that buys or supervises services. Lists need agency.view; a ticket or contract that you may see
/// shows its agency too.
#[Object(serial)]
impl<'a> Agency<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Agency.id(self.row.id.0)
    }

    /// Unique short code, the beginning of its ticket numbers.
    async fn short_code(&self) -> &str {
        &self.row.short_code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Name in English, when there is one.
    async fn name_en(&self) -> Option<&str> {
        self.row.name_en.as_deref()
    }

    /// Code of its division (GB/T 2260).
    async fn region_code(&self) -> &str {
        &self.row.region_code
    }

    /// Whether it supervises the agencies below it.
    async fn supervisor(&self) -> bool {
        self.row.supervisor
    }

    /// Whether new contracts and tickets may name it.
    async fn active(&self) -> bool {
        self.row.active
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// The agency above it; null at the top and without agency.view there.
    async fn parent(&self) -> Option<Agency<'a>> {
        Agency::seen(self.request, self.row.parent_id?)
    }

    /// The agencies directly below it, by name. Needs agency.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn children(
        &self,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<Agency<'a>>, ApiError> {
        let request = self.request;
        let sight = request.sight(Action::AgencyView);
        let below = request.directory().agencies.values().filter(|row| row.parent_id == Some(self.row.id));
        let seen = below.filter(|row| sight.agency(row)).map(|row| Agency { row, request });
        page(seen, Self::BY_NAME, first, after.as_deref(), request.language())
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.request.directory().versions.of(ObjectKind::Agency, self.row.id.0)
    }

    /// What changed of it since it was made, field by field, oldest first; null without agency.view there.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::Agency, self.row.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_agency(self.request.op(), self.row))
    }
}

impl Listed for Agency<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.name.clone(), id: self.row.id.0 }
    }
}
