//! A whole set-up laid at once, for an import or the demo; people set up one thing at a time (`setup`).

use domain::calendar::CalendarSpec;
use domain::ids::{AgencyId, CalendarId};
use domain::sla::TargetDuration;
use storage::entity::service_calendar;
use storage::query::setup::insert;
use storage::write::{Foundation, NewCalendar, lay_foundation};

use crate::setup::calendar::WITHOUT_LIMIT;
use crate::{Op, Result};

/// Writes what is missing, with one audit entry, and reloads the snapshots. Nothing missing: nothing written.
pub(crate) async fn lay(op: &Op, rows: Foundation, (action, agency): (&str, AgencyId)) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let detail = serde_json::json!({
        "agencies": rows.agencies.len(), "vendors": rows.vendors.len(), "users": rows.users.len(),
        "systems": rows.systems.len(), "contracts": rows.contracts.len(),
    });
    let transaction = op.begin().await?;
    lay_foundation(&transaction, rows).await?;
    insert(&transaction, op.audit(action, ("agency", agency.0), detail)).await?;
    transaction.commit().await?;
    op.app().refresh().await
}

/// A calendar and its first revision.
pub(crate) fn calendar(
    op: &Op,
    id: CalendarId,
    (code, name): (&str, &str),
    spec: &CalendarSpec,
    reason: &str,
) -> NewCalendar {
    NewCalendar {
        row: service_calendar::Model {
            id,
            owner_id: None,
            code: code.to_owned(),
            name: name.to_owned(),
            zone: spec.zone.name().to_owned(),
            revision: 0,
            known_until: spec.last_known().unwrap_or(WITHOUT_LIMIT),
            created_at: op.now(),
        },
        spec: serde_json::json!(spec),
        reason: reason.to_owned(),
    }
}

/// The two columns of a target's duration.
pub(crate) fn duration_columns(duration: TargetDuration) -> (String, i64) {
    let (kind, value) = match duration {
        TargetDuration::Working(seconds) => ("WORKING", seconds),
        TargetDuration::RealTime(seconds) => ("REAL_TIME", seconds),
        TargetDuration::WorkingDays(days) => ("WORKING_DAYS", i64::from(days)),
    };
    (kind.to_owned(), value)
}
