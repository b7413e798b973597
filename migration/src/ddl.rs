//! One text of DDL for both databases: PostgreSQL's type names, mapped to what the ORM writes on SQLite.

use sea_orm_migration::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// Runs statements written with the type words `UUID`, `TIMESTAMPTZ`, `JSONB` and `DATE` in capitals.
pub async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let sql = match manager.get_database_backend() {
        DbBackend::Sqlite => sql
            .replace(" UUID", " uuid_text")
            .replace(" TIMESTAMPTZ", " timestamp_with_timezone_text")
            .replace(" JSONB", " jsonb_text")
            .replace(" DATE", " date_text"),
        _ => sql.to_owned(),
    };
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}

/// Makes tables append-only (I1): the database itself refuses UPDATE and DELETE.
pub async fn append_only(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        let sql = match manager.get_database_backend() {
            DbBackend::Sqlite => format!(
                "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                 CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
            ),
            _ => format!(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
                 CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                 FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
            ),
        };
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Takes back what [`append_only`] needs, once no table is append-only any more.
pub async fn drop_append_only(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Sqlite {
        manager.get_connection().execute_unprepared("DROP FUNCTION refuse_change").await?;
    }
    Ok(())
}

/// Drops tables, children first.
pub async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager.get_connection().execute_unprepared(&format!("DROP TABLE {table}")).await?;
    }
    Ok(())
}
