//! Writing to somebody in particular: whoever is mentioned can read it, is told of it, and watches from then on.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;

fn written(desk: &Desk, visibility: &str, to: &[&str]) -> Value {
    let to: Vec<String> = to.iter().map(|login| desk.person(login)).collect();
    desk.on(json!({ "body": "请看一下", "visibility": visibility, "mentionIds": to }))
}

async fn whoever_is_mentioned_is_told_and_watches(backend: Backend) {
    let desk = Desk::open(backend).await;
    let input = written(&desk, "PUBLIC", &["operator", "clerk", "engineer"]);
    desk.as_("engineer").must("commentTicket", input, "").await;
    desk.story.pass_minutes(1);
    desk.as_("operator").must("commentTicket", written(&desk, "AGENCY_INTERNAL", &["supervisor"]), "").await;
    let events = desk.events("vendor_manager", &["COMMENTED"]).await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["mentions"], json!([{ "name": "operator" }, { "name": "clerk" }, { "name": "engineer" }]));
    let watchers = async |who: &str| desk.look(who, "watching watchers { name }").await;
    let agency = json!([{ "name": "operator" }, { "name": "clerk" }, { "name": "supervisor" }]);
    let found = watchers("operator").await;
    let names = |value: &Value| {
        let names = value.as_array().expect("a list").iter().map(|of| of["name"].as_str().expect("a name").to_owned());
        let mut names: Vec<String> = names.collect();
        names.sort_unstable();
        names
    };
    assert_eq!((names(&found["watchers"]), &found["watching"]), (names(&agency), &json!(true)));
    let found = watchers("vendor_manager").await;
    assert_eq!((&found["watchers"], &found["watching"]), (&json!([{ "name": "engineer" }]), &json!(false)));
    desk.deliver().await;
    assert_eq!(desk.kinds("supervisor").await, ["MENTIONED"], "and of nothing before");
    assert_eq!(desk.kinds("operator").await, ["MENTIONED"], "nobody is told of their own doing");
    // The raiser is told of the other's comment to the supervisor as well, but not mentioned there.
    assert_eq!(desk.kinds("clerk").await, ["ASSIGNED", "MENTIONED", "COMMENTED"]);
    assert_eq!(desk.kinds("engineer").await, ["ASSIGNED"]);
    desk.story.end().await;
}

async fn who_could_not_read_it_is_named_and_nothing_is_written(backend: Backend) {
    let desk = Desk::open(backend).await;
    let ledger = desk.story.ledger().await;
    let before = ledger.contents().await;
    let refused = async |who: &str, input: Value| {
        let answer = desk.as_(who).mutate("commentTicket", input, "").await;
        let errors = answer.at("/commentTicket/errors");
        let error = &errors.as_array().expect("errors")[0];
        let text = |of: &str| error[of].as_str().unwrap_or_default().to_owned();
        (text("code"), text("field"), text("message"))
    };
    let (code, field, message) = refused("operator", written(&desk, "AGENCY_INTERNAL", &["clerk", "engineer"])).await;
    assert_eq!((code.as_str(), field.as_str()), ("CANNOT_READ", "mentionIds"));
    assert!(message.contains("engineer"), "{message}");
    let (code, field, message) = refused("engineer", written(&desk, "VENDOR_INTERNAL", &["clerk"])).await;
    assert_eq!((code.as_str(), field.as_str()), ("CANNOT_READ", "mentionIds"));
    assert!(message.contains("clerk"), "{message}");
    // Of somebody who has nothing to do with the ticket not even the name is told.
    let (code, field, message) = refused("operator", written(&desk, "PUBLIC", &["lz_operator"])).await;
    assert_eq!((code.as_str(), field.as_str()), ("NOT_FOUND", "mentionIds"));
    assert!(!message.contains("lz_operator"), "{message}");
    let (code, ..) = refused("operator", written(&desk, "PUBLIC", &["system_admin"])).await;
    assert_eq!(code, "NOT_FOUND");
    let many = written(&desk, "PUBLIC", &["clerk"; 21]);
    let (code, _, message) = refused("operator", many).await;
    assert_eq!((code.as_str(), message.as_str()), ("LIMIT_MENTIONS", "mentions: 21 exceeds the limit of 20"));
    crate::tickets::ledger::Ledger::assert_same(&before, &ledger.contents().await, "refused mentions");
}

both! { whoever_is_mentioned_is_told_and_watches, who_could_not_read_it_is_named_and_nothing_is_written }
