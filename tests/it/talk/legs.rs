//! A vendor whose leg has ended is told so, once, and nobody else is.

use app::notice::{NoticeReport, deliver};
use serde_json::{Value, json};

use crate::dispatch::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

/// Numbers the messages and brings the inboxes up to them, twice.
async fn told(shed: &Shed) -> NoticeReport {
    let story = shed.story();
    story.relay().await;
    let report = deliver(&story.world.system_op()).await.expect("delivered");
    assert_eq!(deliver(&story.world.system_op()).await.expect("delivered again"), NoticeReport::default());
    report
}

/// What somebody's inbox says of ended legs.
async fn ended(shed: &Shed, who: &str) -> Vec<Value> {
    let document = "{ viewer { unreadNotifications notifications { nodes {
        kind ticket { id } event { type } leg { number ticketNumber vendor { name } } } } } }";
    let found = shed.office.as_(who).gql(document, json!({})).await.at("/viewer/notifications/nodes");
    found.as_array().expect("nodes").iter().filter(|node| node["kind"] == "LEG_ENDED").cloned().collect()
}

async fn e28_the_former_vendor_is_told_once(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    let engineer = json!({ "engineerId": global_id("User", story.world.user("engineer").0) });
    story.act("vendor_manager", "assignTicket", ticket, engineer).await;
    for who in ["clerk", "operator"] {
        story.act(who, "watchTicket", ticket, json!({})).await;
    }
    shed.propose(ticket).await;
    story.until(2, "02:00");
    let number = story.look("clerk", ticket, "number").await["number"].clone();
    shed.accept(ticket).await;
    told(&shed).await;
    let expected = json!({
        "kind": "LEG_ENDED", "ticket": null, "event": null,
        "leg": { "number": 1, "ticketNumber": number, "vendor": { "name": "八桂运维" } },
    });
    for who in ["engineer", "vendor_manager"] {
        assert_eq!(ended(&shed, who).await, std::slice::from_ref(&expected), "{who}");
    }
    let others = ["clerk", "operator", "manager", "region_manager", "regulator", "lz_engineer", "lz_manager"];
    for who in others {
        assert_eq!(ended(&shed, who).await, [Value::Null; 0], "{who}");
    }
    // As if the place that was reached had been lost.
    let ledger = story.ledger().await;
    ledger.run("UPDATE epoch SET value = 0 WHERE name = 'notified'").await.expect("set back");
    assert_eq!(told(&shed).await.notifications, 0, "a message leaves one notification a person");
    // The second vendor's turn: its leg ends, and its people are told of theirs.
    let back = json!({ "contractId": shed.office.contract, "reason": "网络正常，系本端设备" });
    let engineer = json!({ "engineerId": global_id("User", story.world.user("lz_engineer").0) });
    story.act("operator", "assignTicket", ticket, engineer).await;
    story.act("operator", "proposeHandOver", ticket, back).await;
    story.until(2, "03:00");
    story.act("operator", "acceptHandOver", ticket, json!({})).await;
    told(&shed).await;
    let second: Vec<Value> = ended(&shed, "lz_engineer").await;
    assert_eq!(second.iter().map(|node| &node["leg"]["number"]).collect::<Vec<_>>(), [&json!(2)]);
    assert_eq!(ended(&shed, "engineer").await.len(), 1, "theirs is the first leg alone");
    // Who works there no more sees nothing of it.
    let world = &story.world;
    let grant = world.app.directory().users[&world.user("engineer")].grants[0].id;
    app::setup::user::withdraw_role(&world.op("security_admin"), grant).await.expect("withdrawn");
    assert_eq!(ended(&shed, "engineer").await, [Value::Null; 0]);
    story.sweep().await;
    story.end().await;
}

both! { e28_the_former_vendor_is_told_once }
