//! What is found after a period was closed: booked into the next open one, or made a new revision; never an edit (I4).

use app::assessment::DraftReport;
use serde_json::json;

use super::board::Board;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;

const NOTHING: DraftReport = DraftReport { opened: 0, drafted: 0, lapsed: 0, frozen: 0, adjusted: 0 };
const ADJUSTMENTS: &str =
    "adjustments { cause points reason authorName aboutId terms { code before after } verdictIds }";

async fn a_decision_about_a_closed_quarter_moves_points_into_the_next_one(backend: Backend) {
    let board = Board::frozen(backend).await;
    let frozen = "id state score inputHash version scoredAt terms { code contribution } history { step }";
    let before = board.look("manager", frozen).await;
    board.correct_the_response().await;
    assert_eq!(board.run().await, DraftReport { adjusted: 1, ..NOTHING });
    assert_eq!(board.look("manager", frozen).await, before, "what is closed stays");
    let next = board.quarter("vendor_manager", 1, &format!("id state score {ADJUSTMENTS}")).await;
    assert_eq!((&next["state"], &next["score"]), (&json!("OPEN"), &json!(null)));
    let booked = &next["adjustments"][0];
    assert_eq!((&booked["cause"], &booked["points"]), (&json!("RECOUNT"), &json!("54.55")));
    assert_eq!((&booked["aboutId"], &booked["authorName"]), (&before["id"], &json!("test")));
    assert_eq!(booked["terms"], json!([{ "code": "RESPOND", "before": "0", "after": "600/11" }]));
    assert_eq!(booked["verdictIds"].as_array().map(Vec::len), Some(1), "the verdict that was revised");
    let later = board.look("vendor_manager", "laterAdjustments { points assessmentId }").await;
    assert_eq!(later["laterAdjustments"], json!([{ "points": "54.55", "assessmentId": next["id"] }]));
}

async fn findings_are_booked_by_hand_and_pass_on_when_the_next_quarter_is_not_rated(backend: Backend) {
    let board = Board::frozen(backend).await;
    let adjust = "adjustAssessment";
    let finding = json!({ "points": "-3.5", "reason": "市审计局抽查发现一份巡检记录失实" });
    assert_eq!(board.refused("vendor_manager", adjust, finding.clone()).await[0].0, "FORBIDDEN");
    let zero = json!({ "points": "0", "reason": "无" });
    assert_eq!(board.refused("manager", adjust, zero).await, one("INVALID", "points"));
    let input = board.on(finding).await;
    let booked = board.story.world.as_("manager").must(adjust, input, "assessment { startsOn state }").await;
    assert_eq!(booked["assessment"], json!({ "startsOn": "2026-04-01", "state": "OPEN" }));
    let next = board.quarter("manager", 1, "id version").await;
    let open = json!({ "assessmentId": next["id"], "version": next["version"], "points": "1", "reason": "x" });
    let open = board.story.world.as_("manager").refused(adjust, open).await;
    assert_eq!(open[0].0, "WRONG_STATE", "what is open is scored, not adjusted");

    // 1 July: nothing happened in the second quarter, so it is not rated and passes the points on.
    board.until("2026-06-30T16:00:00Z");
    assert_eq!(board.run().await, DraftReport { opened: 2, drafted: 2, lapsed: 1, ..NOTHING });
    let next = board.quarter("manager", 1, &format!("score notRated {ADJUSTMENTS}")).await;
    assert_eq!((&next["score"], &next["notRated"]), (&json!(null), &json!(true)));
    assert_eq!(next["adjustments"][0]["points"], "-3.50");
    board.until("2026-07-15T16:00:00Z");
    board.run().await;
    for (who, mutation) in
        [("supervisor", "decideAssessment"), ("manager", "signAssessment"), ("vendor_manager", "signAssessment")]
    {
        let next = board.quarter("manager", 1, "id version").await;
        let input = json!({ "assessmentId": next["id"], "version": next["version"] });
        board.story.world.as_(who).must(mutation, input, "").await;
    }
    assert_eq!(board.run().await, DraftReport { adjusted: 1, ..NOTHING });
    let all = board.all("manager", ADJUSTMENTS).await;
    let carried = &all.last().expect("the third quarter")["adjustments"];
    assert_eq!((&carried[0]["cause"], &carried[0]["points"]), (&json!("CARRIED"), &json!("-3.50")));
}

async fn a_correction_is_a_new_revision_that_goes_the_whole_way(backend: Backend) {
    let board = Board::frozen(backend).await;
    let first = board.look("manager", "id state score inputHash version").await;
    board.correct_the_response().await;
    assert_eq!(board.run().await.adjusted, 1);
    assert_eq!(board.refused("manager", "correctAssessment", json!({ "reason": "" })).await, one("REQUIRED", "reason"));
    assert_eq!(board.refused("vendor_manager", "correctAssessment", json!({ "reason": "x" })).await[0].0, "FORBIDDEN");
    let wrong = board.refused("manager", "rescoreAssessment", json!({ "reason": "改一改" })).await;
    assert_eq!(wrong, one("WRONG_STATE", "assessmentId"));
    let input = board.on(json!({ "reason": "依据更正后的响应时间" })).await;
    let fields = "assessment { revision correctsId reason state score }";
    let made = board.story.world.as_("manager").must("correctAssessment", input.clone(), fields).await;
    assert_eq!(
        made["assessment"],
        json!({
            "revision": 2, "correctsId": first["id"], "reason": "依据更正后的响应时间", "state": "DRAFT",
            "score": "100.00",
        })
    );
    let again = board.story.world.as_("manager").refused("correctAssessment", input).await;
    assert_eq!(again, one("SUPERSEDED", "assessmentId"));
    board.step("vendor_manager", "commentAssessment", json!({ "note": "无异议" })).await;
    let own = board.refused("manager", "decideAssessment", json!({})).await;
    assert_eq!(own[0].0, "FORBIDDEN");
    board.step("supervisor", "decideAssessment", json!({})).await;
    board.step("manager", "signAssessment", json!({})).await;
    board.step("vendor_manager", "signAssessment", json!({})).await;
    let all = board.all("manager", "id state score inputHash version").await;
    assert_eq!(all.len(), 3);
    let mut old = first.clone();
    old["revision"] = json!(1);
    assert_eq!(all[0], old, "the first revision stays as it was signed");
    assert_eq!((&all[1]["state"], &all[1]["score"]), (&json!("FROZEN"), &json!("100.00")));
    // The quarter has its points itself now: what was booked into the next is taken back.
    assert_eq!(board.run().await, DraftReport { adjusted: 1, ..NOTHING });
    let next = board.quarter("manager", 1, ADJUSTMENTS).await;
    let points: Vec<_> = next["adjustments"].as_array().expect("two").iter().map(|of| of["points"].clone()).collect();
    assert_eq!(points, [json!("54.55"), json!("-54.55")]);
}

both! {
    a_decision_about_a_closed_quarter_moves_points_into_the_next_one,
    findings_are_booked_by_hand_and_pass_on_when_the_next_quarter_is_not_rated,
    a_correction_is_a_new_revision_that_goes_the_whole_way,
}
