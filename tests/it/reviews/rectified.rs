//! What a review found is mended by a party, found mended by somebody else, and told of in time.

use app::rectification::{RectificationAlertReport, alert_rectifications};
use app::setup::user::{GrantRole, create_account, grant_role};
use domain::access::Role;
use serde_json::{Value, json};
use storage::coord::Coord;

use super::bench::{Bench, deviates};
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;

/// A decided review that left something to the vendor and something to the buyer.
async fn found(backend: Backend) -> (Bench, String) {
    let mut bench = Bench::open(backend).await;
    bench.convene(3).await;
    let reviewer = bench.asked().await.remove(0);
    let staff = json!({ "answer": "DEVIATES", "note": "没有保密协议", "deadlineOn": "2026-03-25" });
    bench.decide(&[("STAFF-ACCESS", staff), ("SUPPLIER-REVIEW", deviates("没有评审条款"))]).await;
    (bench, reviewer)
}

fn on(rectification: &Value, more: Value) -> Value {
    let mut input = json!({ "rectificationId": rectification["id"], "version": rectification["version"] });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    input
}

async fn whoever_had_to_mend_it_does_not_find_it_mended(backend: Backend) {
    let (bench, reviewer) = found(backend).await;
    let world = &bench.office.story.world;
    let op = world.system_op();
    let user = create_account(&op, "nn_supervisor", "nn_supervisor", "-".to_owned()).await.expect("an account");
    let agency = Some(world.agency("NNDSJ"));
    let role = Role::AgencySupervisor;
    let grant = GrantRole { user, role, agency, vendor: None, valid_from: None, valid_until: None };
    grant_role(&op, &grant).await.expect("a supervisor at the buyer");
    let (submit, accept, reopen) = ("submitRectification", "acceptRectification", "reopenRectification");

    let staff = bench.rectification("vendor_manager", "STAFF-ACCESS").await;
    assert_eq!(staff["availableActions"], json!(["SUBMIT"]));
    let evidence = json!({ "evidence": "协议扫描件 2026-017" });
    let ledger = bench.office.story.ledger().await;
    let before = ledger.contents().await;
    for (who, code) in [("manager", "FORBIDDEN"), ("reviewer1", "FORBIDDEN"), ("lz_manager", "NOT_FOUND")] {
        let refused = bench.as_(who).refused(submit, on(&staff, evidence.clone())).await;
        assert_eq!(refused, [(code.to_owned(), None)], "{who}: it is the vendor's");
    }
    let vendor = bench.as_("vendor_manager");
    assert_eq!(vendor.refused(submit, on(&staff, json!({ "evidence": " " }))).await, one("REQUIRED", "evidence"));
    let early = bench.as_("nn_supervisor").refused(accept, on(&staff, json!({}))).await;
    assert_eq!(early, one("WRONG_STATE", "rectificationId"), "nothing is handed in");
    Ledger::assert_same(&before, &ledger.contents().await, "refused");
    vendor.must(submit, on(&staff, evidence.clone()), "rectification { state }").await;
    let stale = vendor.refused(submit, on(&staff, evidence)).await;
    assert_eq!(stale, [("CONFLICT".to_owned(), None)]);
    let staff = bench.rectification("nn_supervisor", "STAFF-ACCESS").await;
    assert_eq!(staff["availableActions"], json!(["ACCEPT", "REOPEN"]), "of the other side");
    let back = json!({ "reason": "缺两份", "dueOn": "2026-03-02" });
    let refused = bench.as_("nn_supervisor").refused(reopen, on(&staff, back)).await;
    assert_eq!(refused, one("OUTSIDE_PERIOD", "dueOn"));
    let back = json!({ "reason": "缺两份", "dueOn": "2026-04-10" });
    bench.as_("nn_supervisor").must(reopen, on(&staff, back), "rectification { state dueOn }").await;
    let staff = bench.rectification("vendor_manager", "STAFF-ACCESS").await;
    assert_eq!((&staff["state"], &staff["dueOn"]), (&json!("REOPENED"), &json!("2026-04-10")));
    vendor.must(submit, on(&staff, json!({ "evidence": "已补齐" })), "").await;
    let staff = bench.rectification(&reviewer, "STAFF-ACCESS").await;
    assert_eq!(staff["availableActions"], json!(["ACCEPT", "REOPEN"]), "a reviewer who found it");
    bench.as_(&reviewer).must(accept, on(&staff, json!({ "note": "齐全" })), "rectification { state }").await;
    let staff = bench.rectification("manager", "STAFF-ACCESS").await;
    let steps: Vec<&str> =
        staff["history"].as_array().expect("a history").iter().filter_map(|step| step["to"].as_str()).collect();
    assert_eq!(steps, ["SUBMITTED", "REOPENED", "SUBMITTED", "ACCEPTED"]);
    assert_eq!(staff["history"][3]["actorName"], reviewer.as_str());

    // What the buyer has to mend takes somebody above it, or a reviewer.
    let review = bench.rectification("manager", "SUPPLIER-REVIEW").await;
    bench.as_("manager").must(submit, on(&review, json!({ "evidence": "补充条款" })), "").await;
    let review = bench.rectification("nn_supervisor", "SUPPLIER-REVIEW").await;
    assert_eq!(review["availableActions"], json!([]));
    let own = bench.as_("nn_supervisor").refused(accept, on(&review, json!({}))).await;
    assert_eq!(own, one("OWN_SIDE", "rectificationId"));
    bench.as_("supervisor").must(accept, on(&review, json!({})), "rectification { state }").await;
    let list = "query($id: ID) { rectifications(contractId: $id, states: [ACCEPTED]) { totalCount nodes { state } } }";
    let accepted = bench.as_("vendor_manager").gql(list, json!({ "id": bench.office.contract })).await;
    assert_eq!(accepted.at("/rectifications/totalCount"), 2);
}

/// The findings of the world's own contracts have later deadlines.
async fn alert(bench: &Bench) -> RectificationAlertReport {
    alert_rectifications(&bench.office.story.world.system_op()).await.expect("a run")
}

async fn it_is_told_of_a_week_before_and_once_it_is_late(backend: Backend) {
    let (bench, _) = found(backend).await;
    assert_eq!(alert(&bench).await.messages, 0);
    // 18 March begins in Nanning at 16:00 UTC.
    bench.office.until("2026-03-17T15:59:59Z");
    let soon = async |bench: &Bench| bench.office.told("rectification.due_soon").await;
    alert(&bench).await;
    let before = soon(&bench).await;
    bench.office.until("2026-03-17T16:00:00Z");
    let replica = bench.office.story.world.replica(Coord::memory()).await;
    let there = replica.app.op_system("test");
    let (here, there) = tokio::join!(alert(&bench), alert_rectifications(&there));
    assert_eq!(here.messages + there.expect("another run").messages, soon(&bench).await as u64 - before as u64);
    assert_eq!(soon(&bench).await, before + 1, "by one of two workers");
    assert_eq!(alert(&bench).await.messages, 0, "and not again");
    bench.office.until("2026-03-25T15:59:59Z");
    let staff = bench.rectification("manager", "STAFF-ACCESS").await;
    assert_eq!(staff["overdue"], false, "the last day counts");
    let late = bench.office.told("rectification.overdue").await;
    bench.office.until("2026-03-25T16:00:00Z");
    alert(&bench).await;
    alert(&bench).await;
    let staff = bench.rectification("manager", "STAFF-ACCESS").await;
    assert_eq!(staff["overdue"], true);
    let list = "query($id: ID) { rectifications(contractId: $id, overdue: true) { nodes { item { code } } } }";
    let overdue = bench.as_("vendor_manager").gql(list, json!({ "id": bench.office.contract })).await;
    let nodes = overdue.at("/rectifications/nodes");
    assert!(nodes.as_array().expect("nodes").contains(&json!({ "item": { "code": "STAFF-ACCESS" } })), "{nodes}");
    assert!(bench.office.told("rectification.overdue").await > late);
    // What is handed in waits for somebody else.
    let vendor = bench.as_("vendor_manager");
    vendor.must("submitRectification", on(&staff, json!({ "evidence": "迟交" })), "rectification { overdue }").await;
    assert_eq!(bench.rectification("manager", "STAFF-ACCESS").await["overdue"], false);
    // Sent back, it has a new deadline, which is told of anew.
    let staff = bench.rectification("supervisor", "STAFF-ACCESS").await;
    let told = soon(&bench).await;
    let back = on(&staff, json!({ "reason": "仍缺" }));
    let sent = bench.as_("supervisor").must("reopenRectification", back, "rectification { dueOn }").await;
    assert_eq!(sent["rectification"]["dueOn"], "2026-04-02", "a week from the day it was sent back");
    alert(&bench).await;
    assert_eq!(soon(&bench).await, told + 1);
    let ledger = bench.office.story.ledger().await;
    for (table, column) in [("review_terms", "terms"), ("rectification_step", "note")] {
        for sql in [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")] {
            let error = ledger.run(&sql).await.expect_err(&sql).to_string();
            assert!(error.contains(&format!("{table} is append-only")), "{sql}: {error}");
        }
    }
}

async fn a_list_by_pages_is_by_deadline(backend: Backend) {
    let (bench, _) = found(backend).await;
    let page = "query($after: String) { rectifications(first: 2, after: $after) { totalCount nodes { id dueOn }
                pageInfo { hasNextPage endCursor } } }";
    let (mut after, mut seen, mut pages) = (Value::Null, Vec::new(), 0);
    let total = loop {
        let found = bench.as_("supervisor").gql(page, json!({ "after": after })).await.at("/rectifications");
        seen.extend(found["nodes"].as_array().expect("nodes").clone());
        pages += 1;
        after = found["pageInfo"]["endCursor"].clone();
        if found["pageInfo"]["hasNextPage"] == false {
            break found["totalCount"].as_u64().expect("a total");
        }
    };
    assert!(pages > 2, "{pages}");
    assert_eq!(seen.len() as u64, total);
    let days: Vec<&str> = seen.iter().filter_map(|one| one["dueOn"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
    let ids: std::collections::BTreeSet<_> = seen.iter().map(|one| one["id"].to_string()).collect();
    assert_eq!(ids.len(), seen.len(), "none twice");
}

both! {
    whoever_had_to_mend_it_does_not_find_it_mended,
    it_is_told_of_a_week_before_and_once_it_is_late,
    a_list_by_pages_is_by_deadline,
}
