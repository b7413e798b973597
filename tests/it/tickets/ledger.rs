//! A look into the database beside the application: what is written, and what is not.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, Database, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use sea_orm::{DbBackend, Statement};
use storage::entity::{outbox, sla_clock, sla_verdict};
use uuid::Uuid;

use crate::support::world::World;

/// A connection of its own.
pub struct Ledger {
    pub db: DatabaseConnection,
}

/// Every row of every table, as text.
pub type Contents = BTreeMap<String, Vec<String>>;

impl Ledger {
    pub async fn of(world: &World) -> Self {
        Self::open(&world.db.config.url).await
    }

    pub async fn open(url: &str) -> Self {
        Self { db: Database::connect(url).await.expect("connecting") }
    }

    /// Everything that is written.
    pub async fn contents(&self) -> Contents {
        let mut contents = Contents::new();
        for table in self.tables().await {
            let rows = self.rows(&table).await;
            contents.insert(table, rows);
        }
        contents
    }

    /// Nothing was written since.
    #[track_caller]
    pub fn assert_same(before: &Contents, after: &Contents, when: &str) {
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "{when}");
        for (table, rows) in before {
            assert_eq!(rows, &after[table], "{table} was written: {when}");
        }
    }

    async fn tables(&self) -> Vec<String> {
        let names = match self.backend() {
            DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            _ => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
        };
        let tables = self.texts(names).await;
        assert!(tables.len() > 20, "{tables:?}");
        tables
    }

    /// Every row of a table as one text, in order.
    pub async fn rows(&self, table: &str) -> Vec<String> {
        if self.backend() == DbBackend::Postgres {
            return self.texts(&format!("SELECT to_jsonb(r)::text FROM {table} r ORDER BY 1")).await;
        }
        let columns = self.texts(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        self.texts(&format!("SELECT {} FROM {table} ORDER BY 1", quoted.join(" || ',' || "))).await
    }

    /// Runs a statement as it stands: the rows it touched.
    pub async fn run(&self, sql: &str) -> Result<u64, DbErr> {
        Ok(self.db.execute_unprepared(sql).await?.rows_affected())
    }

    /// The verdict revisions of every ticket, in the order of their ids.
    pub async fn verdicts(&self) -> Vec<sla_verdict::Model> {
        sla_verdict::Entity::find().order_by_asc(sla_verdict::Column::Id).all(&self.db).await.expect("verdicts")
    }

    /// The clocks of every ticket, in the order of their ids.
    pub async fn clocks(&self) -> Vec<sla_clock::Model> {
        sla_clock::Entity::find().order_by_asc(sla_clock::Column::Id).all(&self.db).await.expect("clocks")
    }

    /// The messages about a ticket, by their topic.
    pub async fn topics(&self, ticket: Uuid) -> BTreeMap<String, usize> {
        let about = outbox::Entity::find().filter(outbox::Column::TicketId.eq(ticket));
        let mut topics = BTreeMap::new();
        for message in about.all(&self.db).await.expect("messages") {
            *topics.entry(message.topic).or_default() += 1;
        }
        topics
    }

    /// The numbers that messages have in the change feed, in order.
    pub async fn feed(&self) -> Vec<i64> {
        let numbered = outbox::Entity::find().filter(outbox::Column::FeedSeq.is_not_null());
        let numbered = numbered.order_by_asc(outbox::Column::FeedSeq).all(&self.db).await.expect("the feed");
        numbered.into_iter().filter_map(|message| message.feed_seq).collect()
    }

    fn backend(&self) -> DbBackend {
        self.db.get_database_backend()
    }

    /// The first column of what a query finds.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.db.query_all_raw(Statement::from_string(self.backend(), sql)).await.expect(sql);
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    }
}
