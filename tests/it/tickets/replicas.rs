//! What one replica has written, another works on before it has reloaded its snapshots.

use app::setup::calendar::{CalendarChange, DayException, ExceptionHours, revise_calendar};
use serde_json::json;
use storage::coord::Coord;

use super::story::{P3, Story, at};
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;

/// Revised there: the clocks of the ticket stand at a revision that is not known here yet.
async fn a_calendar_revised_elsewhere_is_counted_with(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P3).await;
    let there = story.world.replica(Coord::memory()).await;
    let office = story.world.app.coverage().calendars.values().find(|calendar| calendar.code == "GX-OFFICE").cloned();
    let change = CalendarChange {
        calendar: office.expect("it ships").id,
        reason: "台风停工".to_owned(),
        hours: None,
        exceptions: vec![DayException { date: "2026-03-03".parse().expect("a date"), hours: ExceptionHours::Closed }],
        withdrawn: vec![],
        layers: None,
        day_lists: vec![],
        pending: vec![],
    };
    revise_calendar(&there.app.op_system("test"), &change).await.expect("revised");

    story.act("operator", "assignTicket", ticket, json!({})).await;
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(5, "01:00"))));
    story.end().await;
}

/// Raised there under a version of the policy that is not known here yet.
async fn a_policy_published_elsewhere_is_known_when_its_ticket_is(backend: Backend) {
    let story = Story::open(backend).await;
    let there = story.world.replica(Coord::memory()).await;
    let as_there = |who: &str| Client { endpoint: there.endpoint.clone(), ..story.world.as_(who) };
    story.publish_response(&as_there("region_manager"), 3_600).await;
    let request = story.request("NN-OA", "公文收不到", P3);
    let raised = as_there("clerk").must("raiseTicket", request, "ticket { id }").await;
    let ticket = raised["ticket"]["id"].as_str().expect("an id");

    story.act("operator", "assignTicket", ticket, json!({})).await;
    assert_eq!(story.clock(ticket, "RESPONSE").await.stands(), ("RUNNING", Some(at(2, "02:00"))));
    story.end().await;
}

both! {
    a_calendar_revised_elsewhere_is_counted_with,
    a_policy_published_elsewhere_is_known_when_its_ticket_is,
}
