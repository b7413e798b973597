//! Hand-overs that are not to be, and assignments that would be one.

use serde_json::{Value, json};

use super::shed::Shed;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;

async fn who_may_not_and_what_cannot_receive(backend: Backend) {
    let shed = Shed::open(backend).await;
    let (office, story) = (&shed.office, shed.story());
    let ticket = &shed.at_work().await;
    let before = story.ledger().await.contents().await;
    let ask = |more: Value| {
        let mut input = json!({ "ticketId": ticket, "reason": "属网络合同" });
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        input
    };
    let refuse = async |who: &str, mutation: &str, input: Value, expected: Vec<(String, Option<String>)>| {
        assert_eq!(office.as_(who).refused(mutation, input.clone()).await, expected, "{mutation} {input} by {who}");
    };
    let no = |code: &str| -> Vec<(String, Option<String>)> { vec![(code.to_owned(), None)] };
    for who in ["clerk", "engineer", "supervisor", "regulator"] {
        refuse(who, "proposeHandOver", ask(json!({})), no("FORBIDDEN")).await;
    }
    for who in ["vendor_manager", "clerk"] {
        refuse(who, "acceptHandOver", ask(json!({})), no("FORBIDDEN")).await;
        refuse(who, "declineHandOver", ask(json!({})), no("FORBIDDEN")).await;
    }
    for who in ["lz_engineer", "lz_manager", "lz_operator"] {
        refuse(who, "proposeHandOver", ask(json!({})), no("NOT_FOUND")).await;
    }
    refuse("manager", "acceptHandOver", ask(json!({})), no("NOT_PROPOSED")).await;
    refuse("manager", "declineHandOver", ask(json!({})), no("NOT_PROPOSED")).await;
    let contract = |id: &str| json!({ "contractId": id });
    // The vendor does not see what other contracts there are.
    refuse("vendor_manager", "proposeHandOver", ask(contract(&shed.network)), one("NOT_FOUND", "contractId")).await;
    let liuzhous = global_id("ServiceContract", story.world.contract("LZ-2026").0);
    for who in ["manager", "region_manager"] {
        refuse(who, "proposeHandOver", ask(contract(&liuzhous)), one("NOT_FOUND", "contractId")).await;
    }
    refuse("operator", "proposeHandOver", ask(contract(&office.contract)), one("SAME_VENDOR", "contractId")).await;
    refuse("operator", "proposeHandOver", ask(contract(&shed.network)), one("NOT_COVERED", "contractId")).await;
    let foreign = json!({ "systemId": global_id("ManagedSystem", story.world.system("LZ-OA").0) });
    refuse("operator", "proposeHandOver", ask(foreign), one("NOT_FOUND", "systemId")).await;
    refuse("operator", "proposeHandOver", ask(json!({ "reason": " " })), one("REQUIRED", "reason")).await;
    Ledger::assert_same(&before, &story.ledger().await.contents().await, "refused hand-overs");
    story.act("operator", "proposeHandOver", ticket, ask(json!({}))).await;
    refuse("operator", "proposeHandOver", ask(json!({})), no("ALREADY_DONE")).await;
    refuse("manager", "acceptHandOver", ask(json!({})), one("REQUIRED", "contractId")).await;
    // That the network is at fault, and not the exchange itself, is for the contract manager to say.
    refuse("operator", "acceptHandOver", ask(shed.to_network()), no("NOT_YOUR_ROLE")).await;
    story.act("manager", "declineHandOver", ticket, json!({ "reason": "网络正常" })).await;
    story.act("vendor_manager", "proposeHandOver", ticket, json!({ "reason": "再次申请" })).await;
    let halt = json!({
        "contractId": shed.network, "version": office_version(&shed, &shed.network).await, "reason": "整改停工",
    });
    office.as_("manager").must("suspendContract", halt, "").await;
    refuse("manager", "acceptHandOver", ask(shed.to_network()), one("NOT_COVERED", "contractId")).await;
    story.end().await;
}

async fn e28_a_plain_assignment_hands_nothing_over(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let ticket = &shed.at_work().await;
    let vendor = |name: &str| json!({ "vendorId": global_id("Vendor", story.world.vendor(name).0) });
    assert_eq!(story.refused("operator", "assignTicket", ticket, vendor("桂北信息")).await, "NOT_CONTRACTED");
    shed.propose(ticket).await;
    shed.accept(ticket).await;
    assert_eq!(
        story.refused("operator", "assignTicket", ticket, vendor("八桂运维")).await,
        "NOT_CONTRACTED",
        "nor back"
    );
    let own = json!({ "engineerId": global_id("User", story.world.user("engineer").0) });
    assert_eq!(story.refused("operator", "assignTicket", ticket, own).await, "NOT_FOUND", "no engineer of the vendor");
    let right = json!({ "engineerId": global_id("User", story.world.user("lz_engineer").0) });
    story.act("operator", "assignTicket", ticket, right).await;
    story.end().await;
}

/// Both contracts cover the exchange, by precedence: the operator proposes and decides.
async fn the_operator_decides_where_both_contracts_cover_the_system(backend: Backend) {
    let shed = Shed::open(backend).await;
    let (office, story) = (&shed.office, shed.story());
    let rank = async |contract: &str, precedence: i32| {
        let version = office_version(&shed, contract).await;
        let input = json!({ "contractId": contract, "version": version, "precedence": precedence, "reason": "主备" });
        office.as_("manager").must("setContractPrecedence", input, "").await;
    };
    rank(&office.contract, 1).await;
    let draft = office.draft("NN-SPARE", "桂北信息", "NN-OA", ("2026-01-01", "2026-12-31"));
    let (spare, activate) = office.approved(draft).await;
    rank(&spare, 2).await;
    let mut activate = activate;
    activate["version"] = json!(office_version(&shed, &spare).await);
    office.as_("manager").must("activateContract", activate, "").await;
    let ticket = &shed.at_work().await;
    story.act("operator", "proposeHandOver", ticket, json!({ "contractId": spare, "reason": "八桂人手不足" })).await;
    story.act("operator", "acceptHandOver", ticket, json!({})).await;
    let seen = story.look("operator", ticket, "vendor { name } legs { number contract { number } }").await;
    assert_eq!(seen["vendor"]["name"], json!("桂北信息"));
    let numbers: Vec<_> =
        seen["legs"].as_array().expect("legs").iter().map(|leg| leg["contract"]["number"].clone()).collect();
    assert_eq!(numbers, ["NN-2026", "NN-SPARE"]);
    story.end().await;
}

async fn office_version(shed: &Shed, contract: &str) -> i64 {
    let document = "query($id: ID!) { node(id: $id) { ... on ServiceContract { version } } }";
    let found = shed.office.as_("manager").gql(document, json!({ "id": contract })).await;
    found.at("/node/version").as_i64().expect("a version")
}

both! {
    who_may_not_and_what_cannot_receive,
    e28_a_plain_assignment_hands_nothing_over,
    the_operator_decides_where_both_contracts_cover_the_system,
}
