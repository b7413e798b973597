//! What a report of a contract's period rests on: a frozen assessment, one under way, or what is known now.

use chrono_tz::Tz;
use domain::Instant;
use domain::access::Action;
use domain::assessment::{AssessmentInputs, AssessmentState};
use domain::ids::{AssessmentId, ContractId, SchemeId};
use domain::scorecard::{LedgerSheet, Name, Period, Score, Term};
use storage::query::assessment as query;
use storage::query::contract_period::ContractPeriod;

use crate::assessment::{find_assessment, record};
use crate::scorecard::{ScorecardQuery, scorecards};
use crate::{AssessmentRow, Error, Op, Result};

/// The rights that such a report takes, all of them at the contract: it says what each of them shows.
const NEEDED: [Action; 4] = [Action::ReportView, Action::ScorecardView, Action::AssessmentView, Action::StatementView];

/// A period and what is known of it.
pub(super) struct Basis {
    pub contract: ContractId,
    pub period: Period,
    /// By when: when a frozen assessment was scored, else now.
    pub known_at: Instant,
    pub assessment: Option<AssessmentRow>,
    /// What the assessment rests on; none before it was scored.
    pub inputs: Option<AssessmentInputs>,
    /// None when nothing was scored yet.
    pub card: Option<Card>,
}

/// A score with everything that explains it.
pub(super) struct Card {
    pub scheme: SchemeId,
    pub terms: Vec<Term>,
    pub ledger: LedgerSheet,
    pub score: Option<Score>,
    pub grade: Option<Name>,
}

impl Basis {
    /// Whether it never changes any more.
    pub fn is_frozen(&self) -> bool {
        self.assessment.as_ref().is_some_and(|row| row.state == AssessmentState::Frozen)
    }

    /// Which tickets it is about; the zone is the contract's.
    pub fn tickets(&self, zone: Tz) -> ContractPeriod {
        let (from, until) = self.period.bounds(zone);
        ContractPeriod { contract: self.contract, from, until, known_at: self.known_at }
    }
}

/// Of a month of a contract, `YYYYMM`: the latest frozen assessment of it, else the latest one, else the card.
///
/// # Errors
/// FORBIDDEN without one of the rights, NOT_FOUND unless the contract is seen by all of them; `INVALID_MONTH`.
pub(super) async fn of_month(op: &Op, id: ContractId, month: i32) -> Result<Basis> {
    check_rights(op)?;
    check_seen(op, id)?;
    let Some(period) = Period::month(month) else {
        let en = "a month is written YYYYMM, for example 202611";
        return Err(Error::invalid("INVALID_MONTH", "report", en, "月份格式为 YYYYMM，例如 202611"));
    };
    let mut revisions = query::revisions(op.app().store.read(), id, period).await?;
    let frozen = revisions.iter().rposition(|row| row.state == AssessmentState::Frozen);
    let row = match frozen {
        Some(place) => Some(revisions.swap_remove(place)),
        None => revisions.pop(),
    };
    made(op, id, period, row).await
}

/// Of a revision of an assessment.
///
/// # Errors
/// The same; NOT_FOUND unless the assessment is seen.
pub(super) async fn of_assessment(op: &Op, id: AssessmentId) -> Result<Basis> {
    check_rights(op)?;
    let row = find_assessment(op, id).await?;
    let (contract, period) = (row.contract_id, Period { kind: row.period_kind, start: row.period_start });
    check_seen(op, contract)?;
    made(op, contract, period, Some(row)).await
}

fn check_rights(op: &Op) -> Result<()> {
    NEEDED.iter().try_for_each(|action| op.require(*action))
}

/// Whoever reads the report reaches the contract by every right that it takes.
fn check_seen(op: &Op, id: ContractId) -> Result<()> {
    let coverage = op.coverage();
    let row = coverage.contracts.get(&id).map(|contract| &contract.row);
    let reached =
        |action| row.is_some_and(|row| op.read_scope(action).covers(Some(row.agency_id), Some(row.vendor_id)));
    if NEEDED.into_iter().all(reached) { Ok(()) } else { Err(Error::NotFound("contract")) }
}

async fn made(op: &Op, contract: ContractId, period: Period, assessment: Option<AssessmentRow>) -> Result<Basis> {
    let recorded = assessment.as_ref().map(record).transpose()?.flatten();
    let scored = assessment.as_ref().filter(|row| row.state == AssessmentState::Frozen).and_then(|row| row.scored_at);
    let known_at = scored.unwrap_or_else(|| op.now());
    let (inputs, card) = match recorded {
        Some(recorded) => {
            let (scheme, card) = (recorded.inputs.scheme, recorded.card);
            let card =
                Card { scheme, terms: card.terms, ledger: card.ledger, score: recorded.score, grade: recorded.grade };
            (Some(recorded.inputs), Some(card))
        }
        None => (None, newest_card(op, contract, period).await?),
    };
    Ok(Basis { contract, period, known_at, assessment, inputs, card })
}

async fn newest_card(op: &Op, contract: ContractId, period: Period) -> Result<Option<Card>> {
    let asked = ScorecardQuery {
        contract: Some(contract),
        period: Some(period.kind),
        from: Some(period.start),
        until: Some(period.start),
        limit: 1,
        ..ScorecardQuery::default()
    };
    let found = scorecards(op, &asked).await?.rows.pop();
    Ok(found.map(|view| Card {
        scheme: view.scheme,
        terms: view.terms,
        ledger: view.ledger,
        score: view.score,
        grade: view.grade,
    }))
}
