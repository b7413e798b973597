//! Importing cases of another system's log: each becomes a ticket with its whole log, clocks and verdicts.
//!
//! The log is taken over as it was written there: an event's recorded-at is the time of its row, because the other
//! system recorded it then. Import time stands in `import_case`. Were it the recorded-at of every event, each breach
//! would count as one that became known years later (S4). Nobody is notified of the past (E35): no message leaves,
//! and of the alarms only those still to come are kept.

mod append;
mod batch;
mod case;
mod setup;
mod story;

pub use batch::{BatchReport, batch, imported_before};
pub(crate) use case::digest;
pub use case::{Case, Level, Meaning, Rank, Step};
pub use setup::{
    AgencySetup, CalendarSetup, ContractSetup, Hours, PolicySetup, Setup, SystemSetup, TargetSetup, VendorSetup, set_up,
};
pub use story::{Remark, events};

/// After a bulk load: lets the database count its rows, then scores what the load made stale.
pub async fn settle(op: &crate::Op) -> crate::Result<crate::scorecard::RefreshReport> {
    op.app().store.analyze().await?;
    crate::scorecard::refresh(op).await
}
