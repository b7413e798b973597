//! What stands in the log of Nanning's ticket beside its state, and an exclusion over Nanning's tickets.

use serde_json::{Value, json};

use super::stage::global;
use crate::support::world::World;

/// Why: it stands nowhere else.
pub const WINDOW: &str = "青秀山机房电力检修";

/// A visit, a proposed correction and a proposed exclusion: their global ids, by the names that input fields have.
pub async fn record(world: &World, ticket: &str) -> Vec<(&'static str, String)> {
    let engineer = world.as_("engineer");
    let came = engineer.must("checkInVisit", json!({ "ticketId": ticket }), "ticket { visits { id } }").await;
    let seen = "query($id: ID!) { ticket(id: $id) { events { seq type } } }";
    let events = engineer.gql(seen, json!({ "id": ticket })).await.at("/ticket/events");
    let told = events.as_array().expect("events").iter().find(|event| event["type"] == json!("ACKNOWLEDGED"));
    let correction = json!({
        "ticketId": ticket, "seq": told.expect("noticed")["seq"], "correctedAt": "2026-03-02T00:59:30Z",
        "reason": "电话响应",
    });
    let proposed = engineer.must("proposeCorrection", correction, "ticket { corrections { id } }").await;
    let window = json!({
        "kind": "MAINTENANCE", "contractId": global("ServiceContract", world.contract("NN-2026").0),
        "from": "2026-03-07T01:00:00Z", "to": "2026-03-07T05:00:00Z", "reason": WINDOW,
    });
    let exclusion = world.as_("vendor_manager").must("proposeServiceExclusion", window, "exclusion { id }").await;
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    vec![
        ("visitId", text(&came["ticket"]["visits"][0]["id"])),
        ("correctionId", text(&proposed["ticket"]["corrections"][0]["id"])),
        ("exclusionId", text(&exclusion["exclusion"]["id"])),
    ]
}
