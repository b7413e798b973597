//! Logging in and out.

use std::sync::Arc;

use app::App;
use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::DateTime;
use domain::Instant;

use super::party::User;
use super::refusal::{failure, refusals};
use super::request::{Language, Request, request};
use crate::auth::Tokens;
use crate::error::{ApiError, UserError};
use crate::hooks::Caller;

/// Log-in name and password.
#[derive(InputObject)]
pub struct LogInInput {
    /// Log-in name.
    login: String,
    /// Password.
    password: String,
}

/// The refresh token of the session.
#[derive(InputObject)]
pub struct RefreshSessionInput {
    /// As the last log-in or refresh gave it; good for one use.
    refresh_token: String,
}

/// The refresh token of the session.
#[derive(InputObject)]
pub struct LogOutInput {
    /// As the last log-in or refresh gave it.
    refresh_token: String,
}

/// What a person has who is logged in.
pub struct Session {
    access_token: String,
    expires_at: Instant,
    of: app::auth::Session,
    request: Request,
}

/// What a person has who is logged in.
#[Object]
impl Session {
    /// For the header `Authorization: Bearer …`.
    async fn access_token(&self) -> &str {
        &self.access_token
    }

    /// When the access token expires.
    async fn expires_at(&self) -> Instant {
        self.expires_at
    }

    /// For refreshSession; good for one use.
    async fn refresh_token(&self) -> &str {
        &self.of.refresh_token
    }

    /// When the refresh token expires.
    async fn refresh_expires_at(&self) -> Instant {
        self.of.refresh_expires_at
    }

    /// The person.
    async fn user(&self) -> Result<User<'_>, ApiError> {
        Ok(User { of: self.request.user(self.of.user)?, request: &self.request })
    }
}

/// What became of logIn.
#[derive(SimpleObject)]
pub struct LogInPayload {
    /// The new session; null when refused.
    session: Option<Session>,
    /// Why it was refused; a wrong name or password is the top-level error UNAUTHENTICATED.
    errors: Vec<UserError>,
}

/// What became of refreshSession.
#[derive(SimpleObject)]
pub struct RefreshSessionPayload {
    /// The session with new tokens; null when refused.
    session: Option<Session>,
    /// Why it was refused; a token that is not good any more is the top-level error UNAUTHENTICATED.
    errors: Vec<UserError>,
}

/// What became of logOut.
#[derive(SimpleObject)]
pub struct LogOutPayload {
    /// Whether the session is over.
    done: bool,
    /// Why it was refused.
    errors: Vec<UserError>,
}

/// The mutations of sessions.
#[derive(Default)]
pub struct SessionMutation;

/// The mutations of sessions.
#[Object]
impl SessionMutation {
    /// Log in with name and password. Open to everybody; attempts are limited.
    #[graphql(complexity = "50 + child_complexity")]
    async fn log_in(&self, ctx: &Context<'_>, input: LogInInput) -> Result<LogInPayload, ApiError> {
        let app = ctx.data_unchecked::<Arc<App>>();
        let remote = ctx.data_opt::<Caller>().and_then(|caller| caller.remote);
        let peer = remote.map_or_else(|| "unknown".to_owned(), |address| address.to_string());
        let (session, errors) = begun(ctx, app::auth::log_in(app, &input.login, &input.password, &peer).await)?;
        Ok(LogInPayload { session, errors })
    }

    /// New tokens for a refresh token that was not used yet. A token used twice ends every session of its log-in.
    #[graphql(complexity = "50 + child_complexity")]
    async fn refresh_session(
        &self,
        ctx: &Context<'_>,
        input: RefreshSessionInput,
    ) -> Result<RefreshSessionPayload, ApiError> {
        let app = ctx.data_unchecked::<Arc<App>>();
        let (session, errors) = begun(ctx, app::auth::refresh(app, &input.refresh_token).await)?;
        Ok(RefreshSessionPayload { session, errors })
    }

    /// End one's own session: its refresh token is revoked, the access token runs out by itself.
    async fn log_out(&self, ctx: &Context<'_>, input: LogOutInput) -> Result<LogOutPayload, ApiError> {
        let request = request(ctx)?;
        let ended = app::auth::log_out(request.op(), &input.refresh_token).await;
        let errors = ended.map_or_else(|error| refusals(error, request.language()), |()| Ok(Vec::new()))?;
        Ok(LogOutPayload { done: errors.is_empty(), errors })
    }
}

fn begun(
    ctx: &Context<'_>,
    result: app::Result<app::auth::Session>,
) -> Result<(Option<Session>, Vec<UserError>), ApiError> {
    let language = ctx.data_opt::<Language>().copied().unwrap_or_default();
    let of = match result {
        Ok(session) => session,
        Err(error) => return Ok((None, refusals(error, language)?)),
    };
    let op = ctx.data_unchecked::<Arc<App>>().op_for(of.user).map_err(|error| failure(error, language))?;
    let tokens = ctx.data_unchecked::<Arc<Tokens>>();
    let issued = tokens.issue(of.user, of.grant_version, op.now());
    let (access_token, claims) = issued.map_err(|problem| ApiError::internal(&problem))?;
    let expires_at = DateTime::from_timestamp(claims.exp, 0).unwrap_or(op.now());
    Ok((Some(Session { access_token, expires_at, of, request: Request::new(op, language) }), Vec::new()))
}
