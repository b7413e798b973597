//! Tickets: what happened to them (facts), what may happen next (the state machine).

mod bounds;
mod circumstances;
mod command;
mod decide;
mod effect;
mod fact;
mod hand_over;
mod imagined;
mod moment;
mod number;
mod raise;
mod refusal;
mod rules;
mod state;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use bounds::Bounds;
pub use circumstances::{Circumstances, GuardAtRaising};
pub use command::{Asked, Command};
pub use decide::{Decision, decide};
pub use effect::ClockEffect;
pub use fact::{Event, Fact};
pub use hand_over::{HandOver, Leg, holder, legs, may_hand_over};
pub use imagined::{
    IMAGINED_CHANGES_MAX, IMAGINED_CYCLES_MAX, IMAGINED_DAYS_MAX, IMAGINED_PAUSES_MAX, IMAGINED_REPORTS_MAX, Imagined,
    ImaginedCycle, ImaginedPause,
};
pub use moment::LATE_AFTER;
pub use number::{number, number_prefix};
pub use raise::{NewTicket, RAISE_BACK, RaiseInput, raise};
pub use refusal::{Refusal, RefusalCode};
pub use rules::available_actions;
pub use state::{Pause, PauseDecision, Ticket, team_after};
pub use text::{BODY_MAX, REASON_MAX, TITLE_MAX};
pub use words::{
    ActorSide, Impact, PauseParty, PauseReason, Priority, SiteClass, TicketKind, TicketState, Urgency, Visibility,
};
