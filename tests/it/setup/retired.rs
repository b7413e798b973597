//! What tickets rest on is retired, never deleted (E48).

use serde_json::json;

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P3, Story, global_id};

/// What a ticket's promise hangs on, from the contract down to the hours.
const FOUNDATION: [&str; 6] =
    ["service_contract", "sla_policy", "sla_policy_version", "service_calendar", "calendar_revision", "scoring_scheme"];

async fn e48_a_policy_in_use_is_retired_once_free(backend: Backend) {
    let story = &Story::open(backend).await;
    let world = &story.world;
    let ticket = story.raise(P2).await;
    let policy = json!({ "policyId": global_id("SlaPolicy", world.policy("GX-SLA").0) });
    let in_use = [("IN_USE".to_owned(), Some("policyId".to_owned()))];
    assert_eq!(world.as_("region_manager").refused("retirePolicy", policy.clone()).await, in_use);
    for (who, number) in [("manager", "NN-2026"), ("lz_manager", "LZ-2026")] {
        let contract = global_id("ServiceContract", world.contract(number).0);
        let end = json!({ "contractId": contract, "version": 4, "reason": "换服务商" });
        world.as_(who).must("terminateContract", end, "").await;
    }
    world.as_("region_manager").must("retirePolicy", policy, "").await;

    // What was promised under it goes on to be judged, and to be explained.
    story.pass_minutes(31);
    story.sweep().await;
    let response = story.clock(&ticket, "RESPONSE").await;
    assert_eq!(response.judged(), [("BREACHED", "DEADLINE_PASSED")]);
    story.end().await;
}

async fn e48_no_mutation_deletes_anything(backend: Backend) {
    let story = Story::open(backend).await;
    let fields = "{ __schema { mutationType { fields { name } } } }";
    let fields = story.world.as_("clerk").gql(fields, json!({})).await.at("/__schema/mutationType/fields");
    let names: Vec<&str> =
        fields.as_array().expect("fields").iter().filter_map(|field| field["name"].as_str()).collect();
    assert!(names.contains(&"retirePolicy") && names.contains(&"reviseCalendar"), "{names:?}");
    let deleting: Vec<_> =
        names.iter().filter(|name| ["delete", "remove", "purge"].iter().any(|verb| name.starts_with(verb))).collect();
    // A plan of who is on duty, a person's own filter and a person's own order of reports promise nothing to anybody.
    assert_eq!(deleting, [&"removeDutyShift", &"deleteView", &"deleteReportSchedule"]);
}

/// Even a hand in the database is held back.
async fn e48_the_database_keeps_what_is_in_use(backend: Backend) {
    let story = Story::open(backend).await;
    story.raise(P3).await;
    let ledger = story.ledger().await;
    for table in FOUNDATION {
        let before = ledger.rows(table).await;
        assert!(!before.is_empty(), "{table} has something to lose");
        let refused = ledger.run(&format!("DELETE FROM {table}")).await.expect_err(table).to_string().to_lowercase();
        assert!(refused.contains("foreign key") || refused.contains("append-only"), "{table}: {refused}");
        assert_eq!(ledger.rows(table).await, before);
    }
}

both! {
    e48_a_policy_in_use_is_retired_once_free,
    e48_no_mutation_deletes_anything,
    e48_the_database_keeps_what_is_in_use,
}
