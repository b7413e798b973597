//! Scorecards: what must be scored again, the cards themselves, and pages of them.

mod behind;
mod clocks;
mod closings;
mod count;

use chrono::NaiveDate;
use domain::access::ReadScope;
use domain::ids::{AgencyId, ContractId, ScorecardId, VendorId};
use domain::scorecard::{PeriodKind, SubjectKind};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, Statement,
};
use uuid::Uuid;

pub use behind::{Behind, count_behind, tickets_behind};
pub use clocks::{ClockCount, MonthCount, clocks, complaints, inspections};
pub use closings::{ClosingCount, closings};
pub use count::{EventCount, FaultCount, PauseCount, Span, events, faults, pauses};

use crate::entity::{score_stale, scorecard};
use crate::row_scope;

/// Takes the lock that lets one scoring run at a time; it holds until the end of the transaction.
pub async fn lock(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let text = "UPDATE epoch SET value = value + 1 WHERE name = 'scorecard'";
    db.execute_raw(Statement::from_string(db.get_database_backend(), text)).await.map(drop)
}

/// The next contract months that wait to be scored again.
pub async fn stale(
    db: &impl ConnectionTrait,
    after: Option<(ContractId, i32)>,
    limit: u64,
) -> Result<Vec<score_stale::Model>, DbErr> {
    use score_stale::Column::{ContractId as Contract, Month};
    let mut query = score_stale::Entity::find().order_by_asc(Contract).order_by_asc(Month).limit(limit);
    if let Some((contract, month)) = after {
        let later_month = Condition::all().add(Contract.eq(contract)).add(Month.gt(month));
        query = query.filter(Condition::any().add(Contract.gt(contract)).add(later_month));
    }
    query.all(db).await
}

/// Takes a mark away, unless the month was marked again since it was read; waits for whoever is marking it.
pub async fn unmark(db: &impl ConnectionTrait, mark: &score_stale::Model) -> Result<bool, DbErr> {
    let deleted = score_stale::Entity::delete_many()
        .filter(score_stale::Column::ContractId.eq(mark.contract_id))
        .filter(score_stale::Column::Month.eq(mark.month))
        .filter(score_stale::Column::Marks.eq(mark.marks))
        .exec(db)
        .await?;
    Ok(deleted.rows_affected > 0)
}

/// The month cards of subjects that begin in `[from, until)`.
pub async fn months_of_subjects(
    db: &impl ConnectionTrait,
    kind: SubjectKind,
    subjects: impl IntoIterator<Item = Uuid>,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<scorecard::Model>, DbErr> {
    months(kind, (from, until)).filter(scorecard::Column::SubjectId.is_in(subjects)).all(db).await
}

/// The month cards of the contracts of vendors that begin in `[from, until)`.
pub async fn contract_months_of_vendors(
    db: &impl ConnectionTrait,
    vendors: impl IntoIterator<Item = VendorId>,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<scorecard::Model>, DbErr> {
    let of_vendors = scorecard::Column::VendorId.is_in(vendors);
    months(SubjectKind::Contract, (from, until)).filter(of_vendors).all(db).await
}

fn months(kind: SubjectKind, (from, until): (NaiveDate, NaiveDate)) -> Select<scorecard::Entity> {
    scorecard::Entity::find()
        .filter(scorecard::Column::SubjectKind.eq(kind))
        .filter(scorecard::Column::PeriodKind.eq(PeriodKind::Month))
        .filter(scorecard::Column::PeriodStart.gte(from))
        .filter(scorecard::Column::PeriodStart.lt(until))
}

/// Cards in one statement; SQLite binds at most 32,766 values.
const CARDS_A_STATEMENT: usize = 1_000;

/// Writes cards; a subject's period keeps the id of its first card.
pub async fn upsert(db: &impl ConnectionTrait, cards: Vec<scorecard::Model>) -> Result<(), DbErr> {
    use scorecard::Column::{
        AgencyId, ComputedAt, Counters, Grade, Ledger, PeriodKind, PeriodStart, SchemeId, ScoreHundredths, SubjectId,
        SubjectKind, Terms, VendorId,
    };
    let conflict = OnConflict::columns([SubjectKind, SubjectId, PeriodKind, PeriodStart])
        .update_columns([AgencyId, VendorId, SchemeId, ScoreHundredths, Grade, Counters, Terms, Ledger, ComputedAt])
        .to_owned();
    let mut rows = cards.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let chunk: Vec<_> = rows.by_ref().take(CARDS_A_STATEMENT).collect();
        scorecard::Entity::insert_many(chunk).on_conflict(conflict.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Which cards an actor reads: contracts by their parties, vendors by themselves and by whoever sees all behind them.
#[derive(Clone, Debug)]
pub struct CardScope {
    pub rows: ReadScope,
    /// Vendors all of whose contracts lie in the scope.
    pub whole_vendors: Vec<VendorId>,
}

impl CardScope {
    fn condition(&self) -> Condition {
        let rows = row_scope::rows(&self.rows, scorecard::Column::AgencyId, scorecard::Column::VendorId);
        if self.whole_vendors.is_empty() {
            return rows;
        }
        let whole = Condition::all()
            .add(scorecard::Column::SubjectKind.eq(SubjectKind::Vendor))
            .add(scorecard::Column::VendorId.is_in(self.whole_vendors.iter().copied()));
        Condition::any().add(rows).add(whole)
    }
}

/// Which cards. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct CardFilter {
    pub subject: Option<SubjectKind>,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub period: Option<PeriodKind>,
    /// Periods that begin on or after.
    pub from: Option<NaiveDate>,
    /// Periods that begin on or before.
    pub until: Option<NaiveDate>,
}

/// A page of cards, the latest period first; the id breaks ties.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &CardScope,
    filter: &CardFilter,
    after: Option<(NaiveDate, ScorecardId)>,
    limit: u64,
) -> Result<Vec<scorecard::Model>, DbErr> {
    use scorecard::Column::{Id, PeriodStart};
    let mut query = chosen(scope, filter).order_by_desc(PeriodStart).order_by_desc(Id).limit(limit);
    if let Some((start, id)) = after {
        let same_start = Condition::all().add(PeriodStart.eq(start)).add(Id.lt(id));
        query = query.filter(Condition::any().add(PeriodStart.lt(start)).add(same_start));
    }
    query.all(db).await
}

/// How many cards are in scope and pass the filter.
pub async fn count(db: &impl ConnectionTrait, scope: &CardScope, filter: &CardFilter) -> Result<u64, DbErr> {
    chosen(scope, filter).count(db).await
}

/// One card, when it lies in the scope.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &CardScope,
    id: ScorecardId,
) -> Result<Option<scorecard::Model>, DbErr> {
    scorecard::Entity::find_by_id(id).filter(scope.condition()).one(db).await
}

fn chosen(scope: &CardScope, filter: &CardFilter) -> Select<scorecard::Entity> {
    let mut condition = Condition::all().add(scope.condition());
    if let Some(kind) = filter.subject {
        condition = condition.add(scorecard::Column::SubjectKind.eq(kind));
    }
    if let Some(contract) = filter.contract {
        let of_contract = scorecard::Column::SubjectId.eq(contract.0);
        condition = condition.add(scorecard::Column::SubjectKind.eq(SubjectKind::Contract)).add(of_contract);
    }
    if let Some(vendor) = filter.vendor {
        condition = condition.add(scorecard::Column::VendorId.eq(vendor));
    }
    if let Some(agencies) = &filter.agencies {
        condition = condition.add(Expr::col(scorecard::Column::AgencyId).is_in(agencies.iter().map(|id| id.0)));
    }
    if let Some(kind) = filter.period {
        condition = condition.add(scorecard::Column::PeriodKind.eq(kind));
    }
    if let Some(from) = filter.from {
        condition = condition.add(scorecard::Column::PeriodStart.gte(from));
    }
    if let Some(until) = filter.until {
        condition = condition.add(scorecard::Column::PeriodStart.lte(until));
    }
    scorecard::Entity::find().filter(condition)
}
