//! Inspections of plans: lists, and those that end.

use chrono::NaiveDate;
use domain::Instant;
use domain::access::{ReadScope, TicketScope};
use domain::ids::{AgencyId, ContractId, InspectionPlanId, OccurrenceId, SystemId, TicketId, VendorId};
use domain::inspection::{OccurrenceCause, OccurrenceState};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};

use crate::entity::inspection_occurrence::{Column, Entity, Model};
use crate::entity::inspection_plan as plan;
use crate::query::ticket::within;
use crate::{keyset, row_scope};

/// Which inspections. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct OccurrenceFilter {
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub plan: Option<InspectionPlanId>,
    pub system: Option<SystemId>,
    pub vendor: Option<VendorId>,
    /// Only those that no contract covered: the group of a report without a vendor.
    pub without_vendor: bool,
    pub contract: Option<ContractId>,
    pub states: Vec<OccurrenceState>,
    pub causes: Vec<OccurrenceCause>,
    /// Dates of the recurrence, both included.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

impl OccurrenceFilter {
    /// What it and a scope let through.
    pub(super) fn condition(&self, scope: &ReadScope) -> Condition {
        let mut all = Condition::all().add(row_scope::rows(scope, Column::AgencyId, Column::VendorId));
        if let Some(agencies) = &self.agencies {
            all = all.add(Column::AgencyId.is_in(agencies.iter().copied()));
        }
        if self.without_vendor {
            all = all.add(Column::VendorId.is_null());
        }
        let equal = [
            self.plan.map(|id| Column::PlanId.eq(id)),
            self.system.map(|id| Column::SystemId.eq(id)),
            self.vendor.map(|id| Column::VendorId.eq(id)),
            self.contract.map(|id| Column::ContractId.eq(id)),
            self.from.map(|date| Column::NominalOn.gte(date)),
            self.until.map(|date| Column::NominalOn.lte(date)),
        ];
        for one in equal.into_iter().flatten() {
            all = all.add(one);
        }
        if !self.states.is_empty() {
            all = all.add(Column::State.is_in(self.states.iter().copied()));
        }
        if !self.causes.is_empty() {
            all = all.add(Column::Cause.is_in(self.causes.iter().copied()));
        }
        all
    }
}

fn filtered(scope: &ReadScope, filter: &OccurrenceFilter) -> Select<Entity> {
    Entity::find().filter(filter.condition(scope))
}

/// A page by date, the newest first.
pub async fn page_occurrences(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &OccurrenceFilter,
    after: Option<(NaiveDate, OccurrenceId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::NominalOn, Column::Id);
    keyset::descending(filtered(scope, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count_occurrences(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &OccurrenceFilter,
) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// One, when it lies in the scope.
pub async fn find_occurrence(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    id: OccurrenceId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(row_scope::rows(scope, Column::AgencyId, Column::VendorId)).one(db).await
}

/// The inspections of tickets in scope.
pub async fn of_tickets(db: &impl ConnectionTrait, scope: &TicketScope, ids: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.in_subquery(within(scope, ids))).all(db).await
}

/// The inspection of a ticket, held until the end of the transaction where rows can be.
pub async fn hold_of_ticket(db: &impl ConnectionTrait, id: TicketId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(id)).lock_exclusive().one(db).await
}

/// Books an inspection unless its date is booked for the system; whether it was booked now.
pub async fn insert_occurrence(db: &impl ConnectionTrait, row: Model) -> Result<bool, DbErr> {
    let key = [Column::PlanId, Column::SystemId, Column::NominalOn];
    let written = Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}

/// Whether a plan was inspected, or is to be, on a day: by terms that hold no more, or before a calendar moved.
pub async fn planned_on(db: &impl ConnectionTrait, plan: InspectionPlanId, day: NaiveDate) -> Result<bool, DbErr> {
    let of = Entity::find().filter(Column::PlanId.eq(plan)).filter(Column::PlannedOn.eq(day));
    let near = [day - chrono::Days::new(62), day + chrono::Days::new(62)];
    let of = of.filter(Column::NominalOn.between(near[0], near[1]));
    Ok(of.filter(Column::State.ne(OccurrenceState::Skipped)).limit(1).count(db).await? > 0)
}

/// What is open, of a last day that is known and has passed by `now`: the predicate of the index
/// `inspection_occurrence_ends`.
fn over(now: Instant) -> Select<Entity> {
    Entity::find()
        .filter(Column::State.eq(OccurrenceState::Open))
        .filter(Expr::col(Column::LastProvisional).not())
        .filter(Column::EndsAt.lte(now))
}

/// Whether the last day of some open inspection has passed by `now`.
pub async fn has_ended(db: &impl ConnectionTrait, now: Instant) -> Result<bool, DbErr> {
    let open = over(now);
    let found: Option<OccurrenceId> = open.select_only().column(Column::Id).limit(1).into_tuple().one(db).await?;
    Ok(found.is_some())
}

/// Open inspections whose last day has passed by `now`, the longest ago first, held for the caller's transaction; what
/// another worker holds waits for it.
pub async fn ended(db: &impl ConnectionTrait, now: Instant, limit: u64) -> Result<Vec<Model>, DbErr> {
    over(now).order_by_asc(Column::EndsAt).order_by_asc(Column::Id).limit(limit).lock_exclusive().all(db).await
}

/// Those of which nobody can say yet whether they are missed: the last day rests on days that nobody had published. The
/// predicate of the index `inspection_occurrence_doubt`.
fn in_doubt() -> Select<Entity> {
    let waits = [OccurrenceState::Open, OccurrenceState::DoneLate];
    Entity::find().filter(Expr::col(Column::LastProvisional)).filter(Column::State.is_in(waits))
}

/// The inspections of a plan of which nobody could say yet whether they are missed, held.
pub async fn of_plan_in_doubt(db: &impl ConnectionTrait, plan: InspectionPlanId) -> Result<Vec<Model>, DbErr> {
    in_doubt().filter(Column::PlanId.eq(plan)).order_by_asc(Column::Id).lock_exclusive().all(db).await
}

/// Plans of which no further date falls due, with such inspections, reckoned before a revision of a calendar.
pub async fn doubtful_plans(
    db: &impl ConnectionTrait,
    revision: i64,
    after: Option<InspectionPlanId>,
    limit: u64,
) -> Result<Vec<InspectionPlanId>, DbErr> {
    let stale = plan::Entity::find()
        .select_only()
        .column(plan::Column::Id)
        .filter(plan::Column::NextDueAt.is_null())
        .filter(plan::Column::ReckonedRevision.lt(revision));
    let mut query = in_doubt().select_only().column(Column::PlanId).distinct();
    query = query.filter(Column::PlanId.in_subquery(stale.into_query()));
    if let Some(after) = after {
        query = query.filter(Column::PlanId.gt(after));
    }
    query.order_by_asc(Column::PlanId).limit(limit).into_tuple().all(db).await
}
