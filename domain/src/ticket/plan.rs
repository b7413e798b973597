//! The plan of a change: what is to be done, and whether the agency lets it begin.

use chrono::SubsecRound;
use serde::{Deserialize, Serialize};

use super::text::{BODY_MAX, REASON_MAX, optional, required};
use super::{Asked, Event, Fact, PlanDecision, Refusal, RefusalCode, Ticket, TicketKind};
use crate::Instant;
use crate::ids::UserId;

/// A plan (变更方案).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangePlan {
    /// What is done.
    pub what: String,
    /// What may go wrong.
    pub risk: String,
    /// How to go back.
    pub rollback: String,
    /// When the work begins.
    pub window_from: Instant,
    /// When it is over.
    pub window_to: Instant,
}

/// Where the latest plan of a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Who handed it in; may not decide about it.
    pub author: Option<UserId>,
    /// What the agency thinks of it.
    pub decision: PlanDecision,
    /// When it was handed in, or decided.
    pub since: Instant,
}

impl Ticket {
    /// From when on the plan of a change lets work be done; none before that. Every other kind may be worked at at once.
    pub fn approved_from(&self) -> Option<Instant> {
        if self.kind != TicketKind::Change {
            return Some(self.raised_at);
        }
        self.plan.filter(|plan| plan.decision == PlanDecision::Approved).map(|plan| plan.since)
    }

    pub(super) fn planned(&mut self, event: &Event) {
        let since = event.occurred_at;
        let decided = |plan: Option<Planned>, decision| plan.map(|plan| Planned { decision, since, ..plan });
        match event.fact {
            Fact::PlanSubmitted { author, .. } => {
                self.plan = Some(Planned { author, decision: PlanDecision::Pending, since });
            }
            Fact::PlanApproved { .. } => self.plan = decided(self.plan, PlanDecision::Approved),
            Fact::PlanRejected { .. } => self.plan = decided(self.plan, PlanDecision::Rejected),
            _ => {}
        }
    }
}

/// The fact of handing a plan in.
pub(super) fn submit(plan: &ChangePlan, asked: &Asked) -> Result<Fact, Refusal> {
    let what = required("what", &plan.what, BODY_MAX)?;
    let risk = required("risk", &plan.risk, BODY_MAX)?;
    let rollback = required("rollback", &plan.rollback, BODY_MAX)?;
    let (window_from, window_to) = (plan.window_from.trunc_subsecs(0), plan.window_to.trunc_subsecs(0));
    if window_to <= window_from {
        let en = "the planned window ends before it begins";
        return Err(Refusal::new(RefusalCode::Invalid, Some("windowTo"), en, "计划窗口的结束时间须晚于开始时间"));
    }
    if window_to <= asked.now {
        let en = "the planned window is over already";
        return Err(Refusal::new(RefusalCode::Invalid, Some("windowTo"), en, "计划窗口已经过去"));
    }
    let plan = ChangePlan { what, risk, rollback, window_from, window_to };
    Ok(Fact::PlanSubmitted { plan, author: asked.user() })
}

/// Refuses a decision without a plan, and by its author.
pub(super) fn check_decider(ticket: &Ticket, asked: &Asked) -> Result<(), Refusal> {
    match ticket.plan {
        None => Err(no_plan()),
        Some(plan) if plan.decision != PlanDecision::Pending => {
            Err(Refusal::already("the plan has been decided", "该变更方案已作出审批"))
        }
        Some(plan) if asked.by(plan.author) => {
            let en = "whoever handed the plan in does not decide about it";
            Err(Refusal::new(RefusalCode::OwnProposal, None, en, "方案提交人不得审批本人方案"))
        }
        Some(_) => Ok(()),
    }
}

/// The fact of approving.
pub(super) fn approve(note: &str) -> Result<Fact, Refusal> {
    Ok(Fact::PlanApproved { note: optional("note", note, REASON_MAX)? })
}

/// The fact of rejecting.
pub(super) fn reject(reason: &str) -> Result<Fact, Refusal> {
    Ok(Fact::PlanRejected { reason: required("reason", reason, REASON_MAX)? })
}

/// Refuses work on a change whose plan is not approved.
pub(super) fn check_approved(ticket: &Ticket) -> Result<(), Refusal> {
    if ticket.approved_from().is_some() {
        return Ok(());
    }
    let (en, zh) = match ticket.plan.map(|plan| plan.decision) {
        Some(PlanDecision::Rejected) => {
            ("the plan of this change was rejected: hand in another one", "该变更方案已退回，请另行提交")
        }
        Some(_) => ("the plan of this change is not approved yet", "该变更方案尚未批准"),
        None => ("this change needs a plan that the agency approves", "变更须先提交方案并经采购单位批准"),
    };
    Err(Refusal::new(RefusalCode::PlanNotApproved, None, en, zh))
}

fn no_plan() -> Refusal {
    Refusal::new(RefusalCode::NothingProposed, None, "no plan was handed in", "尚未提交变更方案")
}
