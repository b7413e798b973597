//! One attempt at a delivery: signed, sent, and written down with what follows for the delivery and for its endpoint.

use std::time::Instant as Stopwatch;

use domain::Instant;
use domain::change::ObjectKind;
use domain::ids::{AgencyId, OutboxId, VendorId, WebhookEndpointId};
use domain::webhook::{Answer, DisabledReason, Next, Verdict, held_for, next, verdict};
use storage::Transaction;
use storage::entity::{outbox, webhook_attempt, webhook_delivery, webhook_endpoint};
use storage::query::setup::{insert, update};
use storage::query::webhook as query;

use super::send::Signed;
use super::signature::sign;
use crate::change::Watched;
use crate::{Op, Result};

/// The topic of an endpoint that was switched off.
pub(crate) const DISABLED: &str = "webhook.disabled";

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Delivered,
    Failed,
    /// It failed, and the endpoint was switched off for it.
    SwitchedOff,
    /// Somebody else has begun a later attempt meanwhile.
    Overtaken,
}

/// Sends a delivery that was claimed, and writes down what came of it.
///
/// # Errors
/// Outages and faults of ours: then the delivery is due again once the claim on it is over.
pub(super) async fn attempt(
    op: &Op,
    endpoint: &webhook_endpoint::Model,
    row: webhook_delivery::Model,
) -> Result<Outcome> {
    let begun = op.renewed();
    let clock = Stopwatch::now();
    let answer = begun.app().webhooks.send(signed(endpoint, &row, begun.now())?, begun.now()).await?;
    let duration_ms = i64::try_from(clock.elapsed().as_millis()).unwrap_or(i64::MAX);
    record(&begun.renewed(), &row, (begun.now(), duration_ms), answer).await
}

/// With each secret that holds: receivers go over to a new one at their leisure.
fn signed<'e>(
    endpoint: &'e webhook_endpoint::Model,
    row: &webhook_delivery::Model,
    now: Instant,
) -> Result<Signed<'e>> {
    let (id, timestamp) = (row.message_id.to_string(), now.timestamp());
    let old = endpoint.old_secret.as_ref().filter(|_| endpoint.old_secret_until.is_some_and(|until| now < until));
    let secrets = [Some(&endpoint.secret), old].into_iter().flatten();
    let signatures = secrets.map(|secret| sign(secret, &id, timestamp, &row.body)).collect::<Result<Vec<_>>>()?;
    Ok(Signed { url: &endpoint.url, id, timestamp, signature: signatures.join(" "), body: row.body.clone() })
}

async fn record(
    op: &Op,
    row: &webhook_delivery::Model,
    (at, duration_ms): (Instant, i64),
    answer: Answer,
) -> Result<Outcome> {
    let transaction = op.begin().await?;
    let Some(endpoint) = query::hold(&transaction, row.endpoint_id).await? else { return Ok(Outcome::Overtaken) };
    let verdict = verdict(answer, row.step, row.id);
    let failing_since = endpoint.failing_since.unwrap_or(at);
    let Next { state, next_at, off } = next(verdict, endpoint.active, failing_since, op.now());
    let ended_at = next_at.is_none().then(|| op.now());
    if !query::settle(&transaction, (row.id, row.attempts), state, next_at, ended_at).await? {
        return Ok(Outcome::Overtaken);
    }
    let (status, failure) = match answer {
        Answer::Status(status, _) => (Some(i32::from(status)), None),
        Answer::Failed(failure) => (None, Some(failure)),
    };
    let number = row.attempts;
    let tried = webhook_attempt::Model { delivery_id: row.id, number, at, duration_ms, status, failure, next_at };
    insert(&transaction, tried).await?;
    let outcome = match (verdict, off) {
        (Verdict::Delivered, _) => {
            if endpoint.failing_since.is_some() || endpoint.held_until.is_some() {
                // It was begun before the receiver asked, of another message, to be left alone.
                let held_until = endpoint.held_until.filter(|until| *until > op.now());
                query::note(&transaction, endpoint.id, None, held_until).await?;
            }
            Outcome::Delivered
        }
        (_, Some(reason)) => {
            Box::pin(switch_off(op, &transaction, endpoint, reason, failing_since)).await?;
            Outcome::SwitchedOff
        }
        (_, None) => {
            let held_until = held_for(answer).map(|wait| op.now() + wait).max(endpoint.held_until);
            query::note(&transaction, endpoint.id, Some(failing_since), held_until).await?;
            Outcome::Failed
        }
    };
    transaction.commit().await?;
    if outcome == Outcome::SwitchedOff {
        op.app().outbox_filled.notify_one();
    }
    Ok(outcome)
}

/// Nothing is sent to it any more, and those are told who manage it.
async fn switch_off(
    op: &Op,
    transaction: &Transaction,
    endpoint: webhook_endpoint::Model,
    reason: DisabledReason,
    failing_since: Instant,
) -> Result<()> {
    let (id, agency_id, vendor_id) = (endpoint.id, endpoint.agency_id, endpoint.vendor_id);
    let watched = Watched::begin(op, transaction, ObjectKind::WebhookEndpoint, id.0).await?;
    let failing = webhook_endpoint::Model { failing_since: Some(failing_since), ..endpoint };
    update(transaction, disabled(op, failing, reason)).await?;
    query::end_pending(transaction, id, op.now()).await?;
    watched.end(op, transaction).await?;
    let detail = serde_json::json!({ "reason": reason, "failingSince": failing_since });
    insert(transaction, op.audit("webhook.disable", ("webhook_endpoint", id.0), detail)).await?;
    Ok(insert(transaction, message(op, id, (agency_id, vendor_id), reason)).await?)
}

/// The endpoint as it stands once it is off.
pub(super) fn disabled(op: &Op, row: webhook_endpoint::Model, reason: DisabledReason) -> webhook_endpoint::Model {
    webhook_endpoint::Model {
        active: false,
        disabled_reason: Some(reason),
        disabled_at: Some(op.now()),
        held_until: None,
        updated_at: op.now(),
        version: row.version + 1,
        ..row
    }
}

/// About no ticket: it stands in no feed.
fn message(
    op: &Op,
    endpoint: WebhookEndpointId,
    (agency_id, vendor_id): (Option<AgencyId>, Option<VendorId>),
    reason: DisabledReason,
) -> outbox::Model {
    outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: DISABLED.to_owned(),
        ticket_id: None,
        agency_id,
        vendor_id,
        payload: serde_json::json!({ "endpointId": endpoint, "reason": reason }),
        created_at: op.now(),
    }
}
