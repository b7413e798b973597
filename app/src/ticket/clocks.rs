//! What the engine computed, compared with what is stored: changed clocks, their alarms, new verdict revisions.

use std::collections::HashMap;

use domain::Instant;
use domain::ids::{AlarmId, ClockId, PolicyVersionId, VerdictId, uuid_at};
use domain::sla::{AlarmKind, ClockState, Pins, ReplayInput, SlaClock, input_hash, replay};

use storage::entity::{sla_alarm, sla_clock, sla_verdict};
use storage::write::ClockChange;

use super::rows::{ClockContext, clock_row, key};

/// The clocks of a ticket and the fingerprint of what decided them.
#[derive(Debug)]
pub(crate) struct Computed {
    pub clocks: Vec<SlaClock>,
    pub pins: Pins,
    pub hash: String,
}

pub(crate) fn compute(input: &ReplayInput<'_>) -> Computed {
    Computed { clocks: replay(input), pins: input.pins.clone(), hash: hex::encode(input_hash(input)) }
}

/// Stored clocks keep their revision; new ones take the latest (S7).
pub(crate) fn pins(stored: &[sla_clock::Model], latest: i64) -> Pins {
    Pins { revision: latest, clocks: stored.iter().map(|row| (key(row), row.calendar_revision)).collect() }
}

/// Why clocks were computed again: what a verdict revision names as its cause (I3).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause<'c> {
    /// The word of the event or decision.
    pub word: &'c str,
    /// Its place in the log.
    pub seq: Option<i32>,
}

/// More links of a chain, which leave everything else as it is.
pub(crate) const CHAIN_EXTENDED: &str = "CHAIN_EXTENDED";

/// The rows that a recomputation writes.
#[derive(Debug, Default)]
pub(crate) struct Difference {
    pub clocks: Vec<ClockChange>,
    pub dropped: Vec<ClockId>,
    pub verdicts: Vec<sla_verdict::Model>,
    /// Clocks whose recorded breach does not hold any more: one correction notice each (S9).
    pub withdrawn: Vec<sla_clock::Model>,
    /// Unchanged breaches of which nobody is to be told any more.
    pub silent: Vec<ClockId>,
}

/// Compares; unchanged clocks write nothing.
pub(crate) fn difference(
    computed: &Computed,
    stored: &[sla_clock::Model],
    revisions: &HashMap<ClockId, i32>,
    context: (ClockContext<'_>, PolicyVersionId),
    cause: Cause<'_>,
    now: Instant,
) -> Difference {
    let (context, policy_version_id) = context;
    let mut difference = Difference::default();
    for clock in &computed.clocks {
        let old = stored.iter().find(|row| key(row) == clock.key);
        let id = old.map_or_else(|| ClockId::new(now, rand::random()), |row| row.id);
        let row = clock_row(id, clock, computed.pins.of(clock.key), context);
        if old.is_some_and(|old| same(old, &row)) && !rises(clock, cause) {
            if clock.state == ClockState::Breached && clock.alarms.iter().all(|alarm| alarm.at <= now) {
                difference.silent.push(id);
            }
            continue;
        }
        if let Some(verdict) = verdict(old, &row, revisions, policy_version_id, cause, now) {
            difference.verdicts.push(verdict);
            if let Some(old) = old.filter(|old| old.state == ClockState::Breached && row.state != ClockState::Breached)
            {
                difference.withdrawn.push(old.clone());
            }
        }
        let alarms = alarms(clock, &row, now);
        difference.clocks.push(ClockChange { clock: row, alarms });
    }
    let gone = stored.iter().filter(|row| !computed.clocks.iter().any(|clock| clock.key == key(row)));
    difference.dropped.extend(gone.map(|row| row.id));
    difference
}

/// When a level rises depends on more than its clock shows: the alarm is written anew with every fact.
fn rises(clock: &SlaClock, cause: Cause<'_>) -> bool {
    cause.word != CHAIN_EXTENDED && clock.alarms.iter().any(|alarm| alarm.kind == AlarmKind::Rise)
}

/// Time used grows by itself until the stop: no change. A settled clock keeps the fingerprint of what settled it, and one
/// without a promise that of its first computation; others take each new one, because the sweep copies it into the verdict.
fn same(old: &sla_clock::Model, new: &sla_clock::Model) -> bool {
    let mut expected = new.clone();
    if new.state.is_settled() || new.state == ClockState::NoPromise {
        expected.input_hash = old.input_hash.clone();
    }
    if new.stopped_at.is_none() {
        expected.elapsed_seconds = old.elapsed_seconds;
        expected.paused_seconds = old.paused_seconds;
    }
    *old == expected
}

fn verdict(
    old: Option<&sla_clock::Model>,
    new: &sla_clock::Model,
    revisions: &HashMap<ClockId, i32>,
    policy_version_id: PolicyVersionId,
    cause: Cause<'_>,
    now: Instant,
) -> Option<sla_verdict::Model> {
    let was_settled = old.is_some_and(|old| old.state.is_settled());
    let unchanged = old.is_some_and(|old| {
        (old.state, old.due_at, old.stopped_at, old.breached_at)
            == (new.state, new.due_at, new.stopped_at, new.breached_at)
    });
    if (!was_settled && !new.state.is_settled()) || unchanged {
        return None;
    }
    Some(sla_verdict::Model {
        id: VerdictId(uuid_at(now, rand::random())),
        clock_id: new.id,
        ticket_id: new.ticket_id,
        revision: revisions.get(&new.id).copied().unwrap_or(0) + 1,
        verdict: new.state,
        due_at: new.due_at,
        stopped_at: new.stopped_at,
        breached_at: new.breached_at,
        breach_known_at: new.breach_known_at,
        cause: cause.word.to_owned(),
        cause_seq: cause.seq,
        policy_version_id,
        calendar_revision: new.calendar_revision,
        input_hash: new.input_hash.clone(),
        recorded_at: now,
    })
}

/// Rows for the sweep. A level that has passed unswept still fires, once, by its key (E41); of a breach that is known
/// already nobody is warned any more (E25).
fn alarms(clock: &SlaClock, row: &sla_clock::Model, now: Instant) -> Vec<sla_alarm::Model> {
    let breached = clock.state == ClockState::Breached;
    let due = clock.alarms.iter().filter(|alarm| !(breached && alarm.kind == AlarmKind::Warn));
    due.map(|alarm| sla_alarm::Model {
        id: AlarmId(uuid_at(now, rand::random())),
        clock_id: row.id,
        ticket_id: row.ticket_id,
        kind: alarm.kind,
        level: alarm.level,
        at: alarm.at,
        fired_at: None,
    })
    .collect()
}
