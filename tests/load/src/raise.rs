//! W2: raising a ticket, durably.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Result, ensure};
use app::ticket::Raise;
use app::{App, Clock};
use chrono::TimeDelta;
use domain::ids::uuid_at;
use domain::ticket::{Impact, RaiseInput, TicketKind, Urgency};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};
use serde_json::json;

use crate::board::agency_of;
use crate::drive::{Work, work};
use crate::server::{Client, global_id};
use crate::world;

const TITLE: &str = "电子证照系统签章失败";
const DESCRIPTION: &str = "窗口反映签章时提示证书链不完整，今日上午九点起全部失败，已影响排队群众。";

/// The limit: the rows that the product writes, in one plain statement.
pub fn same_rows(db: DatabaseConnection, clock: Clock) -> Work {
    statement(db, clock, include_str!("raise.sql"), |raised| {
        let mut values = raised.head();
        values.extend([raised.id(), raised.id(), raised.id(), raised.id(), raised.id()]);
        values.extend([raised.detail(), raised.id(), raised.now.format("%Y%m%d").to_string().into()]);
        values
    })
}

/// The least that raising could write: ticket, two clocks, audit entry and message.
pub fn least_rows(db: DatabaseConnection, clock: Clock) -> Work {
    statement(db, clock, include_str!("raise_least.sql"), |raised| {
        let mut values = raised.head();
        values.extend([raised.id(), raised.id(), raised.id(), raised.id(), raised.id()]);
        values.extend([raised.detail(), raised.id(), json!({ "priority": "P3", "state": "NEW" }).into()]);
        values
    })
}

fn statement(db: DatabaseConnection, clock: Clock, text: &'static str, row: fn(&Raised) -> Vec<Value>) -> Work {
    let next = Arc::new(AtomicU32::new(0));
    work(move |connection| {
        let raised = Raised { connection, place: next.fetch_add(1, Ordering::Relaxed), now: clock.now() };
        let db = db.clone();
        async move {
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, text, row(&raised));
            ensure!(db.query_one_raw(statement).await?.is_some(), "no row was written");
            Ok(())
        }
    })
}

/// One raising of a plain statement.
struct Raised {
    connection: usize,
    place: u32,
    now: domain::Instant,
}

impl Raised {
    fn id(&self) -> Value {
        uuid_at(self.now, rand::random()).into()
    }

    fn detail(&self) -> Value {
        let system = world::system_place(agency_of(self.connection), self.place);
        json!({ "priority": "P3", "systemId": world::system_id(system).0 }).into()
    }

    /// What both statements begin with.
    fn head(&self) -> Vec<Value> {
        let agency = agency_of(self.connection);
        let system = world::system_place(agency, self.place);
        vec![
            world::clerk(agency).1.0.into(),
            self.id(),
            format!("LIMIT-{:016x}-", rand::random::<u64>()).into(),
            world::agency_id(agency).0.into(),
            world::vendor_of(system).0.into(),
            world::system_id(system).0.into(),
            world::contract_id(system).0.into(),
            world::version_id().0.into(),
            TITLE.into(),
            DESCRIPTION.into(),
            self.now.into(),
            (self.now + TimeDelta::hours(1)).into(),
            (self.now + TimeDelta::days(1)).into(),
            "0".repeat(64).into(),
        ]
    }
}

/// Our floor: the product's use case without transport.
pub fn in_process(app: Arc<App>) -> Work {
    let next = Arc::new(AtomicU32::new(0));
    work(move |connection| {
        let (app, place) = (app.clone(), next.fetch_add(1, Ordering::Relaxed));
        async move { raise(&app, agency_of(connection), place).await }
    })
}

/// Raises one ticket.
pub async fn raise(app: &Arc<App>, agency: u32, place: u32) -> Result<()> {
    let op = app.op_for(world::clerk(agency).1)?;
    let input = RaiseInput {
        kind: TicketKind::Incident,
        title: TITLE.to_owned(),
        description: DESCRIPTION.to_owned(),
        impact: Impact::Medium,
        urgency: Urgency::Medium,
    };
    let system = world::system_id(world::system_place(agency, place));
    let asked = Raise { system, agency: None, input, raised_at: None, late_reason: None };
    app::ticket::raise(&op, &asked).await?;
    Ok(())
}

/// The product.
pub fn graphql(client: Client, tokens: Arc<Vec<String>>) -> Work {
    let next = Arc::new(AtomicU32::new(0));
    work(move |connection| {
        let (client, tokens, place) = (client.clone(), tokens.clone(), next.fetch_add(1, Ordering::Relaxed));
        async move {
            let which = connection % tokens.len();
            let system = world::system_id(world::system_place(agency_of(which), place));
            let input = json!({
                "systemId": global_id("ManagedSystem", system.0), "kind": "INCIDENT", "title": TITLE,
                "description": DESCRIPTION, "impact": "MEDIUM", "urgency": "MEDIUM"
            });
            let variables = json!({ "input": input });
            let body = json!({ "query": include_str!("raise.graphql"), "variables": variables }).to_string();
            client.post(&tokens[which], &body, r#""errors":[]"#).await.map(drop)
        }
    })
}
