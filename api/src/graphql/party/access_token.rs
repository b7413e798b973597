//! A token of a service account.

use app::auth::AccessTokenView;
use app::setup::available;
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;

use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// A token of the directory.
pub struct AccessToken<'a> {
    pub row: AccessTokenView,
    pub request: &'a Request,
}

/// A token by which another system calls the API as a service account. Its text is shown once, when it is issued. Needs
/// user.manage, or is one's own.
#[Object(serial)]
impl AccessToken<'_> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::AccessToken.id(self.row.id.0)
    }

    /// What it is for.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The last characters of its text, to tell it from others.
    async fn hint(&self) -> &str {
        &self.row.hint
    }

    /// When it was issued.
    async fn issued_at(&self) -> Instant {
        self.row.issued_at
    }

    /// When it expires, a year after it was issued at the latest.
    async fn expires_at(&self) -> Instant {
        self.row.expires_at
    }

    /// The UTC day of its last use, as far as this process knows by now; null before the first.
    async fn last_used_on(&self) -> Option<NaiveDate> {
        self.row.last_used_on.max(self.request.op().app().last_seen(self.row.id))
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_access_token(self.request.op()))
    }
}
