//! The hours of the audit log are sealed one after another; the audit administrator reads the seals.

use app::Error;
use app::audit::{SealReport, VerifyAudit, seal_audit, verify_audit};
use app::demo::{Demo, demo};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::AuditId;
use sea_orm::TransactionTrait;
use serde_json::{Value, json};
use storage::coord::Coord;
use storage::entity::audit_entry;
use storage::query::setup::{insert, insert_in_batches};
use uuid::Uuid;

use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::{PEOPLE, World};
use crate::tickets::story::{P2, Story, at};

both! {
    each_hour_is_sealed_once,
    a_long_log_is_caught_up_with_run_by_run,
    an_hour_of_many_entries_is_read_by_pages,
    two_workers_seal_each_hour_once,
    a_page_of_seals_takes_one_statement,
    nobody_else_reads_the_seals,
    the_demo_writes_to_no_sealed_log,
}

/// Runs the job twice: the second run has nothing left.
pub async fn seal(world: &World) -> SealReport {
    let report = seal_audit(&world.system_op()).await.expect("sealed");
    assert_eq!(seal_audit(&world.system_op()).await.expect("sealed"), SealReport::default());
    report
}

/// What is wrong with the seals, line by line.
pub async fn findings(world: &World, asked: &VerifyAudit) -> Vec<String> {
    let report = verify_audit(&world.system_op(), asked).await.expect("verified");
    report.findings.iter().map(ToString::to_string).collect()
}

/// An entry of the log as a program writes it.
pub fn written(number: u128, at: DateTime<Utc>) -> audit_entry::Model {
    audit_entry::Model {
        id: AuditId(Uuid::from_u128(number)),
        at,
        actor_id: None,
        actor_name: "system: test".to_owned(),
        action: "test.touch".to_owned(),
        object_type: "ticket".to_owned(),
        object_id: None,
        detail: json!({ "number": number.to_string() }),
    }
}

/// The seals, the newest first.
async fn seals(client: &Client) -> Vec<Value> {
    let document = "{ auditSeals(first: 100) { nodes { seq from before entries hash previousHash sealedAt } } }";
    client.gql(document, json!({})).await.at("/auditSeals/nodes").as_array().expect("seals").clone()
}

/// The times between which each seal lies and how many entries it has, the oldest first.
async fn stretches(client: &Client) -> Vec<(String, String, i64)> {
    let text = |value: &Value| value.as_str().expect("a time")[5..16].to_owned();
    let of = |seal: &Value| (text(&seal["from"]), text(&seal["before"]), seal["entries"].as_i64().expect("a number"));
    seals(client).await.iter().rev().map(of).collect()
}

/// Which of the entries are sealed, the newest first.
async fn flags(client: &Client) -> Vec<bool> {
    let document = "{ auditEntries(first: 100) { nodes { sealed } } }";
    let nodes = client.gql(document, json!({})).await.at("/auditEntries/nodes");
    nodes.as_array().expect("entries").iter().map(|entry| entry["sealed"] == json!(true)).collect()
}

fn stretch(from: &str, before: &str, entries: i64) -> (String, String, i64) {
    (from.to_owned(), before.to_owned(), entries)
}

async fn each_hour_is_sealed_once(backend: Backend) {
    let story = Story::open(backend).await;
    let world = &story.world;
    let auditor = || world.as_("audit_admin");
    let total = auditor().gql("{ auditEntries { totalCount } }", json!({})).await.at("/auditEntries/totalCount");
    let set_up = total.as_i64().expect("a number");
    assert!(stretches(&auditor()).await.is_empty());
    assert!(flags(&auditor()).await.iter().all(|sealed| !sealed));
    assert_eq!(seal(world).await, SealReport { seals: 2, entries: set_up });

    story.pass_minutes(5);
    story.raise(P2).await;
    story.pass_minutes(45);
    story.raise(P2).await;
    story.until(2, "02:14:59");
    assert_eq!(seal(world).await, SealReport { seals: 1, entries: 0 }, "the hour before; this one is not ripe");
    story.until(2, "02:16");
    assert_eq!(seal(world).await, SealReport { seals: 1, entries: 2 });
    let expected = [
        stretch("03-01T01:00", "03-01T02:00", set_up),
        stretch("03-01T02:00", "03-02T00:00", 0),
        stretch("03-02T00:00", "03-02T01:00", 0),
        stretch("03-02T01:00", "03-02T02:00", 2),
    ];
    assert_eq!(stretches(&auditor()).await, expected);
    assert!(flags(&auditor()).await.iter().all(|sealed| *sealed));
    story.raise(P2).await;
    let flags = flags(&auditor()).await;
    assert!(!flags[0] && flags[1..].iter().all(|sealed| *sealed), "all but the new one");

    let seals = seals(&auditor()).await;
    assert_eq!(seals.iter().map(|seal| &seal["seq"]).collect::<Vec<_>>(), [4, 3, 2, 1]);
    for pair in seals.windows(2) {
        assert_eq!(pair[0]["previousHash"], pair[1]["hash"]);
        assert_eq!(pair[0]["from"], pair[1]["before"]);
    }
    assert_eq!((&seals[3]["previousHash"], seals[3]["hash"].as_str().map(str::len)), (&Value::Null, Some(64)));
    let sealed_at: DateTime<Utc> = serde_json::from_value(seals[0]["sealedAt"].clone()).expect("a time");
    assert_eq!(sealed_at, at(2, "02:16"));
    let report = verify_audit(&world.system_op(), &VerifyAudit::default()).await.expect("verified");
    assert_eq!((report.seals, report.entries, report.findings.as_slice()), (4, set_up + 2, &[][..]));
    assert_eq!(report.last.map(|seal| json!(seal.hash)), Some(seals[0]["hash"].clone()));
}

async fn a_long_log_is_caught_up_with_run_by_run(backend: Backend) {
    let story = Story::open(backend).await;
    let (world, ledger) = (&story.world, story.ledger().await);
    // An hour with an entry and one without, and so on, before there was anything else.
    let first: DateTime<Utc> = "2025-11-01T00:30:00Z".parse().expect("a time");
    let old = (1_u16..=510).map(|number| written(number.into(), first + TimeDelta::hours(2 * i64::from(number))));
    insert_in_batches(&ledger.db, old.collect()).await.expect("entries");
    let run = async || seal_audit(&world.system_op()).await.expect("sealed");
    assert_eq!(run().await, SealReport { seals: 1_000, entries: 500 });
    let rest = run().await;
    assert_eq!(rest.seals, 22, "ten more hours with an entry each, those between, the set-up and what came after");
    assert_eq!(run().await, SealReport::default());
    assert_eq!(findings(world, &VerifyAudit::default()).await, [""; 0]);
}

async fn an_hour_of_many_entries_is_read_by_pages(backend: Backend) {
    let story = Story::open(backend).await;
    let (world, ledger) = (&story.world, story.ledger().await);
    seal(world).await;
    // All at one moment, so that only their ids tell them apart where a page ends.
    let entries = (1_u128..=2_000).map(|number| written(number, at(2, "01:30"))).collect();
    insert_in_batches(&ledger.db, entries).await.expect("entries");
    story.until(2, "02:16");
    assert_eq!(seal(world).await, SealReport { seals: 2, entries: 2_000 });
    let hour = VerifyAudit { from: Some(at(2, "01:00")), ..VerifyAudit::default() };
    let report = verify_audit(&world.system_op(), &hour).await.expect("verified");
    assert_eq!((report.seals, report.entries, report.findings.as_slice()), (1, 2_000, &[][..]));
}

async fn two_workers_seal_each_hour_once(backend: Backend) {
    let story = Story::open(backend).await;
    let (world, ledger) = (&story.world, story.ledger().await);
    let entries: Vec<_> =
        (1_u32..=40).map(|hour| written(hour.into(), at(2, "01:30") + TimeDelta::hours(hour.into()))).collect();
    insert_in_batches(&ledger.db, entries).await.expect("entries");
    story.until(9, "00:00");
    let other = world.replica(Coord::memory()).await;
    let (op, beside) = (world.system_op(), other.app.op_system("test"));
    let (one, other) = tokio::join!(seal_audit(&op), seal_audit(&beside));
    let (one, other) = (one.expect("sealed"), other.expect("sealed"));
    // The set-up, nothing until the first of the forty hours, those, and nothing after them.
    assert_eq!(one.seals + other.seals, 43);
    assert_eq!(seal(world).await, SealReport::default());
    let report = verify_audit(&op, &VerifyAudit::default()).await.expect("verified");
    assert_eq!((report.seals, report.entries, report.findings.as_slice()), (43, one.entries + other.entries, &[][..]));
}

async fn a_page_of_seals_takes_one_statement(backend: Backend) {
    let story = Story::open(backend).await;
    seal(&story.world).await;
    let counted = Counted::of(&story.world, "audit_admin");
    let document = "query($after: String) { auditSeals(first: 1, after: $after) {
        nodes { seq } pageInfo { hasNextPage endCursor } } }";
    let page = counted.client.gql(document, json!({})).await.at("/auditSeals");
    assert_eq!(
        (counted.last(), &page["nodes"], &page["pageInfo"]["hasNextPage"]),
        (1, &json!([{ "seq": 2 }]), &json!(true))
    );
    let page = counted.client.gql(document, json!({ "after": page["pageInfo"]["endCursor"] })).await.at("/auditSeals");
    assert_eq!((&page["nodes"], &page["pageInfo"]["hasNextPage"]), (&json!([{ "seq": 1 }]), &json!(false)));
    let total = counted.client.gql("{ auditSeals { totalCount } }", json!({})).await.at("/auditSeals/totalCount");
    assert_eq!((counted.last(), total), (2, json!(2)));
    let answer = counted.client.gql(document, json!({ "after": "nothing" })).await;
    assert_eq!(answer.code(), "INVALID_CURSOR");
}

async fn nobody_else_reads_the_seals(backend: Backend) {
    let world = World::new(backend).await;
    for (login, ..) in PEOPLE.iter().filter(|(login, ..)| *login != "audit_admin") {
        let answer = world.as_(login).gql("{ auditSeals { nodes { hash } } }", json!({})).await;
        assert_eq!(answer.code(), "FORBIDDEN", "{login}");
    }
    assert_eq!(world.nobody().gql("{ auditSeals { nodes { hash } } }", json!({})).await.code(), "UNAUTHENTICATED");
}

async fn the_demo_writes_to_no_sealed_log(backend: Backend) {
    let world = World::new(backend).await;
    seal(&world).await;
    let asked = Demo { as_of: None, seed: 7, tickets: 10, password: "demo demo demo".to_owned() };
    let error = demo(&world.system_op(), &asked).await.expect_err("refused");
    let Error::Invalid(mistakes) = error else { panic!("{error:?}") };
    assert_eq!(mistakes.iter().map(|mistake| mistake.code).collect::<Vec<_>>(), ["SEALED"]);
    assert_eq!(findings(&world, &VerifyAudit::default()).await, [""; 0]);
}

/// Only PostgreSQL has several that write at a time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_still_writing_is_waited_for() {
    let story = Story::open(Backend::Postgres).await;
    let (world, ledger) = (&story.world, story.ledger().await);
    story.until(2, "01:16");
    seal(world).await;
    let late = ledger.db.begin().await.expect("a transaction");
    insert(&late, written(1, at(2, "01:59:59"))).await.expect("an entry");
    // Ripe at this moment, if nobody had been at it a moment ago.
    story.until(2, "02:15");
    assert_eq!(seal(world).await, SealReport::default());
    late.commit().await.expect("committed");
    story.until(2, "02:15:01");
    assert_eq!(seal(world).await, SealReport { seals: 1, entries: 1 });
    assert_eq!(findings(world, &VerifyAudit::default()).await, [""; 0]);
}
