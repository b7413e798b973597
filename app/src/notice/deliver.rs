//! From the feed into inboxes: each message is looked at once, whoever looks, and leaves one notification a person (I5).

use std::collections::HashMap;

use domain::access::TicketScope;
use domain::ids::{NotificationId, TicketId, UserId};
use domain::sla::Metric;
use domain::ticket::{Concerned, News, notices};
use serde::Serialize;
use storage::Transaction;
use storage::entity::{notification, outbox, ticket, ticket_event, ticket_watcher};
use storage::query::{leg, notification as query, sla, talk};

use super::{delivered, dispute, ended, missed, on_duty, switched_off};
use crate::outbox::id_of;
use crate::ticket::rows::event;
use crate::ticket::talk::Reader;
use crate::{Op, Result};

/// Messages that are looked at together.
const BATCH: u64 = 200;
/// The topic of a deadline that passed.
const BREACH: &str = "sla.breach";

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeReport {
    /// Messages that were looked at.
    pub messages: u64,
    /// Notifications written.
    pub notifications: u64,
}

/// Brings the inboxes up to the end of the feed. The place that was reached is written with the notifications: a run that
/// is killed leaves both undone, and two runs wait for each other.
pub async fn deliver(op: &Op) -> Result<NoticeReport> {
    let mut report = NoticeReport::default();
    while query::is_behind(op.app().store.read()).await? {
        let transaction = op.begin().await?;
        let reached = query::hold_last(&transaction).await?;
        let messages = query::messages_after(&transaction, reached, BATCH).await?;
        let Some(last) = messages.last().and_then(|message| message.feed_seq) else { break };
        let mut rows = rows(op, &transaction, &messages).await?;
        rows.extend(ended::rows(op, &transaction, &messages).await?);
        rows.extend(on_duty::rows(op, &transaction, &messages).await?);
        rows.extend(missed::rows(op, &messages));
        rows.extend(delivered::rows(&messages));
        rows.extend(switched_off::rows(op, &messages));
        report.messages += messages.len() as u64;
        report.notifications += query::write(&transaction, rows, last).await?;
        transaction.commit().await?;
    }
    Ok(report)
}

/// What messages are about, read for all of them at once.
struct Read {
    tickets: HashMap<TicketId, ticket::Model>,
    events: HashMap<(TicketId, i32), ticket_event::Model>,
    watchers: HashMap<TicketId, Vec<ticket_watcher::Model>>,
}

impl Read {
    async fn of(transaction: &Transaction, messages: &[outbox::Model]) -> Result<Self> {
        let mut tickets: Vec<TicketId> = messages.iter().filter_map(|message| message.ticket_id).collect();
        tickets.sort_unstable();
        tickets.dedup();
        let mut seqs: Vec<i32> = messages.iter().filter_map(seq).collect();
        seqs.sort_unstable();
        seqs.dedup();
        let events = query::events_at(transaction, &tickets, &seqs).await?;
        let mut watchers: HashMap<TicketId, Vec<ticket_watcher::Model>> = HashMap::new();
        for row in talk::watchers_of(transaction, &TicketScope::Everything, &tickets).await? {
            watchers.entry(row.ticket_id).or_default().push(row);
        }
        Ok(Self {
            tickets: sla::tickets(transaction, &tickets).await?.into_iter().map(|row| (row.id, row)).collect(),
            events: events.into_iter().map(|row| ((row.ticket_id, row.seq), row)).collect(),
            watchers,
        })
    }
}

/// The place in the log of the event that a message tells of.
fn seq(message: &outbox::Model) -> Option<i32> {
    message.topic.starts_with("ticket.").then_some(())?;
    message.payload.get("seq")?.as_i64()?.try_into().ok()
}

/// The promise whose deadline a message tells of.
fn promise(message: &outbox::Model) -> Option<Metric> {
    message.payload["metric"].as_str()?.parse().ok()
}

async fn rows(op: &Op, transaction: &Transaction, messages: &[outbox::Model]) -> Result<Vec<notification::Model>> {
    let told =
        |message: &&outbox::Model| message.topic == BREACH || dispute::is_about(message) || seq(message).is_some();
    let messages: Vec<outbox::Model> = messages.iter().filter(told).cloned().collect();
    if messages.is_empty() {
        return Ok(Vec::new());
    }
    let read = Read::of(transaction, &messages).await?;
    let directory = op.directory();
    let mut readers: HashMap<UserId, Option<Reader>> = HashMap::new();
    let mut rows = Vec::new();
    for message in &messages {
        let (Some(feed_seq), Some(id)) = (message.feed_seq, message.ticket_id) else { continue };
        let Some(ticket) = read.tickets.get(&id) else { continue };
        let event_seq = seq(message);
        let logged = event_seq.and_then(|seq| read.events.get(&(id, seq)));
        let fact = logged.map(event).transpose()?.map(|event| event.fact);
        let news = match &fact {
            Some(fact) => News::Fact { fact, by: logged.and_then(|row| row.actor_id) },
            None if message.topic == BREACH => News::Breach,
            None if dispute::is_about(message) => News::Dispute,
            None => continue,
        };
        let metric = if matches!(news, News::Breach) { promise(message) } else { None };
        // Whoever watches since is told of nothing before.
        let watched = read.watchers.get(&id).into_iter().flatten().filter(|row| row.added_at <= message.created_at);
        let concerned = Concerned {
            watchers: watched.map(|row| row.user_id).collect(),
            assignee: ticket.assignee_id,
            raiser: ticket.raised_by,
            addressed: Vec::new(),
        };
        let everybody = match news {
            News::Dispute => dispute::told(op, message),
            _ => notices(news, &concerned, |_, _| true),
        };
        // A vendor that has given the ticket away sees the leg and not the ticket any more.
        let gone = message.vendor_id.filter(|vendor| matches!(news, News::Dispute) && *vendor != ticket.vendor_id);
        let ended = match gone {
            Some(vendor) => leg::newest_ended(transaction, id, vendor).await?,
            None => None,
        };
        for (user, kind) in everybody {
            let own = ended.as_ref().filter(|leg| directory.works_for(user, leg.vendor_id, op.now()));
            let reader = readers.entry(user).or_insert_with(|| Reader::find(&directory, user, op.now()));
            let may = reader.as_ref().is_some_and(|reader| {
                // The message is for whom it was written to, the ticket may have gone to another vendor since (E28).
                let addressed = reader.hears(message.agency_id, message.vendor_id);
                let sees = own.is_some() || reader.sees(ticket.agency_id, ticket.vendor_id);
                addressed && sees && reader.reads(news.visibility())
            });
            if may {
                rows.push(notification::Model {
                    id: NotificationId(id_of(&format!("notification {} {user}", message.id)).0),
                    user_id: user,
                    feed_seq,
                    outbox_id: message.id,
                    ticket_id: id,
                    leg_id: own.map(|leg| leg.id),
                    delivery_id: None,
                    webhook_endpoint_id: None,
                    event_seq,
                    metric,
                    kind,
                    visibility: news.visibility(),
                    created_at: message.created_at,
                    read_at: None,
                });
            }
        }
    }
    Ok(rows)
}
