//! Somebody of the list of experts.

use app::setup::available;
use async_graphql::{Context, Object};
use domain::Instant;
use domain::change::ObjectKind;

use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// An entry of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct Expert<'a> {
    pub row: &'a app::Expert,
    pub request: &'a Request,
}

impl Expert<'_> {
    /// The order of every list of experts.
    pub const BY_ORGANISATION: &'static str = "experts.organisation";
}

/// Somebody of the list from which reviewers are drawn. Needs expert.view.
#[Object(serial)]
impl<'a> Expert<'a> {
    /// The person.
    async fn user(&self) -> Result<User<'a>, ApiError> {
        Ok(User { of: self.request.user(self.row.user_id)?, request: self.request })
    }

    /// Where they work.
    async fn organisation(&self) -> &str {
        &self.row.organisation
    }

    /// What they know about.
    async fn specialities(&self) -> Vec<&str> {
        let texts = self.row.specialities.as_array().into_iter().flatten();
        texts.filter_map(serde_json::Value::as_str).collect()
    }

    /// Whether they can be drawn; they must hold the role ASSESSOR as well.
    async fn active(&self) -> bool {
        self.row.active
    }

    /// When they were put on the list.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.request.coverage().object_versions.of(ObjectKind::Expert, self.row.user_id.0)
    }

    /// What changed of it since it was made, field by field, oldest first; null without expert.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::Expert, self.row.user_id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_expert(self.request.op()))
    }
}

impl Listed for Expert<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.organisation.clone(), id: self.row.user_id.0 }
    }
}
