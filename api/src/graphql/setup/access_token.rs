//! Mutations of the tokens by which other systems call the API.

use app::auth::{IssuedToken, NewAccessToken, issue_access_token, revoke_access_token};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::{AccessTokenId, UserId};

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{AccessToken, User};
use crate::graphql::request::Request;

/// A token to be issued.
#[derive(Debug, InputObject)]
pub struct IssueAccessTokenInput {
    /// The service account: an active account that holds the role SERVICE_ACCOUNT and no other.
    user_id: ID,
    /// What it is for, up to 200 characters.
    name: String,
    /// Until when it holds, within 366 days; 90 days from now when left out.
    expires_at: Option<Instant>,
}

/// A token to be ended.
#[derive(Debug, InputObject)]
pub struct RevokeAccessTokenInput {
    /// The token.
    access_token_id: ID,
}

/// What became of issueAccessToken.
pub struct IssueAccessTokenPayload(Outcome<IssuedToken>);

impl From<Outcome<IssuedToken>> for IssueAccessTokenPayload {
    fn from(outcome: Outcome<IssuedToken>) -> Self {
        Self(outcome)
    }
}

/// What became of issueAccessToken.
#[Object]
impl IssueAccessTokenPayload {
    /// The token as it stands; null when none was issued.
    async fn access_token(&self) -> Option<AccessToken<'_>> {
        let (issued, request) = self.0.changed()?;
        Some(AccessToken { row: issued.row.clone(), request })
    }

    /// Its text, for the header `Authorization: Bearer …`: shown here, and never again. Null when none was issued.
    async fn token(&self) -> Option<&str> {
        self.0.changed().map(|(issued, _)| issued.token.as_str())
    }

    /// Why none was issued; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

fn user<'r>(id: &UserId, request: &'r Request) -> Option<User<'r>> {
    request.directory().users.get(id).map(|of| User { of, request })
}

payloads! {
    user: User, "The service account after it; null when nothing was changed.", user(UserId);
    /// What became of revokeAccessToken.
    RevokeAccessTokenPayload,
}

/// The mutations of tokens.
#[derive(Default)]
pub struct AccessTokenMutation;

/// The mutations of tokens.
#[Object]
impl AccessTokenMutation {
    /// Issue a token by which another system calls the API as a service account. Needs user.manage.
    async fn issue_access_token(
        &self,
        ctx: &Context<'_>,
        input: IssueAccessTokenInput,
    ) -> Result<IssueAccessTokenPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let user = read.id(NodeType::User, &input.user_id, "userId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let new = NewAccessToken { user, name: input.name, expires_at: input.expires_at };
        read.answer(issue_access_token(op, &new).await)
    }

    /// End a token for good, everywhere within seconds. Needs user.manage.
    async fn revoke_access_token(
        &self,
        ctx: &Context<'_>,
        input: RevokeAccessTokenInput,
    ) -> Result<RevokeAccessTokenPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let token: AccessTokenId = read.id(NodeType::AccessToken, &input.access_token_id, "accessTokenId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(revoke_access_token(op, token).await)
    }
}
