//! Breaches of Nanning's other ticket: one is disputed, one may be.

use serde_json::{Value, json};

use crate::support::world::World;

/// Why: it stands nowhere else.
pub const WHY: &str = "仙葫门禁失灵无人放行";

/// A dispute, and a clock whose breach nobody disputed: their global ids, by the names that input fields have.
pub async fn disputed(world: &World, ids: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let (_, ticket) = ids.iter().find(|(of, _)| *of == "otherTicketId").expect("another ticket");
    let vendor = world.as_("vendor_manager");
    let query = "query($id: ID!) { ticket(id: $id) { clocks { id metric state } } }";
    let clocks = vendor.gql(query, json!({ "id": ticket })).await.at("/ticket/clocks");
    let breached = |metric: &str| {
        let mut clocks = clocks.as_array().expect("clocks").iter();
        let is = |clock: &&Value| clock["metric"] == metric && clock["state"] == "BREACHED";
        clocks.find(is).expect("a breach")["id"].as_str().expect("an id").to_owned()
    };
    let appeal = json!({ "clockId": breached("RESPONSE"), "reason": WHY });
    let done = vendor.must("appealBreach", appeal, "dispute { id }").await;
    let dispute = done["dispute"]["id"].as_str().expect("an id").to_owned();
    vec![("disputeId", dispute), ("clockId", breached("RESTORE"))]
}
