//! What a hand-over ends and seals, and what it takes along to the next vendor.

use std::collections::HashSet;

use app::feed::{Heard, listen};
use domain::ids::TicketId;
use serde_json::{Value, json};

use super::shed::Shed;
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::PASSWORD;
use crate::talk::desk::Desk;
use crate::tickets::story::{P2, Story, at, global_id, uuid_of};

async fn e28_a_visit_ends_with_the_leg(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    story.until(2, "01:30");
    story.act("engineer", "checkInVisit", ticket, json!({})).await;
    story.until(2, "02:00");
    shed.propose(ticket).await;
    story.until(2, "03:00");
    assert_eq!(shed.accept(ticket).await, "IN_PROGRESS");
    let fields = "visits { id checkedInAt checkedOutAt closingNote parts { name } availableActions } events { type }";
    let seen = story.look("clerk", ticket, fields).await;
    let visit = json!({
        "id": seen["visits"][0]["id"], "checkedInAt": "2026-03-02T01:30:00+00:00",
        "checkedOutAt": "2026-03-02T03:00:00+00:00", "closingNote": "", "parts": [],
        "availableActions": ["ACCEPT", "DISPUTE"],
    });
    assert_eq!(seen["visits"], json!([visit]), "nobody of the first vendor can check out any more");
    let types: Vec<_> = seen["events"].as_array().expect("events").iter().map(|event| event["type"].clone()).collect();
    assert_eq!(types[types.len() - 3..], ["HAND_OVER_PROPOSED", "VISIT_ENDED", "HANDED_OVER"]);
    let next = story.look("lz_engineer", ticket, "visits { availableActions }").await;
    assert_eq!(next["visits"], json!([{ "availableActions": [] }]));
    let id = json!({ "visitId": visit["id"] });
    assert_eq!(story.refused("lz_engineer", "checkOutVisit", ticket, id.clone()).await, "ALREADY_DONE");
    story.act("clerk", "acceptVisit", ticket, id).await;
    story.end().await;
}

async fn corrections(story: &Story, who: &str, ticket: &str) -> Value {
    story.look(who, ticket, "corrections { state availableActions }").await["corrections"].clone()
}

async fn e28_the_times_of_a_leg_that_has_ended_stand(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &story.raise(P2).await;
    story.act("vendor_manager", "assignTicket", ticket, json!({})).await;
    story.until(2, "01:20");
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    let noticed = json!({ "seq": 3, "correctedAt": at(2, "01:10"), "reason": "01:10 已电话响应" });
    story.act("engineer", "proposeCorrection", ticket, noticed.clone()).await;
    let may = async |who: &str, action: &str| story.actions(who, ticket).await.contains(&action.to_owned());
    assert!(may("manager", "DECIDE_CORRECTION").await);
    shed.propose(ticket).await;
    story.until(2, "02:00");
    shed.accept(ticket).await;
    let waiting = json!([{ "state": "PROPOSED", "availableActions": ["REJECT"] }]);
    assert_eq!(corrections(story, "manager", ticket).await, waiting);
    assert!(!may("manager", "DECIDE_CORRECTION").await, "it waits for nobody");
    for who in ["lz_engineer", "operator"] {
        assert!(!may(who, "PROPOSE_CORRECTION").await, "{who}");
        assert_eq!(story.refused(who, "proposeCorrection", ticket, noticed.clone()).await, "NOT_CORRECTABLE", "{who}");
    }
    let id = story.look("manager", ticket, "corrections { id }").await["corrections"][0]["id"].clone();
    let mut decide = json!({ "correctionId": id });
    assert_eq!(story.refused("manager", "approveCorrection", ticket, decide.clone()).await, "NOT_CORRECTABLE");
    decide["reason"] = json!("工单已移交");
    story.act("manager", "rejectCorrection", ticket, decide).await;
    // What the second vendor records is corrected as ever.
    story.until(2, "04:00");
    story.act("lz_engineer", "recordRestoration", ticket, json!({ "remote": true })).await;
    let log = story.look("manager", ticket, "events { seq type }").await;
    let restored = log["events"].as_array().and_then(|all| all.last()).expect("events").clone();
    assert_eq!(restored["type"], json!("RESTORED"));
    assert!(may("lz_engineer", "PROPOSE_CORRECTION").await);
    let earlier = json!({ "seq": restored["seq"], "correctedAt": at(2, "03:40"), "reason": "03:40 已恢复" });
    story.act("lz_engineer", "proposeCorrection", ticket, earlier).await;
    let found = json!([
        { "state": "REJECTED", "availableActions": [] },
        { "state": "PROPOSED", "availableActions": ["APPROVE", "REJECT"] },
    ]);
    assert_eq!(corrections(story, "manager", ticket).await, found);
    assert!(may("manager", "DECIDE_CORRECTION").await);
    story.end().await;
}

/// A ticket that people talk about, which the second vendor has by now; what happens before that is `first`'s.
async fn handed_over(backend: Backend, first: impl AsyncFnOnce(&Desk)) -> Desk {
    let shed = Shed::open(backend).await;
    let ticket = shed.at_work().await;
    let to = shed.to_network();
    let desk = Desk { story: shed.office.story, ticket };
    first(&desk).await;
    let story = &desk.story;
    story.act("vendor_manager", "proposeHandOver", &desk.ticket, json!({ "reason": "专线中断" })).await;
    story.pass_minutes(10);
    story.act("manager", "acceptHandOver", &desk.ticket, to).await;
    desk
}

async fn e28_no_vendor_takes_back_what_another_sent(backend: Backend) {
    let desk = handed_over(backend, async |desk: &Desk| {
        desk.attach("engineer", "光功率.png", "PUBLIC").await;
    })
    .await;
    desk.attach("lz_engineer", "熔接点.png", "PUBLIC").await;
    let admin = desk.as_("security_admin");
    let new = json!({ "login": "lz_vendor_manager", "name": "lz_vendor_manager", "password": PASSWORD });
    let user = admin.must("createUser", new, "user { id }").await["user"]["id"].clone();
    let vendor = global_id("Vendor", desk.story.world.vendor("桂北信息").0);
    let role = json!({ "userId": user, "role": "VENDOR_MANAGER", "vendorId": vendor });
    admin.must("grantRole", role, "").await;
    let seen = desk.look("lz_vendor_manager", "attachments { nodes { id name canWithdraw } }").await;
    let nodes = &seen["attachments"]["nodes"];
    let file = |at: usize, name: &str, able: bool| json!({ "id": nodes[at]["id"], "name": name, "canWithdraw": able });
    assert_eq!(*nodes, json!([file(0, "光功率.png", false), file(1, "熔接点.png", true)]));
    let withdraw = |at: usize| json!({ "ticketAttachmentId": nodes[at]["id"], "reason": "误传" });
    let refused = desk.as_("lz_vendor_manager").refused("withdrawTicketAttachment", withdraw(0)).await;
    assert_eq!(refused, [("FORBIDDEN".to_owned(), None)]);
    desk.as_("lz_vendor_manager").must("withdrawTicketAttachment", withdraw(1), "").await;
    desk.story.end().await;
}

async fn e28_those_concerned_are_told_who_has_it_now(backend: Backend) {
    let desk = handed_over(backend, async |desk: &Desk| {
        desk.story.pass_minutes(1);
        desk.as_("operator").must("watchTicket", desk.on(json!({})), "").await;
        desk.as_("vendor_manager").must("watchTicket", desk.on(json!({})), "").await;
    })
    .await;
    desk.deliver().await;
    assert_eq!(desk.kinds("clerk").await, ["ASSIGNED", "ASSIGNED"], "to the first vendor and to the second");
    assert_eq!(desk.kinds("operator").await, ["ASSIGNED"]);
    assert_eq!(desk.kinds("vendor_manager").await, ["LEG_ENDED"], "who sees the ticket no longer, but the leg");
}

async fn e44_a_window_of_the_receiving_contract_falls_on_what_it_has_received(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    let other = &story.raise(P2).await;
    shed.propose(ticket).await;
    story.until(2, "03:00");
    shed.accept(ticket).await;
    let agency = global_id("Agency", story.world.agency("NNDSJ").0);
    let windows = [
        (json!({ "contractId": shed.network }), ["04:00", "05:00"], "10:00"),
        (json!({ "agencyId": agency, "systemIds": [shed.system] }), ["04:30", "05:30"], "10:30"),
    ];
    for (whose, [from, to], due) in windows {
        let mut window = whose;
        window["kind"] = json!("MAINTENANCE");
        (window["from"], window["to"]) = (json!(at(2, from)), json!(at(2, to)));
        (window["reason"], window["evidence"]) = (json!("线路割接"), json!("通知 7 号"));
        let proposed = story.world.as_("operator").must("proposeServiceExclusion", window, "exclusion { id }").await;
        let approve = json!({ "exclusionId": proposed["exclusion"]["id"] });
        story.world.as_("manager").must("approveServiceExclusion", approve, "").await;
        story.pass_minutes(20);
        let op = story.world.system_op();
        assert_eq!(app::exclusion::apply_exclusions(&op).await.expect("a run").tickets, 1, "{from}");
        assert_eq!(app::exclusion::apply_exclusions(&op).await.expect("another run").tickets, 0);
        assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, due))));
    }
    assert_eq!(
        story.clock(other, "RESTORE").await.due_at,
        Some(at(2, "09:00")),
        "of the first contract and its system"
    );
    story.end().await;
}

async fn e28_who_shows_a_ticket_hears_that_it_has_gone(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    shed.propose(ticket).await;
    story.relay().await;
    let page = story.world.as_("clerk").gql("{ changes(first: 1) { upTo } }", json!({})).await;
    let head = page.at("/changes/upTo").as_i64().expect("a number");
    shed.accept(ticket).await;
    let other = story.raise(P2).await;
    story.relay().await;
    let id = |ticket: &str| TicketId(uuid_of(ticket));
    let first = async |known: &[TicketId]| {
        let mut listening = listen(&story.world.op("engineer"), Some(head)).await.expect("listening");
        let known: HashSet<TicketId> = known.iter().copied().collect();
        match listening.next(Some(&known)).await.expect("heard") {
            Some(Heard::Change(change)) => (change.ticket, change.topic.clone()),
            heard => panic!("no change: {heard:?}"),
        }
    };
    assert_eq!(first(&[id(ticket)]).await, (id(ticket), "ticket.handed_over".to_owned()));
    assert_eq!(first(&[]).await, (id(&other), "ticket.raised".to_owned()), "who does not show it hears nothing of it");
}

both! {
    e28_a_visit_ends_with_the_leg,
    e28_the_times_of_a_leg_that_has_ended_stand,
    e28_no_vendor_takes_back_what_another_sent,
    e28_those_concerned_are_told_who_has_it_now,
    e44_a_window_of_the_receiving_contract_falls_on_what_it_has_received,
    e28_who_shows_a_ticket_hears_that_it_has_gone,
}
