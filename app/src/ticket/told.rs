//! What another system tells: what people did and when, and nobody is alarmed of what is over by then (E35, E47).

use domain::Instant;
use domain::access::{Action, Role};
use domain::sla::AlarmKind;
use storage::entity::sla_alarm;

use super::Act;
use super::bulk::told_by_nobody;
use crate::{Error, Op, Result};

/// Whether the actor does this as a service account alone.
fn is_machine(op: &Op, action: Action) -> bool {
    let mut grants = op.actor().grants_for(action).peekable();
    grants.peek().is_some() && grants.all(|grant| grant.role == Role::ServiceAccount)
}

/// A machine does no work: it tells of work, and so says when that was done (E34).
///
/// # Errors
/// `REQUIRED` for `occurredAt`.
pub(super) fn check_told(op: &Op, asked: &Act) -> Result<()> {
    let told = asked.occurred_at.is_some() || !asked.command.may_be_late();
    if told || !is_machine(op, asked.command.action()) {
        return Ok(());
    }
    let en = "a service account tells of what people did: say when it happened";
    Err(Error::invalid("REQUIRED", "occurredAt", en, "服务账号只能登记他人已完成的事项，须填写发生时间"))
}

/// Of what another system tells late, the levels that have passed by now count as told. That the priority rises is done,
/// not told, and happens all the same.
pub(super) fn silence<'a>(
    op: &Op,
    action: Action,
    at: Option<Instant>,
    alarms: impl Iterator<Item = &'a mut sla_alarm::Model>,
) {
    if at.is_some() && is_machine(op, action) {
        let told = alarms.filter(|alarm| alarm.kind != AlarmKind::Rise);
        told.for_each(|alarm| *alarm = told_by_nobody(alarm.clone(), op.now()));
    }
}
