//! Rectifications, and what was done to them.

use chrono::NaiveDate;
use domain::access::ReadScope;
use domain::ids::{ContractId, RectificationId};
use domain::rectification::{Party, RectificationState};
use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};
use uuid::Uuid;

use crate::entity::rectification::{Column, Entity, Model};
use crate::entity::rectification_step;
use crate::{keyset, row_scope};

/// Whose rectifications: those of a scope, and those of subjects that one has a part in.
#[derive(Clone, Debug)]
pub struct RectificationReach {
    pub scope: ReadScope,
    pub subjects: Vec<Uuid>,
}

/// Which of them. What is none or empty does not narrow.
#[derive(Clone, Debug, Default)]
pub struct RectificationFilter {
    pub contract: Option<ContractId>,
    pub subject: Option<Uuid>,
    pub states: Vec<RectificationState>,
    pub party: Option<Party>,
    /// Only those that should have been handed in before this day.
    pub overdue_on: Option<NaiveDate>,
}

/// The states in which something is still to be mended.
const UNMENDED: [RectificationState; 2] = [RectificationState::Open, RectificationState::Reopened];

impl RectificationReach {
    fn condition(&self) -> Condition {
        let scope = row_scope::rows(&self.scope, Column::AgencyId, Column::VendorId);
        match self.subjects.as_slice() {
            [] => scope,
            subjects => Condition::any().add(scope).add(Column::SubjectId.is_in(subjects.iter().copied())),
        }
    }
}

/// A page by deadline, the earliest first.
pub async fn page(
    db: &impl ConnectionTrait,
    reach: &RectificationReach,
    filter: &RectificationFilter,
    after: Option<(NaiveDate, RectificationId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let columns = (Column::DueOn, Column::Id);
    keyset::ascending(filtered(reach, filter), columns, after, limit).all(db).await
}

/// How many there are.
pub async fn count(
    db: &impl ConnectionTrait,
    reach: &RectificationReach,
    filter: &RectificationFilter,
) -> Result<u64, DbErr> {
    filtered(reach, filter).count(db).await
}

fn filtered(reach: &RectificationReach, filter: &RectificationFilter) -> Select<Entity> {
    let mut all = Condition::all().add(reach.condition());
    if let Some(contract) = filter.contract {
        all = all.add(Column::ContractId.eq(contract));
    }
    if let Some(subject) = filter.subject {
        all = all.add(Column::SubjectId.eq(subject));
    }
    if !filter.states.is_empty() {
        all = all.add(Column::State.is_in(filter.states.iter().copied()));
    }
    if let Some(party) = filter.party {
        all = all.add(Column::Party.eq(party));
    }
    if let Some(today) = filter.overdue_on {
        all = all.add(Column::DueOn.lt(today)).add(Column::State.is_in(UNMENDED));
    }
    Entity::find().filter(all)
}

/// One, if it is in reach.
pub async fn find(
    db: &impl ConnectionTrait,
    reach: &RectificationReach,
    id: RectificationId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(reach.condition()).one(db).await
}

/// One, held until the end of the transaction where rows can be.
pub async fn hold(
    db: &impl ConnectionTrait,
    reach: &RectificationReach,
    id: RectificationId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(reach.condition()).lock_exclusive().one(db).await
}

/// Those in reach of some subjects, by deadline.
pub async fn of_subjects(
    db: &impl ConnectionTrait,
    reach: &RectificationReach,
    subjects: &[Uuid],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(reach.condition())
        .filter(Column::SubjectId.is_in(subjects.iter().copied()))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// What was done to some of those in reach, in order.
pub async fn steps(
    db: &impl ConnectionTrait,
    reach: &RectificationReach,
    ids: &[RectificationId],
) -> Result<Vec<rectification_step::Model>, DbErr> {
    let seen = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids.iter().copied()));
    let seen = seen.filter(reach.condition()).into_query();
    rectification_step::Entity::find()
        .filter(rectification_step::Column::RectificationId.in_subquery(seen))
        .order_by_asc(rectification_step::Column::RectificationId)
        .order_by_asc(rectification_step::Column::Seq)
        .all(db)
        .await
}

/// What is still to be mended by some day or was before, by deadline.
pub async fn due_by(
    db: &impl ConnectionTrait,
    last: NaiveDate,
    after: Option<(NaiveDate, RectificationId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let reach = RectificationReach { scope: ReadScope::Everything, subjects: vec![] };
    let filter = RectificationFilter { overdue_on: last.succ_opt(), ..RectificationFilter::default() };
    page(db, &reach, &filter, after, limit).await
}
