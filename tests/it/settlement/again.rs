//! What is approved rests on what holds: nothing is paid twice, and each quarter counts what the others lost.

use serde_json::{Value, json};

use super::till::{Till, preset};
use crate::assessments::board::Board;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::P4;

const AMOUNTS: &str = "fee gross credit payable already due cappedBy lines { code repeated }";

async fn a_quarter_with_two_statements_is_paid_once(backend: Backend) {
    let till = Till::agreed(backend).await;
    let first = till.prepare(json!({}), AMOUNTS).await;
    assert_eq!(till.offered("supervisor", &first).await, json!(["APPROVE", "REJECT"]));
    till.board.correct().await;
    let approve = Till::on(&first, json!({}));
    let refused = till.refused("supervisor", "approveStatement", approve.clone()).await;
    assert_eq!(refused, one("OUTDATED", "statementId"), "a correction is under way");
    assert_eq!(till.offered("supervisor", &first).await, json!(["REJECT"]));
    assert_eq!(till.offered("manager", &first).await, json!(["WITHDRAW"]));
    till.board.close(0).await;
    let second = till.prepare(json!({}), AMOUNTS).await;
    assert_eq!(
        [&first["payable"], &first["due"], &second["payable"], &second["already"], &second["due"]],
        [&json!("28738.35"), &json!("28738.35"), &json!("41054.79"), &json!("0.00"), &json!("41054.79")]
    );
    let ledger = till.board.story.ledger().await;
    let before = ledger.contents().await;
    assert_eq!(till.refused("supervisor", "approveStatement", approve.clone()).await, one("OUTDATED", "statementId"));
    Ledger::assert_same(&before, &ledger.contents().await, "refused");
    assert_eq!(till.offered("supervisor", &second).await, json!(["APPROVE", "REJECT"]));
    till.approve(&second).await;
    assert_eq!(till.offered("supervisor", &second).await, json!([]));
    assert_eq!(till.refused("supervisor", "approveStatement", approve).await, one("OUTDATED", "statementId"));
    let reject = Till::on(&first, json!({ "reason": "已由更正版本结算" }));
    let rejected = till.must("supervisor", "rejectStatement", reject, "statement { state }").await;
    assert_eq!(rejected["statement"]["state"], "REJECTED");
}

/// Each late response costs 5,000.00, twice as much if it happens again, and all together at most 8,325.00.
fn each_late_response() -> Value {
    let mut rules = preset("BANDS-90-80-70");
    rules["bands"] = json!([]);
    rules["events"] = json!([{
        "code": "LATE", "metric": "RESPONSE", "priorities": ["P4"], "free": 0, "beyondTwice": 1, "beyondThrice": 1,
        "each": { "fen": 500_000 },
    }]);
    rules["onRepetition"] = json!(2);
    rules["contractCap"] = json!("5");
    rules
}

/// One response of the second quarter is late as well, by half an hour of 2 April.
async fn late_again(till: &Till) {
    till.board.until("2026-04-02T01:00:00Z");
    let late = till.board.story.raise(P4).await;
    till.board.story.act("operator", "assignTicket", &late, json!({})).await;
    till.board.until("2026-04-02T08:30:00Z");
    till.board.story.act("engineer", "acknowledgeTicket", &late, json!({})).await;
}

async fn a_second_quarter_counts_what_failed_again_within_what_the_cap_leaves(backend: Backend) {
    let till = Till::of(Board::frozen(backend).await).await;
    till.agree(each_late_response()).await;
    let first = till.prepare(json!({}), AMOUNTS).await;
    assert_eq!([&first["credit"], &first["payable"]], [&json!("5000.00"), &json!("36054.79")]);
    till.approve(&first).await;
    till.board.correct().await;
    late_again(&till).await;
    till.board.close_the_second().await;
    let second = till.prepare_quarter(1, json!({}), AMOUNTS).await;
    // 166,500.00 × 91 / 365; 5 per cent of the contract are 8,325.00, of which 3,325.00 are left.
    assert_eq!(
        [&second["fee"], &second["gross"], &second["credit"], &second["cappedBy"], &second["already"]],
        [&json!("41510.96"), &json!("10000.00"), &json!("3325.00"), &json!("CONTRACT"), &json!("0.00")]
    );
    assert_eq!(second["lines"], json!([{ "code": "LATE", "repeated": true }]));

    // The corrected first quarter lost nothing: its new statement takes the place of the one before.
    till.board.close(0).await;
    let corrected = till.prepare(json!({}), AMOUNTS).await;
    assert_eq!(
        [&corrected["payable"], &corrected["already"], &corrected["due"]],
        [&json!("41054.79"), &json!("36054.79"), &json!("5000.00")]
    );
    till.approve(&corrected).await;
    let approve = Till::on(&second, json!({}));
    assert_eq!(till.refused("supervisor", "approveStatement", approve).await, one("OUTDATED", "statementId"));
    let back = Till::on(&second, json!({ "reason": "一季度已更正" }));
    till.must("manager", "withdrawStatement", back, "").await;
    let anew = till.prepare_quarter(1, json!({}), AMOUNTS).await;
    assert_eq!(
        [&anew["gross"], &anew["credit"], &anew["cappedBy"], &anew["payable"]],
        [&json!("5000.00"), &json!("5000.00"), &json!(null), &json!("36510.96")]
    );
    assert_eq!(anew["lines"], json!([{ "code": "LATE", "repeated": false }]));
    till.approve(&anew).await;
}

async fn the_contracts_cap_holds_in_whichever_order_quarters_are_settled(backend: Backend) {
    let till = Till::of(Board::frozen(backend).await).await;
    till.agree(each_late_response()).await;
    late_again(&till).await;
    till.board.close_the_second().await;
    let second = till.prepare_quarter(1, json!({}), AMOUNTS).await;
    let first = till.prepare(json!({}), AMOUNTS).await;
    assert_eq!([&second["credit"], &first["credit"]], [&json!("5000.00"), &json!("5000.00")]);
    till.approve(&second).await;
    let approve = Till::on(&first, json!({}));
    assert_eq!(till.refused("supervisor", "approveStatement", approve).await, one("OUTDATED", "statementId"));
    let back = Till::on(&first, json!({ "reason": "二季度已结算" }));
    till.must("manager", "withdrawStatement", back, "").await;
    let anew = till.prepare(json!({}), AMOUNTS).await;
    // 5 per cent of the contract are 8,325.00, of which 3,325.00 are left.
    assert_eq!(
        [&anew["gross"], &anew["credit"], &anew["cappedBy"], &anew["payable"]],
        [&json!("5000.00"), &json!("3325.00"), &json!("CONTRACT"), &json!("37729.79")]
    );
    till.approve(&anew).await;
}

both! {
    a_quarter_with_two_statements_is_paid_once,
    a_second_quarter_counts_what_failed_again_within_what_the_cap_leaves,
    the_contracts_cap_holds_in_whichever_order_quarters_are_settled,
}
