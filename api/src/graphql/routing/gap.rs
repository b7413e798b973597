//! One finding of the coverage report.

use std::borrow::Cow;

use app::gaps::{Finding, GapObject};
use async_graphql::{Object, SimpleObject};
use chrono::NaiveDate;
use domain::access::Action;

use super::UncoveredRequest;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node::Node;
use crate::graphql::party::{Agency, ManagedSystem};
use crate::graphql::promise::{ContractKeyDate, ServiceCalendar, ServiceContract, SlaPolicy};
use crate::graphql::request::Request;
use crate::graphql::words::{CoverageGapCode, Metric, Priority};

/// A finding of the use case.
#[derive(Clone, Copy)]
pub struct CoverageGap<'a> {
    pub of: &'a Finding,
    pub request: &'a Request,
}

impl CoverageGap<'_> {
    /// The order of every list of findings.
    pub const BY_CODE: &'static str = "coverageGaps.code";
}

/// A promise that is not made, or not kept in time.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct MissingTarget {
    /// What is not promised.
    metric: Metric,
    /// For which priority.
    priority: Priority,
}

/// One thing that coverage lacks. Needs report.view.
#[Object(serial)]
impl<'a> CoverageGap<'a> {
    /// What sort of finding.
    async fn code(&self) -> CoverageGapCode {
        self.of.gap.code().into()
    }

    /// What it is about: a system, contract, policy, calendar or request. Null when you may not see the object itself.
    async fn object(&self) -> Option<Node<'a>> {
        let (request, coverage) = (self.request, self.request.coverage());
        Some(match &self.of.object {
            GapObject::System(id) => Node::ManagedSystem(ManagedSystem::seen(request, *id)?),
            GapObject::Contract(id) => Node::ServiceContract(ServiceContract::seen(request, *id)?),
            GapObject::Policy(id) => {
                let row = coverage.policies.get(id)?;
                let seen = request.sight(Action::PolicyView).policy(row);
                Node::SlaPolicy(seen.then_some(SlaPolicy { row, request })?)
            }
            GapObject::Calendar(id) => {
                let row = coverage.calendars.get(id)?;
                let seen = request.sight(Action::CalendarView).calendar(row);
                Node::ServiceCalendar(seen.then_some(ServiceCalendar { row, request })?)
            }
            GapObject::Request(row) => {
                Node::UncoveredRequest(UncoveredRequest { row: Cow::Borrowed(row.as_ref()), request })
            }
        })
    }

    /// The owner of the system or policy, the buyer of the contract, or who filed the request.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.of.agency)?, request: self.request })
    }

    /// The contract that makes it matter; null when there is none that you may see.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.contract?)
    }

    /// The day that it is about: when cover or contract end, or until when the calendar is known; else null.
    async fn on(&self) -> Option<NaiveDate> {
        self.of.gap.day()
    }

    /// PRIORITY_WITHOUT_TARGET: what is not promised.
    async fn missing_targets(&self) -> Vec<MissingTarget> {
        let missing = self.of.gap.missing().iter();
        missing
            .map(|(metric, priority)| MissingTarget { metric: (*metric).into(), priority: (*priority).into() })
            .collect()
    }

    /// CONTRACT_ENDS: the days that nobody should miss, in their order.
    async fn key_dates(&self) -> Vec<ContractKeyDate> {
        let contract = self.of.contract.and_then(|id| self.request.coverage().contracts.get(&id));
        let Some(today) = contract.map(|contract| contract.day(self.request.op().now())) else { return Vec::new() };
        self.of.gap.key_dates().iter().map(|date| ContractKeyDate::of(*date, today)).collect()
    }

    /// The finding for reading, in the language of the request.
    async fn sentence(&self) -> String {
        let said = self.of.gap.sentence();
        self.request.language().choose(said.en, said.zh)
    }
}

impl Listed for CoverageGap<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.key.clone(), id: self.of.object.uuid() }
    }
}
