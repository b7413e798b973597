//! The database itself refuses every change of a frozen assessment (I4), and of what was done to any.

use super::board::Board;
use crate::support::both;
use crate::support::db::Backend;

async fn what_is_frozen_is_refused_every_change(backend: Backend) {
    let board = Board::frozen(backend).await;
    let ledger = board.story.ledger().await;
    let tables = ["assessment_period", "assessment_step", "assessment_signature", "assessment_adjustment"];
    let mut before = Vec::new();
    for table in tables {
        before.push(ledger.rows(table).await);
    }
    let frozen = "state = 'FROZEN'";
    let mut attempts = vec![
        (format!("UPDATE assessment_period SET score_hundredths = 10000 WHERE {frozen}"), "is frozen"),
        (format!("UPDATE assessment_period SET state = 'DRAFT' WHERE {frozen}"), "is frozen"),
        (format!("UPDATE assessment_period SET version = version WHERE {frozen}"), "is frozen"),
        (format!("DELETE FROM assessment_period WHERE {frozen}"), "is frozen"),
        ("UPDATE assessment_step SET note = 'x'".to_owned(), "is append-only"),
        ("DELETE FROM assessment_signature".to_owned(), "is append-only"),
    ];
    let added = [
        (
            "INSERT INTO assessment_signature (assessment_id, seq, side, input_hash, signer_name, signed_at)
             SELECT id, version + 1, 'VENDOR', 'x', 'x', frozen_at FROM assessment_period WHERE state = 'FROZEN'",
            "is of a frozen assessment",
        ),
        (
            "INSERT INTO assessment_adjustment (id, assessment_id, about_id, cause, points_hundredths, reason,
                 author_name, recorded_at)
             SELECT id, id, id, 'FINDING', -100, 'x', 'x', frozen_at FROM assessment_period WHERE state = 'FROZEN'",
            "is of a frozen assessment",
        ),
    ];
    attempts.extend(added.map(|(sql, why)| (sql.to_owned(), why)));
    if backend == Backend::Postgres {
        attempts.push(("TRUNCATE assessment_period CASCADE".to_owned(), "is frozen"));
    }
    for (sql, why) in attempts {
        let error = ledger.run(&sql).await.expect_err(&sql).to_string();
        assert!(error.contains(why), "{sql}: {error}");
    }
    for (table, rows) in tables.iter().zip(before) {
        assert_eq!(ledger.rows(table).await, rows, "{table}");
    }
    // What is open still may.
    let open = "UPDATE assessment_period SET acts_at = acts_at WHERE state = 'OPEN'";
    assert_eq!(ledger.run(open).await.expect("a row that is not closed"), 2);
}

both! { what_is_frozen_is_refused_every_change }
