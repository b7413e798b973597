//! What was booked in the deduction ledgers of contracts, and what was struck.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::access::ReadScope;
use domain::ids::{AgencyId, ContractId, LedgerEntryId, VendorId};
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::entity::ledger_entry::{Column, Entity, Model};
use crate::entity::ledger_strike;
use crate::{keyset, row_scope};

/// Which entries. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct LedgerFilter {
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub item: Option<String>,
    /// Those that happened on this day or later.
    pub from: Option<NaiveDate>,
    /// Those that happened on this day or earlier.
    pub until: Option<NaiveDate>,
    /// Only those that stand, or only those that were struck.
    pub struck: Option<bool>,
}

/// A page of entries in scope, the latest day first; the id breaks ties.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &LedgerFilter,
    after: Option<(NaiveDate, LedgerEntryId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::OccurredOn, Column::Id);
    keyset::descending(filtered(scope, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &LedgerFilter) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// Some of those in scope, by id.
pub async fn some(db: &impl ConnectionTrait, scope: &ReadScope, ids: &[LedgerEntryId]) -> Result<Vec<Model>, DbErr> {
    let chosen = Column::Id.is_in(ids.iter().copied());
    in_scope(scope).filter(chosen).order_by_asc(Column::Id).all(db).await
}

/// The strikes of entries.
pub async fn strikes(
    db: &impl ConnectionTrait,
    ids: &[LedgerEntryId],
) -> Result<HashMap<LedgerEntryId, ledger_strike::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let chosen = ledger_strike::Column::EntryId.is_in(ids.iter().copied());
    let rows = ledger_strike::Entity::find().filter(chosen).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.entry_id, row)).collect())
}

/// The entries of contracts that stand and happened in `[from, until)`.
pub async fn standing(
    db: &impl ConnectionTrait,
    contracts: impl IntoIterator<Item = ContractId>,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contracts))
        .filter(Column::OccurredOn.gte(from))
        .filter(Column::OccurredOn.lt(until))
        .filter(is_struck(false))
        .all(db)
        .await
}

fn in_scope(scope: &ReadScope) -> Select<Entity> {
    Entity::find().filter(row_scope::rows(scope, Column::AgencyId, Column::VendorId))
}

fn filtered(scope: &ReadScope, filter: &LedgerFilter) -> Select<Entity> {
    let chosen = Condition::all()
        .add_option(filter.contract.map(|contract| Column::ContractId.eq(contract)))
        .add_option(filter.vendor.map(|vendor| Column::VendorId.eq(vendor)))
        .add_option(filter.agencies.as_ref().map(|agencies| Column::AgencyId.is_in(agencies.iter().copied())))
        .add_option(filter.item.as_ref().map(|item| Column::Item.eq(item)))
        .add_option(filter.from.map(|from| Column::OccurredOn.gte(from)))
        .add_option(filter.until.map(|until| Column::OccurredOn.lte(until)))
        .add_option(filter.struck.map(is_struck));
    in_scope(scope).filter(chosen)
}

fn is_struck(struck: bool) -> Condition {
    let ids = ledger_strike::Entity::find().select_only().column(ledger_strike::Column::EntryId).into_query();
    let id = Expr::col((Entity, Column::Id));
    Condition::all().add(if struck { id.in_subquery(ids) } else { id.not_in_subquery(ids) })
}
