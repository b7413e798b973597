//! Guard periods (重保): an agency declares ahead when the stricter targets of its policies hold.

use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, GuardPeriodId};
use storage::entity::guard_period;
use storage::query::setup::{insert, update};

use super::reach::Reach;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX, REASON_MAX};
use crate::{Error, Op, Result};

/// A guard period is an exception: it lasts a year at most.
const DAYS_MAX: i64 = 366;

pub(super) const GUARD: Reach = Reach { what: "guard period", view: Action::PolicyView, manage: Action::PolicyManage };

/// A guard period to be declared.
#[derive(Clone, Debug)]
pub struct NewGuardPeriod {
    /// Its tickets, and those of everything under it.
    pub owner: AgencyId,
    pub name: String,
    /// Not before now: nobody is measured by what was not declared yet.
    pub from: Instant,
    /// Exclusive.
    pub until: Instant,
    pub reason: String,
}

/// Declares a guard period. Needs `policy.manage` at the owner.
///
/// # Errors
/// `TOO_EARLY` for a beginning in the past, `INVALID` for an end that is not after it or more than a year away.
pub async fn declare_guard_period(op: &Op, new: &NewGuardPeriod) -> Result<GuardPeriodId> {
    let write = Write::begin(op, Snapshot::Coverage).await?;
    GUARD.create(&write, Some(new.owner))?;
    let mut mistakes = Mistakes::default();
    let name = mistakes.text("name", &new.name, NAME_MAX);
    let reason = mistakes.text("reason", &new.reason, REASON_MAX);
    let [from, until] = [new.from, new.until].map(whole_second);
    if from < whole_second(write.now()) {
        let en = "a guard period begins now at the earliest";
        mistakes.add("TOO_EARLY", "from", en, "重保时段不得早于当前时间开始");
    }
    if until <= from || (until - from).num_days() > DAYS_MAX {
        let en = format!("the end lies after the beginning, and at most {DAYS_MAX} days");
        mistakes.add("INVALID", "until", en, format!("结束须晚于开始，且最长 {DAYS_MAX} 天"));
    }
    mistakes.refuse()?;
    let row = guard_period::Model {
        id: write.id(),
        owner_id: new.owner,
        name,
        starts_at: from,
        ends_at: until,
        reason,
        declared_by: write.actor().user(),
        declared_at: write.now(),
        withdrawn_by: None,
        withdrawn_at: None,
        withdrawal_reason: None,
    };
    let id = row.id;
    let detail = serde_json::json!({ "name": row.name, "from": row.starts_at, "until": row.ends_at });
    insert(write.transaction(), row).await?;
    write.commit("guard_period.declare", ("guard_period", id.0), detail).await?;
    Ok(id)
}

/// Takes a guard period back, from now on: tickets that were raised in it stay under it (I3).
/// Needs `policy.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` when it is over, or was taken back.
pub async fn withdraw_guard_period(op: &Op, id: GuardPeriodId, reason: &str) -> Result<GuardPeriodId> {
    op.require(GUARD.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let mut row = write.coverage().guards.get(&id).map(|guard| guard.row.clone()).ok_or(Error::NotFound(GUARD.what))?;
    GUARD.write(&write, Some(row.owner_id))?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", reason, REASON_MAX);
    mistakes.refuse()?;
    if row.withdrawn_at.is_some() || row.ends_at <= write.now() {
        let en = "the guard period is over, or was withdrawn";
        return Err(Error::invalid("WRONG_STATE", "guardPeriodId", en, "重保时段已结束或已撤回"));
    }
    row.withdrawn_at = Some(write.now());
    row.withdrawn_by = write.actor().user();
    row.withdrawal_reason = Some(reason);
    let detail = serde_json::json!({ "name": row.name, "reason": row.withdrawal_reason });
    update(write.transaction(), row).await?;
    write.commit("guard_period.withdraw", ("guard_period", id.0), detail).await?;
    Ok(id)
}

/// What tickets are compared with is whole seconds (S1).
fn whole_second(at: Instant) -> Instant {
    Instant::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}
