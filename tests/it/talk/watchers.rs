//! Watching: oneself, and by those who look after their side, the people of that side.

use serde_json::{Value, json};

use super::desk::{Desk, one};
use crate::support::both;
use crate::support::db::Backend;

async fn people_watch_and_watch_no_longer(backend: Backend) {
    let desk = Desk::open(backend).await;
    let shown = "ticket { watching watchers { name } }";
    let watched = desk.as_("regulator").must("watchTicket", desk.on(json!({})), shown).await;
    assert_eq!(watched["ticket"], json!({ "watching": true, "watchers": [{ "name": "regulator" }] }));
    let again = desk.as_("regulator").must("watchTicket", desk.on(json!({})), shown).await;
    assert_eq!(again["ticket"], watched["ticket"], "once is enough");
    let others = desk.on(json!({ "userIds": [desk.person("manager"), desk.person("clerk")] }));
    let added = desk.as_("operator").must("watchTicket", others.clone(), shown).await;
    assert_eq!(added["ticket"]["watchers"].as_array().map(Vec::len), Some(3));
    assert_eq!(added["ticket"]["watching"], false, "not who added them");
    assert_eq!(desk.look("engineer", "watchers { name }").await["watchers"], json!([]), "the other side's own affair");
    let vendor = desk.on(json!({ "userIds": [desk.person("engineer")] }));
    desk.as_("vendor_manager").must("watchTicket", vendor.clone(), "").await;
    desk.comment("clerk", "还是不行", "PUBLIC").await;
    desk.deliver().await;
    assert_eq!(desk.kinds("manager").await, ["COMMENTED"]);
    assert_eq!(desk.kinds("regulator").await, ["COMMENTED"]);
    assert_eq!(desk.kinds("engineer").await, ["ASSIGNED", "COMMENTED"]);
    desk.as_("regulator").must("unwatchTicket", desk.on(json!({})), "").await;
    desk.as_("operator").must("unwatchTicket", others, "").await;
    desk.comment("clerk", "好了", "PUBLIC").await;
    desk.deliver().await;
    assert_eq!(desk.kinds("manager").await, ["COMMENTED"]);
    assert_eq!(desk.kinds("regulator").await, ["COMMENTED"]);
    // Whoever has it is told in any case.
    desk.as_("vendor_manager").must("unwatchTicket", vendor, "").await;
    assert_eq!(desk.kinds("engineer").await, ["ASSIGNED", "COMMENTED", "COMMENTED"]);
}

async fn nobody_adds_whom_they_may_not(backend: Backend) {
    let desk = Desk::open(backend).await;
    let of = |login: &str| desk.on(json!({ "userIds": [desk.person(login)] }));
    let refused = async |who: &str, input: Value| desk.as_(who).refused("watchTicket", input).await;
    assert_eq!(refused("clerk", of("operator")).await[0].0, "FORBIDDEN", "others are not the clerk's to add");
    assert_eq!(refused("engineer", of("vendor_manager")).await[0].0, "FORBIDDEN");
    assert_eq!(refused("operator", of("engineer")).await, one("NOT_YOUR_SIDE", "userIds"));
    assert_eq!(refused("vendor_manager", of("clerk")).await, one("NOT_YOUR_SIDE", "userIds"));
    assert_eq!(refused("operator", of("lz_operator")).await, one("NOT_FOUND", "userIds"));
    assert_eq!(refused("lz_operator", desk.on(json!({}))).await[0].0, "NOT_FOUND");
    assert_eq!(refused("system_admin", desk.on(json!({}))).await[0].0, "FORBIDDEN");
    assert_eq!(desk.as_("vendor_manager").refused("unwatchTicket", of("clerk")).await, one("NOT_YOUR_SIDE", "userIds"));
    assert_eq!(desk.story.ledger().await.rows("ticket_watcher").await, [""; 0]);
}

both! { people_watch_and_watch_no_longer, nobody_adds_whom_they_may_not }
