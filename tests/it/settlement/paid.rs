//! A statement of what a frozen quarter pays: every line explained, prepared by one, approved by another, then unalterable.

use app::assessment::DraftReport;
use domain::access::Role;
use serde_json::json;

use super::till::{Till, preset};
use crate::assessments::board::Board;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;

const AMOUNTS: &str = "fee gross credit earnedBack reward payable already due cappedBy";

async fn a_quarter_is_settled_line_by_line(backend: Backend) {
    let till = Till::agreed(backend).await;
    let fields = format!(
        "state score {AMOUNTS} percent lines {{ kind arithmetic percent points repeated }} caps {{ kind limit }}
         funding {{ source payer percent amount }} rightToTerminate preparerName availableActions"
    );
    let statement = till.prepare(json!({}), &fields).await;
    // 166,500.00 × 90 / 365 = 41,054.7945…, of which 30 per cent are 12,316.437.
    let amounts = json!({
        "fee": "41054.79", "gross": "12316.44", "credit": "12316.44", "earnedBack": "0.00", "reward": "0.00",
        "payable": "28738.35", "already": "0.00", "due": "28738.35", "cappedBy": null,
    });
    for (name, value) in amounts.as_object().expect("amounts") {
        assert_eq!(&statement[name], value, "{name}");
    }
    assert_eq!((&statement["state"], &statement["score"]), (&json!("PREPARED"), &json!("45.45")));
    let band = json!({
        "kind": "BAND", "arithmetic": "45.45 ≥ 0: 30 %", "percent": "30", "points": "0", "repeated": false,
    });
    assert_eq!((&statement["lines"], &statement["percent"]), (&json!([band]), &json!("30")));
    assert_eq!(statement["caps"], json!([{ "kind": "FEE", "limit": "41054.79" }]));
    let whole = json!({
        "source": "OWN_BUDGET", "payer": "南宁市大数据发展局", "percent": "100", "amount": "28738.35",
    });
    assert_eq!(statement["funding"], json!([whole]));
    assert_eq!(statement["rightToTerminate"], false, "one quarter is not two in a row");
    assert_eq!(statement["availableActions"], json!(["WITHDRAW"]), "the preparer does not approve");
}

async fn whoever_prepared_it_does_not_approve_it_and_what_is_approved_stays(backend: Backend) {
    let till = Till::agreed(backend).await;
    let statement = till.prepare(json!({ "note": "一季度" }), "state").await;
    let taken = json!({ "assessmentId": till.assessment().await });
    assert_eq!(till.refused("manager", "prepareStatement", taken.clone()).await, one("TAKEN", "assessmentId"));
    let approve = Till::on(&statement, json!({}));
    assert_eq!(till.refused("vendor_manager", "approveStatement", approve.clone()).await[0].0, "FORBIDDEN");
    assert_eq!(till.refused("lz_manager", "approveStatement", approve.clone()).await[0].0, "FORBIDDEN");
    till.board.role("manager", Role::AgencySupervisor).await;
    assert_eq!(till.refused("manager", "approveStatement", approve.clone()).await, one("SAME_PERSON", "statementId"));
    let back = Till::on(&statement, json!({ "reason": "请附验收单" }));
    let rejected = till.must("supervisor", "rejectStatement", back, "statement { state availableActions }").await;
    assert_eq!(rejected["statement"], json!({ "state": "REJECTED", "availableActions": [] }));
    assert_eq!(till.refused("supervisor", "approveStatement", approve).await[0].0, "CONFLICT");
    let anew = till.prepare(json!({}), "state inputHash").await;
    let fields = "statement { id state version inputHash history { step note actorName } }";
    let approved =
        till.must("supervisor", "approveStatement", Till::on(&anew, json!({ "note": "同意" })), fields).await;
    let approved = &approved["statement"];
    assert_eq!((&approved["state"], &approved["inputHash"]), (&json!("APPROVED"), &anew["inputHash"]));
    let steps = json!([
        { "step": "PREPARE", "note": null, "actorName": "manager" },
        { "step": "APPROVE", "note": "同意", "actorName": "supervisor" },
    ]);
    assert_eq!(approved["history"], steps);
    let withdraw = Till::on(approved, json!({ "reason": "改主意" }));
    assert_eq!(till.refused("manager", "withdrawStatement", withdraw).await, one("WRONG_STATE", "statementId"));
    let ledger = till.board.story.ledger().await;
    let mut attempts = vec![
        ("UPDATE statement SET payable_fen = 0 WHERE state = 'APPROVED'", "statement is approved"),
        ("DELETE FROM statement WHERE state = 'APPROVED'", "statement is approved"),
        ("UPDATE statement_step SET note = 'x'", "statement_step is append-only"),
        ("DELETE FROM credit_terms_decision", "credit_terms_decision is append-only"),
        ("UPDATE credit_terms SET number = 9", "credit_terms is append-only"),
    ];
    if backend == Backend::Postgres {
        attempts.push(("TRUNCATE statement CASCADE", "statement is approved"));
    }
    for (sql, why) in attempts {
        let error = ledger.run(sql).await.expect_err(sql).to_string();
        assert!(error.contains(why), "{sql}: {error}");
    }
}

async fn nothing_is_settled_before_it_is_frozen_or_without_terms(backend: Backend) {
    let till = Till::of(Board::decided(backend).await).await;
    let input = json!({ "assessmentId": till.assessment().await });
    let refused = till.refused("manager", "prepareStatement", input.clone()).await;
    let codes: Vec<&str> = refused.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["WRONG_STATE", "NO_TERMS"]);
    till.board.step("manager", "signAssessment", json!({})).await;
    till.board.step("vendor_manager", "signAssessment", json!({})).await;
    let mut monthly = preset("BANDS-90-80-70");
    monthly["period"] = json!("MONTH");
    till.agree(monthly).await;
    assert_eq!(till.refused("manager", "prepareStatement", input).await, one("NOT_SETTLED", "assessmentId"));
}

async fn a_corrected_quarter_pays_the_difference(backend: Backend) {
    let till = Till::agreed(backend).await;
    let first = till.prepare(json!({}), "payable").await;
    till.approve(&first).await;
    till.board.correct().await;
    till.board.close(0).await;
    let second = till.prepare(json!({}), AMOUNTS).await;
    assert_eq!(
        [&second["payable"], &second["already"], &second["due"], &second["credit"]],
        [&json!("41054.79"), &json!("28738.35"), &json!("12316.44"), &json!("0.00")]
    );
}

async fn a_contract_that_is_ended_early_pays_the_days_it_served(backend: Backend) {
    let till = Till::agreed(backend).await;
    till.board.end_contract("2026-05-16").await;
    till.board.until("2026-06-30T16:00:00Z");
    let drafted = DraftReport { opened: 1, drafted: 2, lapsed: 1, frozen: 0, adjusted: 0 };
    assert_eq!(till.board.run().await, drafted, "only Liuzhou goes on");
    till.board.agree_to(1).await;
    till.board.close(1).await;
    let statement = till.prepare_quarter(1, json!({}), AMOUNTS).await;
    // 166,500.00 × 45 / 365, in full for not being rated.
    assert_eq!(
        [&statement["fee"], &statement["credit"], &statement["payable"]],
        [&json!("20527.40"), &json!("0.00"), &json!("20527.40")]
    );
}

both! {
    a_quarter_is_settled_line_by_line,
    whoever_prepared_it_does_not_approve_it_and_what_is_approved_stays,
    nothing_is_settled_before_it_is_frozen_or_without_terms,
    a_corrected_quarter_pays_the_difference,
    a_contract_that_is_ended_early_pays_the_days_it_served,
}
