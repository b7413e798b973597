//! Whom a deadline that comes or has passed is told to, and when.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use storage::entity::outbox;

use super::desk::{Desk, HOUR};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, uuid_of};

const LEVELS: &str = "published { targets { id metric escalations { level offsetSeconds to timing } } }";

async fn agreed(desk: &Desk) {
    let levels = json!([
        { "level": 1, "offsetSeconds": -HOUR, "to": ["VENDOR_MANAGER"] },
        { "level": 2, "offsetSeconds": HOUR, "to": ["CONTRACT_MANAGER", "REGULATOR"], "timing": "NEXT_OPENING" },
    ]);
    desk.agreed(json!({ "targets": [desk.target("RESTORE", 8 * HOUR, json!({ "escalations": levels }))] })).await;
}

/// The payloads of a ticket's escalations, in order.
async fn escalated(desk: &Desk, ticket: &str) -> Vec<Value> {
    let ledger = desk.story.ledger().await;
    let about = outbox::Entity::find()
        .filter(outbox::Column::TicketId.eq(uuid_of(ticket)))
        .filter(outbox::Column::Topic.eq("sla.escalate"))
        .order_by_asc(outbox::Column::CreatedAt);
    about.all(&ledger.db).await.expect("messages").into_iter().map(|message| message.payload).collect()
}

async fn e43_a_level_is_told_once_before_or_after_the_deadline_and_the_message_leads_to_whom(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    agreed(&desk).await;
    let ticket = &story.raise(P2).await;
    story.until(2, "07:59:59");
    story.nothing_to_sweep().await;
    story.until(2, "08:00");
    assert_eq!(story.sweep().await.escalations, 1, "an hour before it is due");
    story.until(2, "10:00");
    let swept = story.sweep().await;
    assert_eq!((swept.breaches, swept.escalations), (1, 1));
    let told = escalated(&desk, ticket).await;
    assert_eq!(told.iter().map(|payload| payload["level"].clone()).collect::<Vec<_>>(), [1, 2]);
    // Message → target → level → roles.
    let policy = desk.look("manager", "GX-SLA", LEVELS).await;
    let target = &policy["published"]["targets"][0];
    let named = told[1]["targetId"].as_str().expect("a target");
    assert_eq!(uuid_of(target["id"].as_str().expect("an id")).to_string(), named);
    let level = json!({
        "level": 2, "offsetSeconds": HOUR, "to": ["CONTRACT_MANAGER", "REGULATOR"], "timing": "NEXT_OPENING",
    });
    assert_eq!(target["escalations"][1], level);
    story.end().await;
}

async fn what_is_restored_in_time_is_escalated_to_nobody(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    agreed(&desk).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    story.until(2, "07:00");
    story.act("engineer", "recordRestoration", ticket, json!({ "remote": false })).await;
    story.until(2, "12:00");
    story.nothing_to_sweep().await;
    assert_eq!(escalated(&desk, ticket).await, [Value::Null; 0]);
    story.end().await;
}

async fn an_administrator_is_never_told_of_a_ticket(backend: Backend) {
    let desk = Desk::open(backend).await;
    let levels = json!([{ "level": 1, "offsetSeconds": HOUR, "to": ["SYSTEM_ADMIN"] }]);
    let mut terms = json!({ "targets": [desk.target("RESTORE", 8 * HOUR, json!({ "escalations": levels }))] });
    terms["policyId"] = json!(desk.policy("GX-SLA"));
    let refused = desk.story.world.as_("region_manager").refused("addPolicyVersion", terms).await;
    assert_eq!(refused, [("INVALID".to_owned(), Some("targets".to_owned()))]);
}

both! {
    e43_a_level_is_told_once_before_or_after_the_deadline_and_the_message_leads_to_whom,
    what_is_restored_in_time_is_escalated_to_nobody,
    an_administrator_is_never_told_of_a_ticket,
}
