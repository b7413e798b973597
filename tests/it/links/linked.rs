//! Two tickets that have to do with each other: both logs tell it, to whoever may see both.

use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P3, Story};

both! {
    two_tickets_are_linked_and_both_logs_tell_it,
    a_link_to_what_one_does_not_see_is_not_shown,
    e32_a_new_ticket_follows_one_that_was_closed_and_a_problem_causes_incidents,
    two_links_at_once_are_one,
}

const LINKS: &str = "links { id relation end merged ticket { id number } createdBy { login } }";
const EVENTS: &str = "events { type relation linkEnd linkedTicketId reason }";

fn link(ticket: &str, relation: &str, other: &str) -> Value {
    json!({ "ticketId": ticket, "relation": relation, "otherTicketId": other })
}

/// Relation, end and ticket of each link.
async fn links(story: &Story, who: &str, ticket: &str) -> Vec<(String, String, String)> {
    let found = story.look(who, ticket, LINKS).await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let links = found["links"].as_array().expect("links").iter();
    links.map(|link| (text(&link["relation"]), text(&link["end"]), text(&link["ticket"]["id"]))).collect()
}

fn one(relation: &str, end: &str, ticket: &str) -> Vec<(String, String, String)> {
    vec![(relation.to_owned(), end.to_owned(), ticket.to_owned())]
}

/// The events of a log that tell of links.
async fn told(story: &Story, who: &str, ticket: &str) -> Vec<Value> {
    let found = story.look(who, ticket, EVENTS).await;
    let events = found["events"].as_array().expect("events").iter();
    events.filter(|event| !event["relation"].is_null()).cloned().collect()
}

async fn two_tickets_are_linked_and_both_logs_tell_it(backend: Backend) {
    let story = Story::open(backend).await;
    let (first, second) = (&story.raise(P3).await, &story.raise(P3).await);
    let engineer = story.world.as_("engineer");
    let made =
        engineer.must("linkTickets", link(first, "RELATES_TO", second), "ticket { id } otherTicket { id }").await;
    assert_eq!((&made["ticket"]["id"], &made["otherTicket"]["id"]), (&json!(first), &json!(second)));
    assert_eq!(links(&story, "clerk", first).await, one("RELATES_TO", "FROM", second));
    assert_eq!(links(&story, "clerk", second).await, one("RELATES_TO", "TO", first));
    let linked = json!({ "type": "LINKED", "relation": "RELATES_TO", "linkEnd": "TO", "linkedTicketId": first,
        "reason": null });
    assert_eq!(told(&story, "clerk", second).await, [linked]);
    assert_eq!((story.told(first, "ticket.linked").await, story.told(second, "ticket.linked").await), (1, 1));
    let again = story.world.as_("clerk").refused("linkTickets", link(second, "RELATES_TO", first)).await;
    assert_eq!(again, [("ALREADY_DONE".to_owned(), None)], "the same from either end");
    let refused = story.world.as_("clerk").refused("linkTickets", link(first, "DUPLICATES", second)).await;
    assert_eq!(refused, [("INVALID".to_owned(), Some("relation".to_owned()))]);
    let itself = story.world.as_("clerk").refused("linkTickets", link(first, "RELATES_TO", first)).await;
    assert_eq!(itself, [("NOT_LINKABLE".to_owned(), Some("otherTicketId".to_owned()))]);
    assert_eq!(story.refused("manager", "linkTickets", first, link(first, "RELATES_TO", second)).await, "FORBIDDEN");

    let id = story.look("clerk", first, LINKS).await["links"][0]["id"].clone();
    let blank = story.world.as_("clerk").refused("withdrawTicketLink", json!({ "linkId": id, "reason": " " })).await;
    assert_eq!(blank, [("REQUIRED".to_owned(), Some("reason".to_owned()))]);
    let back = json!({ "linkId": id, "reason": "看错了编号" });
    story.world.as_("clerk").must("withdrawTicketLink", back.clone(), "ticket { id } otherTicket { id }").await;
    assert_eq!(story.world.as_("clerk").refused("withdrawTicketLink", back).await[0].0, "NOT_FOUND", "once");
    for (ticket, end) in [(first, "FROM"), (second, "TO")] {
        assert!(links(&story, "engineer", ticket).await.is_empty());
        let events = told(&story, "engineer", ticket).await;
        assert_eq!((events.len(), &events[1]["type"], &events[1]["linkEnd"]), (2, &json!("UNLINKED"), &json!(end)));
        assert_eq!(events[1]["reason"], json!("看错了编号"));
    }
    engineer.must("linkTickets", link(second, "RELATES_TO", first), "").await;
    assert_eq!(links(&story, "clerk", first).await, one("RELATES_TO", "TO", second), "made again, as another");
    story.end().await;
}

async fn a_link_to_what_one_does_not_see_is_not_shown(backend: Backend) {
    let story = Story::open(backend).await;
    let city = &story.raise(P3).await;
    let county = &story.raise_as("county_clerk", story.request("QX-HALL", "大厅叫号机失灵", P3)).await;
    let county_clerk = story.world.as_("county_clerk");
    let refused = county_clerk.refused("linkTickets", link(county, "RELATES_TO", city)).await;
    assert_eq!(refused, [("NOT_FOUND".to_owned(), Some("otherTicketId".to_owned()))]);
    story.world.as_("operator").must("linkTickets", link(county, "RELATES_TO", city), "").await;
    let id = story.look("operator", county, LINKS).await["links"][0]["id"].clone();
    for who in ["operator", "engineer", "region_manager"] {
        assert_eq!(links(&story, who, county).await, one("RELATES_TO", "FROM", city), "{who} sees both");
        assert_eq!(told(&story, who, county).await.len(), 1);
    }
    assert!(links(&story, "county_clerk", county).await.is_empty());
    assert!(told(&story, "county_clerk", county).await.is_empty());
    let text = story.look("county_clerk", county, "links { id } events { id type linkedTicketId }").await.to_string();
    assert!(!text.contains(city) && !text.contains("LINKED"), "{text}");
    let back = json!({ "linkId": id, "reason": "x" });
    assert_eq!(county_clerk.refused("withdrawTicketLink", back).await[0].0, "NOT_FOUND");
    story.end().await;
}

async fn e32_a_new_ticket_follows_one_that_was_closed_and_a_problem_causes_incidents(backend: Backend) {
    let story = Story::open(backend).await;
    let old = &story.raise(P3).await;
    story.pass_minutes(5);
    let new = &story.raise(P3).await;
    let clerk = story.world.as_("clerk");
    let open = clerk.refused("linkTickets", link(new, "FOLLOWS", old)).await;
    assert_eq!(open, [("NOT_LINKABLE".to_owned(), Some("otherTicketId".to_owned()))], "it can still be reopened");
    story.act("engineer", "acknowledgeTicket", old, json!({})).await;
    story.solve(old).await;
    story.act("clerk", "confirmTicket", old, json!({})).await;
    let other_way = clerk.refused("linkTickets", link(old, "FOLLOWS", new)).await;
    assert_eq!(other_way[0].0, "NOT_LINKABLE");
    clerk.must("linkTickets", link(new, "FOLLOWS", old), "").await;
    assert_eq!(links(&story, "engineer", old).await, one("FOLLOWS", "TO", new));

    let mut request = story.request("NN-OA", "收文反复中断", P3);
    request["kind"] = json!("PROBLEM");
    let problem = &story.raise_as("operator", request).await;
    assert_eq!(clerk.refused("linkTickets", link(problem, "CAUSED_BY", new)).await[0].0, "NOT_LINKABLE");
    for incident in [old, new] {
        story.world.as_("engineer").must("linkTickets", link(incident, "CAUSED_BY", problem), "").await;
    }
    assert_eq!(links(&story, "clerk", problem).await.len(), 2);
    story.end().await;
}

/// Both tickets are held against what they were when they were read, so the second finds what the first did.
async fn two_links_at_once_are_one(backend: Backend) {
    let story = Story::open(backend).await;
    let (first, second) = (&story.raise(P3).await, &story.raise(P3).await);
    let (clerk, engineer) = (story.world.as_("clerk"), story.world.as_("engineer"));
    let (one_way, other_way) = (link(first, "RELATES_TO", second), link(second, "RELATES_TO", first));
    let both = tokio::join!(clerk.mutate("linkTickets", one_way, ""), engineer.mutate("linkTickets", other_way, ""));
    let refused: Vec<Value> = [both.0, both.1]
        .iter()
        .filter_map(|answer| answer.at("/linkTickets/errors").get(0).map(|error| error["code"].clone()))
        .collect();
    assert!(refused == ["ALREADY_DONE"] || refused == ["CONFLICT"], "{refused:?}");
    assert_eq!(links(&story, "clerk", first).await.len(), 1);
    story.end().await;
}
