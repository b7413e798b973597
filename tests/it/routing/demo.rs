//! The demo shows where work goes: teams, a system that nobody covers, and a request that waits for a contract.

use app::gaps::{GapQuery, coverage_report};
use domain::routing::GapCode;

use crate::support::both;
use crate::support::db::Backend;
use crate::support::demo::Demonstration;
use crate::tickets::ledger::Ledger;

async fn the_demo_has_teams_and_a_request_that_waits(backend: Backend) {
    let as_of = "2026-09-15T02:00:00Z";
    let Demonstration { app, database, .. } = Demonstration::load(backend, (as_of, as_of), 7, 200).await;
    let op = app.op_system("test");
    assert_eq!(op.coverage().teams.len(), 12, "two a vendor");
    let ledger = Ledger::open(&database.config.url).await;
    let rules = ledger.texts("SELECT DISTINCT team_rule FROM ticket ORDER BY 1").await;
    assert_eq!(rules, ["CONTRACT", "SYSTEM"], "every ticket has a team");
    let found = ledger.texts("SELECT number FROM uncovered_request").await;
    assert_eq!(found, ["NNDSJ-U20260912-0001"]);
    let clerk = op.directory().users.values().find(|user| user.login == "regulator").expect("a log-in").id;
    let regulator = app.op_for(clerk).expect("a regulator");
    let report = coverage_report(&regulator, &GapQuery { agency: None, within_days: 90 }).await.expect("a report");
    let findings = report.findings.iter().filter(|finding| finding.gap.code() == GapCode::SystemWithoutContract);
    let without: Vec<&str> = findings.map(|finding| finding.gap.name()).collect();
    assert!(without.contains(&"NN-XCX"), "{without:?}");
    assert_eq!(report.count(GapCode::RequestWaiting), 1);
    let rows = report.roll_up(&op.directory());
    assert_eq!(rows.len(), 15, "the region and its fourteen cities");
}

both! { the_demo_has_teams_and_a_request_that_waits }
