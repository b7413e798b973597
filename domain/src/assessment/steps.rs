//! Which step of an assessment is possible, who takes it, and who must not: printed in `golden/assessment-steps.txt`.

use super::AssessmentState::{self as S, Commented, Decided, Draft, Frozen, Open};
use super::{AssessmentRefusal as Refusal, AssessmentStep as Step};
use crate::access::Action;
use crate::ids::UserId;
use crate::ticket::ActorSide;

/// The states in which a step is possible, and the state after it.
const fn rule(step: Step) -> (&'static [S], S) {
    match step {
        Step::Open => (&[Open], Open),
        Step::Draft | Step::Correct => (&[Open], Draft),
        Step::Rescore => (&[Draft, Commented], Draft),
        Step::Comment | Step::Lapse => (&[Draft], Commented),
        Step::SendBack => (&[Commented], Draft),
        Step::Decide => (&[Commented], Decided),
        Step::Object => (&[Decided], Commented),
        Step::Sign => (&[Decided], Decided),
        Step::Freeze => (&[Decided], Frozen),
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

/// The permission that a step needs; none for what the platform does by itself.
pub const fn needs(step: Step) -> Option<Action> {
    match step {
        Step::Rescore | Step::Correct => Some(Action::AssessmentScore),
        Step::Comment | Step::Object => Some(Action::AssessmentComment),
        Step::SendBack | Step::Decide => Some(Action::AssessmentDecide),
        Step::Sign => Some(Action::AssessmentSign),
        Step::Open | Step::Draft | Step::Lapse | Step::Freeze => None,
    }
}

/// The topic of the message that tells of a step; none for what concerns nobody yet.
pub const fn topic(step: Step) -> Option<&'static str> {
    match step {
        Step::Open => None,
        Step::Draft | Step::Rescore | Step::Correct => Some("assessment.drafted"),
        Step::Comment | Step::Lapse => Some("assessment.commented"),
        Step::SendBack => Some("assessment.sent_back"),
        Step::Decide => Some("assessment.decided"),
        Step::Object => Some("assessment.objected"),
        Step::Sign => Some("assessment.signed"),
        Step::Freeze => Some("assessment.frozen"),
    }
}

/// Whose step it is; none for what either side takes.
pub const fn side_of(step: Step) -> Option<ActorSide> {
    match step {
        Step::Rescore | Step::Correct | Step::SendBack | Step::Decide => Some(ActorSide::Agency),
        Step::Comment | Step::Object => Some(ActorSide::Vendor),
        Step::Open | Step::Draft | Step::Lapse | Step::Freeze => Some(ActorSide::System),
        Step::Sign => None,
    }
}

/// What somebody did to an assessment or to what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Scored it, gave a part of the score, or booked points into it.
    Scored(UserId),
    /// Decided it.
    Decided(UserId),
}

impl Hand {
    /// What a step of the history makes of who took it; none for steps that bar nobody.
    pub fn of(step: Step, actor: Option<UserId>) -> Option<Self> {
        match step {
            Step::Draft | Step::Correct | Step::Rescore => actor.map(Self::Scored),
            Step::Decide => actor.map(Self::Decided),
            _ => None,
        }
    }
}

/// Refuses whoever had a hand in what they would decide.
///
/// # Errors
/// `SAME_PERSON`.
pub fn four_eyes(step: Step, actor: Option<UserId>, hands: &[Hand]) -> Result<(), Refusal> {
    let Some(actor) = actor.filter(|_| matches!(step, Step::Decide | Step::SendBack)) else { return Ok(()) };
    if hands.contains(&Hand::Scored(actor)) {
        return Err(Refusal::Scorer);
    }
    if hands.contains(&Hand::Decided(actor)) { Err(Refusal::DecidedBefore) } else { Ok(()) }
}

/// As what somebody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// A supervisor at the buyer itself.
    AtBuyer,
    /// A supervisor at an agency over the buyer, or the platform.
    AboveBuyer,
    /// An assessor from outside.
    Assessor,
}

#[cfg(test)]
impl Decider {
    pub(super) const ALL: [Self; 3] = [Self::AtBuyer, Self::AboveBuyer, Self::Assessor];
}

/// Refuses the buyer's own supervisor once the vendor has objected.
///
/// # Errors
/// `OWN_SIDE`.
pub fn check_decider(objected: bool, deciders: &[Decider]) -> Result<(), Refusal> {
    let allowed = |decider: &Decider| !objected || *decider != Decider::AtBuyer;
    if deciders.iter().any(allowed) { Ok(()) } else { Err(Refusal::NeedsAbove) }
}

/// Refuses a second signature of a side, and one person's for both. `given` are the signatures so far.
///
/// # Errors
/// `SIGNED`; `SAME_PERSON`.
pub fn check_signature(
    side: ActorSide,
    signer: Option<UserId>,
    given: &[(ActorSide, Option<UserId>)],
) -> Result<(), Refusal> {
    if given.iter().any(|(signed, _)| *signed == side) {
        return Err(Refusal::Signed(side));
    }
    let same = |of: &(ActorSide, Option<UserId>)| signer.is_some() && of.1 == signer;
    if given.iter().any(same) { Err(Refusal::BothSides) } else { Ok(()) }
}

/// The steps of people that are possible in a state; whose they are, the caller knows.
pub fn available_steps(state: S, objected: bool) -> impl Iterator<Item = Step> {
    let again = move |step: &Step| !(objected && *step == Step::Object);
    // A new revision is made of a frozen one, and is not a step of that one's life.
    let correct = (state == Frozen).then_some(Step::Correct);
    let of_people = |step: &Step| needs(*step).is_some() && *step != Step::Correct;
    let possible = Step::ALL.iter().copied().filter(of_people).filter(move |step| next(state, *step).is_ok());
    possible.filter(again).chain(correct)
}
