//! Every subscription on another tenant's objects: refused, and the socket lives on.

use serde_json::json;

use super::introspected::Schema;
use super::rules::{Needs, needs};
use super::stage::{STRANGERS, Stage};
use crate::live::socket::{Server, Socket};
use crate::support::db::Backend;

#[tokio::test]
async fn nobody_listens_to_another_tenants_object() {
    let stage = Stage::new(Backend::Sqlite).await;
    let schema = Schema::ask(&stage.world.nobody()).await;
    let server = Server::of(&stage.world.app, &stage.world.config).await;
    for field in schema.subscriptions() {
        assert!(matches!(needs(field), Needs::Permission(_)), "{} is open to everybody", field.name);
        for login in STRANGERS.into_iter().chain(["county_clerk"]) {
            // A board is what its reader may see: it has no object that could be another's.
            let Some(object) = field.args.iter().find(|arg| ["ticketId", "agencyId"].contains(&arg.name.as_str()))
            else {
                assert_eq!(field.name, "boardChanged", "an object to listen to");
                continue;
            };
            let mut socket = Socket::open(&server, &stage.world.as_(login)).await;
            let document = format!(
                "subscription {{ {}({}: \"{}\") {{ __typename }} }}",
                field.name,
                object.name,
                stage.id(&object.name)
            );
            socket.subscribe("foreign", &document).await;
            let refused = socket.hear().await;
            let code =
                refused.pointer("/payload/errors/0/extensions/code").or(refused.pointer("/payload/0/extensions/code"));
            assert_eq!(code, Some(&json!("NOT_FOUND")), "{} as {login}: {refused}", field.name);
        }
        for login in ["system_admin", "security_admin", "audit_admin"] {
            let mut socket = Socket::open(&server, &stage.world.as_(login)).await;
            socket.subscribe("unfit", &format!("subscription {{ {} {{ __typename }} }}", field.name)).await;
            let refused = socket.hear().await;
            assert_eq!(refused.pointer("/payload/errors/0/extensions/code"), Some(&json!("FORBIDDEN")), "{refused}");
        }
        let mut nobody = Socket::dial(&server).await;
        nobody.subscribe("unnamed", &format!("subscription {{ {} {{ __typename }} }}", field.name)).await;
        assert_eq!(nobody.closed().await, 4401);
    }
}
