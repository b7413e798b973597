//! What a contract says of service credits: one proposes, another decides, and contradictions are refused on saving.

use domain::access::Role;
use serde_json::{Value, json};

use super::till::{Till, preset};
use crate::assessments::board::Board;
use crate::contracts::office::one;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::global_id;

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

async fn a_version_that_waited_too_long_does_not_reach_back(backend: Backend) {
    let till = Till::of(Board::open(backend).await).await;
    till.agree(preset("BANDS-90-80-70")).await;
    let mut today = till.terms(preset("BANDS-90-80-70"));
    today["effectiveOn"] = json!("2026-03-02");
    let proposed = till.must("manager", "proposeCreditTerms", today, "creditTerms { id }").await;
    let id = &proposed["creditTerms"]["id"];
    let both = json!(["ACCEPT_CREDIT_TERMS", "REJECT_CREDIT_TERMS"]);
    assert_eq!(till.offered_terms("supervisor", id).await, both);
    // 3 March begins in Nanning.
    till.board.until("2026-03-02T16:00:00Z");
    assert_eq!(till.offered_terms("supervisor", id).await, json!(["REJECT_CREDIT_TERMS"]));
    let refused = till.refused("supervisor", "acceptCreditTerms", json!({ "creditTermsId": id })).await;
    assert_eq!(refused, one("OUTSIDE_PERIOD", "creditTermsId"));
    let why = json!({ "creditTermsId": id, "reason": "已过生效日期" });
    till.must("supervisor", "rejectCreditTerms", why, "").await;
    let mut tomorrow = till.terms(preset("BANDS-90-80-70"));
    tomorrow["effectiveOn"] = json!("2026-03-04");
    // May would be settled with its quarter, and once more by itself.
    let mut monthly = till.terms(preset("POINTS-LADDER"));
    monthly["effectiveOn"] = json!("2026-05-01");
    let refused = till.refused("manager", "proposeCreditTerms", monthly).await;
    assert_eq!(refused, one("WITHIN_PERIOD", "effectiveOn"));
    let proposed = till.must("manager", "proposeCreditTerms", tomorrow, "creditTerms { id }").await;
    let id = json!({ "creditTermsId": proposed["creditTerms"]["id"] });
    till.must("supervisor", "acceptCreditTerms", id, "").await;
}

/// As one may wait in a database that was there before the lengths of periods were looked at.
async fn a_version_that_waits_and_would_cut_a_quarter_is_not_accepted(backend: Backend) {
    let till = Till::of(Board::open(backend).await).await;
    till.agree(preset("BANDS-90-80-70")).await;
    let mut monthly = till.terms(preset("POINTS-LADDER"));
    monthly["effectiveOn"] = json!("2026-04-01");
    let proposed = till.must("manager", "proposeCreditTerms", monthly, "creditTerms { id }").await;
    let why = json!({ "creditTermsId": proposed["creditTerms"]["id"], "reason": "改为五月起" });
    till.must("supervisor", "rejectCreditTerms", why, "").await;
    // The contract's id serves as one that no version has.
    let written =
        "INSERT INTO credit_terms (id, contract_id, agency_id, vendor_id, number, effective_on, rules, reason,
            proposed_by, proposer, created_at)
        SELECT contract_id, contract_id, agency_id, vendor_id, 3, '2026-05-01', rules, reason, proposed_by, proposer,
            created_at
        FROM credit_terms WHERE number = 2";
    let ledger = till.board.story.ledger().await;
    assert_eq!(ledger.run(written).await.expect("a version"), 1);
    let id = json!(global_id("CreditTerms", till.board.story.world.contract("NN-2026").0));
    assert_eq!(till.offered_terms("supervisor", &id).await, json!(["REJECT_CREDIT_TERMS"]));
    let before = ledger.contents().await;
    let refused = till.refused("supervisor", "acceptCreditTerms", json!({ "creditTermsId": id })).await;
    assert_eq!(refused, one("WITHIN_PERIOD", "creditTermsId"));
    Ledger::assert_same(&before, &ledger.contents().await, "refused");
    let why = json!({ "creditTermsId": id, "reason": "五月在二季度之内" });
    till.must("supervisor", "rejectCreditTerms", why, "").await;
    assert_eq!(till.offered_terms("supervisor", &id).await, json!([]));
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
    a_version_that_waited_too_long_does_not_reach_back,
    a_version_that_waits_and_would_cut_a_quarter_is_not_accepted,
    the_shipped_presets_are_there_to_begin_with,
}
