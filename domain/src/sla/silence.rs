//! When the agency's silence about a pause becomes a decision.

use super::measure::{Measure, instant};
use super::{Metric, PolicyTerms, SlaTarget};
use crate::Instant;
use crate::calendar::BookView;

/// When nobody may decide any more about a pause that was recorded at `recorded`: in the calendar of RESOLVE, if it is
/// promised, else of whatever is. None without a rule, and without a promise at all.
pub fn silence_ends(terms: &PolicyTerms, view: BookView<'_>, recorded: Instant) -> Option<Instant> {
    let rule = terms.pauses.silence?;
    let resolve = terms.targets.iter().find(|target| target.metric == Metric::Resolve);
    let like = resolve.or(terms.targets.first())?;
    let measured = SlaTarget { duration: rule.within, ..like.clone() };
    let measure = Measure::of(&measured, view)?;
    let start = recorded.timestamp();
    let (seconds, _) = measure.seconds(rule.within, start);
    Some(instant(measure.due(start, seconds).at))
}
