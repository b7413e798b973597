//! Tickets: what happened to them (facts), what may happen next (the state machine).

mod answer;
mod bounds;
mod circumstances;
mod command;
mod correction;
mod decide;
mod disputed;
mod effect;
mod end;
mod exclude;
mod fact;
mod floor;
mod hand_over;
mod history;
mod imagined;
mod kinds;
mod link;
mod moment;
mod notice;
mod number;
mod pause;
mod plan;
mod raise;
mod rating;
mod refusal;
mod rise;
mod rules;
mod state;
mod text;
mod visit;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub use answer::ProposalKind;
pub use bounds::Bounds;
pub use circumstances::{Circumstances, GuardAtRaising};
pub use command::{Asked, Command, Person};
pub use correction::{
    Correction, CorrectionState, CorrectionStep, Corrections, Milestone, MilestoneKind, correction_steps,
};
pub use decide::{Decision, check_visibility, decide, decide_under};
pub use disputed::{Disputed, dispute_decided};
pub use effect::ClockEffect;
pub use end::Proposal;
pub use exclude::{Excluding, exclude};
pub use fact::{Event, Fact};
pub use hand_over::{HandOver, Leg, holder, legs, may_hand_over};
pub use history::{Changed, Content, TicketField, history};
pub use imagined::{
    IMAGINED_CHANGES_MAX, IMAGINED_CYCLES_MAX, IMAGINED_DAYS_MAX, IMAGINED_PAUSES_MAX, IMAGINED_REPORTS_MAX, Imagined,
    ImaginedCycle, ImaginedPause,
};
pub use link::{
    LINKS_MAX, Link, LinkEnd, LinkRelation, Linkable, NewLink, check_children_solved, check_link, check_unlink,
};
pub use moment::LATE_AFTER;
pub use notice::{Concerned, News, NoticeKind, notices};
pub use number::{number, number_prefix};
pub use pause::{Pause, PauseDecision};
pub use plan::{ChangePlan, Planned};
pub use raise::{NewTicket, RAISE_BACK, RaiseInput, raise};
pub use rating::{Rating, SEALED_DAYS, ratings, sealed_ratings};
pub use refusal::{Refusal, RefusalCode};
pub use rise::risen;
pub use rules::{available_actions, states_for};
pub use state::{Ticket, team_after};
pub use text::{BODY_MAX, REASON_MAX, TITLE_MAX};
pub use visit::{PARTS_MAX, PartUsed, Position, PositionError, Visit, VisitSignOff, VisitStep, visit_steps};
pub use words::{
    ActorSide, EndKind, Impact, PauseParty, PauseReason, PlanDecision, Priority, SiteClass, TicketKind, TicketState,
    Urgency, Visibility,
};
pub use work::{NewWork, WORK_MINUTES_MAX, Work};
