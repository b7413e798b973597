//! Pilots: a policy version that binds at some agencies for a time, compared with the rest, then promoted or withdrawn.

mod compare;
mod step;

use std::collections::BTreeSet;

use chrono::{SubsecRound, TimeDelta};
use domain::Instant;
use domain::change::ObjectKind;
use domain::contract::PolicyState;
use domain::ids::{AgencyId, OutboxId, PilotId, PolicyVersionId};
use domain::trial::Pilot as Trial;
use storage::entity::{outbox, pilot, pilot_agency, sla_policy, sla_policy_version};
use storage::query::setup::{insert, insert_all, update};

pub use compare::{GroupCounts, MetricGroups, PilotComparison, pilot_comparison};
pub use step::{promote_pilot, withdraw_pilot};

use super::policy::{draft, written};
use super::reach::POLICY;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::{Op, Result};

/// Agencies of one pilot at most; each stands for everything under it.
const AGENCIES_MAX: usize = 100;
/// Days that a pilot lasts at most.
const DAYS_MAX: i64 = 366;

/// A pilot to be started.
#[derive(Clone, Debug)]
pub struct NewPilot {
    /// A draft.
    pub version: PolicyVersionId,
    /// Each with everything under it.
    pub agencies: Vec<AgencyId>,
    /// None: from now on.
    pub from: Option<Instant>,
    pub until: Instant,
    pub reason: String,
}

/// Lets a draft bind the tickets that these agencies raise in this time under contracts that promise its policy. From
/// then on the version is never edited. Needs `policy.manage` at the policy's owner.
///
/// # Errors
/// `WRONG_STATE` unless it is a draft; `NO_PUBLISHED_VERSION` when there is nothing to compare with; `NOT_FOUND` for an
/// agency that does not lie under the policy's owner; `IN_PAST`; `PERIOD`; `OVERLAPPING_PILOT`.
pub async fn start_pilot(op: &Op, new: &NewPilot) -> Result<PilotId> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let (policy, version) = draft(&write, "policyVersionId", new.version)?;
    let mut mistakes = Mistakes::default();
    if policy.published_version_id.is_none() {
        let en = "the policy has no published version to compare with";
        mistakes.add("NO_PUBLISHED_VERSION", "policyVersionId", en, "该策略没有已发布的版本可供比较");
    }
    let agencies = agencies(&write, &mut mistakes, &policy, &new.agencies);
    let (from, until) = period(&write, &mut mistakes, new);
    let reason = mistakes.text("reason", &new.reason, REASON_MAX);
    let trial = Trial { agencies, from, until, decided: None };
    alone(&write, &mut mistakes, &policy, &trial);
    mistakes.refuse()?;
    let row = pilot::Model {
        id: write.id(),
        policy_id: policy.id,
        version_id: version.id,
        from_at: from,
        until_at: until,
        reason,
        created_by: write.actor().user(),
        created_at: write.now(),
        decision: None,
        decided_by: None,
        decided_at: None,
        decision_reason: None,
    };
    let id = row.id;
    let mut detail = written(&policy, &version);
    detail["pilotId"] = serde_json::json!(id);
    detail["agencies"] = serde_json::json!(trial.agencies);
    detail["from"] = serde_json::json!(from);
    detail["until"] = serde_json::json!(until);
    detail["reason"] = serde_json::json!(row.reason);
    let parts = trial.agencies.iter().map(|agency| pilot_agency::Model { pilot_id: id, agency_id: *agency });
    insert(write.transaction(), row).await?;
    insert_all(write.transaction(), parts.collect()).await?;
    write.watch(ObjectKind::PolicyVersion, version.id.0).await?;
    let frozen = sla_policy_version::Model { state: PolicyState::Pilot, ..version };
    update(write.transaction(), frozen).await?;
    tell(&write, "pilot.started", &trial, &detail).await?;
    let app = write.app().clone();
    write.commit("pilot.start", ("pilot", id.0), detail).await?;
    app.outbox_filled.notify_one();
    Ok(id)
}

/// The agencies, each once and none under another.
fn agencies(op: &Op, mistakes: &mut Mistakes, policy: &sla_policy::Model, asked: &[AgencyId]) -> Vec<AgencyId> {
    let asked: BTreeSet<AgencyId> = asked.iter().copied().collect();
    if asked.is_empty() {
        mistakes.add("REQUIRED", "agencyIds", "a pilot needs an agency", "试点至少需要一个单位");
    }
    if asked.len() > AGENCIES_MAX {
        let en = format!("at most {AGENCIES_MAX} agencies, each with everything under it");
        mistakes.add("TOO_LONG", "agencyIds", en, format!("单位最多 {AGENCIES_MAX} 个（含其下级）"));
        return Vec::new();
    }
    let directory = op.directory();
    let known = |agency: &AgencyId| {
        let row = directory.agencies.get(agency).filter(|row| row.active);
        row.filter(|_| policy.owner_id.is_none_or(|owner| directory.above(*agency).contains(&owner)))
    };
    if asked.iter().any(|agency| known(agency).is_none()) {
        let en = "no such agency at or under the policy's owner";
        mistakes.add("NOT_FOUND", "agencyIds", en, "策略所属单位及其下级中没有此单位");
    }
    let under = |agency: &AgencyId| directory.above(*agency).iter().skip(1).any(|over| asked.contains(over));
    asked.iter().copied().filter(|agency| !under(agency)).collect()
}

/// In whole seconds, like the times of raising.
fn period(op: &Op, mistakes: &mut Mistakes, new: &NewPilot) -> (Instant, Instant) {
    let now = op.now();
    // The second that has begun belongs to the past: a ticket of it may be bound already.
    let next = if now.timestamp_subsec_nanos() > 0 { now.trunc_subsecs(0) + TimeDelta::seconds(1) } else { now };
    let (from, until) = (new.from.map_or(next, |from| from.trunc_subsecs(0)), new.until.trunc_subsecs(0));
    if from < now {
        let en = "a pilot does not reach back: tickets keep the version that bound them";
        mistakes.add("IN_PAST", "from", en, "试点不能追溯：已提交的工单适用原版本");
    }
    if until <= from || until - from > TimeDelta::days(DAYS_MAX) {
        let en = format!("a pilot ends after it begins and lasts at most {DAYS_MAX} days");
        mistakes.add("PERIOD", "until", en, format!("试点须在开始之后结束，最长 {DAYS_MAX} 天"));
    }
    (from, until)
}

fn alone(op: &Op, mistakes: &mut Mistakes, policy: &sla_policy::Model, trial: &Trial) {
    let (coverage, directory) = (op.coverage(), op.directory());
    let of_policy = coverage.pilots.iter().filter(|other| other.row.policy_id == policy.id);
    for other in of_policy.filter(|other| trial.collides(&other.trial, &|agency| directory.above(agency))) {
        let number = coverage.versions.get(&other.row.version_id).map_or(0, |version| version.number);
        let (from, until) = (other.row.from_at, other.row.until_at);
        let en = format!("version {number} is piloted there from {from} until {until}");
        let zh = format!("第 {number} 版已自 {from} 至 {until} 在其中试点");
        mistakes.add("OVERLAPPING_PILOT", "agencyIds", en, zh);
    }
}

/// One message for each agency that takes part.
async fn tell(write: &Write, topic: &str, trial: &Trial, detail: &serde_json::Value) -> Result<()> {
    let message = |agency: &AgencyId| outbox::Model {
        id: write.id::<OutboxId>(),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: Some(*agency),
        vendor_id: None,
        payload: detail.clone(),
        created_at: write.now(),
    };
    Ok(insert_all(write.transaction(), trial.agencies.iter().map(message).collect()).await?)
}
