//! A vendor.

use app::setup::available;
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::VendorId;

use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::{Request, request};
use crate::graphql::words::ObjectAction;

/// A vendor over a row of the directory.
#[derive(Clone, Copy)]
pub struct Vendor<'a> {
    pub row: &'a app::Vendor,
}

impl<'a> Vendor<'a> {
    /// The order of every list of vendors.
    pub const BY_NAME: &'static str = "vendors.name";

    /// One by its id; none outside the actor's scope.
    pub fn seen(request: &'a Request, id: VendorId) -> Option<Self> {
        let row = request.directory().vendors.get(&id)?;
        request.sight(Action::VendorView).vendor(row).then_some(Self { row })
    }
}

/// A company that operates systems for agencies. Lists need vendor.view; a ticket or contract that you may see
/// shows its vendor too.
#[Object(serial)]
impl Vendor<'_> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Vendor.id(self.row.id.0)
    }

    /// Unified social credit code (统一社会信用代码).
    async fn credit_code(&self) -> &str {
        &self.row.credit_code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Name in English, when there is one.
    async fn name_en(&self) -> Option<&str> {
        self.row.name_en.as_deref()
    }

    /// Whether new contracts may name it.
    async fn active(&self) -> bool {
        self.row.active
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self, ctx: &Context<'_>) -> Result<i64, ApiError> {
        Ok(request(ctx)?.directory().versions.of(ObjectKind::Vendor, self.row.id.0))
    }

    /// What changed of it since it was made, field by field, oldest first; null without vendor.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, request(ctx)?, (ObjectKind::Vendor, self.row.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self, ctx: &Context<'_>) -> Result<Vec<ObjectAction>, ApiError> {
        Ok(ObjectAction::list(available::of_vendor(request(ctx)?.op())))
    }
}

impl Listed for Vendor<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.name.clone(), id: self.row.id.0 }
    }
}
