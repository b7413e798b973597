//! What people say about a few of the demo's tickets: in public and inside either side, to somebody in particular; who
//! watches; what the work took; what the vendor thinks of the agency. Told at the end of the log, and by no chance of its own,
//! so that the same seed gives the same year with it.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::{TicketId, UserId, WorkEntryId};
use domain::ticket::{ActorSide, Event, Fact, Visibility};
use storage::Transaction;
use storage::entity::{ticket_watcher, work_entry};
use storage::query::setup::insert_in_batches;

use super::lives::NANNING;
use super::parties::{Company, id};
use super::tickets::Year;
use crate::Result;
use crate::ticket::bulk::Logged;

/// The latest tickets of Nanning, whose people can be logged in as.
const TALKED_ABOUT: usize = 36;
/// Minutes of work that are written down at most.
const WORKED: i64 = 45;

/// The rows that the talk leaves beside the logs.
#[derive(Debug, Default)]
pub(super) struct Talk(HashMap<TicketId, Rows>);

#[derive(Debug)]
struct Rows {
    work: work_entry::Model,
    watchers: Vec<ticket_watcher::Model>,
}

impl Talk {
    /// Adds it to the logs, given in the order in which they were raised.
    pub(super) fn tell(year: &Year<'_>, logs: &mut [Logged]) -> Self {
        let nanning = year.plan.cities[NANNING].id;
        let own = logs.iter_mut().rev().filter(|log| log.agency == nanning);
        let rows = own.filter_map(|log| Some((log.id, about(year, log)?)));
        Self(rows.take(TALKED_ABOUT).collect())
    }

    /// Writes what stands beside the logs of the tickets that are there.
    pub(super) async fn write(self, transaction: &Transaction, there: &HashSet<TicketId>) -> Result<()> {
        let mut rows: Vec<(TicketId, Rows)> = self.0.into_iter().filter(|(id, _)| there.contains(id)).collect();
        rows.sort_unstable_by_key(|(id, _)| *id);
        let (work, watchers): (Vec<_>, Vec<_>) = rows.into_iter().map(|(_, rows)| (rows.work, rows.watchers)).unzip();
        insert_in_batches(transaction, work).await?;
        insert_in_batches(transaction, watchers.into_iter().flatten().collect::<Vec<_>>()).await?;
        Ok(())
    }
}

/// None for a ticket that nobody of the vendor has taken up, or that is too young to be talked about.
fn about(year: &Year<'_>, log: &mut Logged) -> Option<Rows> {
    let bureau = year.plan.agencies.get(&log.agency)?;
    let by_vendor = log.events.iter().zip(&log.actors).rev().find(|(event, _)| event.side == ActorSide::Vendor);
    let engineer = by_vendor.and_then(|(_, actor)| *actor)?;
    let works = |company: &&Company| company.engineers.contains(&engineer);
    let company = year.plan.vendors.iter().find(works)?;
    let (raised, last) = (log.events.first()?.occurred_at, log.events.last()?.occurred_at);
    let solved = log.events.iter().any(|event| matches!(event.fact, Fact::Confirmed));
    let withdrawn = log.events.iter().any(|event| matches!(event.fact, Fact::Cancelled { .. }));
    let minutes = (last - raised).num_minutes().clamp(0, WORKED);
    if withdrawn || minutes == 0 || last + TimeDelta::minutes(30) > year.as_of {
        return None;
    }
    let (clerk, operator) = (bureau.clerk.0, bureau.operator);
    let mut talk = Told { log, last };
    let said = |visibility, body: &str, mentions| Fact::Commented { visibility, body: body.to_owned(), mentions };
    let (open, agency, vendor) = (Visibility::Public, Visibility::AgencyInternal, Visibility::VendorInternal);
    talk.add(5, (ActorSide::Agency, clerk), said(open, "请把处理经过补充到工单，谢谢。", vec![engineer]));
    talk.add(12, (ActorSide::Vendor, engineer), said(open, "已补充，现场照片稍后上传。", Vec::new()));
    talk.add(15, (ActorSide::Vendor, engineer), said(vendor, "备件用掉一件，请安排补库。", vec![company.leader]));
    talk.add(20, (ActorSide::Agency, operator), said(agency, "本月同类问题第二次，例会上提出。", vec![clerk]));
    let entry: WorkEntryId = id("work", &talk.log.id.to_string());
    let (started_at, recorded_at) = (last - TimeDelta::minutes(minutes), last + TimeDelta::minutes(25));
    let work = work_entry::Model {
        id: entry,
        ticket_id: talk.log.id,
        vendor_id: company.id,
        engineer_id: engineer,
        started_at,
        minutes: i32::try_from(minutes).unwrap_or(1),
        billable: false,
        summary: "远程排查并处理，随后现场确认".to_owned(),
        visibility: open,
        reverses_id: None,
        recorded_by: Some(engineer),
        recorded_at,
    };
    let (summary, minutes) = (work.summary.clone(), work.minutes);
    let logged = Fact::WorkLogged { entry, engineer, started_at, minutes, billable: false, summary, visibility: open };
    talk.add(25, (ActorSide::Vendor, engineer), logged);
    if solved {
        let stars = if engineer == company.engineers[0] { 5 } else { 4 };
        let remark = "授权及时，配合良好".to_owned();
        talk.add(28, (ActorSide::Vendor, engineer), Fact::CooperationRated { stars, remark });
    }
    let watcher = |(user_id, minute): (UserId, i64)| ticket_watcher::Model {
        ticket_id: work.ticket_id,
        user_id,
        added_by: Some(user_id),
        added_at: last + TimeDelta::minutes(minute),
    };
    // Whoever is mentioned watches from then on; the operator does so by themselves.
    let mut watchers = Vec::from([(operator, 1), (engineer, 5), (company.leader, 15), (clerk, 20)].map(watcher));
    watchers.sort_by_key(|row| row.user_id);
    watchers.dedup_by_key(|row| row.user_id);
    Some(Rows { watchers, work })
}

/// A log that is being talked about, from its last event on.
struct Told<'l> {
    log: &'l mut Logged,
    last: Instant,
}

impl Told<'_> {
    fn add(&mut self, minutes: i64, (side, actor): (ActorSide, UserId), fact: Fact) {
        let at = self.last + TimeDelta::minutes(minutes);
        let seq = i32::try_from(self.log.events.len() + 1).unwrap_or(i32::MAX);
        self.log.events.push(Event { seq, occurred_at: at, recorded_at: at, side, fact });
        self.log.actors.push(Some(actor));
    }
}
