//! Asking for the file of a delivery.

use domain::ids::ReportDeliveryId;
use domain::report::schedule::DeliveryOutcome;

use super::read::find_delivery;
use crate::export::{PreparedReportFile, prepare_report_file};
use crate::{Error, Op, Result, Violation};

/// Says whether the file of a delivery can be made now, and what it is called; nothing is written. Needs `report.view`, and
/// the right of what it is of.
///
/// # Errors
/// FORBIDDEN; NOT_FOUND when the order is not the actor's, and when what it is of is not seen any more; why there is none;
/// what [`prepare_report_file`] refuses.
pub async fn prepare_report_delivery(op: &Op, id: ReportDeliveryId) -> Result<PreparedReportFile> {
    let row = find_delivery(op, id).await?.row;
    if row.outcome == DeliveryOutcome::Refused {
        let [en, zh] = [row.reason, row.reason_zh].map(Option::unwrap_or_default);
        return Err(Error::Invalid(vec![Violation::new("NOT_READY", "deliveryId", en, zh)]));
    }
    Box::pin(prepare_report_file(op, serde_json::from_value(row.file)?)).await
}
