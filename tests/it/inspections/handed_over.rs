//! An inspection goes with its ticket to another vendor; what was missed before stays with the first (E28).

use serde_json::{Value, json};

use super::desk::Desk;
use crate::dispatch::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;

both! {
    e28_an_inspection_that_is_not_over_goes_with_its_ticket,
    e28_what_was_missed_before_stays_with_the_first_vendor,
}

/// An inspection of Tuesday, to be done by the end of Wednesday, that the first vendor wants to give away; and to whom.
async fn offered(backend: Backend) -> (Desk, String, Value) {
    let shed = Shed::open(backend).await;
    let to = shed.to_network();
    let desk = Desk::of(shed.office.story).await;
    desk.checked_plan("FREQ=WEEKLY;BYDAY=TU;COUNT=1", "SKIP").await;
    desk.until("2026-03-03 09:30");
    desk.raise().await;
    let ticket = desk.tickets().await.remove(0);
    desk.story.act("vendor_manager", "assignTicket", &ticket, json!({})).await;
    desk.story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    desk.story.act("vendor_manager", "proposeHandOver", &ticket, json!({ "reason": "属网络合同" })).await;
    (desk, ticket, to)
}

const WHOSE: &str = "state vendor { name }";

/// The contract that the only inspection counts for.
async fn contract(desk: &Desk) -> Value {
    desk.inspections("manager", "contract { number }", json!({})).await[0]["contract"]["number"].clone()
}

async fn e28_an_inspection_that_is_not_over_goes_with_its_ticket(backend: Backend) {
    let (desk, ticket, to) = offered(backend).await;
    desk.until("2026-03-04 10:00");
    desk.story.act("manager", "acceptHandOver", &ticket, to).await;
    assert_eq!(desk.inspections("engineer", WHOSE, json!({})).await, [json!(null); 0], "it is gone with the ticket");
    desk.until("2026-03-05 00:00");
    assert_eq!(desk.miss().await, 1);
    let missed = json!({ "state": "MISSED", "vendor": { "name": "桂北信息" } });
    for who in ["manager", "lz_engineer"] {
        assert_eq!(desk.inspections(who, WHOSE, json!({})).await, std::slice::from_ref(&missed), "{who}");
    }
    assert_eq!(contract(&desk).await, "NN-NET-2026");
}

async fn e28_what_was_missed_before_stays_with_the_first_vendor(backend: Backend) {
    let (desk, ticket, to) = offered(backend).await;
    // Nobody has looked yet whether it is missed.
    desk.until("2026-03-05 00:00");
    desk.story.act("manager", "acceptHandOver", &ticket, to).await;
    assert_eq!((desk.miss().await, desk.told("inspection.missed").await), (0, 1));
    let missed = json!({ "state": "MISSED", "vendor": { "name": "八桂运维" } });
    for who in ["manager", "engineer"] {
        assert_eq!(desk.inspections(who, WHOSE, json!({})).await, std::slice::from_ref(&missed), "{who}");
    }
    assert_eq!(contract(&desk).await, "NN-2026");
    assert_eq!(desk.inspections("lz_engineer", WHOSE, json!({})).await, [json!(null); 0]);
}
