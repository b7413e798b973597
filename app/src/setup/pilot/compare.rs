//! A pilot beside the rest: the tickets that its version bound, and those of other agencies under the same policy that
//! were raised in the same time.

use chrono::SubsecRound;
use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, PilotId, PolicyVersionId};
use domain::scorecard::Tally;
use domain::sla::{ClockTally, Metric};
use storage::query::report::{Group, GroupClocks, group_clocks, group_solutions};

use crate::{Error, Op, Pilot, Result, Sight};

/// A comparison, over the tickets that the actor sees.
#[derive(Clone, Debug)]
pub struct PilotComparison {
    pub pilot: PilotId,
    /// Tickets raised in `[from, until)`.
    pub from: Instant,
    pub until: Instant,
    /// One a metric, in the order of [`Metric::ALL`].
    pub metrics: Vec<MetricGroups>,
    /// Reopened or rejected solutions, of all solutions, of closed tickets.
    pub pilot_reopened: Tally,
    pub rest_reopened: Tally,
    pub pilot_tickets: i64,
    pub rest_tickets: i64,
    /// What has run past its due time by then counts as breached.
    pub as_of: Instant,
}

/// One metric in both groups.
#[derive(Clone, Copy, Debug)]
pub struct MetricGroups {
    pub metric: Metric,
    pub pilot: GroupCounts,
    pub rest: GroupCounts,
}

/// The clocks of a metric in one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts {
    pub tally: ClockTally,
    /// Open seconds of clocks that were judged and have stopped: used, and not charged because of pauses.
    pub elapsed_seconds: i64,
    pub paused_seconds: i64,
}

impl GroupCounts {
    /// Kept promises of those judged (S10).
    pub fn attainment(&self) -> Tally {
        Tally { part: self.tally.met, whole: self.tally.judged() }
    }

    /// Paused seconds of all.
    pub fn pause_share(&self) -> Tally {
        Tally { part: self.paused_seconds, whole: self.elapsed_seconds + self.paused_seconds }
    }
}

/// Compares. Needs `report.view`, and `policy.view` of the policy.
///
/// # Errors
/// NOT_FOUND when there is no such pilot in the actor's sight.
pub async fn pilot_comparison(op: &Op, id: PilotId) -> Result<PilotComparison> {
    op.require(Action::ReportView)?;
    let coverage = op.coverage();
    let sight = Sight::of(op, Action::PolicyView, &coverage);
    let seen = |pilot: &&Pilot| coverage.policies.get(&pilot.row.policy_id).is_some_and(|row| sight.policy(row));
    let pilot = coverage.pilot(id).filter(seen).ok_or(Error::NotFound("pilot"))?;
    let now = op.now().trunc_subsecs(0);
    let (from, until) = (pilot.trial.from, pilot.trial.end().min(op.now()));
    let taking_part = taking_part(op, pilot);
    let versions = coverage.versions.values().filter(|version| version.policy_id == pilot.row.policy_id);
    let versions: Vec<PolicyVersionId> = versions.map(|version| version.id).collect();
    let scope = op.ticket_scope(Action::ReportView);
    let group = |pilot: bool, versions| Group { versions, agencies: taking_part.clone(), within: pilot, from, until };
    let (own, others) = (group(true, vec![pilot.row.version_id]), group(false, versions));
    let db = op.app().store.read();
    let own_clocks = group_clocks(db, &scope, &own, now).await?;
    let other_clocks = group_clocks(db, &scope, &others, now).await?;
    let (pilot_tickets, pilot_solutions) = group_solutions(db, &scope, &own).await?;
    let (rest_tickets, rest_solutions) = group_solutions(db, &scope, &others).await?;
    let metrics = Metric::ALL.iter().map(|metric| MetricGroups {
        metric: *metric,
        pilot: counts(&own_clocks, *metric),
        rest: counts(&other_clocks, *metric),
    });
    Ok(PilotComparison {
        pilot: id,
        from,
        until,
        metrics: metrics.collect(),
        pilot_reopened: pilot_solutions,
        rest_reopened: rest_solutions,
        pilot_tickets,
        rest_tickets,
        as_of: op.now(),
    })
}

fn taking_part(op: &Op, pilot: &Pilot) -> Vec<AgencyId> {
    let directory = op.directory();
    let mut agencies: Vec<AgencyId> = pilot.trial.agencies.iter().flat_map(|agency| directory.below(*agency)).collect();
    agencies.sort_unstable();
    agencies.dedup();
    agencies
}

fn counts(clocks: &[GroupClocks], metric: Metric) -> GroupCounts {
    let found = clocks.iter().find(|clocks| clocks.metric == metric);
    found.map_or_else(GroupCounts::default, |clocks| GroupCounts {
        tally: clocks.tally,
        elapsed_seconds: clocks.elapsed_seconds,
        paused_seconds: clocks.paused_seconds,
    })
}
