//! What must not be done to a contract: each mistake has its typed error, and nothing is written.

use serde_json::{Value, json};

use super::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;

/// Each step on a contract and what it needs beside contract and version.
fn steps() -> [(&'static str, &'static str, Value); 8] {
    [
        ("submitContractForReview", "manager", json!({})),
        ("withdrawContract", "manager", json!({})),
        ("approveContract", "supervisor", json!({})),
        ("activateContract", "manager", json!({})),
        ("suspendContract", "manager", json!({ "reason": "整改" })),
        ("resumeContract", "manager", json!({})),
        ("terminateContract", "manager", json!({ "reason": "违约" })),
        ("acceptContract", "supervisor", json!({})),
    ]
}

async fn a_step_that_the_state_does_not_allow(backend: Backend) {
    let office = Office::open(backend).await;
    let ledger = office.story.ledger().await;
    let before = ledger.contents().await;
    let in_force = ["suspendContract", "terminateContract"];
    for (mutation, who, more) in steps().into_iter().filter(|(mutation, ..)| !in_force.contains(mutation)) {
        assert_eq!(office.refused(who, mutation, more).await, one("WRONG_STATE", "contractId"), "{mutation}");
    }
    Ledger::assert_same(&before, &ledger.contents().await, "steps from ACTIVE");
    let draft = office.draft("NN-2026-B", "八桂运维", "NN-OLD", ("2026-03-01", "2026-03-31"));
    let id = office.drafted(draft).await;
    let office = office.at(id);
    let before = ledger.contents().await;
    for (mutation, who, more) in steps().into_iter().skip(1) {
        assert_eq!(office.refused(who, mutation, more).await, one("WRONG_STATE", "contractId"), "{mutation}");
    }
    let amend = json!({ "reason": "顺延", "effectiveOn": "2026-03-10", "endsOn": "2026-04-30" });
    let refused = office.refused("manager", "createContractAmendment", amend).await;
    assert_eq!(refused, one("WRONG_STATE", "contractId"), "a draft is written anew");
    Ledger::assert_same(&before, &ledger.contents().await, "steps from DRAFT");
}

async fn a_step_of_somebody_else(backend: Backend) {
    let office = Office::open(backend).await;
    let before = office.story.ledger().await.contents().await;
    let mut steps = steps().to_vec();
    steps.push(("setContractKeyDates", "manager", json!({})));
    steps.push(("createContractAmendment", "manager", json!({ "reason": "顺延", "effectiveOn": "2026-07-01" })));
    let denied = |code: &str| vec![(code.to_owned(), None)];
    for (mutation, may, more) in &steps {
        // Who writes does not approve, and the other way round; the vendor sees its contract and does neither.
        for who in ["manager", "supervisor", "vendor_manager", "operator"].into_iter().filter(|who| who != may) {
            assert_eq!(office.refused(who, mutation, more.clone()).await, denied("FORBIDDEN"), "{mutation} by {who}");
        }
        if *may == "manager" {
            let other = office.refused("lz_manager", mutation, more.clone()).await;
            assert_eq!(other, denied("NOT_FOUND"), "{mutation} by another city");
        }
        let mut stale = more.clone();
        stale["version"] = json!(1);
        assert_eq!(office.refused(may, mutation, stale).await, denied("CONFLICT"), "{mutation} of an old version");
        let mut unknown = more.clone();
        unknown["contractId"] = json!("42");
        assert_eq!(office.refused(may, mutation, unknown).await, one("NOT_FOUND", "contractId"), "{mutation}");
    }
    Ledger::assert_same(&before, &office.story.ledger().await.contents().await, "steps of somebody else");
}

async fn a_step_without_what_it_takes(backend: Backend) {
    let office = Office::open(backend).await;
    let refuse = async |mutation: &str, more: Value, code: &str, field: &str| {
        assert_eq!(office.refused("manager", mutation, more.clone()).await, one(code, field), "{mutation} {more}");
    };
    let long = "长".repeat(2_001);
    refuse("suspendContract", json!({ "reason": " " }), "REQUIRED", "reason").await;
    refuse("suspendContract", json!({ "reason": long }), "TOO_LONG", "reason").await;
    refuse("terminateContract", json!({ "reason": "" }), "REQUIRED", "reason").await;
    for days in [0, 731] {
        refuse("setContractKeyDates", json!({ "noticeDays": days }), "INVALID", "noticeDays").await;
        refuse("setContractKeyDates", json!({ "renewalDays": days }), "INVALID", "renewalDays").await;
    }
    let mut empty = office.draft("NN-2026-B", "八桂运维", "NN-OLD", ("2026-03-01", "2026-03-31"));
    empty["systemIds"] = json!([]);
    let id = office.drafted(empty).await;
    let office = office.at(id);
    let refused = office.refused("manager", "submitContractForReview", json!({})).await;
    assert_eq!(refused, one("NO_SYSTEMS", "contractId"), "nothing incomplete is reviewed");
    let draft = office.draft("NN-2026-D", "八桂运维", "NN-OLD", ("2026-03-01", "2026-03-31"));
    let (id, activate) = office.approved(draft).await;
    let office = office.at(id);
    office.until("2026-04-01T01:00:00Z");
    let refused = office.as_("manager").refused("activateContract", activate).await;
    assert_eq!(refused, one("PERIOD", "contractId"), "it was over before it began");
    let withdrawn = office.step("manager", "withdrawContract", json!({})).await;
    assert_eq!(withdrawn, "DRAFT", "it can be written anew");
}

both! {
    a_step_that_the_state_does_not_allow,
    a_step_of_somebody_else,
    a_step_without_what_it_takes,
}
