//! What must not be done to a review: each mistake has its typed error, and nothing is written.

use serde_json::{Value, json};

use super::bench::{Bench, answers, manual};
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;

fn denied(code: &str) -> Vec<(String, Option<String>)> {
    vec![(code.to_owned(), None)]
}

async fn a_review_that_cannot_be_convened(backend: Backend) {
    let bench = Bench::open(backend).await;
    let world = &bench.office.story.world;
    let ledger = bench.office.story.ledger().await;
    let before = ledger.contents().await;
    let contract = json!(bench.office.contract);
    let refused = async |who: &str, input: Value| bench.as_(who).refused("drawReviewers", input).await;
    for count in [-1, 0, 2, 8, 9] {
        let input = json!({ "contractId": contract, "count": count });
        assert_eq!(refused("supervisor", input).await, one("INVALID", "count"), "{count}");
    }
    let many = json!({ "contractId": contract, "count": 7 });
    assert_eq!(refused("supervisor", many).await, one("NO_CANDIDATES", "count"), "there are five");
    assert_eq!(refused("supervisor", json!({ "count": 1 })).await, one("INVALID", "contractId"));
    let unknown = json!({ "contractId": contract, "count": 1, "checklistId": "x" });
    assert_eq!(refused("supervisor", unknown).await, one("NOT_FOUND", "checklistId"));
    let running = json!({ "contractId": global_id("ServiceContract", world.contract("NN-2026").0), "count": 1 });
    assert_eq!(refused("supervisor", running).await, one("WRONG_STATE", "contractId"), "it is in force");
    let input = json!({ "contractId": contract, "count": 1 });
    for who in ["manager", "vendor_manager", "assessor", "regulator", "operator", "expert", "security_admin"] {
        assert_eq!(refused(who, input.clone()).await, denied("FORBIDDEN"), "{who}");
    }
    let nothing = json!({ "userId": global_id("User", world.user("operator").0), "active": false });
    assert_eq!(bench.as_("security_admin").refused("updateExpert", nothing).await, one("NOT_LISTED", "userId"));
    Ledger::assert_same(&before, &ledger.contents().await, "nobody was drawn");
}

async fn answers_that_cannot_be_given(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    bench.convene(1).await;
    let asked = bench.asked().await.remove(0);
    let ledger = bench.office.story.ledger().await;
    let before = ledger.contents().await;
    let refused = async |who: &str, answers: Value| {
        bench.as_(who).refused("answerReview", json!({ "reviewId": bench.review, "answers": answers })).await
    };
    let all = "answers";
    assert_eq!(refused(&asked, json!([])).await, one("REQUIRED", all));
    let mut wrong = answers(&[
        ("OUTSOURCING-A", json!({ "answer": "DEVIATES" })),
        ("OUTSOURCING-B", json!({ "answer": "DEVIATES", "note": "缺", "deadlineOn": "2026-03-02" })),
        ("OUTSOURCING-C", json!({ "severity": "MINOR" })),
        ("OUTSOURCING-D", json!({ "answer": "NOT_APPLICABLE", "note": "长".repeat(2_001) })),
    ]);
    let list = wrong.as_array_mut().expect("a list");
    list.push(json!({ "item": "PERIOD", "answer": "COMPLIES" }));
    list.push(list[5].clone());
    let found = refused(&asked, wrong).await;
    let mut codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    codes.sort_unstable();
    let expected = ["DUPLICATE", "INVALID", "OUTSIDE_PERIOD", "REQUIRED", "TOO_LONG", "UNKNOWN_ITEM"];
    assert_eq!(codes, expected, "all mistakes at once");
    assert!(found.iter().all(|(_, field)| field.as_deref() == Some(all)));
    for (who, code) in [("assessor", "FORBIDDEN"), ("supervisor", "FORBIDDEN"), ("vendor_manager", "FORBIDDEN")] {
        assert_eq!(refused(who, answers(&[])).await, denied(code), "{who}");
    }
    let outside = ["expert", "reviewer1"].into_iter().find(|who| *who != asked).expect("another");
    assert_eq!(refused(outside, answers(&[])).await, denied("NOT_FOUND"), "who was not drawn sees nothing of it");
    let blank = json!({ "reviewId": bench.review, "reason": " " });
    assert_eq!(bench.as_(&asked).refused("declineReview", blank).await, one("REQUIRED", "reason"));
    Ledger::assert_same(&before, &ledger.contents().await, "no answer was taken");

    bench.answer(&asked, answers(&[])).await;
    assert_eq!(refused(&asked, answers(&[])).await, one("WRONG_STATE", "reviewId"), "once and for all");
    assert_eq!(manual().len(), 15);
}

async fn a_checklist_of_ones_own(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    let owner = global_id("Agency", bench.office.story.world.agency("NNDSJ").0);
    let text = |text: &str| json!({ "zh": text, "en": text });
    let item = |code: &str, check: Value, days: i64| {
        json!({ "code": code, "section": text("自定"), "requirement": text("应急预案"), "check": check,
            "mandatory": true, "party": "VENDOR", "severity": "MINOR", "days": days })
    };
    let list = |items: Value| json!({ "ownerId": owner, "code": "NN-CHECK", "name": "南宁清单", "items": items });
    let make = "createReviewChecklist";
    let refused = async |items: Value| bench.as_("supervisor").refused(make, list(items)).await;
    assert_eq!(refused(json!([])).await, one("INVALID", "items"));
    assert_eq!(refused(json!([item("A", json!("PERIOD_LIMIT"), 30)])).await, one("INVALID", "items"));
    let three = json!([item("A", Value::Null, 30), item("A", Value::Null, 30), item("B", Value::Null, 0)]);
    assert_eq!(refused(three).await.len(), 2, "twice, and no days");
    let own = list(json!([item("DRILL", Value::Null, 10)]));
    assert_eq!(bench.as_("manager").refused(make, own.clone()).await, denied("FORBIDDEN"), "not who writes contracts");
    bench.as_("supervisor").must(make, own.clone(), "checklist { version owner { id } items { code } }").await;
    assert_eq!(bench.as_("supervisor").refused(make, own.clone()).await, one("NO_CHANGE", "items"));
    let mut second = own;
    second["items"][0]["days"] = json!(20);
    let made = bench.as_("supervisor").must(make, second, "checklist { version }").await;
    assert_eq!(made["checklist"]["version"], 2);

    bench.convene(1).await;
    let seen = bench.look("manager", "checklist { code version } items { item { code } }").await;
    assert_eq!(seen["checklist"], json!({ "code": "NN-CHECK", "version": 2 }), "the buyer's own, the newest");
    let asked = bench.asked().await.remove(0);
    let answer = json!([{ "item": "DRILL", "answer": "DEVIATES", "note": "没有演练" }]);
    bench.answer(&asked, answer).await;
    assert_eq!(bench.look("manager", "verdict").await["verdict"], "FAILED", "mandatory there");
    let list = "{ reviewChecklists { nodes { code version } } }";
    let other = bench.as_("lz_manager").gql(list, json!({})).await.at("/reviewChecklists/nodes");
    assert_eq!(other, json!([{ "code": "OUTSOURCED-OM", "version": 1 }]), "another city has the shipped one");
}

both! {
    a_review_that_cannot_be_convened,
    answers_that_cannot_be_given,
    a_checklist_of_ones_own,
}
