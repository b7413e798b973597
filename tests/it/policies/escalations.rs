//! Whom a deadline that comes or has passed is told to, and when.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use storage::entity::outbox;

use super::desk::{Desk, HOUR};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, global_id, uuid_of};

const LEVELS: &str = "published { targets { id metric escalations { level offsetSeconds to onDuty timing } } }";

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
        "level": 2, "offsetSeconds": HOUR, "to": ["CONTRACT_MANAGER", "REGULATOR"], "onDuty": false,
        "timing": "NEXT_OPENING",
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

/// What somebody's inbox says, as kinds.
async fn inbox(desk: &Desk, who: &str) -> Vec<String> {
    let document = "{ viewer { notifications { nodes { kind ticket { number } event { type } } } } }";
    let found = desk.story.world.as_(who).gql(document, json!({})).await.at("/viewer/notifications/nodes");
    let kinds = found.as_array().expect("nodes").iter().map(|node| node["kind"].as_str().expect("a kind").to_owned());
    kinds.filter(|kind| kind == "ESCALATED").collect()
}

async fn deliver(desk: &Desk) {
    desk.story.relay().await;
    let op = desk.story.world.system_op();
    app::notice::deliver(&op).await.expect("delivered");
    assert_eq!(app::notice::deliver(&op).await.expect("delivered again").notifications, 0);
}

async fn whoever_is_on_duty_then_is_told_and_the_manager_where_nobody_is(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let levels = json!([
        { "level": 1, "offsetSeconds": -HOUR, "onDuty": true },
        { "level": 2, "offsetSeconds": HOUR, "onDuty": true, "to": ["CONTRACT_MANAGER"] },
        { "level": 3, "offsetSeconds": 2 * HOUR, "to": ["VENDOR_MANAGER"] },
    ]);
    desk.agreed(json!({ "targets": [desk.target("RESTORE", 8 * HOUR, json!({ "escalations": levels }))] })).await;
    let policy = desk.look("manager", "GX-SLA", LEVELS).await;
    let told = |at: usize| policy["published"]["targets"][0]["escalations"][at]["onDuty"].clone();
    assert_eq!([told(0), told(1), told(2)], [json!(true), json!(true), json!(false)]);
    let vendor = global_id("Vendor", story.world.vendor("八桂运维").0);
    let person = global_id("User", story.world.user("engineer").0);
    let manager = story.world.as_("vendor_manager");
    let team = json!({ "vendorId": vendor, "code": "NOC", "name": "值班班组", "memberIds": [person] });
    let team = manager.must("createVendorTeam", team, "team { id }").await["team"]["id"].clone();
    let turn = json!({
        "teamId": team, "engineerId": person, "role": "PRIMARY", "from": "2026-03-02T07:00:00Z",
        "until": "2026-03-02T09:00:00Z",
    });
    manager.must("addDutyShift", turn, "").await;
    story.raise(P2).await;
    story.until(2, "08:00");
    assert_eq!(story.sweep().await.escalations, 1);
    // The delivery may come late: whoever was on duty when it was told is meant.
    story.until(2, "09:30");
    deliver(&desk).await;
    assert_eq!(inbox(&desk, "engineer").await, ["ESCALATED"]);
    let document = "{ viewer { notifications { nodes { kind metric } } } }";
    let told = story.world.as_("engineer").gql(document, json!({})).await.at("/viewer/notifications/nodes/0");
    assert_eq!(told, json!({ "kind": "ESCALATED", "metric": "RESTORE" }));
    assert_eq!(inbox(&desk, "vendor_manager").await, [""; 0]);
    story.until(2, "10:00");
    assert_eq!(story.sweep().await.escalations, 1);
    deliver(&desk).await;
    assert_eq!(inbox(&desk, "engineer").await.len(), 1, "their turn is over");
    assert_eq!(inbox(&desk, "vendor_manager").await, ["ESCALATED"], "a gap is told to the manager");
    story.until(2, "11:00");
    assert_eq!(story.sweep().await.escalations, 1);
    deliver(&desk).await;
    for (who, count) in [("engineer", 1), ("vendor_manager", 1), ("manager", 0), ("clerk", 0), ("lz_engineer", 0)] {
        assert_eq!(inbox(&desk, who).await.len(), count, "{who}: the third level is for nobody on duty");
    }
    let ledger = story.ledger().await;
    ledger.run("UPDATE epoch SET value = 0 WHERE name = 'notified'").await.expect("set back");
    deliver_again(&desk).await;
    story.end().await;
}

/// As if the place that was reached had been lost.
async fn deliver_again(desk: &Desk) {
    let again = app::notice::deliver(&desk.story.world.system_op()).await.expect("delivered");
    assert_eq!(again.notifications, 0, "a message leaves one notification a person");
}

both! {
    whoever_is_on_duty_then_is_told_and_the_manager_where_nobody_is,
    e43_a_level_is_told_once_before_or_after_the_deadline_and_the_message_leads_to_whom,
    what_is_restored_in_time_is_escalated_to_nobody,
    an_administrator_is_never_told_of_a_ticket,
}
