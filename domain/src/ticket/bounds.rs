//! What the policy version that binds a ticket says about pauses and reopening, beside what state and side allow.

use chrono_tz::Tz;

use super::{Command, PauseReason, Refusal, RefusalCode, Ticket};
use crate::Instant;
use crate::access::{Action, Actor, Grant};
use crate::calendar::BookView;
use crate::sla::{Metric, PolicyTerms};

/// The bounds that terms set.
#[derive(Clone, Copy, Debug)]
pub struct Bounds<'a> {
    terms: &'a PolicyTerms,
    /// Owns the civil days of the window for reopening (E15).
    zone: Tz,
}

impl<'a> Bounds<'a> {
    /// Those of terms whose calendars are taken from `view`: the zone is that of the calendar of RESOLVE, if it is
    /// promised, else of whatever is.
    pub fn of(terms: &'a PolicyTerms, view: BookView<'_>) -> Self {
        let resolve = terms.targets.iter().find(|target| target.metric == Metric::Resolve);
        let calendar = resolve.or(terms.targets.first()).and_then(|target| view.get(target.calendar));
        Self { terms, zone: calendar.map_or(Tz::UTC, |calendar| calendar.zone()) }
    }

    /// Refuses what the terms do not allow; `grants` are the asker's at the ticket's agency, none for the platform.
    pub fn check(
        &self,
        ticket: &Ticket,
        command: &Command,
        grants: Option<&[Grant]>,
        at: Instant,
    ) -> Result<(), Refusal> {
        match command {
            Command::Hold { reason, .. } => self.one_more_pause(ticket).and_then(|()| self.reason(*reason)),
            Command::AcceptPause { .. } | Command::RejectPause { .. } => self.decider(grants),
            Command::Reopen { .. } => self.window(ticket, at),
            _ => Ok(()),
        }
    }

    /// Whether an action is worth offering: the reason of a pause is not known yet.
    pub fn permits(&self, actor: &Actor, ticket: &Ticket, action: Action, now: Instant) -> bool {
        match action {
            Action::TicketHold => self.one_more_pause(ticket).is_ok(),
            Action::TicketDecidePause => self.decider((!actor.is_system()).then_some(actor.grants())).is_ok(),
            Action::TicketReopen => self.window(ticket, now).is_ok(),
            _ => true,
        }
    }

    fn one_more_pause(&self, ticket: &Ticket) -> Result<(), Refusal> {
        let most = self.terms.pauses.most.and_then(|most| usize::try_from(most).ok());
        match most.filter(|most| ticket.pauses.len() >= *most) {
            None => Ok(()),
            Some(most) => {
                let en = format!("the policy allows {most} pauses on a ticket, and so many were declared");
                let zh = format!("策略规定每张工单最多挂起 {most} 次，已达上限");
                Err(Refusal::new(RefusalCode::PauseLimit, None, en, zh))
            }
        }
    }

    fn reason(&self, reason: PauseReason) -> Result<(), Refusal> {
        let rules = &self.terms.pauses;
        if rules.allows(reason) {
            return Ok(());
        }
        let allowed: Vec<&str> = rules.reasons.iter().flatten().map(|reason| reason.as_str()).collect();
        let allowed = allowed.join(", ");
        let en = format!("the policy allows no pause for {reason}; it allows {allowed}");
        let zh = format!("策略不允许以 {reason} 为由挂起，允许的原因：{allowed}");
        Err(Refusal::new(RefusalCode::PauseReason, Some("reason"), en, zh))
    }

    fn decider(&self, grants: Option<&[Grant]>) -> Result<(), Refusal> {
        let rules = &self.terms.pauses;
        let Some(grants) = grants else { return Ok(()) };
        if grants.iter().any(|grant| rules.decides(grant.role)) {
            return Ok(());
        }
        let who = rules.decided_by.map_or("", |who| who.as_str());
        let en = format!("by the policy, pauses are decided by the {who}");
        Err(Refusal::new(RefusalCode::NotYourRole, None, en, format!("按策略规定，挂起由 {who} 审核")))
    }

    fn window(&self, ticket: &Ticket, at: Instant) -> Result<(), Refusal> {
        let day = |at: Instant| at.with_timezone(&self.zone).date_naive();
        let solved = ticket.resolved_at.or(ticket.closed_at);
        let last = solved.and_then(|solved| self.terms.reopening.last_day(day(solved)));
        let Some(last) = last.filter(|last| *last < day(at)) else { return Ok(()) };
        let en = format!("the policy allowed reopening until {last}: raise a new ticket instead");
        let zh = format!("策略规定的重开期限已于 {last} 届满，请另提新工单");
        Err(Refusal::new(RefusalCode::ReopenWindow, None, en, zh))
    }
}
