//! Mutations of people, their roles and passwords.

use app::auth::{change_password, reset_password};
use app::setup::user::{GrantRole, NewUser, create_user, grant_role, set_user_active, withdraw_role};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::UserId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::Role;

/// An account to be made, without roles.
#[derive(InputObject)]
pub struct CreateUserInput {
    /// 2 to 64 small letters, digits or . _ - @, unique; it stays for good.
    login: String,
    /// Name, up to 200 characters.
    name: String,
    /// To log in with for the first time: 10 to 200 characters, without the log-in name in it.
    password: String,
}

/// An account to be locked or unlocked.
#[derive(Debug, InputObject)]
pub struct SetUserActiveInput {
    /// The person; not oneself.
    user_id: ID,
    /// The `version` of the person as you read it: CONFLICT, with what changed and by whom, when somebody changed the account
    /// or its roles since. Without it the change is made whatever happened.
    expected_version: Option<i64>,
    /// Whether they may log in.
    active: bool,
}

/// A role to be given.
#[derive(Debug, InputObject)]
pub struct GrantRoleInput {
    /// The person.
    user_id: ID,
    /// The `version` of the person as you read it: CONFLICT, with what changed and by whom, when somebody changed the account
    /// or its roles since. Without it the change is made whatever happened.
    expected_version: Option<i64>,
    /// The role.
    role: Role,
    /// The agency where it is held; left out for roles of vendors and administrators.
    agency_id: Option<ID>,
    /// The vendor where it is held.
    vendor_id: Option<ID>,
    /// From when; now when left out.
    valid_from: Option<Instant>,
    /// Until when, exclusive; without end when left out.
    valid_until: Option<Instant>,
}

/// A role to be ended now.
#[derive(Debug, InputObject)]
pub struct WithdrawRoleInput {
    /// The role as it was granted; not one's own.
    grant_id: ID,
    /// The `version` of the person as you read it: CONFLICT, with what changed and by whom, when somebody changed the account
    /// or its roles since. Without it the change is made whatever happened.
    expected_version: Option<i64>,
}

/// A password to be set for somebody else.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// The person.
    user_id: ID,
    /// 10 to 200 characters, without the log-in name in it.
    password: String,
}

/// One's own password to be changed.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The present one.
    current_password: String,
    /// 10 to 200 characters, without the log-in name in it.
    new_password: String,
}

fn user<'r>(id: &UserId, request: &'r Request) -> Option<User<'r>> {
    request.directory().users.get(id).map(|of| User { of, request })
}

payloads! {
    user: User, "The person after it; null when nothing was changed.", user(UserId);
    /// What became of createUser.
    CreateUserPayload,
    /// What became of setUserActive.
    SetUserActivePayload,
    /// What became of grantRole.
    GrantRolePayload,
    /// What became of withdrawRole.
    WithdrawRolePayload,
    /// What became of resetPassword.
    ResetPasswordPayload,
    /// What became of changePassword.
    ChangePasswordPayload,
}

/// The mutations of people.
#[derive(Default)]
pub struct UserMutation;

/// The mutations of people.
#[Object]
impl UserMutation {
    /// Make an account. Needs user.manage.
    #[graphql(complexity = "50 + child_complexity")]
    async fn create_user(&self, ctx: &Context<'_>, input: CreateUserInput) -> Result<CreateUserPayload, ApiError> {
        let read = Read::of(ctx)?;
        let new = NewUser { login: input.login, name: input.name, password: input.password };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_user(op, &new).await)
    }

    /// Lock an account, which ends its sessions at once, or unlock it. Needs user.manage.
    async fn set_user_active(
        &self,
        ctx: &Context<'_>,
        input: SetUserActiveInput,
    ) -> Result<SetUserActivePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let user: UserId = read.id(NodeType::User, &input.user_id, "userId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(set_user_active(&op, user, input.active).await.map(|()| user))
    }

    /// Give somebody a role. The three administrators exclude each other and every other role, and nobody stands on
    /// both sides of a contract. Needs role.manage.
    async fn grant_role(&self, ctx: &Context<'_>, input: GrantRoleInput) -> Result<GrantRolePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = GrantRole {
            user: read.id(NodeType::User, &input.user_id, "userId"),
            role: input.role.into(),
            agency: read.optional_id(NodeType::Agency, input.agency_id.as_ref(), "agencyId"),
            vendor: read.optional_id(NodeType::Vendor, input.vendor_id.as_ref(), "vendorId"),
            valid_from: input.valid_from,
            valid_until: input.valid_until,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(grant_role(&op, &new).await.map(|_| new.user))
    }

    /// End a role now; it stays in the history. Needs role.manage.
    async fn withdraw_role(
        &self,
        ctx: &Context<'_>,
        input: WithdrawRoleInput,
    ) -> Result<WithdrawRolePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let grant = read.id(NodeType::RoleGrant, &input.grant_id, "grantId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(withdraw_role(&op, grant).await)
    }

    /// Set the password of somebody who forgot it, which ends their sessions. Needs user.manage.
    #[graphql(complexity = "50 + child_complexity")]
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        input: ResetPasswordInput,
    ) -> Result<ResetPasswordPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let user: UserId = read.id(NodeType::User, &input.user_id, "userId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(reset_password(op, user, &input.password).await.map(|()| user))
    }

    /// Change one's own password, which ends one's sessions. Open to whoever is logged in; attempts are limited.
    #[graphql(complexity = "50 + child_complexity")]
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload, ApiError> {
        let read = Read::of(ctx)?;
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let user = op.actor().user().ok_or_else(ApiError::unauthenticated)?;
        read.answer(change_password(op, &input.current_password, &input.new_password).await.map(|()| user))
    }
}
