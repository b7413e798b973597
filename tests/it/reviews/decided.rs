//! Nothing comes into force that no review has passed, and the verdict follows from the answers.

use migration::{Migrator, MigratorTrait};
use serde_json::json;

use super::bench::{Bench, answers, deviates};
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

const APPROVE: &str = "approveContract";

async fn nothing_comes_into_force_that_no_review_has_passed(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    let refused = async |bench: &Bench| bench.office.refused("supervisor", APPROVE, json!({})).await;
    assert_eq!(refused(&bench).await, one("NO_REVIEW", "contractId"));
    bench.convene(3).await;
    assert_eq!(refused(&bench).await, one("REVIEW_UNDECIDED", "contractId"));
    let asked = bench.asked().await;
    assert_eq!(asked.len(), 3);
    assert_eq!(bench.answer(&asked[0], answers(&[])).await, "IN_PROGRESS");
    let found = [("STAFF-ACCESS", deviates("没有保密协议")), ("OUTSOURCING-C", deviates("能力未写明"))];
    assert_eq!(bench.answer(&asked[1], answers(&found)).await, "IN_PROGRESS");
    assert_eq!(refused(&bench).await, one("REVIEW_UNDECIDED", "contractId"));
    let found = [(
        "STAFF-ACCESS",
        json!({
            "answer": "DEVIATES", "note": "驻场人员未登记", "severity": "CRITICAL", "deadlineOn": "2026-03-16"
        }),
    )];
    assert_eq!(bench.answer(&asked[2], answers(&found)).await, "DECIDED");

    let seen =
        bench.look("manager", "verdict reviewerCount answeredCount items { item { code } outcome evidence }").await;
    assert_eq!(seen["verdict"], "PASSED_WITH_FINDINGS", "one of three against a mandatory item is a finding");
    assert_eq!((&seen["reviewerCount"], &seen["answeredCount"]), (&json!(3), &json!(3)));
    let item = |code: &str| {
        let items = seen["items"].as_array().expect("items");
        items.iter().find(|item| item["item"]["code"] == code).expect("an item").clone()
    };
    let outcomes = ["STAFF-ACCESS", "OUTSOURCING-C", "OUTSOURCING-A"].map(|code| item(code)["outcome"].clone());
    assert_eq!(outcomes, [json!("DEVIATES"), json!("NOTED"), json!("COMPLIES")]);
    let gaps = "no target by policy GX-SLA: RESPONSE P1, RESOLVE P1, RESOLVE P4 (NN-OLD)";
    assert_eq!(item("PROMISE-TARGETS")["evidence"], gaps, "every gap is named");
    assert_eq!(item("SYSTEM-FILING")["evidence"], "no filing number, by level: NN-OLD (3)");
    assert_eq!(item("NOTICE")["outcome"], "COMPLIES");

    let staff = bench.rectification("vendor_manager", "STAFF-ACCESS").await;
    assert_eq!(
        (&staff["severity"], &staff["party"], &staff["dueOn"], &staff["state"]),
        (&json!("CRITICAL"), &json!("VENDOR"), &json!("2026-03-16"), &json!("OPEN")),
        "the gravest, by the earliest day"
    );
    let said = staff["finding"].as_str().expect("a text");
    assert!(said.contains("没有保密协议") && said.contains("驻场人员未登记"), "{said}");
    let usual = bench.rectification("manager", "PROMISE-TARGETS").await;
    assert_eq!((&usual["dueOn"], &usual["party"]), (&json!("2026-05-01"), &json!("BUYER")), "sixty days");
    let topics = ["review.convened", "review.decided", "rectification.opened"];
    // What the world's own two contracts came to was told before: three findings each.
    let told = [bench.office.told(topics[0]).await, bench.office.told(topics[1]).await];
    assert_eq!(told, [3, 3]);
    assert!(bench.office.told(topics[2]).await >= 4);

    assert_eq!(bench.office.step("supervisor", APPROVE, json!({})).await, "APPROVED");
    assert_eq!(bench.office.step("manager", "activateContract", json!({})).await, "ACTIVE");
    bench.office.story.world.pass(chrono::TimeDelta::minutes(1));
}

/// What was computed is told in the language of whoever reads, of before an upgrade too; reviewers are read as they wrote.
async fn findings_are_told_in_the_language_of_whoever_reads(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    bench.convene(3).await;
    bench.decide(&[("STAFF-ACCESS", deviates("没有保密协议\n驻场人员未登记"))]).await;
    let told = async |item: &str| {
        let document = "query($id: ID!) { node(id: $id) { ... on ComplianceReview {
            rectifications { finding item { code } } } } }";
        let asked = json!({ "id": bench.review });
        let zh = bench.as_("manager").gql_zh(document, asked).await.at("/node/rectifications");
        let of_item = zh.as_array().expect("rectifications").iter().find(|one| one["item"]["code"] == item);
        [bench.rectification("manager", item).await["finding"].clone(), of_item.expect("one")["finding"].clone()]
    };
    let computed = [
        json!("no target by policy GX-SLA: RESPONSE P1, RESOLVE P1, RESOLVE P4 (NN-OLD)"),
        json!("策略 GX-SLA 没有约定以下时限：RESPONSE P1, RESOLVE P1, RESOLVE P4 (NN-OLD)"),
    ];
    let written = json!("没有保密协议\n驻场人员未登记");
    assert_eq!(told("PROMISE-TARGETS").await, computed);
    assert_eq!(told("STAFF-ACCESS").await, [written.clone(), written.clone()]);

    let ledger = bench.office.story.ledger().await;
    let all = Migrator::migrations();
    let before = all.iter().position(|of| of.name() == "m20261201_000047_finding_languages").expect("a migration");
    let steps = u32::try_from(all.len() - before).expect("few");
    Migrator::down(&ledger.db, Some(steps)).await.expect("down");
    migration::up(&ledger.db).await.expect("up");
    assert_eq!(told("PROMISE-TARGETS").await, computed);
    assert_eq!(told("STAFF-ACCESS").await, [written.clone(), written]);
}

async fn what_failed_is_written_anew_and_reviewed_anew(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    bench.convene(3).await;
    let asked = bench.asked().await;
    let against = [("ARTICLE-PAYMENT", deviates("没有付款进度"))];
    let nothing = [("ARTICLE-PAYMENT", json!({ "answer": "NOT_APPLICABLE", "note": "一次付清" }))];
    bench.answer(&asked[0], answers(&against)).await;
    bench.answer(&asked[1], answers(&nothing)).await;
    bench.answer(&asked[2], answers(&[])).await;
    assert_eq!(bench.look("vendor_manager", "verdict").await["verdict"], "FAILED", "a tie counts against it");
    let refused = bench.office.refused("supervisor", APPROVE, json!({})).await;
    assert_eq!(refused, one("REVIEW_FAILED", "contractId"));
    let again = json!({ "contractId": bench.office.contract, "count": 1 });
    let refused = bench.as_("supervisor").refused("drawReviewers", again).await;
    assert_eq!(refused, one("REVIEW_EXISTS", "contractId"), "nobody is asked until they say yes");

    bench.office.step("manager", "withdrawContract", json!({ "reason": "补充付款条款" })).await;
    let seen = bench.look("manager", "state verdict withdrawnAt").await;
    assert_eq!((&seen["state"], &seen["verdict"]), (&json!("WITHDRAWN"), &json!("FAILED")), "it stays on record");
    assert!(seen["withdrawnAt"].is_string());
    bench.office.step("manager", "submitContractForReview", json!({})).await;
    let refused = bench.office.refused("supervisor", APPROVE, json!({})).await;
    assert_eq!(refused, one("NO_REVIEW", "contractId"), "also of the same draft");
    bench.convene(1).await;
    bench.decide(&[]).await;
    assert_eq!(bench.office.step("supervisor", APPROVE, json!({})).await, "APPROVED");
    let reviews = bench.office.look("manager", "reviews { state verdict termsNumber }").await["reviews"].clone();
    let states = json!([
        { "state": "WITHDRAWN", "verdict": "FAILED", "termsNumber": 1 },
        { "state": "DECIDED", "verdict": "PASSED_WITH_FINDINGS", "termsNumber": 1 },
    ]);
    assert_eq!(reviews, states);
}

async fn other_terms_than_those_it_saw_do_not_come_into_force(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    bench.convene(1).await;
    let asked = bench.asked().await.remove(0);
    let before = bench.look("manager", "fingerprint").await["fingerprint"].clone();
    bench.office.step("manager", "setContractKeyDates", json!({ "noticeDays": 7 })).await;
    let input = json!({ "reviewId": bench.review, "answers": answers(&[]) });
    let refused = bench.as_(&asked).refused("answerReview", input).await;
    assert_eq!(refused, one("REVIEW_OF_OTHER_TERMS", "reviewId"));
    bench.office.step("manager", "setContractKeyDates", json!({ "noticeDays": 60 })).await;
    bench.answer(&asked, answers(&[])).await;
    assert_eq!(bench.look("manager", "fingerprint").await["fingerprint"], before);
    bench.office.step("manager", "setContractKeyDates", json!({})).await;
    let refused = bench.office.refused("supervisor", APPROVE, json!({})).await;
    assert_eq!(refused, one("REVIEW_OF_OTHER_TERMS", "contractId"));
    bench.office.step("manager", "setContractKeyDates", json!({ "noticeDays": 60 })).await;
    assert_eq!(bench.office.step("supervisor", APPROVE, json!({})).await, "APPROVED");
    bench.office.step("manager", "setContractKeyDates", json!({ "noticeDays": 30 })).await;
    let refused = bench.office.refused("manager", "activateContract", json!({})).await;
    assert_eq!(refused, one("REVIEW_OF_OTHER_TERMS", "contractId"), "nor behind the approval");
}

async fn an_amendment_has_a_review_of_its_own(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    let running = global_id("ServiceContract", bench.office.story.world.contract("NN-2026").0);
    bench.office = bench.office.at(running);
    let change = json!({ "reason": "顺延一年", "effectiveOn": "2026-07-01", "endsOn": "2029-01-01" });
    let input = bench.office.input(change).await;
    let made = bench.as_("manager").must("createContractAmendment", input, "contract { amendments { id } }").await;
    let amendment = made["contract"]["amendments"][0]["id"].clone();
    let step = json!({ "amendmentId": amendment });
    let agree = "activateContractAmendment";
    assert_eq!(bench.office.refused("supervisor", agree, step.clone()).await, one("NO_REVIEW", "amendmentId"));
    let both = json!({ "amendmentId": amendment, "contractId": bench.office.contract, "count": 1 });
    assert_eq!(bench.as_("supervisor").refused("drawReviewers", both).await, one("INVALID", "contractId"));
    let convene = json!({ "amendmentId": amendment, "count": 1 });
    let drawn = bench.as_("supervisor").must("drawReviewers", convene, "review { id termsNumber }").await;
    assert_eq!(drawn["review"]["termsNumber"], 2);
    bench.review = drawn["review"]["id"].as_str().expect("an id").to_owned();
    bench.decide(&[]).await;
    let seen = bench.look("manager", "verdict terms { endsOn amount } items { item { code } outcome evidence }").await;
    assert_eq!(
        seen["terms"],
        json!({ "endsOn": "2029-01-01", "amount": "166500.00" }),
        "what it leaves stands there too"
    );
    assert_eq!(seen["verdict"], "FAILED", "three years are the most: {seen}");
    assert_eq!(bench.office.refused("supervisor", agree, step.clone()).await, one("REVIEW_FAILED", "amendmentId"));
    bench.office.step("manager", "withdrawContractAmendment", step).await;
    assert_eq!(bench.look("manager", "state").await["state"], "WITHDRAWN");
}

both! {
    nothing_comes_into_force_that_no_review_has_passed,
    findings_are_told_in_the_language_of_whoever_reads,
    what_failed_is_written_anew_and_reviewed_anew,
    other_terms_than_those_it_saw_do_not_come_into_force,
    an_amendment_has_a_review_of_its_own,
}
