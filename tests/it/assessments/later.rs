//! What is found after a period was closed: booked into the next open one, or made a new revision; never an edit (I4).

use app::assessment::DraftReport;
use chrono::{DateTime, Utc};
use serde_json::json;

use super::board::{AFTER, Board, DRAFTED};
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P3, P4, global_id};

const NOTHING: DraftReport = DraftReport { opened: 0, drafted: 0, lapsed: 0, frozen: 0, adjusted: 0 };
const ADJUSTMENTS: &str =
    "adjustments { cause points reason authorName userId aboutId terms { code before after } verdictIds }";

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
    assert_eq!(booked["userId"], json!(null), "the platform");
    assert_eq!(booked["terms"], json!([{ "code": "RESPOND", "before": "0", "after": "600/11" }]));
    assert_eq!(booked["verdictIds"].as_array().map(Vec::len), Some(1), "the verdict that was revised");
    let later = board.look("vendor_manager", "laterAdjustments { points assessmentId }").await;
    assert_eq!(later["laterAdjustments"], json!([{ "points": "54.55", "assessmentId": next["id"] }]));
    let ledger = board.story.ledger().await;
    for sql in
        ["UPDATE assessment_adjustment SET points_hundredths = points_hundredths", "DELETE FROM assessment_adjustment"]
    {
        let error = ledger.run(sql).await.expect_err(sql).to_string();
        assert!(error.contains("assessment_adjustment is append-only"), "{sql}: {error}");
    }
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
    let manager = global_id("User", board.story.world.user("manager").0);
    assert_eq!(next["adjustments"][0]["userId"], manager.as_str());
    board.until("2026-07-15T16:00:00Z");
    assert_eq!(board.run().await, DraftReport { lapsed: 2, ..NOTHING });
    board.close(1).await;
    // A correction before the platform has looked again is not rated either: the points pass on, once.
    board.revise(1, "复核").await;
    board.close(1).await;
    assert_eq!(board.run().await, DraftReport { adjusted: 1, ..NOTHING });
    let all = board.all("manager", ADJUSTMENTS).await;
    let carried = &all.last().expect("the third quarter")["adjustments"];
    assert_eq!((&carried[0]["cause"], &carried[0]["points"]), (&json!("CARRIED"), &json!("-3.50")));
    assert_eq!(carried.as_array().map(Vec::len), Some(1));
}

async fn a_correction_is_a_new_revision_that_goes_the_whole_way(backend: Backend) {
    let board = Board::frozen(backend).await;
    let first = board.look("manager", "id state score inputHash version").await;
    board.correct_the_response().await;
    assert_eq!(board.run().await, DraftReport { adjusted: 1, ..NOTHING });
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
    let offered = board.all("manager", "availableActions").await;
    let offered: Vec<_> = offered.iter().map(|of| of["availableActions"].clone()).collect();
    assert_eq!(offered, [json!([]), json!(["CORRECT"]), json!([])], "the latest revision alone is corrected");
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

async fn what_was_carried_is_taken_back_once_a_correction_is_rated(backend: Backend) {
    let board = Board::frozen(backend).await;
    let finding = board.on(json!({ "points": "-3.5", "reason": "市审计局抽查发现一份巡检记录失实" })).await;
    board.story.world.as_("manager").must("adjustAssessment", finding, "").await;
    board.close_the_second().await;
    assert_eq!(board.run().await, DraftReport { adjusted: 1, ..NOTHING });
    // A fault of the second quarter becomes known in the third: the quarter is rated, and keeps its points itself.
    let mut late = board.story.request("NN-OA", "公文收不到", P4);
    (late["raisedAt"], late["lateReason"]) = (json!("2026-06-30T01:00:00Z"), json!("电话受理，次日补录"));
    let late = board.story.raise_as("clerk", late).await;
    board.story.act("operator", "assignTicket", &late, json!({})).await;
    board.story.act("engineer", "acknowledgeTicket", &late, json!({})).await;
    board.revise(1, "补录工单").await;
    board.close(1).await;
    let rated = board.quarter("manager", 1, "revision notRated state").await;
    let expected = json!({ "startsOn": "2026-04-01", "revision": 2, "notRated": false, "state": "FROZEN" });
    assert_eq!(rated, expected);
    assert_eq!(board.run().await, DraftReport { adjusted: 1, ..NOTHING });
    let all = board.all("manager", ADJUSTMENTS).await;
    let third = all.last().expect("the third quarter")["adjustments"].as_array().expect("two").clone();
    let booked: Vec<_> = third.iter().map(|of| [of["cause"].clone(), of["points"].clone()]).collect();
    assert_eq!(booked, [[json!("CARRIED"), json!("-3.50")], [json!("CARRIED"), json!("3.50")]]);
}

async fn without_a_later_open_quarter_it_takes_a_correction(backend: Backend) {
    let board = Board::frozen(backend).await;
    board.end_contract("2026-07-01").await;
    board.until("2026-06-30T16:00:00Z");
    assert_eq!(board.run().await, DraftReport { opened: 1, drafted: 2, lapsed: 1, ..NOTHING }, "Liuzhou goes on");
    let finding = json!({ "points": "-3.5", "reason": "市审计局抽查发现一份巡检记录失实" });
    assert_eq!(board.refused("manager", "adjustAssessment", finding).await, one("NO_OPEN_PERIOD", "assessmentId"));
    assert_eq!(board.may("manager").await, "CORRECT");
}

/// The fault comes back after the first quarter was signed: its new cycle counts in the second.
async fn e32_a_ticket_of_a_frozen_quarter_reopens_in_the_open_one(backend: Backend) {
    let board = Board::open(backend).await;
    let story = &board.story;
    let ticket = &story.raise(P3).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    let close = async || {
        let solution = json!({ "cause": "交换机故障", "solution": "更换" });
        story.act("engineer", "resolveTicket", ticket, solution).await;
        assert_eq!(story.act("clerk", "confirmTicket", ticket, json!({})).await, "CLOSED");
    };
    story.until(2, "09:00");
    close().await;
    board.until(AFTER);
    assert_eq!(board.run().await, DRAFTED);
    board.step("vendor_manager", "commentAssessment", json!({ "note": "无异议" })).await;
    board.close(0).await;
    let frozen = "id state score inputHash version terms { code numerator denominator } history { step }";
    let before = board.look("manager", frozen).await;
    // RESPOND 2/3; RESTORE, REOPEN and REPEAT 1: 3000 of 4200 weights are won.
    assert_eq!((&before["state"], &before["score"]), (&json!("FROZEN"), &json!("71.43")));

    board.until("2026-04-02T01:00:00Z");
    assert_eq!(story.act("clerk", "reopenTicket", ticket, json!({ "reason": "又断了" })).await, "IN_PROGRESS");
    let instant = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
    let (first, second) = (story.clock(ticket, "RESTORE").await, story.clock_at(ticket, "RESTORE", 2, 1).await);
    assert_eq!(first.judged(), [("MET", "RESOLVED")]);
    // Fourteen hours of working time: six on Thursday, seven on Friday, one after Qingming.
    assert_eq!(second.started_at, instant("2026-04-02T01:00:00Z"));
    assert_eq!(second.stands(), ("RUNNING", Some(instant("2026-04-07T01:00:00Z"))));
    board.until("2026-04-02T02:00:00Z");
    close().await;
    assert_eq!(board.run().await, NOTHING, "nothing of it is booked as found later");
    assert_eq!(board.look("manager", frozen).await, before);

    board.until("2026-06-30T16:00:00Z");
    assert_eq!(board.run().await, DraftReport { opened: 2, drafted: 2, lapsed: 1, ..NOTHING });
    let fields = format!("score terms {{ code numerator denominator }} {ADJUSTMENTS}");
    let next = board.quarter("vendor_manager", 1, &fields).await;
    assert_eq!((&next["score"], &next["adjustments"]), (&json!("80.00"), &json!([])), "2000 of 2500 weights");
    let mut terms = next["terms"].as_array().expect("terms").clone();
    terms.retain(|term| term["denominator"] != 0);
    let term = |code: &str, part: i64, whole: i64| json!({ "code": code, "numerator": part, "denominator": whole });
    assert_eq!(terms, [term("RESTORE", 2, 2), term("REOPEN", 0, 1)], "a restoration at P3 weighs 2");
    assert_eq!(board.look("manager", frozen).await, before);
    story.end().await;
}

both! {
    what_was_carried_is_taken_back_once_a_correction_is_rated,
    without_a_later_open_quarter_it_takes_a_correction,
    e32_a_ticket_of_a_frozen_quarter_reopens_in_the_open_one,
    a_decision_about_a_closed_quarter_moves_points_into_the_next_one,
    findings_are_booked_by_hand_and_pass_on_when_the_next_quarter_is_not_rated,
    a_correction_is_a_new_revision_that_goes_the_whole_way,
}
