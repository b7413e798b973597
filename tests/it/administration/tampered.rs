//! Somebody with the database's password changes the audit log behind the platform's back: `gongdan verify audit` finds out.

use app::audit::{VerifyAudit, verify_audit};
use chrono::TimeDelta;
use storage::query::setup::insert;

use super::sealed::{findings, seal, written};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::process::run;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, Story, at};

both! {
    an_entry_that_was_changed_or_taken_out_or_put_in_is_found,
    a_seal_that_was_changed_or_taken_out_is_found,
    a_chain_that_was_made_anew_is_not_the_one_written_down,
    the_executable_names_the_hour,
}

const ALL: VerifyAudit = VerifyAudit { from: None, until: None, expect: None };
const HOUR: &str = "seal 3, 2026-03-02T01:00:00Z to 2026-03-02T02:00:00Z";
/// The entry of the first ticket.
const RAISED: &str = "(SELECT id FROM audit_entry WHERE object_type = 'ticket' ORDER BY at LIMIT 1)";

/// Tickets of two hours, sealed; between the hours lies one without an entry.
async fn sealed(backend: Backend) -> (Story, Ledger) {
    let story = Story::open(backend).await;
    story.pass_minutes(5);
    story.raise(P2).await;
    story.pass_minutes(120);
    story.raise(P2).await;
    story.until(2, "04:16");
    assert_eq!(seal(&story.world).await.seals, 5);
    assert_eq!(findings(&story.world, &ALL).await, [""; 0]);
    let ledger = story.ledger().await;
    (story, ledger)
}

/// Takes the guard off a table.
async fn unguard(ledger: &Ledger, backend: Backend, table: &str) {
    let sql = match backend {
        Backend::Sqlite => format!("DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete"),
        Backend::Postgres => format!("ALTER TABLE {table} DISABLE TRIGGER USER"),
    };
    ledger.run(&sql).await.expect(&sql);
}

async fn an_entry_that_was_changed_or_taken_out_or_put_in_is_found(backend: Backend) {
    let (story, ledger) = sealed(backend).await;
    let found = async |asked: &VerifyAudit| findings(&story.world, asked).await;
    unguard(&ledger, backend, "audit_entry").await;
    let run = async |sql: &str| assert_eq!(ledger.run(sql).await.expect(sql), 1, "{sql}");

    for (column, other) in [("actor_name", "'manager'"), ("action", "'ticket.close'"), ("detail", "'{}'")] {
        let keep = format!("CREATE TABLE kept AS SELECT {column} AS was FROM audit_entry WHERE id = {RAISED}");
        ledger.run(&keep).await.expect("kept");
        run(&format!("UPDATE audit_entry SET {column} = {other} WHERE id = {RAISED}")).await;
        assert_eq!(
            found(&ALL).await,
            [format!("CHANGED {HOUR}: entries: 1 sealed, 1 found, not the same")],
            "{column}"
        );
        run(&format!("UPDATE audit_entry SET {column} = (SELECT was FROM kept) WHERE id = {RAISED}")).await;
        assert_eq!(found(&ALL).await, [""; 0], "{column} is what it was");
        ledger.run("DROP TABLE kept").await.expect("dropped");
    }

    ledger.run(&format!("CREATE TABLE kept AS SELECT * FROM audit_entry WHERE id = {RAISED}")).await.expect("kept");
    run(&format!("DELETE FROM audit_entry WHERE id = {RAISED}")).await;
    assert_eq!(found(&ALL).await, [format!("MISSING {HOUR}: entries: 1 sealed, 0 found")]);
    run("INSERT INTO audit_entry SELECT * FROM kept").await;
    assert_eq!(found(&ALL).await, [""; 0], "it is back");

    // No trigger refuses these: they are but too late.
    insert(&ledger.db, written(1, at(2, "02:30"))).await.expect("an entry");
    insert(&ledger.db, written(2, at(2, "01:30") - TimeDelta::days(9))).await.expect("an entry");
    let added = [
        "ADDED before seal 1, 2026-03-01T01:00:00Z: entries: 0 sealed, 1 found",
        "ADDED seal 4, 2026-03-02T02:00:00Z to 2026-03-02T03:00:00Z: entries: 0 sealed, 1 found",
    ];
    assert_eq!(found(&ALL).await, added);
    let later = VerifyAudit { from: Some(at(2, "03:00")), ..ALL };
    assert_eq!(found(&later).await, [""; 0], "the last hour is as it was");
    let earlier = VerifyAudit { from: Some(at(2, "01:59")), until: Some(at(2, "02:01")), ..ALL };
    assert_eq!(found(&earlier).await, added[1..], "two seals reach into these minutes");
}

async fn a_seal_that_was_changed_or_taken_out_is_found(backend: Backend) {
    let (story, ledger) = sealed(backend).await;
    unguard(&ledger, backend, "audit_seal").await;
    let kinds = async || {
        let found = findings(&story.world, &ALL).await;
        let kind = |line: &String| line.split_once(',').map_or("", |(kind, _)| kind).to_owned();
        found.iter().map(kind).collect::<Vec<_>>()
    };
    let run = async |sql: &str| assert_eq!(ledger.run(sql).await.expect(sql), 1, "{sql}");
    let hash = ledger.texts("SELECT hash FROM audit_seal WHERE seq = 3").await.remove(0);
    run(&format!("UPDATE audit_seal SET hash = '{}' WHERE seq = 3", "0".repeat(64))).await;
    assert_eq!(kinds().await, ["CHANGED seal 3", "CHAIN_BROKEN seal 4"]);
    run(&format!("UPDATE audit_seal SET hash = '{hash}' WHERE seq = 3")).await;
    assert_eq!(kinds().await, [""; 0]);
    run("UPDATE audit_seal SET entries = 7 WHERE seq = 3").await;
    assert_eq!(kinds().await, ["MISSING seal 3"]);
    run("DELETE FROM audit_seal WHERE seq = 3").await;
    assert_eq!(kinds().await, ["CHAIN_BROKEN seal 4"]);
}

async fn a_chain_that_was_made_anew_is_not_the_one_written_down(backend: Backend) {
    let (story, ledger) = sealed(backend).await;
    let report = verify_audit(&story.world.system_op(), &ALL).await.expect("verified");
    let last = report.last.expect("a seal");
    let written_down = VerifyAudit { expect: Some((last.seq, last.hash.to_uppercase())), ..ALL };
    assert_eq!(findings(&story.world, &written_down).await, [""; 0]);

    unguard(&ledger, backend, "audit_entry").await;
    unguard(&ledger, backend, "audit_seal").await;
    ledger.run(&format!("UPDATE audit_entry SET actor_name = 'manager' WHERE id = {RAISED}")).await.expect("changed");
    ledger.run("DELETE FROM audit_seal WHERE seq >= 3").await.expect("taken out");
    let gone = ["UNEXPECTED seal 5: there is none"];
    assert_eq!(findings(&story.world, &written_down).await, gone);
    assert_eq!(seal(&story.world).await.seals, 3);
    assert_eq!(findings(&story.world, &ALL).await, [""; 0], "in itself it is whole");
    let found = findings(&story.world, &written_down).await;
    let hash = ledger.texts("SELECT hash FROM audit_seal WHERE seq = 5").await.remove(0);
    assert_eq!(found, [format!("UNEXPECTED seal 5: {} was expected, found {hash}", last.hash.to_uppercase())]);
}

async fn the_executable_names_the_hour(backend: Backend) {
    let (story, ledger) = sealed(backend).await;
    let report = verify_audit(&story.world.system_op(), &ALL).await.expect("verified");
    let (last, entries) = (report.last.expect("a seal"), report.entries);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = [("GONGDAN_DATABASE__URL", story.world.db.config.url.as_str())];
    let verify = async |more: &[&str]| {
        let output = run(folder.path(), &[&["verify", "audit"][..], more].concat(), &settings).await;
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        (output.status.code(), text.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let written_down = format!("5:{}", last.hash);
    let end = format!("last seal, of what was written before 2026-03-02T04:00:00Z: {written_down}");
    let whole = format!("seals recomputed: 5; entries under them: {entries}");
    assert_eq!(verify(&[]).await, (Some(0), vec![whole.clone(), end.clone()]));
    let one = "seals recomputed: 1; entries under them: 1".to_owned();
    let range =
        ["--from", "2026-03-02T11:00:00+08:00", "--until", "2026-03-02T04:00:00Z", "--expect", written_down.as_str()];
    assert_eq!(verify(&range).await, (Some(0), vec![one, end.clone()]));

    unguard(&ledger, backend, "audit_entry").await;
    ledger.run(&format!("UPDATE audit_entry SET detail = '{{}}' WHERE id = {RAISED}")).await.expect("changed");
    let changed = format!("CHANGED {HOUR}: entries: 1 sealed, 1 found, not the same");
    assert_eq!(verify(&[]).await, (Some(1), vec![changed.clone(), whole.clone(), end.clone()]));
    let other = format!("5:{}", "0".repeat(64));
    let unexpected = format!("UNEXPECTED seal 5: {} was expected, found {}", "0".repeat(64), last.hash);
    assert_eq!(verify(&["--expect", other.as_str()]).await, (Some(1), vec![changed, unexpected, whole, end]));
}
