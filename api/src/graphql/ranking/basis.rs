//! What a place rests on: for those who rank, and for whoever stands there themselves.

use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::ranking::{AgencyBasis, Part, RankingKind, RankingMeasure, VendorBasis};

use super::sheet::{name_en, subject};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::PeriodKind;

/// A basis of the domain.
pub struct RankingVendorBasis<'a> {
    pub(super) of: VendorBasis,
    pub(super) request: &'a Request,
}

/// What a vendor's score rests on: the frozen assessments of its contracts, each weighted by what the contract is worth
/// over the days assessed.
#[Object(serial)]
impl RankingVendorBasis<'_> {
    /// The global id of the vendor; null for whoever does not see it otherwise.
    async fn vendor_id(&self) -> Option<ID> {
        subject(Some(self.request), RankingMeasure::Score, self.of.vendor.0)
    }

    /// The vendor's name.
    async fn name(&self) -> Option<&str> {
        self.request.directory().vendors.get(&self.of.vendor).map(|row| row.name.as_str())
    }

    /// The same in English; null without.
    async fn name_en(&self) -> Option<&str> {
        name_en(self.request.directory(), RankingKind::Vendors, self.of.vendor.0)
    }

    /// The score before its one rounding, as an exact fraction; null when not rated.
    async fn exact(&self) -> Option<String> {
        self.of.exact.as_ref().map(ToString::to_string)
    }

    /// The numbers of its contracts that were in force in the period.
    async fn contract_numbers(&self) -> Vec<&str> {
        self.of.contracts.iter().map(|of| of.number.as_str()).collect()
    }

    /// The assessments used, by contract and begin.
    #[graphql(complexity = "10 * child_complexity")]
    async fn parts(&self) -> Vec<RankingPart<'_>> {
        let number = |part: &Part| self.of.contracts.iter().find(|of| of.contract == part.contract);
        self.of.parts.iter().map(|of| RankingPart { of, number: number(of).map(|of| of.number.as_str()) }).collect()
    }
}

/// A part of the domain.
pub struct RankingPart<'a> {
    of: &'a Part,
    number: Option<&'a str>,
}

/// One frozen assessment's part in a vendor's score.
#[Object(serial)]
impl RankingPart<'_> {
    /// The global id of the frozen assessment.
    async fn assessment_id(&self) -> ID {
        NodeType::AssessmentPeriod.id(self.of.assessment.0)
    }

    /// The contract's number.
    async fn contract_number(&self) -> Option<&str> {
        self.number
    }

    /// How long the assessed period is.
    async fn period(&self) -> PeriodKind {
        self.of.period.kind.into()
    }

    /// Its first day.
    async fn starts_on(&self) -> NaiveDate {
        self.of.period.start
    }

    /// The score that was frozen; null is "not rated", which weighs nothing.
    async fn score(&self) -> Option<String> {
        self.of.score.map(|score| score.to_string())
    }

    /// Days of the contract in it.
    async fn days(&self) -> i64 {
        self.of.days
    }

    /// Its share in the vendor's score, an exact fraction of 1.
    async fn share(&self) -> String {
        self.of.share.to_string()
    }

    /// Promises judged in it.
    async fn judged(&self) -> i64 {
        self.of.judged
    }

    /// Of these, breached.
    async fn breached(&self) -> i64 {
        self.of.breached
    }

    /// The SHA-256 that both sides signed.
    async fn input_hash(&self) -> &str {
        &self.of.input_hash
    }
}

/// A basis of the domain.
pub struct RankingAgencyBasis<'a> {
    pub(super) of: AgencyBasis,
    pub(super) request: &'a Request,
}

/// What an agency's places rest on: what was counted of tickets raised in the period.
#[Object(serial)]
impl RankingAgencyBasis<'_> {
    /// The global id of the agency; null for whoever does not see it otherwise.
    async fn agency_id(&self) -> Option<ID> {
        subject(Some(self.request), RankingMeasure::TimeToAccept, self.of.agency.0)
    }

    /// The agency's name.
    async fn name(&self) -> Option<&str> {
        self.request.directory().agencies.get(&self.of.agency).map(|row| row.name.as_str())
    }

    /// The same in English; null without.
    async fn name_en(&self) -> Option<&str> {
        name_en(self.request.directory(), RankingKind::Agencies, self.of.agency.0)
    }

    /// Tickets that were assigned.
    async fn accepted(&self) -> i64 {
        self.of.duties.accepted
    }

    /// Seconds from raising to the first assignment over all of them.
    async fn accept_seconds(&self) -> i64 {
        self.of.duties.accept_seconds
    }

    /// Tickets closed after a solution.
    async fn confirmed(&self) -> i64 {
        self.of.duties.confirmed
    }

    /// Seconds from the last solution to the closing over all of them.
    async fn confirm_seconds(&self) -> i64 {
        self.of.duties.confirm_seconds
    }

    /// Pauses that began in the period and were decided.
    async fn pauses_decided(&self) -> i64 {
        self.of.duties.pauses_decided
    }

    /// Of these, rejected.
    async fn pauses_rejected(&self) -> i64 {
        self.of.duties.pauses_rejected
    }
}
