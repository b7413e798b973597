//! When notice and renewal of a contract are due.

use domain::contract::{ContractStep, DAYS_MAX};
use domain::ids::ContractId;
use storage::query::setup::update;

use super::change::Change;
use crate::mistakes::Mistakes;
use crate::{Op, Result};

/// The days, written over the present ones.
#[derive(Clone, Copy, Debug)]
pub struct KeyDatesChange {
    pub contract: ContractId,
    /// As it was read.
    pub version: i64,
    /// So many days before its last day notice is due that it shall not go on; none: nothing is agreed.
    pub notice_days: Option<i32>,
    /// So many days before its last day it must be decided whether it is renewed; none: it cannot be.
    pub renewal_days: Option<i32>,
}

/// Sets when notice and renewal are due, so that people are told in time. Needs `contract.manage` at the buyer or over
/// it.
///
/// # Errors
/// `INVALID` unless each is 1 to 730; `WRONG_STATE` once it is over; CONFLICT.
pub async fn set_key_dates(op: &Op, asked: &KeyDatesChange) -> Result<()> {
    let mut change = Change::begin(op, ContractStep::SetKeyDates, asked.contract, asked.version).await?;
    check(&mut change.mistakes, "noticeDays", asked.notice_days);
    check(&mut change.mistakes, "renewalDays", asked.renewal_days);
    change.mistakes.refuse()?;
    let mut row = change.found.row;
    row.notice_days = asked.notice_days;
    row.renewal_days = asked.renewal_days;
    row.version += 1;
    let detail = serde_json::json!({
        "number": row.number, "version": row.version, "noticeDays": row.notice_days, "renewalDays": row.renewal_days,
    });
    let id = row.id;
    update(change.write.transaction(), row).await?;
    change.write.commit("contract.set_key_dates", ("contract", id.0), detail).await
}

/// Notes a number of days that nobody plans with.
pub(in crate::setup) fn check(mistakes: &mut Mistakes, field: &'static str, days: Option<i32>) {
    if days.is_some_and(|days| !(1..=DAYS_MAX).contains(&days)) {
        let zh = format!("{field} 须为 1 至 {DAYS_MAX} 天");
        mistakes.add("INVALID", field, format!("{field} is 1 to {DAYS_MAX} days"), zh);
    }
}
