//! The audit log, for whoever asks who did something.

use std::collections::HashMap;

use domain::Instant;
use domain::ids::TicketId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::entity::audit_entry::{Column, Entity};

/// The jobs that did something to these tickets at given times, by ticket and time. No statement for no time.
pub async fn jobs(
    db: &impl ConnectionTrait,
    tickets: &[TicketId],
    times: &[Instant],
) -> Result<HashMap<(TicketId, Instant), String>, DbErr> {
    if times.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Option<Uuid>, Instant, String)> = Entity::find()
        .select_only()
        .columns([Column::ObjectId, Column::At, Column::ActorName])
        .filter(Column::At.is_in(times.iter().copied()))
        .filter(Column::ActorId.is_null())
        .filter(Column::ObjectType.eq("ticket"))
        .filter(Column::ObjectId.is_in(tickets.iter().map(|ticket| ticket.0)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, at, name)| Some(((TicketId(id?), at), name))).collect())
}
