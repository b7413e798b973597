//! The history of a ticket: every field before and after, and who changed it.

use domain::ticket::Command;
use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, uuid_of};

async fn told(story: &Story, who: &str, ticket: &str) -> Vec<(i64, String, Value, Value, String)> {
    let seen = story.look(who, ticket, "history { seq field from to by userId recordedAt }").await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let line = |of: &Value| {
        let seq = of["seq"].as_i64().expect("seq");
        (seq, text(&of["field"]), of["from"].clone(), of["to"].clone(), text(&of["by"]))
    };
    seen["history"].as_array().expect("a history").iter().map(line).collect()
}

async fn every_change_names_its_field_and_its_author(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let engineer = crate::tickets::story::global_id("User", story.world.user("engineer").0);
    story.act("vendor_manager", "assignTicket", ticket, json!({ "engineerId": engineer })).await;
    let command = Command::Cancel { reason: "合同终止".to_owned() };
    let act = app::ticket::Act { ticket: uuid_of(ticket).into(), command, occurred_at: None, late_reason: None };
    app::ticket::act(&story.world.system_op(), &act).await.expect("cancelled");

    let told = told(&story, "clerk", ticket).await;
    let line =
        |seq: i64, field: &str, from: Value, to: Value, by: &str| (seq, field.to_owned(), from, to, by.to_owned());
    assert!(told.contains(&line(1, "STATE", Value::Null, json!("NEW"), "clerk")), "{told:?}");
    assert!(told.contains(&line(1, "VENDOR", Value::Null, json!("八桂运维"), "clerk")), "{told:?}");
    assert!(told.contains(&line(2, "ENGINEER", Value::Null, json!("engineer"), "vendor_manager")), "{told:?}");
    assert!(told.contains(&line(3, "STATE", json!("ASSIGNED"), json!("CANCELLED"), "system: test")), "{told:?}");
    assert!(told.is_sorted_by_key(|line| line.0));
    story.end().await;
}

async fn nobody_reads_what_the_other_side_keeps_to_itself(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let vendor = crate::tickets::story::global_id("Vendor", story.world.vendor("八桂运维").0);
    let new = json!({ "vendorId": vendor, "code": "QX", "name": "青秀山抢修班", "memberIds": [] });
    let team = story.world.as_("vendor_manager").must("createVendorTeam", new, "team { id }").await;
    story.act("vendor_manager", "routeTicket", ticket, json!({ "teamId": team["team"]["id"] })).await;
    let note = |who, visibility: &str| {
        story.act(who, "commentTicket", ticket, json!({ "body": visibility, "visibility": visibility }))
    };
    note("engineer", "VENDOR_INTERNAL").await;
    note("operator", "AGENCY_INTERNAL").await;
    let fields = |told: Vec<(i64, String, Value, Value, String)>| {
        let later = told.into_iter().filter(|line| line.0 > 1);
        later.map(|line| (line.1, line.3.as_str().unwrap_or_default().to_owned())).collect::<Vec<_>>()
    };
    let pair = |field: &str, to: &str| (field.to_owned(), to.to_owned());
    let inside = fields(told(&story, "engineer", ticket).await);
    assert_eq!(inside, [pair("TEAM", "青秀山抢修班"), pair("COMMENT", "VENDOR_INTERNAL")]);
    assert_eq!(fields(told(&story, "clerk", ticket).await), [pair("COMMENT", "AGENCY_INTERNAL")]);
    story.end().await;
}

async fn the_history_of_many_tickets_comes_in_a_batch(backend: Backend) {
    let story = Story::open(backend).await;
    for _ in 0..4 {
        let ticket = story.raise(P2).await;
        story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    }
    let mut taken = Vec::new();
    for first in [1, 4] {
        let op = story.world.op("operator");
        let query = app::ticket::TicketQuery { limit: first, ..Default::default() };
        let rows = app::ticket::list(&op, &query).await.expect("a page").rows;
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let (history, statements) = app::sql_count::scope(Box::pin(app::ticket::history(&op, &ids))).await;
        assert_eq!(history.expect("a history").len() as u64, first);
        taken.push(statements);
    }
    assert_eq!(taken, [3, 3]);
    story.end().await;
}

both! {
    every_change_names_its_field_and_its_author,
    nobody_reads_what_the_other_side_keeps_to_itself,
    the_history_of_many_tickets_comes_in_a_batch,
}
