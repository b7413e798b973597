//! The life of a statement, and who pays it.

use uuid::Uuid;

use super::*;
use crate::credit::{CreditInputs, PastPeriod, credit_presets, settle};
use crate::fraction::Fraction;
use crate::golden::assert_golden;
use crate::ids::{AssessmentId, ContractId, CreditTermsId, UserId};
use crate::money::Fen;
use crate::scorecard::{Late, Period, PeriodKind};

#[test]
fn the_table_is_the_reviewed_one() {
    let mut text = String::from("What may be done to a statement: each step from a state, and the state after it.\n\n");
    for step in StatementStep::ALL {
        for state in StatementState::ALL {
            let Ok(to) = next(*state, *step) else { continue };
            let needs = needs(*step);
            text.push_str(&format!("{:9}{:10}→ {:10}needs {needs}\n", step.as_str(), state.as_str(), to.as_str()));
        }
    }
    assert_golden("statement-steps.txt", &text);
}

#[test]
fn whoever_prepared_it_neither_approves_nor_rejects_it() {
    let user = |number| Some(UserId(Uuid::from_u128(number)));
    for step in [StatementStep::Approve, StatementStep::Reject] {
        assert_eq!(four_eyes(step, user(1), user(1)), Err(StatementRefusal::Preparer));
        assert_eq!(four_eyes(step, user(2), user(1)), Ok(()));
    }
    assert_eq!(four_eyes(StatementStep::Withdraw, user(1), user(1)), Ok(()));
    for state in [StatementState::Approved, StatementState::Rejected, StatementState::Withdrawn] {
        assert_eq!(available_steps(state).count(), 0, "{state} is final");
    }
}

#[test]
fn a_correction_pays_the_difference_and_every_fen_has_a_payer() {
    let rules =
        credit_presets().into_iter().find(|preset| preset.code == "REWARD-FOR-SUBSIDY").expect("it ships").rules;
    let period = Period { kind: PeriodKind::Year, start: "2026-01-01".parse().expect("a date") };
    let inputs = StatementInputs {
        contract: ContractId(Uuid::from_u128(1)),
        period,
        assessment: AssessmentId(Uuid::from_u128(2)),
        assessment_hash: "ab".to_owned(),
        terms: CreditTermsId(Uuid::from_u128(3)),
        milestone: None,
        score: Some("95.00".parse().expect("a score")),
        fee: Fen(1_000_001),
        contract_amount: Fen(1_000_001),
        past: vec![],
        already: Fen(900_000),
    };
    let late = Late::default();
    let sheet = settle(
        &rules,
        &CreditInputs {
            period,
            fee: inputs.fee,
            contract_amount: inputs.contract_amount,
            score: inputs.score,
            rates: &[],
            late: &late,
            ledger_points: &Fraction::zero(),
            past: &[],
        },
    );
    let hash = inputs.hash();
    let outdated = Err(StatementRefusal::Outdated);
    let fee = Some(inputs.fee);
    let check = |already, past: &[PastPeriod], is_superseded| inputs.check_current(fee, (already, past), is_superseded);
    let before = PastPeriod {
        period: Period { kind: PeriodKind::Year, start: "2025-01-01".parse().expect("a date") },
        score: None,
        failed: vec![],
        credit: Fen(0),
        earned_back: Fen(0),
    };
    assert_eq!(check(Fen(900_000), &[], false), Ok(()));
    assert_eq!(check(Fen(0), &[], false), outdated, "another was approved, or none");
    assert_eq!(check(Fen(900_000), &[before], false), outdated, "an earlier period was settled meanwhile");
    assert_eq!(check(Fen(900_000), &[], true), outdated, "a correction was made");
    assert_eq!(inputs.check_current(None, (Fen(900_000), &[]), false), outdated, "its milestone was replaced");
    let record = state_amounts(inputs, &rules, "青秀区数据局", sheet);
    assert_eq!((record.sheet.payable, record.due), (Fen(1_100_001), Fen(200_001)));
    let parts: Vec<(&str, i64)> = record.funding.iter().map(|part| (part.payer.as_str(), part.amount.0)).collect();
    assert_eq!(parts, [("县级财政", 400_000), ("自治区财政", 600_001), ("自治区财政", 100_000)]);
    let stored: StatementRecord =
        serde_json::from_value(serde_json::to_value(&record).expect("JSON")).expect("a record");
    assert_eq!((&stored, stored.inputs.hash()), (&record, hash));
}
