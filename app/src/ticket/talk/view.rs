//! What hangs on tickets beside their log, in batches for the API's loaders: as far as the actor's side may read it.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::{TicketId, UserId};
use domain::ticket::{Event, Rating};
use storage::query::talk as query;

use super::super::view::{EventView, grouped};
use super::work::WorkView;
use super::{Reader, readable};
use crate::ticket::legs::is_of_own_vendor;
use crate::{Op, Result};

/// The minutes of one engineer on one ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkSum {
    pub engineer: UserId,
    pub minutes: i64,
    /// Those of them that the vendor charges for.
    pub billable: i64,
}

/// A rating, and who gave it.
#[derive(Clone, Debug)]
pub struct RatingView {
    pub rating: Rating,
    pub actor: Option<UserId>,
}

/// The work log by ticket, in recorded order.
pub async fn work(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<WorkView>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let rows = query::work_of(op.app().store.read(), &scope, ids, &readable(op)).await?;
    Ok(grouped(rows, |row| row.ticket_id))
}

/// The sums of the work log by ticket and engineer, over what the actor may read.
pub async fn work_sums(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<WorkSum>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let rows = query::work_sums(op.app().store.read(), &scope, ids, &readable(op)).await?;
    let mut sums: HashMap<TicketId, Vec<WorkSum>> = HashMap::new();
    for (ticket, engineer, billable, minutes) in rows {
        let of_ticket = sums.entry(ticket).or_default();
        let charged = if billable { minutes } else { 0 };
        match of_ticket.last_mut().filter(|sum| sum.engineer == engineer) {
            Some(sum) => {
                sum.minutes += minutes;
                sum.billable += charged;
            }
            None => of_ticket.push(WorkSum { engineer, minutes, billable: charged }),
        }
    }
    Ok(sums)
}

/// Those of the actor's own side who watch, by ticket.
pub async fn watchers(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<UserId>>> {
    let (directory, scope) = (op.directory(), op.ticket_scope(Action::TicketView));
    let Some(side) = op.actor().side() else { return Ok(HashMap::new()) };
    let rows = query::watchers_of(op.app().store.read(), &scope, ids).await?;
    let mut readers: HashMap<UserId, bool> = HashMap::new();
    let mut found: HashMap<TicketId, Vec<UserId>> = HashMap::new();
    for row in rows {
        let same = |user| Reader::find(&directory, user, op.now()).is_some_and(|reader| reader.side() == Some(side));
        let of = |user| same(user) && is_of_own_vendor(op, user);
        if *readers.entry(row.user_id).or_insert_with(|| of(row.user_id)) {
            found.entry(row.ticket_id).or_default().push(row.user_id);
        }
    }
    Ok(found)
}

/// What each side thinks of the other, out of a log that somebody has read.
pub fn ratings(log: &[EventView]) -> Vec<RatingView> {
    let events: Vec<Event> = log.iter().map(|view| view.event.clone()).collect();
    let actor = |seq| log.iter().find(|view| view.event.seq == seq).and_then(|view| view.actor);
    domain::ticket::ratings(&events).into_iter().map(|rating| RatingView { actor: actor(rating.seq), rating }).collect()
}
