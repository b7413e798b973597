//! A contract from draft to acceptance, and what time does to it.

use app::setup::contract::{ExpireReport, expire_contracts};
use serde_json::json;
use storage::coord::Coord;

use super::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P3, global_id};

async fn a_contract_lives_from_draft_to_acceptance(backend: Backend) {
    let office = Office::open(backend).await;
    let draft = office.draft("NN-2026-B", "八桂运维", "NN-OLD", ("2026-03-01", "2026-03-31"));
    let id = office.drafted(draft).await;
    let office = office.at(id);
    let story = &office.story;
    assert_eq!(office.may("manager").await, "UPDATE SUBMIT SET_KEY_DATES SET_PRECEDENCE");
    assert_eq!(office.may("supervisor").await, "");
    assert_eq!(office.step("manager", "submitContractForReview", json!({})).await, "IN_REVIEW");
    assert_eq!(office.may("supervisor").await, "", "nothing is approved that no review has passed");
    assert_eq!(office.look("supervisor", "canDrawReviewers").await["canDrawReviewers"], true);
    assert_eq!(office.look("manager", "canDrawReviewers").await["canDrawReviewers"], false);
    assert_eq!(office.step("manager", "withdrawContract", json!({ "reason": "金额有误" })).await, "DRAFT");
    office.step("manager", "submitContractForReview", json!({})).await;
    office.reviewed().await;
    assert_eq!(office.may("supervisor").await, "APPROVE");
    assert_eq!(office.step("supervisor", "approveContract", json!({})).await, "APPROVED");
    assert_eq!(office.may("manager").await, "WITHDRAW ACTIVATE SET_KEY_DATES SET_PRECEDENCE");
    let old = story.request("NN-OLD", "门户打不开", P3);
    assert_eq!(office.as_("clerk").refused("raiseTicket", old.clone()).await, one("NOT_COVERED", "systemId"));
    assert_eq!(office.step("manager", "activateContract", json!({})).await, "ACTIVE");
    assert_eq!(office.may("manager").await, "SUSPEND TERMINATE SET_KEY_DATES AMEND SET_PRECEDENCE");
    let ticket = &story.raise_as("clerk", old.clone()).await;

    story.until(4, "01:00");
    assert_eq!(office.step("manager", "suspendContract", json!({ "reason": "安全整改" })).await, "SUSPENDED");
    assert_eq!(office.as_("clerk").refused("raiseTicket", old.clone()).await, one("NOT_COVERED", "systemId"));
    let clock = story.clock(ticket, "RESTORE").await;
    assert_eq!(clock.state, "RUNNING", "clocks run on");
    assert_eq!(office.look("manager", "termsInForce { number }").await["termsInForce"], json!(null));
    story.until(6, "01:00");
    assert_eq!(office.may("manager").await, "RESUME TERMINATE SET_KEY_DATES AMEND SET_PRECEDENCE");
    assert_eq!(office.step("manager", "resumeContract", json!({})).await, "ACTIVE");
    let mut late = old.clone();
    late["raisedAt"] = json!("2026-03-05T03:00:00Z");
    late["lateReason"] = json!("节后补录");
    assert_eq!(
        office.as_("clerk").refused("raiseTicket", late.clone()).await,
        one("NOT_COVERED", "systemId"),
        "that day stays without a contract"
    );
    late["raisedAt"] = json!("2026-03-03T03:00:00Z");
    story.raise_as("clerk", late.clone()).await;

    // 31 March ends in Nanning at 16:00 UTC.
    let expire = async || expire_contracts(&story.world.system_op()).await.expect("a run");
    office.until("2026-03-31T15:59:59Z");
    assert_eq!(expire().await, ExpireReport::default());
    office.until("2026-03-31T16:00:00Z");
    assert_eq!(office.look("manager", "state").await["state"], "ACTIVE", "nobody has looked yet");
    assert_eq!(office.as_("clerk").refused("raiseTicket", old).await, one("NOT_COVERED", "systemId"));
    assert_eq!(expire().await, ExpireReport { expired: 1, terminated: 0 });
    assert_eq!(expire().await, ExpireReport::default());
    assert_eq!(office.may("manager").await, "");
    assert_eq!(office.may("supervisor").await, "ACCEPT");
    let note = json!({ "note": "服务达标" });
    assert_eq!(office.refused("supervisor", "acceptContract", note.clone()).await, one("OPEN_TICKETS", "contractId"));
    late["raisedAt"] = json!("2026-03-31T15:00:00Z");
    let last = &story.raise_as("clerk", late).await;
    for ticket in open_tickets(&office).await {
        story.act("operator", "cancelTicket", &ticket, json!({ "reason": "已停用" })).await;
    }
    let state = story.look("operator", last, "state contractTerms { number }").await;
    assert_eq!(state, json!({ "state": "CANCELLED", "contractTerms": { "number": 1 } }), "its day was covered");
    assert_eq!(office.step("supervisor", "acceptContract", note).await, "ACCEPTED");
    assert_eq!((office.may("manager").await, office.may("supervisor").await), (String::new(), String::new()));

    let fields = "history { version step from to effectiveOn reason actorName userId }";
    let seen = office.look("vendor_manager", fields).await;
    let line = |entry: &serde_json::Value| {
        let text = |name: &str| entry[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {} {} {}", entry["version"], text("step"), text("to"), text("effectiveOn"), text("actorName"))
    };
    let history: Vec<String> = seen["history"].as_array().expect("a history").iter().map(line).collect();
    assert_eq!(
        history,
        [
            "2 SUBMIT IN_REVIEW 2026-03-02 manager",
            "3 WITHDRAW DRAFT 2026-03-02 manager",
            "4 SUBMIT IN_REVIEW 2026-03-02 manager",
            "5 APPROVE APPROVED 2026-03-02 supervisor",
            "6 ACTIVATE ACTIVE 2026-03-02 manager",
            "7 SUSPEND SUSPENDED 2026-03-04 manager",
            "8 RESUME ACTIVE 2026-03-06 manager",
            "9 EXPIRE EXPIRED 2026-04-01 test",
            "10 ACCEPT ACCEPTED 2026-04-01 supervisor",
        ]
    );
    assert_eq!(seen["history"][1]["reason"], "金额有误");
    let by = [&seen["history"][7]["userId"], &seen["history"][8]["userId"]];
    assert_eq!(by, [&json!(null), &json!(global_id("User", story.world.user("supervisor").0))], "time is nobody");
    for (topic, times) in [("contract.expired", 1), ("contract.accepted", 1), ("contract.suspended", 1)] {
        assert_eq!(office.told(topic).await, times, "{topic}");
    }
    story.end().await;
}

/// The global ids of the tickets that the contract bound and that are open.
async fn open_tickets(office: &Office) -> Vec<String> {
    let query = "query($id: ID!) { tickets(filter: { contractId: $id, open: true }) { nodes { id } } }";
    let found = office.as_("region_manager").gql(query, json!({ "id": office.contract })).await.at("/tickets/nodes");
    let ids = found.as_array().expect("tickets").iter().filter_map(|ticket| ticket["id"].as_str());
    ids.map(str::to_owned).collect()
}

async fn an_early_end_is_decided_for_today_or_for_a_day_to_come(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let ending = |on: &str| json!({ "reason": "连续考核不合格", "terminatesOn": on });
    for outside in ["2026-03-01", "2027-01-01"] {
        let refused = office.refused("manager", "terminateContract", ending(outside)).await;
        assert_eq!(refused, one("OUTSIDE_PERIOD", "terminatesOn"), "{outside}");
    }
    assert_eq!(office.step("manager", "terminateContract", ending("2026-03-31")).await, "ACTIVE", "not yet");
    let seen = office.look("vendor_manager", "endsOn terminatesOn keyDates { kind on }").await;
    assert_eq!((&seen["endsOn"], &seen["terminatesOn"]), (&json!("2026-03-30"), &json!("2026-03-31")));
    assert_eq!(seen["keyDates"], json!([{ "kind": "ENDING", "on": "2026-03-30" }]));
    assert_eq!(office.step("manager", "terminateContract", ending("2026-03-04")).await, "ACTIVE", "earlier still");
    // 3 March ends in Nanning at 16:00 UTC.
    story.until(3, "15:59:59");
    story.raise(P3).await;
    let (one_worker, other) = {
        let replica = story.world.replica(Coord::memory()).await;
        story.until(3, "16:00");
        let (here, there) = (story.world.system_op(), replica.app.op_system("test"));
        let (here, there) = tokio::join!(expire_contracts(&here), expire_contracts(&there));
        (here.expect("a run"), there.expect("another"))
    };
    assert_eq!((one_worker.terminated + other.terminated, one_worker.expired + other.expired), (1, 0), "by one of two");
    let late = story.request("NN-OA", "公文收不到", P3);
    assert_eq!(office.as_("clerk").refused("raiseTicket", late).await, one("NOT_COVERED", "systemId"));
    let seen = office.look("manager", "state history { step to effectiveOn }").await;
    assert_eq!(seen["state"], "TERMINATED");
    let history = seen["history"].as_array().expect("a history");
    let ended = json!({ "step": "TERMINATE", "to": "TERMINATED", "effectiveOn": "2026-03-04" });
    assert_eq!(history.last(), Some(&ended));
    let told = (office.told("contract.termination_announced").await, office.told("contract.terminated").await);
    assert_eq!(told, (2, 1));
    story.end().await;
}

async fn e30_an_interim_contract_stands_in_and_has_to_give_way(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let interim = office.draft("NN-2026-C", "桂北信息", "NN-OA", ("2026-03-03", "2026-12-31"));
    let (interim, activate) = office.approved(interim).await;
    let overlap = one("OVERLAPPING_COVERAGE", "contractId");
    assert_eq!(office.as_("manager").refused("activateContract", activate.clone()).await, overlap);
    story.until(3, "01:00");
    office.step("manager", "suspendContract", json!({ "reason": "人员停工" })).await;
    office.as_("manager").must("activateContract", activate, "").await;
    let ticket = story.raise(P3).await;
    let vendor = story.look("operator", &ticket, "vendor { name } contract { number }").await;
    assert_eq!(vendor, json!({ "vendor": { "name": "桂北信息" }, "contract": { "number": "NN-2026-C" } }));
    assert_eq!(office.refused("manager", "resumeContract", json!({})).await, overlap, "one of the two has to go");
    story.until(5, "01:00");
    let end = json!({ "contractId": interim, "version": 4, "reason": "原服务商恢复" });
    office.as_("manager").must("terminateContract", end, "").await;
    assert_eq!(office.step("manager", "resumeContract", json!({})).await, "ACTIVE");
    let ticket = story.raise(P3).await;
    assert_eq!(story.look("operator", &ticket, "vendor { name }").await["vendor"]["name"], "八桂运维");
    story.end().await;
}

/// Most contracts end with the year: all of them in one transaction, however many workers look.
async fn the_end_of_the_year_comes_for_all_at_once(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let ticket = story.raise(P3).await;
    office.until("2026-12-31T16:00:00Z");
    let epoch = story.world.app.coverage().epoch;
    let done = expire_contracts(&story.world.system_op()).await.expect("a run");
    assert_eq!(done, ExpireReport { expired: 2, terminated: 0 });
    assert_eq!(story.world.app.coverage().epoch, epoch + 1, "the snapshots are read anew once");
    let seen = story.look("operator", &ticket, "contract { state } clocks { state }").await;
    assert_eq!(seen["contract"]["state"], "EXPIRED");
    assert!(seen["clocks"].as_array().expect("clocks").iter().any(|clock| clock["state"] == "RUNNING"), "{seen}");
    story.end().await;
}

both! {
    a_contract_lives_from_draft_to_acceptance,
    an_early_end_is_decided_for_today_or_for_a_day_to_come,
    e30_an_interim_contract_stands_in_and_has_to_give_way,
    the_end_of_the_year_comes_for_all_at_once,
}
