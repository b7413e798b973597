//! Searching the audit log.

use app::audit::audit_seals;
use app::change::{AuditQuery, audit_entries};
use async_graphql::{Context, Object};

use super::entry::AuditEntry;
use super::filter::AuditFilter;
use super::seal::AuditSeal;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;

/// The queries of the audit log.
#[derive(Default)]
pub struct AuditLogQuery;

/// The queries of the audit log.
#[Object]
impl AuditLogQuery {
    /// Who did what, the newest first. Needs audit.view, which the audit administrator has and nobody else.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn audit_entries<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which entries; all when left out.")] filter: Option<AuditFilter>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<AuditEntry<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let limit = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, AuditEntry::NEWEST, language)).transpose()?;
        let asked = AuditQuery {
            filter: filter.unwrap_or_default().asked(language)?,
            after: after.as_ref().map(|cursor| cursor.instant(language)).transpose()?,
            limit: u64::try_from(limit).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = audit_entries(request.op(), &asked).await.map_err(|error| failure(error, language))?;
        let entries = found.entries.into_iter().map(|of| AuditEntry { of, request }).collect();
        Ok(Connection::new(entries, AuditEntry::NEWEST, after.is_some(), found.more, Total::from(found.total)))
    }

    /// The seals of the audit log, the newest first. Needs audit.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn audit_seals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<AuditSeal>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let limit = u64::try_from(page_size(first, language)?).unwrap_or(0);
        let after = after.map(|text| Cursor::decode(&text, AuditSeal::NEWEST, language)).transpose()?;
        let seq = after.as_ref().map(|cursor| AuditSeal::seq_of(cursor, language)).transpose()?;
        let with_total = ctx.look_ahead().field("totalCount").exists();
        let found = audit_seals(request.op(), seq, limit, with_total).await;
        let found = found.map_err(|error| failure(error, language))?;
        let seals = found.seals.into_iter().map(AuditSeal).collect();
        Ok(Connection::new(seals, AuditSeal::NEWEST, after.is_some(), found.more, Total::from(found.total)))
    }
}
