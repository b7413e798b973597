//! Who is logged in.

use async_graphql::{Context, Object};
use domain::access::Action;

use super::party::{RoleGrant, User};
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
        let held = user.into_iter().flat_map(|user| &user.grants);
        let held = held.filter(|row| row.valid_from <= now && row.valid_until.is_none_or(|until| now < until));
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
