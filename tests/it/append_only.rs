//! What is recorded stays as it was recorded: the database itself refuses to change it (I1).

use serde_json::json;

use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story};

/// Tables and a column that is never null.
const RECORDS: [(&str, &str); 11] = [
    ("ticket_event", "type"),
    ("sla_verdict", "cause"),
    ("audit_entry", "action"),
    ("audit_seal", "hash"),
    ("object_change", "kind"),
    ("calendar_revision", "reason"),
    ("contract_step", "step"),
    ("review_checklist", "code"),
    ("review_draw", "seed"),
    ("review_answer", "item"),
    ("review_finding", "item"),
];

async fn the_database_refuses_to_change_the_past(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = story.raise(P2).await;
    story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    app::audit::seal_audit(&story.world.system_op()).await.expect("sealed");
    let ledger = story.ledger().await;
    for (table, column) in RECORDS {
        let before = ledger.rows(table).await;
        assert!(!before.is_empty(), "{table} has something to lose");
        let mut attempts = vec![
            format!("UPDATE {table} SET {column} = 'other'"),
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
        ];
        if backend == Backend::Postgres {
            // CASCADE: else a key that points at the table would refuse it first.
            attempts.push(format!("TRUNCATE {table} CASCADE"));
        }
        for sql in attempts {
            let error = ledger.run(&sql).await.expect_err(&sql).to_string();
            assert!(error.contains(&format!("{table} is append-only")), "{sql}: {error}");
        }
        assert_eq!(ledger.rows(table).await, before);
    }
    story.act("clerk", "commentTicket", &ticket, json!({ "visibility": "PUBLIC", "body": "谢谢" })).await;
    story.end().await;
}

/// The clocks are a cache and the ticket's row is one: they may change, and do.
async fn the_cache_may_change(backend: Backend) {
    let story = Story::open(backend).await;
    story.raise(P2).await;
    let ledger = story.ledger().await;
    assert!(ledger.run("UPDATE sla_clock SET elapsed_seconds = elapsed_seconds").await.expect("a cache") > 0);
    assert_eq!(ledger.run("UPDATE ticket SET title = title").await.expect("a row"), 1);
}

both! { the_database_refuses_to_change_the_past, the_cache_may_change }
