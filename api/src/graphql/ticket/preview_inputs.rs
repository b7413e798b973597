//! The question of a preview.

use app::sla::{PreviewAsked, PreviewOf};
use async_graphql::{ID, InputObject};
use domain::Instant;
use domain::ticket::{Imagined, ImaginedCycle, ImaginedPause, SiteClass as Site};

use crate::error::UserError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;
use crate::graphql::words::{Impact, PauseDecision, PauseReason, Priority, SiteClass, TicketKind, Urgency};

/// A ticket that nobody raised. Of versionId, policyId, contractId and systemId the first one given says what is
/// promised. Moments lie at most 366 days after raisedAt; a fact counts as recorded when it happened.
#[derive(Debug, InputObject)]
pub struct PreviewDeadlinesInput {
    /// This version, a draft as well.
    version_id: Option<ID>,
    /// The published version of this policy.
    policy_id: Option<ID>,
    /// What this contract promises by the terms of the day of raising.
    contract_id: Option<ID>,
    /// What binds a ticket of this system that is raised on that day.
    system_id: Option<ID>,
    /// For which agency, as in raiseTicket: pilots and guard periods depend on it. Your own or the system's owner when left
    /// out; it must be the owner, above it or under it.
    agency_id: Option<ID>,
    /// What sort of work.
    kind: TicketKind,
    /// The class of the site; the system's when left out.
    site_class: Option<SiteClass>,
    /// The priority when it is raised; or impact and urgency instead.
    priority: Option<Priority>,
    /// How much is affected when it is raised: with urgency in place of the priority, by the matrix of the version.
    impact: Option<Impact>,
    /// How fast the effect grows when it is raised: with impact in place of the priority.
    urgency: Option<Urgency>,
    /// Where clocks start.
    raised_at: Instant,
    /// When it was first assigned.
    assigned_at: Option<Instant>,
    /// When the vendor took notice.
    acknowledged_at: Option<Instant>,
    /// When an engineer was on site.
    arrived_at: Option<Instant>,
    /// When the service worked again.
    restored_at: Option<Instant>,
    /// Whether nobody had to come for it; then arrival is not needed once the solution is confirmed.
    #[graphql(default)]
    restored_remotely: bool,
    /// When the cause was gone.
    resolved_at: Option<Instant>,
    /// When the agency agreed with the first solution.
    confirmed_at: Option<Instant>,
    /// When the agency withdrew the ticket.
    cancelled_at: Option<Instant>,
    /// What came after a solution was rejected or the fault came back, in order; at most 10.
    #[graphql(default)]
    later_cycles: Vec<PreviewCycleInput>,
    /// Each change of the priority; at most 50.
    #[graphql(default)]
    priority_changes: Vec<PreviewPriorityInput>,
    /// Each pause; at most 50.
    #[graphql(default)]
    pauses: Vec<PreviewPauseInput>,
    /// Each report on the progress; at most 100.
    #[graphql(default)]
    progress_reports: Vec<Instant>,
    /// As of when the clocks stand; left out: now, or the last moment above if that is later.
    now: Option<Instant>,
    /// As of which revision calendars are taken, as a clock names it; the newest when left out.
    calendar_revision: Option<i64>,
}

/// Another priority from a moment on.
#[derive(Debug, InputObject)]
pub struct PreviewPriorityInput {
    /// When the agency set it.
    at: Instant,
    /// To what.
    priority: Priority,
}

/// A pause of the question.
#[derive(Debug, InputObject)]
pub struct PreviewPauseInput {
    /// From when.
    from: Instant,
    /// Until when, exclusive; left out while it lasts.
    to: Option<Instant>,
    /// Why.
    reason: PauseReason,
    /// What the agency says of it.
    #[graphql(default_with = "PauseDecision::Pending")]
    decision: PauseDecision,
    /// When it says so; at once when left out.
    decided_at: Option<Instant>,
}

/// A cycle after the first.
#[derive(Debug, InputObject)]
pub struct PreviewCycleInput {
    /// When the solution before it was rejected, or the ticket reopened.
    reopened_at: Instant,
    /// When the service worked again.
    restored_at: Option<Instant>,
    /// When the cause was gone.
    resolved_at: Option<Instant>,
    /// When the agency agreed with the solution.
    confirmed_at: Option<Instant>,
}

impl PreviewDeadlinesInput {
    /// The question; every id that is none is named.
    pub fn read(self, explained: bool, language: Language) -> Result<PreviewAsked, Vec<UserError>> {
        let mut errors = Vec::new();
        let mut note = |error: UserError| errors.push(error);
        let version = NodeType::SlaPolicyVersion.optional_input(self.version_id.as_ref(), "versionId", language);
        let policy = NodeType::SlaPolicy.optional_input(self.policy_id.as_ref(), "policyId", language);
        let contract = NodeType::ServiceContract.optional_input(self.contract_id.as_ref(), "contractId", language);
        let system = NodeType::ManagedSystem.optional_input(self.system_id.as_ref(), "systemId", language);
        let agency = NodeType::Agency.optional_input(self.agency_id.as_ref(), "agencyId", language);
        let of = PreviewOf {
            version: version.map_err(&mut note).unwrap_or_default(),
            policy: policy.map_err(&mut note).unwrap_or_default(),
            contract: contract.map_err(&mut note).unwrap_or_default(),
            system: system.map_err(&mut note).unwrap_or_default(),
            agency: agency.map_err(&mut note).unwrap_or_default(),
        };
        let rank = self.impact.zip(self.urgency).map(|(impact, urgency)| (impact.into(), urgency.into()));
        let stated = self.priority.is_some() && self.impact.is_none() && self.urgency.is_none();
        if stated == (rank.is_some() && self.priority.is_none()) {
            let en = "give a priority, or impact and urgency";
            let zh = "请填写优先级，或同时填写影响度与紧急度";
            errors.push(UserError::at("priority", "REQUIRED", language.choose(en, zh)));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let (site_class, now, calendar_revision) = (self.site_class.map(Into::into), self.now, self.calendar_revision);
        Ok(PreviewAsked { of, site_class, rank, story: self.story(), now, calendar_revision, explained })
    }

    fn story(self) -> Imagined {
        let pause = |of: PreviewPauseInput| ImaginedPause {
            from: of.from,
            to: of.to,
            reason: of.reason.into(),
            decision: of.decision.into(),
            decided_at: of.decided_at,
        };
        let cycle = |of: PreviewCycleInput| ImaginedCycle {
            reopened_at: of.reopened_at,
            restored_at: of.restored_at,
            resolved_at: of.resolved_at,
            confirmed_at: of.confirmed_at,
        };
        Imagined {
            kind: self.kind.into(),
            site_class: self.site_class.map_or(Site::City, Into::into),
            // What is known of the system is looked up with it.
            circumstances: domain::ticket::Circumstances::default(),
            // Where there is none, the matrix says it.
            priority: self.priority.map_or(domain::ticket::Priority::P4, Into::into),
            raised_at: self.raised_at,
            assigned_at: self.assigned_at,
            acknowledged_at: self.acknowledged_at,
            arrived_at: self.arrived_at,
            restored_at: self.restored_at,
            restored_remotely: self.restored_remotely,
            resolved_at: self.resolved_at,
            confirmed_at: self.confirmed_at,
            cancelled_at: self.cancelled_at,
            later_cycles: self.later_cycles.into_iter().map(cycle).collect(),
            priority_changes: self.priority_changes.into_iter().map(|of| (of.at, of.priority.into())).collect(),
            pauses: self.pauses.into_iter().map(pause).collect(),
            progress_reports: self.progress_reports,
        }
    }
}
