//! What the time of a command must follow, and what cannot be dated back.

use super::{ActorSide, Asked, Command, Refusal, RefusalCode, Ticket, moment, visit};
use crate::Instant;
use crate::ids::PauseId;

/// A decision takes effect when it is made; and the vendor declares a pause when it begins (S4, E18). By a second too:
/// a pause that is dated back over the due time would undo a breach.
pub(super) fn check_lateness(command: &Command, asked: &Asked) -> Result<(), Refusal> {
    let is_late = asked.occurred_at.is_some_and(|at| at < moment::to_second(asked.now));
    if !is_late || asked.side == ActorSide::System {
        return Ok(());
    }
    if !command.may_be_late() {
        let en = "a decision takes effect when it is made and cannot be dated back";
        return Err(Refusal::new(RefusalCode::Invalid, Some("occurredAt"), en, "决定自作出时生效，不得倒签时间"));
    }
    if matches!(command, Command::Hold { .. }) && asked.side == ActorSide::Vendor {
        let en = "only the agency may date a pause back";
        return Err(Refusal::new(RefusalCode::NotYourSide, Some("occurredAt"), en, "只有采购单位可以补录挂起"));
    }
    Ok(())
}

/// Holds a time against what it must follow. A time that nobody gave is moved there instead:
/// the clocks of two servers may differ by a second.
pub(super) fn after_floor(ticket: &Ticket, command: &Command, at: Instant, given: bool) -> Result<Instant, Refusal> {
    let floor = floor(ticket, command);
    if at >= floor {
        return Ok(at);
    }
    if !given {
        return Ok(floor);
    }
    let (code, en, zh) = if at < ticket.raised_at {
        (RefusalCode::BeforeRaised, "the time given lies before the ticket was raised", "所填时间早于报障时间")
    } else {
        (RefusalCode::OutOfOrder, "the time given lies before what it must follow", "所填时间早于其前置事项")
    };
    Err(Refusal::new(code, Some("occurredAt"), en, zh))
}

fn floor(ticket: &Ticket, command: &Command) -> Instant {
    let of_pause = |id: &PauseId| ticket.pause(*id).map(|pause| pause.from);
    let follows = match command {
        Command::Restore { .. } | Command::Hold { .. } => Some(ticket.cycle_from),
        Command::Resolve { .. }
        | Command::Cancel { .. }
        | Command::AcceptEnd { .. }
        | Command::MarkDuplicate { .. } => {
            let paused = ticket.open_pauses().map(|pause| pause.from).max().max(Some(ticket.cycle_from));
            if matches!(command, Command::Resolve { .. }) { paused.max(ticket.approved_from()) } else { paused }
        }
        Command::Arrive | Command::CheckIn { .. } => ticket.approved_from(),
        Command::Confirm | Command::RejectSolution { .. } => ticket.resolved_at,
        Command::Reopen { .. } => ticket.closed_at,
        Command::CheckOut { visit, .. } => visit::find(ticket, *visit).ok().map(|visit| visit.from),
        Command::AcceptVisit { visit } | Command::DisputeVisit { visit, .. } => {
            visit::find(ticket, *visit).ok().and_then(|visit| visit.until)
        }
        Command::Resume { pause } | Command::AcceptPause { pause } | Command::RejectPause { pause, .. } => {
            of_pause(pause)
        }
        Command::HandOver { .. } | Command::DeclineHandOver { .. } => {
            let begun = ticket.open_pauses().map(|pause| pause.from);
            let begun = begun.chain(ticket.visits.iter().filter(|of| of.until.is_none()).map(|of| of.from));
            begun.chain(ticket.hand_over.as_ref().map(|proposal| proposal.at)).max()
        }
        _ => None,
    };
    follows.unwrap_or(ticket.raised_at).max(ticket.raised_at)
}
