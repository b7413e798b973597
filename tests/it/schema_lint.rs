//! The database schema itself: indexes under foreign keys, times with their zone, migrations that go back.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::support::both;
use crate::support::db::{Backend, TestDb, connect};

both! { migrations_go_down_and_up_again }

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.expect("the catalogue answers");
    rows.iter().map(|row| row.try_get("", "line").expect("a text")).collect()
}

/// Foreign keys whose columns no index starts with: every delete and every join over them would read the whole table.
#[tokio::test]
async fn every_foreign_key_has_an_index_that_starts_with_its_columns() {
    let db = TestDb::create(Backend::Postgres).await;
    let db = connect(&db.config.url).await;
    let keys = rows(&db, "SELECT conrelid::regclass || '.' || conname AS line FROM pg_constraint WHERE contype = 'f'");
    assert!(keys.await.len() > 20);
    let bare = "SELECT c.conrelid::regclass || ' (' || pg_get_constraintdef(c.oid) || ')' AS line
        FROM pg_constraint c
        WHERE c.contype = 'f' AND NOT EXISTS (
            SELECT 1 FROM pg_index i
            WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
              AND (SELECT array_agg(k ORDER BY k) FROM unnest(c.conkey) k)
                = (SELECT array_agg(k ORDER BY k) FROM unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) k))
        ORDER BY 1";
    assert_eq!(rows(&db, bare).await, [""; 0]);
    db.close().await.expect("closing");
}

/// A time without its zone means something else on another machine.
#[tokio::test]
async fn every_time_has_its_zone() {
    let db = TestDb::create(Backend::Postgres).await;
    let db = connect(&db.config.url).await;
    let of = |kind: &str| {
        format!(
            "SELECT table_name || '.' || column_name AS line FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations' AND {kind} ORDER BY 1"
        )
    };
    assert!(rows(&db, &of("data_type = 'timestamp with time zone'")).await.len() > 20);
    assert_eq!(rows(&db, &of("data_type IN ('timestamp without time zone', 'time without time zone')")).await, [""; 0]);
    // What is called a moment is one; what is called a date is a civil one.
    assert_eq!(rows(&db, &of("column_name LIKE '%\\_at' AND data_type <> 'timestamp with time zone'")).await, [""; 0]);
    assert_eq!(rows(&db, &of("column_name LIKE '%\\_on' AND data_type <> 'date'")).await, [""; 0]);
    db.close().await.expect("closing");
}

async fn migrations_go_down_and_up_again(backend: Backend) {
    let database = TestDb::create(backend).await;
    let db = connect(&database.config.url).await;
    let before = everything(&db).await;
    assert!(before.len() > 50, "{before:?}");
    Migrator::down(&db, None).await.expect("down");
    let left: Vec<_> = everything(&db).await.into_iter().filter(|line| !line.contains("seaql_migrations")).collect();
    assert_eq!(left, [""; 0], "left behind by `down`");
    migration::up(&db).await.expect("up again");
    assert_eq!(everything(&db).await, before);
    db.close().await.expect("closing");
}

/// Tables with their columns, indexes, constraints, triggers and functions, one a line.
async fn everything(db: &DatabaseConnection) -> Vec<String> {
    match db.get_database_backend() {
        DbBackend::Postgres => {
            rows(
                db,
                "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
                   FROM information_schema.columns WHERE table_schema = 'public'
                 UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
                 UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
                   FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                 UNION ALL SELECT 'trigger ' || tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal
                 UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                 UNION ALL SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
                 ORDER BY 1",
            )
            .await
        }
        _ => {
            let sql = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master
                       WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";
            rows(db, sql).await
        }
    }
}
