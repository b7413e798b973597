//! One criterion's part in a scorecard, and the tickets behind it.

use app::TicketOrder;
use app::scorecard::{BehindQuery, ScorecardView, TicketsBehind, tickets_behind};
use async_graphql::{Context, Object, SimpleObject};
use domain::fraction::Fraction;
use domain::scorecard::{Step, Term};

use super::ManualScore;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::ticket::Ticket;
use crate::graphql::words::{ScoringFormula, TermNote};

/// A rate from which on a criterion gives a share of its points. Fractions are exact.
#[derive(Clone, Debug, SimpleObject)]
pub struct ScoringStep {
    /// The lowest rate of the step.
    from: String,
    /// The share of the points, 0 to 1.
    points: String,
}

/// A term, borrowed from its card.
pub struct ScorecardTerm<'a> {
    pub term: &'a Term,
    pub card: &'a ScorecardView,
    pub request: &'a Request,
}

/// Tickets behind a term, in the order in which they were entered.
const ORDER: TicketOrder = TicketOrder::CreatedAsc;
/// The word that a cursor of that order carries.
const ORDER_WORD: &str = "tickets.created.asc";

/// One criterion's part in a scorecard, with everything a person needs to compute it again. Fractions are exact, in
/// lowest terms, such as 19/20.
#[Object(serial)]
impl<'a> ScorecardTerm<'a> {
    /// The criterion's code.
    async fn code(&self) -> &str {
        &self.term.code
    }

    /// The criterion's name, in the language of the request.
    async fn name(&self) -> &str {
        self.request.language().choose(&self.term.name.en, &self.term.name.zh)
    }

    /// The formula applied.
    async fn formula(&self) -> ScoringFormula {
        self.term.formula.into()
    }

    /// Of the rate.
    async fn numerator(&self) -> i64 {
        self.term.numerator
    }

    /// Of the rate; 0 when there is no data, or a mean of given scores has more digits than fit: then rateExact says it.
    async fn denominator(&self) -> i64 {
        self.term.denominator
    }

    /// Numerator by denominator as a decimal with four places; null without data.
    async fn rate(&self) -> Option<String> {
        self.term.rate.as_ref().map(|rate| rate.decimal(4))
    }

    /// The same as an exact fraction in lowest terms.
    async fn rate_exact(&self) -> Option<String> {
        self.term.rate.as_ref().map(Fraction::to_string)
    }

    /// The rate from which on it gives all points.
    async fn target(&self) -> String {
        self.term.target.to_string()
    }

    /// The rate up to which it gives none.
    async fn floor(&self) -> String {
        self.term.floor.to_string()
    }

    /// 1 at the target, 0 at the floor, between them by the steps or else linear; null when the term does not count.
    async fn points(&self) -> Option<String> {
        self.term.points.as_ref().map(Fraction::to_string)
    }

    /// What it gives between floor and target, best first; empty: linear.
    async fn steps(&self) -> Vec<ScoringStep> {
        let step = |step: &Step| ScoringStep { from: step.from.to_string(), points: step.points.to_string() };
        self.term.steps.iter().map(step).collect()
    }

    /// The scores that people gave and whose mean the rate is; empty for what is computed. Needs scorecard.view at the
    /// contract.
    #[graphql(complexity = "2 + 4 * child_complexity")]
    async fn given(&self) -> Result<Vec<ManualScore<'a>>, ApiError> {
        let (request, mut given) = (self.request, Vec::with_capacity(self.term.given.len()));
        for id in &self.term.given {
            let found = request.scorecards().score(request.op(), *id).await?;
            given.extend(found.map(|of| ManualScore { of, request }));
        }
        Ok(given)
    }

    /// The weight in the scheme.
    async fn weight(&self) -> String {
        self.term.weight.to_string()
    }

    /// The weight after sharing out those of terms that do not count; 0 for such a term.
    async fn effective_weight(&self) -> String {
        self.term.effective_weight.to_string()
    }

    /// Effective weight times points.
    async fn contribution(&self) -> String {
        self.term.contribution.to_string()
    }

    /// Why the term does not count; null when it does.
    async fn note(&self) -> Option<TermNote> {
        self.term.note.map(Into::into)
    }

    /// The tickets that it counted, as far as you may see tickets. Needs ticket.view.
    #[graphql(complexity = "50 + page_cost(first, child_complexity)")]
    async fn tickets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<Ticket<'a>>, ApiError> {
        let request = self.request;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, ORDER_WORD, language)).transpose()?;
        let previous = after.is_some();
        let asked = BehindQuery {
            criterion: self.term.code.clone(),
            after: after.map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = tickets_behind(request.op(), self.card, &asked).await;
        let TicketsBehind { rows, more, total } = found.map_err(|error| failure(error, language))?;
        Ok(Connection::new(Ticket::list(rows, request), ORDER, previous, more, total.map_or(Total::Unasked, Total::Of)))
    }
}
