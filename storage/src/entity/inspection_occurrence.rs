//! One inspection of a plan: a date and a system, booked once.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{
    AgencyId, ContractId, InspectionChecklistId, InspectionPlanId, OccurrenceId, SystemId, TicketId, VendorId,
};
use domain::inspection::{OccurrenceCause, OccurrenceState, Placing};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_occurrence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OccurrenceId,
    pub plan_id: InspectionPlanId,
    pub system_id: SystemId,
    /// The date of the recurrence.
    pub nominal_on: NaiveDate,
    /// The day on which it is inspected.
    pub planned_on: NaiveDate,
    // PostgreSQL keeps PLACING for itself.
    #[sea_orm(column_name = "placed")]
    pub placing: Placing,
    /// Whether the day rested on days that nobody had published when it was booked.
    pub provisional: bool,
    pub state: OccurrenceState,
    pub cause: Option<OccurrenceCause>,
    /// The terms of the plan by which it fell due.
    pub terms_number: i32,
    /// The agency that owns the system.
    pub agency_id: AgencyId,
    /// Whose contract covered the system that day.
    pub vendor_id: Option<VendorId>,
    pub contract_id: Option<ContractId>,
    pub ticket_id: Option<TicketId>,
    pub checklist_id: Option<InspectionChecklistId>,
    pub checklist_version: Option<i32>,
    /// When it fell due.
    pub due_at: Instant,
    /// When its ticket was raised: later than that after an outage.
    pub raised_at: Option<Instant>,
    /// The last day for doing it.
    pub last_on: NaiveDate,
    pub last_provisional: bool,
    /// The moment from which it is missed.
    pub ends_at: Instant,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// Since when it is, or was, missed: the end of its last day.
    pub missed_at: Option<Instant>,
    /// The month of its date, such as 202611.
    pub month: i32,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
