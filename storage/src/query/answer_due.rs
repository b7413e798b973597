//! Answers that proposals wait for.

use domain::Instant;
use domain::ids::TicketId;
use domain::ticket::ProposalKind;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::ticket_answer_due::{Column, Entity, Model};

/// Those whose time ended before `now`, the oldest first, behind the last one looked at.
pub async fn overdue(
    db: &impl ConnectionTrait,
    now: Instant,
    after: Option<(Instant, TicketId, ProposalKind)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::AnswerBy.lt(now));
    if let Some((by, ticket, kind)) = after {
        let of_ticket = Condition::all().add(Column::TicketId.eq(ticket)).add(Column::Kind.gt(kind));
        let behind = Condition::any().add(Column::TicketId.gt(ticket)).add(of_ticket);
        let at_once = Condition::all().add(Column::AnswerBy.eq(by)).add(behind);
        query = query.filter(Condition::any().add(Column::AnswerBy.gt(by)).add(at_once));
    }
    query
        .order_by_asc(Column::AnswerBy)
        .order_by_asc(Column::TicketId)
        .order_by_asc(Column::Kind)
        .limit(limit)
        .all(db)
        .await
}

/// Notes them; of one kind the latest proposal of a ticket counts.
pub async fn remember(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), DbErr> {
    for row in rows {
        let conflict = OnConflict::columns([Column::TicketId, Column::Kind]).update_column(Column::AnswerBy).to_owned();
        Entity::insert(row.into_active_model()).on_conflict(conflict).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Forgets one, unless another proposal took its place meanwhile.
pub async fn forget(db: &impl ConnectionTrait, row: &Model) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::TicketId.eq(row.ticket_id))
        .filter(Column::Kind.eq(row.kind))
        .filter(Column::AnswerBy.eq(row.answer_by))
        .exec(db)
        .await
        .map(drop)
}
