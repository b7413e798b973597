//! Statements that pay a milestone: its share is the fee, and it is paid once.

use serde_json::{Value, json};
use uuid::Uuid;

use super::till::{Till, preset};
use crate::assessments::board::Board;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

const AMOUNTS: &str = "fee credit reward payable already due";

/// Thirty per cent by the end of June, the rest with the year, in place of a plan of this number: the global ids.
async fn planned(till: &Till, plan: i64) -> [Value; 2] {
    let milestone =
        json!({ "number": 1, "name": "首付款", "dueOn": "2026-06-30", "percent": "30", "requirement": "验收单" });
    let rest = json!({ "number": 2, "name": "尾款", "dueOn": "2026-12-31", "requirement": "验收单" });
    let plan = json!({ "contractId": till.contract, "version": plan, "milestones": [milestone, rest] });
    let planned = till.must("manager", "setPaymentPlan", plan, "contract { paymentPlan { milestones { id } } }").await;
    let of = &planned["contract"]["paymentPlan"]["milestones"];
    [of[0]["id"].clone(), of[1]["id"].clone()]
}

/// Handed in, accepted and paid, on the day of the story.
async fn paid(till: &Till, milestone: &Value) {
    let on = |version: i64, more: Value| {
        let mut input = json!({ "milestoneId": milestone, "version": version });
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        input
    };
    till.must("vendor_manager", "submitPaymentMilestone", on(1, json!({ "note": "一季度服务报告" })), "").await;
    till.must("supervisor", "acceptPaymentMilestone", on(2, json!({})), "").await;
    let payment = json!({ "paymentReference": "GZ-2026-001", "paidOn": "2026-04-01" });
    till.must("manager", "recordMilestonePayment", on(3, payment), "").await;
}

async fn a_milestone_pays_its_share_and_a_good_score_is_rewarded(backend: Backend) {
    let till = Till::of(Board::frozen(backend).await).await;
    let mut rules = preset("REWARD-FOR-SUBSIDY");
    rules["period"] = json!("QUARTER");
    rules["reward"]["bands"] = json!([{ "from": "40", "percent": "5" }]);
    till.agree(rules).await;
    let [first, _] = planned(&till, 0).await;
    let fields = format!("milestoneId {AMOUNTS} funding {{ source payer basis amount }}");
    let statement = till.prepare(json!({ "milestoneId": first }), &fields).await;
    // 49,950.00 less 40 per cent, and 5 per cent on top; 40 per cent of it by the county, 60 by the region.
    assert_eq!(
        [&statement["fee"], &statement["credit"], &statement["reward"], &statement["payable"]],
        [&json!("49950.00"), &json!("19980.00"), &json!("2497.50"), &json!("32467.50")]
    );
    assert_eq!(statement["milestoneId"], first);
    let part = |source: &str, payer: &str, basis: &str, amount: &str| json!({ "source": source, "payer": payer, "basis": basis, "amount": amount });
    let expected = json!([
        part("OWN_BUDGET", "县级财政", "一般县", "11988.00"),
        part("SUPERIOR_BUDGET", "自治区财政", "一般县", "17982.00"),
        part("REWARD_FUND", "自治区财政", "考核结果以奖代补", "2497.50"),
    ]);
    assert_eq!(statement["funding"], expected);
}

async fn a_corrected_quarter_is_settled_though_its_milestone_is_paid(backend: Backend) {
    let till = Till::agreed(backend).await;
    let [first, second] = planned(&till, 0).await;
    let statement = till.prepare(json!({ "milestoneId": first }), AMOUNTS).await;
    till.approve(&statement).await;
    paid(&till, &first).await;
    till.board.correct().await;
    till.board.close(0).await;
    let corrected = till.prepare(json!({ "milestoneId": first }), AMOUNTS).await;
    // 30 per cent of 49,950.00 were taken off a score of 45.45, and nothing is off 100.
    assert_eq!(
        [&corrected["fee"], &corrected["payable"], &corrected["already"], &corrected["due"]],
        [&json!("49950.00"), &json!("49950.00"), &json!("34965.00"), &json!("14985.00")]
    );
    till.approve(&corrected).await;

    // The second quarter is not rated: it pays in full, but none of what pays another quarter.
    till.board.close_the_second().await;
    let quarter = till.board.quarter("manager", 1, "id").await["id"].clone();
    let refused = async |milestone: &Value| {
        let input = json!({ "assessmentId": quarter, "milestoneId": milestone });
        till.refused("manager", "prepareStatement", input).await
    };
    let codes: Vec<_> = refused(&first).await.into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["NOT_FOUND", "TAKEN"], "paid, by another quarter");
    let unknown = json!(global_id("PaymentMilestone", Uuid::nil()));
    assert_eq!(refused(&unknown).await, one("NOT_FOUND", "milestoneId"));
    let whole = till.prepare_quarter(1, json!({ "milestoneId": second }), AMOUNTS).await;
    assert_eq!([&whole["payable"], &whole["due"]], [&json!("116550.00"), &json!("116550.00")]);
    till.approve(&whole).await;
}

async fn a_milestone_that_a_quarter_uses_is_not_used_by_another(backend: Backend) {
    let till = Till::agreed(backend).await;
    let [first, _] = planned(&till, 0).await;
    let statement = till.prepare(json!({ "milestoneId": first }), "state").await;
    till.board.close_the_second().await;
    let quarter = till.board.quarter("manager", 1, "id").await["id"].clone();
    let input = json!({ "assessmentId": quarter, "milestoneId": first });
    assert_eq!(till.refused("manager", "prepareStatement", input).await, one("TAKEN", "milestoneId"));
    let back = Till::on(&statement, json!({ "reason": "改由二季度支付" }));
    till.must("manager", "withdrawStatement", back, "").await;
    let second = till.prepare_quarter(1, json!({ "milestoneId": first }), "state").await;
    planned(&till, 1).await;
    let approve = Till::on(&second, json!({}));
    let refused = till.refused("supervisor", "approveStatement", approve).await;
    assert_eq!(refused, one("OUTDATED", "statementId"), "another plan has taken the milestone's place");
}

async fn what_was_paid_without_an_approved_statement_is_not_settled_by_another(backend: Backend) {
    let till = Till::agreed(backend).await;
    let [first, _] = planned(&till, 0).await;
    till.prepare(json!({ "milestoneId": first }), "state").await;
    paid(&till, &first).await;
    till.board.correct().await;
    till.board.close(0).await;
    let input = json!({ "assessmentId": till.assessment().await, "milestoneId": first });
    assert_eq!(till.refused("manager", "prepareStatement", input).await, one("NOT_FOUND", "milestoneId"));
}

both! {
    a_milestone_pays_its_share_and_a_good_score_is_rewarded,
    a_corrected_quarter_is_settled_though_its_milestone_is_paid,
    a_milestone_that_a_quarter_uses_is_not_used_by_another,
    what_was_paid_without_an_approved_statement_is_not_settled_by_another,
}
