//! Who is told: the side whose turn it is, and both sides once it is over.

use app::notice::{NoticeReport, deliver};
use serde_json::{Value, json};

use super::desk::{Desk, breach_of_an_ended_leg, on};
use crate::dispatch::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::Story;

/// Brings the inboxes up to the end of the feed, twice.
pub async fn bring(story: &Story) {
    story.relay().await;
    deliver(&story.world.system_op()).await.expect("delivered");
    let again = deliver(&story.world.system_op()).await.expect("delivered again");
    assert_eq!(again, NoticeReport::default());
}

/// What of disputes stands in somebody's inbox, the oldest first.
pub async fn inbox(story: &Story, who: &str) -> Vec<Value> {
    let document = "{ viewer { notifications { nodes {
        kind ticket { id } event { seq } leg { number vendor { name } } } } } }";
    let found = story.world.as_(who).gql(document, json!({})).await.at("/viewer/notifications/nodes");
    let nodes = found.as_array().expect("nodes").iter().rev();
    let of_disputes = nodes.filter(|node| node["kind"].as_str().is_some_and(|kind| kind.starts_with("DISPUTE")));
    of_disputes.cloned().collect()
}

/// A notification that is about a ticket.
pub fn by_ticket(kind: &str, ticket: &str) -> Value {
    json!({ "kind": kind, "ticket": { "id": ticket }, "event": null, "leg": null })
}

/// A notification for the vendor whose leg, the first of a ticket, has ended.
pub fn by_leg(kind: &str) -> Value {
    json!({ "kind": kind, "ticket": null, "event": null, "leg": { "number": 1, "vendor": { "name": "八桂运维" } } })
}

/// What stands in the inboxes then, all of it about the ticket.
async fn inboxes(desk: &Desk, people: &[&str]) -> Vec<Vec<String>> {
    bring(&desk.story).await;
    let mut all = Vec::new();
    for who in people {
        let mut kinds = Vec::new();
        for node in inbox(&desk.story, who).await {
            let kind = node["kind"].as_str().expect("a kind").to_owned();
            assert_eq!(node, by_ticket(&kind, &desk.ticket));
            kinds.push(kind);
        }
        all.push(kinds);
    }
    all
}

async fn the_side_whose_turn_it_is_is_told(backend: Backend) {
    const PEOPLE: [&str; 7] =
        ["vendor_manager", "manager", "supervisor", "assessor", "region_manager", "engineer", "operator"];
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    let none: Vec<&str> = Vec::new();
    let (awaited, ended) = ("DISPUTE_AWAITED", "DISPUTE_ENDED");
    let told = async |expected: [&[&str]; 4]| {
        let mut expected: Vec<Vec<&str>> = expected.iter().map(|of| of.to_vec()).collect();
        expected.extend([none.clone(), none.clone(), none.clone()]);
        assert_eq!(inboxes(&desk, &PEOPLE).await, expected);
    };
    told([&[], &[awaited], &[], &[]]).await;
    desk.decide("manager", dispute, json!({ "outcome": "UPHOLD", "reason": "与记录不符" })).await;
    told([&[awaited], &[awaited], &[], &[]]).await;
    desk.take("vendor_manager", "escalateDispute", dispute, json!({ "reason": "不同意" }), "state").await;
    told([&[awaited], &[awaited], &[awaited], &[awaited]]).await;
    desk.decide("supervisor", dispute, json!({ "outcome": "UPHOLD", "reason": "维持" })).await;
    told([&[awaited, ended], &[awaited, ended], &[awaited], &[awaited]]).await;
}

async fn nobody_is_told_of_their_own_doing(backend: Backend) {
    let desk = Desk::open(backend).await;
    let dispute = &desk.appeal().await;
    desk.take("vendor_manager", "withdrawDispute", dispute, json!({}), "state").await;
    let found = inboxes(&desk, &["vendor_manager", "manager"]).await;
    assert_eq!(found, [vec![], vec!["DISPUTE_AWAITED".to_owned(), "DISPUTE_ENDED".to_owned()]]);
}

/// E28: the vendor sees its leg and its dispute, and the ticket no more.
async fn a_vendor_whose_leg_has_ended_is_told_by_its_leg(backend: Backend) {
    const PEOPLE: [&str; 7] =
        ["vendor_manager", "manager", "supervisor", "assessor", "engineer", "lz_engineer", "region_manager"];
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let (ticket, clock) = &breach_of_an_ended_leg(&shed).await;
    let told = async |expected: [&[Value]; 4]| {
        bring(story).await;
        for (at, who) in PEOPLE.iter().enumerate() {
            assert_eq!(inbox(story, who).await, expected.get(at).copied().unwrap_or_default(), "{who}");
        }
    };
    let awaited = || by_ticket("DISPUTE_AWAITED", ticket);
    let appeal = json!({ "clockId": clock, "reason": "等待移交期间" });
    let done = story.world.as_("vendor_manager").must("appealBreach", appeal, "dispute { id }").await;
    let dispute = done["dispute"]["id"].as_str().expect("an id");
    told([&[], &[awaited()], &[], &[]]).await;
    let upheld = on(dispute, json!({ "outcome": "UPHOLD", "reason": "与记录不符" }));
    story.world.as_("manager").must("decideDispute", upheld, "").await;
    told([&[by_leg("DISPUTE_AWAITED")], &[awaited()], &[], &[]]).await;
    let further = on(dispute, json!({ "reason": "不同意" }));
    story.world.as_("vendor_manager").must("escalateDispute", further, "").await;
    told([&[by_leg("DISPUTE_AWAITED")], &[awaited()], &[awaited()], &[awaited()]]).await;
    let upheld = on(dispute, json!({ "outcome": "UPHOLD", "reason": "维持" }));
    story.world.as_("supervisor").must("decideDispute", upheld, "").await;
    let vendors = [by_leg("DISPUTE_AWAITED"), by_leg("DISPUTE_ENDED")];
    told([&vendors, &[awaited(), by_ticket("DISPUTE_ENDED", ticket)], &[awaited()], &[awaited()]]).await;
    story.end().await;
}

both! {
    the_side_whose_turn_it_is_is_told,
    nobody_is_told_of_their_own_doing,
    a_vendor_whose_leg_has_ended_is_told_by_its_leg,
}
