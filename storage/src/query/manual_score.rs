//! Scores that people gave, and what others said of them.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::ReadScope;
use domain::ids::{AgencyId, ContractId, ManualScoreId, VendorId};
use domain::scorecard::{ManualScoreState, Period};
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::entity::manual_score::{Column, Entity, Model};
use crate::entity::manual_score_review;
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
    Entity::find()
        .filter(Column::ContractId.is_in(contracts))
        .filter(Column::PeriodStart.gte(from))
        .filter(Column::PeriodStart.lt(until))
        .filter(in_state(ManualScoreState::Accepted))
        .order_by_asc(Column::Number)
        .all(db)
        .await
}

fn in_scope(scope: &ReadScope) -> Select<Entity> {
    Entity::find().filter(row_scope::rows(scope, Column::AgencyId, Column::VendorId))
}

fn filtered(scope: &ReadScope, filter: &ManualScoreFilter) -> Select<Entity> {
    let mut condition = Condition::all();
    if let Some(contract) = filter.contract {
        condition = condition.add(Column::ContractId.eq(contract));
    }
    if let Some(vendor) = filter.vendor {
        condition = condition.add(Column::VendorId.eq(vendor));
    }
    if let Some(agencies) = &filter.agencies {
        condition = condition.add(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(criterion) = &filter.criterion {
        condition = condition.add(Column::Criterion.eq(criterion));
    }
    if let Some(state) = filter.state {
        condition = condition.add(in_state(state));
    }
    if let Some(from) = filter.from {
        condition = condition.add(Column::PeriodStart.gte(from));
    }
    if let Some(until) = filter.until {
        condition = condition.add(Column::PeriodStart.lte(until));
    }
    in_scope(scope).filter(condition)
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
