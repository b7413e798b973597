//! A contract.

use app::file::is_attachable;
use app::setup::available;
use app::setup::contract::available_steps;
use app::setup::review::may_draw_reviewers;
use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::contract::{Quota, Terms};
use domain::file::AttachmentState;
use domain::ids::ContractId;

use super::amendment::ContractAmendment;
use super::history::{ContractHistoryEntry, ContractKeyDate};
use super::quota::ContractQuota;
use super::terms::{ContractTerms, policy_of, systems_of};
use super::{Attachment, PaymentPlan, SlaPolicy};
use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, Vendor};
use crate::graphql::request::Request;
use crate::graphql::review::ComplianceReview;
use crate::graphql::routing::{ContractSystemTeam, VendorTeam};
use crate::graphql::words::{ContractState, ContractStep, ObjectAction};

/// A contract of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct ServiceContract<'a> {
    pub of: &'a app::Contract,
    pub request: &'a Request,
}

impl<'a> ServiceContract<'a> {
    /// The order of every list of contracts.
    pub const BY_NUMBER: &'static str = "contracts.number";

    /// The contract, where one sees it: with contract.view at either party or above the buyer.
    pub fn seen(request: &'a Request, id: ContractId) -> Option<Self> {
        let of = request.coverage().contracts.get(&id)?;
        request.sight(Action::ContractView).contract(of).then_some(Self { of, request })
    }

    /// The version of terms that today belongs to, in force or not.
    fn now(&self) -> &'a Terms {
        self.of.covers.as_of(self.of.day(self.request.op().now()))
    }
}

/// A contract between an agency and a vendor on the operation of systems. Needs contract.view.
#[Object(serial)]
impl<'a> ServiceContract<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ServiceContract.id(self.of.row.id.0)
    }

    /// Unique number.
    async fn number(&self) -> &str {
        &self.of.row.number
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.of.row.name
    }

    /// Where it stands.
    async fn state(&self) -> ContractState {
        self.of.row.state.into()
    }

    /// First day, in the contract's zone.
    async fn starts_on(&self) -> NaiveDate {
        self.of.row.starts_on
    }

    /// Last day by what is agreed so far, inclusive: amendments and an early end move it.
    async fn ends_on(&self) -> NaiveDate {
        self.of.covers.last_day()
    }

    /// The first day on which it is not in force any more, when it was ended early; null when not.
    async fn terminates_on(&self) -> Option<NaiveDate> {
        self.of.row.terminates_on
    }

    /// Amount of the whole contract, by the terms of today.
    async fn amount(&self) -> Money {
        Money(self.now().amount)
    }

    /// The zone (IANA) of its dates and of the month in which a clock counts.
    async fn zone(&self) -> &str {
        &self.of.row.zone
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// Grows with each change.
    async fn version(&self) -> i64 {
        self.of.row.version
    }

    /// The buyer.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.of.row.agency_id)?, request: self.request })
    }

    /// The vendor.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.of.row.vendor_id)? })
    }

    /// Its rank among contracts that cover the same system, 1 to 999: the smaller number binds first. Null when none is
    /// stated; then no other contract may cover one of its systems on a common day.
    async fn precedence(&self) -> Option<i32> {
        self.of.row.precedence
    }

    /// The vendor's team that new tickets go to; null for the vendor's common queue.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        VendorTeam::serving(self.of, self.of.serving.team?, self.request)
    }

    /// The systems that have a team of their own, by code. Needs system.view.
    async fn system_teams(&self) -> Vec<ContractSystemTeam<'a>> {
        ContractSystemTeam::all(self.of, self.request)
    }

    /// The SLA policy it promises by the terms of today; null without policy.view there.
    async fn policy(&self) -> Option<SlaPolicy<'a>> {
        policy_of(self.now(), self.request)
    }

    /// Every version of its terms that was agreed, by number: 1 as it was signed, then the amendments in force.
    async fn terms(&self) -> Vec<ContractTerms<'a>> {
        self.of.covers.versions().map(|of| ContractTerms { of, request: self.request }).collect()
    }

    /// The terms by which it binds tickets raised today; null when it binds none.
    async fn terms_in_force(&self) -> Option<ContractTerms<'a>> {
        let of = self.of.covers.terms_on(self.of.day(self.request.op().now()))?;
        Some(ContractTerms { of, request: self.request })
    }

    /// Every amendment by number: drafts and those that were withdrawn included.
    async fn amendments(&self) -> Vec<ContractAmendment<'a>> {
        let amendment = |of| ContractAmendment { of, contract: self.of, request: self.request };
        self.of.amendments.iter().map(amendment).collect()
    }

    /// What was done to it, in order.
    async fn history(&self) -> Vec<ContractHistoryEntry<'a>> {
        self.of.steps.iter().map(ContractHistoryEntry).collect()
    }

    /// Its compliance reviews and those of its amendments, in the order in which they were convened. Needs review.view.
    async fn reviews(&self) -> Vec<ComplianceReview<'a>> {
        let sight = self.request.sight(Action::ReviewView);
        let seen = self.of.reviews.iter().filter(|review| sight.review(self.of, review));
        seen.map(|review| ComplianceReview::new(review, self.of, self.request)).collect()
    }

    /// Whether you may have reviewers drawn for it now, by drawReviewers; for an amendment it stands there.
    async fn can_draw_reviewers(&self) -> bool {
        may_draw_reviewers(self.request.op(), self.of, self.of.covers.original.number)
    }

    /// So many days before its last day notice is due that it shall not go on; null when nothing is agreed.
    async fn notice_days(&self) -> Option<i32> {
        self.of.row.notice_days
    }

    /// So many days before its last day it must be decided whether it is renewed; null when it cannot be.
    async fn renewal_days(&self) -> Option<i32> {
        self.of.row.renewal_days
    }

    /// The days that nobody should miss, in their order; messages tell of them while the contract runs.
    async fn key_dates(&self) -> Vec<ContractKeyDate> {
        let today = self.of.day(self.request.op().now());
        self.of.key_dates().into_iter().map(|date| ContractKeyDate::of(date, today)).collect()
    }

    /// What changed of it since it was made, field by field, oldest first; null without contract.view at the buyer.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::Contract, self.of.row.id.0), (first, after)).await
    }

    /// What you may do with it now; what may be done with an amendment stands there.
    async fn available_actions(&self) -> Vec<ContractStep> {
        available_steps(self.request.op(), self.of).into_iter().map(Into::into).collect()
    }

    /// What else you may do with it now, beside the steps of its life.
    async fn other_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_contract(self.request.op(), self.of))
    }

    /// Its files, the oldest first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn attachments(
        &self,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Whether to show those that were taken back as well.", default = false)]
        include_withdrawn: bool,
    ) -> Result<Connection<Attachment<'a>>, ApiError> {
        let (id, request) = (self.of.row.id, self.request);
        let rows = request.contract_parts(id).attachments(id.0).await?;
        let shown = rows.iter().filter(|row| include_withdrawn || row.state == AttachmentState::Stored);
        let shown = shown.map(|row| Attachment { row: row.clone(), request, ticket: None });
        page(shown, Attachment::OLDEST, first, after.as_deref(), request.language())
    }

    /// Whether you may attach a file to it.
    async fn can_attach(&self) -> bool {
        is_attachable(self.request.op(), self.of, None)
    }

    /// The visits and hours that its terms state for a day, each in the period around that day.
    async fn quotas(
        &self,
        #[graphql(desc = "The day, in the contract's zone; today when left out.")] on: Option<NaiveDate>,
    ) -> Result<Vec<ContractQuota<'a>>, ApiError> {
        let (contract, request) = (self.of, self.request);
        let day = on.unwrap_or_else(|| contract.day(request.op().now()));
        let (terms, quotas) = contract.quotas_on(day);
        if quotas.is_empty() {
            return Ok(Vec::new());
        }
        let uses = request.contract_parts(contract.row.id).quota_uses(contract.row.id).await?;
        let quota = |quota: Quota| {
            let period = quota.period.around(day, contract.days());
            ContractQuota { quota, terms, period, uses: uses.clone(), contract, request }
        };
        Ok(quotas.into_iter().map(quota).collect())
    }

    /// What its amount is paid for, part by part.
    async fn payment_plan(&self) -> PaymentPlan<'a> {
        PaymentPlan { of: self.of, request: self.request }
    }

    /// The systems it covers by the terms of today, by name. Needs system.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn systems(
        &self,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ManagedSystem<'a>>, ApiError> {
        systems_of(self.now(), first, after.as_deref(), self.request)
    }
}

impl Listed for ServiceContract<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.number.clone(), id: self.of.row.id.0 }
    }
}
