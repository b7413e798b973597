//! When silence ends something: the agency's about a pause, and anybody's about a proposal.

use super::measure::{Measure, instant};
use super::{Metric, PolicyTerms, SlaTarget, TargetDuration};
use crate::Instant;
use crate::calendar::BookView;

/// How long a proposal waits for an answer: until the end of the third working day after it. The same for everybody, so that
/// no policy makes an answer due before anybody can have read the question.
pub const ANSWER_WITHIN: TargetDuration = TargetDuration::WorkingDays(3);

/// When nobody may decide any more about a pause that was recorded at `recorded`: in the calendar of RESOLVE, if it is
/// promised, else of whatever is. None without a rule, and without a promise at all.
pub fn silence_ends(terms: &PolicyTerms, view: BookView<'_>, recorded: Instant) -> Option<Instant> {
    ends(terms, view, recorded, terms.pauses.silence?.within)
}

/// Until when a proposal that is made at `proposed` may be answered, in the same calendar. None without a promise at all.
pub fn answer_by(terms: &PolicyTerms, view: BookView<'_>, proposed: Instant) -> Option<Instant> {
    ends(terms, view, proposed, ANSWER_WITHIN)
}

fn ends(terms: &PolicyTerms, view: BookView<'_>, from: Instant, within: TargetDuration) -> Option<Instant> {
    let resolve = terms.targets.iter().find(|target| target.metric == Metric::Resolve);
    let like = resolve.or(terms.targets.first())?;
    let measured = SlaTarget { duration: within, ..like.clone() };
    let measure = Measure::of(&measured, view)?;
    let start = from.timestamp();
    let (seconds, _) = measure.seconds(within, start);
    Some(instant(measure.due(start, seconds).at))
}
