//! Bundles of assessments: the score computed again from what was signed.

use domain::bundle::FindingKind;
use serde_json::json;

use super::shelf::{fetched, of};
use crate::assessments::board::Board;
use crate::disputes::desk::one;
use crate::support::both;
use crate::support::db::Backend;

async fn both_sides_get_what_they_signed(backend: Backend) {
    let board = Board::frozen(backend).await;
    let world = &board.story.world;
    let seen = board.look("manager", "id inputHash").await;
    let input = json!({ "assessmentId": seen["id"] });
    let mine = fetched(world, "manager", input.clone()).await;
    assert_eq!(mine.found(), []);
    assert_eq!(mine.name, "evidence-NN-2026-QUARTER-2026-01-01-1.zip");
    assert_eq!(fetched(world, "manager", input.clone()).await, mine);
    assert_eq!(fetched(world, "vendor_manager", input.clone()).await, mine);
    let result = mine.read("result.json");
    assert_eq!(result["inputHash"], seen["inputHash"]);
    let signed = mine.read("signatures.json");
    let signed = signed.as_array().expect("signatures").iter();
    let signed: Vec<_> = signed.map(|of| (of["side"].clone(), of["by"].clone(), of["counts"].clone())).collect();
    let expected = [("AGENCY", "manager"), ("VENDOR", "vendor_manager")];
    assert_eq!(signed, expected.map(|(side, by)| (json!(side), json!(by), json!(true))));
    let steps = mine.read("steps.json");
    let steps: Vec<_> = steps.as_array().expect("steps").iter().map(|of| of["step"].clone()).collect();
    assert_eq!(steps, ["DRAFT", "COMMENT", "DECIDE", "SIGN", "SIGN", "FREEZE"].map(|step| json!(step)));

    let better = mine.forged("inputs.json", |inputs| inputs["counters"]["respond"]["part"] = json!(2));
    for file in ["signatures.json", "result.json"] {
        assert!(better.contains(&of(FindingKind::Differs, file)), "{better:?}");
    }
    let graded = mine.forged("result.json", |result| result["grade"] = json!({ "zh": "优秀", "en": "excellent" }));
    assert_eq!(graded, [of(FindingKind::Differs, "result.json")]);
    let booked = mine.forged("ledger.json", |ledger| {
        *ledger = json!([{
            "id": "01990000-0000-7000-8000-000000000001", "item": "X", "pointsHundredths": -100,
            "occurredOn": "2026-03-02", "evidence": "", "by": "manager", "bookedAt": "2026-03-02T00:00:00Z",
        }]);
    });
    assert_eq!(booked, [of(FindingKind::Differs, "ledger.json")]);
    // Nobody else's business, and nothing before there is a score.
    assert_eq!(world.as_("lz_manager").refused("prepareEvidenceBundle", input).await[0].0, "NOT_FOUND");
    let open = board.quarter("manager", 1, "id").await;
    let input = json!({ "assessmentId": open["id"] });
    let refused = world.as_("manager").refused("prepareEvidenceBundle", input).await;
    assert_eq!(refused, one("WRONG_STATE", "assessmentId"));
}

both! { both_sides_get_what_they_signed }
