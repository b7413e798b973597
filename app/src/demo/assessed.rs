//! The assessments and settlements of one contract of the demo: Nanning's amended one, quarter by quarter, up to what waits
//! for somebody.

use domain::assessment::AssessmentState;
use domain::credit::{CreditRules, credit_presets};
use domain::ids::UserId;
use domain::scorecard::PeriodKind;

use super::parties::{Plan, id};
use crate::assessment::{
    AssessmentQuery, Remarks, assessments, catch_up, comment_assessment, decide_assessment, find_assessment,
    sign_assessment,
};
use crate::credit::{NewCreditTerms, decide_credit_terms, propose_credit_terms};
use crate::statement::{NewStatement, approve_statement, prepare_statement};
use crate::{AssessmentRow, Contract, Op, Result};

/// Drafts the quarters that have ended. All but the two latest are decided and signed; of these one is decided and waits
/// for the signatures, and the vendor may still comment on the other.
pub(super) async fn assess(op: &Op, plan: &Plan) -> Result<()> {
    let number = format!("NNDSJ-{}-YW01", plan.year + 1);
    let coverage = op.coverage();
    let Some(contract) = coverage.contracts.values().find(|contract| contract.row.number == number) else {
        return Ok(());
    };
    crate::scorecard::score_marked(op).await?;
    catch_up(op, contract.row.id).await?;
    let asked = AssessmentQuery {
        contract: Some(contract.row.id),
        states: vec![AssessmentState::Draft],
        limit: 50,
        ..AssessmentQuery::default()
    };
    let mut drafts = assessments(op, &asked).await?.rows;
    drafts.reverse();
    drafts.pop();
    let waiting = drafts.pop();
    agree(op, contract).await?;
    for draft in drafts {
        let decided = decide(op, &draft).await?;
        let signed = sign_assessment(&person(op, "contract")?, decided.id, decided.version).await?;
        let signed = find_assessment(op, signed).await?;
        let frozen = sign_assessment(&person(op, "vendor")?, signed.id, signed.version).await?;
        let new = NewStatement { assessment: frozen, milestone: None, note: None };
        let prepared = prepare_statement(&person(op, "contract")?, &new).await?;
        approve_statement(&person(op, "supervisor")?, prepared, 1, Some("同意支付")).await?;
    }
    if let Some(draft) = waiting {
        decide(op, &draft).await?;
    }
    Ok(())
}

/// Pay by grade, with a reward in the place of a subsidy.
async fn agree(op: &Op, contract: &Contract) -> Result<()> {
    let Some(preset) = credit_presets().into_iter().find(|preset| preset.code == "REWARD-FOR-SUBSIDY") else {
        return Ok(());
    };
    let rules = CreditRules { period: PeriodKind::Quarter, ..preset.rules };
    let terms = NewCreditTerms {
        contract: contract.row.id,
        effective_on: contract.row.starts_on,
        rules: serde_json::to_value(rules)?,
        reason: "合同第八条：考核与付款".to_owned(),
    };
    let proposed = propose_credit_terms(&person(op, "contract")?, &terms).await?;
    decide_credit_terms(&person(op, "supervisor")?, proposed, true, Some("同意")).await.map(drop)
}

async fn decide(op: &Op, draft: &AssessmentRow) -> Result<AssessmentRow> {
    let remarks = Remarks { note: "对初评结果无异议".to_owned(), criteria: vec![] };
    let commented = comment_assessment(&person(op, "vendor")?, draft.id, draft.version, &remarks).await?;
    let commented = find_assessment(op, commented).await?;
    let note = Some("同意初评结果");
    let decided = decide_assessment(&person(op, "supervisor")?, commented.id, commented.version, note).await?;
    find_assessment(op, decided).await
}

fn person(op: &Op, login: &str) -> Result<Op> {
    op.app().op_for(id::<UserId>("user", login))
}
