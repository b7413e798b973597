//! A scorecard.

use app::scorecard::ScorecardView;
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;

use super::{LedgerSheet, Percentiles, ScorecardTerm};
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::{PeriodKind, ScorecardSubject};

/// A card of the use case.
pub struct Scorecard<'a> {
    pub card: Box<ScorecardView>,
    pub request: &'a Request,
}

impl<'a> Scorecard<'a> {
    /// A card of an answer: what stands behind it is read together with that of the others.
    pub fn of(card: ScorecardView, request: &'a Request) -> Self {
        let entries = card.ledger.lines.iter().flat_map(|line| &line.entries);
        entries.for_each(|entry| request.scorecards().note_entry(entry.id));
        card.terms.iter().flat_map(|term| &term.given).for_each(|id| request.scorecards().note_score(*id));
        request.scorecards().note_percentiles(card.key());
        Self { card: Box::new(card), request }
    }

    /// The order of every list of scorecards.
    pub const LATEST: &'static str = "scorecards.latest";
}

/// What a month, quarter, half-year or year came to, every term explained. Needs scorecard.view.
#[Object(serial)]
impl<'a> Scorecard<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Scorecard.id(self.card.id.0)
    }

    /// Whom it is about.
    async fn subject(&self) -> ScorecardSubject {
        self.card.subject.into()
    }

    /// The contract; null on a vendor's card, and without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.card.contract?)
    }

    /// The vendor.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.card.vendor)? })
    }

    /// How long its period is.
    async fn period(&self) -> PeriodKind {
        self.card.period.kind.into()
    }

    /// The first day of its period.
    async fn starts_on(&self) -> NaiveDate {
        self.card.period.start
    }

    /// The last day of its period, inclusive.
    async fn ends_on(&self) -> NaiveDate {
        self.card.period.end().pred_opt().unwrap_or(self.card.period.start)
    }

    /// Whether its last day has not passed in the zone of the contract or of any that a vendor's card counts: the score
    /// is what is known so far, and there is no grade yet.
    async fn running(&self) -> bool {
        self.card.running
    }

    /// The global id of the version of the scoring scheme that it was scored by.
    async fn scheme_id(&self) -> ID {
        NodeType::ScoringScheme.id(self.card.scheme.0)
    }

    /// 0.00 to 100.00, rounded once, a half up; null is "not rated", which is neither 0 nor 100.
    async fn score(&self) -> Option<String> {
        self.card.score.map(|score| score.to_string())
    }

    /// The grade of the score, in the language of the request; null when not rated, and while it runs.
    async fn grade(&self) -> Option<&str> {
        let grade = self.card.grade.as_ref()?;
        Some(self.request.language().choose(&grade.en, &grade.zh))
    }

    /// Every criterion of the scheme. Their contributions, less what the ledger takes off and with what it puts on, add
    /// up to the score; a scheme without criteria takes from 100.
    #[graphql(complexity = "8 * child_complexity")]
    async fn terms(&self) -> Vec<ScorecardTerm<'_>> {
        self.card.terms.iter().map(|term| ScorecardTerm { term, card: &self.card, request: self.request }).collect()
    }

    /// What the deduction ledger takes off and puts on.
    async fn ledger(&self) -> LedgerSheet<'_> {
        LedgerSheet { sheet: &self.card.ledger, request: self.request }
    }

    /// How long promises took that were kept in the period, in time or late, one for each metric of which any was. Exact
    /// where the assessment of the contract's period is frozen, and then as it was frozen; else at most 2.5 % off.
    #[graphql(complexity = "5 + child_complexity")]
    async fn percentiles(&self) -> Result<Vec<Percentiles>, ApiError> {
        let found = self.request.scorecards().percentiles(self.request.op(), self.card.key()).await?;
        Ok(found.into_iter().map(Percentiles).collect())
    }

    /// When its months were last counted.
    async fn computed_at(&self) -> Instant {
        self.card.computed_at
    }
}

impl Listed for Scorecard<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.card.period.start.to_string(), id: self.card.id.0 }
    }
}
