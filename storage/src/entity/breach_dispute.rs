//! A dispute about a breach, a deduction or a score, as it stands.

use domain::Instant;
use domain::dispute::{DisputeState, DisputeSubject, DisputeTurn};
use domain::ids::{AgencyId, CalendarId, ClockId, ContractId, DisputeId, SchemeId, TicketId, UserId, VendorId};
use domain::sla::Metric;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "breach_dispute")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DisputeId,
    pub subject: DisputeSubject,
    /// The verdict, the ledger entry or the manual score.
    pub subject_id: Uuid,
    /// The criterion of a score; empty for all else.
    pub subject_key: String,
    /// The contract that what is disputed counts for.
    pub contract_id: ContractId,
    /// Its buyer.
    pub agency_id: AgencyId,
    /// Its vendor, who appeals.
    pub vendor_id: VendorId,
    /// Of a verdict: the ticket, the clock and the revision.
    pub ticket_id: Option<TicketId>,
    pub clock_id: Option<ClockId>,
    pub metric: Option<Metric>,
    pub cycle: Option<i32>,
    pub seq: Option<i32>,
    pub revision: Option<i32>,
    /// Who found what is disputed, if somebody did.
    pub found_by: Option<UserId>,
    /// Of a score: who accepted it.
    pub reviewed_by: Option<UserId>,
    /// The version of the scoring scheme by whose days it goes; none for a dispute that began when schemes named none.
    pub scheme_id: Option<SchemeId>,
    /// In whose working days the deadlines are counted.
    pub calendar_id: CalendarId,
    /// Since when what is disputed was known.
    pub known_at: Instant,
    pub state: DisputeState,
    pub turn: DisputeTurn,
    pub appealed_by: Option<UserId>,
    pub appealed_at: Instant,
    /// What the agency decided.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub agency_ruling: Option<serde_json::Value>,
    /// What holds, once it is final.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub ruling: Option<serde_json::Value>,
    pub deadline_from: Option<Instant>,
    pub deadline_days: Option<i32>,
    /// The last second in time for whoever's turn it is; none once it is over.
    pub due_at: Option<Instant>,
    /// Whether `due_at` rests on days that nobody has published yet.
    pub provisional: bool,
    /// Whether it was told that nobody decided for good in time.
    pub overdue: bool,
    pub version: i64,
    pub updated_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
