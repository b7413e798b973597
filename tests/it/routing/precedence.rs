//! Overlapping contracts are refused unless a precedence tells them apart; the smaller number binds; and what was decided
//! of a ticket stays what it was.

use serde_json::{Value, json};

use crate::contracts::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::P2;

const BOUND: &str =
    "contract { number } binding { precedence lost { contract { number } precedence because } sentences }";

async fn state(office: &Office, contract: &str, precedence: Option<i32>) -> Vec<(String, Option<String>)> {
    let answer =
        office.as_("manager").mutate("setContractPrecedence", input(office, contract, precedence).await, "").await;
    let errors = answer.at("/setContractPrecedence/errors");
    let text = |error: &Value, key: &str| error[key].as_str().map(str::to_owned);
    let errors = errors.as_array().expect("errors").iter();
    errors.map(|error| (text(error, "code").unwrap_or_default(), text(error, "field"))).collect()
}

async fn input(office: &Office, contract: &str, precedence: Option<i32>) -> Value {
    let query = "query($id: ID!) { node(id: $id) { ... on ServiceContract { version } } }";
    let version = office.as_("manager").gql(query, json!({ "id": contract })).await.at("/node/version");
    json!({ "contractId": contract, "version": version, "precedence": precedence, "reason": "分工约定" })
}

async fn e30_contracts_overlap_only_when_both_state_a_precedence_and_these_differ(backend: Backend) {
    let office = Office::open(backend).await;
    let draft = office.draft("NN-2026-B", "桂北信息", "NN-OA", ("2026-03-01", "2026-12-31"));
    let (second, activate) = office.approved(draft).await;
    let manager = office.as_("manager");
    let overlapping = one("OVERLAPPING_COVERAGE", "contractId");
    assert_eq!(manager.refused("activateContract", activate.clone()).await, overlapping, "nobody has said which binds");
    // A contract that is not in force may state any; the one in force has none.
    assert_eq!(state(&office, &second, Some(10)).await, []);
    let again = |version: i64| json!({ "contractId": second, "version": version });
    assert_eq!(manager.refused("activateContract", again(4)).await, overlapping, "one alone has stated it");
    assert_eq!(state(&office, &office.contract, Some(10)).await, []);
    assert_eq!(manager.refused("activateContract", again(4)).await, overlapping, "both say the same");
    assert_eq!(state(&office, &office.contract, Some(20)).await, []);
    manager.must("activateContract", again(4), "").await;
    let ledger = office.story.ledger().await;
    let before = ledger.contents().await;
    let overlapping = one("OVERLAPPING_COVERAGE", "precedence");
    assert_eq!(state(&office, &second, Some(20)).await, overlapping, "they must stay apart");
    assert_eq!(state(&office, &office.contract, None).await, overlapping);
    assert_eq!(state(&office, &second, Some(10)).await, one("NO_CHANGE", "precedence"));
    for rank in [0, 1_000, -1] {
        assert_eq!(state(&office, &second, Some(rank)).await, one("INVALID", "precedence"), "{rank}");
    }
    let mut silent = input(&office, &second, Some(5)).await;
    silent["reason"] = json!(" ");
    assert_eq!(manager.refused("setContractPrecedence", silent).await, one("REQUIRED", "reason"));
    // An amendment and a resumption go through the same rule.
    Ledger::assert_same(&before, &ledger.contents().await, "refused precedences");
    let third = office.draft("NN-2026-C", "桂北信息", "NN-OLD", ("2026-03-01", "2026-12-31"));
    let third = office.in_force(third).await;
    let systems = [("NN-OLD", "ManagedSystem"), ("NN-OA", "ManagedSystem")];
    let systems = systems.map(|(code, of)| crate::tickets::story::global_id(of, office.story.world.system(code).0));
    let widened = json!({
        "contractId": third, "version": 4, "reason": "扩容", "effectiveOn": "2026-04-01", "systemIds": systems,
    });
    let made = manager.must("createContractAmendment", widened, "contract { amendments { id } }").await;
    let agree = |version: i64| json!({ "amendmentId": made["contract"]["amendments"][0]["id"], "version": version });
    office.amendment_reviewed(made["contract"]["amendments"][0]["id"].as_str().expect("an id")).await;
    let refused = office.as_("supervisor").refused("activateContractAmendment", agree(5)).await;
    assert_eq!(refused.len(), 2, "both contracts that cover it: {refused:?}");
    assert_eq!(state(&office, &third, Some(30)).await, []);
    office.as_("supervisor").must("activateContractAmendment", agree(6), "").await;
    let seen = office.at(third).look("manager", "precedence history { step reason }").await;
    assert_eq!(seen["precedence"], json!(30));
    assert!(seen["history"].to_string().contains(r#"{"reason":"分工约定","step":"SET_PRECEDENCE"}"#), "{seen}");
}

async fn the_smaller_number_binds_and_a_later_precedence_rewrites_no_history(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let alone = &story.raise(P2).await;
    assert_eq!(state(&office, &office.contract, Some(20)).await, []);
    let draft = office.draft("NN-2026-B", "桂北信息", "NN-OA", ("2026-03-01", "2026-12-31"));
    let (second, _) = office.approved(draft).await;
    assert_eq!(state(&office, &second, Some(10)).await, []);
    let activate = json!({ "contractId": second, "version": 4 });
    office.as_("manager").must("activateContract", activate, "").await;
    let contested = &story.raise(P2).await;
    let decided = story.look("manager", contested, BOUND).await;
    assert_eq!(decided["contract"]["number"], json!("NN-2026-B"));
    let lost = json!([{ "contract": { "number": "NN-2026" }, "precedence": 20, "because": "LARGER_PRECEDENCE" }]);
    assert_eq!((&decided["binding"]["precedence"], &decided["binding"]["lost"]), (&json!(10), &lost));
    let said = decided["binding"]["sentences"].to_string();
    assert!(said.contains("Contract NN-2026 covered it as well, but its precedence was 20, after 10"), "{said}");
    // Now the first one goes first: for new tickets.
    assert_eq!(state(&office, &office.contract, Some(5)).await, []);
    let new = story.raise(P2).await;
    assert_eq!(story.look("manager", &new, "contract { number }").await["contract"]["number"], json!("NN-2026"));
    assert_eq!(story.look("manager", contested, BOUND).await, decided, "what was decided stays what it was");
    let seen = story.look("manager", alone, BOUND).await;
    assert_eq!((&seen["contract"]["number"], &seen["binding"]["lost"]), (&json!("NN-2026"), &json!([])));
    assert_eq!(seen["binding"]["precedence"], json!(null), "there was nothing to choose");
    // The vendor of one contract does not learn of the other's.
    let seen = story.look("vendor_manager", &new, BOUND).await;
    let hidden = json!([{ "contract": null, "precedence": 10, "because": "LARGER_PRECEDENCE" }]);
    assert_eq!(seen["binding"]["lost"], hidden);
    let said = seen["binding"]["sentences"].to_string();
    assert!(said.contains("Another contract covered it as well") && !said.contains("NN-2026-B"), "{said}");
    // The audit entry, which nobody can change, says the same.
    let audit = story.ledger().await.rows("audit_entry").await;
    let raised = audit.iter().filter(|row| row.contains("ticket.raise") && row.contains("LARGER_PRECEDENCE")).count();
    assert_eq!(raised, 2, "the two that were contested");
    story.end().await;
}

both! {
    e30_contracts_overlap_only_when_both_state_a_precedence_and_these_differ,
    the_smaller_number_binds_and_a_later_precedence_rewrites_no_history,
}
