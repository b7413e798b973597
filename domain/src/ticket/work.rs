//! The work log: what was done, when and for how long. Entries are never changed, only taken back by a counter-entry.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::moment::to_second;
use super::text::{BODY_MAX, REASON_MAX, required};
use super::{Fact, Refusal, RefusalCode, Ticket, Visibility};
use crate::Instant;
use crate::ids::{UserId, WorkEntryId};

/// The longest entry: a day. What takes longer is several entries.
pub const WORK_MINUTES_MAX: i32 = 1_440;

/// Work to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWork {
    /// What the entry will be known by.
    pub entry: WorkEntryId,
    /// Who did it.
    pub engineer: UserId,
    /// When it began.
    pub started_at: Instant,
    /// How long it took, 1 to [`WORK_MINUTES_MAX`].
    pub minutes: i32,
    /// Whether the vendor charges for it.
    pub billable: bool,
    /// What was done.
    pub summary: String,
    /// Who may read it; not the agency alone.
    pub visibility: Visibility,
}

/// An entry as the log knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Identifies it.
    pub id: WorkEntryId,
    /// Who did it.
    pub engineer: UserId,
    /// When it began, in whole seconds.
    pub started_at: Instant,
    /// How long it took.
    pub minutes: i32,
    /// Whether the vendor charges for it.
    pub billable: bool,
    /// Who may read it.
    pub visibility: Visibility,
    /// Whether a counter-entry took it back.
    pub reversed: bool,
}

impl Work {
    /// The entry of a fact; none of any but [`Fact::WorkLogged`].
    pub(super) fn of(fact: &Fact) -> Option<Self> {
        let Fact::WorkLogged { entry, engineer, started_at, minutes, billable, visibility, .. } = fact else {
            return None;
        };
        let (id, engineer, started_at, minutes) = (*entry, *engineer, *started_at, *minutes);
        Some(Self { id, engineer, started_at, minutes, billable: *billable, visibility: *visibility, reversed: false })
    }
}

impl Ticket {
    /// The entry of the work log with this id.
    pub fn work(&self, id: WorkEntryId) -> Option<&Work> {
        self.work.iter().find(|work| work.id == id)
    }
}

/// Work lies within the life of its ticket: neither before it was raised nor in the future.
pub(super) fn log(ticket: &Ticket, new: &NewWork, now: Instant) -> Result<Fact, Refusal> {
    let started_at = to_second(new.started_at);
    if started_at < ticket.raised_at {
        let en = "the work began before the ticket was raised";
        return Err(Refusal::new(RefusalCode::BeforeRaised, Some("startedAt"), en, "开始时间早于报障时间"));
    }
    if !(1..=WORK_MINUTES_MAX).contains(&new.minutes) {
        let (en, zh) = (
            format!("work takes 1 to {WORK_MINUTES_MAX} minutes, not {}", new.minutes),
            format!("工时须为 1 至 {WORK_MINUTES_MAX} 分钟，而不是 {}", new.minutes),
        );
        return Err(Refusal::new(RefusalCode::Invalid, Some("minutes"), en, zh));
    }
    if started_at + TimeDelta::minutes(new.minutes.into()) > now {
        let en = "the work would end in the future";
        return Err(Refusal::new(RefusalCode::InFuture, Some("startedAt"), en, "工作结束时间尚未到来"));
    }
    Ok(Fact::WorkLogged {
        entry: new.entry,
        engineer: new.engineer,
        started_at,
        minutes: new.minutes,
        billable: new.billable,
        summary: required("summary", &new.summary, BODY_MAX)?,
        visibility: new.visibility,
    })
}

pub(super) fn reverse(
    ticket: &Ticket,
    entry: WorkEntryId,
    reverses: WorkEntryId,
    reason: &str,
) -> Result<Fact, Refusal> {
    let Some(work) = ticket.work(reverses) else {
        let en = "the ticket has no such entry, or it is a counter-entry";
        return Err(Refusal::new(RefusalCode::Invalid, Some("entryId"), en, "工单没有该工时记录，或其为冲销记录"));
    };
    if work.reversed {
        return Err(Refusal::already("the entry has been taken back", "该工时记录已冲销"));
    }
    let reason = required("reason", reason, REASON_MAX)?;
    Ok(Fact::WorkReversed { entry, reverses, visibility: work.visibility, reason })
}
