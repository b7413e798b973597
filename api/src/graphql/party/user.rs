//! A person, and the roles granted to them.

use app::setup::available;
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::ids::UserId;

use super::{AccessToken, Agency, Vendor};
use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, Role};

/// A person over a row of the directory.
#[derive(Clone, Copy)]
pub struct User<'a> {
    pub of: &'a app::User,
    pub request: &'a Request,
}

impl<'a> User<'a> {
    /// The order of every list of people.
    pub const BY_NAME: &'static str = "users.name";

    /// One by its id; none whose account the actor may not see.
    pub fn seen(request: &'a Request, id: UserId) -> Option<Self> {
        let of = request.directory().users.get(&id)?;
        Some(Self { of, request }).filter(Self::is_seen)
    }

    /// Whether the actor may see the account itself and not just the name: their own, or by user.view.
    pub fn is_seen(&self) -> bool {
        let own = self.request.op().actor().user() == Some(self.of.id);
        own || self.request.sight(Action::UserView).user(self.of)
    }
}

/// A person with a log-in. Whoever may see a ticket sees the names on it; the account needs user.view, or is one's own.
#[Object(serial)]
impl<'a> User<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::User.id(self.of.id.0)
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.of.name
    }

    /// Log-in name; null without user.view there.
    async fn login(&self) -> Option<&str> {
        self.is_seen().then_some(&self.of.login)
    }

    /// Whether the person may log in; null without user.view there.
    async fn active(&self) -> Option<bool> {
        self.is_seen().then_some(self.of.active)
    }

    /// Whether it is the account of another system: SERVICE_ACCOUNT is the only role that it holds now; null without
    /// user.view there.
    async fn service_account(&self) -> Option<bool> {
        self.is_seen().then(|| self.of.is_service_account(self.request.op().now()))
    }

    /// When the account was made; null without user.view there.
    async fn created_at(&self) -> Option<Instant> {
        self.is_seen().then_some(self.of.created_at)
    }

    /// Every role granted, past and coming ones included; null without user.view there.
    async fn roles(&self) -> Option<Vec<RoleGrant<'a>>> {
        let grants = self.of.grants.iter();
        self.is_seen().then(|| grants.map(|row| RoleGrant { row, request: self.request }).collect())
    }

    /// The tokens of a service account that were not revoked, oldest first; null without user.manage, unless it is one's
    /// own account.
    async fn access_tokens(&self) -> Option<Vec<AccessToken<'a>>> {
        let op = self.request.op();
        let own = op.actor().user() == Some(self.of.id);
        let mut rows: Vec<_> = self.request.directory().tokens_of(self.of.id).cloned().collect();
        rows.sort_unstable_by_key(|row| row.id);
        let seen = own || op.actor().may(Action::UserManage);
        seen.then(|| rows.into_iter().map(|row| AccessToken { row, request: self.request }).collect())
    }

    /// Grows with each change of the account or its roles; give it as `expectedVersion`. Null without user.view there.
    async fn version(&self) -> Option<i64> {
        self.is_seen().then(|| self.request.directory().versions.of(ObjectKind::User, self.of.id.0))
    }

    /// What changed of it since it was made, field by field, oldest first; null without user.view there.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::User, self.of.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_user(self.request.op(), self.of))
    }
}

impl Listed for User<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.name.clone(), id: self.of.id.0 }
    }
}

/// A granted role over a row of the directory.
#[derive(Clone, Copy)]
pub struct RoleGrant<'a> {
    pub row: &'a app::RoleGrant,
    pub request: &'a Request,
}

/// A role held by a person at an organisation for a period.
#[Object(serial)]
impl<'a> RoleGrant<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::RoleGrant.id(self.row.id.0)
    }

    /// The role.
    async fn role(&self) -> Role {
        self.row.role.into()
    }

    /// The agency where it is held; null at a vendor and on the platform.
    async fn agency(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.row.agency_id?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// The vendor where it is held; null at an agency and on the platform.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        let id = self.row.vendor_id?;
        Some(self.request.vendor(id).map(|row| Vendor { row }))
    }

    /// From when.
    async fn valid_from(&self) -> Instant {
        self.row.valid_from
    }

    /// Until when, exclusive; null without end.
    async fn valid_until(&self) -> Option<Instant> {
        self.row.valid_until
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_role_grant(self.request.op(), self.row))
    }
}
