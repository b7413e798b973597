//! Scorecards: what they count, what they have not taken in yet, the cards themselves, and pages of them.

mod behind;
mod clocks;
mod count;
mod faults;
mod journal;
mod times;

use chrono::NaiveDate;
use domain::Instant;
use domain::access::ReadScope;
use domain::ids::{AgencyId, ContractId, SchemeId, ScorecardId, VendorId};
use domain::scorecard::{PeriodKind, SubjectKind};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Select, Value,
};
use uuid::Uuid;

pub use behind::{Behind, Span, count_behind, tickets_behind};
pub use clocks::{ClockCount, Month, MonthCount, changed_clocks, clocks, complaints, inspections};
pub use count::{EventCount, PauseCount, Stretch, changed_pauses, events, new_events, pauses};
pub use faults::{FaultCount, faults, new_faults};
pub(super) use faults::{VENDOR, push_faults};
pub use journal::{clear_journal, is_behind, lock, look_freely, look_up, stale, unmark};
pub use times::{
    MonthTimes, TimeChange, changed_times, exact_percentiles, forget_times, times, times_between, write_times,
};

use crate::entity::scorecard;
use crate::read::Sql;
use crate::{keyset, row_scope};

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

/// Adds cards. Those that there are already keep their ids and counters, and are scored by the scheme given.
pub async fn add_cards(db: &impl ConnectionTrait, cards: Vec<scorecard::Model>) -> Result<(), DbErr> {
    use scorecard::Column::{PeriodKind, PeriodStart, SchemeId, SubjectId, SubjectKind};
    let conflict =
        OnConflict::columns([SubjectKind, SubjectId, PeriodKind, PeriodStart]).update_column(SchemeId).to_owned();
    let mut rows = cards.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let chunk: Vec<_> = rows.by_ref().take(CARDS_A_STATEMENT).collect();
        scorecard::Entity::insert_many(chunk).on_conflict(conflict.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// What a month card comes to now.
#[derive(Clone, Debug)]
pub struct Recounted {
    pub card: ScorecardId,
    pub scheme: SchemeId,
    pub counters: serde_json::Value,
}

/// Rewrites month cards: many in one statement.
pub async fn rewrite(db: &impl ConnectionTrait, cards: &[Recounted], now: Instant) -> Result<(), DbErr> {
    for chunk in cards.chunks(CARDS_A_STATEMENT) {
        // Both databases call the columns of VALUES so.
        let mut sql = Sql::new("UPDATE scorecard SET scheme_id = v.column2, counters = v.column3, computed_at = ");
        sql.bind(now).push(" FROM (VALUES ");
        for (place, of) in chunk.iter().enumerate() {
            let values: [Value; 3] = [of.card.0.into(), of.scheme.0.into(), of.counters.clone().into()];
            sql.push(if place > 0 { ", " } else { "" }).bind_list(values);
        }
        sql.push(") AS v WHERE scorecard.id = v.column1");
        db.execute_raw(sql.build(db.get_database_backend())).await?;
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
    keyset::descending(chosen(scope, filter), (PeriodStart, Id), after, limit).all(db).await
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
