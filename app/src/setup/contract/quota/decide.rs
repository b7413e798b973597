//! The agency confirms what was booked, or rejects it; both are told when a quota runs out.

use domain::contract::{Booked, QuotaPeriod, Usage, threshold_topic};
use domain::ids::QuotaUseId;
use storage::entity::{quota_decision, quota_use};
use storage::query::quota;
use storage::query::setup::insert;
use storage::write::send_once;

use super::QuotaUseView;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::outbox::id_of;
use crate::setup::contract::held::Held;
use crate::setup::reach::QUOTA_DECISION;
use crate::{Error, Op, Result};

/// What the agency says of a booking.
#[derive(Clone, Debug)]
pub struct QuotaDecision {
    pub booking: QuotaUseId,
    pub accept: bool,
    /// Required when it is rejected.
    pub note: Option<String>,
}

/// Confirms a booking, so that it counts, or rejects it. Needs `quota.decide` at the buyer or over it.
///
/// # Errors
/// `WRONG_STATE` when it was decided before; `REQUIRED` for the note of a rejection.
pub async fn decide_quota_use(op: &Op, decision: &QuotaDecision) -> Result<QuotaUseView> {
    op.require(QUOTA_DECISION.manage)?;
    let found = quota::find(op.app().store.read(), decision.booking).await?;
    let found = found.ok_or(Error::NotFound(QUOTA_DECISION.what))?;
    let held = Held::begin(op, found.contract_id).await?;
    QUOTA_DECISION.write_row(&held, Some(held.contract.row.agency_id), Some(held.contract.row.vendor_id))?;
    let mut mistakes = Mistakes::default();
    let note = match decision.accept {
        true => mistakes.optional("note", decision.note.as_deref(), REASON_MAX),
        false => Some(mistakes.text("note", decision.note.as_deref().unwrap_or_default(), REASON_MAX)),
    };
    let mut uses = super::read::all(&held.transaction, found.contract_id).await?;
    if uses.iter().any(|of| of.row.id == found.id && of.decision.is_some()) {
        mistakes.add("WRONG_STATE", "quotaUseId", "it was decided before", "该登记已有处理结果");
    }
    mistakes.refuse()?;
    let row = quota_decision::Model {
        use_id: found.id,
        accepted: decision.accept,
        note,
        decided_by: held.actor().user(),
        decider: held.actor().name().to_owned(),
        recorded_at: held.now(),
    };
    insert(&held.transaction, row.clone()).await?;
    for of in uses.iter_mut().filter(|of| of.row.id == found.id) {
        of.decision = Some(row.clone());
    }
    let booked: Vec<Booked> = uses.iter().map(QuotaUseView::booked).collect();
    warn(&held, &found, &booked).await?;
    let detail = serde_json::json!({
        "useId": found.id, "kind": found.kind, "quantity": found.quantity, "accepted": row.accepted, "note": row.note,
    });
    held.tell("contract.quota_decided", detail.clone()).await?;
    held.commit("quota.decide", ("contract", found.contract_id.0), detail).await?;
    Ok(QuotaUseView { row: found, decision: Some(row) })
}

/// Tells of each threshold that is reached, once for each period and each version of terms that states the quota: the
/// message's id is made of these (I6).
async fn warn(held: &Held, of: &quota_use::Model, booked: &[Booked]) -> Result<()> {
    let contract = &held.contract;
    let today = contract.day(held.now());
    for period in QuotaPeriod::ALL {
        let days = period.around(of.occurred_on, contract.days());
        let (terms, quotas) = contract.quotas_on(days.nearest(today));
        for quota in quotas.iter().filter(|quota| quota.kind == of.kind && quota.period == *period) {
            let Usage { used, .. } = quota.reckon(days, booked);
            for percent in quota.reached(used) {
                let topic = threshold_topic(percent);
                let id = id_of(&format!("{topic} {} {} {period} {} {terms}", contract.row.id, of.kind, days.from));
                let payload = serde_json::json!({
                    "kind": of.kind, "period": period, "from": days.from, "until": days.until,
                    "amount": quota.amount, "used": used, "percent": percent,
                });
                send_once(&held.transaction, held.message(id, topic, payload)).await?;
            }
        }
    }
    Ok(())
}
