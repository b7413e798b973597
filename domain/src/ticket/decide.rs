//! The decision: from a ticket and a command to the facts to record, or a refusal. Pure.

use super::floor::{after_floor, check_lateness};
use super::pause::{check_evidence, check_new_pause, check_undecided, ending_pauses, find_pause};
use super::text::{BODY_MAX, REASON_MAX, optional, required};
use super::{
    ActorSide, Asked, Command, Event, Fact, Impact, LinkEnd, LinkRelation, PauseDecision, Refusal, RefusalCode, Ticket,
    TicketKind, TicketState, Urgency, Visibility, answer, correction, end, hand_over, kinds, moment, plan, rules,
    visit,
};
use super::{rating, work};
use crate::Instant;
use crate::access::Action;
use crate::ids::{TeamId, UserId, VendorId};
use crate::sla::PriorityMatrix;

/// What a command leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The facts to record, in order, with their `seq`; at least one.
    pub events: Vec<Event>,
    /// The state after them.
    pub next: TicketState,
    /// The ticket after them.
    pub after: Ticket,
}

/// Decides a command under the usual matrix of priorities; see [`decide_under`].
pub fn decide(ticket: &Ticket, command: &Command, asked: &Asked) -> Result<Decision, Refusal> {
    decide_under(&PriorityMatrix::default(), ticket, command, asked)
}

/// Decides a command. The caller has checked the right and the scope (`access`), and stores the events
/// only if the ticket has not changed meanwhile (S2).
pub fn decide_under(
    matrix: &PriorityMatrix,
    ticket: &Ticket,
    command: &Command,
    asked: &Asked,
) -> Result<Decision, Refusal> {
    kinds::check_step(ticket, command.action())?;
    let moment = moment::check(asked, "occurredAt")?;
    let late = asked.occurred_at.is_some();
    if late && rules::is_late_milestone(ticket, command.action(), asked.side, moment.at) {
        kinds::check_turn(ticket, command.action(), asked)?;
    } else {
        rules::check(ticket, command.action(), asked)?;
    }
    check_proposal(ticket, command, asked)?;
    answer::check(ticket, command, asked)?;
    check_lateness(command, asked)?;
    let at = after_floor(ticket, command, moment.at, late)?;
    let mut facts = facts(matrix, ticket, command, asked)?;
    // The reason stands beside the fact it explains, where both sides read it.
    let late_reason = |body| Fact::Commented { visibility: Visibility::Public, body, mentions: Vec::new() };
    facts.extend(moment.late_reason.map(late_reason));
    Ok(Decision::of(ticket, facts, (at, asked.now, asked.side)))
}

impl Decision {
    /// The facts as events at a time, recorded at another by a side.
    pub(super) fn of(ticket: &Ticket, facts: Vec<Fact>, (at, now, side): (Instant, Instant, ActorSide)) -> Self {
        let mut after = ticket.clone();
        let mut events = Vec::with_capacity(facts.len());
        for fact in facts {
            let seq = after.last_seq + 1;
            let event = Event { seq, occurred_at: at, recorded_at: now, side, fact };
            after.apply(&event);
            events.push(event);
        }
        Self { events, next: after.state, after }
    }
}

/// What two people are needed for.
fn check_proposal(ticket: &Ticket, command: &Command, asked: &Asked) -> Result<(), Refusal> {
    match command {
        Command::WithdrawEnd => end::check_withdrawer(ticket, asked.side),
        Command::ProposeEnd { .. } => end::check_proposer(ticket, asked.side),
        Command::WithdrawHandOver => hand_over::check_withdrawer(ticket, asked.side),
        // Who checks in has arrived.
        Command::CheckIn { .. } => kinds::check_turn(ticket, Action::TicketArrive, asked),
        _ => Ok(()),
    }
}

fn facts(matrix: &PriorityMatrix, ticket: &Ticket, command: &Command, asked: &Asked) -> Result<Vec<Fact>, Refusal> {
    let side = asked.side;
    Ok(match command {
        Command::Assign { vendor, engineer } => vec![assign(ticket, *vendor, *engineer, side)?],
        Command::Route { team, reason } => vec![route(ticket, *team, reason)?],
        Command::Acknowledge => vec![Fact::Acknowledged],
        Command::Arrive => vec![Fact::Arrived],
        Command::Restore { remote } => vec![Fact::Restored { remote: *remote }],
        Command::Resolve { cause, solution } => {
            let cause = required("cause", cause, BODY_MAX)?;
            let solution = required("solution", solution, BODY_MAX)?;
            ending_pauses(ticket, Fact::Resolved { cause, solution })
        }
        Command::Confirm => vec![Fact::Confirmed],
        Command::RejectSolution { reason } => vec![Fact::SolutionRejected { reason: explained(reason)? }],
        Command::Reopen { reason } => vec![Fact::Reopened { reason: explained(reason)? }],
        Command::Cancel { reason } => ending_pauses(ticket, Fact::Cancelled { reason: explained(reason)? }),
        Command::Hold { pause, reason, note } => {
            check_new_pause(ticket, *pause, *reason)?;
            vec![Fact::Held { pause: *pause, reason: *reason, note: optional("note", note, REASON_MAX)? }]
        }
        Command::Resume { pause } => {
            if !find_pause(ticket, *pause)?.is_open() {
                return Err(Refusal::already("the pause has ended", "该挂起已结束"));
            }
            vec![Fact::Resumed { pause: *pause }]
        }
        Command::AcceptPause { pause } => {
            check_undecided(find_pause(ticket, *pause)?, PauseDecision::Accepted)?;
            vec![Fact::PauseAccepted { pause: *pause }]
        }
        Command::RejectPause { pause, reason } => {
            let known = find_pause(ticket, *pause)?;
            check_undecided(known, PauseDecision::Rejected)?;
            let end = known.is_open().then_some(Fact::Resumed { pause: *pause });
            let rejected = Fact::PauseRejected { pause: *pause, reason: explained(reason)? };
            [rejected].into_iter().chain(end).collect()
        }
        Command::ChangePriority { impact, urgency, reason } => {
            vec![change_priority(matrix, ticket, (*impact, *urgency), reason)?]
        }
        Command::ReportProgress => vec![Fact::ProgressReported],
        Command::Rate { stars, remark } => {
            let (stars, remark) = rating::check(*stars, remark)?;
            vec![Fact::Rated { stars, remark }]
        }
        Command::Comment { visibility, body, mentions } => {
            check_visibility(*visibility, side)?;
            let body = required("body", body, BODY_MAX)?;
            vec![Fact::Commented { visibility: *visibility, body, mentions: once_each(mentions) }]
        }
        Command::Attach { attachment, name, sha256, visibility, pause } => {
            check_visibility(*visibility, side)?;
            if let Some(pause) = pause {
                find_pause(ticket, *pause)?;
                check_evidence(*visibility)?;
            }
            let (attachment, visibility, pause) = (*attachment, *visibility, *pause);
            vec![Fact::Attached { attachment, name: name.clone(), sha256: sha256.clone(), visibility, pause }]
        }
        Command::WithdrawAttachment { attachment, name, sha256, visibility, reason } => {
            check_visibility(*visibility, side)?;
            let (name, sha256, reason) = (name.clone(), sha256.clone(), explained(reason)?);
            let (attachment, visibility) = (*attachment, *visibility);
            vec![Fact::AttachmentWithdrawn { attachment, name, sha256, visibility, reason }]
        }
        Command::LogWork(new) => {
            check_visibility(new.visibility, side)?;
            vec![work::log(ticket, new, asked.now)?]
        }
        Command::ReverseWork { entry, reverses, reason } => vec![work::reverse(ticket, *entry, *reverses, reason)?],
        Command::RateCooperation { stars, remark } => {
            let (stars, remark) = rating::check(*stars, remark)?;
            vec![Fact::CooperationRated { stars, remark }]
        }
        Command::SubmitPlan { plan } => vec![plan::submit(plan, asked)?],
        Command::ApprovePlan { note } => vec![plan::approve(note)?],
        Command::RejectPlan { reason } => vec![plan::reject(reason)?],
        Command::ProposeEnd { kind, reason, whose } => vec![end::proposed(*kind, reason, whose, asked)?],
        Command::AcceptEnd { note } => {
            let [accepted, cancelled] = end::accepted(ticket, note)?;
            [accepted].into_iter().chain(ending_pauses(ticket, cancelled)).collect()
        }
        Command::RejectEnd { reason } => vec![Fact::EndRejected { reason: explained(reason)? }],
        Command::WithdrawEnd => vec![Fact::EndWithdrawn],
        Command::LapseEnd => vec![Fact::EndLapsed],
        Command::Link { link, relation, end, other, merged } => {
            vec![Fact::Linked { link: *link, relation: *relation, end: *end, other: *other, merged: *merged }]
        }
        Command::Unlink { link, relation, end, other, reason } => {
            let reason = explained(reason)?;
            vec![Fact::Unlinked { link: *link, relation: *relation, end: *end, other: *other, reason }]
        }
        Command::MarkDuplicate { link, of, merged, reason } => {
            let given = optional("reason", reason, REASON_MAX)?;
            let reason = if given.is_empty() { DUPLICATE.to_owned() } else { given };
            let relation = LinkRelation::Duplicates;
            let linked = Fact::Linked { link: *link, relation, end: LinkEnd::From, other: *of, merged: *merged };
            // The cancellation comes first: it is what ends the clocks.
            ending_pauses(ticket, Fact::Cancelled { reason }).into_iter().chain([linked]).collect()
        }
        Command::DeclareMajor { reason } => {
            if ticket.kind != TicketKind::Incident {
                let en = "only an incident can be a major incident";
                return Err(Refusal::new(RefusalCode::NotLinkable, Some("ticketId"), en, "只有事件可以宣布为重大事件"));
            }
            vec![Fact::DeclaredMajor { reason: explained(reason)? }]
        }
        Command::CheckIn { visit, position, note, first } => {
            let note = optional("note", note, REASON_MAX)?;
            let begun = Fact::VisitBegun { visit: *visit, position: *position, note };
            visit::check_in(ticket, *visit, begun, *first)?
        }
        Command::CheckOut { visit, parts, note } => vec![visit::check_out(ticket, *visit, parts, note)?],
        Command::AcceptVisit { visit } => vec![visit::sign(ticket, *visit, None)?],
        Command::DisputeVisit { visit, reason } => vec![visit::sign(ticket, *visit, Some(reason))?],
        Command::ProposeCorrection { correction, of, to, reason, evidence } => {
            vec![correction::propose(ticket, (*correction, *of, *to), reason, evidence)?]
        }
        Command::ApproveCorrection { correction } => vec![correction::approve(ticket, *correction, side)?],
        Command::RejectCorrection { correction, reason } => {
            vec![correction::reject(ticket, *correction, side, reason)?]
        }
        Command::AddEvidence { pause, text, link } => {
            find_pause(ticket, *pause)?;
            let link = link.as_deref().map(|link| optional("link", link, REASON_MAX)).transpose()?;
            let text = required("text", text, BODY_MAX)?;
            vec![Fact::EvidenceAdded { pause: *pause, text, link: link.filter(|link| !link.is_empty()) }]
        }
        Command::ProposeHandOver { contract, system, reason } => {
            hand_over::proposed(ticket, (*contract, *system), reason, asked)?
        }
        Command::HandOver { contract, system, to, reason } => {
            hand_over::granted(ticket, *to, (*contract, *system), reason)?
        }
        Command::DeclineHandOver { reason } => hand_over::declined(ticket, reason)?,
        Command::WithdrawHandOver => vec![Fact::HandOverWithdrawn],
        Command::LapseHandOver => vec![Fact::HandOverLapsed],
    })
}

/// Why a duplicate was cancelled when nobody said more; which ticket goes on, its link tells to whoever may see it.
const DUPLICATE: &str = "重复工单";
/// Each person once, in the order they are named.
fn once_each(people: &[UserId]) -> Vec<UserId> {
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        if !found.contains(person) {
            found.push(*person);
        }
    }
    found
}

fn explained(reason: &str) -> Result<String, Refusal> {
    required("reason", reason, REASON_MAX)
}

fn assign(
    ticket: &Ticket,
    vendor: Option<VendorId>,
    engineer: Option<UserId>,
    side: ActorSide,
) -> Result<Fact, Refusal> {
    let Some(to) = vendor.or(ticket.vendor) else {
        let en = "the ticket has no vendor yet: name one";
        return Err(Refusal::new(RefusalCode::Required, Some("vendorId"), en, "工单尚无服务商，请指定"));
    };
    if side == ActorSide::Vendor && ticket.vendor != Some(to) {
        let en = "a vendor assigns among its own people only";
        return Err(Refusal::new(RefusalCode::NotYourSide, Some("vendorId"), en, "服务商只能在本单位内派单"));
    }
    let unchanged = ticket.vendor == Some(to) && ticket.engineer == engineer;
    if unchanged && ticket.state != TicketState::New {
        return Err(Refusal::already("the ticket is assigned so already", "工单已如此派单"));
    }
    Ok(Fact::Assigned { vendor: Some(to), engineer })
}

fn route(ticket: &Ticket, team: Option<TeamId>, reason: &str) -> Result<Fact, Refusal> {
    if ticket.team == team {
        return Err(Refusal::already("the ticket is with that team already", "工单已由该班组负责"));
    }
    Ok(Fact::Routed { from: ticket.team, to: team, reason: optional("reason", reason, REASON_MAX)? })
}

fn change_priority(
    matrix: &PriorityMatrix,
    ticket: &Ticket,
    (impact, urgency): (Impact, Urgency),
    reason: &str,
) -> Result<Fact, Refusal> {
    let to = matrix.of(impact, urgency);
    // What rose by itself is set back by the same impact and urgency.
    if (impact, urgency, to) == (ticket.impact, ticket.urgency, ticket.priority) {
        return Err(Refusal::already("impact and urgency are so already", "影响度与紧急度未变化"));
    }
    Ok(Fact::PriorityChanged { impact, urgency, from: ticket.priority, to, reason: explained(reason)? })
}

/// Refuses what one side would write for the other side's eyes only.
pub fn check_visibility(visibility: Visibility, side: ActorSide) -> Result<(), Refusal> {
    if visibility.is_readable_by(side) {
        return Ok(());
    }
    let en = "an internal comment is written by the side that reads it";
    Err(Refusal::new(RefusalCode::NotYourSide, Some("visibility"), en, "内部评论只能由本方填写"))
}
