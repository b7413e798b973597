//! Lines, caps and parts of a statement.

use app::StatementStepRow;
use async_graphql::Object;
use domain::Instant;
use domain::credit::{self, FundedPart};

use crate::graphql::money::Money;
use crate::graphql::words::{CreditCapKind, CreditLineKind, FundingSource, StatementState, StatementStep};

/// A line of the domain.
pub struct CreditLine<'a>(pub &'a credit::CreditLine);

/// A rule that found something, with the arithmetic that a person can redo. Points go on to the line of all points; per cent
/// and fixed sums to the credit. Fractions are exact, such as 19/20.
#[Object(serial)]
impl CreditLine<'_> {
    /// What it comes from.
    async fn kind(&self) -> CreditLineKind {
        self.0.kind.into()
    }

    /// The rule's code, the criterion's for a KPI; empty for a band, the ledger and all points.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The arithmetic, in numbers alone.
    async fn arithmetic(&self) -> &str {
        &self.0.arithmetic
    }

    /// Whether it counts more often because it failed in the period before as well.
    async fn repeated(&self) -> bool {
        self.0.repeated
    }

    /// Points.
    async fn points(&self) -> String {
        self.0.points.to_string()
    }

    /// Per cent of the fee.
    async fn percent(&self) -> String {
        self.0.percent.to_string()
    }

    /// Fixed sums in fen, exact.
    async fn fen(&self) -> String {
        self.0.fen.to_string()
    }
}

/// A cap of the domain.
pub struct CreditCap<'a>(pub &'a credit::CreditCap);

/// A limit of a credit in whole fen, rounded down.
#[Object(serial)]
impl CreditCap<'_> {
    /// Which.
    async fn kind(&self) -> CreditCapKind {
        self.0.kind.into()
    }

    /// The most that is taken off.
    async fn limit(&self) -> Money {
        Money(self.0.limit)
    }
}

/// A part of the domain.
pub struct StatementFunding<'a>(pub &'a FundedPart);

/// What one source pays.
#[Object(serial)]
impl StatementFunding<'_> {
    /// Where it comes from.
    async fn source(&self) -> FundingSource {
        self.0.source.into()
    }

    /// Who pays.
    async fn payer(&self) -> &str {
        &self.0.payer
    }

    /// Its share in per cent, exact; 100 of a reward.
    async fn percent(&self) -> String {
        self.0.percent.to_string()
    }

    /// Why it is so here: the class of the district, or the document that says so.
    async fn basis(&self) -> &str {
        &self.0.basis
    }

    /// How much.
    async fn amount(&self) -> Money {
        Money(self.0.amount)
    }
}

/// A row of the history.
pub struct StatementHistoryEntry(pub StatementStepRow);

/// A step in the life of a statement; the history is append-only.
#[Object(serial)]
impl StatementHistoryEntry {
    /// The version of the statement after it.
    async fn version(&self) -> i64 {
        self.0.seq
    }

    /// What was done.
    async fn step(&self) -> StatementStep {
        self.0.step.into()
    }

    /// The state after it.
    async fn to(&self) -> StatementState {
        self.0.to_state.into()
    }

    /// What was said with it; null without.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Who did it.
    async fn actor_name(&self) -> &str {
        &self.0.actor_name
    }

    /// When it was done.
    async fn recorded_at(&self) -> Instant {
        self.0.recorded_at
    }
}
