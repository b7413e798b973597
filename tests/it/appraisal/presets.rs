//! Schemes made from presets, and what contradicts itself.

use domain::scorecard::scheme_presets;
use serde_json::{Value, json};

use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::story::global_id;

async fn a_scheme_is_made_from_each_preset(backend: Backend) {
    let world = World::new(backend).await;
    let owner = global_id("Agency", world.agency("NNDSJ").0);
    let listed = "{ scoringSchemePresets { code name spec } }";
    let listed = world.as_("vendor_manager").gql(listed, json!({})).await.at("/scoringSchemePresets");
    let presets = scheme_presets();
    let codes: Vec<&str> = presets.iter().map(|preset| preset.code.as_str()).collect();
    assert_eq!(listed.as_array().map(Vec::len), Some(presets.len()));
    for (preset, listed) in presets.iter().zip(listed.as_array().expect("a list")) {
        let spec = serde_json::to_value(&preset.scheme).expect("JSON");
        let expected = json!({ "code": preset.code, "name": preset.name.en, "spec": spec });
        assert_eq!(*listed, expected);
        let input = json!({ "ownerId": owner, "preset": preset.code, "code": preset.code });
        let made = world
            .as_("manager")
            .must("createScoringSchemeFromPreset", input.clone(), "scheme { code version name spec }")
            .await;
        let expected = json!({ "code": preset.code, "version": 1, "name": preset.name.zh, "spec": spec });
        assert_eq!(made["scheme"], expected);
        let again = world.as_("manager").refused("createScoringSchemeFromPreset", input).await;
        assert_eq!(again, [("NO_CHANGE".to_owned(), Some("spec".to_owned()))]);
    }
    let none = json!({ "ownerId": owner, "preset": "NONE", "code": "NONE" });
    let refused = world.as_("manager").refused("createScoringSchemeFromPreset", none.clone()).await;
    assert_eq!(refused, [("NOT_FOUND".to_owned(), Some("preset".to_owned()))]);
    assert_eq!(world.as_("vendor_manager").refused("createScoringSchemeFromPreset", none).await[0].0, "FORBIDDEN");

    let schemes = async |who: &str| {
        let found = world.as_(who).gql("{ scoringSchemes { nodes { code version } } }", json!({})).await;
        let nodes = found.at("/scoringSchemes/nodes").as_array().expect("nodes").clone();
        nodes.iter().map(|node| node["code"].as_str().expect("a code").to_owned()).collect::<Vec<_>>()
    };
    let mut expected: Vec<&str> = codes.iter().copied().chain(["DEFAULT"]).collect();
    expected.sort_unstable();
    assert_eq!(schemes("manager").await, expected);
    assert_eq!(schemes("lz_manager").await, ["DEFAULT"]);
    assert_eq!(schemes("vendor_manager").await, ["DEFAULT"], "its contracts are scored by that one");
    assert_eq!(schemes("clerk").await, [""; 0]);
}

async fn a_scheme_that_contradicts_itself_is_refused_with_each_field(backend: Backend) {
    let world = World::new(backend).await;
    let owner = global_id("Agency", world.agency("NNDSJ").0);
    let preset = scheme_presets().into_iter().find(|preset| preset.code == "GBT-33850").expect("a preset");
    let refused = async |change: &dyn Fn(&mut Value)| {
        let mut spec = serde_json::to_value(&preset.scheme).expect("JSON");
        change(&mut spec);
        let input = json!({ "ownerId": owner, "code": "NN-SCORE", "name": "南宁考核", "spec": spec });
        let errors = world.as_("manager").refused("createScoringScheme", input).await;
        errors.into_iter().map(|(code, field)| format!("{code} {}", field.unwrap_or_default())).collect::<Vec<_>>()
    };
    let many = refused(&|spec| {
        spec["criteria"][0]["weight"] = json!("13");
        spec["criteria"][1]["floor"] = json!("0.95");
        spec["ledger"]["items"][0]["cap"] = json!("1");
        spec["ledger"]["bonusCap"] = json!("6");
        spec["minRatings"] = json!(0);
        spec["bands"].as_array_mut().expect("bands").pop();
    })
    .await;
    let expected = [
        "INVALID spec.criteria.target",
        "INVALID spec.criteria.weight",
        "INVALID spec.minRatings",
        "INVALID spec.bands.from",
        "INVALID spec.ledger.items.cap",
        "INVALID spec.ledger.bonusCap",
    ];
    assert_eq!(many, expected);
    let program = refused(&|spec| spec["criteria"][0]["formula"] = json!("met / due")).await;
    assert_eq!(program, ["INVALID spec"], "a formula is one of a list, not a program");
}

both! { a_scheme_is_made_from_each_preset, a_scheme_that_contradicts_itself_is_refused_with_each_field }
