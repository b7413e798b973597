//! What hangs on rankings: versions, releases, steps, objections, readers. The caller sees the rankings.

use domain::ids::{AgencyId, ObjectionId, RankingId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::{
    ranking_answer, ranking_objection, ranking_reader, ranking_release, ranking_step, ranking_subject, ranking_version,
};
use crate::query::setup::ROWS_A_STATEMENT;

/// One version of a ranking.
pub async fn version(
    db: &impl ConnectionTrait,
    id: RankingId,
    number: i32,
) -> Result<Option<ranking_version::Model>, DbErr> {
    ranking_version::Entity::find_by_id((id, number)).one(db).await
}

/// All versions of some rankings, in order.
pub async fn versions(db: &impl ConnectionTrait, ids: &[RankingId]) -> Result<Vec<ranking_version::Model>, DbErr> {
    use ranking_version::{Column, Entity};
    let of = Entity::find().filter(Column::RankingId.is_in(ids.iter().copied()));
    of.order_by_asc(Column::RankingId).order_by_asc(Column::Number).all(db).await
}

/// What was published of some rankings, in order.
pub async fn releases(db: &impl ConnectionTrait, ids: &[RankingId]) -> Result<Vec<ranking_release::Model>, DbErr> {
    use ranking_release::{Column, Entity};
    let of = Entity::find().filter(Column::RankingId.is_in(ids.iter().copied()));
    of.order_by_asc(Column::RankingId).order_by_asc(Column::Number).all(db).await
}

/// What was done to some rankings, in order.
pub async fn steps(db: &impl ConnectionTrait, ids: &[RankingId]) -> Result<Vec<ranking_step::Model>, DbErr> {
    use ranking_step::{Column, Entity};
    let of = Entity::find().filter(Column::RankingId.is_in(ids.iter().copied()));
    of.order_by_asc(Column::RankingId).order_by_asc(Column::Seq).all(db).await
}

/// The objections to some rankings, in order.
pub async fn objections(db: &impl ConnectionTrait, ids: &[RankingId]) -> Result<Vec<ranking_objection::Model>, DbErr> {
    use ranking_objection::{Column, Entity};
    let of = Entity::find().filter(Column::RankingId.is_in(ids.iter().copied()));
    of.order_by_asc(Column::RankingId).order_by_asc(Column::Id).all(db).await
}

/// One objection.
pub async fn find_objection(
    db: &impl ConnectionTrait,
    id: ObjectionId,
) -> Result<Option<ranking_objection::Model>, DbErr> {
    ranking_objection::Entity::find_by_id(id).one(db).await
}

/// The answers to some objections.
pub async fn answers(db: &impl ConnectionTrait, ids: &[ObjectionId]) -> Result<Vec<ranking_answer::Model>, DbErr> {
    let of = ranking_answer::Column::ObjectionId.is_in(ids.iter().copied());
    ranking_answer::Entity::find().filter(of).all(db).await
}

/// The agencies that some rankings were published to.
pub async fn readers(db: &impl ConnectionTrait, ids: &[RankingId]) -> Result<Vec<ranking_reader::Model>, DbErr> {
    use ranking_reader::{Column, Entity};
    let of = Entity::find().filter(Column::RankingId.is_in(ids.iter().copied()));
    of.order_by_asc(Column::RankingId).order_by_asc(Column::AgencyId).all(db).await
}

/// Adds agencies that a version is published to; those that are told already stay as they are.
pub async fn keep_readers(
    db: &impl ConnectionTrait,
    (ranking_id, number): (RankingId, i32),
    agencies: &[AgencyId],
) -> Result<(), DbErr> {
    use ranking_reader::{Column, Entity, Model};
    let row = |agency_id: &AgencyId| Model { ranking_id, agency_id: *agency_id, number }.into_active_model();
    let known = OnConflict::columns([Column::RankingId, Column::AgencyId]).do_nothing().to_owned();
    for some in agencies.chunks(ROWS_A_STATEMENT) {
        Entity::insert_many(some.iter().map(row)).on_conflict(known.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Adds those who stand in an announced version; those who stood in an earlier one stay as they are.
pub async fn keep_subjects(
    db: &impl ConnectionTrait,
    (ranking_id, number): (RankingId, i32),
    subjects: &[Uuid],
) -> Result<(), DbErr> {
    use ranking_subject::{Column, Entity, Model};
    let row = |subject_id: &Uuid| Model { ranking_id, subject_id: *subject_id, number }.into_active_model();
    let known = OnConflict::columns([Column::RankingId, Column::SubjectId]).do_nothing().to_owned();
    for some in subjects.chunks(ROWS_A_STATEMENT) {
        Entity::insert_many(some.iter().map(row)).on_conflict(known.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}
