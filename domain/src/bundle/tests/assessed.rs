//! An assessment's bundle: its score is computed again.

use chrono::NaiveDate;

use super::*;
use crate::assessment::{AssessmentInputs, AssessmentState, assess};
use crate::ids::{AssessmentId, ContractId, LedgerEntryId, SchemeId};
use crate::scorecard::{Counters, LedgerEntry, Period, PeriodKind, Tally, shipped_scheme};

/// A quarter with one answer of two in time, an entry of the ledger and one signature.
pub(super) fn assessed() -> AssessmentContents {
    let scheme = shipped_scheme();
    let day: NaiveDate = "2026-01-05".parse().expect("a date");
    let period = Period::holding(PeriodKind::Quarter, day);
    let entry = LedgerEntry {
        id: id::<LedgerEntryId>(11),
        item: "NO_SUCH".to_owned(),
        occurred_on: day,
        points: crate::fraction::Fraction::whole(-2),
    };
    let inputs = AssessmentInputs {
        contract: id::<ContractId>(9),
        period,
        revision: 1,
        scheme: id::<SchemeId>(12),
        policy_versions: vec![id(4)],
        calendar_revisions: vec![1],
        counters: Counters { respond: Tally { part: 1, whole: 2 }, ..Counters::default() },
        entries: vec![entry],
        given: Vec::new(),
        adjustments: Vec::new(),
        percentiles: Vec::new(),
    };
    let record = assess(&scheme, inputs.clone(), Vec::new());
    let input_hash = inputs.hash();
    AssessmentContents {
        subject: BundleSubject::Assessment {
            assessment: id::<AssessmentId>(13),
            period,
            revision: 1,
            state: AssessmentState::Frozen,
            parties: parties(),
        },
        scheme: SchemeUsed { id: id(12), code: "GX".to_owned(), name: "通用".to_owned(), number: 1, scheme },
        inputs,
        result: AssessmentResult {
            card: record.card,
            score: record.score,
            grade: record.grade,
            input_hash: input_hash.clone(),
        },
        entries: vec![BookedEntry {
            id: id(11),
            item: "NO_SUCH".to_owned(),
            points_hundredths: -200,
            occurred_on: day,
            evidence: "巡检照片".to_owned(),
            by: "manager".to_owned(),
            booked_at: at("01:00"),
        }],
        given: Vec::new(),
        disputes: Vec::new(),
        steps: Vec::new(),
        signatures: vec![Signature {
            side: ActorSide::Vendor,
            by: "vendor_manager".to_owned(),
            signed_at: at("02:00"),
            input_hash,
            counts: true,
        }],
    }
}

#[test]
fn a_score_is_computed_again_from_its_counters() {
    let files = seal(assessment_files(&assessed())).1;
    assert_eq!(check(&files), []);
    let mut better = assessed();
    better.inputs.counters.respond.part = 2;
    let kinds = found(&seal(assessment_files(&better)).1);
    assert!(kinds.contains(&of(FindingKind::Differs, "signatures.json")), "{kinds:?}");
    assert!(kinds.contains(&of(FindingKind::Differs, "result.json")), "{kinds:?}");
    let mut milder = assessed();
    milder.entries[0].points_hundredths = -100;
    assert_eq!(found(&seal(assessment_files(&milder)).1), [of(FindingKind::Differs, "ledger.json")]);
    let mut graded = assessed();
    graded.result.grade = None;
    assert_eq!(found(&seal(assessment_files(&graded)).1), [of(FindingKind::Differs, "result.json")]);
}
