//! A quarter of Nanning's contract that was assessed and settled, ahead of its time.

use app::assessment::{
    AssessmentQuery, Remarks, assessments, catch_up, comment_assessment, decide_assessment, sign_assessment,
};
use app::credit::{NewCreditTerms, decide_credit_terms, propose_credit_terms};
use app::statement::{NewStatement, prepare_statement};
use domain::assessment::AssessmentState;
use domain::credit::credit_presets;

use super::stage::global;
use crate::assessments::board::AFTER;
use crate::support::world::World;

/// Texts that stand nowhere else.
pub const REMARK: &str = "青秀山节点当季无异议";
pub const AGREED: &str = "补充协议二第三条";

/// Assesses and settles it: global ids by the names that input fields have. Liuzhou's stays as it is, and the clock too.
pub async fn settled(world: &World) -> Vec<(&'static str, String)> {
    let contract = world.contract("NN-2026");
    let now = world.app.clock().now();
    world.clock.set(AFTER.parse().expect("an instant"));
    catch_up(&world.system_op(), contract).await.expect("drafted");
    let drafted = AssessmentQuery {
        contract: Some(contract),
        states: vec![AssessmentState::Draft],
        limit: 1,
        ..AssessmentQuery::default()
    };
    let draft = assessments(&world.op("manager"), &drafted).await.expect("a list").rows.remove(0);
    let remarks = Remarks { note: REMARK.to_owned(), criteria: vec![] };
    comment_assessment(&world.op("vendor_manager"), draft.id, 1, &remarks).await.expect("commented");
    decide_assessment(&world.op("supervisor"), draft.id, 2, None).await.expect("decided");
    sign_assessment(&world.op("manager"), draft.id, 3).await.expect("signed");
    sign_assessment(&world.op("vendor_manager"), draft.id, 4).await.expect("frozen");
    let preset = credit_presets().into_iter().next().expect("the first");
    let terms = NewCreditTerms {
        contract,
        effective_on: "2026-01-01".parse().expect("a date"),
        rules: serde_json::to_value(preset.rules).expect("JSON"),
        reason: AGREED.to_owned(),
    };
    let terms = propose_credit_terms(&world.op("manager"), &terms).await.expect("proposed");
    decide_credit_terms(&world.op("supervisor"), terms, true, None).await.expect("accepted");
    let new = NewStatement { assessment: draft.id, milestone: None, note: None };
    let statement = prepare_statement(&world.op("manager"), &new).await.expect("prepared");
    world.clock.set(now);
    vec![
        ("assessmentId", global("AssessmentPeriod", draft.id.0)),
        ("creditTermsId", global("CreditTerms", terms.0)),
        ("statementId", global("Statement", statement.0)),
    ]
}
