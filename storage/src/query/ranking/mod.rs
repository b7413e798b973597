//! Rankings, what they are made of, and what hangs on them.

mod basis;
mod parts;

use chrono::NaiveDate;
use domain::access::ReadScope;
use domain::ids::{AgencyId, RankingId};
use domain::ranking::{RankingKind, RankingState};
use domain::scorecard::{Period, PeriodKind};
use sea_orm::sea_query::{Condition, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, Select,
};

pub use basis::{AgencyTimes, credits, frozen, times};
pub use parts::{
    answers, find_objection, keep_readers, keep_subjects, objections, readers, releases, steps, version, versions,
};

use crate::entity::ranking_publication::{Column, Entity, Model};
use crate::entity::{ranking_reader, ranking_subject};
use crate::{keyset, row_scope};

/// Which rankings somebody sees, and as whom.
#[derive(Clone, Debug)]
pub struct RankingSight {
    /// Where they rank: everything of these agencies' rankings.
    pub ranks: ReadScope,
    /// Whose they are: what is published to these agencies, and where these agencies and vendors stand once it is announced.
    pub reads: ReadScope,
}

/// Which of them. What is none or empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct RankingFilter {
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub kind: Option<RankingKind>,
    pub period_kind: Option<PeriodKind>,
    /// Periods that begin in `[from, until]`.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

fn seen(sight: &RankingSight) -> Condition {
    let published = Column::PublishedNumber.is_not_null();
    let mut any = Condition::any().add(row_scope::owned(&sight.ranks, Column::AgencyId, false));
    let (agencies, subjects) = match &sight.reads {
        ReadScope::Everything => return any.add(published),
        ReadScope::Nothing => return any,
        ReadScope::Orgs { agencies, vendors } => {
            let subjects = agencies.iter().map(|id| id.0).chain(vendors.iter().map(|id| id.0));
            (agencies, subjects.collect::<Vec<_>>())
        }
    };
    let told = ranking_reader::Entity::find()
        .select_only()
        .column(ranking_reader::Column::RankingId)
        .filter(ranking_reader::Column::AgencyId.is_in(agencies.iter().copied()));
    let stands = ranking_subject::Entity::find()
        .select_only()
        .column(ranking_subject::Column::RankingId)
        .filter(ranking_subject::Column::SubjectId.is_in(subjects));
    let to_readers = Condition::any().add(Column::IsPublic.eq(true)).add(Column::Id.in_subquery(told.into_query()));
    any = any.add(Condition::all().add(published.clone()).add(to_readers));
    let announced = Condition::any().add(published).add(Column::State.eq(RankingState::Announced));
    any.add(Condition::all().add(announced).add(Column::Id.in_subquery(stands.into_query())))
}

fn filtered(query: Select<Entity>, filter: &RankingFilter) -> Select<Entity> {
    let mut all = Condition::all();
    if let Some(agencies) = &filter.agencies {
        all = all.add(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(kind) = filter.kind {
        all = all.add(Column::Kind.eq(kind));
    }
    if let Some(kind) = filter.period_kind {
        all = all.add(Column::PeriodKind.eq(kind));
    }
    if let Some(from) = filter.from {
        all = all.add(Column::PeriodStart.gte(from));
    }
    if let Some(until) = filter.until {
        all = all.add(Column::PeriodStart.lte(until));
    }
    query.filter(all)
}

const LATEST: (Column, Column) = (Column::PeriodStart, Column::Id);

/// A page of what somebody sees, the latest period first.
pub async fn page(
    db: &impl ConnectionTrait,
    sight: &RankingSight,
    filter: &RankingFilter,
    place: Option<(NaiveDate, RankingId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let query = filtered(Entity::find().filter(seen(sight)), filter);
    keyset::descending(query, LATEST, place, limit).all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, sight: &RankingSight, filter: &RankingFilter) -> Result<u64, DbErr> {
    filtered(Entity::find().filter(seen(sight)), filter).count(db).await
}

/// One, if it is seen.
pub async fn find(db: &impl ConnectionTrait, sight: &RankingSight, id: RankingId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(seen(sight)).one(db).await
}

fn public() -> Select<Entity> {
    Entity::find().filter(Column::IsPublic.eq(true)).filter(Column::PublishedNumber.is_not_null())
}

/// A page of what is published to everybody, the latest period first.
pub async fn public_page(
    db: &impl ConnectionTrait,
    filter: &RankingFilter,
    place: Option<(NaiveDate, RankingId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    keyset::descending(filtered(public(), filter), LATEST, place, limit).all(db).await
}

/// How many there are.
pub async fn public_count(db: &impl ConnectionTrait, filter: &RankingFilter) -> Result<u64, DbErr> {
    filtered(public(), filter).count(db).await
}

/// Published rankings of a kind and some agencies whose periods begin on some days.
pub async fn published_on(
    db: &impl ConnectionTrait,
    kind: RankingKind,
    agencies: &[AgencyId],
    starts: &[NaiveDate],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::PublishedNumber.is_not_null())
        .filter(Column::AgencyId.is_in(agencies.iter().copied()))
        .filter(Column::PeriodStart.is_in(starts.iter().copied()))
        .all(db)
        .await
}

/// Adds a ranking; false when there is one of the same agency, kind and period.
pub async fn add(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    let same = [Column::AgencyId, Column::Kind, Column::PeriodKind, Column::PeriodStart];
    let known = OnConflict::columns(same).do_nothing().to_owned();
    let added = Entity::insert(row.into_active_model()).on_conflict(known).exec_without_returning(db).await?;
    Ok(added > 0)
}

/// One that is published to everybody.
pub async fn find_public(db: &impl ConnectionTrait, id: RankingId) -> Result<Option<Model>, DbErr> {
    public().filter(Column::Id.eq(id)).one(db).await
}

/// One, held until the end of the transaction where rows can be.
pub async fn hold(db: &impl ConnectionTrait, id: RankingId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(db).await
}

/// The ranking of a period, if there is one.
pub async fn of_period(
    db: &impl ConnectionTrait,
    (agency, kind): (AgencyId, RankingKind),
    period: Period,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .filter(Column::Kind.eq(kind))
        .filter(Column::PeriodKind.eq(period.kind))
        .filter(Column::PeriodStart.eq(period.start))
        .one(db)
        .await
}
