//! Changing a ticket: the row under its version, new events, and what the engine computed anew.

use domain::Instant;
use domain::ids::{ClockId, ContractId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

use super::talk::{TalkRows, talk};
use crate::entity::{
    audit_entry, outbox, score_stale, sla_alarm, sla_clock, sla_verdict, ticket, ticket_answer_due, ticket_event,
    ticket_leg, ticket_pause,
};
use crate::query::{answer_due, leg};

/// Everything that one change of a ticket writes.
#[derive(Clone, Debug)]
pub struct TicketChange {
    /// The row as it shall be; its version already counted up.
    pub ticket: ticket::Model,
    pub events: Vec<ticket_event::Model>,
    /// New or changed pauses.
    pub pauses: Vec<ticket_pause::Model>,
    /// Every leg of a ticket that this change hands over.
    pub legs: Vec<ticket_leg::Model>,
    /// Proposals that wait for an answer from now on.
    pub answers: Vec<ticket_answer_due::Model>,
    pub clocks: Vec<ClockChange>,
    /// Clocks that the engine no longer has (UPDATE links that will never begin).
    pub dropped: Vec<ClockId>,
    /// Clocks whose alarms still to come are withdrawn, and that stay as they are otherwise.
    pub silenced: Vec<ClockId>,
    pub verdicts: Vec<sla_verdict::Model>,
    pub audit: Vec<audit_entry::Model>,
    pub outbox: Vec<outbox::Model>,
    /// What the talk leaves beside the log.
    pub talk: TalkRows,
}

/// A clock as it shall be, with every alarm still to come.
#[derive(Clone, Debug)]
pub struct ClockChange {
    pub clock: sla_clock::Model,
    pub alarms: Vec<sla_alarm::Model>,
}

/// Writes a change inside the caller's transaction; `false` when somebody else changed the ticket since it was read, or a
/// file of it: then the transaction must not be committed.
pub async fn act(db: &impl ConnectionTrait, change: TicketChange) -> Result<bool, DbErr> {
    let (id, now) = (change.ticket.id, change.ticket.updated_at);
    let read_version = change.ticket.version - 1;
    let written = ticket::Entity::update_many()
        .set(change.ticket.into_active_model().reset_all())
        .filter(ticket::Column::Id.eq(id))
        .filter(ticket::Column::Version.eq(read_version))
        .exec(db)
        .await?;
    if written.rows_affected == 0 {
        return Ok(false);
    }
    insert_many::<ticket_event::Entity>(db, change.events).await?;
    for pause in change.pauses {
        upsert_pause(db, pause).await?;
    }
    leg::write(db, change.legs).await?;
    answer_due::remember(db, change.answers).await?;
    clocks(db, change.clocks, change.dropped).await?;
    silence(db, change.silenced, now).await?;
    insert_many::<sla_verdict::Entity>(db, change.verdicts).await?;
    insert_many::<audit_entry::Entity>(db, change.audit).await?;
    insert_many::<outbox::Entity>(db, change.outbox).await?;
    talk(db, change.talk).await
}

pub(super) async fn insert_many<E>(db: &impl ConnectionTrait, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    if rows.is_empty() {
        return Ok(());
    }
    E::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model)).exec_without_returning(db).await?;
    Ok(())
}

/// An ending changes the end alone, so that it never wipes out who decided the pause, and when.
async fn upsert_pause(db: &impl ConnectionTrait, pause: ticket_pause::Model) -> Result<(), DbErr> {
    use ticket_pause::Column::{DecidedAt, DecidedBy, Decision, DecisionReason, Id, ToAt};
    let mut conflict = OnConflict::column(Id);
    if pause.decided_at.is_some() {
        conflict.update_columns([ToAt, Decision, DecidedBy, DecidedAt, DecisionReason]);
    } else {
        conflict.update_column(ToAt);
    }
    ticket_pause::Entity::insert(pause.into_active_model())
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// SQLite binds at most 32,766 values.
const ALARMS_A_STATEMENT: usize = 2_000;

/// Fired alarms stay: the key (clock, kind, level, at) keeps a level from firing twice for one due time (I6).
pub(super) async fn clocks(
    db: &impl ConnectionTrait,
    changes: Vec<ClockChange>,
    dropped: Vec<ClockId>,
) -> Result<(), DbErr> {
    if changes.is_empty() && dropped.is_empty() {
        return Ok(());
    }
    let touched = changes.iter().map(|change| change.clock.id).chain(dropped.iter().copied());
    sla_alarm::Entity::delete_many()
        .filter(sla_alarm::Column::ClockId.is_in(touched))
        .filter(sla_alarm::Column::FiredAt.is_null())
        .exec(db)
        .await?;
    if !dropped.is_empty() {
        sla_clock::Entity::delete_many().filter(sla_clock::Column::Id.is_in(dropped)).exec(db).await?;
    }
    let (rows, alarms): (Vec<_>, Vec<_>) = changes.into_iter().map(|change| (change.clock, change.alarms)).unzip();
    if !rows.is_empty() {
        use sla_clock::Column::{
            BreachKnownAt, BreachedAt, CalendarRevision, ContractId as Contract, CountedAt, CountedMonth, DueAt,
            EffectiveStartAt, ElapsedSeconds, Id, InputHash, PausedSeconds, Provisional, Rule, StartedAt, State,
            StoppedAt, TargetId, TargetSeconds,
        };
        let conflict = OnConflict::column(Id)
            .update_columns([
                Contract,
                TargetId,
                State,
                StartedAt,
                EffectiveStartAt,
                DueAt,
                Provisional,
                StoppedAt,
                BreachedAt,
                BreachKnownAt,
                ElapsedSeconds,
                PausedSeconds,
                TargetSeconds,
                CountedAt,
                CountedMonth,
                Rule,
                CalendarRevision,
                InputHash,
            ])
            .to_owned();
        sla_clock::Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
            .on_conflict(conflict)
            .exec_without_returning(db)
            .await?;
    }
    let mut alarms = alarms.into_iter().flatten().map(IntoActiveModel::into_active_model).peekable();
    while alarms.peek().is_some() {
        use sla_alarm::Column::{At, ClockId as Clock, Kind, Level};
        let chunk: Vec<_> = alarms.by_ref().take(ALARMS_A_STATEMENT).collect();
        sla_alarm::Entity::insert_many(chunk)
            .on_conflict(OnConflict::columns([Clock, Kind, Level, At]).do_nothing().to_owned())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// What should have fired by now still fires: a sweep that comes late tells what was true in time (E41).
pub(super) async fn silence(db: &impl ConnectionTrait, clocks: Vec<ClockId>, now: Instant) -> Result<(), DbErr> {
    if clocks.is_empty() {
        return Ok(());
    }
    let coming = sla_alarm::Entity::delete_many()
        .filter(sla_alarm::Column::ClockId.is_in(clocks))
        .filter(sla_alarm::Column::FiredAt.is_null())
        .filter(sla_alarm::Column::At.gt(now));
    coming.exec(db).await.map(drop)
}

/// Marks contract months, in order, to be counted anew and scored: for what the journal of facts does not tell.
///
/// A month that is marked already is marked again, under a lock until the commit: whoever scores it meanwhile has not
/// seen this change, and finds by the count that it must come back.
pub async fn mark_stale(db: &impl ConnectionTrait, mut months: Vec<(ContractId, i32)>) -> Result<(), DbErr> {
    if months.is_empty() {
        return Ok(());
    }
    months.sort_unstable();
    months.dedup();
    let row = |(contract_id, month)| score_stale::Model { contract_id, month, marks: 1 }.into_active_model();
    let again = Expr::col((score_stale::Entity, score_stale::Column::Marks)).add(1);
    let conflict = OnConflict::columns([score_stale::Column::ContractId, score_stale::Column::Month])
        .value(score_stale::Column::Marks, again)
        .to_owned();
    let marks = score_stale::Entity::insert_many(months.into_iter().map(row)).on_conflict(conflict);
    marks.exec_without_returning(db).await.map(drop)
}
