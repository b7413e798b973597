//! The life of one dispute: what was done, whose turn it is, what may be done now.

use super::{
    DisputeDays, DisputeRefusal, DisputeState, DisputeStep as Step, Judge, Ruling, StepDeadline, may_judge, next,
};
use crate::Instant;
use crate::calendar::CompiledCalendar;
use crate::ids::UserId;

/// A dispute as its steps say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Where it stands.
    pub state: DisputeState,
    /// What the agency decided.
    pub agency: Option<Ruling>,
    /// What holds: the last decision, once it is final.
    pub ruling: Option<Ruling>,
    /// By when whoever's turn it is has to do something; none once it is over.
    pub deadline: Option<StepDeadline>,
    /// Whether it was told that nobody decided for good in time.
    pub overdue: bool,
    /// Who found what is disputed: booked the deduction, rejected the pause that would have held, or gave the score or
    /// accepted it.
    pub found_by: Vec<UserId>,
    /// Who took which step, in order; nobody for what happened by itself.
    pub taken: Vec<(Step, Option<UserId>)>,
}

/// A step that somebody takes, or that happens by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub step: Step,
    /// What is decided by it.
    pub ruling: Option<Ruling>,
    /// Who; none for the platform.
    pub by: Option<UserId>,
    /// When.
    pub at: Instant,
}

/// What somebody is to a dispute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The person; none for the platform.
    pub user: Option<UserId>,
    /// They answer for the vendor whose dispute it is.
    pub vendor: bool,
    /// They manage contracts at the buyer or over it.
    pub agency: bool,
    /// They may decide for good; the best of what they are.
    pub judge: Option<Judge>,
}

/// What somebody who would take a step has a hand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is theirs to take.
    Theirs,
    /// It is another's.
    Another,
    /// They would decide on their own side.
    OwnSide,
}

impl Who {
    /// Whether a step is theirs by what they are.
    pub const fn standing(&self, step: Step) -> Standing {
        match step {
            Step::Appeal | Step::Withdraw | Step::Accept | Step::Escalate if self.vendor => Standing::Theirs,
            Step::Decide | Step::DecideFinally if self.vendor => Standing::OwnSide,
            Step::Decide if self.agency => Standing::Theirs,
            Step::DecideFinally => match self.judge {
                Some(judge) if may_judge(judge) => Standing::Theirs,
                Some(_) => Standing::OwnSide,
                None => Standing::Another,
            },
            _ => Standing::Another,
        }
    }
}

impl Dispute {
    /// A dispute as it begins; nobody in particular found what is disputed.
    pub fn appealed(by: Option<UserId>, at: Instant, calendar: &CompiledCalendar, days: DisputeDays) -> Self {
        Self {
            state: DisputeState::Appealed,
            agency: None,
            ruling: None,
            deadline: Some(StepDeadline::of(calendar, at, days.agency)),
            overdue: false,
            found_by: Vec::new(),
            taken: vec![(Step::Appeal, by)],
        }
    }

    /// The dispute after a step.
    ///
    /// # Errors
    /// The state does not allow it; the days for it are over; or whoever takes it had a hand in it before.
    pub fn take(&self, taken: &Taken, calendar: &CompiledCalendar, days: DisputeDays) -> Result<Self, DisputeRefusal> {
        let grants_all = taken.ruling.as_ref().is_some_and(Ruling::grants_all);
        let state = next(self.state, taken.step, self.agency.is_some(), grants_all)?;
        if taken.step.is_by_itself() {
            if self.lapse(taken.at) != Some(taken.step) {
                return Err(DisputeRefusal::WrongState { step: taken.step, state: self.state });
            }
        } else {
            self.check_time(taken)?;
            self.check_person(taken.step, taken.by)?;
        }
        let mut after = self.clone();
        after.state = state;
        after.taken.push((taken.step, taken.by));
        match taken.step {
            Step::Decide => after.agency.clone_from(&taken.ruling),
            Step::Overdue => after.overdue = true,
            _ => {}
        }
        if state == DisputeState::Final {
            after.ruling = if taken.step == Step::DecideFinally { taken.ruling.clone() } else { after.agency.clone() };
        }
        after.deadline = match state {
            DisputeState::Final | DisputeState::Withdrawn => None,
            _ if taken.step == Step::Overdue => self.deadline,
            DisputeState::Appealed => Some(StepDeadline::of(calendar, taken.at, days.agency)),
            DisputeState::AgencyDecided => Some(StepDeadline::of(calendar, taken.at, days.escalate)),
            DisputeState::Escalated => Some(StepDeadline::of(calendar, taken.at, days.supervisor)),
        };
        Ok(after)
    }

    /// A decision for good that comes late is still one: somebody has to decide. So is a withdrawal.
    fn check_time(&self, taken: &Taken) -> Result<(), DisputeRefusal> {
        if !matches!(self.state, DisputeState::Appealed | DisputeState::AgencyDecided) || taken.step == Step::Withdraw {
            return Ok(());
        }
        match self.deadline.filter(|deadline| deadline.has_passed(taken.at)) {
            Some(deadline) => Err(DisputeRefusal::TooLate { at: deadline.at }),
            None => Ok(()),
        }
    }

    fn check_person(&self, step: Step, by: Option<UserId>) -> Result<(), DisputeRefusal> {
        if !matches!(step, Step::Decide | Step::DecideFinally) {
            return Ok(());
        }
        if by.is_some_and(|by| self.found_by.contains(&by)) {
            return Err(DisputeRefusal::OwnFinding);
        }
        let same = |of: &&(Step, Option<UserId>)| by.is_some() && of.1 == by;
        match self.taken.iter().rev().find(same) {
            Some((did, _)) => Err(DisputeRefusal::SamePerson { did: *did }),
            None => Ok(()),
        }
    }

    /// The same by a calendar that may know more than when the deadline was computed (S8).
    #[must_use]
    pub fn renewed(&self, calendar: &CompiledCalendar) -> Self {
        let deadline = self.deadline.map(|deadline| deadline.renewed(calendar));
        Self { deadline, ..self.clone() }
    }

    /// What happens by itself at `now`.
    pub fn lapse(&self, now: Instant) -> Option<Step> {
        self.deadline.filter(|deadline| !self.overdue && deadline.has_passed(now))?;
        match self.state {
            DisputeState::Appealed => Some(Step::PassOn),
            DisputeState::AgencyDecided => Some(Step::Lapse),
            DisputeState::Escalated => Some(Step::Overdue),
            DisputeState::Final | DisputeState::Withdrawn => None,
        }
    }

    /// What somebody may do now.
    pub fn available_steps(&self, who: &Who, now: Instant) -> Vec<Step> {
        let may = |step: &Step| {
            let taken = Taken { step: *step, ruling: None, by: who.user, at: now };
            !step.is_by_itself()
                && who.standing(*step) == Standing::Theirs
                && next(self.state, *step, self.agency.is_some(), false).is_ok()
                && self.check_time(&taken).is_ok()
                && self.check_person(*step, who.user).is_ok()
        };
        Step::ALL.iter().copied().filter(may).collect()
    }
}

impl Step {
    /// Whether it happens by itself, when somebody lets their days pass.
    pub const fn is_by_itself(self) -> bool {
        matches!(self, Self::PassOn | Self::Lapse | Self::Overdue)
    }
}
