//! Inspection plans: lists, and those of which something falls due.

use domain::Instant;
use domain::access::ReadScope;
use domain::ids::{AgencyId, InspectionPlanId, SystemId};
use domain::inspection::PlanState;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use crate::entity::inspection_plan::{Column, Entity, Model};
use crate::entity::{
    inspection_plan_step as step, inspection_plan_system as system, inspection_plan_terms as plan_terms,
};
use crate::row_scope;

/// What a reader sees: the plans of agencies in scope, those that inspect a system of one, and, for a vendor, those that
/// inspect a system of its contracts.
#[derive(Clone, Debug)]
pub struct PlanReach {
    pub scope: ReadScope,
    /// The systems of the contracts of the reader's vendors.
    pub systems: Vec<SystemId>,
}

impl PlanReach {
    fn condition(&self) -> Condition {
        let ReadScope::Orgs { agencies, .. } = &self.scope else {
            return row_scope::owned(&self.scope, Column::AgencyId, false);
        };
        let mut inspects = Condition::any().add(system::Column::AgencyId.is_in(agencies.iter().copied()));
        if !self.systems.is_empty() {
            inspects = inspects.add(system::Column::SystemId.is_in(self.systems.iter().copied()));
        }
        let inspects =
            system::Entity::find().select_only().column(system::Column::PlanId).filter(inspects).into_query();
        Condition::any().add(Column::AgencyId.is_in(agencies.iter().copied())).add(Column::Id.in_subquery(inspects))
    }
}

/// Which plans. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct PlanFilter {
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub system: Option<SystemId>,
    pub states: Vec<PlanState>,
}

fn filtered(reach: &PlanReach, filter: &PlanFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(reach.condition());
    if let Some(agencies) = &filter.agencies {
        query = query.filter(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(id) = filter.system {
        let of = system::Entity::find().select_only().column(system::Column::PlanId);
        query = query.filter(Column::Id.in_subquery(of.filter(system::Column::SystemId.eq(id)).into_query()));
    }
    if !filter.states.is_empty() {
        query = query.filter(Column::State.is_in(filter.states.iter().copied()));
    }
    query
}

/// A page, the newest first: ids are in the order of time.
pub async fn page_plans(
    db: &impl ConnectionTrait,
    reach: &PlanReach,
    filter: &PlanFilter,
    after: Option<InspectionPlanId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = filtered(reach, filter).order_by_desc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count_plans(db: &impl ConnectionTrait, reach: &PlanReach, filter: &PlanFilter) -> Result<u64, DbErr> {
    filtered(reach, filter).count(db).await
}

/// One that the reader sees.
pub async fn find_plan(
    db: &impl ConnectionTrait,
    reach: &PlanReach,
    id: InspectionPlanId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(reach.condition()).one(db).await
}

/// The same, held until the end of the transaction where rows can be.
pub async fn hold_plan(
    db: &impl ConnectionTrait,
    reach: &PlanReach,
    id: InspectionPlanId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(reach.condition()).lock_exclusive().one(db).await
}

/// Plans by their ids, whoever sees them: for inspections that were read in scope.
pub async fn named_plans(db: &impl ConnectionTrait, ids: &[InspectionPlanId]) -> Result<Vec<Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await
}

/// Every version of the terms of some plans, those of each in order.
pub async fn terms_of(db: &impl ConnectionTrait, ids: &[InspectionPlanId]) -> Result<Vec<plan_terms::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let of = plan_terms::Entity::find().filter(plan_terms::Column::PlanId.is_in(ids.iter().copied()));
    of.order_by_asc(plan_terms::Column::PlanId).order_by_asc(plan_terms::Column::Number).all(db).await
}

/// What was done to several plans, in order.
pub async fn steps(db: &impl ConnectionTrait, ids: &[InspectionPlanId]) -> Result<Vec<step::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let of = step::Entity::find().filter(step::Column::PlanId.is_in(ids.iter().copied()));
    of.order_by_asc(step::Column::PlanId).order_by_asc(step::Column::Seq).all(db).await
}

/// Writes anew which systems a plan inspects.
pub async fn cover(db: &impl ConnectionTrait, id: InspectionPlanId, rows: Vec<system::Model>) -> Result<(), DbErr> {
    system::Entity::delete_many().filter(system::Column::PlanId.eq(id)).exec(db).await?;
    crate::query::setup::insert_all(db, rows).await
}

/// Plans of which something has fallen due by `now`, the longest waiting first.
pub async fn due_plans(
    db: &impl ConnectionTrait,
    now: Instant,
    after: Option<(Instant, InspectionPlanId)>,
    limit: u64,
) -> Result<Vec<(InspectionPlanId, Instant)>, DbErr> {
    let mut query = Entity::find().filter(Column::NextDueAt.lte(now));
    if let Some((at, id)) = after {
        let behind = Condition::any()
            .add(Column::NextDueAt.gt(at))
            .add(Condition::all().add(Column::NextDueAt.eq(at)).add(Column::Id.gt(id)));
        query = query.filter(behind);
    }
    let rows = query.order_by_asc(Column::NextDueAt).order_by_asc(Column::Id).limit(limit).all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.next_due_at?))).collect())
}

/// Plans whose next date was reckoned before a revision of a calendar.
pub async fn unreckoned_plans(
    db: &impl ConnectionTrait,
    revision: i64,
    after: Option<InspectionPlanId>,
    limit: u64,
) -> Result<Vec<InspectionPlanId>, DbErr> {
    let mut query = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::NextDueAt.is_not_null())
        .filter(Column::ReckonedRevision.lt(revision));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    query.order_by_asc(Column::Id).limit(limit).into_tuple().all(db).await
}

/// A plan, held until the end of the transaction where rows can be: two workers book it one after the other.
pub async fn hold_due(db: &impl ConnectionTrait, id: InspectionPlanId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(db).await
}
