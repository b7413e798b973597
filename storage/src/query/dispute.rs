//! Disputes: lists, what is held while a step is taken, and those whose days are over.

use domain::Instant;
use domain::access::ReadScope;
use domain::dispute::{DisputeState, DisputeSubject, DisputeTurn};
use domain::ids::{AgencyId, ClockId, ContractId, DisputeId, TicketId, UserId, VendorId};
use domain::ticket::PauseDecision;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use crate::entity::breach_dispute::{Column, Entity, Model};
use crate::entity::{breach_dispute_step as step, sla_clock, sla_verdict, ticket_event, ticket_pause};
use crate::row_scope;

/// Which disputes. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct DisputeFilter {
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub vendor: Option<VendorId>,
    pub contract: Option<ContractId>,
    pub ticket: Option<TicketId>,
    pub subjects: Vec<DisputeSubject>,
    pub states: Vec<DisputeState>,
    pub turns: Vec<DisputeTurn>,
}

/// Of a buyer's contracts, and of a vendor's.
fn seen(scope: &ReadScope) -> Condition {
    row_scope::rows(scope, Column::AgencyId, Column::VendorId)
}

fn filtered(scope: &ReadScope, filter: &DisputeFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(seen(scope));
    if let Some(agencies) = &filter.agencies {
        query = query.filter(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(vendor) = filter.vendor {
        query = query.filter(Column::VendorId.eq(vendor));
    }
    if let Some(contract) = filter.contract {
        query = query.filter(Column::ContractId.eq(contract));
    }
    if let Some(ticket) = filter.ticket {
        query = query.filter(Column::TicketId.eq(ticket));
    }
    if !filter.subjects.is_empty() {
        query = query.filter(Column::Subject.is_in(filter.subjects.iter().copied()));
    }
    if !filter.states.is_empty() {
        query = query.filter(Column::State.is_in(filter.states.iter().copied()));
    }
    if !filter.turns.is_empty() {
        query = query.filter(Column::Turn.is_in(filter.turns.iter().copied()));
    }
    query
}

/// A page, the newest first: ids are in the order of time.
pub async fn page(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    filter: &DisputeFilter,
    after: Option<DisputeId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = filtered(scope, filter).order_by_desc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, scope: &ReadScope, filter: &DisputeFilter) -> Result<u64, DbErr> {
    filtered(scope, filter).count(db).await
}

/// One of the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &ReadScope, id: DisputeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(seen(scope)).one(db).await
}

/// The same, held until the end of the transaction where rows can be.
pub async fn hold(db: &impl ConnectionTrait, scope: &ReadScope, id: DisputeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(seen(scope)).lock_exclusive().one(db).await
}

/// Those of the scope about verdicts of these tickets, the oldest first.
pub async fn of_tickets(db: &impl ConnectionTrait, scope: &ReadScope, ids: &[TicketId]) -> Result<Vec<Model>, DbErr> {
    let of_tickets = Column::TicketId.is_in(ids.iter().copied());
    Entity::find().filter(seen(scope)).filter(of_tickets).order_by_asc(Column::Id).all(db).await
}

/// Those of the scope under a contract about any of these subjects, the oldest first.
pub async fn about_any(
    db: &impl ConnectionTrait,
    scope: &ReadScope,
    contract: ContractId,
    subjects: &[Uuid],
) -> Result<Vec<Model>, DbErr> {
    let about = Column::SubjectId.is_in(subjects.iter().copied());
    let of_contract = Entity::find().filter(seen(scope)).filter(Column::ContractId.eq(contract));
    of_contract.filter(about).order_by_asc(Column::Id).all(db).await
}

/// Which of these subjects were disputed.
pub async fn disputed(db: &impl ConnectionTrait, subject: DisputeSubject, ids: &[Uuid]) -> Result<Vec<Uuid>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::SubjectId)
        .filter(Column::Subject.eq(subject))
        .filter(Column::SubjectId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await
}

/// Every step of these disputes, in order.
pub async fn steps(db: &impl ConnectionTrait, ids: &[DisputeId]) -> Result<Vec<step::Model>, DbErr> {
    step::Entity::find()
        .filter(step::Column::DisputeId.is_in(ids.iter().copied()))
        .order_by_asc(step::Column::DisputeId)
        .order_by_asc(step::Column::Seq)
        .all(db)
        .await
}

/// Those whose days were over before `now`, in order of that, behind the last one looked at. A deadline that rests on
/// unpublished days is among them: it may be known by now.
pub async fn due(
    db: &impl ConnectionTrait,
    now: Instant,
    after: Option<(Instant, DisputeId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find()
        .filter(Column::Turn.ne(DisputeTurn::Nobody))
        .filter(Column::Overdue.eq(false))
        .filter(Column::DueAt.lt(now));
    if let Some((at, id)) = after {
        let behind = Condition::all().add(Column::DueAt.eq(at)).add(Column::Id.gt(id));
        query = query.filter(Condition::any().add(Column::DueAt.gt(at)).add(behind));
    }
    query.order_by_asc(Column::DueAt).order_by_asc(Column::Id).limit(limit).all(db).await
}

/// A clock, whosever it is: the caller checks whose promise it counts for.
pub async fn clock(db: &impl ConnectionTrait, id: ClockId) -> Result<Option<sla_clock::Model>, DbErr> {
    sla_clock::Entity::find_by_id(id).one(db).await
}

/// Every revision of a clock's verdict, the oldest first.
pub async fn verdicts(db: &impl ConnectionTrait, clock: ClockId) -> Result<Vec<sla_verdict::Model>, DbErr> {
    sla_verdict::Entity::find()
        .filter(sla_verdict::Column::ClockId.eq(clock))
        .order_by_asc(sla_verdict::Column::Revision)
        .all(db)
        .await
}

/// Who recorded the event at a place in the log of a ticket; nobody for the platform.
pub async fn actor(db: &impl ConnectionTrait, ticket: TicketId, seq: i32) -> Result<Option<UserId>, DbErr> {
    let found = ticket_event::Entity::find_by_id((ticket, seq)).one(db).await?;
    Ok(found.and_then(|event| event.actor_id))
}

/// Who was the last to reject a pause of a ticket that would have held between the start of a clock and its deadline;
/// nobody where no person rejected one.
pub async fn rejecter(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    (started, due): (Instant, Instant),
) -> Result<Option<UserId>, DbErr> {
    // One that was rejected while it held ends there.
    let (to, decided) = (ticket_pause::Column::ToAt, ticket_pause::Column::DecidedAt);
    let cut_short = Condition::all().add(to.is_null()).add(decided.gt(started));
    let lasted = Condition::any().add(to.gt(started)).add(cut_short);
    let found = ticket_pause::Entity::find()
        .filter(ticket_pause::Column::TicketId.eq(ticket))
        .filter(ticket_pause::Column::Decision.eq(PauseDecision::Rejected))
        .filter(ticket_pause::Column::DecidedBy.is_not_null())
        .filter(ticket_pause::Column::FromAt.lt(due))
        .filter(lasted)
        .order_by_desc(decided)
        .one(db)
        .await?;
    Ok(found.and_then(|pause| pause.decided_by))
}
