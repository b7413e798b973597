//! A ticket goes to the team that its vendor named, and moves between the vendor's teams without touching a clock.

use serde_json::{Value, json};

use crate::contracts::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, P3, global_id};

/// A team of the vendor of Nanning's contract, with its engineer: the global id.
pub async fn team(office: &Office, code: &str) -> String {
    let world = &office.story.world;
    let input = json!({
        "vendorId": global_id("Vendor", world.vendor("八桂运维").0), "code": code, "name": format!("{code} 班"),
        "memberIds": [global_id("User", world.user("engineer").0)],
    });
    let made = office.as_("vendor_manager").must("createVendorTeam", input, "team { id }").await;
    made["team"]["id"].as_str().expect("an id").to_owned()
}

async fn serve(office: &Office, system: Option<&str>, team: Option<&str>) {
    let system = system.map(|code| global_id("ManagedSystem", office.story.world.system(code).0));
    let input = json!({ "contractId": office.contract, "systemId": system, "teamId": team });
    office.as_("vendor_manager").must("setContractTeam", input, "").await;
}

const TEAM: &str = "team { code } binding { team { code } teamRule sentences }";

fn told(seen: &Value) -> (Value, Value, String) {
    let last = seen["binding"]["sentences"].as_array().and_then(|all| all.last()).expect("a sentence");
    (seen["team"]["code"].clone(), seen["binding"]["teamRule"].clone(), last.to_string())
}

async fn a_ticket_goes_to_the_team_that_the_vendor_named(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let before = &story.raise(P3).await;
    let (code, rule, why) = told(&story.look("operator", before, TEAM).await);
    assert_eq!((code, rule), (json!(null), json!(null)));
    assert!(why.contains("common queue"), "{why}");
    let (net, hall) = (team(&office, "NET").await, team(&office, "HALL").await);
    serve(&office, None, Some(&hall)).await;
    serve(&office, Some("NN-OA"), Some(&net)).await;
    let seen =
        office.look("manager", "team { code members { name } } systemTeams { system { code } team { code } }").await;
    assert_eq!(seen["team"], json!({ "code": "HALL", "members": null }), "who is in it is the vendor's affair");
    assert_eq!(seen["systemTeams"], json!([{ "system": { "code": "NN-OA" }, "team": { "code": "NET" } }]));
    let own = &story.raise(P3).await;
    let (code, rule, why) = told(&story.look("operator", own, TEAM).await);
    assert_eq!((code, rule), (json!("NET"), json!("SYSTEM")));
    assert!(why.contains("named team NET for system NN-OA"), "{why}");
    let other = &story.raise_as("county_clerk", story.request("QX-HALL", "叫号机停", P3)).await;
    let (code, rule, why) = told(&story.look("operator", other, TEAM).await);
    assert_eq!((code, rule), (json!("HALL"), json!("CONTRACT")));
    assert!(why.contains("named team HALL for the contract"), "{why}");
    serve(&office, Some("NN-OA"), None).await;
    let later = &story.raise(P3).await;
    assert_eq!(told(&story.look("operator", later, TEAM).await).0, json!("HALL"), "the system has no team any more");
    assert_eq!(told(&story.look("operator", own, TEAM).await).0, json!("NET"), "what was routed stays where it is");
    assert_eq!(story.look("operator", before, "team { code }").await["team"], json!(null));
    // The queue of a team, as its people and the agency see it.
    let query =
        "query($team: ID!) { tickets(filter: { teamId: $team }, orderBy: CREATED_ASC) { totalCount nodes { id } } }";
    for who in ["engineer", "operator"] {
        let found = office.as_(who).gql(query, json!({ "team": hall })).await;
        assert_eq!(
            found.at("/tickets"),
            json!({ "totalCount": 2, "nodes": [{ "id": other }, { "id": later }] }),
            "{who}"
        );
    }
    let foreign = office.as_("lz_engineer").gql(query, json!({ "team": hall })).await;
    assert_eq!(foreign.at("/tickets/totalCount"), json!(0));
    let teams = "{ vendorTeams { totalCount nodes { code name active members { name } vendor { name } } } }";
    let listed = office.as_("engineer").gql(teams, json!({})).await;
    assert_eq!(listed.at("/vendorTeams/nodes/0/code"), json!("HALL"));
    assert_eq!(listed.at("/vendorTeams/nodes/0/members"), json!([{ "name": "engineer" }]));
    assert_eq!(office.as_("lz_engineer").gql(teams, json!({})).await.at("/vendorTeams/totalCount"), json!(0));
    story.end().await;
}

async fn a_vendor_moves_a_ticket_between_its_teams_and_no_clock_is_touched(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let (net, hall) = (team(&office, "NET").await, team(&office, "HALL").await);
    serve(&office, None, Some(&net)).await;
    let ticket = &story.raise(P2).await;
    story.act("vendor_manager", "assignTicket", ticket, json!({})).await;
    story.pass_minutes(10);
    let before = (story.clocks(ticket).await, story.ledger().await.clocks().await);
    let why = json!({ "teamId": hall, "reason": "窗口设备" });
    assert_eq!(story.act("vendor_manager", "routeTicket", ticket, why.clone()).await, "ASSIGNED");
    let after = (story.clocks(ticket).await, story.ledger().await.clocks().await);
    let due = |clocks: &[crate::tickets::story::Clock]| {
        clocks.iter().map(|clock| (clock.metric.clone(), clock.state.clone(), clock.due_at)).collect::<Vec<_>>()
    };
    assert_eq!(due(&after.0), due(&before.0));
    let hashes = |clocks: &[storage::entity::sla_clock::Model]| {
        clocks.iter().map(|clock| (clock.id, clock.input_hash.clone(), clock.due_at)).collect::<Vec<_>>()
    };
    assert_eq!(hashes(&after.1), hashes(&before.1), "nothing that decides a clock has changed");
    let fields =
        "team { code } binding { teamRule } events { type team { code } previousTeam { code } reason actor { name } }";
    let seen = story.look("operator", ticket, fields).await;
    assert_eq!((&seen["team"]["code"], &seen["binding"]["teamRule"]), (&json!("HALL"), &json!("MOVED")));
    let moved = seen["events"].as_array().and_then(|all| all.last()).expect("an event");
    let expected = json!({
        "type": "ROUTED", "team": { "code": "HALL" }, "previousTeam": { "code": "NET" }, "reason": "窗口设备",
        "actor": { "name": "vendor_manager" },
    });
    assert_eq!(moved, &expected);
    assert_eq!(story.told(ticket, "ticket.routed").await, 1);
    assert_eq!(story.refused("vendor_manager", "routeTicket", ticket, why).await, "ALREADY_DONE");
    story.act("vendor_manager", "routeTicket", ticket, json!({})).await;
    let seen = story.look("operator", ticket, "team { code } binding { team { code } sentences }").await;
    assert_eq!((&seen["team"], &seen["binding"]["team"]), (&json!(null), &json!(null)));
    assert!(seen["binding"]["sentences"].to_string().contains("moved the ticket to its common queue"));
    story.end().await;
}

async fn what_must_not_be_done_to_teams(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let net = team(&office, "NET").await;
    serve(&office, None, Some(&net)).await;
    let ticket = story.raise(P3).await;
    let world = &story.world;
    let vendor = global_id("Vendor", world.vendor("八桂运维").0);
    let foreign = global_id("Vendor", world.vendor("桂北信息").0);
    let stranger = global_id("User", world.user("lz_engineer").0);
    let closed = team(&office, "OLD").await;
    office.as_("vendor_manager").must("updateVendorTeam", json!({ "teamId": closed, "active": false }), "").await;
    let before = story.ledger().await.contents().await;
    let refuse = async |who: &str, mutation: &str, input: Value, code: &str, field: Option<&str>| {
        let expected = vec![(code.to_owned(), field.map(str::to_owned))];
        assert_eq!(office.as_(who).refused(mutation, input.clone()).await, expected, "{mutation} {input} by {who}");
    };
    let new = |vendor: &str, code: &str, members: Value| json!({ "vendorId": vendor, "code": code, "name": "班", "memberIds": members });
    refuse("vendor_manager", "createVendorTeam", new(&vendor, "NET", json!([])), "TAKEN", Some("code")).await;
    refuse("vendor_manager", "createVendorTeam", new(&vendor, "net", json!([])), "INVALID", Some("code")).await;
    let outsider = new(&vendor, "X", json!([stranger]));
    refuse("vendor_manager", "createVendorTeam", outsider, "NOT_FOUND", Some("memberIds")).await;
    refuse("vendor_manager", "createVendorTeam", new(&foreign, "X", json!([])), "NOT_FOUND", None).await;
    refuse("engineer", "createVendorTeam", new(&vendor, "X", json!([])), "FORBIDDEN", None).await;
    refuse("manager", "updateVendorTeam", json!({ "teamId": net, "name": "别的" }), "FORBIDDEN", None).await;
    let close = json!({ "teamId": net, "active": false });
    refuse("vendor_manager", "updateVendorTeam", close, "IN_USE", Some("active")).await;
    let serve = |system: &str, team: &str| {
        let system = global_id("ManagedSystem", world.system(system).0);
        json!({ "contractId": office.contract, "systemId": system, "teamId": team })
    };
    refuse("vendor_manager", "setContractTeam", serve("NN-OLD", &net), "NOT_FOUND", Some("systemId")).await;
    refuse("vendor_manager", "setContractTeam", serve("NN-OA", &closed), "NOT_FOUND", Some("teamId")).await;
    refuse("manager", "setContractTeam", serve("NN-OA", &net), "FORBIDDEN", None).await;
    let liuzhous = global_id("ServiceContract", world.contract("LZ-2026").0);
    refuse("vendor_manager", "setContractTeam", json!({ "contractId": liuzhous, "teamId": net }), "NOT_FOUND", None)
        .await;
    let route = |team: &str| json!({ "ticketId": ticket, "teamId": team });
    refuse("vendor_manager", "routeTicket", route(&closed), "NOT_FOUND", Some("teamId")).await;
    for who in ["engineer", "operator", "manager"] {
        refuse(who, "routeTicket", route(&net), "FORBIDDEN", None).await;
    }
    let long = json!({ "ticketId": ticket, "reason": "长".repeat(2_001) });
    assert_eq!(office.as_("vendor_manager").refused("routeTicket", long).await, one("TOO_LONG", "reason"));
    Ledger::assert_same(&before, &story.ledger().await.contents().await, "refused changes of teams");
}

both! {
    a_ticket_goes_to_the_team_that_the_vendor_named,
    a_vendor_moves_a_ticket_between_its_teams_and_no_clock_is_touched,
    what_must_not_be_done_to_teams,
}
