//! Visits to the site: check-in, parts, check-out, and the agency's signature.

use serde_json::{Value, json};

use super::story::{P2, Story, at};
use crate::support::both;
use crate::support::db::Backend;

const FIELDS: &str = "visits { id engineer { name } checkedInAt position { latitude longitude accuracyMetres } note
    checkedOutAt closingNote parts { name serial quantity } signOff signedBy { name } signedAt disputeReason
    availableActions }";

async fn visits(story: &Story, who: &str, ticket: &str) -> Vec<Value> {
    let seen = story.look(who, ticket, FIELDS).await;
    seen["visits"].as_array().expect("visits").clone()
}

async fn a_visit_is_checked_in_and_out_and_signed(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.until(2, "02:30");
    let position = json!({ "latitude": 22.8170024, "longitude": 108.366543, "accuracyMetres": 12.3 });
    let came = json!({ "position": position, "note": "机房一层" });
    assert_eq!(story.refused("operator", "checkInVisit", ticket, came.clone()).await, "FORBIDDEN");
    let nowhere = json!({ "position": { "latitude": 91, "longitude": 0 } });
    assert_eq!(story.refused("engineer", "checkInVisit", ticket, nowhere).await, "INVALID");
    assert_eq!(story.act("engineer", "checkInVisit", ticket, came).await, "IN_PROGRESS");
    let arrival = story.clock(ticket, "ARRIVAL").await;
    assert_eq!((arrival.stopped_at, arrival.judged()), (Some(at(2, "02:30")), vec![("MET", "ARRIVED")]));
    assert_eq!(story.refused("engineer", "recordArrival", ticket, json!({})).await, "ALREADY_DONE");
    let [visit] = &visits(&story, "engineer", ticket).await[..] else { panic!("one visit") };
    assert_eq!(visit["engineer"]["name"], json!("engineer"));
    let shown = json!({ "latitude": 22.817002, "longitude": 108.366543, "accuracyMetres": 13 });
    assert_eq!((&visit["position"], &visit["availableActions"]), (&shown, &json!(["CHECK_OUT"])));
    let id = json!({ "visitId": visit["id"] });
    assert_eq!(story.refused("clerk", "acceptVisit", ticket, id.clone()).await, "WRONG_STATE", "they are there still");

    story.until(2, "04:00");
    let many: Vec<Value> = (0..51).map(|_| json!({ "name": "螺丝" })).collect();
    let mut out = json!({ "visitId": visit["id"], "parts": many });
    assert_eq!(story.refused("engineer", "checkOutVisit", ticket, out.clone()).await, "INVALID");
    out["parts"] = json!([{ "name": "光模块", "serial": "SN-88", "quantity": 2 }, { "name": "跳线" }]);
    out["note"] = json!("更换后正常");
    story.act("engineer", "checkOutVisit", ticket, out).await;
    assert_eq!(story.refused("vendor_manager", "acceptVisit", ticket, id.clone()).await, "FORBIDDEN");
    let dispute = json!({ "visitId": visit["id"], "reason": "只换了一块" });
    story.act("clerk", "disputeVisit", ticket, dispute).await;
    let [disputed] = &visits(&story, "operator", ticket).await[..] else { panic!("one visit") };
    assert_eq!((&disputed["signOff"], &disputed["disputeReason"]), (&json!("DISPUTED"), &json!("只换了一块")));
    assert_eq!(disputed["availableActions"], json!(["ACCEPT"]));
    story.act("operator", "acceptVisit", ticket, id.clone()).await;
    assert_eq!(story.refused("clerk", "acceptVisit", ticket, id).await, "ALREADY_DONE");

    // A second visit records no second arrival.
    story.until(2, "05:00");
    story.act("vendor_manager", "checkInVisit", ticket, json!({})).await;
    let seen = story.look("clerk", ticket, "events { type visitId body }").await;
    let told: Vec<&str> =
        seen["events"].as_array().expect("events").iter().filter_map(|event| event["type"].as_str()).collect();
    let expected = "RAISED ASSIGNED ARRIVED VISIT_BEGUN VISIT_ENDED VISIT_DISPUTED VISIT_ACCEPTED VISIT_BEGUN";
    assert_eq!(told, expected.split(' ').collect::<Vec<_>>());
    let [first, second] = &visits(&story, "clerk", ticket).await[..] else { panic!("two visits") };
    assert_eq!((&first["signOff"], &first["signedBy"]["name"]), (&json!("ACCEPTED"), &json!("operator")));
    assert_eq!(first["parts"][1], json!({ "name": "跳线", "serial": null, "quantity": 1 }));
    assert_eq!((&second["position"], &second["checkedOutAt"]), (&Value::Null, &Value::Null));
    story.end().await;
}

/// S3: nobody had to come, and the agency agrees.
async fn an_arrival_that_nobody_needed_is_cancelled_with_the_agreement(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.until(2, "02:00");
    story.act("engineer", "recordRestoration", ticket, json!({ "remote": true })).await;
    assert_eq!(story.clock(ticket, "ARRIVAL").await.state, "RUNNING", "the agency has not agreed");
    story.solve(ticket).await;
    story.act("engineer", "checkInVisit", ticket, json!({ "note": "回访" })).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    let arrival = story.clock(ticket, "ARRIVAL").await;
    assert_eq!(arrival.judged(), [("CANCELLED", "CONFIRMED")], "a visit after the work is no arrival");
    story.end().await;
}

both! {
    a_visit_is_checked_in_and_out_and_signed,
    an_arrival_that_nobody_needed_is_cancelled_with_the_agreement,
}
