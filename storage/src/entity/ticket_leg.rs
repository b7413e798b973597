//! A leg of a ticket that was handed over: the time for which one vendor had it.

use domain::Instant;
use domain::ids::{AgencyId, ContractId, LegId, PolicyVersionId, SystemId, TicketId, VendorId};
use domain::ticket::{Priority, TicketKind};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_leg")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LegId,
    pub ticket_id: TicketId,
    /// From 1.
    pub number: i32,
    /// Number, title, kind and priority of the ticket: as they were when the leg ended, or when the present one began.
    pub ticket_number: String,
    pub title: String,
    pub kind: TicketKind,
    pub priority: Priority,
    /// The agency that asks.
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    pub contract_id: ContractId,
    /// The system that this contract covers: for the first leg the ticket's own.
    pub system_id: SystemId,
    pub policy_version_id: PolicyVersionId,
    /// The events of the leg; `i32::MAX` for the present one.
    pub first_seq: i32,
    pub last_seq: i32,
    pub from_at: Instant,
    /// The end of the year 9999 for the present one.
    pub until_at: Instant,
    /// Why it began; empty for the first.
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
