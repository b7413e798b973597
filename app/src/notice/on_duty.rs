//! Levels of escalation that are for whoever is on duty at the vendor: by its roster, at the moment the level was told. Where
//! the roster has a gap the vendor's managers are told instead, so that none is told to nobody.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::dispatch::{Shift, called};
use domain::ids::{NotificationId, PolicyVersionId, TargetId, TicketId, UserId, VendorId};
use domain::sla::Metric;
use domain::ticket::{Concerned, News, Visibility, notices};
use serde::Deserialize;
use storage::Transaction;
use storage::entity::{notification, outbox, ticket};
use storage::query::sla;

use super::ended::managers;
use crate::dispatch::rosters_of;
use crate::outbox::id_of;
use crate::{Op, Result};

/// The topic of a level of escalation.
const ESCALATE: &str = "sla.escalate";

/// What such a message says.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    target_id: TargetId,
    metric: Option<Metric>,
    level: i32,
}

/// The notifications of levels that are for those on duty among messages, one a person.
pub(super) async fn rows(
    op: &Op,
    transaction: &Transaction,
    messages: &[outbox::Model],
) -> Result<Vec<notification::Model>> {
    let told = |message: &outbox::Model| serde_json::from_value::<Told>(message.payload.clone()).ok();
    let escalations: Vec<(&outbox::Model, Told)> = messages
        .iter()
        .filter(|message| message.topic == ESCALATE)
        .filter_map(|message| Some((message, told(message)?)))
        .collect();
    if escalations.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TicketId> = escalations.iter().filter_map(|(message, _)| message.ticket_id).collect();
    let tickets = sla::tickets(transaction, &ids).await?;
    let tickets: HashMap<TicketId, ticket::Model> = tickets.into_iter().map(|row| (row.id, row)).collect();
    let versions: Vec<PolicyVersionId> = tickets.values().map(|row| row.policy_version_id).collect();
    let coverage = op.coverage_for(&versions, &[]).await?;
    let mut rosters: HashMap<VendorId, Vec<Shift>> = HashMap::new();
    let mut rows = Vec::new();
    for (message, told) in escalations {
        let of_message = (message.feed_seq, message.vendor_id, message.ticket_id.and_then(|id| tickets.get(&id)));
        let (Some(feed_seq), Some(vendor), Some(ticket)) = of_message else { continue };
        let targets = coverage.terms.get(&ticket.policy_version_id).into_iter().flat_map(|terms| &terms.targets);
        let levels = targets.filter(|target| target.id == told.target_id).flat_map(|target| &target.escalations);
        // Whoever has got the ticket since was told of it as it was given to them.
        if !levels.into_iter().any(|of| of.level == told.level && of.on_duty) || ticket.vendor_id != vendor {
            continue;
        }
        // The rosters of a vendor are read once, however many of its tickets are late.
        let shifts = match rosters.entry(vendor) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unread) => unread.insert(rosters_of(op, transaction, vendor).await?),
        };
        let called = called(shifts, ticket.team_id, message.created_at);
        let addressed = if called.is_empty() { managers(op, vendor) } else { called };
        let concerned = Concerned::only(addressed);
        let directory = op.directory();
        let of_vendor = |user: UserId, _: Visibility| directory.works_for(user, vendor, op.now());
        let row = |(user, kind): (UserId, _)| notification::Model {
            id: NotificationId(id_of(&format!("notification {} {user}", message.id)).0),
            user_id: user,
            feed_seq,
            outbox_id: message.id,
            ticket_id: ticket.id,
            leg_id: None,
            delivery_id: None,
            webhook_endpoint_id: None,
            event_seq: None,
            metric: told.metric,
            kind,
            visibility: News::Escalation.visibility(),
            created_at: message.created_at,
            read_at: None,
        };
        rows.extend(notices(News::Escalation, &concerned, of_vendor).into_iter().map(row));
    }
    Ok(rows)
}
