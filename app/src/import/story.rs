//! From the rows of a case to the facts of a ticket.

use domain::Instant;
use domain::sla::PriorityMatrix;
use domain::ticket::{ActorSide, Circumstances, Event, Fact, SiteClass, Ticket, TicketState};

use super::{Case, Level, Meaning, Step};

/// Something about a row that was settled by a rule and is worth telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Closed without ever being resolved: closing stands for resolving, at the same time.
    ClosedUnresolved,
    /// The log goes on after the case was withdrawn; the row changes nothing.
    AfterCancelled,
}

/// The log of the ticket that a case becomes, with remarks on lines of the file.
///
/// - The case is raised at `raised_at`; its first state other than raised is notice taken.
/// - Leaving a waiting state ends the pause; another waiting state ends it and begins the next.
/// - Leaving the solved state by working or waiting again rejects the solution; leaving the closed one reopens.
/// - Rows that repeat a state say nothing new; another priority is a change by the agency, before the row's state.
/// - Everything has the platform's side: a row does not say who acted.
pub fn events(
    source: &str,
    case: &Case,
    site_class: SiteClass,
    matrix: &PriorityMatrix,
) -> (Vec<Event>, Vec<(u64, Remark)>) {
    let Level { impact, urgency, rank } = case.level;
    let priority = rank.under(matrix);
    let (kind, circumstances) = (case.kind, Circumstances::default());
    let raised = Fact::Raised { kind, impact, urgency, priority, site_class, circumstances };
    let mut teller = Teller::begin(source, case, matrix, raised);
    for step in &case.steps {
        teller.step(step);
    }
    (teller.events, teller.remarks)
}

struct Teller<'c> {
    source: &'c str,
    case: &'c Case,
    matrix: &'c PriorityMatrix,
    events: Vec<Event>,
    ticket: Option<Ticket>,
    remarks: Vec<(u64, Remark)>,
}

impl<'c> Teller<'c> {
    fn begin(source: &'c str, case: &'c Case, matrix: &'c PriorityMatrix, raised: Fact) -> Self {
        let mut teller = Self { source, case, matrix, events: Vec::new(), ticket: None, remarks: Vec::new() };
        teller.tell(case.raised_at, raised);
        teller
    }

    fn tell(&mut self, at: Instant, fact: Fact) {
        let seq = i32::try_from(self.events.len() + 1).unwrap_or(i32::MAX);
        let event = Event { seq, occurred_at: at, recorded_at: at, side: ActorSide::System, fact };
        match &mut self.ticket {
            Some(ticket) => ticket.apply(&event),
            None => self.ticket = Ticket::raised(&event, None),
        }
        self.events.push(event);
    }

    fn state(&self) -> TicketState {
        self.ticket.as_ref().map_or(TicketState::New, |ticket| ticket.state)
    }

    fn step(&mut self, step: &Step) {
        if self.state() == TicketState::Cancelled {
            self.remarks.push((step.line, Remark::AfterCancelled));
            return;
        }
        self.level(step);
        match step.meaning {
            Meaning::Ignored => {}
            Meaning::Raised => self.at_work(step),
            Meaning::Acknowledged => {
                self.at_work(step);
                self.notice(step);
            }
            Meaning::Arrived => {
                self.at_work(step);
                if self.ticket.as_ref().is_some_and(|ticket| ticket.arrived_at.is_none()) {
                    self.tell(step.at, Fact::Arrived);
                }
            }
            Meaning::Restored => {
                self.at_work(step);
                let open = self.ticket.as_ref().filter(|ticket| ticket.restored_at.is_none());
                if let Some(remote) = open.map(|ticket| ticket.arrived_at.is_none()) {
                    self.tell(step.at, Fact::Restored { remote });
                }
            }
            Meaning::Held(_) => self.hold(step),
            Meaning::Resolved => self.resolve(step),
            Meaning::Confirmed => self.confirm(step),
            Meaning::Cancelled => {
                self.resume(step.at);
                if self.state().is_open() {
                    self.tell(step.at, Fact::Cancelled { reason: String::new() });
                }
            }
        }
    }

    fn level(&mut self, step: &Step) {
        let Level { impact, urgency, rank } = step.level;
        let to = rank.under(self.matrix);
        let from = self.ticket.as_ref().map_or(to, |ticket| ticket.priority);
        if from != to {
            let reason = String::new();
            self.tell(step.at, Fact::PriorityChanged { impact, urgency, from, to, reason });
        }
    }

    /// Ends a pause, or the solution that did not hold.
    fn at_work(&mut self, step: &Step) {
        self.resume(step.at);
        match self.state() {
            TicketState::Resolved => self.tell(step.at, Fact::SolutionRejected { reason: String::new() }),
            TicketState::Closed => self.tell(step.at, Fact::Reopened { reason: String::new() }),
            _ => {}
        }
    }

    fn notice(&mut self, step: &Step) {
        if self.ticket.as_ref().is_some_and(|ticket| !ticket.is_noticed()) {
            self.tell(step.at, Fact::Acknowledged);
        }
    }

    fn hold(&mut self, step: &Step) {
        let Meaning::Held(reason) = step.meaning else { return };
        let waits = |ticket: &Ticket| ticket.open_pauses().any(|pause| pause.reason == reason);
        if self.ticket.as_ref().is_some_and(waits) {
            return;
        }
        self.at_work(step);
        // Whoever makes a case wait has taken notice of it.
        self.notice(step);
        let number = self.ticket.as_ref().map_or(0, |ticket| ticket.pauses.len()) + 1;
        let pause = self.case.pause_id(self.source, number, step.at);
        self.tell(step.at, Fact::Held { pause, reason, note: String::new() });
    }

    fn resume(&mut self, at: Instant) {
        let open = self.ticket.as_ref().and_then(|ticket| ticket.open_pauses().next().map(|pause| pause.id));
        if let Some(pause) = open {
            self.tell(at, Fact::Resumed { pause });
        }
    }

    fn resolve(&mut self, step: &Step) {
        if matches!(self.state(), TicketState::Resolved | TicketState::Closed) {
            return;
        }
        // Resolving from a pause ends it first (S4).
        self.resume(step.at);
        self.tell(step.at, Fact::Resolved { cause: step.cause.clone(), solution: step.solution.clone() });
    }

    fn confirm(&mut self, step: &Step) {
        if !self.state().is_open() {
            return;
        }
        if self.state() != TicketState::Resolved {
            self.remarks.push((step.line, Remark::ClosedUnresolved));
            self.resolve(step);
        }
        self.tell(step.at, Fact::Confirmed);
    }
}

#[cfg(test)]
mod tests;
