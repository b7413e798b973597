//! The levels of a due time at which somebody is told (S9).

use super::engine::Engine;
use super::limits::Limit;
use super::measure::instant;
use super::pauses::{OPEN, Reached};
use super::{Alarm, AlarmKind, EscalationLevel, EscalationTiming, SlaTarget};
use crate::calendar::{BookView, Due};

/// Every level of a clock that has not stopped. A provisional due time does not escalate: at it the clock only begins
/// to wait for its calendar (S8).
pub(super) fn to_come(engine: &Engine<'_>, limit: &Limit<'_>, revision: i64, due: Due) -> Vec<Alarm> {
    let target = limit.target;
    let mut alarms = Vec::with_capacity(target.warn_percent.len() + 1 + target.escalations.len());
    for percent in &target.warn_percent {
        let part = limit.seconds * i64::from(*percent) / 100;
        if let Reached::At(warn) = limit.reached(engine, part, OPEN) {
            alarms.push(Alarm { kind: AlarmKind::Warn, level: i32::from(*percent), at: instant(warn.at) });
        }
    }
    if due.provisional {
        alarms.push(passed(AlarmKind::Await, due.at));
    } else {
        alarms.push(passed(AlarmKind::Breach, due.at));
        let view = engine.input.book.as_of(revision);
        alarms.extend(target.escalations.iter().map(|of| escalation(of, target, view, (limit.start, due.at)).0));
    }
    alarms.sort_unstable_by_key(order);
    alarms
}

/// The breach, and the escalations up to the end of a clock. Of what was to be told before the due time nobody hears
/// any more, as of a warning.
pub(super) fn after_breach(engine: &Engine<'_>, limit: &Limit<'_>, revision: i64, due: i64, end: i64) -> Vec<Alarm> {
    let target = limit.target;
    let view = engine.input.book.as_of(revision);
    let mut alarms = Vec::with_capacity(1 + target.escalations.len());
    alarms.push(passed(AlarmKind::Breach, due));
    let told = target.escalations.iter().map(|of| escalation(of, target, view, (limit.start, due)));
    alarms.extend(told.filter(|(_, at)| (due + 1..=end).contains(at)).map(|(alarm, _)| alarm));
    alarms.sort_unstable_by_key(order);
    alarms
}

/// A level with its second: never before the limit begins, and, if it can wait, at the next opening (E43).
fn escalation(of: &EscalationLevel, target: &SlaTarget, view: BookView<'_>, (start, due): (i64, i64)) -> (Alarm, i64) {
    // At the due second itself the promise can still be kept.
    let offset = if of.offset_seconds == 0 { 1 } else { of.offset_seconds };
    let at = (due + offset).max(start);
    let at = match of.timing {
        EscalationTiming::Immediate => at,
        EscalationTiming::NextOpening => view.get(target.calendar).map_or(at, |calendar| calendar.next_opening(at).at),
    };
    (Alarm { kind: AlarmKind::Escalate, level: of.level, at: instant(at) }, at)
}

fn passed(kind: AlarmKind, due: i64) -> Alarm {
    Alarm { kind, level: 0, at: instant(due + 1) }
}

fn order(alarm: &Alarm) -> (crate::Instant, AlarmKind, i32) {
    (alarm.at, alarm.kind, alarm.level)
}
