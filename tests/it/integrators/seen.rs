//! `expectedVersion`: a change is made on what its author saw, or the author learns what changed since.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story};

async fn version(story: &Story, ticket: &str) -> i64 {
    story.look("operator", ticket, "version").await["version"].as_i64().expect("a version")
}

/// The first error of a change on an expected version.
async fn error(story: &Story, who: &str, mutation: &str, input: Value) -> Value {
    let kind = format!("{}{}Input!", mutation[..1].to_uppercase(), &mutation[1..]);
    let document = format!(
        "mutation($input: {kind}) {{ {mutation}(input: $input) {{ ticket {{ id }}
           errors {{ code field changes {{ seq field from to by userId }} }} }} }}"
    );
    let answer = story.world.as_(who).gql(&document, json!({ "input": input })).await;
    answer.at(&format!("/{mutation}/errors")).as_array().and_then(|all| all.first().cloned()).unwrap_or_default()
}

async fn a_conflict_says_what_changed_and_by_whom(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let seen = version(&story, ticket).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    story.act("clerk", "commentTicket", ticket, json!({ "body": "请尽快", "visibility": "PUBLIC" })).await;
    let rank = |seen: i64| json!({ "ticketId": ticket, "impact": "LOW", "urgency": "LOW", "reason": "范围缩小", "expectedVersion": seen });
    let conflict = error(&story, "operator", "changePriority", rank(seen)).await;
    assert_eq!(conflict["code"], json!("CONFLICT"));
    let told: Vec<_> = conflict["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|of| [&of["seq"], &of["field"], &of["from"], &of["to"], &of["by"]].map(Value::clone))
        .collect();
    assert_eq!(
        told,
        [
            [json!(2), json!("STATE"), json!("NEW"), json!("IN_PROGRESS"), json!("engineer")],
            [json!(2), json!("ACKNOWLEDGED_AT"), Value::Null, json!("2026-03-02T01:00:00Z"), json!("engineer")],
            [json!(3), json!("COMMENT"), Value::Null, json!("请尽快"), json!("clerk")],
        ]
    );
    assert_eq!(version(&story, ticket).await, seen + 2, "nothing was written");
    assert_eq!(error(&story, "operator", "changePriority", rank(seen + 2)).await, Value::Null);
    let future = error(&story, "operator", "changePriority", rank(seen + 9)).await;
    assert_eq!((&future["code"], &future["field"]), (&json!("INVALID"), &json!("expectedVersion")));
    story.end().await;
}

async fn what_the_author_may_not_see_and_what_the_platform_does_is_no_conflict(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let seen = version(&story, ticket).await;
    let note = json!({ "body": "备件不足", "visibility": "VENDOR_INTERNAL" });
    story.act("engineer", "commentTicket", ticket, note).await;
    story.pass_minutes(31);
    assert_eq!(story.sweep().await.breaches, 1);
    assert_eq!(version(&story, ticket).await, seen + 2, "the sweep counts up as well");
    let on = |seen: i64| json!({ "ticketId": ticket, "expectedVersion": seen });
    let conflict = error(&story, "vendor_manager", "acknowledgeTicket", on(seen)).await;
    let [said] = conflict["changes"].as_array().expect("changes").as_slice() else { panic!("one: {conflict}") };
    let told = [&said["seq"], &said["field"], &said["from"], &said["to"], &said["by"]];
    assert_eq!(told, [&json!(2), &json!("COMMENT"), &Value::Null, &json!("备件不足"), &json!("engineer")]);
    let cancel = json!({ "ticketId": ticket, "reason": "误报", "expectedVersion": seen });
    assert_eq!(error(&story, "clerk", "cancelTicket", cancel).await, Value::Null);
    story.end().await;
}

async fn of_two_on_one_version_the_second_is_told(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let seen = version(&story, ticket).await;
    let remark =
        |body: &str| json!({ "ticketId": ticket, "body": body, "visibility": "PUBLIC", "expectedVersion": seen });
    let (one, other) = tokio::join!(
        error(&story, "clerk", "commentTicket", remark("一")),
        error(&story, "operator", "commentTicket", remark("二"))
    );
    let mut codes = [&one["code"], &other["code"]].map(Value::as_str);
    codes.sort_unstable();
    assert_eq!(codes, [None, Some("CONFLICT")]);
    story.end().await;
}

both! {
    a_conflict_says_what_changed_and_by_whom,
    what_the_author_may_not_see_and_what_the_platform_does_is_no_conflict,
    of_two_on_one_version_the_second_is_told,
}
