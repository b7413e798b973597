//! What the platform does by itself: delivers each standing order whose time has passed.

use domain::Instant;
use domain::access::Action;
use domain::ids::{OutboxId, ReportDeliveryId};
use domain::report::schedule::{DeliveryOutcome, Due};
use serde::Serialize;
use storage::entity::{outbox, report_delivery, report_schedule};
use storage::query::report_schedule as query;
use storage::query::setup::insert;

use super::read::Schedule;
use crate::export::{ReportFile, prepare_report_file};
use crate::job::or_later;
use crate::outbox::id_of;
use crate::{Error, Op, Result, Violation};

const BATCH: u64 = 100;
/// The topic of a report that may be fetched.
pub(crate) const READY: &str = "report.ready";
/// The topic of a report without a file.
pub(crate) const REFUSED: &str = "report.refused";

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryReport {
    /// Deliveries whose file may be fetched.
    pub ready: u64,
    /// Deliveries without a file.
    pub refused: u64,
    /// Times that went by undelivered before these.
    pub passed_over: u64,
}

/// What became of a file: its name, or all the reasons why there is none.
type Made = std::result::Result<String, Vec<Violation>>;

/// Goes once over all orders whose time has passed. Each is a transaction of its own, that moves the order on, writes the
/// delivery and the message of it: any number of workers and runs delivers a time once (I6). An order that meets a fault of
/// ours stays due for the next run, whatever that takes: once it is mended, nothing of it is lost.
///
/// # Errors
/// Outages, at once; faults of ours, once everybody else has theirs.
pub async fn deliver_reports(op: &Op) -> Result<DeliveryReport> {
    op.app().refresh().await?;
    let (mut report, mut failed, mut after) = (DeliveryReport::default(), None, None);
    loop {
        let due = query::due(op.app().store.read(), op.now(), after, BATCH).await?;
        let full = due.len() as u64 == BATCH;
        after = due.last().and_then(|row| Some((row.next_at?, row.id)));
        for row in due {
            let id = row.id;
            let done = Box::pin(deliver(&op.renewed(), row, &mut report)).await;
            if let Err(error) = &done {
                tracing::warn!(schedule = %id, %error, "a report could not be delivered");
            }
            or_later(done, &mut failed)?;
        }
        if !full {
            break;
        }
    }
    if report.ready + report.refused > 0 {
        op.app().outbox_filled.notify_one();
    }
    failed.map_or(Ok(report), Err)
}

async fn deliver(op: &Op, row: report_schedule::Model, report: &mut DeliveryReport) -> Result<()> {
    let Schedule { row, report: of, times, .. } = Schedule::of(row, None)?;
    let due = row.next_at.and_then(|next| times.due(next, op.now()));
    let Some((due, covered)) = due.and_then(|due| Some((due, times.covered(due.nominal)?))) else { return Ok(()) };
    let (format, language) = (row.format, row.language);
    let file = ReportFile { of: of.over(&covered, row.cadence), format, language };
    let made = made(op, &row, &file).await?;
    let transaction = op.begin().await?;
    if !query::move_on(&transaction, &row, due.next).await? {
        return Ok(());
    }
    let ready = made.is_ok();
    let delivery = delivery(op, &row, &due, (covered.from, covered.before), (serde_json::to_value(&file)?, made));
    let id = delivery.id;
    let new = query::deliver(&transaction, delivery).await?;
    if new {
        let detail = serde_json::json!({
            "deliveryId": id, "nominalAt": due.nominal, "passedOver": due.passed_over, "ready": ready,
        });
        insert(&transaction, op.audit("report_schedule.deliver", ("report_schedule", row.id.0), detail)).await?;
        insert(&transaction, message(op, &row, id, if ready { READY } else { REFUSED })).await?;
    }
    transaction.commit().await?;
    if new {
        report.ready += u64::from(ready);
        report.refused += u64::from(!ready);
        report.passed_over += u64::try_from(due.passed_over).unwrap_or(0);
    }
    Ok(())
}

/// What its owner gets who asks for it now.
///
/// # Errors
/// What says nothing of the report: outages, and faults of ours.
async fn made(op: &Op, row: &report_schedule::Model, file: &ReportFile) -> Result<Made> {
    let Ok(owner) = op.app().op_for(row.owner_id) else { return Ok(Err(vec![forbidden()])) };
    Ok(match Box::pin(prepare_report_file(&owner, file.clone())).await {
        Ok(prepared) => Ok(prepared.name),
        Err(Error::Forbidden(_)) => Err(vec![forbidden()]),
        Err(Error::NotFound(_)) => {
            let (en, zh) = ("what it is of is not yours to see any more", "您已无权查看该报告所涉对象");
            Err(vec![Violation::new("NOT_FOUND", "report", en, zh)])
        }
        Err(Error::Invalid(violations)) => Err(violations),
        Err(error) => return Err(error),
    })
}

fn forbidden() -> Violation {
    let en = format!("you lacked the right when it was due; reports need {}", Action::ReportView);
    let zh = format!("到期时您没有所需权限；报告需要 {}", Action::ReportView);
    Violation::new("FORBIDDEN", "report", en, zh)
}

fn delivery(
    op: &Op,
    row: &report_schedule::Model,
    due: &Due,
    (covers_from, covers_before): (Instant, Instant),
    (file, made): (serde_json::Value, Made),
) -> report_delivery::Model {
    let (outcome, file_name, why) = match made {
        Ok(name) => (DeliveryOutcome::Ready, Some(name), Vec::new()),
        Err(why) => (DeliveryOutcome::Refused, None, why),
    };
    let all = |texts: Vec<&str>, between: &str| (!texts.is_empty()).then(|| texts.join(between));
    report_delivery::Model {
        id: ReportDeliveryId(id_of(&format!("report delivery {} {}", row.id, due.nominal)).0),
        schedule_id: row.id,
        nominal_at: due.nominal,
        passed_over: due.passed_over,
        covers_from,
        covers_before,
        file,
        outcome,
        file_name,
        code: why.first().map(|why| why.code.to_owned()),
        reason: all(why.iter().map(|why| why.en.as_str()).collect(), "; "),
        reason_zh: all(why.iter().map(|why| why.zh.as_str()).collect(), "；"),
        delivered_at: op.now(),
    }
}

/// For its owner alone: it stands in no feed.
fn message(op: &Op, row: &report_schedule::Model, delivery: ReportDeliveryId, topic: &str) -> outbox::Model {
    outbox::Model {
        id: OutboxId(id_of(&format!("{topic} {delivery}")).0),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: None,
        vendor_id: None,
        payload: serde_json::json!({ "deliveryId": delivery, "userId": row.owner_id }),
        created_at: op.now(),
    }
}
