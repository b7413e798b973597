//! Log-in, sessions, roles.

use app::auth::{change_password, create_security_admin, log_in, log_out, refresh};
use app::setup::user::{GrantRole, grant_role, set_user_active, withdraw_role};
use chrono::TimeDelta;
use domain::access::Role;

use super::stand::{PASSWORD, Stand, refused};
use crate::support::both;
use crate::support::db::Backend;

const ENDED: [(&str, &str); 1] = [("UNAUTHENTICATED", "")];

async fn a_refresh_token_is_good_for_one_use(backend: Backend) {
    let stand = Stand::new(backend).await;
    let app = &stand.app;
    stand.person("clerk", Role::Reporter, Some(stand.nanning), None).await;
    let session = log_in(app, " Clerk ", PASSWORD, "10.0.0.1").await.expect("the right password");
    let next = refresh(app, &session.refresh_token).await.expect("a fresh token");
    assert_ne!(next.refresh_token, session.refresh_token);
    assert_eq!(refused(refresh(app, &session.refresh_token).await), ENDED, "it was used");
    assert_eq!(refused(refresh(app, &next.refresh_token).await), ENDED, "somebody has a copy: the family is revoked");
    let session = log_in(app, "clerk", PASSWORD, "10.0.0.1").await.expect("a new log-in");
    log_out(&stand.op(session.user), &session.refresh_token).await.expect("logging out");
    assert_eq!(refused(refresh(app, &session.refresh_token).await), ENDED);
    let session = log_in(app, "clerk", PASSWORD, "10.0.0.1").await.expect("a new log-in");
    stand.clock.advance(TimeDelta::hours(1));
    assert_eq!(refused(refresh(app, &session.refresh_token).await), ENDED, "it has expired");
    assert_eq!(refused(refresh(app, "no token").await), ENDED);
}

async fn nobody_learns_why_a_log_in_failed(backend: Backend) {
    let stand = Stand::new(backend).await;
    let app = &stand.app;
    let admin = create_security_admin(app, "security", "安全管理员").await.expect("the first administrator");
    let admin = log_in(app, "security", &admin, "10.0.0.1").await.expect("the one-time password").user;
    let clerk = stand.person("clerk", Role::Reporter, Some(stand.nanning), None).await;
    let open = log_in(app, "clerk", PASSWORD, "10.0.0.1").await.expect("the right password");
    set_user_active(&stand.op(admin), clerk, false).await.expect("locking");
    assert_eq!(refused(refresh(app, &open.refresh_token).await), ENDED, "locking ends sessions");
    let text = |error: app::Error| error.to_string();
    let locked = log_in(app, "clerk", PASSWORD, "10.0.0.2").await.map_err(text).expect_err("locked");
    let wrong = log_in(app, "security", "not the password", "10.0.0.2").await.map_err(text).expect_err("wrong");
    let unknown = log_in(app, "nobody", PASSWORD, "10.0.0.2").await.map_err(text).expect_err("unknown");
    assert_eq!((&locked, &wrong), (&wrong, &unknown));
    for _ in 0..4 {
        assert_eq!(refused(log_in(app, "nobody", PASSWORD, "10.0.0.3").await), ENDED);
    }
    assert_eq!(refused(log_in(app, "nobody", PASSWORD, "10.0.0.4").await), [("RATE_LIMITED", "")]);
    let own = refused(set_user_active(&stand.op(admin), admin, false).await);
    assert_eq!(own, [("OWN_ACCOUNT", "userId")]);
}

async fn a_changed_password_ends_every_session(backend: Backend) {
    let stand = Stand::new(backend).await;
    let app = &stand.app;
    let clerk = stand.person("clerk", Role::Reporter, Some(stand.nanning), None).await;
    let session = log_in(app, "clerk", PASSWORD, "10.0.0.1").await.expect("the right password");
    let op = stand.op(clerk);
    let wrong = [("WEAK_PASSWORD", "newPassword"), ("WRONG_PASSWORD", "currentPassword")];
    assert_eq!(refused(change_password(&op, "a wrong one", "short").await), wrong);
    change_password(&op, PASSWORD, "柳州大数据局的第二个口令").await.expect("changed");
    assert_eq!(refused(refresh(app, &session.refresh_token).await), ENDED);
    assert_eq!(refused(log_in(app, "clerk", PASSWORD, "10.0.0.1").await), ENDED);
    log_in(app, "clerk", "柳州大数据局的第二个口令", "10.0.0.1").await.expect("the new password");
}

async fn one_person_holds_no_roles_that_exclude_each_other(backend: Backend) {
    let stand = Stand::new(backend).await;
    let op = stand.system();
    let user = stand.person("wei", Role::Reporter, Some(stand.nanning), None).await;
    let at_vendor = GrantRole {
        user,
        role: Role::VendorEngineer,
        agency: None,
        vendor: Some(stand.vendor),
        valid_from: None,
        valid_until: None,
    };
    assert_eq!(refused(grant_role(&op, &at_vendor).await), [("SEPARATION", "role")]);
    let admin = GrantRole { role: Role::AuditAdmin, vendor: None, ..at_vendor.clone() };
    assert_eq!(refused(grant_role(&op, &admin).await), [("SEPARATION", "role")]);
    let again = GrantRole { role: Role::Reporter, agency: Some(stand.nanning), ..admin };
    assert_eq!(refused(grant_role(&op, &again).await), [("ALREADY_DONE", "role")]);
    let held = stand.app.directory().users[&user].grants[0].id;
    let version = stand.op(user).actor().grant_version();
    withdraw_role(&op, held).await.expect("withdrawn");
    assert!(stand.op(user).actor().grants().is_empty(), "at once");
    assert_eq!(stand.op(user).actor().grant_version(), version + 1);
    assert_eq!(refused(withdraw_role(&op, held).await), [("ALREADY_DONE", "grantId")]);
    grant_role(&op, &at_vendor).await.expect("the other side, once the first role has ended");
    let clerk = stand.op(stand.person("clerk", Role::Reporter, Some(stand.nanning), None).await);
    assert_eq!(refused(grant_role(&clerk, &at_vendor).await), [("FORBIDDEN", "role.manage")]);
}

both! {
    a_refresh_token_is_good_for_one_use,
    nobody_learns_why_a_log_in_failed,
    a_changed_password_ends_every_session,
    one_person_holds_no_roles_that_exclude_each_other,
}
