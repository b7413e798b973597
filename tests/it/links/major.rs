//! One outage, many calls: the agency declares a major incident, its tickets are solved by one solution, each by itself.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, Story, at};

both! {
    a_major_incident_is_solved_once_for_all_its_tickets,
    a_ticket_that_cannot_be_solved_then_holds_up_no_other,
}

fn child(ticket: &str, parent: &str) -> Value {
    json!({ "ticketId": ticket, "relation": "CHILD_OF", "otherTicketId": parent })
}

/// Each ticket's state, and the code of its refusal.
async fn resolve(client: &Client, input: Value) -> Vec<(String, Option<String>)> {
    let fields = "more ticket { state } results { ticket { state } errors { code } }";
    let payload = client.must("resolveChildTickets", input, fields).await;
    assert_eq!(payload["more"], json!(false));
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let results = payload["results"].as_array().expect("results").iter();
    results.map(|of| (text(&of["ticket"]["state"]).expect("a state"), text(&of["errors"][0]["code"]))).collect()
}

async fn a_major_incident_is_solved_once_for_all_its_tickets(backend: Backend) {
    let story = Story::open(backend).await;
    let parent = &story.raise(P2).await;
    let hall = &story.raise_as("county_clerk", story.request("QX-HALL", "大厅断网", P2)).await;
    let desk = &story.raise(P3).await;
    let operator = story.world.as_("operator");
    assert_eq!(operator.refused("linkTickets", child(desk, parent)).await[0].0, "NOT_LINKABLE", "not declared");
    let why = json!({ "reason": "核心交换机故障，全市断网" });
    for who in ["clerk", "engineer"] {
        assert_eq!(story.refused(who, "declareMajorIncident", parent, why.clone()).await, "FORBIDDEN");
    }
    assert!(story.actions("operator", parent).await.contains(&"DECLARE_MAJOR".to_owned()));
    story.act("operator", "declareMajorIncident", parent, why.clone()).await;
    assert_eq!(story.refused("operator", "declareMajorIncident", parent, why).await, "ALREADY_DONE");
    let seen = story.look("engineer", parent, "majorIncident { reason actor { login } side }").await;
    assert_eq!(seen["majorIncident"]["reason"], json!("核心交换机故障，全市断网"));
    assert_eq!(story.look("engineer", desk, "majorIncident { reason }").await["majorIncident"], Value::Null);
    let by_vendor = story.world.as_("engineer").refused("linkTickets", child(desk, parent)).await;
    assert_eq!(by_vendor[0].0, "NOT_YOUR_SIDE", "which tickets it has is for the agency to say");
    for ticket in [hall, desk] {
        operator.must("linkTickets", child(ticket, parent), "").await;
    }
    assert_eq!(operator.refused("linkTickets", child(parent, desk)).await[0].0, "NOT_LINKABLE", "no circle");

    story.pass_minutes(10);
    assert_eq!(story.refused("operator", "cancelTicket", parent, json!({ "reason": "x" })).await, "CHILDREN_OPEN");
    story.act("engineer", "acknowledgeTicket", parent, json!({})).await;
    let engineer = story.world.as_("engineer");
    let early = engineer.refused("resolveChildTickets", json!({ "ticketId": parent })).await;
    assert_eq!(early, [("NOT_LINKABLE".to_owned(), Some("ticketId".to_owned()))], "it has no solution yet");
    story.act("operator", "proposeTicketEnd", parent, json!({ "kind": "CANCEL", "reason": "误报" })).await;
    assert_eq!(
        story.refused("vendor_manager", "acceptTicketEnd", parent, json!({})).await,
        "CHILDREN_OPEN",
        "nor by consent"
    );
    story.act("vendor_manager", "rejectTicketEnd", parent, json!({ "reason": "不是误报" })).await;
    story.pass_minutes(50);
    let engineer = story.world.as_("engineer");
    story.solve(parent).await;
    assert_eq!(story.refused("clerk", "confirmTicket", parent, json!({})).await, "CHILDREN_OPEN");
    assert!(!story.actions("clerk", parent).await.contains(&"CONFIRM".to_owned()));

    assert_eq!(story.refused("operator", "resolveChildTickets", parent, json!({})).await, "FORBIDDEN");
    let solved = resolve(&engineer, json!({ "ticketId": parent })).await;
    assert_eq!(solved, [("RESOLVED".to_owned(), None), ("RESOLVED".to_owned(), None)]);
    assert!(resolve(&engineer, json!({ "ticketId": parent })).await.is_empty(), "once");
    for (ticket, response) in [(hall, "BREACHED"), (desk, "MET")] {
        let seen = story.look("engineer", ticket, "cause solution events { type }").await;
        assert_eq!((&seen["cause"], &seen["solution"]), (&json!("光缆中断"), &json!("熔接")));
        let log: Vec<&str> =
            seen["events"].as_array().expect("events").iter().filter_map(|of| of["type"].as_str()).collect();
        assert_eq!(log, ["RAISED", "LINKED", "ACKNOWLEDGED", "RESOLVED"]);
        // Each by its own promise: half an hour at P2, two office hours at P3.
        assert_eq!(story.clock(ticket, "RESPONSE").await.state, response);
        let resolved = story.clock(ticket, "RESOLVE").await;
        assert_eq!((resolved.state.as_str(), resolved.stopped_at), ("MET", Some(at(2, "02:00"))));
    }
    assert!(story.actions("clerk", parent).await.contains(&"CONFIRM".to_owned()));
    assert_eq!(story.act("clerk", "confirmTicket", parent, json!({})).await, "CLOSED", "the county has its own say");
    assert_eq!(story.act("county_clerk", "confirmTicket", hall, json!({})).await, "CLOSED");
    story.end().await;
}

async fn a_ticket_that_cannot_be_solved_then_holds_up_no_other(backend: Backend) {
    let story = Story::open(backend).await;
    let (parent, early) = (&story.raise(P3).await, &story.raise(P3).await);
    story.act("operator", "declareMajorIncident", parent, json!({ "reason": "断网" })).await;
    story.until(2, "01:40");
    let late = &story.raise(P3).await;
    let operator = story.world.as_("operator");
    for ticket in [early, late] {
        operator.must("linkTickets", child(ticket, parent), "").await;
    }
    story.act("engineer", "acknowledgeTicket", parent, json!({})).await;
    story.solve(parent).await;
    // The line worked again at half past nine, before the last call came in.
    let when = json!({ "ticketId": parent, "occurredAt": "2026-03-02T01:30:00Z", "lateReason": "现场无网络" });
    let results = resolve(&story.world.as_("engineer"), when.clone()).await;
    let expected = [("RESOLVED".to_owned(), None), ("NEW".to_owned(), Some("BEFORE_RAISED".to_owned()))];
    assert_eq!(results, expected);
    assert_eq!(story.clock(early, "RESOLVE").await.stopped_at, Some(at(2, "01:30")));
    let mut now = when;
    now["occurredAt"] = Value::Null;
    assert_eq!(resolve(&story.world.as_("vendor_manager"), now).await, [("RESOLVED".to_owned(), None)]);

    // One that is taken out does not hold it open.
    let third = &story.raise(P3).await;
    let linked = operator.must("linkTickets", child(third, parent), "ticket { links { id } }").await;
    assert_eq!(story.refused("clerk", "confirmTicket", parent, json!({})).await, "CHILDREN_OPEN");
    let back = json!({ "linkId": linked["ticket"]["links"][0]["id"], "reason": "不同故障" });
    assert_eq!(story.world.as_("engineer").refused("withdrawTicketLink", back.clone()).await[0].0, "NOT_YOUR_SIDE");
    operator.must("withdrawTicketLink", back, "").await;
    assert_eq!(story.act("clerk", "confirmTicket", parent, json!({})).await, "CLOSED");
    assert_eq!(operator.refused("linkTickets", child(third, parent)).await[0].0, "NOT_LINKABLE", "it is closed");
    story.end().await;
}
