//! A ticket of Nanning that its first vendor has given away, and what that vendor keeps about its people.

use app::setup::contract::{ContractTerms, NewContract};
use app::setup::system::{NewSystem, create_system};
use domain::money::Fen;
use domain::ticket::SiteClass;
use serde_json::{Value, json};

use super::stage::global;
use crate::support::in_force::in_force;
use crate::support::world::World;

/// The title of the ticket: its leg shows it.
pub const HANDED: &str = "邕宁专线时断时续";
/// What was said once it was another vendor's.
pub const AFTER: &str = "移交以后才说的话";
pub const CERTIFICATE: &str = "八桂注册工程师证";
pub const TECHNOLOGY: &str = "八桂自研监控";

/// A skill, a certificate and a turn of duty of Nanning's engineer.
pub async fn kept_by_the_vendor(world: &World, ids: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
    let id = |name: &str| ids.iter().find(|(of, _)| *of == name).map(|(_, id)| id.clone());
    let vendor = world.as_("vendor_manager");
    let own = || json!({ "vendorId": id("vendorId"), "engineerId": id("engineerId") });
    let with = |more: Value| {
        let mut input = own();
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        input
    };
    let skills = with(json!({ "systemTypes": ["公文交换"], "technologies": [TECHNOLOGY] }));
    vendor.must("setEngineerSkills", skills, "").await;
    let certificate = with(json!({ "name": CERTIFICATE, "number": "1", "issuer": "x", "systemType": "公文交换" }));
    let fields = "engineer { certificates { id } }";
    let certified = vendor.must("addEngineerCertificate", certificate, fields).await;
    let turn = json!({
        "teamId": id("teamId"), "engineerId": id("engineerId"), "role": "PRIMARY", "from": "2026-03-02T00:00:00Z",
        "until": "2026-03-04T00:00:00Z",
    });
    vendor.must("addDutyShift", turn, "").await;
    let roster = "query($id: ID!) { onCall(teamId: $id, at: \"2026-03-03T00:00:00Z\") { shiftId } }";
    let roster = vendor.gql(roster, json!({ "id": id("teamId") })).await;
    let text = |value: Value| value.as_str().expect("an id").to_owned();
    vec![
        ("certificateId", text(certified["engineer"]["certificates"][0]["id"].clone())),
        ("shiftId", text(roster.at("/onCall/0/shiftId"))),
    ]
}

/// Given to the vendor of Nanning's network: the global id of the first vendor's leg.
pub async fn handed_over(world: &World, ids: &[(&'static str, String)]) -> String {
    let id = |name: &str| ids.iter().find(|(of, _)| *of == name).map(|(_, id)| id.clone());
    let nanning = world.agency("NNDSJ");
    let network = NewSystem {
        agency: nanning,
        code: "NN-NET".to_owned(),
        name: "南宁政务外网".to_owned(),
        name_en: None,
        system_type: "网络".to_owned(),
        protection_level: 3,
        filing_number: None,
        site_class: SiteClass::City,
    };
    let network = create_system(&world.system_op(), &network).await.expect("a system");
    let terms = ContractTerms {
        name: "政务外网专线运维".to_owned(),
        vendor: world.vendor("南国网络"),
        starts_on: "2026-01-01".parse().expect("a date"),
        ends_on: "2026-12-31".parse().expect("a date"),
        amount: Fen(1_000_000),
        policy: world.policy("GX-SLA"),
        scheme: None,
        zone: "Asia/Shanghai".to_owned(),
        systems: vec![network],
    };
    let new = NewContract { number: "NN-NET-2026".to_owned(), agency: nanning, terms };
    let contract = in_force(&world.system_op(), &new).await;
    let words = json!({
        "systemId": id("systemId"), "kind": "INCIDENT", "impact": "HIGH", "urgency": "MEDIUM", "title": HANDED,
    });
    let raised = world.as_("clerk").must("raiseTicket", words, "ticket { id }").await;
    let ticket = &raised["ticket"]["id"];
    let why = json!({ "ticketId": ticket, "reason": "属专线故障" });
    world.as_("vendor_manager").must("proposeHandOver", why, "").await;
    let given = json!({
        "ticketId": ticket, "contractId": global("ServiceContract", contract.0),
        "systemId": global("ManagedSystem", network.0),
    });
    let given = world.as_("manager").must("acceptHandOver", given, "ticket { legs { id } }").await;
    let said = json!({ "ticketId": ticket, "body": AFTER, "visibility": "PUBLIC" });
    world.as_("operator").must("commentTicket", said, "").await;
    given["ticket"]["legs"][0]["id"].as_str().expect("a leg").to_owned()
}
