//! The tickets of a contract over a period with all that their clocks follow from, as far as it was recorded by an instant:
//! read from what is append-only, so that it reads the same whenever it is asked.

use domain::Instant;
use domain::ids::{ContractId, PolicyVersionId, SystemId, TicketId, VendorId};
use domain::sla::ClockKey;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect};

use crate::entity::{sla_clock, ticket_event};
use crate::read::{Sql, among};

/// Which tickets: those that may have anything in `[from, until)` which was recorded by an instant.
#[derive(Clone, Copy, Debug)]
pub struct ContractPeriod {
    pub contract: ContractId,
    pub from: Instant,
    pub until: Instant,
    /// Recorded at this instant or before.
    pub known_at: Instant,
}

/// What of a ticket never changes.
#[derive(Clone, Debug)]
pub struct PeriodTicket {
    pub id: TicketId,
    pub number: String,
    pub title: String,
    pub system: SystemId,
    /// The contract that it was raised under, and that contract's vendor.
    pub contract: ContractId,
    pub vendor: VendorId,
    pub version: PolicyVersionId,
}

impl ContractPeriod {
    /// `found (id)`: by the contract that a ticket was raised under, and by those that it was handed over to. One that ended
    /// before the period, and that nobody has touched since, has nothing in it.
    fn push(&self, sql: &mut Sql) {
        let own = "SELECT t.id FROM ticket t WHERE t.contract_id = ";
        let handed = "SELECT t.id FROM ticket_leg l JOIN ticket t ON t.id = l.ticket_id WHERE l.contract_id = ";
        sql.push("WITH found AS (");
        for (place, begins) in [own, handed].into_iter().enumerate() {
            sql.push(if place > 0 { " UNION " } else { "" }).push(begins).bind(self.contract.0);
            sql.push(" AND t.created_at <= ").bind(self.known_at).push(" AND t.raised_at < ").bind(self.until);
            sql.push(" AND (t.is_open OR t.updated_at >= ").bind(self.from).push(")");
        }
        sql.push(") ");
    }
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, period: &ContractPeriod) -> Result<u64, DbErr> {
    let mut sql = Sql::default();
    period.push(&mut sql);
    sql.push("SELECT COUNT(*) FROM found");
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// All of them, by id.
pub async fn tickets(db: &impl ConnectionTrait, period: &ContractPeriod) -> Result<Vec<PeriodTicket>, DbErr> {
    let mut sql = Sql::default();
    period.push(&mut sql);
    sql.push(
        "SELECT t.id, t.number, t.title, t.system_id, t.contract_id, k.vendor_id, t.policy_version_id
         FROM found f JOIN ticket t ON t.id = f.id JOIN service_contract k ON k.id = t.contract_id ORDER BY t.id",
    );
    let read = |row: &QueryResult| {
        Ok(PeriodTicket {
            id: row.try_get_by_index(0)?,
            number: row.try_get_by_index(1)?,
            title: row.try_get_by_index(2)?,
            system: row.try_get_by_index(3)?,
            contract: row.try_get_by_index(4)?,
            vendor: row.try_get_by_index(5)?,
            version: row.try_get_by_index(6)?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(read).collect()
}

/// What is said, brought and booked on a ticket: it moves no clock and no state, and is not everybody's to read.
const TALK: [&str; 10] = [
    "COMMENTED",
    "ATTACHED",
    "ATTACHMENT_WITHDRAWN",
    "WORK_LOGGED",
    "WORK_REVERSED",
    "RATED",
    "COOPERATION_RATED",
    "LINKED",
    "UNLINKED",
    "EVIDENCE_ADDED",
];

/// The events of tickets that were recorded by an instant, in recorded order; what is talk is left out.
pub async fn events(
    db: &impl ConnectionTrait,
    ids: &[TicketId],
    known_at: Instant,
) -> Result<Vec<ticket_event::Model>, DbErr> {
    ticket_event::Entity::find()
        .filter(ticket_event::Column::TicketId.is_in(ids.iter().copied()))
        .filter(ticket_event::Column::RecordedAt.lte(known_at))
        .filter(ticket_event::Column::Type.is_not_in(TALK))
        .order_by_asc(ticket_event::Column::TicketId)
        .order_by_asc(ticket_event::Column::Seq)
        .all(db)
        .await
}

/// The calendar revisions that the clocks of tickets keep now.
pub async fn pins(db: &impl ConnectionTrait, ids: &[TicketId]) -> Result<Vec<(TicketId, ClockKey, i64)>, DbErr> {
    use sla_clock::Column::{CalendarRevision, Cycle, Metric, Seq, TicketId as Ticket};
    let rows = sla_clock::Entity::find()
        .select_only()
        .columns([Ticket, Metric, Cycle, Seq, CalendarRevision])
        .filter(Ticket.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(ticket, metric, cycle, seq, revision)| (ticket, ClockKey { metric, cycle, seq }, revision))
        .collect())
}

/// The revisions that clocks of tickets kept before each move after an instant, the last move first: what stands last for
/// a clock is what it kept then.
pub async fn kept_before(
    db: &impl ConnectionTrait,
    ids: &[TicketId],
    known_at: Instant,
) -> Result<Vec<(TicketId, ClockKey, i64)>, DbErr> {
    let mut sql = Sql::new(
        "SELECT r.ticket_id, c.metric, c.cycle, c.seq, r.from_revision
         FROM clock_revision r JOIN sla_clock c ON c.id = r.clock_id WHERE ",
    );
    among(&mut sql, "r.ticket_id", ids.iter().map(|id| id.0));
    sql.push(" AND r.recorded_at > ").bind(known_at).push(" ORDER BY r.recorded_at DESC, r.id DESC");
    keyed(db, sql).await
}

/// The latest revision of each verdict of tickets that was recorded by an instant.
pub async fn revisions(
    db: &impl ConnectionTrait,
    ids: &[TicketId],
    known_at: Instant,
) -> Result<Vec<(TicketId, ClockKey, i64)>, DbErr> {
    let mut sql = Sql::new(
        "SELECT v.ticket_id, c.metric, c.cycle, c.seq, CAST(MAX(v.revision) AS bigint)
         FROM sla_verdict v JOIN sla_clock c ON c.id = v.clock_id WHERE ",
    );
    among(&mut sql, "v.ticket_id", ids.iter().map(|id| id.0));
    sql.push(" AND v.recorded_at <= ").bind(known_at).push(" GROUP BY v.ticket_id, c.metric, c.cycle, c.seq");
    keyed(db, sql).await
}

async fn keyed(db: &impl ConnectionTrait, sql: Sql) -> Result<Vec<(TicketId, ClockKey, i64)>, DbErr> {
    let read = |row: &QueryResult| {
        let (metric, cycle, seq) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?, row.try_get_by_index(3)?);
        Ok((row.try_get_by_index(0)?, ClockKey { metric, cycle, seq }, row.try_get_by_index(4)?))
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(read).collect()
}
