//! What a contract says of service credits: one proposes, another decides, and contradictions are refused on saving.

use domain::access::Role;
use serde_json::{Value, json};

use super::till::{Till, preset};
use crate::assessments::board::Board;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;

async fn terms_are_proposed_by_one_and_accepted_by_another(backend: Backend) {
    let till = Till::of(Board::open(backend).await).await;
    let (propose, accept) = ("proposeCreditTerms", "acceptCreditTerms");
    let ledger = till.board.story.ledger().await;
    let before = ledger.contents().await;
    let bands = preset("BANDS-90-80-70");
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut rules = bands.clone();
        change(&mut rules);
        till.terms(rules)
    };
    let hole = changed(&|rules| rules["bands"][3]["from"] = json!("10"));
    assert_eq!(till.refused("manager", propose, hole).await, one("INVALID", "rules.bands"));
    let worthless = changed(&|rules| rules["ledgerPoints"] = json!(true));
    assert_eq!(till.refused("manager", propose, worthless).await, one("INVALID", "rules.points"));
    let kpi = json!([{ "criterion": "BEAUTY", "target": "0.9", "below": { "percentPerPoint": "1" } }]);
    let unknown = changed(&|rules| rules["kpis"] = kpi.clone());
    assert_eq!(till.refused("manager", propose, unknown).await, one("NOT_FOUND", "rules.kpis"));
    let misspelt = changed(&|rules| rules["periodCapp"] = json!("10"));
    assert_eq!(till.refused("manager", propose, misspelt).await, one("INVALID", "rules"));
    let mut early = till.terms(bands.clone());
    early["effectiveOn"] = json!("2025-12-31");
    assert_eq!(till.refused("manager", propose, early).await, one("OUTSIDE_PERIOD", "effectiveOn"));
    assert_eq!(till.refused("vendor_manager", propose, till.terms(bands.clone())).await[0].0, "FORBIDDEN");
    assert_eq!(till.refused("lz_manager", propose, till.terms(bands.clone())).await[0].0, "NOT_FOUND");
    Ledger::assert_same(&before, &ledger.contents().await, "refused");

    let fields = "creditTerms { id number accepted availableActions }";
    let proposed = till.must("manager", propose, till.terms(bands.clone()), fields).await["creditTerms"].clone();
    assert_eq!(
        (&proposed["number"], &proposed["accepted"], &proposed["availableActions"]),
        (&json!(1), &json!(null), &json!([]))
    );
    let second = till.refused("manager", propose, till.terms(bands.clone())).await;
    assert_eq!(second, one("WAITING", "contractId"));
    let id = json!({ "creditTermsId": proposed["id"] });
    assert_eq!(till.refused("manager", accept, id.clone()).await[0].0, "FORBIDDEN");
    till.board.role("manager", Role::AgencySupervisor).await;
    assert_eq!(till.refused("manager", accept, id.clone()).await, one("SAME_PERSON", "creditTermsId"));
    let why = json!({ "creditTermsId": proposed["id"], "reason": " " });
    assert_eq!(till.refused("supervisor", "rejectCreditTerms", why).await, one("REQUIRED", "reason"));
    till.must("supervisor", accept, id.clone(), "").await;
    assert_eq!(till.refused("supervisor", accept, id).await, one("WRONG_STATE", "creditTermsId"));
    // Once a version holds, a later one does not reach back.
    let back = till.refused("manager", propose, till.terms(bands)).await;
    assert_eq!(back, one("OUTSIDE_PERIOD", "effectiveOn"));
    let query =
        "query($id: ID!) { creditTerms(contractId: $id) { nodes { number accepted proposerName deciderName } } }";
    let seen = till.board.story.world.as_("vendor_manager").gql(query, json!({ "id": till.contract })).await;
    let held = json!({ "number": 1, "accepted": true, "proposerName": "manager", "deciderName": "supervisor" });
    assert_eq!(seen.at("/creditTerms/nodes"), json!([held]));
    let other = till.board.story.world.as_("lz_manager").gql(query, json!({ "id": till.contract })).await;
    assert_eq!(other.at("/creditTerms/nodes"), json!([]));
}

async fn the_shipped_presets_are_there_to_begin_with(backend: Backend) {
    let till = Till::of(Board::open(backend).await).await;
    let query = "{ creditPresets { code name rules } }";
    let seen = till.board.story.world.as_("manager").gql(query, json!({})).await.at("/creditPresets");
    let codes: Vec<&str> = seen.as_array().expect("presets").iter().filter_map(|of| of["code"].as_str()).collect();
    let expected = [
        "BANDS-90-80-70",
        "SERVICE-POINTS",
        "LATENESS-RATCHET",
        "POINTS-LADDER",
        "PERCENT-BELOW",
        "REWARD-FOR-SUBSIDY",
    ];
    assert_eq!(codes, expected);
    assert_eq!(seen[0]["rules"], preset("BANDS-90-80-70"));
}

both! {
    terms_are_proposed_by_one_and_accepted_by_another,
    the_shipped_presets_are_there_to_begin_with,
}
