//! What happened in Nanning: a ticket with its whole story, and a set-up of Nanning's own.

use domain::Instant;
use serde_json::{Value, json};

use super::dispatch::{handed_over, kept_by_the_vendor};
use super::disputed::disputed;
use super::hooked::hooked;
use super::inspected::inspected;
use super::linked::linked;
use super::ordered::ordered;
use super::papers::papers;
use super::ranked::ranked;
use super::record::record;
use super::scoring::scoring;
use super::set_up::{amendment, checklist, parties, promises, reviews, routing, scored, trials, view};
use super::stage::{AGENCY_NOTE, DESCRIPTION, NOT_OURS, TITLE, VENDOR_NOTE, global};
use super::talk::talk;
use crate::support::db::{Backend, TestDb};
use crate::support::world::World;

const MACHINE: &str = "青秀山监控平台";

/// What is to be known of every copy of a stage.
#[derive(Debug)]
pub struct Told {
    pub ids: Vec<(&'static str, String)>,
    pub number: String,
    /// When it had all happened.
    pub now: Instant,
}

/// Lets it happen, once.
pub async fn happened(backend: Backend) -> (TestDb, Told) {
    let world = World::new(backend).await;
    let mut ids = parties(&world);
    ids.extend(inspected(&world).await);
    ids.push(("accessTokenId", machine(&world).await));
    ids.extend(promises(&world).await);
    ids.extend(papers(&world).await);
    let amendment = amendment(&world).await;
    ids.push(("amendmentId", global("ContractAmendment", amendment.0)));
    ids.extend(reviews(&world, amendment).await);
    ids.extend(routing(&world, &ids).await);
    ids.extend(trials(&world, &ids).await);
    ids.extend(kept_by_the_vendor(&world, &ids).await);
    ids.push(("legId", handed_over(&world, &ids).await));
    ids.push(("checklistId", checklist(&world).await));
    let (ticket, pause, number) = story(&world, &ids).await;
    ids.extend(linked(&world, &ids, &ticket).await);
    ids.extend(disputed(&world, &ids).await);
    ids.extend(talk(&world, &ticket).await);
    ids.extend(record(&world, &ticket).await);
    ids.extend([("ticketId", ticket), ("pauseId", pause), ("scorecardId", scored(&world).await)]);
    ids.extend(scoring(&world, &ids).await);
    ids.extend(view(&world, &ids).await);
    ids.extend(ordered(&world).await);
    ids.extend(hooked(&world).await);
    ids.extend(super::money::settled(&world).await);
    ids.extend(ranked(&world).await);
    let now = world.app.clock().now();
    (world.end().await, Told { ids, number, now })
}

/// A system of Nanning's that calls the API, by a token: its id.
async fn machine(world: &World) -> String {
    let admin = world.as_("security_admin");
    let new = json!({ "login": "machine", "name": MACHINE, "password": "never typed by anybody" });
    let made = admin.must("createUser", new, "user { id }").await;
    let user = &made["user"]["id"];
    let role =
        json!({ "userId": user, "role": "SERVICE_ACCOUNT", "agencyId": global("Agency", world.agency("NNDSJ").0) });
    admin.must("grantRole", role, "").await;
    let token = json!({ "userId": user, "name": "监控告警" });
    let issued = admin.must("issueAccessToken", token, "accessToken { id }").await;
    issued["accessToken"]["id"].as_str().expect("an id").to_owned()
}

/// Raised, assigned, acknowledged, talked about inside either side, and on hold.
async fn story(world: &World, ids: &[(&'static str, String)]) -> (String, String, String) {
    let id = |name: &str| ids.iter().find(|(of, _)| *of == name).map(|(_, id)| id.clone());
    let words = json!({
        "systemId": id("systemId"), "kind": "INCIDENT", "impact": "HIGH", "urgency": "MEDIUM",
        "title": TITLE, "description": DESCRIPTION, "raisedAt": "2026-03-02T00:59:00Z",
    });
    let raised = world.as_("clerk").must("raiseTicket", words, "ticket { id number }").await;
    let ticket = &raised["ticket"]["id"];
    let (vendor, engineer) = (world.as_("vendor_manager"), world.as_("engineer"));
    vendor.must("assignTicket", json!({ "ticketId": ticket, "engineerId": id("engineerId") }), "").await;
    engineer.must("acknowledgeTicket", json!({ "ticketId": ticket }), "").await;
    for (who, body, visibility) in
        [(&engineer, VENDOR_NOTE, "VENDOR_INTERNAL"), (&world.as_("operator"), AGENCY_NOTE, "AGENCY_INTERNAL")]
    {
        who.must("commentTicket", json!({ "ticketId": ticket, "body": body, "visibility": visibility }), "").await;
    }
    let end = json!({ "ticketId": ticket, "kind": "NOT_OURS", "reason": NOT_OURS, "whose": "运营商" });
    engineer.must("proposeTicketEnd", end, "").await;
    let pause = json!({ "ticketId": ticket, "reason": "THIRD_PARTY" });
    let held = engineer.must("holdTicket", pause, "ticket { pauses { id } }").await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    (text(ticket), text(&held["ticket"]["pauses"][0]["id"]), text(&raised["ticket"]["number"]))
}
