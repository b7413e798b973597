//! Who gets no file, and when an address is over.

use app::setup::user::withdraw_role;
use serde_json::json;

use super::shelf::{asked, fetched, month, opened, prepared};
use crate::assessments::board::Board;
use crate::disputes::desk::{one, whole};
use crate::support::both;
use crate::support::db::Backend;

async fn what_is_not_seen_is_not_found(backend: Backend) {
    let board = Board::frozen(backend).await;
    let world = &board.story.world;
    let contract = asked(&month(world, 202603), "PDF", "ZH");
    let assessment = asked(&json!({ "assessmentId": board.look("manager", "id").await["id"] }), "PDF", "ZH");
    for input in [&contract, &assessment] {
        assert_eq!(world.as_("lz_manager").refused("prepareReportFile", input.clone()).await[0].0, "NOT_FOUND");
        for who in ["clerk", "operator", "engineer", "system_admin", "audit_admin"] {
            let refused = world.as_(who).refused("prepareReportFile", input.clone()).await;
            assert_eq!(refused, whole("FORBIDDEN"), "{who}");
        }
    }
    let nobody = world.nobody().mutate("prepareReportFile", contract, "").await;
    assert_eq!(nobody.code(), "UNAUTHENTICATED");
    let refused = async |report| world.as_("manager").refused("prepareReportFile", asked(&report, "CSV", "ZH")).await;
    assert_eq!(refused(month(world, 202613)).await, one("INVALID_MONTH", "report"));
    let thrice = json!({ "sla": { "groupBy": ["METRIC", "PRIORITY", "VENDOR"] } });
    assert_eq!(refused(thrice).await, one("TOO_MANY_DIMENSIONS", "groupBy"));
    let endless = json!({ "sla": { "filter": { "cause": "因".repeat(1_000) }, "groupBy": [] } });
    assert_eq!(refused(endless).await, one("TOO_LONG", "report"));
    // The operator has reports of figures, and none of a contract.
    let figures = json!({ "sla": { "groupBy": ["VENDOR"] } });
    assert_eq!(fetched(world, "operator", asked(&figures, "CSV", "ZH")).await.text().lines().count(), 3);
}

async fn a_filter_tells_no_names_that_are_not_seen(backend: Backend) {
    let board = Board::open(backend).await;
    let world = &board.story.world;
    let contract = crate::tickets::story::global_id("ServiceContract", world.contract("NN-2026").0);
    let report = json!({ "sla": { "filter": { "contractId": contract }, "groupBy": ["METRIC"] } });
    let facts = async |who: &str| {
        let cells = fetched(world, who, asked(&report, "XLSX", "ZH")).await.cells("概要");
        cells.into_iter().map(|row| row[1].to_string()).collect::<Vec<_>>()
    };
    assert!(facts("manager").await.iter().any(|text| text.starts_with("NN-2026 ")));
    let strangers = facts("lz_manager").await;
    assert!(!strangers.iter().any(|text| text.contains("NN-2026")), "{strangers:?}");
}

async fn an_address_is_good_once_for_some_minutes_and_for_as_long_as_the_role(backend: Backend) {
    let board = Board::open(backend).await;
    let world = &board.story.world;
    let input = asked(&month(world, 202603), "CSV", "ZH");
    let url =
        async |who: &str| prepared(world, who, input.clone()).await["url"].as_str().expect("an address").to_owned();
    let once = url("manager").await;
    assert_eq!(opened(world, &once).await.0, 200);
    assert_eq!(opened(world, &once).await.0, 404, "good once");
    let mut forged = url("manager").await;
    forged.push('A');
    assert_eq!(opened(world, &forged).await.0, 404);
    // An address of one sort is none of another.
    let other = url("manager").await.replace("/files/report/", "/files/bundle/");
    assert_eq!(opened(world, &other).await.0, 404);
    let old = url("manager").await;
    world.pass(chrono::TimeDelta::hours(2));
    assert_eq!(opened(world, &old).await.0, 404, "its time is over");
    let given = url("vendor_manager").await;
    let grant = world.app.directory().users[&world.user("vendor_manager")].grants[0].id;
    withdraw_role(&world.op("security_admin"), grant).await.expect("withdrawn");
    assert_eq!(opened(world, &given).await.0, 404, "it does not outlive the role");
}

both! {
    what_is_not_seen_is_not_found,
    a_filter_tells_no_names_that_are_not_seen,
    an_address_is_good_once_for_some_minutes_and_for_as_long_as_the_role,
}
