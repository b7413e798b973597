//! What becomes of a pilot.

use domain::change::ObjectKind;
use domain::contract::PolicyState;
use domain::ids::PilotId;
use domain::trial::{PilotStep, next_pilot};
use storage::entity::{pilot, sla_policy, sla_policy_version};
use storage::query::setup::update;

use super::tell;
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::policy::{publish, written};
use crate::setup::reach::POLICY;
use crate::setup::write::{Snapshot, Write};
use crate::{Error, Op, Pilot, Result};

/// Gives a pilot up: from now on the published version binds new tickets everywhere; those that the pilot bound keep
/// its version. Needs `policy.manage` at the policy's owner.
///
/// # Errors
/// `WRONG_STATE` once it is decided; `REQUIRED` for the reason.
pub async fn withdraw_pilot(op: &Op, id: PilotId, reason: &str) -> Result<PilotId> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let found = Found::of(&write, id)?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", reason, REASON_MAX);
    found.check(&write, &mut mistakes, PilotStep::Withdraw);
    mistakes.refuse()?;
    write.watch(ObjectKind::PolicyVersion, found.version.id.0).await?;
    let retired = sla_policy_version::Model { state: PolicyState::Retired, ..found.version.clone() };
    update(write.transaction(), retired).await?;
    found.end(write, PilotStep::Withdraw, Some(reason)).await
}

/// Publishes a pilot's version for everybody, as `publish_policy_version` does for a draft, and ends the pilot. Needs
/// `policy.manage` at the policy's owner.
///
/// # Errors
/// `WRONG_STATE` before it has begun, and once it is decided.
pub async fn promote_pilot(op: &Op, id: PilotId) -> Result<PilotId> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let found = Found::of(&write, id)?;
    let mut mistakes = Mistakes::default();
    found.check(&write, &mut mistakes, PilotStep::Promote);
    mistakes.refuse()?;
    write.watch(ObjectKind::PolicyVersion, found.version.id.0).await?;
    publish(&mut write, found.policy.clone(), found.version.clone()).await?;
    found.end(write, PilotStep::Promote, None).await
}

/// A pilot whose policy the actor may write.
struct Found {
    pilot: Pilot,
    policy: sla_policy::Model,
    version: sla_policy_version::Model,
}

impl Found {
    fn of(op: &Op, id: PilotId) -> Result<Self> {
        let missing = || Error::NotFound("pilot");
        let coverage = op.coverage();
        let pilot = coverage.pilot(id).cloned().ok_or_else(missing)?;
        let policy = coverage.policies.get(&pilot.row.policy_id).cloned().ok_or_else(missing)?;
        let version = coverage.versions.get(&pilot.row.version_id).cloned().ok_or_else(missing)?;
        POLICY.write(op, policy.owner_id)?;
        Ok(Self { pilot, policy, version })
    }

    fn check(&self, op: &Op, mistakes: &mut Mistakes, step: PilotStep) {
        let state = self.pilot.trial.state(op.now());
        if next_pilot(state, step).is_none() {
            let en = format!("not possible while the pilot is {state}: {step}");
            mistakes.add("WRONG_STATE", "pilotId", en, format!("试点处于 {state} 状态，不能执行此操作"));
        }
    }

    async fn end(self, write: Write, step: PilotStep, reason: Option<String>) -> Result<PilotId> {
        let (action, topic) = match step {
            PilotStep::Withdraw => ("pilot.withdraw", "pilot.withdrawn"),
            PilotStep::Promote => ("pilot.promote", "pilot.promoted"),
        };
        let id = self.pilot.row.id;
        let mut detail = written(&self.policy, &self.version);
        detail["pilotId"] = serde_json::json!(id);
        detail["reason"] = serde_json::json!(reason);
        let row = pilot::Model {
            decision: Some(step),
            decided_by: write.actor().user(),
            decided_at: Some(write.now()),
            decision_reason: reason,
            ..self.pilot.row
        };
        update(write.transaction(), row).await?;
        tell(&write, topic, &self.pilot.trial, &detail).await?;
        let app = write.app().clone();
        write.commit(action, ("pilot", id.0), detail).await?;
        app.outbox_filled.notify_one();
        Ok(id)
    }
}
