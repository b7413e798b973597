//! Raising a ticket: what is asked for, checked as a whole so that a form shows every mistake at once.

use chrono::TimeDelta;

use super::text::{BODY_MAX, TITLE_MAX, optional, required};
use super::{
    ActorSide, Asked, Circumstances, Event, Fact, Impact, Priority, Refusal, RefusalCode, SiteClass, TicketKind,
    Urgency, Visibility, moment,
};
use crate::Instant;
use crate::sla::PriorityMatrix;

/// How far back a ticket may be raised by a person: what was told by telephone, written down after the holidays.
pub const RAISE_BACK: TimeDelta = TimeDelta::days(7);

/// What a person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaiseInput {
    /// What sort of work.
    pub kind: TicketKind,
    /// One line; 1 to 200 characters.
    pub title: String,
    /// Any text up to 10,000 characters, perhaps empty.
    pub description: String,
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
}

/// A checked request, texts trimmed, time cut to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTicket {
    /// What sort of work.
    pub kind: TicketKind,
    /// One line.
    pub title: String,
    /// The text.
    pub description: String,
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
    /// By the usual matrix, until it is [`Self::ranked`] by the policy's.
    pub priority: Priority,
    /// When work was asked for: where clocks start.
    pub raised_at: Instant,
    side: ActorSide,
    recorded_at: Instant,
    late_reason: Option<String>,
}

/// Checks a request. `asked.occurred_at` is when work was asked for, if not now. Every mistake is returned.
pub fn raise(input: &RaiseInput, asked: &Asked) -> Result<NewTicket, Vec<Refusal>> {
    let title = required("title", &input.title, TITLE_MAX);
    let description = optional("description", &input.description, BODY_MAX);
    let moment = moment::check(asked, "raisedAt").and_then(|moment| check_age(asked, moment));
    match (title, description, moment) {
        (Ok(title), Ok(description), Ok(moment)) => Ok(NewTicket {
            kind: input.kind,
            title,
            description,
            impact: input.impact,
            urgency: input.urgency,
            priority: Priority::from_matrix(input.impact, input.urgency),
            raised_at: moment.at,
            side: asked.side,
            recorded_at: asked.now,
            late_reason: moment.late_reason,
        }),
        (title, description, moment) => {
            Err([title.err(), description.err(), moment.err()].into_iter().flatten().collect())
        }
    }
}

fn check_age(asked: &Asked, moment: moment::Moment) -> Result<moment::Moment, Refusal> {
    if asked.side != ActorSide::System && asked.now - moment.at > RAISE_BACK {
        let en = "a ticket can be dated back by 7 days at most";
        return Err(Refusal::new(RefusalCode::TooOld, Some("raisedAt"), en, "工单最多补录 7 天以内的事项"));
    }
    Ok(moment)
}

impl NewTicket {
    /// The same with the priority that the policy's matrix gives it.
    #[must_use]
    pub fn ranked(&self, matrix: &PriorityMatrix) -> Self {
        Self { priority: matrix.of(self.impact, self.urgency), ..self.clone() }
    }

    /// The first events of the log: the raising, and why it was late if it was. `site_class` and `circumstances` are
    /// those of the system at `raised_at`.
    pub fn events(&self, site_class: SiteClass, circumstances: Circumstances) -> Vec<Event> {
        let (kind, impact, urgency, priority) = (self.kind, self.impact, self.urgency, self.priority);
        let circumstances = circumstances.of_kind(kind);
        let raised = Fact::Raised { kind, impact, urgency, priority, site_class, circumstances };
        let comment = |body| Fact::Commented { visibility: Visibility::Public, body, mentions: Vec::new() };
        let late = self.late_reason.clone().map(comment);
        let event = |(seq, fact)| Event {
            seq,
            occurred_at: self.raised_at,
            recorded_at: self.recorded_at,
            side: self.side,
            fact,
        };
        (1..).zip([raised].into_iter().chain(late)).map(event).collect()
    }
}
