//! Which step of a ranking is possible, and who must not take it: printed in `golden/ranking-steps.txt`.

use super::RankingState::{self as S, Announced, Draft, Published};
use super::{ObjectionOutcome, RankingRefusal as Refusal, RankingStep as Step};
use crate::Instant;
use crate::access::Action;
use crate::ids::UserId;

/// The states in which a step is possible, and the state after it.
const fn rule(step: Step) -> (&'static [S], S) {
    match step {
        Step::Draft => (&[Draft], Draft),
        Step::Redraft => (&[Draft, Announced], Draft),
        Step::Announce => (&[Draft], Announced),
        Step::Object | Step::Answer => (&[Announced], Announced),
        Step::Publish => (&[Announced], Published),
        Step::Correct => (&[Published], Draft),
    }
}

/// The state after a step.
///
/// # Errors
/// `WRONG_STATE`.
pub fn next(state: S, step: Step) -> Result<S, Refusal> {
    let (from, to) = rule(step);
    if from.contains(&state) { Ok(to) } else { Err(Refusal::WrongState { step, state }) }
}

/// The permission that a step needs.
pub const fn needs(step: Step) -> Action {
    match step {
        Step::Draft | Step::Redraft | Step::Correct => Action::RankingDraft,
        Step::Announce | Step::Answer | Step::Publish => Action::RankingPublish,
        Step::Object => Action::RankingObject,
    }
}

/// The topic of the message that tells of a step; none for what only those who rank see.
pub const fn topic(step: Step) -> Option<&'static str> {
    match step {
        Step::Draft | Step::Redraft | Step::Correct => None,
        Step::Announce => Some("ranking.announced"),
        Step::Object => Some("ranking.objected"),
        Step::Answer => Some("ranking.answered"),
        Step::Publish => Some("ranking.published"),
    }
}

/// Refuses whoever worked the version out where it is judged.
///
/// # Errors
/// `SAME_PERSON`.
pub fn four_eyes(step: Step, actor: Option<UserId>, drafter: Option<UserId>) -> Result<(), Refusal> {
    let judges = matches!(step, Step::Answer | Step::Publish);
    if judges && actor.is_some() && actor == drafter { Err(Refusal::Drafter) } else { Ok(()) }
}

/// Refuses whoever wrote an objection where it is answered.
///
/// # Errors
/// `SAME_PERSON`.
pub fn check_answer(actor: Option<UserId>, author: Option<UserId>) -> Result<(), Refusal> {
    if actor.is_some() && actor == author { Err(Refusal::Objector) } else { Ok(()) }
}

/// Refuses an objection after the period, or a second one to a version.
///
/// # Errors
/// `TOO_LATE`; `ALREADY_DONE`.
pub fn check_objection(now: Instant, ends_at: Option<Instant>, objected: bool) -> Result<(), Refusal> {
    if ends_at.is_some_and(|end| end <= now) {
        return Err(Refusal::TooLate);
    }
    if objected { Err(Refusal::ObjectedBefore) } else { Ok(()) }
}

/// What the objections to the announced version came to so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awaited {
    /// One an objection; none while it waits.
    pub outcomes: Vec<Option<ObjectionOutcome>>,
}

/// Refuses to publish before the objection period is over and every objection is answered and rejected.
///
/// # Errors
/// `TOO_EARLY`; `UNANSWERED`; `NEEDS_REDRAFT`.
pub fn check_publication(now: Instant, ends_at: Option<Instant>, awaited: &Awaited) -> Result<(), Refusal> {
    if ends_at.is_none_or(|end| now < end) {
        return Err(Refusal::TooEarly);
    }
    if awaited.outcomes.contains(&None) {
        return Err(Refusal::Unanswered);
    }
    if awaited.outcomes.contains(&Some(ObjectionOutcome::Accepted)) { Err(Refusal::NeedsRedraft) } else { Ok(()) }
}

/// The steps that are possible in a state.
pub fn available_steps(state: S) -> impl Iterator<Item = Step> {
    Step::ALL.iter().copied().filter(move |step| *step != Step::Draft && next(state, *step).is_ok())
}
