//! What a back-test found.

use app::backtest::{CardKey, CardView, ChangeKey, ChangeRow, ExclusionRow};
use async_graphql::{ID, Object, SimpleObject};
use chrono::NaiveDate;
use domain::Instant;
use domain::money::Fen;
use domain::sla::ClockKey;
use domain::trial::Outcome;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::report::SlaCounts;
use crate::graphql::request::{Language, Request};
use crate::graphql::words::{ClockState, ExclusionReason, Metric};

/// The counts of a back-test.
pub struct BacktestSummary {
    pub outcome: Outcome,
}

/// The counts of a back-test. Both sides are counted out of the same tickets: those that are left out count on neither.
#[Object(serial)]
impl BacktestSummary {
    /// Tickets that were compared.
    async fn compared(&self) -> i64 {
        self.outcome.compared
    }

    /// Those of them with a clock that is judged otherwise.
    async fn differing(&self) -> i64 {
        self.outcome.differing
    }

    /// Tickets that were left out, by reason.
    async fn excluded(&self) -> Vec<ExcludedTickets> {
        let of = |(reason, tickets): &(domain::trial::Exclusion, i64)| ExcludedTickets {
            reason: (*reason).into(),
            tickets: *tickets,
        };
        self.outcome.excluded.iter().map(of).collect()
    }

    /// One for each metric.
    #[graphql(complexity = "5 * child_complexity")]
    async fn metrics(&self) -> Vec<BacktestMetric> {
        let of = |metric: &domain::sla::Metric| {
            let (before, after) = self.outcome.tallies(Some(*metric));
            let own = self.outcome.pairs.iter().filter(|pair| pair.metric == *metric);
            let pairs = own.map(|pair| VerdictPair {
                before: pair.before.into(),
                after: pair.after.into(),
                clocks: pair.clocks,
            });
            BacktestMetric {
                metric: (*metric).into(),
                before: before.into(),
                after: after.into(),
                pairs: pairs.collect(),
            }
        };
        domain::sla::Metric::ALL.iter().map(of).collect()
    }

    /// Breached clocks of all metrics, as they stand in the books.
    async fn breaches_before(&self) -> i64 {
        self.outcome.tallies(None).0.breached
    }

    /// Breached clocks of all metrics, by what is tried.
    async fn breaches_after(&self) -> i64 {
        self.outcome.tallies(None).1.breached
    }

    /// Of a scheme: contract months that were scored.
    async fn months(&self) -> i64 {
        self.outcome.months
    }

    /// Of a scheme: those of them with another score or grade.
    async fn months_differing(&self) -> i64 {
        self.outcome.months_differing
    }

    /// Of a scheme: what the months come to in money; null unless both schemes state what a grade pays, for some month.
    async fn payment(&self) -> Option<BacktestPayment> {
        let paid = self.outcome.paid;
        (paid.months > 0).then_some(BacktestPayment {
            months: paid.months,
            before: Money(Fen(paid.before)),
            after: Money(Fen(paid.after)),
        })
    }
}

/// Tickets that were left out for one reason.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ExcludedTickets {
    /// Why.
    reason: ExclusionReason,
    /// How many.
    tickets: i64,
}

/// The clocks of a metric before and after.
#[derive(Clone, Debug, SimpleObject)]
pub struct BacktestMetric {
    /// What is measured.
    metric: Metric,
    /// As they stand in the books.
    before: SlaCounts,
    /// By what is tried.
    after: SlaCounts,
    /// How many clocks came from which verdict to which.
    pairs: Vec<VerdictPair>,
}

/// Clocks that came from one verdict to another, or stayed.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct VerdictPair {
    /// In the books; NO_PROMISE also where the terms have no such clock.
    before: ClockState,
    /// By what is tried; NO_PROMISE also where it has no such clock.
    after: ClockState,
    /// How many.
    clocks: i64,
}

/// What contract months pay by their grades: the share of the contract's amount that falls to the month by its days,
/// at the grade's per cent, each month rounded once to whole fen.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct BacktestPayment {
    /// Months for which both schemes state a payment; the others count on neither side.
    months: i64,
    /// By the schemes that held.
    before: Money,
    /// By the scheme that is tried.
    after: Money,
}

/// A changed clock of the use case.
pub struct BacktestChange(pub ChangeRow);

impl BacktestChange {
    pub const BY_TICKET: &'static str = "backtest.changes";

    /// What a cursor keeps of a clock, for the use case.
    ///
    /// # Errors
    /// `INVALID_CURSOR`.
    pub fn place_of(cursor: &Cursor, language: Language) -> Result<ChangeKey, ApiError> {
        let key = || {
            let mut parts = cursor.key.split(' ');
            let (metric, cycle, seq) = (parts.next()?, parts.next()?, parts.next()?);
            Some(ClockKey { metric: metric.parse().ok()?, cycle: cycle.parse().ok()?, seq: seq.parse().ok()? })
        };
        Ok((cursor.id.into(), key().ok_or_else(|| Cursor::damaged(language))?))
    }
}

/// A clock that is judged otherwise.
#[Object(serial)]
impl BacktestChange {
    /// Its ticket's global id.
    async fn ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.0.ticket.0)
    }

    /// Its ticket's number.
    async fn ticket_number(&self) -> &str {
        &self.0.number
    }

    /// What is measured.
    async fn metric(&self) -> Metric {
        self.0.key.metric.into()
    }

    /// 1 for the first cycle.
    async fn cycle(&self) -> i32 {
        self.0.key.cycle
    }

    /// 1, and for UPDATE the position in the chain of progress reports.
    async fn seq(&self) -> i32 {
        self.0.key.seq
    }

    /// The verdict in the books.
    async fn verdict_before(&self) -> ClockState {
        self.0.before.into()
    }

    /// The verdict by what is tried.
    async fn verdict_after(&self) -> ClockState {
        self.0.after.into()
    }

    /// The deadline in the books; null without promise.
    async fn due_before(&self) -> Option<Instant> {
        self.0.due_before
    }

    /// The deadline by what is tried; null without promise.
    async fn due_after(&self) -> Option<Instant> {
        self.0.due_after
    }
}

impl Listed for BacktestChange {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        let ClockKey { metric, cycle, seq } = self.0.key;
        Cursor { order, key: format!("{metric} {cycle} {seq}"), id: self.0.ticket.0 }
    }
}

/// A ticket left out, of the use case.
pub struct BacktestExclusion(pub ExclusionRow);

impl BacktestExclusion {
    pub const BY_TICKET: &'static str = "backtest.exclusions";
}

/// A ticket that is left out.
#[Object(serial)]
impl BacktestExclusion {
    /// Its global id.
    async fn ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.0.ticket.0)
    }

    /// Its number.
    async fn ticket_number(&self) -> &str {
        &self.0.number
    }

    /// Why.
    async fn reason(&self) -> ExclusionReason {
        self.0.reason.into()
    }
}

impl Listed for BacktestExclusion {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.0.ticket.0 }
    }
}

/// A contract month of the use case.
pub struct BacktestCard<'a> {
    pub of: CardView,
    pub request: &'a Request,
}

impl BacktestCard<'_> {
    pub const BY_CONTRACT: &'static str = "backtest.cards";

    /// What a cursor keeps of a month, for the use case.
    ///
    /// # Errors
    /// `INVALID_CURSOR`.
    pub fn place_of(cursor: &Cursor, language: Language) -> Result<CardKey, ApiError> {
        Ok((cursor.id.into(), cursor.key.parse().map_err(|_| Cursor::damaged(language))?))
    }
}

/// A contract month, scored by the scheme that held and by the one that is tried, from the same counters.
#[Object(serial)]
impl<'a> BacktestCard<'a> {
    /// The contract; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.contract)
    }

    /// The first day of the month.
    async fn starts_on(&self) -> NaiveDate {
        self.of.month
    }

    /// The global id of the version of the scheme that held.
    async fn scheme_before_id(&self) -> ID {
        NodeType::ScoringScheme.id(self.of.scheme_before.0)
    }

    /// The score by the scheme that held; null is "not rated".
    async fn score_before(&self) -> Option<String> {
        self.of.score_before.map(|score| score.to_string())
    }

    /// The score by the scheme that is tried; null is "not rated".
    async fn score_after(&self) -> Option<String> {
        self.of.score_after.map(|score| score.to_string())
    }

    /// The grade by the scheme that held, in the language of the request.
    async fn grade_before(&self) -> Option<&str> {
        let grade = self.of.grade_before.as_ref()?;
        Some(self.request.language().choose(&grade.en, &grade.zh))
    }

    /// The grade by the scheme that is tried, in the language of the request.
    async fn grade_after(&self) -> Option<&str> {
        let grade = self.of.grade_after.as_ref()?;
        Some(self.request.language().choose(&grade.en, &grade.zh))
    }

    /// What the month pays by the scheme that held; null when it is not rated, or the scheme says nothing of money.
    async fn payment_before(&self) -> Option<Money> {
        self.of.pay_before.map(Money)
    }

    /// What the month pays by the scheme that is tried; null when it is not rated, or the scheme says nothing of money.
    async fn payment_after(&self) -> Option<Money> {
        self.of.pay_after.map(Money)
    }
}

impl Listed for BacktestCard<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.month.to_string(), id: self.of.contract.0 }
    }
}
