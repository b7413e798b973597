//! A ticket, over the row of a list.

use std::borrow::Cow;
use std::sync::Arc;

use app::{TicketOrder, TicketRow, TicketText};
use async_graphql::{ID, Object, SimpleObject};
use chrono::Datelike;
use domain::Instant;
use domain::access::Action;
use domain::ids::UserId;
use domain::sla;

use super::binding::TicketBinding;
use super::filter::order_word;
use super::leg::TicketLeg;
use super::log::TicketLog;
use super::parts::TicketParts;
use super::talk::TicketTalk;
use super::{SlaClock, TicketLink};
use crate::error::ApiError;
use crate::graphql::catalogue::TicketServiceItem;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::dispute::BreachDispute;
use crate::graphql::inspection::TicketInspectionNode;
use crate::graphql::knowledge::KnowledgeNote;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, User, Vendor};
use crate::graphql::promise::{ContractTerms, ServiceContract};
use crate::graphql::request::Request;
use crate::graphql::routing::{UncoveredRequest, VendorTeam};
use crate::graphql::words::{
    ClockState, Impact, Metric, Priority, SiteClass, TicketAction, TicketKind, TicketState, Urgency,
};

/// A ticket that the actor may see.
pub struct Ticket<'a> {
    pub row: Cow<'a, TicketRow>,
    pub request: &'a Request,
}

impl<'a> Ticket<'a> {
    /// The tickets of one list: what hangs on them is read together.
    pub fn list(rows: Vec<TicketRow>, request: &'a Request) -> Vec<Self> {
        request.listed(rows.iter().map(|row| (row.id, row.policy_version_id)).collect());
        request.contracts_listed(rows.iter().map(|row| row.contract_id).collect());
        rows.into_iter().map(|row| Ticket { row: Cow::Owned(row), request }).collect()
    }

    fn parts(&self) -> Arc<TicketParts> {
        self.request.parts(self.row.id, self.row.policy_version_id)
    }

    fn person(&self, id: Option<UserId>) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(id?).map(|of| User { of, request: self.request }))
    }

    fn contract_in_sight(&self) -> Option<&'a app::Contract> {
        let of = self.request.coverage().contracts.get(&self.row.contract_id)?;
        self.request.sight(Action::ContractView).contract(of).then_some(of)
    }

    fn text(&self) -> Result<&TicketText, ApiError> {
        let unread = || ApiError::internal(&"a long text was asked for and not read");
        self.row.text.as_ref().ok_or_else(unread)
    }
}

/// A piece of work that an agency asks of a vendor. Needs ticket.view: the requesting agency, those above it, and the
/// vendor it is given to.
#[Object(serial)]
impl<'a> Ticket<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Ticket.id(self.row.id.0)
    }

    /// What people call it by: short code of the agency, civil date, sequence.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// What sort of work.
    async fn kind(&self) -> TicketKind {
        self.row.kind.into()
    }

    /// One line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What is asked for; perhaps empty.
    async fn description(&self) -> Result<&str, ApiError> {
        Ok(&self.text()?.description)
    }

    /// The cause as the vendor gave it on resolving; null before.
    async fn cause(&self) -> Option<Result<&str, ApiError>> {
        self.text().map(|text| text.cause.as_deref()).transpose()
    }

    /// The solution as the vendor gave it on resolving; null before.
    async fn solution(&self) -> Option<Result<&str, ApiError>> {
        self.text().map(|text| text.solution.as_deref()).transpose()
    }

    /// Where it stands.
    async fn state(&self) -> TicketState {
        self.row.state.into()
    }

    /// Whether work may still be done: neither closed nor cancelled.
    async fn open(&self) -> bool {
        self.row.state.is_open()
    }

    /// How much is affected.
    async fn impact(&self) -> Impact {
        self.row.impact.into()
    }

    /// How fast the effect grows.
    async fn urgency(&self) -> Urgency {
        self.row.urgency.into()
    }

    /// Its rank, by impact and urgency and the matrix of its policy version; graver when it rose by itself.
    async fn priority(&self) -> Priority {
        self.row.priority.into()
    }

    /// The class of the system's site when it was raised.
    async fn site_class(&self) -> SiteClass {
        self.row.site_class.into()
    }

    /// 1, and one more for each rejected solution and each reopening.
    async fn cycle(&self) -> i32 {
        self.row.cycle
    }

    /// Grows with each change.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// The agency that asks.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// The vendor it is given to.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row.vendor_id)? })
    }

    /// The vendor's team that has it; null while it is in the vendor's common queue.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        VendorTeam::of(self.row.team_id?, self.request)
    }

    /// The request that it was raised of, once a contract covered the system; null when there was none, and without
    /// uncovered.view there.
    #[graphql(complexity = "10 + child_complexity")]
    async fn uncovered_request(&self) -> Result<Option<UncoveredRequest<'a>>, ApiError> {
        let found = self.parts().uncovered(self.row.id).await?;
        let row = found.as_ref().clone();
        Ok(row.map(|row| UncoveredRequest { row: Cow::Owned(row), request: self.request }))
    }

    /// The system that needs work.
    async fn system(&self) -> Result<ManagedSystem<'a>, ApiError> {
        Ok(ManagedSystem { row: self.request.system(self.row.system_id)?, request: self.request })
    }

    /// The contract that promises its deadlines; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let of = self.contract_in_sight()?;
        Some(ServiceContract { of, request: self.request })
    }

    /// The version of the contract's terms that binds it: that of the day it was raised; null without contract.view
    /// there.
    async fn contract_terms(&self) -> Option<ContractTerms<'a>> {
        let contract = self.contract_in_sight()?;
        let of = contract.covers.version(self.row.terms_number)?;
        Some(ContractTerms { of, request: self.request })
    }

    /// Why this contract, by this version of its terms, binds it; null without contract.view there.
    async fn binding(&self) -> Option<TicketBinding<'_>> {
        TicketBinding::of(&self.row, self.request)
    }

    /// The engineer in charge; null while it is in the vendor's queue.
    async fn assignee(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row.assignee_id)
    }

    /// Who raised it; null for an import, and for an inspection that its plan raised.
    async fn raised_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row.raised_by)
    }

    /// When work was asked for: where clocks start.
    async fn raised_at(&self) -> Instant {
        self.row.raised_at
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> Instant {
        self.row.updated_at
    }

    /// When it was solved, in the present cycle; null before.
    async fn resolved_at(&self) -> Option<Instant> {
        self.row.resolved_at
    }

    /// When the agency agreed; null while it has not.
    async fn closed_at(&self) -> Option<Instant> {
        self.row.closed_at
    }

    /// The next deadline of a clock that counts, or the one that passed and is not done yet; null without one.
    async fn next_due_at(&self) -> Option<Instant> {
        // The sort column holds the end of the year 9999 for "none".
        Some(self.row.next_due_at).filter(|due| due.year() < 9999)
    }

    /// Whether some promise was broken.
    async fn breached(&self) -> bool {
        self.row.breached
    }

    /// The agency's rating of the present cycle, 1 to 5; null before.
    async fn stars(&self) -> Option<i32> {
        self.row.stars
    }

    /// The newest clock of each promised metric in short: costs nothing, made for lists.
    async fn clock_summaries(&self) -> Vec<ClockSummary> {
        let promised = self.row.clocks.iter().filter(|clock| clock.state != sla::ClockState::NoPromise);
        promised
            .map(|of| ClockSummary { metric: of.metric.into(), state: of.state.into(), due_at: of.due_at })
            .collect()
    }

    /// Every clock, in the order they began, those of coming progress reports included.
    #[graphql(complexity = "10 + 8 * child_complexity")]
    async fn clocks(&self) -> Result<Vec<SlaClock<'a>>, ApiError> {
        let found = self.parts().clocks(self.row.id).await?;
        let clock = |at| SlaClock::new(found.clone(), at, self.row.policy_version_id, self.request);
        Ok((0..found.len()).map(clock).collect())
    }

    /// Its links to other tickets, in the order they were made: none to a ticket that you may not see. At most 200.
    #[graphql(complexity = "10 + 8 * child_complexity")]
    async fn links(&self) -> Result<Vec<TicketLink<'a>>, ApiError> {
        let (found, others) = self.parts().links(self.row.id).await?;
        self.request.also_listed(others);
        Ok((0..found.len()).map(|at| TicketLink::new(found.clone(), at, self.request)).collect())
    }

    /// What it asks for of the service catalogue, and what was answered; null when it was raised without.
    #[graphql(complexity = "10 + child_complexity")]
    async fn service_item(&self) -> Result<Option<TicketServiceItem>, ApiError> {
        let found = self.parts().item(self.row.id).await?;
        Ok(found.is_some().then(|| TicketServiceItem::new(found)))
    }

    /// The knowledge notes that its solutions used, as far as you may read them.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn knowledge_notes(&self) -> Result<Vec<KnowledgeNote<'a>>, ApiError> {
        let found = self.parts().notes(self.row.id).await?;
        Ok(found.iter().map(|of| KnowledgeNote { of: of.clone(), request: self.request }).collect())
    }

    #[graphql(flatten)]
    async fn log(&self) -> TicketLog<'_> {
        TicketLog { row: &self.row, request: self.request }
    }

    #[graphql(flatten)]
    async fn talk(&self) -> TicketTalk<'_> {
        TicketTalk { row: &self.row, request: self.request }
    }

    /// Its legs, in order: who had it when. Empty for a ticket that was never handed over; a vendor sees its own only.
    /// Needs leg.view.
    #[graphql(complexity = "10 + 3 * child_complexity")]
    async fn legs(&self) -> Result<Vec<TicketLeg<'a>>, ApiError> {
        let (found, parts) = self.parts().legs(self.row.id).await?;
        Ok(found.iter().map(|row| TicketLeg::new(row.clone(), parts.clone(), self.request)).collect())
    }

    /// INSPECTION: the inspection of a plan that it is, with its checklist and what was answered; null for any other.
    #[graphql(complexity = "10 + child_complexity")]
    async fn inspection(&self) -> Result<Option<TicketInspectionNode<'a>>, ApiError> {
        if self.row.kind != domain::ticket::TicketKind::Inspection {
            return Ok(None);
        }
        let found = self.parts().inspection(self.row.id).await?;
        Ok(found.is_some().then(|| TicketInspectionNode::new(found, self.row.state, self.request)))
    }

    /// Disputes about its breaches, the oldest first. Without dispute.view there are none.
    #[graphql(complexity = "5 + 2 * child_complexity")]
    async fn disputes(&self) -> Result<Vec<BreachDispute<'a>>, ApiError> {
        let (found, parts) = self.parts().disputes(self.row.id).await?;
        Ok(found.iter().map(|row| BreachDispute::new(row.clone(), parts.clone(), self.request)).collect())
    }

    /// What you may do with it now.
    #[graphql(complexity = 10)]
    async fn available_actions(&self) -> Result<Vec<TicketAction>, ApiError> {
        let found = self.parts().actions(self.row.id).await?;
        Ok(found.iter().copied().filter_map(TicketAction::of).collect())
    }
}

impl Listed for Ticket<'_> {
    type Order = TicketOrder;

    fn place(&self, order: TicketOrder) -> Cursor {
        Cursor { order: order_word(order), key: app::ticket::sort_key(order, &self.row), id: self.row.id.0 }
    }
}

/// Where the newest clock of one metric stands.
#[derive(Clone, Copy, Debug, SimpleObject)]
#[graphql(serial)]
pub struct ClockSummary {
    /// What is measured.
    metric: Metric,
    /// Where it stands.
    state: ClockState,
    /// The deadline; null while paused and when cancelled before it was known.
    due_at: Option<Instant>,
}
