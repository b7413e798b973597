//! Importing again: nothing changes; and after a kill it ends as if there had been none.

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;

use chrono::DateTime;
use domain::Instant;
use domain::ids::{AgencyId, ClockId, ContractId, EventId, PolicyVersionId, SchemeId, ScorecardId, SystemId, VendorId};
use domain::ids::{AlarmId, TargetId, VerdictId};
use sea_orm::EntityTrait;
use storage::coord::Coord;
use storage::entity::{outbox, scorecard, sla_alarm, sla_clock, sla_verdict, ticket, ticket_event, ticket_pause};
use uuid::Uuid;

use super::bad_rows::{HEADING, REST};
use super::{hard_cases, import, settings, shipped, text};
use crate::support::both;
use crate::support::db::{Backend, TestDb};
use crate::support::process::{gongdan, until};
use crate::support::world::World;
use crate::tickets::ledger::Ledger;

const CASES: usize = 668;

async fn a_second_import_changes_no_row_of_any_table(backend: Backend) {
    let db = TestDb::create(backend).await;
    let log = shipped("hard_cases.csv.gz");
    let said = import(&db.config.url, &log, &[]).await;
    assert!(said.contains(&format!("{CASES} new")), "{said}");
    let ledger = Ledger::open(&db.config.url).await;
    let before = ledger.contents().await;
    for table in ["ticket", "ticket_event", "ticket_pause", "sla_clock", "sla_verdict", "scorecard", "import_case"] {
        assert!(!before[table].is_empty(), "{table} has something to lose");
    }
    let said = import(&db.config.url, &log, &[]).await;
    assert!(said.contains(&format!("0 new with 0 events, 0 grown, {CASES} unchanged; 0 scorecards")), "{said}");
    Ledger::assert_same(&before, &ledger.contents().await, "by the second import");
}

async fn an_import_that_was_killed_and_run_again_ends_like_one_that_was_not(backend: Backend) {
    let log = shipped("hard_cases.csv.gz");
    let (whole, killed) = (hard_cases(backend).await, TestDb::create(backend).await);
    let before = kill_in_the_midst(&killed.config.url, &log).await;
    let said = import(&killed.config.url, &log, &[]).await;
    assert!(said.contains(&format!("{} new", CASES - before)), "{said}");
    assert!(said.contains(&format!("{before} unchanged")), "{said}");

    let (whole, killed) = (Ledger::open(&whole.config.url).await, Ledger::open(&killed.config.url).await);
    let (whole, killed) = (rows(&whole).await, rows(&killed).await);
    for ((table, whole), (_, killed)) in whole.iter().zip(&killed) {
        assert_eq!(whole.len(), killed.len(), "{table}");
        let differing = whole.iter().zip(killed).find(|(one, other)| one != other);
        assert_eq!(differing, None, "{table}");
    }
}

/// A case of 2016 that goes on in the second file: its deadlines passed ten years ago, and nobody is told of them (E35).
async fn a_case_that_has_grown_tells_nobody_of_the_past(backend: Backend) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let log = folder.path().join("log.csv");
    let opened = "10/5/2016 22:09";
    let rows = [("New", opened), ("Active", "20/5/2016 09:00"), ("Resolved", "16/6/2016 12:03")];
    let write = |rows: &[(&str, &str)]| {
        let row = |(state, at): &(&str, &str)| format!("INC0028089,{state},{opened},{at},{REST}\n");
        let rows: String = rows.iter().map(row).collect();
        std::fs::write(&log, format!("{HEADING}\n{rows}")).expect("written");
    };
    let db = TestDb::create(backend).await;
    write(&rows[..2]);
    assert!(import(&db.config.url, &log, &[]).await.contains("1 new"));
    write(&rows);
    assert!(import(&db.config.url, &log, &[]).await.contains("1 grown"));

    let world = World::on(db, Coord::memory()).await;
    let ledger = Ledger::of(&world).await;
    assert_eq!(ledger.texts("SELECT state FROM ticket").await, ["RESOLVED"]);
    let states = ledger.texts("SELECT state FROM sla_clock WHERE metric = 'RESOLVE'").await;
    assert_eq!(states, ["BREACHED"]);
    let swept = app::sla::sweep(&world.system_op()).await.expect("a sweep");
    assert_eq!(swept, app::sla::SweepReport::default());
    assert_eq!(ledger.texts("SELECT topic FROM outbox").await, [""; 0]);
}

/// Kills the import once some batches are written: how many cases are.
async fn kill_in_the_midst(url: &str, log: &Path) -> usize {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mapping = shipped("mapping.toml");
    let mut process = gongdan(folder.path(), &["import", text(log), "--mapping", text(&mapping)], &settings(url));
    let mut process = process.stdout(Stdio::null()).spawn().expect("it starts");
    let ledger = Ledger::open(url).await;
    let written = async || ledger.texts("SELECT ref FROM import_case").await.len();
    until("a batch is written", async || (written().await > 0).then_some(())).await;
    process.kill().await.expect("killed");
    let written = written().await;
    assert!(written < CASES && written.is_multiple_of(20), "whole batches, but not all: {written}");
    written
}

/// Every row that an import makes, without what is drawn at random or says when it was made.
async fn rows(ledger: &Ledger) -> [(&'static str, Vec<String>); 8] {
    let db = &ledger.db;
    let no_time: Instant = DateTime::UNIX_EPOCH;
    let clocks = ledger.clocks().await;
    let keys: HashMap<ClockId, String> = clocks
        .iter()
        .map(|clock| (clock.id, format!("{} {} {} {}", clock.ticket_id.0, clock.metric, clock.cycle, clock.seq)))
        .collect();
    let tickets = ticket::Entity::find().all(db).await.expect("tickets").into_iter().map(|row| {
        let (agency_id, vendor_id, system_id) = (AgencyId(Uuid::nil()), VendorId(Uuid::nil()), SystemId(Uuid::nil()));
        let (contract_id, policy_version_id) = (ContractId(Uuid::nil()), PolicyVersionId(Uuid::nil()));
        format!("{:?}", ticket::Model { agency_id, vendor_id, system_id, contract_id, policy_version_id, ..row })
    });
    let events = ticket_event::Entity::find().all(db).await.expect("events").into_iter();
    let events = events.map(|row| format!("{:?}", ticket_event::Model { id: EventId(Uuid::nil()), ..row }));
    let pauses = ticket_pause::Entity::find().all(db).await.expect("pauses").into_iter();
    let pauses = pauses.map(|row| format!("{row:?}"));
    let clocks = clocks.into_iter().map(|row| {
        let (id, contract_id) = (ClockId(Uuid::nil()), ContractId(Uuid::nil()));
        let target_id = row.target_id.map(|_| TargetId(Uuid::nil()));
        format!("{:?}", sla_clock::Model { id, contract_id, target_id, input_hash: String::new(), ..row })
    });
    let verdicts = sla_verdict::Entity::find().all(db).await.expect("verdicts").into_iter().map(|row| {
        let key = &keys[&row.clock_id];
        let (id, clock_id) = (VerdictId(Uuid::nil()), ClockId(Uuid::nil()));
        let (policy_version_id, input_hash) = (PolicyVersionId(Uuid::nil()), String::new());
        let row = sla_verdict::Model { id, clock_id, policy_version_id, input_hash, recorded_at: no_time, ..row };
        format!("{key} {row:?}")
    });
    let alarms = sla_alarm::Entity::find().all(db).await.expect("alarms").into_iter().map(|row| {
        let key = &keys[&row.clock_id];
        let (id, clock_id) = (AlarmId(Uuid::nil()), ClockId(Uuid::nil()));
        let fired_at = row.fired_at.map(|_| no_time);
        format!("{key} {:?}", sla_alarm::Model { id, clock_id, fired_at, ..row })
    });
    let messages = outbox::Entity::find().all(db).await.expect("messages").into_iter().map(|row| format!("{row:?}"));
    let cards = scorecard::Entity::find().all(db).await.expect("scorecards").into_iter().map(|row| {
        let (id, vendor_id, scheme_id) = (ScorecardId(Uuid::nil()), VendorId(Uuid::nil()), SchemeId(Uuid::nil()));
        let agency_id = row.agency_id.map(|_| AgencyId(Uuid::nil()));
        let subject_id = Uuid::nil();
        let row = scorecard::Model { id, subject_id, agency_id, vendor_id, scheme_id, computed_at: no_time, ..row };
        format!("{row:?}")
    });
    [
        ("ticket", sorted(tickets)),
        ("ticket_event", sorted(events)),
        ("ticket_pause", sorted(pauses)),
        ("sla_clock", sorted(clocks)),
        ("sla_verdict", sorted(verdicts)),
        ("sla_alarm", sorted(alarms)),
        ("outbox", sorted(messages)),
        ("scorecard", sorted(cards)),
    ]
}

fn sorted(rows: impl Iterator<Item = String>) -> Vec<String> {
    let mut rows: Vec<String> = rows.collect();
    rows.sort_unstable();
    rows
}

both! {
    a_second_import_changes_no_row_of_any_table,
    an_import_that_was_killed_and_run_again_ends_like_one_that_was_not,
    a_case_that_has_grown_tells_nobody_of_the_past,
}
