//! Bundles of assessments that rest on a score which a dispute revised.

use app::assessment::draft_assessments;
use domain::bundle::FindingKind;
use serde_json::json;

use super::shelf::{fetched, of};
use crate::disputes::scored::Scored;
use crate::support::both;
use crate::support::db::Backend;

async fn a_revised_score_is_told_with_the_one_that_was_given(backend: Backend) {
    let scored = Scored::open(backend, None).await;
    let world = scored.desk.world();
    let score = scored.accepted("1/2").await;
    let dispute = scored.appeal(&score).await;
    let partly = json!({ "outcome": "PARTLY", "score": "3/4", "reason": "门禁记录属实" });
    scored.take("region_manager", "decideDispute", &dispute, partly).await;
    scored.take("vendor_manager", "acceptDecision", &dispute, json!({})).await;
    world.clock.set("2026-03-31T16:00:00Z".parse().expect("an instant"));
    app::scorecard::refresh(&world.system_op()).await.expect("scored");
    draft_assessments(&world.system_op()).await.expect("a run");
    let march = scored.month("2026-03-01", "id state score").await;
    assert_eq!((&march["state"], &march["score"]), (&json!("DRAFT"), &json!("90.00")));
    let bundle = fetched(world, "manager", json!({ "assessmentId": march["id"] })).await;
    assert_eq!(bundle.found(), []);
    let told = bundle.read("manual-scores.json");
    assert_eq!(told[0]["rate"], "1/2");
    let revised = &told[0]["revised"];
    assert_eq!((&revised["rate"], &revised["by"]), (&json!("3/4"), &json!("region_manager")));
    let disputes = bundle.read("disputes.json");
    assert_eq!((&disputes[0]["subject"], &disputes[0]["criterion"]), (&json!("MANUAL_SCORE"), &json!("STAFFING")));
    let ruling = json!({ "outcome": "PARTLY", "score": "3/4" });
    assert_eq!((&disputes[0]["ruling"], disputes.as_array().map(Vec::len)), (&ruling, Some(1)));
    let kinds = bundle.forged("manual-scores.json", |told| told[0]["revised"] = json!(null));
    assert_eq!(kinds, [of(FindingKind::Differs, "manual-scores.json")]);
}

both! { a_revised_score_is_told_with_the_one_that_was_given }
