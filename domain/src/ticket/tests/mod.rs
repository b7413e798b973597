//! The state machine, told as stories, printed as a table, and walked at random.

mod clocks;
mod ends;
mod hand_over;
mod kinds;
mod links;
mod pauses;
mod raising;
mod record;
mod stories;
mod table;
mod talk;
mod times;
mod walk;

use chrono::{DateTime, TimeDelta};

use super::*;
use crate::Instant;
use crate::access::Role;
use crate::ids::{PauseId, TeamId, TicketId, TicketLinkId, UserId, VendorId};

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

fn other(id: u128) -> TicketId {
    TicketId(uuid::Uuid::from_u128(id))
}

fn linked(relation: LinkRelation) -> Command {
    let link = TicketLinkId(uuid::Uuid::from_u128(70));
    Command::Link { link, relation, end: LinkEnd::From, other: other(7), merged: false }
}

fn duplicate() -> Command {
    let link = TicketLinkId(uuid::Uuid::from_u128(71));
    Command::MarkDuplicate { link, of: other(7), merged: false, reason: String::new() }
}

fn text(words: &str) -> String {
    words.to_owned()
}

fn hold(id: u128, reason: PauseReason) -> Command {
    Command::Hold { pause: pause(id), reason, note: text("等待机房授权") }
}

fn plan() -> ChangePlan {
    ChangePlan {
        what: text("升级数据库"),
        risk: text("服务中断十分钟"),
        rollback: text("恢复快照"),
        window_from: minutes(60),
        window_to: minutes(50_000),
    }
}

fn cancel() -> Command {
    Command::ProposeEnd { kind: EndKind::Cancel, reason: text("不再需要"), whose: String::new() }
}

/// Somebody in a role, on the side that the role is on.
fn person(id: u128, role: Role, minute: i64) -> Asked {
    let side = match role {
        Role::VendorManager | Role::VendorEngineer => ActorSide::Vendor,
        _ => ActorSide::Agency,
    };
    Asked { person: Some(Person { user: engineer(id), roles: vec![role] }), ..Asked::now(side, minutes(minute)) }
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
    /// An incident raised at nine, P3, under a contract with vendor 1.
    fn raised() -> Self {
        Self::raised_as(TicketKind::Incident)
    }

    fn raised_as(kind: TicketKind) -> Self {
        let input = RaiseInput {
            kind,
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

    /// An incident that has come to `state` by the shortest way.
    fn at(state: TicketState) -> Self {
        Self::of(TicketKind::Incident, state)
    }

    /// A ticket of a kind that has come to `state` by the shortest way.
    fn of(kind: TicketKind, state: TicketState) -> Self {
        let mut case = Self::raised_as(kind);
        let solved = matches!(state, TicketState::Resolved | TicketState::Closed);
        if kind == TicketKind::Change && solved {
            case.vendor(0, &Command::SubmitPlan { plan: plan() }).expect("a plan");
            case.agency(0, &Command::ApprovePlan { note: String::new() }).expect("approved");
        }
        let assign = Command::Assign { vendor: None, engineer: Some(engineer(5)) };
        let cancel = Command::Cancel { reason: text("重复报障") };
        let solved = [(false, assign.clone()), (false, Command::Acknowledge), (false, resolve())];
        let way: Vec<(bool, Command)> = match state {
            TicketState::New => vec![],
            TicketState::Assigned => vec![(false, assign)],
            TicketState::InProgress => solved[..2].to_vec(),
            TicketState::OnHold => [&solved[..2], &[(true, hold(1, PauseReason::AwaitingAgency))]].concat(),
            TicketState::Resolved => solved.to_vec(),
            TicketState::Closed => [&solved[..], &[(true, Command::Confirm)]].concat(),
            TicketState::Cancelled => vec![(true, cancel)],
        };
        for (minute, (by_agency, command)) in (1..).zip(way) {
            let role = if by_agency { Role::AgencyOperator } else { Role::VendorManager };
            let done = case.ask(&person(1, role, minute), &command);
            done.expect("the way is open");
        }
        assert_eq!(case.ticket.state, state);
        case
    }
}
