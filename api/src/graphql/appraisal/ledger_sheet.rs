//! What the deduction ledger comes to on a scorecard, every line unfolded.

use async_graphql::{ID, Object, SimpleObject};
use chrono::NaiveDate;

use super::LedgerEntry;
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::LedgerNote;

/// A sheet, borrowed from its card.
pub struct LedgerSheet<'a> {
    pub sheet: &'a domain::scorecard::LedgerSheet,
    pub request: &'a Request,
}

/// What is taken off and put on beside the terms of a scorecard. Numbers are exact fractions in lowest terms.
#[Object(serial)]
impl<'a> LedgerSheet<'a> {
    /// One for each item with at least one event, in the scheme's order.
    #[graphql(complexity = "8 * child_complexity")]
    async fn lines(&self) -> Vec<LedgerLine<'a>> {
        self.sheet.lines.iter().map(|line| LedgerLine { line, request: self.request }).collect()
    }

    /// Points off: the deductions that count, up to the scheme's cap.
    async fn deducted(&self) -> String {
        self.sheet.deducted.to_string()
    }

    /// Points on: the bonuses that count, up to theirs.
    async fn bonus(&self) -> String {
        self.sheet.bonus.to_string()
    }
}

/// A line, borrowed from its card.
pub struct LedgerLine<'a> {
    line: &'a domain::scorecard::LedgerLine,
    request: &'a Request,
}

/// What one item of the ledger comes to in a period. Numbers are exact fractions in lowest terms.
#[Object(serial)]
impl<'a> LedgerLine<'a> {
    /// The item's code.
    async fn item(&self) -> &'a str {
        &self.line.item
    }

    /// The item's name, in the language of the request; null when the scheme of the period knows no such item.
    async fn name(&self) -> Option<&'a str> {
        let name = self.line.name.as_ref()?;
        Some(self.request.language().choose(&*name.en, &*name.zh))
    }

    /// What was booked, by day and id; empty for an item that the platform counts.
    #[graphql(complexity = "4 * child_complexity")]
    async fn entries(&self) -> Vec<BookedEvent<'a>> {
        self.line.entries.iter().map(|entry| BookedEvent { entry, request: self.request }).collect()
    }

    /// What the platform counted; null for an item that people book.
    async fn late(&self) -> Option<LateEvents> {
        self.line.late.map(|[late, beyond_twice, beyond_thrice]| LateEvents { late, beyond_twice, beyond_thrice })
    }

    /// All its events together: below 0 deductions, above 0 bonuses.
    async fn booked(&self) -> String {
        self.line.booked.to_string()
    }

    /// The most that they may come to, without sign; null without a cap.
    async fn cap(&self) -> Option<String> {
        self.line.cap.as_ref().map(ToString::to_string)
    }

    /// What counts of it, with sign.
    async fn counted(&self) -> String {
        self.line.counted.to_string()
    }

    /// Why that differs; null when it does not.
    async fn note(&self) -> Option<LedgerNote> {
        self.line.note.map(Into::into)
    }
}

/// Breached promises by how late they were, in the time that the promise itself counts.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct LateEvents {
    /// Up to twice the time allowed, or not kept when the card was scored.
    late: i64,
    /// Beyond twice, up to three times.
    beyond_twice: i64,
    /// Beyond three times.
    beyond_thrice: i64,
}

/// An entry as the card counted it.
pub struct BookedEvent<'a> {
    entry: &'a domain::scorecard::LedgerEntry,
    request: &'a Request,
}

/// An entry as a scorecard counted it.
#[Object(serial)]
impl<'a> BookedEvent<'a> {
    /// The global id of the entry.
    async fn entry_id(&self) -> ID {
        NodeType::LedgerEntry.id(self.entry.id.0)
    }

    /// The civil day on which it happened.
    async fn occurred_on(&self) -> NaiveDate {
        self.entry.occurred_on
    }

    /// Below 0 a deduction, above 0 a bonus.
    async fn points(&self) -> String {
        self.entry.points.to_string()
    }

    /// The entry itself, with evidence and author; null outside your scope.
    #[graphql(complexity = "2 + child_complexity")]
    async fn entry(&self) -> Option<Result<LedgerEntry<'a>, ApiError>> {
        let request = self.request;
        let found = request.scorecards().entry(request.op(), self.entry.id).await.transpose()?;
        Some(found.map(|of| LedgerEntry { of, request }))
    }
}
