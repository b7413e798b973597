//! Answers to checklists, and the incidents that were raised of them.

use std::collections::HashMap;

use domain::ids::OccurrenceId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::entity::inspection_answer::{Column, Entity, Model};
use crate::entity::inspection_incident as incident;

/// Every answer of some inspections, by item, in the order they were recorded.
pub async fn answers_of(db: &impl ConnectionTrait, ids: &[OccurrenceId]) -> Result<Vec<Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let of = Entity::find().filter(Column::OccurrenceId.is_in(ids.iter().copied()));
    of.order_by_asc(Column::OccurrenceId).order_by_asc(Column::Item).order_by_asc(Column::Seq).all(db).await
}

/// The number of the last answer to each item of an inspection.
pub async fn last_seqs(db: &impl ConnectionTrait, id: OccurrenceId) -> Result<HashMap<String, i32>, DbErr> {
    Ok(answers_of(db, &[id]).await?.into_iter().map(|row| (row.item, row.seq)).collect())
}

/// The incidents of some inspections.
pub async fn incidents_of(db: &impl ConnectionTrait, ids: &[OccurrenceId]) -> Result<Vec<incident::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    incident::Entity::find().filter(incident::Column::OccurrenceId.is_in(ids.iter().copied())).all(db).await
}

/// Notes the incident of an item unless it has one; whether it was noted now.
pub async fn insert_incident(db: &impl ConnectionTrait, row: incident::Model) -> Result<bool, DbErr> {
    let key = [incident::Column::OccurrenceId, incident::Column::Item];
    let written = incident::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}
