//! People and the roles they hold.

use domain::Instant;
use domain::access::{Action, Grant, GrantError, Org, Role, check_grants};
use domain::change::ObjectKind;
use domain::ids::{AgencyId, RoleGrantId, UserId, VendorId};
use storage::entity::{role_grant, user_account};
use storage::query::setup::{insert, party, update};

use super::write::{Snapshot, Write};
use crate::auth::{check_login, check_password};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

/// A new person.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Unique, small letters.
    pub login: String,
    pub name: String,
    /// To log in with for the first time.
    pub password: String,
}

/// A role to give.
#[derive(Clone, Debug)]
pub struct GrantRole {
    pub user: UserId,
    pub role: Role,
    /// Where; neither for an administrator of the platform.
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    /// None: from now on.
    pub valid_from: Option<Instant>,
    /// The first instant at which it does not hold any more; none: until withdrawn.
    pub valid_until: Option<Instant>,
}

/// Creates an account without roles. Needs `user.manage`.
///
/// # Errors
/// `TAKEN` for a log-in name in use; the rules of names and passwords.
pub async fn create_user(op: &Op, new: &NewUser) -> Result<UserId> {
    op.require(Action::UserManage)?;
    let login = new.login.trim().to_lowercase();
    let mut mistakes = Mistakes::default();
    mistakes.extend(check_password("password", &login, &new.password));
    mistakes.refuse()?;
    // Before the transaction: a hash takes longer than all that the transaction does.
    let hash = crate::auth::hash(op.app(), &new.password).await?;
    create_account(op, &login, &new.name, hash).await
}

/// Creates an account with a hash made by [`crate::auth::hash_password`]: for many accounts with one password.
pub async fn create_account(op: &Op, login: &str, name: &str, password_hash: String) -> Result<UserId> {
    op.require(Action::UserManage)?;
    let write = Write::begin(op, Snapshot::Directory).await?;
    let mut mistakes = Mistakes::default();
    mistakes.extend(check_login(login));
    if write.directory().users.values().any(|other| other.login == login) {
        mistakes.add("TAKEN", "login", format!("{login} is taken"), format!("登录名 {login} 已被使用"));
    }
    let row = user_account::Model {
        id: write.id(),
        login: login.to_owned(),
        name: mistakes.text("name", name, NAME_MAX),
        password_hash,
        active: true,
        grant_version: 1,
        created_at: write.now(),
    };
    mistakes.refuse()?;
    let detail = serde_json::json!({ "login": row.login, "name": row.name });
    let id = row.id;
    insert(write.transaction(), row).await?;
    write.commit("user.create", ("user", id.0), detail).await?;
    Ok(id)
}

/// Locks or unlocks an account. Locking ends its sessions at once. Needs `user.manage`.
///
/// # Errors
/// `OWN_ACCOUNT`: nobody locks themselves out.
pub async fn set_user_active(op: &Op, user: UserId, active: bool) -> Result<()> {
    op.require(Action::UserManage)?;
    let mut write = Write::begin(op, Snapshot::Directory).await?;
    known(&write, user)?;
    write.watch(ObjectKind::User, user.0).await?;
    if write.actor().user() == Some(user) && !active {
        return Err(Error::invalid("OWN_ACCOUNT", "userId", "you cannot lock yourself", "不能锁定自己的账号"));
    }
    party::set_active(write.transaction(), user, active).await?;
    if !active {
        storage::query::auth::revoke_all(write.transaction(), user, write.now()).await?;
    }
    write.commit("user.set_active", ("user", user.0), serde_json::json!({ "active": active })).await
}

/// Grants a role for a period. Needs `role.manage`.
///
/// # Errors
/// `SEPARATION` when one person may not hold it beside roles held at the same time: the three administrators exclude
/// each other and every other role, and nobody stands on both sides of a contract (DESIGN §5).
pub async fn grant_role(op: &Op, new: &GrantRole) -> Result<RoleGrantId> {
    op.require(Action::RoleManage)?;
    let mut write = Write::begin(op, Snapshot::Directory).await?;
    let user = known(&write, new.user)?;
    write.watch(ObjectKind::User, new.user.0).await?;
    let mut mistakes = Mistakes::default();
    let directory = write.directory();
    if let Some(agency) = new.agency {
        mistakes.found("agencyId", ("agency", "单位"), directory.agencies.get(&agency));
    }
    if let Some(vendor) = new.vendor {
        mistakes.found("vendorId", ("vendor", "服务商"), directory.vendors.get(&vendor));
    }
    if new.agency.is_some() && new.vendor.is_some() {
        mistakes.add("INVALID", "vendorId", "a role is held at one organisation", "角色只能属于一个组织");
    }
    let row = role_grant::Model {
        id: write.id(),
        user_id: user.id,
        role: new.role,
        agency_id: new.agency,
        vendor_id: new.vendor,
        valid_from: new.valid_from.unwrap_or(write.now()),
        valid_until: new.valid_until,
    };
    if row.valid_until.is_some_and(|until| until <= row.valid_from) {
        mistakes.add("PERIOD", "validUntil", "the period ends before it begins", "有效期结束早于开始");
    }
    let together: Vec<&role_grant::Model> = user.grants.iter().filter(|other| overlap(other, &row)).collect();
    if together.iter().any(|other| (other.role, org(other)) == (row.role, org(&row))) {
        mistakes.add("ALREADY_DONE", "role", "the role is held there already", "该角色已授予");
    }
    let grants: Vec<Grant> =
        together.into_iter().chain([&row]).map(|row| Grant { role: row.role, org: org(row) }).collect();
    if let Err(error) = check_grants(&grants) {
        let (code, zh) = separation(&error);
        mistakes.add(code, "role", error.to_string(), zh);
    }
    mistakes.refuse()?;
    let detail = serde_json::json!({
        "role": row.role, "agencyId": row.agency_id, "vendorId": row.vendor_id,
        "validFrom": row.valid_from, "validUntil": row.valid_until,
    });
    let (id, user) = (row.id, row.user_id);
    insert(write.transaction(), row).await?;
    party::advance_grants(write.transaction(), user).await?;
    write.commit("role.grant", ("user", user.0), detail).await?;
    Ok(id)
}

/// Ends a role now; one that has not begun yet never holds. Needs `role.manage`.
///
/// # Errors
/// `ALREADY_DONE` when it has ended; `OWN_ACCOUNT`: nobody withdraws their own.
pub async fn withdraw_role(op: &Op, grant: RoleGrantId) -> Result<UserId> {
    op.require(Action::RoleManage)?;
    let mut write = Write::begin(op, Snapshot::Directory).await?;
    let directory = write.directory();
    let mut grants = directory.users.values().flat_map(|user| &user.grants);
    let mut row = grants.find(|row| row.id == grant).cloned().ok_or(Error::NotFound("role grant"))?;
    write.watch(ObjectKind::User, row.user_id.0).await?;
    if row.valid_until.is_some_and(|until| until <= write.now()) {
        return Err(Error::invalid("ALREADY_DONE", "grantId", "the role has ended already", "该角色已失效"));
    }
    if write.actor().user() == Some(row.user_id) {
        return Err(Error::invalid(
            "OWN_ACCOUNT",
            "grantId",
            "you cannot withdraw your own role",
            "不能撤销自己的角色",
        ));
    }
    row.valid_until = Some(write.now().max(row.valid_from));
    let detail = serde_json::json!({ "grantId": row.id, "role": row.role, "validUntil": row.valid_until });
    let user = row.user_id;
    update(write.transaction(), row).await?;
    party::advance_grants(write.transaction(), user).await?;
    write.commit("role.withdraw", ("user", user.0), detail).await?;
    Ok(user)
}

fn known(op: &Op, user: UserId) -> Result<crate::User> {
    op.directory().users.get(&user).cloned().ok_or(Error::NotFound("user"))
}

fn org(row: &role_grant::Model) -> Org {
    match (row.agency_id, row.vendor_id) {
        (Some(agency), _) => Org::Agency(agency),
        (None, Some(vendor)) => Org::Vendor(vendor),
        (None, None) => Org::Platform,
    }
}

/// Whether two periods have an instant in common; both are half-open.
fn overlap(one: &role_grant::Model, other: &role_grant::Model) -> bool {
    let begins_before_end = |one: &role_grant::Model, other: &role_grant::Model| {
        other.valid_until.is_none_or(|until| one.valid_from < until)
    };
    let lasts = |row: &role_grant::Model| row.valid_until.is_none_or(|until| row.valid_from < until);
    lasts(one) && lasts(other) && begins_before_end(one, other) && begins_before_end(other, one)
}

const fn separation(error: &GrantError) -> (&'static str, &'static str) {
    match error {
        GrantError::AdministratorsExclude { .. } => ("SEPARATION", "系统、安全、审计管理员不能由一人兼任"),
        GrantError::AdministratorWorks { .. } => ("SEPARATION", "管理员不能兼任业务角色"),
        GrantError::BothSides { .. } => ("SEPARATION", "同一人不能同时代表合同双方"),
        GrantError::WrongOrganisation { .. } => ("WRONG_ORGANISATION", "该角色不能授予此类组织"),
    }
}
