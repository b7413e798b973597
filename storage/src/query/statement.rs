//! Statements, and what was done to them.

use chrono::NaiveDate;
use domain::access::ReadScope;
use domain::ids::{AgencyId, AssessmentId, ContractId, MilestoneId, StatementId, VendorId};
use domain::statement::StatementState;
use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::entity::statement::{Column, Entity, Model};
use crate::entity::statement_step;
use crate::{keyset, row_scope};

/// Which of them. What is none or empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct StatementFilter {
    pub contract: Option<ContractId>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub vendor: Option<VendorId>,
    pub states: Vec<StatementState>,
}

/// The states in which a statement counts.
const COUNTS: [StatementState; 2] = [StatementState::Prepared, StatementState::Approved];

fn scoped(scope: &ReadScope) -> Condition {
    row_scope::rows(scope, Column::AgencyId, Column::VendorId)
}

fn chosen(scope: &ReadScope, filter: &StatementFilter) -> Select<Entity> {
    let mut all = Condition::all().add(scoped(scope));
    if let Some(contract) = filter.contract {
        all = all.add(Column::ContractId.eq(contract));
    }
    if let Some(agencies) = &filter.agencies {
        all = all.add(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(vendor) = filter.vendor {
        all = all.add(Column::VendorId.eq(vendor));
    }
    if !filter.states.is_empty() {
        all = all.add(Column::State.is_in(filter.states.iter().copied()));
    }
    Entity::find().filter(all)
}

/// A page, the latest period first.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &StatementFilter,
    after: Option<(NaiveDate, StatementId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::PeriodStart, Column::Id);
    keyset::descending(chosen(scope, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &StatementFilter) -> Result<u64, DbErr> {
    chosen(scope, filter).count(db).await
}

/// One, if it lies in the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &ReadScope, id: StatementId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(scoped(scope)).one(db).await
}

/// Some of those in scope that are in a state, by id.
pub async fn some(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    state: StatementState,
    ids: &[StatementId],
) -> Result<Vec<Model>, DbErr> {
    let chosen = Condition::all().add(Column::State.eq(state)).add(Column::Id.is_in(ids.iter().copied()));
    Entity::find().filter(scoped(scope)).filter(chosen).order_by_asc(Column::Id).all(db).await
}

/// One, held until the end of the transaction where rows can be.
pub async fn hold(db: &impl ConnectionTrait, id: StatementId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(db).await
}

/// Those of an assessment that count: one at most.
pub async fn of_assessment(db: &impl ConnectionTrait, id: AssessmentId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::AssessmentId.eq(id)).filter(Column::State.is_in(COUNTS)).one(db).await
}

/// Those that pay a milestone and count.
pub async fn of_milestone(db: &impl ConnectionTrait, id: MilestoneId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::MilestoneId.eq(id)).filter(Column::State.is_in(COUNTS)).all(db).await
}

/// The approved ones of contracts, the oldest period first and in the order of their making.
pub async fn approved(
    db: &impl ConnectionTrait,
    contracts: impl IntoIterator<Item = ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contracts))
        .filter(Column::State.eq(StatementState::Approved))
        .order_by_asc(Column::PeriodStart)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// What was done to some of those in scope, in order.
pub async fn steps(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    ids: &[StatementId],
) -> Result<Vec<statement_step::Model>, DbErr> {
    let seen = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids.iter().copied()));
    let seen = seen.filter(scoped(scope)).into_query();
    statement_step::Entity::find()
        .filter(statement_step::Column::StatementId.in_subquery(seen))
        .order_by_asc(statement_step::Column::StatementId)
        .order_by_asc(statement_step::Column::Seq)
        .all(db)
        .await
}
