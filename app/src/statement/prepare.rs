//! Working out what a frozen period pays.

use domain::access::Action;
use domain::assessment::{AssessmentRecord, AssessmentState};
use domain::credit::{CreditInputs, settle};
use domain::fraction::Fraction;
use domain::ids::{AssessmentId, MilestoneId, StatementId};
use domain::money::Fen;
use domain::scorecard::{Period, Score};
use domain::statement::{StatementInputs, StatementRecord, StatementState, StatementStep, state_amounts, topic};
use storage::query::assessment as assessments;
use storage::query::setup::insert;
use storage::query::statement as query;

use super::fee::{open_fee, terms_at_its_end};
use super::settled::settled;
use crate::credit::{holding_on, rules_of};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::contract::held::Held;
use crate::{AssessmentRow, CreditTermsRow, Error, Op, Result, StatementRow, StatementStepRow};

/// A statement to be prepared.
#[derive(Clone, Debug)]
pub struct NewStatement {
    /// A frozen assessment.
    pub assessment: AssessmentId,
    /// The milestone that it pays, whose share is the fee; none: the period's share of the amount by civil days.
    pub milestone: Option<MilestoneId>,
    /// What is to be said of it.
    pub note: Option<String>,
}

/// Works out what a frozen period pays: somebody else approves it. Needs `statement.prepare` at the buyer or over it.
///
/// # Errors
/// `WRONG_STATE` unless the assessment is frozen and nobody has corrected it since; `NO_TERMS` when the contract says
/// nothing of credits for the period; `NOT_SETTLED` for a period of another length than it settles; `TAKEN` when a statement
/// of the assessment counts already, or one of another period pays the milestone; `NOT_FOUND` for a milestone that is not
/// in the plan, or was paid without an approved statement of the period; `OUTSIDE_PERIOD` without a day in the period.
pub async fn prepare_statement(op: &Op, new: &NewStatement) -> Result<StatementId> {
    op.require(Action::StatementPrepare)?;
    let scope = op.read_scope(Action::AssessmentView);
    let seen = assessments::find(op.app().store.read(), &scope, new.assessment).await?;
    let seen = seen.ok_or(Error::NotFound("assessment"))?;
    if !op.read_scope(Action::StatementPrepare).covers(Some(seen.agency_id), None) {
        return Err(Error::Forbidden(Action::StatementPrepare));
    }
    let held = Held::begin(op, seen.contract_id).await?;
    let row = assessments::hold(&held.transaction, new.assessment).await?.ok_or(Error::NotFound("assessment"))?;
    let period = Period { kind: row.period_kind, start: row.period_start };
    let mut mistakes = Mistakes::default();
    let note = mistakes.optional("note", new.note.as_deref(), REASON_MAX);
    check_assessment(&mut mistakes, &held, &row).await?;
    let terms = check_terms(&mut mistakes, &held, period).await?;
    let fee = open_fee(&mut mistakes, &held, new.milestone, period).await?;
    let assessed = crate::assessment::record(&row)?;
    let (terms, fee, assessed) =
        mistakes.finish(terms.zip(fee).zip(assessed).map(|((one, two), three)| (one, two, three)))?;
    let made = work_out(&held, (&row, &assessed, period), &terms, (new.milestone, fee)).await?;
    let of = statement(&held, &row, &terms, &made)?;
    let id = of.id;
    let step = StatementStepRow {
        statement_id: id,
        seq: of.version,
        step: StatementStep::Prepare,
        from_state: StatementState::Prepared,
        to_state: StatementState::Prepared,
        note,
        actor_id: held.actor().user(),
        actor_name: held.actor().name().to_owned(),
        recorded_at: held.now(),
    };
    let detail = serde_json::json!({
        "statementId": id, "assessmentId": row.id, "payableFen": of.payable_fen, "dueFen": of.due_fen,
        "inputHash": of.input_hash,
    });
    insert(&held.transaction, of).await?;
    insert(&held.transaction, step).await?;
    held.tell(topic(StatementStep::Prepare), detail.clone()).await?;
    held.commit("statement.prepare", ("statement", id.0), detail).await?;
    Ok(id)
}

async fn check_assessment(mistakes: &mut Mistakes, held: &Held, row: &AssessmentRow) -> Result<()> {
    let superseded = assessments::superseded(&held.transaction, &[row.id]).await?;
    if row.state != AssessmentState::Frozen || !superseded.is_empty() {
        let en = "only the latest revision of a period that is frozen is settled";
        mistakes.add("WRONG_STATE", "assessmentId", en, "仅可对已归档考核周期的最新版本编制结算单");
    }
    if query::of_assessment(&held.transaction, row.id).await?.is_some() {
        let en = "there is a statement of this assessment already";
        mistakes.add("TAKEN", "assessmentId", en, "该考核周期已有结算单");
    }
    Ok(())
}

async fn check_terms(mistakes: &mut Mistakes, held: &Held, period: Period) -> Result<Option<CreditTermsRow>> {
    let Some(terms) = holding_on(held, period.start).await? else {
        let en = format!("no accepted credit terms of the contract hold on {}", period.start);
        let zh = format!("合同在 {} 没有已审批的服务抵扣条款", period.start);
        mistakes.add("NO_TERMS", "assessmentId", en, zh);
        return Ok(None);
    };
    let settles = rules_of(&terms)?.period;
    if settles != period.kind {
        let en = format!("the contract settles periods of the kind {settles}, not {}", period.kind);
        mistakes.add("NOT_SETTLED", "assessmentId", en, format!("合同按{}结算", settles.zh()));
    }
    Ok(Some(terms))
}

async fn work_out(
    held: &Held,
    (row, assessed, period): (&AssessmentRow, &AssessmentRecord, Period),
    terms: &CreditTermsRow,
    (milestone, fee): (Option<MilestoneId>, Fen),
) -> Result<StatementRecord> {
    let rules = rules_of(terms)?;
    let (already, past) = settled(&query::approved(&held.transaction, [row.contract_id]).await?, period)?;
    let counts = assessed.card.terms.iter().filter(|term| term.points.is_some());
    let rates: Vec<(String, Fraction)> =
        counts.filter_map(|term| Some((term.code.clone(), term.rate.clone()?))).collect();
    let inputs = StatementInputs {
        contract: row.contract_id,
        period,
        assessment: row.id,
        assessment_hash: row.input_hash.clone().unwrap_or_default(),
        terms: terms.id,
        milestone,
        score: row.score_hundredths.and_then(Score::from_hundredths),
        fee,
        contract_amount: terms_at_its_end(&held.contract, period).amount,
        past,
        already,
    };
    let sheet = settle(
        &rules,
        &CreditInputs {
            period,
            fee,
            contract_amount: inputs.contract_amount,
            score: inputs.score,
            rates: &rates,
            late: &assessed.inputs.counters.late,
            ledger_points: &assessed.card.ledger.deducted,
            past: &inputs.past,
        },
    );
    let directory = held.directory();
    let buyer = directory.agencies.get(&row.agency_id).map_or("", |agency| agency.name.as_str());
    Ok(state_amounts(inputs, &rules, buyer, sheet))
}

fn statement(held: &Held, row: &AssessmentRow, terms: &CreditTermsRow, made: &StatementRecord) -> Result<StatementRow> {
    Ok(StatementRow {
        id: held.id(),
        contract_id: row.contract_id,
        agency_id: row.agency_id,
        vendor_id: row.vendor_id,
        assessment_id: row.id,
        terms_id: terms.id,
        milestone_id: made.inputs.milestone,
        period_kind: row.period_kind,
        period_start: row.period_start,
        fee_fen: made.sheet.fee.0,
        credit_fen: made.sheet.credit.0,
        earned_back_fen: made.sheet.earned_back.0,
        reward_fen: made.sheet.reward.0,
        payable_fen: made.sheet.payable.0,
        due_fen: made.due.0,
        record: serde_json::to_value(made)?,
        input_hash: made.inputs.hash(),
        state: StatementState::Prepared,
        prepared_by: held.actor().user(),
        preparer: held.actor().name().to_owned(),
        version: 1,
        created_at: held.now(),
    })
}
