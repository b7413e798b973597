//! The state machine, told as stories, printed as a table, and walked at random.

mod clocks;
mod hand_over;
mod pauses;
mod raising;
mod stories;
mod table;
mod times;
mod walk;

use chrono::{DateTime, TimeDelta};

use super::*;
use crate::Instant;
use crate::ids::{PauseId, TeamId, UserId, VendorId};

/// 2026-11-23 09:00 in Nanning, when every ticket here is raised.
fn nine() -> Instant {
    DateTime::from_timestamp(1_795_395_600, 0).expect("a time")
}

fn minutes(count: i64) -> Instant {
    nine() + TimeDelta::minutes(count)
}

fn vendor(id: u128) -> VendorId {
    VendorId(uuid::Uuid::from_u128(id))
}

fn engineer(id: u128) -> UserId {
    UserId(uuid::Uuid::from_u128(id))
}

fn team(id: u128) -> TeamId {
    TeamId(uuid::Uuid::from_u128(id))
}

fn pause(id: u128) -> PauseId {
    PauseId(uuid::Uuid::from_u128(id))
}

fn text(words: &str) -> String {
    words.to_owned()
}

fn hold(id: u128, reason: PauseReason) -> Command {
    Command::Hold { pause: pause(id), reason, note: text("等待机房授权") }
}

fn resolve() -> Command {
    Command::Resolve { cause: text("光模块损坏"), solution: text("更换光模块") }
}

/// A ticket and its log, asked by one side after the other.
struct Case {
    log: Vec<Event>,
    ticket: Ticket,
}

impl Case {
    /// Raised at nine, P3, under a contract with vendor 1.
    fn raised() -> Self {
        let input = RaiseInput {
            kind: TicketKind::Incident,
            title: text("政务外网中断"),
            description: String::new(),
            impact: Impact::Medium,
            urgency: Urgency::Medium,
        };
        let raised = raise(&input, &Asked::now(ActorSide::Agency, nine())).expect("a proper request");
        let log = raised.events(SiteClass::County, Circumstances::default());
        let ticket = Ticket::fold(&log, Some(vendor(1))).expect("a log begins with the raising");
        Self { log, ticket }
    }

    /// Asks and records; the running state must equal the folded log.
    fn ask(&mut self, asked: &Asked, command: &Command) -> Result<TicketState, Refusal> {
        let decision = decide(&self.ticket, command, asked)?;
        self.log.extend(decision.events);
        self.ticket = decision.after;
        assert_eq!(Ticket::fold(&self.log, Some(vendor(1))).as_ref(), Some(&self.ticket));
        Ok(decision.next)
    }

    fn agency(&mut self, minute: i64, command: &Command) -> Result<TicketState, Refusal> {
        self.ask(&Asked::now(ActorSide::Agency, minutes(minute)), command)
    }

    fn vendor(&mut self, minute: i64, command: &Command) -> Result<TicketState, Refusal> {
        self.ask(&Asked::now(ActorSide::Vendor, minutes(minute)), command)
    }

    fn refused(&mut self, side: ActorSide, minute: i64, command: &Command) -> RefusalCode {
        let before = self.ticket.clone();
        let refusal = self.ask(&Asked::now(side, minutes(minute)), command).expect_err("must be refused");
        assert_eq!(self.ticket, before);
        refusal.code
    }

    /// A case that has come to `state` by the shortest way.
    fn at(state: TicketState) -> Self {
        let mut case = Self::raised();
        let assign = Command::Assign { vendor: None, engineer: Some(engineer(5)) };
        let cancel = Command::Cancel { reason: text("重复报障") };
        let solved = [(false, assign.clone()), (false, Command::Acknowledge), (false, resolve())];
        let way: Vec<(bool, Command)> = match state {
            TicketState::New => vec![],
            TicketState::Assigned => vec![(false, assign)],
            TicketState::InProgress => solved[..2].to_vec(),
            TicketState::OnHold => [&solved[..2], &[(false, hold(1, PauseReason::AwaitingAgency))]].concat(),
            TicketState::Resolved => solved.to_vec(),
            TicketState::Closed => [&solved[..], &[(true, Command::Confirm)]].concat(),
            TicketState::Cancelled => vec![(true, cancel)],
        };
        for (minute, (by_agency, command)) in (1..).zip(way) {
            let done = if by_agency { case.agency(minute, &command) } else { case.vendor(minute, &command) };
            done.expect("the way is open");
        }
        assert_eq!(case.ticket.state, state);
        case
    }
}
