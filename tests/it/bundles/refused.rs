//! Who gets no bundle, and when there is none.

use app::setup::user::{GrantRole, create_account, grant_role, withdraw_role};
use domain::access::Role;
use domain::ids::{AgencyId, VendorId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::shelf::{asked, fetched, of_clock, opened};
use crate::dispatch::shed::Shed;
use crate::disputes::desk::{Desk, one, whole};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::story::{P2, Story, global_id};

async fn person(world: &World, login: &str, (role, agency, vendor): (Role, Option<AgencyId>, Option<VendorId>)) {
    let op = world.system_op();
    let user = create_account(&op, login, login, "-".to_owned()).await.expect("an account");
    let grant = GrantRole { user, role, agency, vendor, valid_from: None, valid_until: None };
    grant_role(&op, &grant).await.expect("a role");
}

async fn refused(world: &World, who: &str, input: Value) -> Vec<(String, Option<String>)> {
    world.as_(who).refused("prepareEvidenceBundle", input).await
}

async fn what_is_not_seen_is_not_found_and_what_has_no_verdict_has_no_bundle(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let clock = desk.clock_id("RESTORE").await;
    assert_eq!(refused(world, "lz_manager", of_clock(&clock)).await[0].0, "NOT_FOUND");
    for who in ["clerk", "operator", "engineer", "system_admin", "audit_admin"] {
        assert_eq!(refused(world, who, of_clock(&clock)).await, whole("FORBIDDEN"), "{who}");
    }
    assert_eq!(refused(world, "manager", json!({})).await, one("INVALID", "clockId"));
    // Neither is looked for: nobody learns by both whether one of them is there.
    let both = json!({ "clockId": clock, "assessmentId": global_id("AssessmentPeriod", Uuid::nil()) });
    for who in ["manager", "lz_manager"] {
        assert_eq!(refused(world, who, both.clone()).await, one("INVALID", "clockId"), "{who}");
    }
    let running = desk.story.raise(P2).await;
    let clocks = desk.story.look("manager", &running, "clocks { id state }").await;
    let running = clocks["clocks"].as_array().expect("clocks").iter().find(|clock| clock["state"] == "RUNNING");
    let input = json!({ "clockId": running.expect("a running clock")["id"] });
    assert_eq!(refused(world, "manager", input).await, one("WRONG_STATE", "clockId"));
    let nobody = world.nobody().mutate("prepareEvidenceBundle", of_clock(&clock), "").await;
    assert_eq!(nobody.code(), "UNAUTHENTICATED");
}

async fn an_address_is_good_once_for_some_minutes_and_for_as_long_as_the_role(backend: Backend) {
    let desk = Desk::open(backend).await;
    let world = &desk.story.world;
    let input = of_clock(&desk.clock_id("RESTORE").await);
    let url = async |who: &str| asked(world, who, input.clone()).await["url"].as_str().expect("an address").to_owned();
    let once = url("manager").await;
    assert_eq!(opened(world, &once).await.0, 200);
    assert_eq!(opened(world, &once).await.0, 404, "good once");
    let mut forged = url("manager").await;
    forged.push('A');
    assert_eq!(opened(world, &forged).await.0, 404);
    let old = url("manager").await;
    world.pass(chrono::TimeDelta::hours(2));
    assert_eq!(opened(world, &old).await.0, 404, "its time is over");
    let given = url("vendor_manager").await;
    let grant = world.app.directory().users[&world.user("vendor_manager")].grants[0].id;
    withdraw_role(&world.op("security_admin"), grant).await.expect("withdrawn");
    assert_eq!(opened(world, &given).await.0, 404, "it does not outlive the role");
}

async fn e28_a_vendor_of_another_leg_gets_nothing(backend: Backend) {
    let shed = Shed::open(backend).await;
    let story = shed.story();
    let world = &story.world;
    let vendor = Some(world.vendor("桂北信息"));
    person(world, "lz_vendor_manager", (Role::VendorManager, None, vendor)).await;
    let ticket = &shed.at_work().await;
    let clocks = story.look("manager", ticket, "clocks { id metric }").await;
    let of = |metric: &str| {
        let clock = clocks["clocks"].as_array().expect("clocks").iter().find(|clock| clock["metric"] == metric);
        json!({ "clockId": clock.expect("a clock")["id"] })
    };
    let (response, restore) = (of("RESPONSE"), of("RESTORE"));
    assert_eq!(refused(world, "lz_vendor_manager", response.clone()).await[0].0, "NOT_FOUND");
    shed.propose(ticket).await;
    story.until(2, "02:00");
    shed.accept(ticket).await;
    let engineer = json!({ "engineerId": global_id("User", world.user("lz_engineer").0) });
    story.act("operator", "assignTicket", ticket, engineer).await;
    story.act("lz_engineer", "resolveTicket", ticket, json!({ "cause": "光缆中断", "solution": "熔接" })).await;
    // The response was the first vendor's, the restoration is the second's.
    assert_eq!(refused(world, "lz_vendor_manager", response.clone()).await[0].0, "NOT_FOUND");
    assert_eq!(
        refused(world, "vendor_manager", response.clone()).await[0].0,
        "NOT_FOUND",
        "its own, of a leg that ended"
    );
    assert_eq!(refused(world, "vendor_manager", restore.clone()).await[0].0, "NOT_FOUND");
    let mine = fetched(world, "lz_vendor_manager", restore.clone()).await;
    assert_eq!(mine.found(), []);
    assert_eq!(mine.read("subject.json")["parties"]["vendor"], "桂北信息");
    assert_eq!(fetched(world, "manager", restore).await, mine);
    assert_eq!(fetched(world, "manager", response).await.found(), []);
    story.end().await;
}

async fn whoever_raised_on_anothers_contract_gets_none(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    person(world, "county_manager", (Role::ContractManager, Some(world.agency("NNQX")), None)).await;
    let ticket = &story.raise_as("county_clerk", story.request("NN-OA", "公文流转中断", P2)).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    // The district sees its ticket and the verdict, and none of the disputes of the city's contract.
    let seen = story.look("county_manager", ticket, "clocks { id metric state }").await;
    let clock = seen["clocks"].as_array().expect("clocks").iter().find(|clock| clock["metric"] == "RESPONSE");
    let clock = clock.expect("a clock");
    assert_eq!(clock["state"], "MET");
    let response = json!({ "clockId": clock["id"] });
    assert_eq!(refused(world, "county_manager", response.clone()).await, whole("NOT_FOUND"));
    let city = fetched(world, "manager", response.clone()).await;
    assert_eq!(city.found(), []);
    for who in ["vendor_manager", "supervisor", "regulator"] {
        assert_eq!(fetched(world, who, response.clone()).await, city, "{who}");
    }
    story.end().await;
}

both! {
    what_is_not_seen_is_not_found_and_what_has_no_verdict_has_no_bundle,
    an_address_is_good_once_for_some_minutes_and_for_as_long_as_the_role,
    e28_a_vendor_of_another_leg_gets_nothing,
    whoever_raised_on_anothers_contract_gets_none,
}
