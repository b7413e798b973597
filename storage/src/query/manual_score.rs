//! Scores that people gave, and what others said of them.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};
use domain::access::ReadScope;
use domain::ids::{AgencyId, ContractId, ManualScoreId, VendorId};
use domain::scorecard::{ManualScoreState, Period};
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::entity::manual_score::{Column, Entity, Model};
use crate::entity::{manual_score_review, manual_score_revision};
use crate::{keyset, row_scope};

/// Which scores. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ManualScoreFilter {
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub criterion: Option<String>,
    pub state: Option<ManualScoreState>,
    /// Those of periods that begin on this day or later.
    pub from: Option<NaiveDate>,
    /// Those of periods that begin on this day or earlier.
    pub until: Option<NaiveDate>,
}

/// A page of scores in scope, the latest period first; the id breaks ties.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &ManualScoreFilter,
    after: Option<(NaiveDate, ManualScoreId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::PeriodStart, Column::Id);
    keyset::descending(filtered(scope, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &ManualScoreFilter) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// Some of those in scope, by id.
pub async fn some(db: &impl ConnectionTrait, scope: &ReadScope, ids: &[ManualScoreId]) -> Result<Vec<Model>, DbErr> {
    let chosen = Column::Id.is_in(ids.iter().copied());
    in_scope(scope).filter(chosen).order_by_asc(Column::Id).all(db).await
}

/// The reviews of scores.
pub async fn reviews(
    db: &impl ConnectionTrait,
    ids: &[ManualScoreId],
) -> Result<HashMap<ManualScoreId, manual_score_review::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let chosen = manual_score_review::Column::ScoreId.is_in(ids.iter().copied());
    let rows = manual_score_review::Entity::find().filter(chosen).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.score_id, row)).collect())
}

/// What disputes made of scores.
pub async fn revisions(
    db: &impl ConnectionTrait,
    ids: &[ManualScoreId],
) -> Result<HashMap<ManualScoreId, manual_score_revision::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let chosen = manual_score_revision::Column::ScoreId.is_in(ids.iter().copied());
    let rows = manual_score_revision::Entity::find().filter(chosen).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.score_id, row)).collect())
}

/// The accepted scores for the same criteria and periods of contracts as these, the first number of each first: the last
/// one of each counts.
pub async fn accepted_beside(db: &impl ConnectionTrait, rows: &[Model]) -> Result<Vec<Model>, DbErr> {
    let starts = rows.iter().map(|row| row.period_start);
    let Some((first, last)) = starts.clone().min().zip(starts.max()) else { return Ok(Vec::new()) };
    let contracts = rows.iter().map(|row| row.contract_id);
    let criteria = Column::Criterion.is_in(rows.iter().map(|row| row.criterion.as_str()));
    in_periods(contracts, (first, last + TimeDelta::days(1))).filter(criteria).all(db).await
}

/// How many scores the criterion of a contract was given for a period.
pub async fn given_so_far(
    db: &impl ConnectionTrait,
    contract: ContractId,
    criterion: &str,
    period: Period,
) -> Result<u64, DbErr> {
    Entity::find()
        .filter(Column::ContractId.eq(contract))
        .filter(Column::Criterion.eq(criterion))
        .filter(Column::PeriodKind.eq(period.kind))
        .filter(Column::PeriodStart.eq(period.start))
        .count(db)
        .await
}

/// The accepted scores of contracts for periods that begin in `[from, until)`, the first number of each first.
pub async fn accepted(
    db: &impl ConnectionTrait,
    contracts: impl IntoIterator<Item = ContractId>,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Model>, DbErr> {
    in_periods(contracts, (from, until)).all(db).await
}

fn in_periods(
    contracts: impl IntoIterator<Item = ContractId>,
    (from, until): (NaiveDate, NaiveDate),
) -> Select<Entity> {
    Entity::find()
        .filter(Column::ContractId.is_in(contracts))
        .filter(Column::PeriodStart.gte(from))
        .filter(Column::PeriodStart.lt(until))
        .filter(in_state(ManualScoreState::Accepted))
        .order_by_asc(Column::Number)
}

fn in_scope(scope: &ReadScope) -> Select<Entity> {
    Entity::find().filter(row_scope::rows(scope, Column::AgencyId, Column::VendorId))
}

fn filtered(scope: &ReadScope, filter: &ManualScoreFilter) -> Select<Entity> {
    let chosen = Condition::all()
        .add_option(filter.contract.map(|contract| Column::ContractId.eq(contract)))
        .add_option(filter.vendor.map(|vendor| Column::VendorId.eq(vendor)))
        .add_option(filter.agencies.as_ref().map(|agencies| Column::AgencyId.is_in(agencies.iter().copied())))
        .add_option(filter.criterion.as_ref().map(|criterion| Column::Criterion.eq(criterion)))
        .add_option(filter.state.map(in_state))
        .add_option(filter.from.map(|from| Column::PeriodStart.gte(from)))
        .add_option(filter.until.map(|until| Column::PeriodStart.lte(until)));
    in_scope(scope).filter(chosen)
}

fn in_state(state: ManualScoreState) -> Condition {
    let reviews = manual_score_review::Entity::find().select_only().column(manual_score_review::Column::ScoreId);
    let id = Expr::col((Entity, Column::Id));
    let accepted = match state {
        ManualScoreState::Given => return Condition::all().add(id.not_in_subquery(reviews.into_query())),
        ManualScoreState::Accepted => true,
        ManualScoreState::Rejected => false,
    };
    let reviews = reviews.filter(manual_score_review::Column::Accepted.eq(accepted));
    Condition::all().add(id.in_subquery(reviews.into_query()))
}
