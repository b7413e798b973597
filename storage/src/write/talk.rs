//! The rows that the talk on a ticket leaves beside its log, written with the events they come of.

use domain::Instant;
use domain::file::AttachmentState;
use domain::ids::{AttachmentId, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::act::insert_many;
use crate::entity::{attachment, ticket_watcher, work_entry};
use crate::query;

/// What is written beside the events of one change.
#[derive(Clone, Debug, Default)]
pub struct TalkRows {
    pub watchers: Vec<ticket_watcher::Model>,
    pub work: Vec<work_entry::Model>,
    pub files: Vec<FileStep>,
}

/// What becomes of a file.
#[derive(Clone, Debug)]
pub enum FileStep {
    /// Its bytes have come.
    Stored { id: AttachmentId, sha256: String, at: Instant },
    /// It is taken back.
    Withdrawn { id: AttachmentId, at: Instant, by: Option<UserId>, name: String, reason: String },
}

/// Writes the rows; `false` when a file is not what it was when the change was decided.
pub(super) async fn talk(db: &impl ConnectionTrait, rows: TalkRows) -> Result<bool, DbErr> {
    query::talk::watch(db, rows.watchers).await?;
    insert_many::<work_entry::Entity>(db, rows.work).await?;
    for step in rows.files {
        let done = match step {
            FileStep::Stored { id, sha256, at } => query::attachment::mark_stored(db, id, &sha256, at).await?,
            FileStep::Withdrawn { id, at, by, name, reason } => withdraw(db, id, at, (by, name, reason)).await?,
        };
        if !done {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn withdraw(
    db: &impl ConnectionTrait,
    id: AttachmentId,
    at: Instant,
    (by, name, reason): (Option<UserId>, String, String),
) -> Result<bool, DbErr> {
    use attachment::Column::{Id, State, WithdrawalReason, Withdrawer, WithdrawnAt, WithdrawnBy};
    let marked = attachment::Entity::update_many()
        .col_expr(State, Expr::value(AttachmentState::Withdrawn.as_str()))
        .col_expr(WithdrawnAt, Expr::value(at))
        .col_expr(WithdrawnBy, Expr::value(by))
        .col_expr(Withdrawer, Expr::value(name))
        .col_expr(WithdrawalReason, Expr::value(reason))
        .filter(Id.eq(id))
        .filter(State.eq(AttachmentState::Stored))
        .exec(db)
        .await?;
    Ok(marked.rows_affected > 0)
}
