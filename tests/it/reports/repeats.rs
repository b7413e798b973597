//! Faults that come back, and the systems that fail again and again.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, at, global_id};

/// Raised now at a system and solved so many minutes later, with a cause.
async fn fault(story: &Story, system: &str, minutes: i64, cause: &str) -> String {
    let who = if system == "NN-OA" { "clerk" } else { "county_clerk" };
    let ticket = story.raise_as(who, story.request(system, "收不到文", P2)).await;
    story.act("operator", "assignTicket", &ticket, json!({})).await;
    story.pass_minutes(minutes);
    story.act("engineer", "recordArrival", &ticket, json!({})).await;
    story.act("engineer", "resolveTicket", &ticket, json!({ "cause": cause, "solution": "更换" })).await;
    ticket
}

/// The tickets of the document exchange that repeat another one, with that.
struct Spring {
    story: Story,
    /// Solved on 2 March at 01:20 UTC.
    first: String,
    /// Seven days after it.
    again: String,
    /// 29 days and 23 hours after that; the next one 30 days and a second after this.
    in_april: String,
}

/// Of one cause: the first, again after a week, elsewhere, in April, and once more too late. Of another one, half an hour late
/// noticed; and one that was no fault.
async fn a_spring(backend: Backend) -> Spring {
    let story = Story::open(backend).await;
    let first = fault(&story, "NN-OA", 20, "磁盘故障").await;
    story.until(9, "01:00");
    let again = fault(&story, "NN-OA", 20, "磁盘故障").await;
    story.until(10, "01:00");
    fault(&story, "NN-OA", 60, "电源故障").await;
    fault(&story, "QX-HALL", 20, "磁盘故障").await;
    let mistaken = story.raise(P2).await;
    story.act("clerk", "cancelTicket", &mistaken, json!({ "reason": "误报" })).await;
    story.world.clock.set(at(9, "00:00") + TimeDelta::days(30));
    let in_april = fault(&story, "NN-OA", 20, "磁盘故障").await;
    story.world.clock.set(at(9, "00:20:01") + TimeDelta::days(60));
    fault(&story, "NN-OA", 0, "磁盘故障").await;
    Spring { story, first, again, in_april }
}

const REPEATS: &str = "query($filter: FaultFilter, $first: Int, $after: String) {
    repeatFaults(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
        nodes { ticket { id } ticketId earlierTicket { id } earlierTicketId cause daysBetween solvedAt system { code }
            vendor { name } contract { number } } } }";

async fn repeats(client: &Client, filter: Value) -> Value {
    client.gql(REPEATS, json!({ "filter": filter })).await.at("/repeatFaults")
}

async fn a_fault_repeats_the_last_one_of_its_system_and_cause(backend: Backend) {
    let Spring { story, first, again, in_april } = &a_spring(backend).await;
    let manager = story.world.as_("manager");
    let found = repeats(&manager, Value::Null).await;
    let repeat = |ticket: &String, earlier: &String, days: i64, solved: &str| {
        json!({
            "ticket": { "id": ticket }, "ticketId": ticket, "earlierTicket": { "id": earlier }, "earlierTicketId": earlier,
            "cause": "磁盘故障", "daysBetween": days, "solvedAt": solved, "system": { "code": "NN-OA" },
            "vendor": { "name": "八桂运维" }, "contract": { "number": "NN-2026" },
        })
    };
    let expected = [
        repeat(in_april, again, 29, "2026-04-08T00:20:00+00:00"),
        repeat(again, first, 7, "2026-03-09T01:20:00+00:00"),
    ];
    assert_eq!((&found["nodes"], &found["totalCount"]), (&json!(expected), &json!(2)));

    // Page by page; and a window that the earlier one lies before.
    let page =
        async |after: &Value| manager.gql(REPEATS, json!({ "first": 1, "after": after })).await.at("/repeatFaults");
    let one = page(&Value::Null).await;
    assert_eq!((&one["nodes"][0], &one["pageInfo"]["hasNextPage"]), (&expected[0], &json!(true)));
    let two = page(&one["pageInfo"]["endCursor"]).await;
    assert_eq!((&two["nodes"][0], &two["pageInfo"]["hasNextPage"]), (&expected[1], &json!(false)));
    let counted = Counted::of(&story.world, "manager");
    for first in [1, 2] {
        let document = "query($first: Int!) { repeatFaults(first: $first) { nodes { ticket { number } earlierTicket { number } } } }";
        counted.client.gql(document, json!({ "first": first })).await.at("/repeatFaults/nodes/0/ticket");
        assert_eq!(counted.last(), 2, "the page, and its tickets");
    }
    let april = json!({ "from": at(31, "16:00"), "before": at(31, "16:00") + TimeDelta::days(30) });
    assert_eq!(repeats(&manager, april).await["nodes"], json!([expected[0]]));
    let hall = json!({ "systemId": global_id("ManagedSystem", story.world.system("QX-HALL").0) });
    assert_eq!(repeats(&manager, hall).await["totalCount"], 0);
    assert_eq!(repeats(&story.world.as_("lz_manager"), Value::Null).await["totalCount"], 0);
    assert_eq!(repeats(&story.world.as_("vendor_manager"), Value::Null).await["totalCount"], 2);

    // The scorecard of the contract says the same of March, in the contract's zone.
    app::scorecard::refresh(&story.world.system_op()).await.expect("scored");
    let contract = global_id("ServiceContract", story.world.contract("NN-2026").0);
    let cards = "query($id: ID!) { scorecards(filter: { contractId: $id, period: MONTH }) {
        nodes { startsOn terms { code numerator denominator } } } }";
    let cards = manager.gql(cards, json!({ "id": contract })).await.at("/scorecards/nodes");
    let cards = cards.as_array().expect("cards");
    for (month, from, days, faults, repeated) in
        [("2026-03-01", at(1, "00:00"), 31, 4, 1), ("2026-04-01", at(1, "00:00") + TimeDelta::days(31), 30, 1, 1)]
    {
        let card = cards.iter().find(|card| card["startsOn"] == month).expect("a card");
        let terms = card["terms"].as_array().expect("terms");
        let term = terms.iter().find(|term| term["code"] == "REPEAT").expect("a term");
        assert_eq!((&term["numerator"], &term["denominator"]), (&json!(faults - repeated), &json!(faults)), "{month}");
        let from = from - TimeDelta::hours(8);
        let window = json!({ "contractId": contract, "from": from, "before": from + TimeDelta::days(days) });
        assert_eq!(repeats(&manager, window).await["totalCount"], repeated, "{month}");
    }
    story.end().await;
}

async fn a_chronic_system_has_incidents_and_repeats_that_are_listed(backend: Backend) {
    let Spring { story, .. } = &a_spring(backend).await;
    let manager = story.world.as_("manager");
    let chronic = async |client: &Client, at_least: i32, filter: &Value| {
        let document = "query($filter: FaultFilter, $atLeast: Int!, $first: Int) {
            chronicSystems(filter: $filter, atLeast: $atLeast, first: $first) { more
                systems { system { id code } incidents repeats breached lastRaisedAt } } }";
        client.gql(document, json!({ "filter": filter, "atLeast": at_least, "first": 1 })).await
    };
    let first_quarter = json!({ "from": at(1, "00:00"), "before": at(31, "16:00") });
    let found = chronic(&manager, 3, &first_quarter).await.at("/chronicSystems");
    let oa = global_id("ManagedSystem", story.world.system("NN-OA").0);
    let system = json!({ "system": { "id": oa, "code": "NN-OA" }, "incidents": 3, "repeats": 1, "breached": 1,
        "lastRaisedAt": "2026-03-10T01:00:00+00:00" });
    assert_eq!(found, json!({ "more": false, "systems": [system] }));
    assert_eq!(chronic(&manager, 4, &first_quarter).await.at("/chronicSystems/systems"), json!([]));
    let both = chronic(&manager, 1, &first_quarter).await.at("/chronicSystems");
    assert_eq!((&both["more"], &both["systems"][0]["system"]["code"]), (&json!(true), &json!("NN-OA")));
    let all = chronic(&manager, 3, &json!({})).await.at("/chronicSystems/systems/0");
    assert_eq!((&all["incidents"], &all["repeats"]), (&json!(5), &json!(2)));

    // Each figure leads to its tickets.
    let mut of_system = first_quarter.clone();
    of_system["systemId"] = json!(oa);
    assert_eq!(repeats(&manager, of_system).await["totalCount"], 1);
    let tickets = async |more: Value| {
        let mut filter = json!({
            "systemId": oa, "kinds": ["INCIDENT"], "raisedFrom": first_quarter["from"],
            "raisedBefore": first_quarter["before"],
            "states": ["NEW", "ASSIGNED", "IN_PROGRESS", "ON_HOLD", "RESOLVED", "CLOSED"],
        });
        filter["breached"] = more;
        let document = "query($filter: TicketFilter) { tickets(filter: $filter) { totalCount } }";
        manager.gql(document, json!({ "filter": filter })).await.at("/tickets/totalCount")
    };
    assert_eq!((tickets(Value::Null).await, tickets(json!(true)).await), (json!(3), json!(1)));
    assert_eq!(chronic(&manager, 0, &json!({})).await.code(), "INVALID");
    let backwards = json!({ "from": at(3, "00:00"), "before": at(2, "00:00") });
    assert_eq!(chronic(&manager, 3, &backwards).await.code(), "OUT_OF_ORDER");
    let stranger = chronic(&story.world.as_("lz_manager"), 1, &json!({})).await;
    assert_eq!(stranger.at("/chronicSystems/systems"), json!([]));
}

both! {
    a_fault_repeats_the_last_one_of_its_system_and_cause,
    a_chronic_system_has_incidents_and_repeats_that_are_listed,
}
