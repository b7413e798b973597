//! Mutations of what people bring to scorecards: ledger entries and scores.

use app::scorecard::{
    LedgerEntryView, ManualScoreView, NewLedgerEntry, NewManualScore, book_ledger_entry, give_manual_score,
    review_manual_score, strike_ledger_entry,
};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::ids::{LedgerEntryId, ManualScoreId};

use super::{LedgerEntry, ManualScore};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::setup::{Outcome, Read, payloads};
use crate::graphql::words::PeriodKind;

/// An event to be booked.
#[derive(Debug, InputObject)]
pub struct BookLedgerEntryInput {
    /// The contract.
    contract_id: ID,
    /// The code of an item in the ledger of the contract's scheme, not one that the platform counts.
    item: String,
    /// The day on which it happened, in the contract's zone: not to come.
    occurred_on: NaiveDate,
    /// The ticket that it happened on: one that the contract bound.
    ticket_id: Option<ID>,
    /// What shows it, and where that can be seen, up to 2,000 characters.
    evidence: String,
}

/// An entry that shall count no more.
#[derive(Debug, InputObject)]
pub struct StrikeLedgerEntryInput {
    /// The entry.
    ledger_entry_id: ID,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// A score to be given.
#[derive(Debug, InputObject)]
pub struct GiveManualScoreInput {
    /// The contract.
    contract_id: ID,
    /// The code of a criterion of the contract's scheme whose formula is MANUAL.
    criterion: String,
    /// How long the period is: one of those that the scheme assesses.
    period: PeriodKind,
    /// The first day of the period.
    starts_on: NaiveDate,
    /// 0 to 1, such as 19/20 or 0.95; a denominator of at most 1,000.
    score: String,
    /// What it rests on, and where that can be seen, up to 2,000 characters.
    evidence: String,
}

/// A score to be accepted or rejected.
#[derive(Debug, InputObject)]
pub struct ReviewManualScoreInput {
    /// The score.
    manual_score_id: ID,
    /// Whether it counts.
    accept: bool,
    /// What is to be said of it, up to 2,000 characters; required when it is rejected.
    note: Option<String>,
}

fn entry<'r>(of: &LedgerEntryView, request: &'r Request) -> Option<LedgerEntry<'r>> {
    Some(LedgerEntry { of: of.clone(), request })
}

fn score<'r>(of: &ManualScoreView, request: &'r Request) -> Option<ManualScore<'r>> {
    Some(ManualScore { of: of.clone(), request })
}

payloads! {
    entry: LedgerEntry, "The entry after it; null when nothing was changed.", entry(LedgerEntryView);
    /// What became of bookLedgerEntry.
    BookLedgerEntryPayload,
    /// What became of strikeLedgerEntry.
    StrikeLedgerEntryPayload,
}

payloads! {
    manual_score: ManualScore, "The score after it; null when nothing was changed.", score(ManualScoreView);
    /// What became of giveManualScore.
    GiveManualScorePayload,
    /// What became of reviewManualScore.
    ReviewManualScorePayload,
}

/// The mutations of what people bring to scorecards.
#[derive(Default)]
pub struct ScoringMutation;

/// The mutations of what people bring to scorecards.
#[Object]
impl ScoringMutation {
    /// Book an event in the deduction ledger of a contract, with the points that its scheme says. Needs ledger.book at
    /// the contract's agency or above.
    async fn book_ledger_entry(
        &self,
        ctx: &Context<'_>,
        input: BookLedgerEntryInput,
    ) -> Result<BookLedgerEntryPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewLedgerEntry {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            item: input.item,
            occurred_on: input.occurred_on,
            ticket: read.optional_id(NodeType::Ticket, input.ticket_id.as_ref(), "ticketId"),
            evidence: input.evidence,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(book_ledger_entry(op, &new).await)
    }

    /// Strike an entry of the ledger: it counts no more, and stays to be read. Nobody strikes what they booked. Needs
    /// ledger.strike at the contract's agency or above.
    async fn strike_ledger_entry(
        &self,
        ctx: &Context<'_>,
        input: StrikeLedgerEntryInput,
    ) -> Result<StrikeLedgerEntryPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: LedgerEntryId = read.id(NodeType::LedgerEntry, &input.ledger_entry_id, "ledgerEntryId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(strike_ledger_entry(op, id, &input.reason).await)
    }

    /// Give the score of a criterion for a period; it counts once another person has accepted it. Needs
    /// manual_score.give at the contract's agency or above.
    async fn give_manual_score(
        &self,
        ctx: &Context<'_>,
        input: GiveManualScoreInput,
    ) -> Result<GiveManualScorePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewManualScore {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            criterion: input.criterion,
            period: input.period.into(),
            starts_on: input.starts_on,
            score: input.score,
            evidence: input.evidence,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(give_manual_score(op, &new).await)
    }

    /// Accept or reject a score that somebody else gave. Needs manual_score.review at the contract's agency or above.
    async fn review_manual_score(
        &self,
        ctx: &Context<'_>,
        input: ReviewManualScoreInput,
    ) -> Result<ReviewManualScorePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: ManualScoreId = read.id(NodeType::ManualScore, &input.manual_score_id, "manualScoreId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(review_manual_score(op, id, input.accept, input.note.as_deref()).await)
    }
}
