//! A vendor that says nothing and signs nothing does not stand in the way.

use app::assessment::DraftReport;
use serde_json::json;

use super::board::Board;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;

const NOTHING: DraftReport = DraftReport { opened: 0, drafted: 0, lapsed: 0, frozen: 0, adjusted: 0 };

async fn silence_is_taken_for_what_it_is_once_the_days_are_over(backend: Backend) {
    let board = Board::drafted(backend).await;
    board.until("2026-04-15T15:59:59Z");
    assert_eq!(board.run().await, NOTHING, "the last day counts");
    assert_eq!(board.may("vendor_manager").await, "COMMENT");
    board.until("2026-04-15T16:00:00Z");
    let late = json!({ "note": "迟到的意见" });
    let refused = board.refused("vendor_manager", "commentAssessment", late.clone()).await;
    assert_eq!(refused, one("WRONG_STATE", "assessmentId"), "whether or not the job has run");
    assert_eq!(board.may("vendor_manager").await, "");
    assert_eq!(board.run().await, DraftReport { lapsed: 2, ..NOTHING });
    let refused = board.refused("vendor_manager", "commentAssessment", late).await;
    assert_eq!(refused, one("WRONG_STATE", "assessmentId"));
    assert_eq!(board.step("supervisor", "decideAssessment", json!({})).await, "DECIDED");
    assert_eq!(board.look("manager", "actsAt").await["actsAt"], "2026-04-30T16:00:00+00:00");
    assert_eq!(board.step("manager", "signAssessment", json!({})).await, "DECIDED");
    board.until("2026-04-30T16:00:00Z");
    assert_eq!(board.run().await, DraftReport { frozen: 1, ..NOTHING });
    let seen = board.look("vendor_manager", "state frozenAt signatures { side } history { step actorName }").await;
    assert_eq!((&seen["state"], &seen["frozenAt"]), (&json!("FROZEN"), &json!("2026-04-30T16:00:00+00:00")));
    assert_eq!(seen["signatures"], json!([{ "side": "AGENCY" }]));
    let expected = json!([
        { "step": "DRAFT", "actorName": "test" }, { "step": "LAPSE", "actorName": "test" },
        { "step": "DECIDE", "actorName": "supervisor" }, { "step": "SIGN", "actorName": "manager" },
        { "step": "FREEZE", "actorName": "test" },
    ]);
    assert_eq!(seen["history"], expected);
}

async fn without_the_agencys_signature_nothing_is_closed(backend: Backend) {
    let board = Board::decided(backend).await;
    board.until("2026-04-15T15:59:59Z");
    assert_eq!(board.may("vendor_manager").await, "OBJECT SIGN");
    board.until("2026-04-15T16:00:00Z");
    let objects = json!({ "reason": "不服" });
    let late = board.refused("vendor_manager", "objectToAssessment", objects.clone()).await;
    assert_eq!(late, one("WRONG_STATE", "assessmentId"), "whether or not the job has run");
    assert_eq!(board.may("vendor_manager").await, "SIGN");
    assert_eq!(board.run().await, DraftReport { lapsed: 1, ..NOTHING }, "Liuzhou's draft");
    let late = board.refused("vendor_manager", "objectToAssessment", objects).await;
    assert_eq!(late, one("WRONG_STATE", "assessmentId"));
    assert_eq!(board.look("manager", "state").await["state"], "DECIDED");
    // The vendor's days are over: the agency's own signature closes it.
    assert_eq!(board.step("manager", "signAssessment", json!({})).await, "FROZEN");
}

both! {
    silence_is_taken_for_what_it_is_once_the_days_are_over,
    without_the_agencys_signature_nothing_is_closed,
}
