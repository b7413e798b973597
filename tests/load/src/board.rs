//! W1: the 50 newest open tickets of an agency with agency, vendor, assignee and clocks.

use std::sync::Arc;

use anyhow::ensure;
use app::App;
use app::ticket::TicketQuery;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::json;

use crate::drive::{Work, work};
use crate::server::{Client, global_id};
use crate::world;

/// Tickets on a page.
const PAGE: usize = 50;

/// The limit: one joined statement whose rows nobody looks at.
pub fn joined(db: DatabaseConnection) -> Work {
    work(move |connection| {
        let db = db.clone();
        async move {
            let agency = world::agency_id(agency_of(connection)).0;
            let sql = include_str!("board.sql");
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [agency.into()]);
            let rows = db.query_all_raw(statement).await?;
            ensure!(rows.len() == PAGE, "a page of {} tickets", rows.len());
            Ok(())
        }
    })
}

/// Our floor: the product's use case without transport.
pub fn in_process(app: Arc<App>) -> Work {
    work(move |connection| {
        let app = app.clone();
        async move {
            let agency = agency_of(connection);
            let op = app.op_for(world::clerk(agency).1)?;
            let query = TicketQuery {
                open: Some(true),
                agency: Some(world::agency_id(agency)),
                limit: PAGE as u64,
                ..TicketQuery::default()
            };
            let page = app::ticket::list(&op, &query).await?;
            ensure!(page.rows.len() == PAGE, "a page of {} tickets", page.rows.len());
            Ok(())
        }
    })
}

/// Our other floor: transport, token and guard without a page.
pub fn typename(client: Client, tokens: Arc<Vec<String>>) -> Work {
    work(move |connection| {
        let (client, tokens) = (client.clone(), tokens.clone());
        async move {
            let body = r#"{"query":"{__typename}"}"#;
            client.post(&tokens[connection % tokens.len()], body, "__typename").await.map(drop)
        }
    })
}

/// The product.
pub fn graphql(client: Client, tokens: Arc<Vec<String>>) -> Work {
    let bodies: Arc<Vec<String>> = Arc::new((0..tokens.len()).map(body).collect());
    work(move |connection| {
        let (client, tokens, bodies) = (client.clone(), tokens.clone(), bodies.clone());
        async move {
            let place = connection % tokens.len();
            client.post(&tokens[place], &bodies[place], r#""hasNextPage":true"#).await.map(drop)
        }
    })
}

/// The agency whose board a connection asks for.
pub fn agency_of(connection: usize) -> u32 {
    u32::try_from(connection).unwrap_or(0) % world::AGENCIES
}

fn body(connection: usize) -> String {
    let agency = global_id("Agency", world::agency_id(agency_of(connection)).0);
    let variables = json!({ "agency": agency, "first": PAGE });
    json!({ "query": include_str!("board.graphql"), "variables": variables }).to_string()
}
