//! The work on a ticket: notice, arrival, waiting, restoration, solution, and what the agency says to it.

use super::*;

/// A wait between two moments.
#[derive(Clone, Copy, Debug)]
struct Wait {
    from: i64,
    to: i64,
}

impl Wait {
    /// Work that would be done later is done later by the length of the wait.
    fn delay(wait: Option<Self>, at: i64) -> i64 {
        match wait {
            Some(wait) if at > wait.from => at + (wait.to - wait.from),
            _ => at,
        }
    }
}

impl Story<'_> {
    pub(super) fn work(&mut self) {
        let raised = self.ask.raised_at;
        let noticed = self.kept_at(Metric::Response, raised).max(raised + 3 * MINUTE);
        self.assign(raised, noticed);
        self.by_engineer(noticed, Fact::Acknowledged);
        if self.chance.percent(18) {
            let at = noticed + self.chance.between(5 * MINUTE, 30 * MINUTE);
            self.comment(at, ActorSide::Vendor, self.engineer);
        }
        self.regrade(noticed);
        let arrived = self.arrive(noticed);
        let begun = arrived.unwrap_or(noticed);
        let wait = self.wait(begun);
        let restored = self.restore(begun, arrived.is_some(), wait);
        let solved = self.solve(begun, restored, wait);
        self.report(noticed, solved);
        self.answer(solved);
    }

    fn assign(&mut self, raised: i64, noticed: i64) {
        let at = raised + self.chance.between(MINUTE, (noticed - raised - MINUTE).clamp(MINUTE, 20 * MINUTE));
        let fact = Fact::Assigned { vendor: None, engineer: Some(self.engineer) };
        match self.chance.percent(25) {
            true => self.by_operator(at, fact),
            false => self.facts.push((at, ActorSide::Vendor, self.company.leader, fact)),
        }
    }

    /// Some turn out to be graver than they were said to be.
    fn regrade(&mut self, noticed: i64) {
        let (impact, urgency) = (Impact::Medium, Urgency::High);
        let (from, to) = (self.priority, Priority::from_matrix(impact, urgency));
        if from > to && self.ask.kind == TicketKind::Incident && self.chance.percent(3) {
            let at = noticed + self.chance.between(2 * MINUTE, 25 * MINUTE);
            let reason = "影响范围扩大，多个窗口受影响".to_owned();
            self.by_operator(at, Fact::PriorityChanged { impact, urgency, from, to, reason });
            self.priority = to;
        }
    }

    fn arrive(&mut self, noticed: i64) -> Option<i64> {
        let site = promised(Metric::Arrival, self.priority, SiteClass::City).is_some();
        let comes = site && self.ask.kind == TicketKind::Incident && self.chance.percent(55);
        comes.then(|| {
            let at = self.kept_at(Metric::Arrival, self.ask.raised_at).max(noticed + 8 * MINUTE);
            self.by_engineer(at, Fact::Arrived);
            at
        })
    }

    fn wait(&mut self, begun: i64) -> Option<Wait> {
        const REASONS: [(PauseReason, u32); 5] = [
            (PauseReason::AwaitingRequester, 42),
            (PauseReason::AwaitingAgency, 20),
            (PauseReason::ThirdParty, 22),
            (PauseReason::ChangeWindow, 8),
            (PauseReason::VendorInternal, 8),
        ];
        if self.priority == Priority::P1 || !self.chance.percent(17) {
            return None;
        }
        let reason = REASONS[self.chance.weighted(REASONS.map(|reason| reason.1))].0;
        let from = self.after(begun, 10 * MINUTE, 2 * HOUR);
        let to = self.after(from, HOUR, 12 * HOUR);
        let pause = self.pause_id(from);
        let notes = self.year.words.holds.get(&reason);
        let note = notes.map_or_else(String::new, |notes| self.chance.pick(notes).clone());
        self.by_engineer(from, Fact::Held { pause, reason, note });
        self.by_engineer(to, Fact::Resumed { pause });
        let decided = self.after(to, 20 * MINUTE, 10 * HOUR);
        let (accepted, rejected) = if reason == PauseReason::VendorInternal { (25, 60) } else { (79, 9) };
        match self.chance.weighted([accepted, rejected, 100 - accepted - rejected]) {
            0 => self.by_operator(decided, Fact::PauseAccepted { pause }),
            1 => {
                let reason = self.chance.pick(&self.year.words.rejections).clone();
                self.by_operator(decided, Fact::PauseRejected { pause, reason });
            }
            _ => {}
        }
        Some(Wait { from, to })
    }

    /// Incidents work again before their cause is gone; other work is done when it is done.
    fn restore(&mut self, begun: i64, on_site: bool, wait: Option<Wait>) -> Option<i64> {
        if self.ask.kind != TicketKind::Incident {
            return None;
        }
        // Nobody stays away who cannot help from afar in the time that the way would take.
        let site = promised(Metric::Arrival, self.priority, self.ask.system.site_class);
        let metric = if on_site || site.is_none() { Metric::Restore } else { Metric::Arrival };
        let at = Wait::delay(wait, self.kept_at(metric, self.ask.raised_at));
        let after = wait.map_or(begun, |wait| if at > wait.from { wait.to } else { begun });
        let at = at.max(after + 6 * MINUTE);
        self.by_engineer(at, Fact::Restored { remote: !on_site });
        Some(at)
    }

    fn solve(&mut self, begun: i64, restored: Option<i64>, wait: Option<Wait>) -> i64 {
        let at = match restored {
            Some(restored) => self.after(restored, 15 * MINUTE, 5 * HOUR),
            None => Wait::delay(wait, self.kept_at(Metric::Restore, self.ask.raised_at)).max(begun + 10 * MINUTE),
        };
        let at = at.max(wait.map_or(at, |wait| wait.to + 5 * MINUTE));
        self.resolve(at);
        at
    }

    fn resolve(&mut self, at: i64) {
        let words = self.year.words;
        let texts = words.done.get(&self.ask.kind).unwrap_or(&words.fixes);
        let (cause, solution) = self.chance.pick(texts).clone();
        self.by_engineer(at, Fact::Resolved { cause, solution });
    }

    /// The gravest are reported on while they last.
    fn report(&mut self, noticed: i64, solved: i64) {
        if self.priority != Priority::P1 {
            return;
        }
        let mut at = noticed + self.chance.between(HOUR, 3 * HOUR);
        while at < solved {
            self.by_engineer(at, Fact::ProgressReported);
            at += self.chance.between(90 * MINUTE, 250 * MINUTE);
        }
    }

    fn answer(&mut self, solved: i64) {
        let mut solved = solved;
        if self.chance.percent(3) {
            let at = self.after(solved, 20 * MINUTE, 8 * HOUR);
            let reason = self.chance.pick(&self.year.words.dissatisfied).clone();
            self.by_clerk(at, Fact::SolutionRejected { reason });
            solved = self.kept_at(Metric::Restore, at).max(at + 20 * MINUTE);
            self.resolve(solved);
            self.kept = false;
        }
        let closed = self.after(solved, 10 * MINUTE, 16 * HOUR);
        self.by_clerk(closed, Fact::Confirmed);
        if self.chance.percent(62) {
            let weights = if self.kept { [0, 1, 5, 24, 70] } else { [7, 11, 26, 32, 24] };
            let stars = u8::try_from(self.chance.weighted(weights) + 1).unwrap_or(5);
            let at = closed + self.chance.between(10, 300);
            self.by_clerk(at, Fact::Rated { stars, remark: String::new() });
        }
        if self.chance.percent(2) {
            let at = self.after(closed, 8 * HOUR, 50 * HOUR);
            let reason = self.chance.pick(&self.year.words.returned).clone();
            self.by_clerk(at, Fact::Reopened { reason });
            let again = self.kept_at(Metric::Restore, at).max(at + 20 * MINUTE);
            self.resolve(again);
            let closed = self.after(again, HOUR, 10 * HOUR);
            self.by_clerk(closed, Fact::Confirmed);
        }
    }
}
