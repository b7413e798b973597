//! Who is logged in.

use app::notice::NotificationQuery;
use async_graphql::{Context, Object};
use domain::access::Action;

use super::connection::{Connection, Total, page_cost, page_size};
use super::cursor::Cursor;
use super::notification::Notification;
use super::party::{RoleGrant, User};
use super::refusal::failure;
use super::request::{Request, request};
use super::words::ActorSide;
use crate::error::ApiError;

/// Who is logged in.
pub struct Viewer<'a> {
    request: &'a Request,
}

/// Who is logged in, and what their roles include.
#[Object]
impl<'a> Viewer<'a> {
    /// The person.
    async fn user(&self) -> Result<User<'a>, ApiError> {
        let id = self.request.op().actor().user().ok_or_else(ApiError::unauthenticated)?;
        Ok(User { of: self.request.user(id)?, request: self.request })
    }

    /// The roles held now.
    async fn roles(&self) -> Vec<RoleGrant<'a>> {
        let now = self.request.op().now();
        let user = self.request.op().actor().user().and_then(|id| self.request.directory().users.get(&id));
        let held = user.into_iter().flat_map(|user| user.grants_at(now));
        held.map(|row| RoleGrant { row, request: self.request }).collect()
    }

    /// The side of a contract that they stand on; null for administrators and without roles.
    async fn side(&self) -> Option<ActorSide> {
        self.request.op().actor().side().map(ActorSide::from)
    }

    /// The permissions that some role of theirs includes, such as ticket.raise; where, their roles say.
    async fn permissions(&self) -> Vec<&'static str> {
        let actor = self.request.op().actor();
        Action::ALL.iter().filter(|action| actor.may(**action)).map(|action| action.as_str()).collect()
    }

    /// What happened to the tickets that concern them, the newest first: those that they watch, have, raised or were
    /// mentioned on, as far as they see them still.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those that were not read.", default = false)] unread_only: bool,
    ) -> Result<Connection<Notification<'a>>, ApiError> {
        let (request, language) = (self.request, self.request.language());
        let size = page_size(first, language)?;
        let place = |text: String| {
            let cursor = Cursor::decode(&text, Notification::NEWEST, language)?;
            cursor.key.parse().map_err(|_| Cursor::damaged(language))
        };
        let after = after.map(place).transpose()?;
        let asked = NotificationQuery {
            unread: unread_only,
            after,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::notice::notifications(request.op(), &asked).await;
        let found = found.map_err(|error| failure(error, language))?;
        let total = Total::from(found.total);
        let items = Notification::list(found.rows, request);
        Ok(Connection::new(items, Notification::NEWEST, after.is_some(), found.more, total))
    }

    /// How many notifications they have not read.
    #[graphql(complexity = 10)]
    async fn unread_notifications(&self) -> Result<i64, ApiError> {
        let unread = app::notice::unread(self.request.op()).await;
        let unread = unread.map_err(|error| failure(error, self.request.language()))?;
        Ok(i64::try_from(unread).unwrap_or(i64::MAX))
    }
}

/// The query of who is logged in.
#[derive(Default)]
pub struct ViewerQuery;

/// The query of who is logged in.
#[Object]
impl ViewerQuery {
    /// Who is logged in; UNAUTHENTICATED when nobody is.
    async fn viewer<'c>(&self, ctx: &Context<'c>) -> Result<Viewer<'c>, ApiError> {
        Ok(Viewer { request: request(ctx)? })
    }
}
