//! Passwords over the life of an account, and the first administrator.

use std::sync::Arc;

use domain::access::{Action, Role};
use domain::ids::UserId;
use rand::seq::IndexedRandom;
use storage::query::{auth as query, setup};

use super::log_in::limit;
use super::password::{check_password, hash, verify};
use crate::mistakes::Mistakes;
use crate::setup::user::{GrantRole, NewUser, create_user, grant_role};
use crate::{App, Error, Op, Result};

/// No 0, O, 1, l or I: people copy it by hand.
const ALPHABET: &[u8] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// 20 characters of 56 are 116 bits.
const ONE_TIME_LENGTH: usize = 20;

/// Makes the first security administrator of an installation and answers with the password to log in with once.
///
/// # Errors
/// `TAKEN` when the log-in name exists; the rules of names.
pub async fn create_security_admin(app: &Arc<App>, login: &str, name: &str) -> Result<String> {
    let op = app.op_system("admin create");
    let mut random = rand::rng();
    let characters = std::iter::repeat_with(|| ALPHABET.choose(&mut random).copied().unwrap_or(b'x'));
    let password: String = characters.take(ONE_TIME_LENGTH).map(char::from).collect();
    drop(random);
    let new = NewUser { login: login.to_owned(), name: name.to_owned(), password: password.clone() };
    let user = create_user(&op, &new).await?;
    let role =
        GrantRole { user, role: Role::SecurityAdmin, agency: None, vendor: None, valid_from: None, valid_until: None };
    grant_role(&op, &role).await?;
    Ok(password)
}

/// Changes the actor's own password and ends all their sessions.
///
/// # Errors
/// `WRONG_PASSWORD`, limited in attempts like a log-in; the rules of passwords.
pub async fn change_password(op: &Op, current: &str, new: &str) -> Result<()> {
    let user = op.actor().user().ok_or(Error::Unauthenticated("log in first"))?;
    let account = query::account_of(op.app().store.read(), user).await?.ok_or(Error::NotFound("user"))?;
    limit(op.app(), "name", &account.login, op.app().config.log_ins_per_name).await?;
    let mut mistakes = Mistakes::default();
    mistakes.extend(check_password("newPassword", &account.login, new));
    if current == new {
        mistakes.add("WEAK_PASSWORD", "newPassword", "the new password is the present one", "新密码与原密码相同");
    }
    if !verify(op.app(), current, Some(&account.password_hash)).await? {
        mistakes.add("WRONG_PASSWORD", "currentPassword", "the present password is wrong", "原密码错误");
    }
    mistakes.refuse()?;
    store(op, user, new, "user.change_password").await
}

/// Sets the password of somebody who forgot it, and ends all their sessions. Needs `user.manage`.
pub async fn reset_password(op: &Op, user: UserId, new: &str) -> Result<()> {
    op.require(Action::UserManage)?;
    let account = query::account_of(op.app().store.read(), user).await?.ok_or(Error::NotFound("user"))?;
    let mut mistakes = Mistakes::default();
    mistakes.extend(check_password("password", &account.login, new));
    mistakes.refuse()?;
    store(op, user, new, "user.reset_password").await
}

async fn store(op: &Op, user: UserId, new: &str, action: &str) -> Result<()> {
    let hash = hash(op.app(), new).await?;
    let transaction = op.begin().await?;
    query::hold_account(&transaction, user).await?;
    query::set_password(&transaction, user, &hash).await?;
    query::revoke_all(&transaction, user, op.now()).await?;
    setup::insert(&transaction, op.audit(action, ("user", user.0), serde_json::json!({}))).await?;
    transaction.commit().await?;
    Ok(())
}
