//! A clock of a ticket and the revisions of its verdict.

use std::sync::Arc;

use app::dispute::{appeal_by, may_appeal};
use app::ticket::{ClockView, VerdictView};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::ids::PolicyVersionId;
use domain::sla::ClockKey;

use super::clock_revision::ClockRevision;
use super::explanation::SlaExplanation;
use super::figures::ClockFigures;
use super::parts::TicketParts;
use crate::error::ApiError;
use crate::graphql::dispute::BreachDispute;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{ClockAction, ClockState};

/// A clock of the list that a loader brought.
pub struct SlaClock<'a> {
    list: Arc<Vec<ClockView>>,
    at: usize,
    terms: PolicyVersionId,
    request: &'a Request,
}

impl<'a> SlaClock<'a> {
    pub fn new(list: Arc<Vec<ClockView>>, at: usize, terms: PolicyVersionId, request: &'a Request) -> Self {
        Self { list, at, terms, request }
    }

    fn row(&self) -> &ClockView {
        &self.list[self.at]
    }

    fn parts(&self) -> Arc<TicketParts> {
        self.request.parts(self.row().ticket_id, self.terms)
    }

    async fn explained(&self) -> Result<SlaExplanation<'a>, ApiError> {
        let (row, request) = (self.row(), self.request);
        let key = ClockKey { metric: row.metric, cycle: row.cycle, seq: row.seq };
        let all = self.parts().explanations(row.ticket_id).await?;
        let missing = || failure(app::Error::NotFound("clock"), request.language());
        SlaExplanation::new(all, key, self.terms, request).ok_or_else(missing)
    }
}

/// One measured promise of a ticket: a pure function of its events, its terms and its calendar.
#[Object(serial)]
impl<'a> SlaClock<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::SlaClock.id(self.row().id.0)
    }

    #[graphql(flatten)]
    async fn figures(&self) -> ClockFigures<'_> {
        ClockFigures { row: self.row(), terms: self.terms, request: self.request }
    }

    /// Every recorded revision of its verdict, oldest first; empty before the first.
    #[graphql(complexity = "5 + 2 * child_complexity")]
    async fn verdicts(&self) -> Result<Vec<SlaVerdict<'a>>, ApiError> {
        let found = self.parts().verdicts(self.row().ticket_id).await?;
        let revisions = found.get(&self.row().id).into_iter().flatten();
        let (terms, request) = (self.terms, self.request);
        Ok(revisions.cloned().map(|row| SlaVerdict { row, terms, request }).collect())
    }

    /// Disputes about revisions of its verdict, the oldest first. Without dispute.view there are none.
    #[graphql(complexity = "5 + 2 * child_complexity")]
    async fn disputes(&self) -> Result<Vec<BreachDispute<'a>>, ApiError> {
        let (found, parts) = self.parts().disputes(self.row().ticket_id).await?;
        let own = found.iter().filter(|row| row.clock_id == Some(self.row().id));
        Ok(own.map(|row| BreachDispute::new(row.clone(), parts.clone(), self.request)).collect())
    }

    /// Until when the vendor may appeal the breach in which it stands: the closing of the last of the working days that the
    /// scoring scheme gives it (five, unless it says otherwise) after that was known. Null when it is not breached, and for what a dispute led to.
    #[graphql(complexity = 5)]
    async fn appeal_by(&self) -> Option<Result<Instant, ApiError>> {
        let verdicts = self.parts().verdicts(self.row().ticket_id).await;
        let row = self.row();
        let until = verdicts.map(|found| appeal_by(self.request.op(), (row, found.get(&row.id)?), self.terms));
        until.transpose()
    }

    /// What you may do with it now.
    #[graphql(complexity = 10)]
    async fn available_actions(&self) -> Result<Vec<ClockAction>, ApiError> {
        let row = self.row();
        let verdicts = self.parts().verdicts(row.ticket_id).await?;
        let (disputes, _) = self.parts().disputes(row.ticket_id).await?;
        let revisions = verdicts.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let may = may_appeal(self.request.op(), (row, revisions), &disputes, self.terms);
        Ok(may.then_some(ClockAction::Appeal).into_iter().collect())
    }

    /// Each change of its calendar that it followed while it had no verdict, oldest first: the deadline before and
    /// after, and why.
    #[graphql(complexity = "5 + 2 * child_complexity")]
    async fn revisions(&self) -> Result<Vec<ClockRevision>, ApiError> {
        let row = self.row();
        let found = self.parts().clock_revisions(row.ticket_id).await?;
        Ok(found.iter().filter(|view| view.row.clock_id == row.id).cloned().map(ClockRevision).collect())
    }

    /// Why it is what it is: segments, versions, rules and arithmetic that a person can redo.
    #[graphql(complexity = "20 + child_complexity")]
    async fn explanation(&self) -> Option<Result<SlaExplanation<'a>, ApiError>> {
        Some(self.explained().await)
    }
}

/// A revision of a verdict.
pub struct SlaVerdict<'a> {
    row: VerdictView,
    terms: PolicyVersionId,
    request: &'a Request,
}

/// One recorded revision of a clock's verdict; it never changes, a later fact or decision adds another.
#[Object(serial)]
impl<'a> SlaVerdict<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::SlaVerdict.id(self.row.id.0)
    }

    /// 1 for the first.
    async fn revision(&self) -> i32 {
        self.row.revision
    }

    /// What was found.
    async fn verdict(&self) -> ClockState {
        self.row.verdict.into()
    }

    /// The deadline then.
    async fn due_at(&self) -> Option<Instant> {
        self.row.due_at
    }

    /// The milestone then.
    async fn stopped_at(&self) -> Option<Instant> {
        self.row.stopped_at
    }

    /// The deadline that passed.
    async fn breached_at(&self) -> Option<Instant> {
        self.row.breached_at
    }

    /// When a breach in the past became known, if later than it happened.
    async fn breach_known_at(&self) -> Option<Instant> {
        self.row.breach_known_at
    }

    /// The word of the event or job that caused it.
    async fn cause(&self) -> &str {
        &self.row.cause
    }

    /// The place of that event in the ticket's log; null for a job.
    async fn cause_seq(&self) -> Option<i32> {
        self.row.cause_seq
    }

    /// The policy version used.
    async fn policy_version_id(&self) -> ID {
        NodeType::SlaPolicyVersion.id(self.row.policy_version_id.0)
    }

    /// The calendar revision used.
    async fn calendar_revision(&self) -> i64 {
        self.row.calendar_revision
    }

    /// SHA-256 of everything that decided, in hex: equal input, equal verdict.
    async fn input_hash(&self) -> &str {
        &self.row.input_hash
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> Instant {
        self.row.recorded_at
    }

    /// The dispute about this revision; null when nobody disputed it, and without dispute.view.
    #[graphql(complexity = "5 + child_complexity")]
    async fn dispute(&self) -> Option<Result<BreachDispute<'a>, ApiError>> {
        let found = self.request.parts(self.row.ticket_id, self.terms).disputes(self.row.ticket_id).await;
        let about = found.map(|(found, parts)| {
            let about = found.iter().find(|row| row.subject_id == self.row.id.0).cloned();
            about.map(|row| BreachDispute::new(row, parts, self.request))
        });
        about.transpose()
    }
}
