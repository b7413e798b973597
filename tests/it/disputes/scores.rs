//! A score that somebody gave is disputed as a breach is; another one counts in its place, or nothing does.

use app::assessment::draft_assessments;
use serde_json::{Value, json};

use super::desk::{one, whole};
use super::scored::{Scored, appeal};
use crate::support::both;
use crate::support::db::Backend;
use crate::trials::desk::text;

/// A term of staffing whose rate is the mean of one score.
fn rated(rate: &str, given: Value) -> Value {
    json!({ "rateExact": rate, "note": null, "given": [given] })
}

fn not_rated() -> Value {
    json!({ "rateExact": null, "note": "NOT_GIVEN", "given": [] })
}

async fn another_score_counts_in_the_place_of_one_that_was_given(backend: Backend) {
    let scored = Scored::open(backend, None).await;
    let vendor = scored.as_("vendor_manager");
    let score = scored.give("1/2").await;
    assert_eq!(vendor.refused("appealManualScore", appeal(&score)).await, one("NOT_COUNTED", "manualScoreId"));
    assert_eq!(scored.look("vendor_manager", &score, "availableActions").await["availableActions"], json!([]));
    scored.as_("assessor").must("reviewManualScore", json!({ "manualScoreId": score, "accept": true }), "").await;
    // 60 and half of 40.
    let half = rated("1/2", json!({ "score": "1/2", "revision": null }));
    assert_eq!(scored.card().await, (json!("80.00"), half.clone()));
    let offered = scored.look("vendor_manager", &score, "availableActions").await;
    assert_eq!(offered["availableActions"], json!(["APPEAL_MANUAL_SCORE"]));
    for who in ["manager", "engineer", "supervisor"] {
        assert_eq!(scored.as_(who).refused("appealManualScore", appeal(&score)).await, whole("FORBIDDEN"), "{who}");
    }
    let fields = "dispute { id subject manualScoreId criterion ledgerEntryId ticket { id } clock { id } metric
        disputedRevision state turn dueFrom dueWithinDays dueAt agreedDays { appeal agency escalate supervisor } }";
    let mut begun = vendor.must("appealManualScore", appeal(&score), fields).await["dispute"].take();
    let dispute = text(&begun["id"]);
    assert!(text(&begun["dueFrom"]).starts_with("2026-03-02T"), "{begun}");
    begun.as_object_mut().expect("an object").remove("dueFrom");
    let expected = json!({
        "id": dispute, "subject": "MANUAL_SCORE", "manualScoreId": score, "criterion": "STAFFING", "ledgerEntryId": null,
        "ticket": null, "clock": null, "metric": null, "disputedRevision": null, "state": "APPEALED", "turn": "AGENCY",
        "dueWithinDays": 10, "dueAt": "2026-03-16T10:00:00+00:00",
        "agreedDays": { "appeal": 5, "agency": 10, "escalate": 5, "supervisor": 10 },
    });
    assert_eq!(begun, expected, "a scheme that names no days gives the usual ones");
    assert_eq!(vendor.refused("appealManualScore", appeal(&score)).await, one("ALREADY_DISPUTED", "manualScoreId"));
    assert_eq!(scored.look("vendor_manager", &score, "availableActions").await["availableActions"], json!([]));

    let with = |outcome: &str, more: Value| {
        let mut decision = json!({ "outcome": outcome, "reason": "门禁记录属实" });
        decision.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        decision
    };
    let own = scored.refused("manager", &dispute, with("UPHOLD", json!({}))).await;
    assert_eq!(own, one("OWN_FINDING", "disputeId"), "whoever gave it does not decide");
    for (decision, refusal) in [
        (with("RE_ATTRIBUTE", json!({ "party": "AGENCY" })), one("NOT_POSSIBLE", "outcome")),
        (with("PARTLY", json!({})), one("REQUIRED", "score")),
        (with("PARTLY", json!({ "score": "1/2" })), one("OUT_OF_RANGE", "score")),
        (with("PARTLY", json!({ "score": "0.4" })), one("OUT_OF_RANGE", "score")),
        (with("PARTLY", json!({ "score": "1.1" })), one("OUT_OF_RANGE", "score")),
        (with("PARTLY", json!({ "score": "751/1001" })), one("OUT_OF_RANGE", "score")),
        (with("PARTLY", json!({ "score": "most" })), one("INVALID", "score")),
        (with("UPHOLD", json!({ "score": "3/4" })), one("INVALID", "score")),
    ] {
        assert_eq!(scored.refused("region_manager", &dispute, decision.clone()).await, refusal, "{decision}");
    }
    let partly = with("PARTLY", json!({ "score": "0.75" }));
    assert_eq!(scored.take("region_manager", "decideDispute", &dispute, partly).await, "AGENCY_DECIDED");
    assert_eq!(scored.card().await, (json!("80.00"), half), "nothing is final yet");
    assert_eq!(scored.take("vendor_manager", "acceptDecision", &dispute, json!({})).await, "FINAL");
    let fields = "score state revision { score reason deciderName disputeId } availableActions";
    let expected = json!({
        "score": "1/2", "state": "ACCEPTED", "availableActions": [],
        "revision": { "score": "3/4", "reason": "门禁记录属实", "deciderName": "region_manager", "disputeId": dispute },
    });
    assert_eq!(scored.look("vendor_manager", &score, fields).await, expected, "it stays as it was given");
    let three_quarters = rated("3/4", json!({ "score": "1/2", "revision": { "score": "3/4" } }));
    assert_eq!(scored.card().await, (json!("90.00"), three_quarters));
    let query =
        "query($id: ID!) { node(id: $id) { ... on BreachDispute { ruling { outcome score intervals { from } } } } }";
    let ruling = vendor.gql(query, json!({ "id": dispute })).await.at("/node/ruling");
    assert_eq!(ruling, json!({ "outcome": "PARTLY", "score": "3/4", "intervals": [] }));
    scored.desk.story.end().await;
}

async fn an_excluded_score_gives_its_weight_to_the_others(backend: Backend) {
    let scored = Scored::open(backend, None).await;
    let first = scored.accepted("1/4").await;
    let second = scored.accepted("1/2").await;
    let replaced = scored.as_("vendor_manager").refused("appealManualScore", appeal(&first)).await;
    assert_eq!(replaced, one("NOT_COUNTED", "manualScoreId"), "a later one replaced it");
    assert_eq!(scored.look("vendor_manager", &first, "availableActions").await["availableActions"], json!([]));
    let dispute = scored.appeal(&second).await;
    let decision = json!({ "outcome": "EXCLUDE", "reason": "签到表并非当月" });
    assert_eq!(scored.take("region_manager", "decideDispute", &dispute, decision).await, "FINAL");
    assert_eq!(scored.card().await, (json!("100.00"), not_rated()), "what it replaced does not come back");
    let revision = scored.look("manager", &second, "score revision { score deciderName }").await;
    let expected = json!({ "score": "1/2", "revision": { "score": null, "deciderName": "region_manager" } });
    assert_eq!(revision, expected);
    // Given anew, on better evidence, it counts again and can be disputed.
    let third = scored.accepted("3/4").await;
    assert_eq!(scored.card().await.0, "90.00");
    let offered = scored.look("vendor_manager", &third, "availableActions").await;
    assert_eq!(offered["availableActions"], json!(["APPEAL_MANUAL_SCORE"]));
    scored.desk.story.end().await;
}

async fn an_upheld_score_stays_and_no_hand_in_it_decides(backend: Backend) {
    let scored = Scored::open(backend, None).await;
    let score = scored.accepted("1/2").await;
    let dispute = scored.appeal(&score).await;
    let upheld = json!({ "outcome": "UPHOLD", "reason": "与签到表一致" });
    assert_eq!(scored.take("region_manager", "decideDispute", &dispute, upheld.clone()).await, "AGENCY_DECIDED");
    let why = json!({ "reason": "请上级复核" });
    assert_eq!(scored.take("vendor_manager", "escalateDispute", &dispute, why).await, "ESCALATED");
    let own = scored.refused("assessor", &dispute, upheld.clone()).await;
    assert_eq!(own, one("OWN_FINDING", "disputeId"), "whoever accepted it does not decide");
    assert_eq!(scored.take("supervisor", "decideDispute", &dispute, upheld).await, "FINAL");
    let half = rated("1/2", json!({ "score": "1/2", "revision": null }));
    assert_eq!(scored.card().await, (json!("80.00"), half));
    let ledger = scored.desk.story.ledger().await;
    assert_eq!(ledger.rows("manual_score_revision").await.len(), 0);
    scored.desk.story.end().await;
}

/// Who set another score has brought it; who accepted the first one has brought nothing.
async fn whoever_set_another_score_does_not_decide_the_month(backend: Backend) {
    let scored = Scored::open(backend, None).await;
    let score = scored.accepted("1/2").await;
    let dispute = scored.appeal(&score).await;
    let upheld = json!({ "outcome": "UPHOLD", "reason": "与签到表一致" });
    assert_eq!(scored.take("region_manager", "decideDispute", &dispute, upheld).await, "AGENCY_DECIDED");
    let why = json!({ "reason": "请上级复核" });
    assert_eq!(scored.take("vendor_manager", "escalateDispute", &dispute, why).await, "ESCALATED");
    let partly = json!({ "outcome": "PARTLY", "score": "3/4", "reason": "门禁记录属实" });
    assert_eq!(scored.take("supervisor", "decideDispute", &dispute, partly).await, "FINAL");
    let world = scored.desk.world();
    world.clock.set("2026-03-31T16:00:00Z".parse().expect("an instant"));
    draft_assessments(&world.system_op()).await.expect("a run");
    let march = async |more: Value| {
        let march = scored.month("2026-03-01", "id version").await;
        let mut input = json!({ "assessmentId": march["id"], "version": march["version"] });
        input.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        input
    };
    let agrees = march(json!({ "note": "无异议" })).await;
    scored.as_("vendor_manager").must("commentAssessment", agrees, "").await;
    let own = scored.as_("supervisor").refused("decideAssessment", march(json!({})).await).await;
    assert_eq!(own, one("SAME_PERSON", "assessmentId"));
    let decided = march(json!({})).await;
    let done = scored.as_("assessor").must("decideAssessment", decided, "assessment { state score }").await;
    assert_eq!(done["assessment"], json!({ "state": "DECIDED", "score": "90.00" }));
}

/// I4: March was signed before the score was excluded.
async fn a_decision_about_a_closed_month_moves_points_into_the_next_one(backend: Backend) {
    let scored = Scored::open(backend, None).await;
    let world = scored.desk.world();
    let until = |at: &str| world.clock.set(at.parse().expect("an instant"));
    let run = async || {
        app::scorecard::refresh(&world.system_op()).await.expect("scored");
        draft_assessments(&world.system_op()).await.expect("a run")
    };
    until("2026-03-31T02:00:00Z");
    let score = scored.accepted("1/2").await;
    until("2026-03-31T16:00:00Z");
    run().await;
    for (who, mutation, more) in [
        ("vendor_manager", "commentAssessment", json!({ "note": "另行申诉" })),
        ("supervisor", "decideAssessment", json!({})),
        ("manager", "signAssessment", json!({})),
        ("vendor_manager", "signAssessment", json!({})),
    ] {
        let march = scored.month("2026-03-01", "id version").await;
        let mut input = json!({ "assessmentId": march["id"], "version": march["version"] });
        input.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        scored.as_(who).must(mutation, input, "").await;
    }
    let fields = "id state score inputHash version terms { code contribution }";
    let frozen = scored.month("2026-03-01", fields).await;
    assert_eq!((&frozen["state"], &frozen["score"]), (&json!("FROZEN"), &json!("80.00")));

    until("2026-04-02T02:00:00Z");
    let dispute = scored.appeal(&score).await;
    let decision = json!({ "outcome": "EXCLUDE", "reason": "签到表并非当月" });
    assert_eq!(scored.take("region_manager", "decideDispute", &dispute, decision).await, "FINAL");
    assert_eq!((run().await.adjusted, run().await.adjusted), (1, 0), "booked once");
    assert_eq!(scored.month("2026-03-01", fields).await, frozen, "what is closed stays");
    let shown = scored.month("2026-03-01", "terms { given { score revision { score } } }").await;
    let beside = json!([{ "score": "1/2", "revision": { "score": null } }]);
    assert_eq!(shown["terms"][1]["given"], beside, "and what was decided later stands beside it");
    let april = "state adjustments { cause points aboutId terms { code before after } }";
    let april = scored.month("2026-04-01", april).await;
    let booked = json!({
        "cause": "RECOUNT", "points": "20.00", "aboutId": frozen["id"],
        "terms": [
            { "code": "RESPOND", "before": "60", "after": "100" }, { "code": "STAFFING", "before": "20", "after": "0" },
        ],
    });
    assert_eq!(april, json!({ "state": "OPEN", "adjustments": [booked] }));
}

/// What was decided of a score stays as it was decided (I1).
async fn what_a_dispute_made_of_a_score_stays(backend: Backend) {
    let scored = Scored::open(backend, None).await;
    let score = scored.accepted("1/2").await;
    let dispute = scored.appeal(&score).await;
    scored.take("region_manager", "decideDispute", &dispute, json!({ "outcome": "EXCLUDE", "reason": "属实" })).await;
    let ledger = scored.desk.story.ledger().await;
    for sql in ["UPDATE manual_score_revision SET rate = '1'", "DELETE FROM manual_score_revision"] {
        let error = ledger.run(sql).await.expect_err(sql).to_string();
        assert!(error.contains("manual_score_revision is append-only"), "{sql}: {error}");
    }
    assert_eq!(ledger.rows("manual_score_revision").await.len(), 1);
}

both! {
    another_score_counts_in_the_place_of_one_that_was_given,
    an_excluded_score_gives_its_weight_to_the_others,
    an_upheld_score_stays_and_no_hand_in_it_decides,
    whoever_set_another_score_does_not_decide_the_month,
    a_decision_about_a_closed_month_moves_points_into_the_next_one,
    what_a_dispute_made_of_a_score_stays,
}
