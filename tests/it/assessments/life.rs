//! A quarter from open to frozen: drafted by the platform, commented on, decided by somebody else, signed by both sides.

use domain::access::Role;
use serde_json::{Value, json};

use super::board::{AFTER, Board, DRAFTED};
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;
use app::assessment::DraftReport;

async fn it_is_drafted_on_the_first_working_day_after_by_one_of_two_workers(backend: Backend) {
    let board = Board::open(backend).await;
    let open = board.look("vendor_manager", "state score notRated actsAt inputHash terms { code } period endsOn").await;
    assert_eq!(
        open,
        json!({
            "startsOn": "2026-01-01", "revision": 1, "state": "OPEN", "score": null, "notRated": false,
            "actsAt": "2026-03-31T16:00:00+00:00", "inputHash": null, "terms": [], "period": "QUARTER",
            "endsOn": "2026-03-31",
        })
    );
    board.until("2026-03-31T15:59:59Z");
    assert_eq!(board.run().await, DraftReport::default(), "the quarter has not ended");
    board.until(AFTER);
    let other = board.story.world.replica(storage::coord::Coord::memory()).await;
    let (here, there) = (board.story.world.system_op(), other.app.op_system("test"));
    let (one, two) =
        tokio::join!(app::assessment::draft_assessments(&here), app::assessment::draft_assessments(&there));
    let (one, two) = (one.expect("a run"), two.expect("another"));
    assert_eq!((one.opened + two.opened, one.drafted + two.drafted), (DRAFTED.opened, DRAFTED.drafted));
    assert_eq!(board.run().await, DraftReport::default());
    let fields = "state score grade ownScore notRated deducted bonus actsAt terms { code numerator denominator }
        history { version step from to score actorName userId }";
    let draft = board.look("regulator", fields).await;
    assert_eq!(
        [&draft["state"], &draft["score"], &draft["grade"], &draft["ownScore"], &draft["notRated"]],
        [&json!("DRAFT"), &json!("45.45"), &json!("Unqualified"), &json!("45.45"), &json!(false)]
    );
    assert_eq!([&draft["deducted"], &draft["bonus"]], [&json!("0"), &json!("0")]);
    assert_eq!(draft["actsAt"], "2026-04-15T16:00:00+00:00", "a fortnight for the vendor");
    let respond = &draft["terms"][0];
    assert_eq!(*respond, json!({ "code": "RESPOND", "numerator": 1, "denominator": 2 }));
    assert_eq!(
        draft["history"],
        json!([{
            "version": 1, "step": "DRAFT", "from": "OPEN", "to": "DRAFT", "score": "45.45", "actorName": "test",
            "userId": null,
        }])
    );
    let unrated = "{ assessments(filter: { states: [DRAFT] }) { totalCount nodes { score grade notRated } } }";
    let unrated = board.story.world.as_("lz_manager").gql(unrated, json!({})).await;
    assert_eq!(
        unrated.at("/assessments"),
        json!({ "totalCount": 1, "nodes": [{ "score": null, "grade": null, "notRated": true }] }),
        "Liuzhou had nothing to rate"
    );
}

async fn whoever_scored_does_not_decide_and_an_objection_goes_above(backend: Backend) {
    let board = Board::drafted(backend).await;
    for (who, may) in [("manager", "RESCORE"), ("vendor_manager", "COMMENT"), ("supervisor", ""), ("assessor", "")] {
        assert_eq!(board.may(who).await, may, "{who}");
    }
    let ledger = board.story.ledger().await;
    let before = ledger.contents().await;
    let early = board.refused("supervisor", "decideAssessment", json!({})).await;
    assert_eq!(early, one("WRONG_STATE", "assessmentId"), "the vendor has its days");
    assert_eq!(
        board.refused("vendor_manager", "commentAssessment", json!({ "note": " " })).await,
        one("REQUIRED", "note")
    );
    let unknown = json!({ "note": "有异议", "criteria": [{ "criterion": "BEAUTY", "remark": "无此指标" }] });
    assert_eq!(board.refused("vendor_manager", "commentAssessment", unknown).await, one("NOT_FOUND", "criteria"));
    assert_eq!(board.refused("manager", "commentAssessment", json!({ "note": "代填" })).await[0].0, "FORBIDDEN");
    assert_eq!(board.refused("lz_manager", "rescoreAssessment", json!({ "reason": "越权" })).await[0].0, "NOT_FOUND");
    Ledger::assert_same(&before, &ledger.contents().await, "refused");

    // Somebody at the buyer scores and would decide as well.
    board.role("manager", Role::AgencySupervisor).await;
    board.role("nn_supervisor", Role::AgencySupervisor).await;
    board.step("manager", "rescoreAssessment", json!({ "reason": "复核" })).await;
    let said =
        json!({ "note": "响应超时系记录延迟", "criteria": [{ "criterion": "RESPOND", "remark": "见通话记录" }] });
    assert_eq!(board.step("vendor_manager", "commentAssessment", said).await, "COMMENTED");
    assert_eq!(board.may("manager").await, "RESCORE");
    assert_eq!(board.may("nn_supervisor").await, "SEND_BACK DECIDE");
    assert_eq!(board.refused("manager", "decideAssessment", json!({})).await, one("SAME_PERSON", "assessmentId"));
    board.step("nn_supervisor", "sendBackAssessment", json!({ "reason": "请核对通话记录" })).await;
    board.step("manager", "rescoreAssessment", json!({ "reason": "已核对" })).await;
    board.step("vendor_manager", "commentAssessment", json!({ "note": "仍有异议" })).await;
    assert_eq!(board.step("nn_supervisor", "decideAssessment", json!({ "note": "维持" })).await, "DECIDED");
    assert_eq!(board.look("manager", "actsAt").await["actsAt"], "2026-04-15T16:00:00+00:00");

    // What the agency signed under the first decision does not count under the second.
    assert_eq!(board.step("manager", "signAssessment", json!({})).await, "DECIDED");
    assert_eq!(board.may("vendor_manager").await, "OBJECT SIGN");
    assert_eq!(board.step("vendor_manager", "objectToAssessment", json!({ "reason": "不服" })).await, "COMMENTED");
    let own = board.refused("nn_supervisor", "decideAssessment", json!({})).await;
    assert_eq!(own.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["OWN_SIDE", "SAME_PERSON"]);
    assert_eq!(board.may("supervisor").await, "SEND_BACK DECIDE", "above the buyer");
    assert_eq!(board.step("assessor", "decideAssessment", json!({ "note": "终审" })).await, "DECIDED");
    let again = board.refused("vendor_manager", "objectToAssessment", json!({ "reason": "仍不服" })).await;
    assert_eq!(again, one("FINAL", "assessmentId"));
    assert_eq!(board.may("vendor_manager").await, "SIGN");
    assert_eq!(board.step("vendor_manager", "signAssessment", json!({})).await, "DECIDED");
    assert_eq!(board.refused("vendor_manager", "signAssessment", json!({})).await, one("SIGNED", "assessmentId"));
    assert_eq!(board.step("manager", "signAssessment", json!({})).await, "FROZEN");

    let fields = "inputHash objected calendarRevisions policyVersionIds signatures { side inputHash signerName counts }
        history { step note remarks { criterion remark } actorName userId }";
    let seen = board.look("vendor_manager", fields).await;
    let signed = |side: &str, who: &str, counts: bool| json!({ "side": side, "inputHash": seen["inputHash"], "signerName": who, "counts": counts });
    let expected = json!([
        signed("AGENCY", "manager", false),
        signed("VENDOR", "vendor_manager", true),
        signed("AGENCY", "manager", true)
    ]);
    assert_eq!((&seen["signatures"], &seen["objected"]), (&expected, &json!(true)));
    assert_eq!(seen["policyVersionIds"].as_array().map(Vec::len), Some(1));
    let steps: Vec<&str> =
        seen["history"].as_array().expect("a history").iter().filter_map(|step| step["step"].as_str()).collect();
    assert_eq!(
        steps.join(" "),
        "DRAFT RESCORE COMMENT SEND_BACK RESCORE COMMENT DECIDE SIGN OBJECT DECIDE SIGN SIGN FREEZE"
    );
    assert_eq!(seen["history"][2]["remarks"], json!([{ "criterion": "RESPOND", "remark": "见通话记录" }]));
    let person = global_id("User", board.story.world.user("vendor_manager").0);
    let by = |step: usize| (&seen["history"][step]["actorName"], &seen["history"][step]["userId"]);
    assert_eq!(by(0), (&json!("test"), &Value::Null), "the platform");
    assert_eq!(by(2), (&json!("vendor_manager"), &json!(person)));
    assert_eq!(board.may("manager").await, "CORRECT");
    assert_eq!(board.may("vendor_manager").await, "");
}

async fn whoever_saw_an_older_version_takes_no_step(backend: Backend) {
    let board = Board::drafted(backend).await;
    let input: Value = board.on(json!({ "note": "无异议" })).await;
    board.step("manager", "rescoreAssessment", json!({ "reason": "复核" })).await;
    let stale = board.story.world.as_("vendor_manager").refused("commentAssessment", input).await;
    assert_eq!(stale[0].0, "CONFLICT");
}

both! {
    it_is_drafted_on_the_first_working_day_after_by_one_of_two_workers,
    whoever_scored_does_not_decide_and_an_objection_goes_above,
    whoever_saw_an_older_version_takes_no_step,
}
