//! A dispute.

use std::borrow::Cow;
use std::sync::Arc;

use app::dispute::{DisputeView, available_steps, dispute_days, explain_deadline, ruling_of};
use app::file::may_attach;
use async_graphql::{ID, Object};
use domain::Instant;

use super::days::DisputeDays;
use super::step::BreachDisputeStep;
use super::{DisputeParts, DisputeRuling};
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, User, Vendor};
use crate::graphql::promise::{Attachment, ServiceContract};
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::ticket::{SlaClock, Ticket};
use crate::graphql::words::{DisputeAction, DisputeState, DisputeSubject, DisputeTurn, Metric};

/// A dispute that the actor may see.
pub struct BreachDispute<'a> {
    row: DisputeView,
    parts: Arc<DisputeParts>,
    request: &'a Request,
}

impl<'a> BreachDispute<'a> {
    /// The order of every list of disputes.
    pub const NEWEST: &'static str = "breachDisputes.newest";

    /// One of a list, with what hangs on all of it.
    pub fn new(row: DisputeView, parts: Arc<DisputeParts>, request: &'a Request) -> Self {
        Self { row, parts, request }
    }

    /// One that is in no list.
    pub fn alone(row: DisputeView, request: &'a Request) -> Self {
        let parts = Arc::new(DisputeParts::new(request.op().clone(), vec![row.clone()]));
        Self { row, parts, request }
    }

    /// Those of a list: what hangs on them is read together.
    pub fn list(rows: Vec<DisputeView>, request: &'a Request) -> Vec<Self> {
        let parts = Arc::new(DisputeParts::new(request.op().clone(), rows.clone()));
        rows.into_iter().map(|row| Self { row, parts: parts.clone(), request }).collect()
    }

    fn ruling(&self, value: Option<&serde_json::Value>) -> Option<Result<DisputeRuling, ApiError>> {
        let found = ruling_of(value).map_err(|error| failure(error, self.request.language()));
        found.transpose().map(|of| of.map(DisputeRuling))
    }

    async fn found_clock(&self) -> Result<Option<SlaClock<'a>>, ApiError> {
        let (Some(ticket), Some(clock)) = (self.row.ticket_id, self.row.clock_id) else { return Ok(None) };
        let Some(row) = self.parts.ticket(ticket, self.request).await? else { return Ok(None) };
        let list = self.request.parts(row.id, row.policy_version_id).clocks(row.id).await?;
        let at = list.iter().position(|of| of.id == clock);
        Ok(at.map(|at| SlaClock::new(list, at, row.policy_version_id, self.request)))
    }
}

/// A dispute about a breach, a deduction or a score (申诉). The vendor appeals; the agency decides; the vendor accepts that
/// or goes further; a supervisor over the agency, or an assessor, decides for good. Whoever lets their days pass has said
/// something too: see `turn` and `dueAt`. What was found first stays beside what came of it. Needs dispute.view: the buyer,
/// those above it, and the vendor.
#[Object(serial)]
impl<'a> BreachDispute<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::BreachDispute.id(self.row.id.0)
    }

    /// Counts its changes: give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// What it is about.
    async fn subject(&self) -> DisputeSubject {
        self.row.subject.into()
    }

    /// The contract that what is disputed counts for; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id)
    }

    /// The contract's buyer, which decides first.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// The contract's vendor, which appeals.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row.vendor_id)? })
    }

    /// VERDICT: the ticket; null without ticket.view there, as for a vendor that gave it away.
    #[graphql(complexity = "10 + child_complexity")]
    async fn ticket(&self) -> Option<Result<Ticket<'_>, ApiError>> {
        let found = self.parts.ticket(self.row.ticket_id?, self.request).await.transpose()?;
        Some(found.map(|row| Ticket { row: Cow::Borrowed(row), request: self.request }))
    }

    /// VERDICT: the clock with every revision of its verdict; null as the ticket is.
    #[graphql(complexity = "10 + child_complexity")]
    async fn clock(&self) -> Option<Result<SlaClock<'a>, ApiError>> {
        self.found_clock().await.transpose()
    }

    /// VERDICT: what the clock measures.
    async fn metric(&self) -> Option<Metric> {
        self.row.metric.map(Into::into)
    }

    /// VERDICT: the cycle of the clock.
    async fn cycle(&self) -> Option<i32> {
        self.row.cycle
    }

    /// VERDICT: the revision that is disputed. It stays as it was found.
    async fn disputed_revision(&self) -> Option<i32> {
        self.row.revision
    }

    /// LEDGER_ENTRY: the deduction. Reading it needs scorecard.view there.
    async fn ledger_entry_id(&self) -> Option<ID> {
        let is_entry = self.row.subject == domain::dispute::DisputeSubject::LedgerEntry;
        is_entry.then(|| NodeType::LedgerEntry.id(self.row.subject_id))
    }

    /// MANUAL_SCORE: the score, as it was given. Reading it needs scorecard.view there.
    async fn manual_score_id(&self) -> Option<ID> {
        let is_score = self.row.subject == domain::dispute::DisputeSubject::ManualScore;
        is_score.then(|| NodeType::ManualScore.id(self.row.subject_id))
    }

    /// MANUAL_SCORE: the code of the criterion.
    async fn criterion(&self) -> Option<&str> {
        Some(self.row.subject_key.as_str()).filter(|key| !key.is_empty())
    }

    /// Where it stands.
    async fn state(&self) -> DisputeState {
        self.row.state.into()
    }

    /// Whose turn it is.
    async fn turn(&self) -> DisputeTurn {
        self.row.turn.into()
    }

    /// The last second in which that side may act: the closing of the last of its working days. Afterwards an agency's
    /// silence passes the dispute on, a vendor's makes the agency's decision final. Null once it is over.
    async fn due_at(&self) -> Option<Instant> {
        self.row.due_at
    }

    /// How many working days that side has; null once it is over.
    async fn due_within_days(&self) -> Option<i32> {
        self.row.deadline_days
    }

    /// From when these days are counted; null once it is over.
    async fn due_from(&self) -> Option<Instant> {
        self.row.deadline_from
    }

    /// How many working days each side has, as agreed with the scoring scheme.
    async fn agreed_days(&self) -> Result<DisputeDays, ApiError> {
        let days = dispute_days(self.request.op(), &self.row);
        let days = days.map_err(|error| failure(error, self.request.language()))?;
        Ok(DisputeDays::new(days, self.row.scheme_id.map(|id| NodeType::ScoringScheme.id(id.0))))
    }

    /// Why the side whose turn it is has until then, and until when an appeal was in time, in the language of the request.
    async fn deadline_explanation(&self) -> Result<Vec<String>, ApiError> {
        let language = self.request.language();
        let said = explain_deadline(self.request.op(), &self.row).map_err(|error| failure(error, language))?;
        Ok(said.into_iter().map(|sentence| language.choose(sentence.en, sentence.zh)).collect())
    }

    /// Whether `dueAt` rests on days that nobody has published yet: nothing happens by itself before they are.
    async fn provisional(&self) -> bool {
        self.row.provisional
    }

    /// Whether it should have been decided for good by now.
    async fn overdue(&self) -> bool {
        self.row.overdue
    }

    /// Since when what is disputed was known: the vendor's days to appeal began there.
    async fn known_at(&self) -> Instant {
        self.row.known_at
    }

    /// Who appealed.
    async fn appealed_by(&self) -> Option<Result<User<'a>, ApiError>> {
        let id = self.row.appealed_by?;
        Some(self.request.user(id).map(|of| User { of, request: self.request }))
    }

    /// When.
    async fn appealed_at(&self) -> Instant {
        self.row.appealed_at
    }

    /// What the agency decided; null before, and when it said nothing.
    async fn agency_ruling(&self) -> Option<Result<DisputeRuling, ApiError>> {
        self.ruling(self.row.agency_ruling.as_ref())
    }

    /// What holds; null before it is FINAL.
    #[graphql(name = "ruling")]
    async fn final_ruling(&self) -> Option<Result<DisputeRuling, ApiError>> {
        self.ruling(self.row.ruling.as_ref())
    }

    /// Every step that was taken, in order.
    #[graphql(complexity = "5 + 10 * child_complexity")]
    async fn steps(&self) -> Result<Vec<BreachDisputeStep<'a>>, ApiError> {
        Ok(BreachDisputeStep::all(&self.parts.steps(self.row.id).await?, self.request))
    }

    /// The evidence that was sent, the oldest first: seen by whoever sees the dispute, and taken back by nobody.
    #[graphql(complexity = "5 + 10 * child_complexity")]
    async fn attachments(&self) -> Result<Vec<Attachment<'a>>, ApiError> {
        let files = self.parts.files(self.row.id).await?;
        let shown =
            |row: &app::file::AttachmentView| Attachment { row: row.clone(), request: self.request, ticket: None };
        Ok(files.iter().map(shown).collect())
    }

    /// What you may do with it now.
    #[graphql(complexity = "5")]
    async fn available_actions(&self) -> Result<Vec<DisputeAction>, ApiError> {
        let steps = self.parts.steps(self.row.id).await?;
        let found = available_steps(self.request.op(), &self.row, &steps);
        let found = found.map_err(|error| failure(error, self.request.language()))?;
        let attach = may_attach(self.request.op(), &self.row).then_some(DisputeAction::Attach);
        Ok(found.into_iter().filter_map(DisputeAction::of).chain(attach).collect())
    }
}

impl Listed for BreachDispute<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}
