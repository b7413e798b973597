//! What is asked for while no contract covers the system waits, and becomes a ticket of the day it is routed on.

use app::uncovered::{UncoveredReport, check_uncovered};
use serde_json::{Value, json};
use storage::coord::Coord;

use crate::contracts::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, at};

/// Filed by somebody for Nanning's old portal, which no contract covers: the global id.
pub async fn filed(office: &Office, who: &str, title: &str) -> String {
    let request = office.story.request("NN-OLD", title, P2);
    let payload = office.as_(who).must("fileUncoveredRequest", request, "request { id }").await;
    payload["request"]["id"].as_str().expect("an id").to_owned()
}

/// Fields of a request, as somebody.
pub async fn look(office: &Office, who: &str, request: &str, fields: &str) -> Value {
    let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on UncoveredRequest {{ {fields} }} }} }}");
    office.as_(who).gql(&document, json!({ "id": request })).await.at("/node")
}

pub fn on(request: &str) -> Value {
    json!({ "requestId": request })
}

async fn cover(office: &Office) -> String {
    office.in_force(office.draft("NN-OLD-2026", "八桂运维", "NN-OLD", ("2026-03-04", "2026-12-31"))).await
}

async fn a_request_waits_for_a_contract_and_becomes_a_ticket_of_that_day(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let raise = story.request("NN-OLD", "旧门户打不开", P2);
    let answer = office.as_("clerk").mutate("raiseTicket", raise, "ticket { id }").await;
    let refused = answer.at("/raiseTicket/errors/0");
    assert_eq!((&refused["code"], &refused["field"]), (&json!("NOT_COVERED"), &json!("systemId")));
    let message = refused["message"].as_str().expect("a message");
    assert!(message.contains("fileUncoveredRequest"), "{message}");
    let request = &filed(&office, "clerk", "旧门户打不开").await;
    let fields = "number state agency { shortCode } system { code } title impact filedAt filedBy { name } coverable
        waitedSeconds ticketId decidedAt availableActions";
    let waiting = json!({
        "number": "NNDSJ-U20260302-0001", "state": "WAITING", "agency": { "shortCode": "NNDSJ" },
        "system": { "code": "NN-OLD" }, "title": "旧门户打不开", "impact": "HIGH",
        "filedAt": "2026-03-02T01:00:00+00:00", "filedBy": { "name": "clerk" }, "coverable": false,
        "waitedSeconds": 0, "ticketId": null, "decidedAt": null, "availableActions": ["DISMISS"],
    });
    assert_eq!(look(&office, "manager", request, fields).await, waiting);
    let route = office.as_("manager").refused("routeUncoveredRequest", on(request)).await;
    assert_eq!(route, one("NOT_COVERED", "requestId"), "a contract covers it from 4 March");
    cover(&office).await;
    assert_eq!(office.as_("manager").refused("routeUncoveredRequest", on(request)).await, route, "not today");
    story.until(4, "01:00");
    let now = look(&office, "manager", request, "coverable waitedSeconds availableActions").await;
    assert_eq!(now, json!({ "coverable": true, "waitedSeconds": 172_800, "availableActions": ["ROUTE", "DISMISS"] }));
    let fields =
        "request { state waitedSeconds decidedBy { name } } ticket { id number raisedAt title raisedBy { name }
        contract { number } uncoveredRequest { number waitedSeconds filedAt } }";
    let routed = office.as_("manager").must("routeUncoveredRequest", on(request), fields).await;
    let ticket = routed["ticket"]["id"].as_str().expect("an id").to_owned();
    let expected = json!({ "state": "ROUTED", "waitedSeconds": 172_800, "decidedBy": { "name": "manager" } });
    assert_eq!(routed["request"], expected);
    let expected = json!({
        "id": ticket, "number": "NNDSJ-20260304-0001", "raisedAt": "2026-03-04T01:00:00+00:00", "title": "旧门户打不开",
        "raisedBy": { "name": "clerk" }, "contract": { "number": "NN-OLD-2026" },
        "uncoveredRequest": {
            "number": "NNDSJ-U20260302-0001", "waitedSeconds": 172_800, "filedAt": "2026-03-02T01:00:00+00:00",
        },
    });
    assert_eq!(routed["ticket"], expected);
    // The promise begins when it was made, not when work was asked for.
    let response = story.clock(&ticket, "RESPONSE").await;
    assert_eq!((response.started_at, response.due_at), (at(4, "01:00"), Some(at(4, "01:30"))));
    story.pass_minutes(90);
    assert_eq!(
        look(&office, "clerk", request, "waitedSeconds ticketId").await,
        json!({ "waitedSeconds": 172_800, "ticketId": ticket })
    );
    // The vendor works on the ticket and sees nothing of the request.
    let seen = story.look("engineer", &ticket, "uncoveredRequest { number } raisedBy { name }").await;
    assert_eq!(seen, json!({ "uncoveredRequest": null, "raisedBy": { "name": "clerk" } }));
    let told = [
        office.told("uncovered.filed").await,
        office.told("uncovered.routed").await,
        story.told(&ticket, "ticket.raised").await,
    ];
    assert_eq!(told, [1, 1, 1]);
    assert_eq!(
        office.as_("manager").refused("routeUncoveredRequest", on(request)).await,
        one("WRONG_STATE", "requestId")
    );
    story.end().await;
}

async fn a_request_that_can_be_routed_is_told_of_once_by_any_number_of_workers(backend: Backend) {
    let office = Office::open(backend).await;
    let check = async || check_uncovered(&office.story.world.system_op()).await.expect("a run");
    for title in ["旧门户打不开", "旧门户很慢"] {
        filed(&office, "clerk", title).await;
    }
    assert_eq!(check().await, UncoveredReport { waiting: 2, coverable: 0, messages: 0 });
    cover(&office).await;
    assert_eq!(check().await.coverable, 0, "from 4 March");
    office.story.until(4, "01:00");
    let replica = office.story.world.replica(Coord::memory()).await;
    let there = replica.app.op_system("test");
    let (here, there) = tokio::join!(check(), check_uncovered(&there));
    let there = there.expect("another run");
    assert_eq!((here.coverable, there.coverable, here.messages + there.messages), (2, 2, 2), "by one of two each");
    assert_eq!(check().await, UncoveredReport { waiting: 2, coverable: 2, messages: 0 });
    assert_eq!(office.told("uncovered.coverable").await, 2);
}

/// Of two who route it at the same moment one raises a ticket.
async fn a_request_becomes_one_ticket_whoever_is_quicker(backend: Backend) {
    let office = Office::open(backend).await;
    cover(&office).await;
    let request = &filed(&office, "clerk", "旧门户打不开").await;
    office.story.until(4, "01:00");
    let (one, other) = (office.as_("manager"), office.as_("region_manager"));
    let fields = "ticket { id }";
    let (one, other) = tokio::join!(
        one.mutate("routeUncoveredRequest", on(request), fields),
        other.mutate("routeUncoveredRequest", on(request), fields),
    );
    let raised = [one, other].map(|answer| answer.at("/routeUncoveredRequest/ticket"));
    assert_eq!(raised.iter().filter(|ticket| !ticket.is_null()).count(), 1, "{raised:?}");
    let query = "{ tickets { totalCount } }";
    assert_eq!(office.as_("manager").gql(query, json!({})).await.at("/tickets/totalCount"), json!(1));
    office.story.end().await;
}

both! {
    a_request_waits_for_a_contract_and_becomes_a_ticket_of_that_day,
    a_request_that_can_be_routed_is_told_of_once_by_any_number_of_workers,
    a_request_becomes_one_ticket_whoever_is_quicker,
}
