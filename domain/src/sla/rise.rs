//! When the level of a ticket rises by itself: what is not restored in time becomes one priority graver.

use super::engine::Engine;
use super::limits::Limit;
use super::measure::instant;
use super::pauses::{OPEN, Reached};
use super::{Alarm, AlarmKind, Metric, SlaTarget};

/// The coming rise of a ticket whose present cycle is not restored. The time counts from when the ticket got its
/// priority, in this cycle, by the measure of the RESTORE target of that priority, and stands still with it.
///
/// None while a pause holds, for a time that rests on unpublished days, and for a level to which the ticket has risen in
/// this cycle before: the agency has lowered it since, and knows why.
pub(super) fn coming(engine: &Engine<'_>, revision: i64) -> Option<Alarm> {
    let cycle = engine.story.cycles.last()?;
    let (priority, since) = engine.story.priority_since(cycle.start?.at);
    let rise = engine.input.terms.severity.rise(priority)?;
    let to = priority.above()?;
    if engine.story.rose_to(to, cycle.start?.at) {
        return None;
    }
    let target = engine.choices.get(Metric::Restore, priority)?;
    let wanted = SlaTarget { duration: rise.after.unwrap_or(target.duration), ..target.clone() };
    let limit = Limit::from(&wanted, engine.input.book.as_of(revision), since);
    match limit.reached(engine, limit.seconds, OPEN) {
        Reached::At(due) if !due.provisional => {
            Some(Alarm { kind: AlarmKind::Rise, level: to.level(), at: instant(due.at + 1) })
        }
        _ => None,
    }
}
